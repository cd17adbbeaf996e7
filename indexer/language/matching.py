"""What a clause means, evaluated over one statement in memory: the specification of every engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from indexer.fields import BY_NAME, DEFAULT
from indexer.language.words import exact_sequence, prefix_of, stem_alternatives, stem_sequence, tokenize
from indexer.query import AllOf, AnyOf, Between, Clause, Everything, Near, Not, Phrase, Prefix, Words
from indexer.statement import Statement, StatementDate

Positions = dict[str, set[int]]
"""term -> the positions at which it stands"""


def satisfies(clause: Clause, statement: Statement) -> bool:
    """Whether the clause holds for the statement."""
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
            return any(_stands_in(clause, value) for value in _searched(statement, clause.field))


def meets(when: StatementDate, since: date | None, until: date | None) -> bool:
    """Whether a dated period meets [since, until]; undated meets no range, not even an open one."""
    if when.first is None or when.last is None:
        return False
    return (since is None or when.last >= since) and (until is None or when.first <= until)


def _searched(statement: Statement, field: str | None) -> Iterator[str]:
    """The values that are searched, each on its own: no phrase runs from one into the next."""
    for searched in DEFAULT if field is None else (BY_NAME[field],):
        yield from searched.values(statement)


def _stands_in(leaf: Words | Phrase | Near | Prefix, text: str) -> bool:
    match leaf:
        case Words(word):
            stems = _positions((t.stem, t.position) for t in tokenize(text))
            return any(_in_order(terms, stems) for terms in stem_alternatives(word))
        case Phrase(words):
            return _in_order(exact_sequence(words), _positions((t.exact, t.position) for t in tokenize(text)))
        case Near(words, slop):
            stems = _positions((t.stem, t.position) for t in tokenize(text))
            return _close(stem_sequence(words), stems, slop)
        case Prefix(beginning):
            prefix = prefix_of(beginning)
            return prefix != "" and any(token.exact.startswith(prefix) for token in tokenize(text))


def _positions(terms: Iterable[tuple[str, int]]) -> Positions:
    positions: Positions = {}
    for term, position in terms:
        positions.setdefault(term, set()).add(position)
    return positions


def _in_order(terms: tuple[str, ...], positions: Positions) -> bool:
    """The terms at successive positions."""
    return bool(terms) and any(
        all(first + nth in positions.get(term, ()) for nth, term in enumerate(terms))
        for first in positions.get(terms[0], ())
    )


def _close(terms: tuple[str, ...], positions: Positions, slop: int) -> bool:
    """The terms at distinct positions, in any order, none further than their number and the slop allow."""
    width = len(terms) + slop
    firsts = {position for term in terms for position in positions.get(term, ())}
    return bool(terms) and any(
        _distinct([{p for p in positions.get(term, ()) if first <= p < first + width} for term in terms])
        for first in firsts
    )


def _distinct(choices: list[set[int]]) -> bool:
    """Whether each set can give one element so that no two give the same."""
    given: dict[int, int] = {}

    def settle(nth: int, tried: set[int]) -> bool:
        for element in choices[nth] - tried:
            tried.add(element)
            if element not in given or settle(given[element], tried):
                given[element] = nth
                return True
        return False

    return all(settle(nth, set()) for nth in range(len(choices)))
