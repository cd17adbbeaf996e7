"""What a clause means, evaluated over one statement in memory: the specification of every engine."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from indexer.fields import BY_NAME, DEFAULT
from indexer.language.words import Token, exact_sequence, prefix_of, stem_alternatives, stem_sequence, tokenize
from indexer.query import AllOf, AnyOf, Between, Clause, Everything, Near, Not, Phrase, Prefix, Words
from indexer.statement import Statement, StatementDate

Leaf: TypeAlias = Words | Phrase | Near | Prefix

Positions: TypeAlias = Mapping[str, Collection[int]]
"""term -> where it stands; a joined form stands where its first part does."""


def satisfies(clause: Clause, statement: Statement) -> bool:
    """Whether the clause holds for the statement. Raises KeyError for a field that does not exist."""
    match clause:
        case Everything():
            return True
        case AllOf(children):
            return all(satisfies(child, statement) for child in children)
        case AnyOf(children):
            return any(satisfies(child, statement) for child in children)
        case Not(child):
            return not satisfies(child, statement)
        case Between(since, until):
            return meets(statement.date, since, until)
        case Words() | Phrase() | Near() | Prefix():
            return any(stands_in(clause, _tokens(value)) for value in _searched(statement, clause.field))


def meets(when: StatementDate, since: date | None, until: date | None) -> bool:
    """Whether a dated period meets [since, until]; undated meets no range, not even an open one."""
    if when.first is None or when.last is None:
        return False
    return (since is None or when.last >= since) and (until is None or when.first <= until)


def _searched(statement: Statement, field: str | None) -> Iterator[str]:
    """The values that are searched, each on its own: no phrase runs from one into the next."""
    for searched in DEFAULT if field is None else (BY_NAME[field],):
        yield from searched.values(statement)


@lru_cache(maxsize=512)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(tokenize(text))


def stands_in(leaf: Leaf, tokens: Sequence[Token]) -> bool:
    """Whether the words of a leaf stand in one text."""
    match leaf:
        case Words(word):
            stems = positions((t.stem, t.position) for t in tokens)
            return any(any(in_order(terms, stems)) for terms in stem_alternatives(word))
        case Phrase(words):
            return any(in_order(exact_sequence(words), positions((t.exact, t.position) for t in tokens)))
        case Near(words, slop):
            return any(close(stem_sequence(words), positions((t.stem, t.position) for t in tokens), slop))
        case Prefix(beginning):
            prefix = prefix_of(beginning)
            return prefix != "" and any(token.exact.startswith(prefix) for token in tokens)


def positions(terms: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for term, position in terms:
        found.setdefault(term, set()).add(position)
    return found


def in_order(terms: tuple[str, ...], where: Positions) -> Iterator[range]:
    """Every run of positions at which the terms stand one after the other."""
    for first in where.get(terms[0], ()) if terms else ():
        if all(first + nth in where.get(term, ()) for nth, term in enumerate(terms)):
            yield range(first, first + len(terms))


def close(terms: tuple[str, ...], where: Positions, slop: int) -> Iterator[range]:
    """Every window of as many positions as terms and slop, begun by one of the terms, that has room for all:
    each at a position of its own, in any order."""
    held = sorted({position for term in terms for position in where.get(term, ())})
    for nth, first in enumerate(held):
        window = range(first, first + len(terms) + slop)
        seats = held[nth : bisect_left(held, window.stop)]
        if seated([[p for p in seats if p in where.get(term, ())] for term in terms]):
            yield window


def seated(choices: list[list[int]]) -> bool:
    """Whether each can be given one of its choices so that no two have the same (augmenting paths).

    Two terms can have a place in common: a joined form stands where its first part does."""
    given: dict[int, int] = {}

    def seat(nth: int, refused: set[int]) -> bool:
        for choice in choices[nth]:
            if choice not in refused:
                refused.add(choice)
                if choice not in given or seat(given[choice], refused):
                    given[choice] = nth
                    return True
        return False

    return all(choices) and all(seat(nth, set()) for nth in range(len(choices)))
