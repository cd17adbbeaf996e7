"""A clause -> a plan: the same tree with fields chosen and words turned into terms of the index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from indexer.engines.whoosh.schema import exact
from indexer.fields import BY_NAME, DEFAULT, Field
from indexer.language import exact_sequence, prefix_of, stem_alternatives, stem_sequence
from indexer.query import AllOf, AnyOf, Between, Clause, Everything, Near, Not, Phrase, Prefix, Words


@dataclass(frozen=True, slots=True)
class All:
    """Every document."""


@dataclass(frozen=True, slots=True)
class Term:
    field: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Run:
    """Terms at successive positions."""

    field: str
    terms: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Window:
    """Terms at distinct positions that span at most `width` positions, in any order."""

    field: str
    terms: tuple[str, ...]
    width: int
    weight: float


@dataclass(frozen=True, slots=True)
class Expansion:
    """The terms that begin with the prefix, taken together as one."""

    field: str
    prefix: str
    weight: float


@dataclass(frozen=True, slots=True)
class Dates:
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class And:
    children: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Scores are added."""

    children: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """The best of the scores: ways to write one word."""

    children: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class But:
    """Every document except these."""

    child: Plan


Plan: TypeAlias = All | Term | Run | Window | Expansion | Dates | And | Or | Best | But


def compile_clause(clause: Clause) -> Plan:
    match clause:
        case Everything():
            return All()
        case Between(since, until):
            return Dates(since, until)
        case AllOf(clauses):
            return And(tuple(map(compile_clause, clauses)))
        case AnyOf(clauses):
            return Or(tuple(map(compile_clause, clauses)))
        case Not(child):
            return But(compile_clause(child))
        case Words() | Phrase() | Near() | Prefix():
            fields = DEFAULT if clause.field is None else (BY_NAME[clause.field],)
            plans = tuple(_in_field(clause, field) for field in fields)
            return plans[0] if len(plans) == 1 else Or(plans)


def _in_field(clause: Words | Phrase | Near | Prefix, field: Field) -> Plan:
    match clause:
        case Words(text):
            ways = tuple(_adjacent(field.name, terms, field.weight) for terms in stem_alternatives(text))
            return ways[0] if len(ways) == 1 else Best(ways)
        case Phrase(text):
            return _adjacent(exact(field.name), exact_sequence(text), field.weight)
        case Near(text, slop):
            terms = stem_sequence(text)
            return Window(field.name, terms, len(terms) + slop, field.weight)
        case Prefix(text):
            return Expansion(exact(field.name), prefix_of(text), field.weight)


def _adjacent(field: str, terms: tuple[str, ...], weight: float) -> Plan:
    return Term(field, terms[0], weight) if len(terms) == 1 else Run(field, terms, weight)
