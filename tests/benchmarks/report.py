"""A measurement as tables to read and as JSON to keep."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from statistics import median
from typing import Any

from tests.benchmarks.peers import Peer
from tests.benchmarks.timing import Measurement, Times, percentile

MEGABYTE = 1024 * 1024
SHOWN = 12  # differences told one by one
Row = Sequence[str]


def machine(peers: Sequence[type[Peer]]) -> dict[str, Any]:
    """Where and with what it was measured."""
    return {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "load": [round(load, 2) for load in os.getloadavg()],
        "engines": {peer.name: peer.version() for peer in peers},
    }


def introduction(peers: Sequence[type[Peer]]) -> str:
    found = machine(peers)
    engines = ", ".join(f"{name} ({version})" for name, version in found["engines"].items())
    return (
        f"{engines}; Python {found['python']}, {found['cores']} cores, load {found['load'][0]}\n"
        "Every answer is whole: total, all facets, ten hits with snippets. Milliseconds, p50 / p95;\n"
        "×2 means twice as slow as ours at p50. whoosh is Whoosh's own searcher over our files."
    )


def text(measured: Measurement) -> str:
    """All tables of one measurement."""
    return "\n\n".join([_heading(measured), *_tables(measured), *_differences(measured)])


def _heading(measured: Measurement) -> str:
    size = measured.built[0].text / MEGABYTE
    return f"== {measured.count:,} statements, {measured.corpus}, {size:.1f} MB of text"


def _tables(measured: Measurement) -> Iterator[str]:
    engines = list(next(iter(measured.times.values())))
    ours = engines[0]
    yield _table([("building", "statements/s", "index", "of text", "peak memory"), *_building(measured)])
    rows = [("searching", "found", *engines)]
    for kind, times in measured.times.items():
        cells = [_cell(times[name], None if name == ours else times[ours]) for name in engines]
        rows.append((kind, f"{median(measured.totals[kind]):,.0f}", *cells))
    yield _table(rows)
    firsts = [
        (kind, *(f"{median(times[name].first):.2f}" for name in engines)) for kind, times in measured.times.items()
    ]
    yield _table([("first time asked, p50", *engines), *firsts])


def _building(measured: Measurement) -> Iterator[Row]:
    for built in measured.built:
        size, memory = f"{built.index / MEGABYTE:.1f} MB", f"{built.memory / MEGABYTE:.0f} MB"
        yield built.peer, f"{built.rate:,.0f}", size, f"{built.index / built.text:.2f}", memory


def _cell(times: Times, ours: Times | None) -> str:
    middle, worst = percentile(times.again, 50), percentile(times.again, 95)
    shown = f"{middle:.2f} / {worst:.2f}"
    return shown if ours is None else f"{shown} {'×' + _ratio(middle / percentile(ours.again, 50)):>6}"


def _ratio(ratio: float) -> str:
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"


def _differences(measured: Measurement) -> Iterator[str]:
    found = measured.differences
    if not found:
        yield f"All engines find the same: every total{' and every facet count' if measured.plain else ''}."
        return
    why = "" if measured.plain else " (each engine cuts words its own way)"
    lines = [f"{len(found)} counts differ{why}:"]
    for one in found[:SHOWN]:
        counts = ", ".join(f"{name} {count:,}" for name, count in one.counts.items())
        lines.append(f"  {one.kind} [{one.words}] {one.what}: {counts}")
    if len(found) > SHOWN:
        lines.append(f"  and {len(found) - SHOWN} more")
    yield "\n".join(lines)


def _table(rows: Sequence[Row]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def _figures(held: dict[str, Times]) -> dict[str, dict[str, Any]]:
    """Engine -> its times in milliseconds; `ratio` to ours, the first."""
    ours = percentile(next(iter(held.values())).again, 50)
    return {
        name: {
            "first": times.first,
            "again": times.again,
            "p50": (middle := percentile(times.again, 50)),
            "p95": percentile(times.again, 95),
            "ratio": middle / ours,
        }
        for name, times in held.items()
    }


def plain(measured: Measurement) -> dict[str, Any]:
    """Everything that was measured, every single time included, as `json.dumps` takes it."""
    summary = {kind: _figures(held) for kind, held in measured.times.items()}
    built = [{**asdict(b), "rate": b.rate} for b in measured.built]
    return {
        "corpus": measured.corpus,
        "count": measured.count,
        "built": built,
        "milliseconds": summary,
        "totals": measured.totals,
        "differences": [asdict(d) for d in measured.differences],
    }
