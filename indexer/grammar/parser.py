"""Lexemes -> a clause. OR joins weakly, AND and mere neighbourhood tightly; brackets hold, minus excludes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexer.grammar import wording
from indexer.grammar.colons import known, told_apart
from indexer.grammar.joining import all_of, any_of, negated, neighbours
from indexer.grammar.lexemes import Kind, Lexeme, lexemes
from indexer.grammar.operators import applied
from indexer.grammar.saying import read_back
from indexer.grammar.terms import term
from indexer.query import (
    PAGE_SIZE,
    Clause,
    Everything,
    Filters,
    Near,
    Phrase,
    Prefix,
    Query,
    Sort,
    Words,
    leaves,
)

MOST_TERMS = 16


@dataclass(frozen=True, slots=True)
class Parsed:
    """`read_back` is the clause said in words; `notes` say what was ignored or changed."""

    clause: Clause
    read_back: str
    notes: tuple[str, ...] = ()


def parse(words: str, *, match: str = "all") -> Parsed:
    """The clause that the words ask for; `match` "any" joins top-level words by OR."""
    clause, notes = _read(words, match)
    return Parsed(clause, read_back(clause), notes)


def compose(
    words: str,
    *,
    filters: Filters | None = None,
    sort: Sort | None = None,
    page: int = 1,
    size: int = PAGE_SIZE,
    match: str = "all",
    collapse: bool = False,
) -> Query:
    """The query for an engine; without a sort, by relevance, or newest first when there are no words to be
    relevant to."""
    clause, notes = _read(words, match)
    filters = filters or Filters()
    return Query(
        clause=clause,
        filters=filters,
        sort=sort or _usual_sort(clause),
        page=page,
        size=size,
        collapse=collapse,
        read_back=read_back(clause, filters),
        notes=notes,
    )


def _usual_sort(clause: Clause) -> Sort:
    worded = any(isinstance(leaf, Words | Phrase | Near | Prefix) for leaf in leaves(clause))
    return Sort.RELEVANCE if worded else Sort.NEWEST


def _read(words: str, match: str) -> tuple[Clause, tuple[str, ...]]:
    notes: list[str] = []
    found = told_apart(applied(lexemes(words, notes), notes))
    reading = _Reading(found, notes)
    clause = reading.group("", loose=match == "any")
    if reading.left_out:
        notes.append(wording.TOO_MANY.format(MOST_TERMS, reading.left_out))
    if not clause and not notes and (typed := " ".join(lexeme.text for lexeme in found if lexeme.text)):
        notes.append(wording.NOTHING.format(wording.shown(typed)))
    return clause or Everything(), tuple(dict.fromkeys(notes))


class _Reading:
    """One walk over the lexemes; `left_out` counts what was beyond the limit of terms."""

    def __init__(self, found: Iterable[Lexeme], notes: list[str]) -> None:
        self._lexemes: Iterator[Lexeme] = iter(found)
        self._notes = notes
        self._room = MOST_TERMS
        self.left_out = 0

    def group(self, field: str, *, loose: bool = False) -> Clause | None:
        """What stands up to the closing bracket or the end; `loose` joins neighbours by OR."""
        alternatives: list[list[Clause]] = []
        operator: Kind | None = None
        for lexeme in self._lexemes:
            if lexeme.kind is Kind.CLOSE:
                break
            if lexeme.kind is Kind.AND or lexeme.kind is Kind.OR:
                if operator or not alternatives:
                    self._tell_alone(lexeme.kind)
                else:
                    operator = lexeme.kind
            elif clause := self._item(lexeme, field):
                if operator is Kind.AND and loose:
                    alternatives[-1][-1] = all_of((alternatives[-1][-1], clause))
                elif operator is Kind.OR or not alternatives:
                    alternatives.append([clause])
                else:
                    alternatives[-1].append(clause)
                operator = None
        if operator:
            self._tell_alone(operator)
        return any_of([neighbours(clauses, loose) for clauses in alternatives]) if alternatives else None

    def _tell_alone(self, operator: Kind) -> None:
        if not self.left_out:  # else its neighbour was there, beyond the limit
            self._notes.append(wording.ALONE.format(operator.name))

    def _item(self, lexeme: Lexeme, outer_field: str) -> Clause | None:
        field, heading = lexeme.field or outer_field, None
        if lexeme.field and not known(lexeme.field):
            if not lexeme.gap:  # else a colon of prose
                self._notes.append(wording.UNKNOWN_FIELD.format(wording.shown(lexeme.field)))
            field, heading = outer_field, self._term(Lexeme(Kind.WORD, lexeme.field), outer_field)
        clause = self.group(field) if lexeme.kind is Kind.OPEN else self._term(lexeme, field)
        if heading:
            clause = all_of((heading, clause)) if clause else heading
        return negated(clause) if clause and lexeme.minus else clause

    def _term(self, lexeme: Lexeme, field: str) -> Clause | None:
        if self._room:
            clause = term(lexeme, field, self._notes)
            self._room -= clause is not None
            return clause
        self.left_out += term(lexeme, field, []) is not None
        return None
