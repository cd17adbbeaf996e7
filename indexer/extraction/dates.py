"""The dates written in a text, with their precision and the words they were read from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from indexer.extraction.months import HIJRI, MONTHS, WEEKDAYS
from indexer.statement import Precision


class Order(Enum):
    """What 4/5/2016 means."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Written:
    """`value` is None for a day without a year; `start` and `end` are places in the text."""

    value: date | None
    precision: Precision
    words: str
    start: int
    end: int
    note: str = ""


MAX_TEXT = 10_000
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_M = MONTHS.pattern
_H = HIJRI.pattern
_W = WEEKDAYS.pattern
_TWIN = rf"(?:\s*[/(-]\s*(?:{_M})\s*\)?)?"  # both names: أيلول/سبتمبر
_YEAR = r"(?P<y>1[5-9]\d\d|20\d\d)(?![\d-]*\d)"
_WEEK = rf"(?:(?:(?<!\w)يوم\s+)?(?P<w>{_W})\b\.?\s*,?،?\s*(?:the\s+|في\s+|الموافق\s+)?)?"
_BEFORE_DAY = r"(?<![\w/.:-])(?<!\d\s)(?<!\d,\s)"
_DAY = r"(?P<d>[0-3]?\d)"
_OF = r"\s*(?:-|\.|,|،|/)?\s*(?:day\s+of\s+|of\s+|من\s+شهر\s+|شهر\s+|من\s+)?"
_COMMA = r"\.?\s*[-,،/]?\s*(?:of\s+|من\s+عام\s+|من\s+سنة\s+|من\s+|لعام\s+|لسنة\s+|عام\s+|سنة\s+)?"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("iso", r"(?<![\d/.-])(?P<y>1[5-9]\d\d|20\d\d)(?P<s>[-/.])(?P<m>[01]?\d)(?P=s)(?P<d>[0-3]?\d)(?![\d/-]|\.\d)"),
        (
            "day",
            _WEEK + _BEFORE_DAY + _DAY + r"\s*(?:st|nd|rd|th)?\b" + _OF + rf"(?P<M>{_M})\b" + _TWIN + _COMMA + _YEAR,
        ),
        (
            "day",
            _WEEK
            + rf"(?<!\w)(?P<M>{_M})\b\.?\s*(?P<d>[0-3]?\d)(?:\s?st|\s?nd|\s?rd|\s?th)?(?:\s*[,،.]\s*|\s+)"
            + _YEAR,
        ),
        (
            "numbers",
            _WEEK + r"(?<![\w/.:-])(?<!\d\s)(?P<a>[0-3]?\d)\s?(?P<s>[-/.])\s?(?P<b>[0-3]?\d)\s?(?P=s)\s?"
            r"(?P<y>1[5-9]\d\d|20\d\d)(?!\d)",
        ),
        (
            "hijri",
            r"(?<!\d)(?P<d>[0-3]?\d)?\s*(?:من\s+)?(?:شهر\s+)?(?<!\w)"
            + rf"(?P<M>{_H})\b"
            + _COMMA
            + r"(?P<y>1[34]\d\d)(?!\d)\s*(?:هـ|ه\b|للهجرة|هجرية)?",
        ),
        ("month", rf"(?<![\w])(?P<M>{_M})\b" + _TWIN + _COMMA + _YEAR),
        (
            "partial",
            _WEEK
            + r"(?<![\w/.:-])"
            + _DAY
            + r"(?:\s?st|\s?nd|\s?rd|\s?th)?\s+(?:of\s+|من\s+شهر\s+|من\s+)?"
            + rf"(?P<M>{_M})\b"
            + _TWIN,
        ),
        ("partial", _WEEK + rf"(?<!\w)(?P<M>{_M})\b\.?\s+(?P<d>[0-3]?\d)(?:\s?st|\s?nd|\s?rd|\s?th)?(?![\w:%])"),
    )
)
_ANY = re.compile(rf"\d|{_H}", re.I)


def find_dates(text: str, *, order: Order = Order.UNKNOWN) -> list[Written]:
    """Every date in the first MAX_TEXT characters of a tidied text (single spaces), from left to right.

    A fuller reading wins over a poorer one at the same place.
    """
    if not _ANY.search(text, 0, MAX_TEXT):
        return []
    plain = text[:MAX_TEXT].translate(_DIGITS)
    found: list[Written] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            found.extend(_written(kind, match, text, order))
    return sorted(found, key=lambda written: written.start)


def _written(kind: str, match: re.Match[str], text: str, order: Order) -> Iterator[Written]:
    value, precision, note = _READERS[kind](match, order)
    if value is None and precision is not Precision.NONE:
        return
    words = text[match.start() : match.end()].strip(" ,،.-")
    if kind != "partial" and precision is Precision.DAY and value is not None and (week := match.groupdict().get("w")):
        note = "" if WEEKDAYS.number(week) == value.weekday() else "its weekday does not agree"
    yield Written(value, precision, words, match.start(), match.end(), note)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_Read = tuple[date | None, Precision, str]


def _read_iso(match: re.Match[str], order: Order) -> _Read:
    return _day(int(match["y"]), int(match["m"]), int(match["d"])), Precision.DAY, ""


def _read_day(match: re.Match[str], order: Order) -> _Read:
    return _day(int(match["y"]), MONTHS.number(match["M"]), int(match["d"])), Precision.DAY, ""


def _read_month(match: re.Match[str], order: Order) -> _Read:
    return _day(int(match["y"]), MONTHS.number(match["M"]), 1), Precision.MONTH, ""


def _read_partial(match: re.Match[str], order: Order) -> _Read:
    day = _day(2000, MONTHS.number(match["M"]), int(match["d"]))
    return None, Precision.NONE if day else Precision.DAY, "no year stated"


def _read_numbers(match: re.Match[str], order: Order) -> _Read:
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    if match["s"] == "." and b <= 12:
        order = Order.DAY_FIRST
    day_first, month_first = _day(year, b, a), _day(year, a, b)
    if day_first and month_first and a != b and order is Order.UNKNOWN:
        return date(year, 1, 1), Precision.YEAR, "day and month cannot be told apart"
    preferred = month_first if order is Order.MONTH_FIRST else day_first
    return preferred or day_first or month_first, Precision.DAY, ""


def _read_hijri(match: re.Match[str], order: Order) -> _Read:
    """By the tabular calendar, which is within two days of the sighted one: the month is sure, the day is not."""
    year, month, day = int(match["y"]), HIJRI.number(match["M"]), int(match["d"] or 15)
    days = day + -(-59 * (month - 1) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30
    value = date(622, 7, 18) + timedelta(days=days)
    return value.replace(day=1), Precision.MONTH, "converted from the Hijri calendar"


_READERS = {
    "iso": _read_iso,
    "day": _read_day,
    "month": _read_month,
    "partial": _read_partial,
    "numbers": _read_numbers,
    "hijri": _read_hijri,
}
