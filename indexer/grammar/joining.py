"""Clauses joined by AND, OR and NOT: flat, without repetition, never empty."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.fields import BY_NAME
from indexer.query import AllOf, AnyOf, Clause, Near, Not, Phrase, Prefix, Words


def neighbours(chunks: list[list[Clause]], loose: bool) -> Clause:
    """What stands side by side; a chunk is what AND has joined already.

    Loosely, chunks with words are alternatives, and what only narrows must hold all the same.
    """
    joined = [all_of(chunk) for chunk in chunks]
    if not loose:
        return all_of(joined)
    words = [clause for clause in joined if not _narrows(clause)]
    narrowing = [clause for clause in joined if _narrows(clause)]
    return all_of([any_of(words), *narrowing] if words else narrowing)


def _narrows(clause: Clause) -> bool:
    """Whether a clause asks for no words of title or body: a date, what is excluded, a field with few values."""
    match clause:
        case Words() | Phrase() | Near() | Prefix():
            return clause.field is not None and BY_NAME[clause.field].facet
        case AllOf(children) | AnyOf(children):
            return all(map(_narrows, children))
        case _:
            return True


def all_of(clauses: Iterable[Clause]) -> Clause:
    """At least one clause, joined by AND."""
    parts = (clause.clauses if isinstance(clause, AllOf) else (clause,) for clause in clauses)
    first, *rest = dict.fromkeys(inner for part in parts for inner in part)
    return AllOf((first, *rest)) if rest else first


def any_of(clauses: Iterable[Clause]) -> Clause:
    """At least one clause, joined by OR."""
    parts = (clause.clauses if isinstance(clause, AnyOf) else (clause,) for clause in clauses)
    first, *rest = dict.fromkeys(inner for part in parts for inner in part)
    return AnyOf((first, *rest)) if rest else first


def negated(clause: Clause) -> Clause:
    """The clause's contrary."""
    return clause.clause if isinstance(clause, Not) else Not(clause)
