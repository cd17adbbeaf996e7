"""A statement -> terms with positions and column values, the shape that the writer puts into a segment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from indexer.engines.whoosh.schema import SEPARATOR, STORED_FACETS, exact
from indexer.fields import TEXTS
from indexer.language import tokenize
from indexer.statement import Statement

GAP = 1000  # positions between the values of one field: wider than any phrase or near query

Postings = dict[str, list[int]]  # term -> ascending positions


def terms(values: Iterable[str]) -> tuple[Postings, Postings]:
    """Stems and exact forms of all values, joined forms included, each with its positions."""
    stems: Postings = {}
    exacts: Postings = {}
    base = 0
    for value in values:
        last = -1
        for token in tokenize(value):
            last = token.position
            stems.setdefault(token.stem, []).append(base + last)
            exacts.setdefault(token.exact, []).append(base + last)
        base += last + 1 + GAP
    return stems, exacts


def text_postings(statement: Statement) -> dict[str, Postings]:
    """Index field -> terms, for every text field."""
    found: dict[str, Postings] = {}
    for field in TEXTS:
        found[field.name], found[exact(field.name)] = terms(field.values(statement))
    return found


def facet_values(statement: Statement) -> dict[str, tuple[str, ...]]:
    """Facet -> its values, each once, without the separator that joins them in the column."""
    return {f.name: tuple(dict.fromkeys(v.replace(SEPARATOR, " ") for v in f.values(statement))) for f in STORED_FACETS}


def days(statement: Statement) -> tuple[datetime, datetime] | None:
    """First and last day of the statement's period at midnight; None when undated."""
    first, last = statement.date.first, statement.date.last
    if first is None or last is None:
        return None
    return datetime.combine(first, time()), datetime.combine(last, time())
