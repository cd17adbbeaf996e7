"""Dates as people type them -> a stretch of days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from itertools import takewhile
from typing import TypeAlias

from indexer.grammar.lexemes import Kind, Lexeme
from indexer.grammar.names import folded
from indexer.language import MONTHS, exact_sequence
from indexer.query import Between

Days: TypeAlias = tuple[date, date]
"""first and last day"""

_YEARS = re.compile(r"(\d{4})[-‐‑–—](\d{4})")
_ISO = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")  # what most people type, read twice as fast
_DIGIT = re.compile(r"\d")
_DAY = timedelta(days=1)
_LONGEST = 40  # characters of a date
_MOST_WORDS = 4  # of a date: 7 تشرين الثاني 2023


def period(text: str) -> Days | None:
    """The days that a date names: 2020, 2020-03, march-2020, 7/5/2023 (day first), 7 May 2023, آذار ٢٠٢٠."""
    if len(text) > _LONGEST:
        return None
    if plain := _ISO.fullmatch(text):
        return _days(*(int(number) for number in plain.groups() if number))
    terms = [part.removesuffix(_ordinal(part)) for term in exact_sequence(text) for part in term.split(".")]
    numbers = [term for term in terms if term.isdecimal()]
    name = " ".join(term for term in terms if not term.isdecimal())
    if name and name not in MONTHS:
        return None
    years = [number for number in numbers if len(number) == 4]
    rest = [int(number) for number in numbers if len(number) < 3]
    if len(years) != 1 or len(years) + len(rest) != len(numbers) or years[0] not in (numbers[0], numbers[-1]):
        return None
    if name:
        rest.insert(0, MONTHS[name])
    elif len(rest) == 2 and numbers[0] != years[0] and rest[1] <= 12:
        rest.reverse()
    return _days(int(years[0]), *rest) if len(rest) <= 2 else None


def _ordinal(term: str) -> str:
    """The ending of 7th."""
    return term[-2:] if term[:-2].isdecimal() and term[-2:] in ("st", "nd", "rd", "th") else ""


def _days(year: int, month: int | None = None, day: int | None = None) -> Days | None:
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if month is None:
        return first, first.replace(month=12, day=31)
    return first, first.replace(day=monthrange(year, month)[1]) if day is None else first


def stretch(text: str) -> Between | None:
    """The range that `2019..2021`, `2020-03..` or `..2021` names; ends in the wrong order are exchanged."""
    begin, dots, end = text.replace("…", "..").partition("..")
    if not dots:
        return None
    since, until = period(begin), period(end)
    if not (since or until) or (begin and not since) or (end and not until):
        return None
    if since and until:
        return Between(min(since[0], until[0]), max(since[1], until[1]))
    return Between(since[0] if since else None, until[1] if until else None)


def _before(days: Days) -> Between:
    return Between(None, days[0] - _DAY)


def _after(days: Days) -> Between:
    return Between(days[1] + _DAY, None)


def _since(days: Days) -> Between:
    return Between(days[0], None)


def _until(days: Days) -> Between:
    return Between(None, days[1])


_WORDS: dict[str, Callable[[Days], Between]] = {
    **dict.fromkeys(("in", "on", "date", "year", "month", "في", "تاريخ", "سنة", "عام"), lambda days: Between(*days)),
    **dict.fromkeys(("since", "from", "منذ", "من"), _since),
    **dict.fromkeys(("until", "till", "to", "حتى", "إلى"), _until),
    **dict.fromkeys(("before", "قبل"), _before),
    **dict.fromkeys(("after", "بعد"), _after),
}
DATE_WORDS = {folded(word): made for word, made in _WORDS.items()}
"""what may stand before the colon, folded -> the range it makes of a period"""


def between(word: str, text: str) -> Between | None:
    """The range of `since:2020-03` and its kin, `word` being one of DATE_WORDS; None when the text is no date."""
    if ranged := stretch(_YEARS.sub(r"\1..\2", text)):
        return ranged
    try:
        days = period(text)
        return DATE_WORDS[word](days) if days else None
    except OverflowError:  # before the year 1, after the year 9999
        return None


def looks_dated(text: str) -> bool:
    """Whether the text was meant as a date, well written or not."""
    name = folded(text[:_LONGEST])
    return name in MONTHS or _DIGIT.search(name) is not None


def dated(found: list[Lexeme]) -> list[Lexeme]:
    """Dates read: `since:7 May 2023` becomes one lexeme; `From: the Council` has no date and is prose."""
    read: list[Lexeme] = []
    fields = [""]  # of the brackets that are open
    taken = 0
    for nth, lexeme in enumerate(found):
        if nth < taken:
            continue
        if lexeme.kind is Kind.OPEN:
            fields.append(lexeme.field or fields[-1])
        elif lexeme.kind is Kind.CLOSE:
            fields.pop()
        elif lexeme.kind is Kind.WORD:
            word = folded(lexeme.field or fields[-1])
            if word in DATE_WORDS:
                following = takewhile(_plain, found[nth + 1 : nth + _MOST_WORDS])
                length, days = _first_date(word, [lexeme.text, *(each.text for each in following)])
                taken = nth + length
                read += _dated(lexeme, days)
                continue
            if not word and (".." in lexeme.text or "…" in lexeme.text):
                lexeme = lexeme._replace(days=stretch(lexeme.text))
        read.append(lexeme)
    return read


def _dated(lexeme: Lexeme, days: Between | None) -> list[Lexeme]:
    if days or not lexeme.gap or looks_dated(lexeme.text):
        return [lexeme._replace(days=days)]
    return [Lexeme(Kind.WORD, lexeme.field, minus=lexeme.minus), lexeme._replace(field="")]


def _first_date(word: str, texts: list[str]) -> tuple[int, Between | None]:
    """How many of the texts make the shortest date, and what it means; one and None if none does."""
    for length in range(1, len(texts) + 1):
        if days := between(word, " ".join(texts[:length])):
            return length, days
    return 1, None


def _plain(lexeme: Lexeme) -> bool:
    return lexeme.kind is Kind.WORD and not lexeme.field and not lexeme.minus
