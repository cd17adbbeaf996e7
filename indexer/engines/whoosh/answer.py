"""What was selected -> Results: the page of hits with snippets, the facets, the histogram."""

from __future__ import annotations

from indexer.engines.whoosh.columnar.execution import Clock, Matched
from indexer.engines.whoosh.columnar.selection import Selection, ordered
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.language import highlight, snippet
from indexer.query import MAX_DEPTH, Query
from indexer.results import Hit, Results
from indexer.statement import Statement


def read(snapshot: Snapshot, query: Query, found: Matched, selection: Selection, clock: Clock) -> Results:
    mask = selection.mask()
    total = int(mask.sum())
    reach = min(total, MAX_DEPTH)
    first = (query.page - 1) * query.size
    notes = list(query.notes)
    page: list[tuple[int, float | None]] = []
    if first >= MAX_DEPTH and total > MAX_DEPTH:
        notes.append(f"Only the first {MAX_DEPTH:,} statements can be paged through; narrow the search to see others.")
    elif first < total:
        page = ordered(selection.columns, found, mask, query.sort, first, min(query.size, MAX_DEPTH - first))
    left_out = selection.left_out([doc for doc, _ in page])
    hits = tuple(
        _hit(snapshot.statement(doc), score, query, alike) for (doc, score), alike in zip(page, left_out, strict=True)
    )
    return Results(
        total=total,
        page=query.page,
        pages=-(-reach // query.size),
        hits=hits,
        facets=selection.facets(),
        histogram=selection.histogram(),
        read_back=query.read_back,
        notes=(*notes, *clock.notes),
        suggestion=None,
        took_ms=round(clock.milliseconds, 3),
        generation=snapshot.name,
    )


def _hit(statement: Statement, score: float | None, query: Query, alike: int) -> Hit:
    return Hit(
        id=statement.id,
        title=highlight(statement.title, query.clause, field="title"),
        snippet=snippet(statement.text, query.clause),
        date=statement.date,
        speakers=statement.speakers,
        topics=statement.topics,
        language=statement.language,
        organisation=statement.organisation,
        kind=statement.kind,
        url=statement.url,
        score=score,
        alike=alike,
    )
