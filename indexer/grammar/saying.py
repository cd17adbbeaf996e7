"""A clause and its filters -> plain English, read back to the person who asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from indexer.fields import UNDATED
from indexer.language.naming import LANGUAGES as NAMED
from indexer.language.naming import MONTH_NAMES
from indexer.query import AllOf, AnyOf, Between, Clause, Everything, Filters, Near, Not, Phrase, Prefix, Words

LANGUAGES = {**NAMED, "und": "an undetermined language"}
_TYPED = {
    "title": "with {0} in the title",
    "body": "with {0} in the text",
    "speaker": "by a speaker named {0}",
    "topic": "on a topic named {0}",
    "language": "in {0}",
    "organisation": "from an organisation named {0}",
    "kind": "of a kind named {0}",
}
_CHOSEN = {
    "speaker": "by {0}",
    "topic": "on {0}",
    "year": "in {0}",
    "month": "in {0}",
    "language": "in {0}",
    "organisation": "from {0}",
    "kind": "of the kind {0}",
}
_ORDER = ("speaker", "topic", "year", "month", "organisation", "kind", "language")


def read_back(clause: Clause, filters: Filters | None = None) -> str:
    """The question as a person would say it: “statements with ceasefire but not war, since March 2020”."""
    words: list[Clause] = []
    without: list[Clause] = []
    rest: list[Clause] = []
    for conjunct in _conjuncts(clause):
        meant = conjunct.clause if isinstance(conjunct, Not) else conjunct
        if _is_words(meant):
            (words if meant is conjunct else without).append(meant)
        else:
            rest.append(conjunct)
    said = _together("and", words)
    if without:
        excluded = _words(Not(without[0])) if len(without) == 1 else "not " + _together("or", without)
        said = f"{said} but {excluded}" if words else f"without {excluded.removeprefix('not ')}"
    narrowed = [*_by_field(rest), *(_chosen(filters) if filters else ())]
    opening = ["statements with " + said if words else "statements " + said] if said else []
    if not opening and not narrowed:
        return "all statements"
    return ", ".join(opening + narrowed) if opening else "statements " + ", ".join(narrowed)


def _conjuncts(clause: Clause) -> tuple[Clause, ...]:
    match clause:
        case Everything():
            return ()
        case AllOf(children):
            return children
        case _:
            return (clause,)


def _is_words(clause: Clause) -> bool:
    """Whether a clause speaks of words in title or body and of nothing else."""
    match clause:
        case AllOf(children) | AnyOf(children):
            return all(_is_words(child.clause if isinstance(child, Not) else child) for child in children)
        case Words() | Phrase() | Near() | Prefix():
            return clause.field is None
        case _:
            return False


def _words(clause: Clause) -> str:
    """A clause of words as a noun."""
    match clause:
        case Words(text, field):
            return LANGUAGES.get(text, text) if field == "language" else text
        case Phrase(text):
            return f'"{text}"'
        case Near(text, slop):
            between = f"(at most {slop} {'word' if slop == 1 else 'words'} between)" if slop else "(side by side)"
            return " near ".join(text.split()) + " " + between
        case Prefix(text):
            return f'words beginning with "{text}"'
        case Not(child):
            return "not " + _words(child) if not isinstance(child, AllOf | AnyOf) else f"not ({_words(child)})"
        case AllOf(children):
            return _together("and", children)
        case AnyOf(children):
            return _together("or", children)
        case _:
            return "anything"


def _together(conjunction: str, clauses: Iterable[Clause]) -> str:
    clauses = tuple(clauses)
    if len(clauses) == 1:
        return _words(clauses[0])
    return _listed(conjunction, [f"({_words(c)})" if isinstance(c, AllOf | AnyOf) else _words(c) for c in clauses])


def _listed(conjunction: str, items: Iterable[str]) -> str:
    """a · a and b · a, b and c"""
    *most, last = [*items] or [""]
    return f"{', '.join(most)} {conjunction} {last}" if most else last


def _by_field(clauses: Iterable[Clause]) -> list[str]:
    """What narrows: words that name the same field are said together."""
    grouped: dict[str | Clause, list[Clause]] = {}
    for clause in clauses:
        grouped.setdefault(_field(clause) or clause, []).append(clause)
    return [_narrowing(group[0] if len(group) == 1 else AllOf(tuple(group))) for group in grouped.values()]


def _field(clause: Clause) -> str | None:
    """The one typed field that a clause is about."""
    match clause:
        case Words() | Phrase() | Near() | Prefix():
            return clause.field
        case AllOf(children) | AnyOf(children):
            fields = {_field(child) for child in children}
            return fields.pop() if len(fields) == 1 else None
        case _:
            return None


def _narrowing(clause: Clause) -> str:
    """A clause as something that can follow “statements”."""
    field = _field(clause)
    if field is not None:
        return _TYPED.get(field, field + " {0}").format(_words(clause))
    if _is_words(clause):
        return "with " + _words(clause)
    match clause:
        case Between(since, until):
            return days(since, until)
        case Not(child):
            return f"not ({_narrowing(child)})" if isinstance(child, AllOf | AnyOf) else "not " + _narrowing(child)
        case AllOf(children):
            return " and ".join(map(_inner, children))
        case AnyOf(children):
            return "either " + " or ".join(map(_inner, children))
        case _:
            return "of any kind"


def _inner(clause: Clause) -> str:
    said = _narrowing(clause)
    return f"({said})" if isinstance(clause, AllOf | AnyOf) and _field(clause) is None else said


def _chosen(filters: Filters) -> list[str]:
    said = []
    chosen = dict(filters.chosen)
    for facet in (*_ORDER, *sorted(chosen.keys() - set(_ORDER))):
        if chosen.get(facet):
            values = _listed("or", [_value(facet, value) for value in sorted(chosen[facet])])
            said.append(UNDATED if values == UNDATED else _CHOSEN.get(facet, facet + " {0}").format(values))
        if facet == "month" and (filters.since or filters.until):
            said.append(days(filters.since, filters.until))
    return said


def _value(facet: str, value: str) -> str:
    if facet == "language":
        return LANGUAGES.get(value, value)
    year, _, month = value.partition("-")
    if facet == "month" and month.isdecimal() and 1 <= int(month) <= 12:
        return f"{MONTH_NAMES[int(month) - 1]} {year}"
    return value


def days(since: date | None, until: date | None) -> str:
    """A range of days, by years and months where it is whole: in 2023, since March 2020, from 2019 to May 2021."""
    if since and until:
        if since == until:
            return "on " + _day(since)
        if _month_end(until) and since.day == 1:
            if (since.year, since.month) == (until.year, until.month):
                return "in " + _month(since)
            if since.month == 1 and until.month == 12:
                return f"in {since.year}" if since.year == until.year else f"from {since.year} to {until.year}"
        return f"from {_begin(since)} to {_end(until)}"
    if since:
        return "since " + _begin(since)
    return "until " + _end(until) if until else "with a date"


def _day(day: date) -> str:
    return f"{day.day} {_month(day)}"


def _month(day: date) -> str:
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def _month_end(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1


def _begin(day: date) -> str:
    if day.day > 1:
        return _day(day)
    return _month(day) if day.month > 1 else str(day.year)


def _end(day: date) -> str:
    if not _month_end(day):
        return _day(day)
    return "the end of " + (_month(day) if day.month < 12 else str(day.year))
