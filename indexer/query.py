"""What is asked of an engine: a clause (which statements), filters (narrowed how), a sort and a page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias

PAGE_SIZE = 20
MAX_PAGE_SIZE = 50
MAX_DEPTH = 1000  # hits that can be paged to: page x size


@dataclass(frozen=True, slots=True)
class Everything:
    """All statements."""


@dataclass(frozen=True, slots=True)
class Words:
    """One word as the visitor typed it, found by its stem; a hyphenated word is found joined and apart.

    `field` None means title and body.
    """

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """These words unstemmed, adjacent and in order, within one field."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """These words by their stems, in any order, at distinct positions of one field that span at most
    `number of words + slop` positions."""

    text: str
    slop: int
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so, unstemmed; expands to at most 500 terms."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """Dated statements whose period meets [since, until]; an open end is None."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class AllOf:
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Not:
    clause: Clause


Clause: TypeAlias = Everything | Words | Phrase | Near | Prefix | Between | AllOf | AnyOf | Not


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Filters:
    """`chosen`: facet name -> values, sorted by name; OR inside a facet, AND across facets.

    `since` and `until` keep the dated statements whose period meets the range.
    """

    chosen: tuple[tuple[str, frozenset[str]], ...] = ()
    since: date | None = None
    until: date | None = None

    def of(self, facet: str) -> frozenset[str]:
        return dict(self.chosen).get(facet, frozenset())

    def with_values(self, facet: str, values: frozenset[str]) -> Filters:
        kept = {name: v for name, v in self.chosen if name != facet}
        if values:
            kept[facet] = values
        return replace(self, chosen=tuple(sorted(kept.items())))

    @property
    def empty(self) -> bool:
        return not self.chosen and self.since is None and self.until is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """`page` counts from 1; `collapse` keeps one statement of each group of near-duplicates; `read_back` is the query
    said in words, kept for the reader; `notes` what was ignored."""

    clause: Clause = Everything()
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = PAGE_SIZE
    collapse: bool = False
    read_back: str = ""
    notes: tuple[str, ...] = ()


def leaves(clause: Clause) -> tuple[Clause, ...]:
    """The clauses without children, left to right, leaving out what stands under Not."""
    match clause:
        case AllOf(children) | AnyOf(children):
            return tuple(leaf for child in children for leaf in leaves(child))
        case Not():
            return ()
        case _:
            return (clause,)
