"""A clause -> the visitor's own syntax: what `parse` reads back as the same clause, or "" where it would not."""

from __future__ import annotations

from datetime import date

from indexer.grammar.parser import parse
from indexer.query import AllOf, AnyOf, Between, Clause, Everything, Near, Not, Phrase, Prefix, Words


def write(clause: Clause) -> str:
    """The words that ask for this clause; "" for everything, and for what no words ask for exactly."""
    words = _written(clause)
    return words if words and parse(words).clause == clause else ""


def _written(clause: Clause) -> str:
    match clause:
        case Everything():
            return ""
        case Words(text, field):
            return _named(field) + text
        case Phrase(text, field):
            return f'{_named(field)}"{text}"'
        case Near(text, slop, field):
            return f'{_named(field)}"{text}"~{slop}'
        case Prefix(text, field):
            return f"{_named(field)}{text}*"
        case Between(since, until):
            return _dated(since, until)
        case Not(child):
            return "-" + _bracketed(child)
        case AllOf(children):
            return " ".join(map(_bracketed, children))
        case AnyOf(children):
            return " OR ".join(map(_bracketed, children))


def _bracketed(clause: Clause) -> str:
    return f"({_written(clause)})" if isinstance(clause, AllOf | AnyOf) else _written(clause)


def _named(field: str | None) -> str:
    return f"{field}:" if field else ""


def _dated(since: date | None, until: date | None) -> str:
    if since == until:
        return f"on:{since}" if since else ""
    return f"{since or ''}..{until or ''}"
