"""The filters beside an answer: facets with their check boxes, the range of dates, chips of what is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from indexer import UNDATED, Bucket, Facet, Histogram, Precision, Results, StatementDate
from search_app.state import SearchState, as_typed
from search_app.wording import FACET_NAMES, day_in_words, facet_value

AT_ONCE = 8  # values of a facet that are shown without asking
LISTED = 50  # values behind "Show all"; more are listed at an address of their own
IN_ORDER_OF_TIME = frozenset({"year", "month"})
PRESETS = (("Latest year", 1), ("Latest five years", 5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A chosen filter and the state without it; `about` heads it: "Speaker"."""

    about: str
    text: str
    without: SearchState

    @property
    def href(self) -> str:
        return self.without.href


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One check box."""

    value: str
    text: str
    count: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetPanel:
    """`first` stand open, `more` behind `show_all` ("Show all 143 speakers"); `href` lists what is in neither."""

    name: str
    title: str
    first: tuple[Value, ...]
    more: tuple[Value, ...]
    open: bool
    show_all: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    text: str
    range: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    since: str
    until: str
    presets: tuple[Preset, ...]


def facet_panels(state: SearchState, results: Results) -> tuple[FacetPanel, ...]:
    return tuple(_panel(facet, state) for facet in results.facets if facet.buckets)


def chips(state: SearchState) -> tuple[Chip, ...]:
    """The date range, then the chosen values, facet by facet."""
    dates = [
        ("From", state.since, state.with_range(None, state.until)),
        ("To", state.until, state.with_range(state.since, None)),
    ]
    ends = [Chip(about=about, text=day_in_words(day), without=rest) for about, day, rest in dates if day]
    chosen = [
        Chip(
            about=FACET_NAMES[name].title,
            text=facet_value(name, value),
            without=state.without_value(name, value),
        )
        for name in FACET_NAMES
        for value in sorted(state.chosen.of(name))
    ]
    hidden = [Chip(about="Near-duplicates", text="hidden", without=state.collapsing(False))] if state.collapse else []
    return (*ends, *chosen, *hidden)


def date_range(state: SearchState, histogram: Histogram) -> DateRange:
    """Presets count back from the newest statement found: none is empty, none depends on today."""
    last = int(histogram.buckets[-1].value[:4]) if histogram.buckets else None
    presets = tuple(_preset(text, years, last, state) for text, years in PRESETS) if last else ()
    return DateRange(since=as_typed(state.since), until=as_typed(state.until), presets=presets)


def in_order(facet: Facet) -> tuple[Bucket, ...]:
    """Years and months from the latest, undated last; other facets as they are counted."""
    if facet.name not in IN_ORDER_OF_TIME:
        return facet.buckets
    dated = [bucket for bucket in facet.buckets if bucket.value != UNDATED]
    undated = [bucket for bucket in facet.buckets if bucket.value == UNDATED]
    return (*sorted(dated, key=lambda bucket: bucket.value, reverse=True), *undated)


def _panel(facet: Facet, state: SearchState) -> FacetPanel:
    buckets = in_order(facet)
    limit = len(buckets) if facet.name in state.shown else LISTED
    listed = buckets[:limit] + tuple(bucket for bucket in buckets[limit:] if bucket.chosen)
    values = tuple(_value(facet.name, bucket) for bucket in listed)
    more = values[AT_ONCE:]
    return FacetPanel(
        name=facet.name,
        title=FACET_NAMES[facet.name].title,
        first=values[:AT_ONCE],
        more=more,
        open=facet.name in state.shown or any(value.chosen for value in more),
        show_all=f"Show all {len(buckets):,} {FACET_NAMES[facet.name].many}",
        href=state.showing(facet.name).href if len(listed) < len(buckets) else None,
    )


def _value(facet: str, bucket: Bucket) -> Value:
    return Value(
        value=bucket.value,
        text=facet_value(facet, bucket.value),
        count=f"{bucket.count:,}",
        chosen=bucket.chosen,
    )


def _preset(text: str, years: int, last: int, state: SearchState) -> Preset:
    begin, end = (
        StatementDate(value=date(year, 1, 1), precision=Precision.YEAR) for year in (max(1, last - years + 1), last)
    )
    named = as_typed(end) if years == 1 else f"{as_typed(begin)} to {as_typed(end)}"
    return Preset(text=text, range=named, href=state.with_range(begin, end).href)
