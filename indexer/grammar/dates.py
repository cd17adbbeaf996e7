"""Dates as people type them -> a stretch of days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

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
