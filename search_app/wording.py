"""Values said in words: numbers, dates with their precision, languages and their direction, facets."""

from __future__ import annotations

from dataclasses import dataclass

from indexer import LANGUAGES, MONTH_NAMES, UNDATED, Precision, StatementDate, Status

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class FacetName:
    """`title` heads the facet, `many` counts its values: "Show all 143 speakers"."""

    title: str
    many: str


FACET_NAMES = {
    "speaker": FacetName("Speaker", "speakers"),
    "topic": FacetName("Topic", "topics"),
    "year": FacetName("Year", "years"),
    "month": FacetName("Month", "months"),
    "language": FacetName("Language", "languages"),
    "organisation": FacetName("Organisation", "organisations"),
    "kind": FacetName("Kind", "kinds"),
    "doubt": FacetName("To review", "doubts"),
}


def statements(n: int) -> str:
    """ "1,234 statements"."""
    return "1 statement" if n == 1 else f"{n:,} statements"


def day_in_words(day: StatementDate) -> str:
    """ "12 September 2023", "September 2023", "2023" or "undated", and whether it was inferred."""
    if day.value is None:
        return "undated"
    said = {
        Precision.DAY: f"{day.value.day} {MONTH_NAMES[day.value.month - 1]} {day.value.year}",
        Precision.MONTH: f"{MONTH_NAMES[day.value.month - 1]} {day.value.year}",
    }.get(day.precision, str(day.value.year))
    return f"{said}, year inferred" if day.inferred else said


def month_in_words(month: str) -> str:
    """ "2016-04" as "April 2016"; anything else as it is."""
    year, _, number = month.partition("-")
    if number.isdecimal() and 1 <= int(number) <= 12:
        return f"{MONTH_NAMES[int(number) - 1]} {year}"
    return month


def facet_value(facet: str, value: str) -> str:
    """A value of a facet as a visitor reads it."""
    if facet == "language":
        return language(value)
    if facet == "month":
        return month_in_words(value)
    return "Undated" if value == UNDATED and facet == "year" else value


def language(code: str) -> str:
    return "Language not known" if code == "und" else LANGUAGES.get(code.partition("-")[0].lower(), code)


def direction(code: str) -> str:
    """The value of `dir` for a text in this language; "auto" when the language is not known."""
    if code == "und":
        return "auto"
    return "rtl" if code.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def collection(status: Status) -> str:
    """ "1,204 statements, 2012 to 2024, 17 undated"."""
    parts = [statements(status.statements)]
    if status.first and status.last:
        first, last = status.first.year, status.last.year
        parts.append(str(first) if first == last else f"{first} to {last}")
    if status.undated:
        parts.append(f"{status.undated:,} undated")
    return ", ".join(parts)


def basis(rule: str, evidence: str) -> str:
    """The rule that found a value and the words it was read from, as one phrase; empty when neither is known."""
    if not evidence:
        return rule
    return f"{rule}: “{evidence}”" if rule else f"read from “{evidence}”"


def reading(value: str, rule: str, evidence: str) -> str:
    """A value that was read, with how: "undated (dateline: “12 September”)"."""
    how = basis(rule, evidence)
    return f"{value} ({how})" if value and how else value or how
