"""A correction, and what a value of each field must look like."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.errors import WrongCall
from indexer.statement import StatementDate, date_written

LISTS = frozenset({"speaker", "topic", "place"})
NEVER_EMPTY = frozenset({"date", "title", "language"})
FIELDS = ("date", "title", "speaker", "topic", "organisation", "kind", "language", "place")
UNDATED = "undated"

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*")
_NO_TEXT = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What `field` of the statement is, said `by` whom and `why`; no values when it has none. `on` is a day or "".

    Raises WrongCall when that cannot be.
    """

    statement: str
    field: str
    values: tuple[str, ...]
    why: str
    by: str
    on: str = ""

    def __post_init__(self) -> None:
        if self.field not in FIELDS:
            raise WrongCall(f"there is no field {self.field!r} to correct; it can be {', '.join(FIELDS)}")
        for name, text in (("statement", self.statement), ("why", self.why), ("by", self.by)):
            if not text.strip():
                raise WrongCall(f"`{name}` is empty")
        if any(_NO_TEXT.search(text) for text in (self.statement, self.by, self.why, *self.values)):
            raise WrongCall("a control character or a broken one stands in it; write it on one line, in whole letters")
        self._check_values()

    def _check_values(self) -> None:
        if not all(value.strip() for value in self.values):
            raise WrongCall(f"a value of {self.field} is empty; write [] where there is none")
        if self.field not in LISTS and len(self.values) > 1:
            raise WrongCall(f"{self.field} takes one value")
        if self.field in NEVER_EMPTY and not self.values:
            known = f'; write "{UNDATED}" where there is none' if self.field == "date" else ""
            raise WrongCall(f"{self.field} needs a value{known}")
        if self.field == "date":
            read_date(self.values[0])
        if self.field == "language" and not _LANGUAGE.fullmatch(self.values[0]):
            raise WrongCall(f"{self.values[0]!r} is no code of a language; write en, ar, fr")


def read_date(said: str) -> StatementDate:
    """ "2016-04-12", "2016-04", "2016" or "undated", without a basis. Raises WrongCall for anything else."""
    if said == UNDATED:
        return StatementDate()
    try:
        when = date_written(said)
    except ValueError:
        raise WrongCall(f"{said!r} is a day of no calendar; write 2016-04-12, 2016-04, 2016 or {UNDATED}") from None
    if when is None:
        raise WrongCall(f"{said!r} is no date; write 2016-04-12, 2016-04, 2016 or {UNDATED}")
    return when


def as_written(when: StatementDate) -> str:
    """The date as a correction writes it."""
    return when.written or UNDATED
