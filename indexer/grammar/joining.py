"""Clauses joined by AND, OR and NOT: flat, without repetition, never empty."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.fields import BY_NAME
from indexer.query import AllOf, AnyOf, Clause, Near, Not, Phrase, Prefix, Words


def neighbours(clauses: Sequence[Clause], loose: bool) -> Clause:
    """At least one clause, side by side with the others.

    Loosely, words are alternatives, and so are values of one facet; a date and what is excluded hold all the same.
    """
    if not loose:
        return all_of(clauses)
    alternatives: dict[str | Clause, list[Clause]] = {}
    for clause in clauses:
        sought = _sought_in(clause)
        alternatives.setdefault(clause if sought is None else sought, []).append(clause)
    return all_of([any_of(each) for each in alternatives.values()])


def _sought_in(clause: Clause) -> str | None:
    """The facet that a clause asks about, "" when it asks for words of title or body; None for neither."""
    match clause:
        case Words() | Phrase() | Near() | Prefix():
            return clause.field if clause.field and BY_NAME[clause.field].facet else ""
        case AllOf(children) | AnyOf(children):
            sought = set(map(_sought_in, children))
            return "" if "" in sought else sought.pop() if len(sought) == 1 else None
        case _:
            return None


def all_of(clauses: Sequence[Clause]) -> Clause:
    """At least one clause, joined by AND."""
    distinct = _flat(clauses, AllOf)
    return AllOf(distinct) if len(distinct) > 1 else distinct[0]


def any_of(clauses: Sequence[Clause]) -> Clause:
    """At least one clause, joined by OR."""
    distinct = _flat(clauses, AnyOf)
    return AnyOf(distinct) if len(distinct) > 1 else distinct[0]


def _flat(clauses: Sequence[Clause], join: type[AllOf] | type[AnyOf]) -> tuple[Clause, ...]:
    if len(clauses) == 1:
        return (clauses[0],)
    distinct: dict[Clause, None] = {}
    for clause in clauses:
        distinct.update(dict.fromkeys(clause.clauses if isinstance(clause, join) else (clause,)))
    return tuple(distinct)


def negated(clause: Clause) -> Clause:
    """The clause's contrary."""
    return clause.clause if isinstance(clause, Not) else Not(clause)
