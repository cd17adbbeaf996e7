"""An address -> SearchState. There is one whatever it holds; what had no meaning is said in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from werkzeug.datastructures import MultiDict

from indexer import (
    FACETS,
    MAX_PAGE_SIZE,
    PAGE_SIZE,
    Filters,
    Sort,
    StatementDate,
    WrongCall,
    date_written,
)
from search_app.state import SearchState

MAX_WORDS = 512  # characters; a longer query is refused
FACET_NAMES = tuple(f.name for f in FACETS)
SINGLE = ("q", "match", "from", "to", "sort", "page", "size", "collapse")
SORTS: Mapping[str, Sort | None] = {sort.value: sort for sort in Sort}
MATCHES: Mapping[str, str] = {"all": "all", "any": "any"}

COLLAPSES: Mapping[str, bool] = {"1": True, "0": False}

Choice = TypeVar("Choice")


@dataclass(slots=True)
class Reading:
    """`notes` say what was brought within its limits, `faults` what had no meaning and was left out."""

    parameters: MultiDict[str, str]
    state: SearchState = field(default_factory=SearchState)
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def single(self, name: str) -> str:
        return self.parameters.get(name, "").strip()

    def number(self, name: str, usual: int) -> int:
        """The whole number of at least 1 that stands there; a million stands for all that are larger."""
        typed = self.single(name)
        if not typed:
            return usual
        if not typed.isdecimal() or not typed.strip("0"):
            self.faults.append(f"“{name}={typed[:40]}” was left out: it takes a whole number from 1.")
            return usual
        return int(typed) if len(typed) <= 6 else 1_000_000

    def choice(self, name: str, choices: Mapping[str, Choice], usual: Choice) -> Choice:
        typed = self.single(name)
        if typed and typed not in choices:
            known = " or ".join(choices)
            self.faults.append(f"“{name}={typed[:40]}” was left out: it can be {known}.")
        return choices.get(typed, usual)

    def day(self, name: str) -> StatementDate | None:
        typed = self.single(name)
        try:
            return read_day(typed) if typed else None
        except WrongCall as fault:
            self.faults.append(f"“{name}” was left out: {fault}")
            return None


def read(parameters: MultiDict[str, str]) -> Reading:
    """The state an address means. Raises WrongCall only for a query of more than 512 characters."""
    reading = Reading(parameters)
    words = " ".join(reading.single("q").split())
    if len(words) > MAX_WORDS:
        raise WrongCall(
            f"The query has {len(words):,} characters; at most {MAX_WORDS} can be searched for. "
            "Search for a few of its words, or for one short sentence in quotation marks."
        )
    _misfits(reading)
    since, until = _range(reading)
    page, size = _page(reading)
    reading.state = SearchState(
        words=words,
        match=reading.choice("match", MATCHES, "all"),
        chosen=_chosen(parameters),
        since=since,
        until=until,
        sort=reading.choice("sort", SORTS, None),
        page=page,
        size=size,
        collapse=reading.choice("collapse", COLLAPSES, False),
        shown=frozenset(name for name in parameters.getlist("show") if name in FACET_NAMES),
    )
    return reading


def read_day(typed: str) -> StatementDate:
    """ "2016", "2016-04" or "2016-04-12" as the period it names. Raises WrongCall for anything else."""
    try:
        day = date_written(typed)
    except ValueError:
        raise WrongCall(f"“{typed[:40]}” is not a day of any calendar year.") from None
    if day is None:
        raise WrongCall(f"“{typed[:40]}” is not a date; write 2016, 2016-04 or 2016-04-12.")
    return day


def _misfits(reading: Reading) -> None:
    known = {*SINGLE, *FACET_NAMES, "show"}
    for name, values in reading.parameters.lists():
        if name not in known:
            reading.faults.append(f"“{name[:40]}” was left out: a search has no such part.")
        elif name in SINGLE and len(values) > 1:
            reading.faults.append(f"“{name}” was given {len(values)} times; the first counts.")


def _chosen(parameters: MultiDict[str, str]) -> Filters:
    chosen = Filters()
    for name in FACET_NAMES:
        values = frozenset(value.strip() for value in parameters.getlist(name) if value.strip())
        chosen = chosen.with_values(name, values)
    return chosen


def _range(reading: Reading) -> tuple[StatementDate | None, StatementDate | None]:
    since, until = reading.day("from"), reading.day("to")
    if since and until and since.first and until.last and since.first > until.last:
        reading.notes.append("The dates were exchanged: the range ended before it began.")
        return until, since
    return since, until


def _page(reading: Reading) -> tuple[int, int]:
    page, size = reading.number("page", 1), reading.number("size", PAGE_SIZE)
    if size > MAX_PAGE_SIZE:
        reading.notes.append(f"A page holds at most {MAX_PAGE_SIZE} statements.")
        size = MAX_PAGE_SIZE
    return page, size
