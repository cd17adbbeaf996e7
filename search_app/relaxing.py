"""Help when nothing is found: what each word and each filter costs, and which word stands nowhere at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from indexer import AllOf, Between, Clause, Everything, Filters, Query, leaves, write
from search_app.facets import chips
from search_app.state import SearchState
from search_app.wording import statements

TRIED = 8  # words, and as many filters, that are tried without

Count = Callable[[Query], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """`text` says what is left out, `count` what is then found."""

    text: str
    count: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxing:
    """`missing` are words that no statement holds, whatever the filters."""

    missing: tuple[str, ...]
    relaxations: tuple[Relaxation, ...]


def relaxing(state: SearchState, count: Count) -> Relaxing:
    """What to change about a search that finds nothing; every change offered finds something."""
    clause = state.query.clause
    offered = [
        Relaxation(text=text, count=statements(found), href=neighbour.href)
        for text, neighbour in _neighbours(state, clause)
        if (found := count(neighbour.query))
    ]
    distinct = {relaxation.href: relaxation for relaxation in reversed(offered)}
    return Relaxing(missing=_missing(clause, count), relaxations=tuple(reversed(distinct.values())))


def _neighbours(state: SearchState, clause: Clause) -> Iterator[tuple[str, SearchState]]:
    children = clause.clauses if isinstance(clause, AllOf) else (clause,)
    if isinstance(clause, AllOf):
        yield "any of the words instead of all", state.matching("any")
    for nth, child in enumerate(children[:TRIED]):
        rest = children[:nth] + children[nth + 1 :]
        left = write(rest[0] if len(rest) == 1 else AllOf(rest)) if rest else ""
        if left:
            yield f"without {write(child) or 'one part'}", state.with_words(left)
    for chip in chips(state)[:TRIED]:
        yield f"without {chip.about}: {chip.text}", chip.without
    if not state.chosen.empty or state.since or state.until:
        yield "without any filter", state.without_filters()
        if state.words:
            yield "without any words", state.with_words("")


def _missing(clause: Clause, count: Count) -> tuple[str, ...]:
    alone = [(leaf, write(leaf)) for leaf in leaves(clause)[:TRIED] if not isinstance(leaf, Everything | Between)]
    return tuple(words for leaf, words in alone if words and not count(Query(clause=leaf, filters=Filters())))
