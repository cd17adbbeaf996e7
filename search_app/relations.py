"""What else says the same as a statement, and its versions, finished for its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from indexer import Kinship, Likeness, Statement
from search_app import wording
from search_app.panels import Link

SHOWN = 12  # of each kind; a text printed a hundred times is not listed a hundred times


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """Another statement, in its own language; `differs` leads to the redline between the two, None for a translation.

    `language` is named when it is another.
    """

    title: str
    href: str
    lang: str
    dir: str
    language: str | None
    date: str
    evidence: str
    differs: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """`more` says how many others are not listed, "" when all are."""

    name: str
    relatives: tuple[Relative, ...]
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """`versions` is None for a statement that has only one."""

    versions: Link | None
    kinds: tuple[Relation, ...]


def relations(statement: Statement, get: Callable[[str], Statement | None], *, versions: int) -> Relations:
    """`get` gives the other statements; one that is there no longer is left out."""
    link = Link(text=f"{versions:,} versions", href=f"{address(statement.id)}/versions") if versions > 1 else None
    kinds = tuple(_relation(statement, kind, get) for kind in Kinship)
    return Relations(versions=link, kinds=tuple(r for relation in kinds for r in relation))


def address(id: str) -> str:
    return f"/statements/{quote(id, safe='/')}"


def redline_address(before: str, after: str) -> str:
    """Where the redline between two statements stands."""
    return f"/redline?{urlencode({'from': before, 'to': after})}"


def _relation(statement: Statement, kind: Kinship, get: Callable[[str], Statement | None]) -> Iterator[Relation]:
    alike = [likeness for likeness in statement.likenesses if likeness.kind is kind]
    others = [(likeness, other) for likeness in alike[:SHOWN] if (other := get(likeness.id))]
    for name, chosen in _named(statement, kind, others):
        rest = len(alike) - SHOWN
        yield Relation(
            name=name,
            relatives=tuple(_relative(statement, likeness, other) for likeness, other in chosen),
            more=f"and {rest:,} more" if rest > 0 else "",
        )


Others = list[tuple[Likeness, Statement]]


def _named(statement: Statement, kind: Kinship, others: Others) -> Iterator[tuple[str, Others]]:
    """The others under the names by which they are called beside this statement."""
    if kind is not Kinship.CORRECTION:
        name = "Near-duplicates" if kind is Kinship.NEAR_DUPLICATE else "Translation"
        found = {name: others}
    else:
        later = [pair for pair in others if _earlier(statement, pair[1])]
        found = {"Corrected by": later, "Corrects": [pair for pair in others if pair not in later]}
    yield from ((name, chosen) for name, chosen in found.items() if chosen)


def _earlier(statement: Statement, other: Statement) -> bool:
    one, two = statement.date.value, other.date.value
    return one is not None and two is not None and one < two


def _relative(statement: Statement, likeness: Likeness, other: Statement) -> Relative:
    return Relative(
        title=other.title,
        href=address(other.id),
        lang=other.language,
        dir=wording.direction(other.language),
        language=wording.language(other.language) if other.language != statement.language else None,
        date=wording.day_in_words(other.date),
        evidence=likeness.evidence,
        differs=None if likeness.kind is Kinship.TRANSLATION else _what_changed(statement, other),
    )


def _what_changed(one: Statement, other: Statement) -> str:
    """The redline from the earlier to the later of two; an undated one counts as the later."""
    before, after = sorted((one, other), key=lambda s: (s.date.first or date.max, s.id))
    return redline_address(before.id, after.id)
