"""What of a statement is compared with others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from indexer.language import analyze
from indexer.likeness.signature import Signature, shingles, signature
from indexer.statement import Precision, Statement

METHOD = "1"
"""Changes when other likenesses would be found; everything is then compared again."""

READ_FOR_NUMBERS = 10_000  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`day` as a proleptic ordinal, None unless known to the day; `people` and `places` as the authority calls them;
    `length` in characters; `shingles` counts the distinct ones."""

    id: str
    language: str
    day: int | None
    numbers: frozenset[str]
    people: frozenset[str]
    places: frozenset[str]
    organisation: str
    kind: str
    length: int
    shingles: int
    signature: Signature = field(compare=False)


def facts_of(statement: Statement) -> Facts:
    words = analyze(statement.text).exact
    found = shingles(words)
    people = (*statement.speakers, *statement.quoted, *statement.mentioned)
    return Facts(
        id=statement.id,
        language=statement.language.partition("-")[0].lower(),
        day=_day(statement),
        numbers=_numbers([*analyze(statement.title).exact, *words[:READ_FOR_NUMBERS]]),
        people=frozenset(person.name for person in people),
        places=frozenset(statement.places),
        organisation=statement.organisation or "",
        kind=statement.kind or "",
        length=len(statement.text),
        shingles=len(found),
        signature=signature(found),
    )


def fingerprint(statement: Statement) -> str:
    """Equal for two states of a statement that have equal facts."""
    people = (*statement.speakers, *statement.quoted, *statement.mentioned)
    held = (
        METHOD,
        statement.title,
        statement.text,
        statement.language,
        str(_day(statement)),
        repr(sorted(person.name for person in people)),
        repr(sorted(statement.places)),
        repr((statement.organisation, statement.kind)),
    )
    return hashlib.sha256("\0".join(held).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _day(statement: Statement) -> int | None:
    when = statement.date
    return when.value.toordinal() if when.value and when.precision is Precision.DAY else None


def _numbers(words: Iterable[str]) -> frozenset[str]:
    """Those in digits; the folding of words has made "1,904" 1904, and the digits of all scripts the same."""
    return frozenset(word for word in words if word.replace(".", "", 1).isdecimal())
