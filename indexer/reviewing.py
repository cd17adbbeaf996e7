"""What a person is asked about the statements in doubt, the same for the page and the command line."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass

from indexer.doubts import DOUBTS, Doubt
from indexer.query import Filters, Query, Sort
from indexer.results import Hit, Results

Search = Callable[[Query], Results]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A statement in doubt: what was read and from which words, and the command that settles it."""

    hit: Hit
    basis: str
    evidence: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One page of the statements about which there is this doubt; `count` is how many there are in all."""

    doubt: Doubt
    count: int
    page: int
    pages: int
    questions: tuple[Question, ...]


def review(search: Search, doubt: Doubt, *, page: int = 1, size: int) -> Review:
    """Newest first; a page past the last has no questions."""
    filters = Filters().with_values("doubt", frozenset({doubt.name}))
    found = search(Query(filters=filters, sort=Sort.NEWEST, page=page, size=size))
    questions = tuple(_question(hit, doubt) for hit in found.hits)
    return Review(doubt=doubt, count=found.total, page=found.page, pages=found.pages, questions=questions)


def doubts_held(search: Search) -> tuple[Doubt, ...]:
    """Those that there are about any statement."""
    held = {bucket.value for bucket in search(Query(size=1)).facet("doubt").buckets}
    return tuple(doubt for doubt in DOUBTS if doubt.name in held)


def _question(hit: Hit, doubt: Doubt) -> Question:
    if doubt.field == "date":
        read, value = [(hit.date.basis, hit.date.evidence)], _day(hit)
    else:
        read = [(speaker.basis, speaker.evidence) for speaker in hit.speakers]
        value = " ".join(shlex.quote(speaker.name) for speaker in hit.speakers) or "NAME"
    return Question(
        hit=hit,
        basis="; ".join(dict.fromkeys(basis for basis, _ in read if basis)),
        evidence="; ".join(dict.fromkeys(evidence for _, evidence in read if evidence)),
        command=f"rostrum correct {shlex.quote(hit.id)} {doubt.field} {value} --why 'HOW I KNOW' --by 'MY NAME'",
    )


def _day(hit: Hit) -> str:
    """The date that was read, for a person to confirm or to change."""
    return hit.date.value.isoformat() if hit.date.value and hit.date.precision == "day" else "YYYY-MM-DD"
