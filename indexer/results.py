"""What an engine answers, in our types only. Text that matched is a tuple of spans, never HTML."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.statement import Speaker, StatementDate


@dataclass(frozen=True, slots=True)
class Span:
    text: str
    match: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """`score` is None when the answer is not ordered by relevance; `alike` counts the near-duplicates that were found
    too and left out for this one."""

    id: str
    title: tuple[Span, ...]
    snippet: tuple[Span, ...]
    date: StatementDate
    speakers: tuple[Speaker, ...]
    topics: tuple[str, ...]
    language: str
    organisation: str | None
    kind: str | None
    url: str | None
    score: float | None
    alike: int = 0


@dataclass(frozen=True, slots=True)
class Bucket:
    value: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """All buckets with a count, and every chosen value even at 0, by count then value."""

    name: str
    buckets: tuple[Bucket, ...]


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts over time of exactly the statements found: the buckets, `coarse` and `undated` add up to the total.

    `unit` is "year" or "month"; buckets run without gaps from the first to the last. `coarse` counts statements
    dated to the year only, which a histogram by month cannot place.
    """

    unit: str
    buckets: tuple[Bucket, ...]
    undated: int = 0
    coarse: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """`total` is exact; `pages` counts the pages that can be reached; `generation` names the state of the index."""

    total: int
    page: int
    pages: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    histogram: Histogram
    read_back: str
    notes: tuple[str, ...]
    suggestion: str | None
    took_ms: float
    generation: str

    def facet(self, name: str) -> Facet:
        return next(f for f in self.facets if f.name == name)
