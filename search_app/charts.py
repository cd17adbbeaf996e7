"""A histogram as finished numbers for an SVG drawn on the server: every bar a link, a table beside it.

Lengths across are in per cent, so that the drawing fills any width undistorted; heights are in pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer import Bucket, Histogram
from search_app.state import SearchState
from search_app.wording import facet_value, statements

HEIGHT = 64  # pixels of the tallest bar
SLOT = 24  # pixels that a bar keeps on the narrowest screen, the least size of a target
LABELS = 8  # names under the bars, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """`name` is "2016" or "April 2016"; `href` None at zero; `tick` is the text under the bar."""

    name: str
    count: str
    href: str | None
    said: str
    tick: str
    x: str
    middle: str
    slot: str
    bar_x: str
    width: str
    y: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """`rest` are the counts that no bar shows: with them the bars add up to the total, as `sum` says."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    rest: tuple[tuple[str, str], ...]
    sum: str
    total: str
    least_width: int


def chart(histogram: Histogram, state: SearchState, total: int) -> Chart | None:
    """None when fewer than two bars would be drawn."""
    buckets = histogram.buckets
    if len(buckets) < 2:
        return None
    placed = enumerate(buckets)
    most = max(bucket.count for bucket in buckets)
    unplaced = [("month not known", histogram.coarse), ("undated", histogram.undated)]
    rest = tuple((name, f"{count:,}") for name, count in unplaced if count)
    return Chart(
        title=f"Statements by {histogram.unit}",
        unit=histogram.unit.capitalize(),
        bars=tuple(_bar(i, bucket, len(buckets), most, histogram.unit, state) for i, bucket in placed),
        rest=rest,
        sum=_sum(histogram, rest, total),
        total=f"{total:,}",
        least_width=SLOT * len(buckets),
    )


def _bar(i: int, bucket: Bucket, of: int, most: int, unit: str, state: SearchState) -> Bar:
    slot = 100 / of
    name = facet_value(unit, bucket.value)
    height = max(2, round(HEIGHT * bucket.count / most)) if bucket.count else 0
    return Bar(
        name=name,
        count=f"{bucket.count:,}",
        href=state.with_only(unit, bucket.value).href if bucket.count else None,
        said=f"{name}: {statements(bucket.count)}",
        tick=_tick(i, bucket.value, of, unit),
        x=_percent(i * slot),
        middle=_percent((i + 0.5) * slot),
        slot=_percent(slot),
        bar_x=_percent((i + 0.1) * slot),
        width=_percent(slot * 0.8),
        y=HEIGHT - height,
        height=height,
    )


def _tick(i: int, value: str, of: int, unit: str) -> str:
    every = -(-of // LABELS)
    if i % every:
        return ""
    return value if unit == "year" else f"{facet_value(unit, value)[:3]} {value[2:4]}"


def _percent(part: float) -> str:
    return f"{part:.3f}".rstrip("0").rstrip(".") + "%"


def _sum(histogram: Histogram, rest: tuple[tuple[str, str], ...], total: int) -> str:
    """ "1,184 dated + 20 undated = 1,204 statements"."""
    shown = sum(bucket.count for bucket in histogram.buckets)
    parts = [f"{shown:,} shown", *(f"{count} {name}" for name, count in rest)]
    return " + ".join(parts) + f" = {statements(total)}" if rest else statements(total)
