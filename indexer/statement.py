"""A statement and its parts: values only. Every value that was read carries its basis, the rule that found it,
and its evidence, the words it was read from."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDate:
    """When it was said. `value` is the first day of the period that `precision` names, None when undated.

    An undated statement may still have evidence: "September 12" has a day and no year.
    """

    value: date | None = None
    precision: Precision = Precision.NONE
    basis: str = ""
    evidence: str = ""
    inferred: bool = False

    def __post_init__(self) -> None:
        if (self.value is None) != (self.precision is Precision.NONE):
            raise ValueError("a date has a value exactly when it has a precision")

    @property
    def first(self) -> date | None:
        """First day of the period."""
        if self.value is None or self.precision is Precision.DAY:
            return self.value
        return self.value.replace(day=1) if self.precision is Precision.MONTH else self.value.replace(month=1, day=1)

    @property
    def last(self) -> date | None:
        """Last day of the period."""
        if self.value is None or self.precision is Precision.DAY:
            return self.value
        if self.precision is Precision.YEAR:
            return self.value.replace(month=12, day=31)
        return self.value.replace(day=monthrange(self.value.year, self.value.month)[1])

    @property
    def year(self) -> str | None:
        """ "2016", None when undated."""
        return None if self.value is None else f"{self.value.year:04d}"

    @property
    def month(self) -> str | None:
        """ "2016-04", None when undated or known to the year only."""
        if self.value is None or self.precision is Precision.YEAR:
            return None
        return f"{self.value.year:04d}-{self.value.month:02d}"

    @property
    def written(self) -> str:
        """ "2016-04-12", "2016-04" or "2016", as precise as it is known; "" when undated."""
        if self.value is None:
            return ""
        return self.value.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7}.get(self.precision, 10)]


_WRITTEN = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")


def date_written(text: str) -> StatementDate | None:
    """ "2016", "2016-04" or "2016-04-12" as the period it names, None when it is not written so.

    Raises ValueError for a day of no calendar.
    """
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    year, month, day = found.groups()
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    return StatementDate(value=date(int(year), int(month or 1), int(day or 1)), precision=precision)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    name: str
    role: str | None = None
    basis: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a field has a value, for every value that is neither the date nor a speaker."""

    field: str
    value: str
    basis: str
    evidence: str = ""


class Kinship(StrEnum):
    NEAR_DUPLICATE = "near-duplicate"
    TRANSLATION = "translation"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Another statement that says the same: its id, how sure that is (0 to 1) and by what it was told, in words."""

    id: str
    kind: Kinship
    score: float
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What was said, by whom, when, about what. `text` is paragraphs joined by blank lines.

    `likenesses` and `group` come from comparing all statements: those of one group are near-duplicates, directly or
    through others; "" when there is none.
    """

    id: str
    title: str
    text: str
    language: str = "und"
    date: StatementDate = StatementDate()
    speakers: tuple[Speaker, ...] = ()
    quoted: tuple[Speaker, ...] = ()
    mentioned: tuple[Speaker, ...] = ()
    organisation: str | None = None
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    kind: str | None = None
    url: str | None = None
    sources: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
    group: str = ""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(p for p in self.text.split("\n\n") if p.strip())


def to_json(statement: Statement) -> dict[str, Any]:
    """Plain values for `json.dumps`; `from_json` gives the equal statement back."""
    plain = asdict(statement)
    when = statement.date
    plain["date"]["value"] = when.value.isoformat() if when.value else None
    plain["date"]["precision"] = when.precision.value
    return plain


def from_json(plain: dict[str, Any]) -> Statement:
    when = dict(plain["date"])
    when["value"] = date.fromisoformat(when["value"]) if when["value"] else None
    when["precision"] = Precision(when["precision"])
    people = {k: tuple(Speaker(**s) for s in plain[k]) for k in ("speakers", "quoted", "mentioned")}
    lists = {k: tuple(plain[k]) for k in ("topics", "places", "sources")}
    reasons = tuple(Reason(**r) for r in plain["reasons"])
    alike = tuple(Likeness(**{**each, "kind": Kinship(each["kind"])}) for each in plain.get("likenesses", ()))
    return Statement(
        **{**plain, **people, **lists, "date": StatementDate(**when), "reasons": reasons, "likenesses": alike}
    )
