"""Whoosh's own searcher over the very files that our engine wrote."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, time
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

from whoosh import analysis, highlight, index, query, sorting

from indexer.fields import DEFAULT, FACETS, UNDATED
from indexer.language import exact_sequence, prefix_of, stem_alternatives
from indexer.query import AllOf, AnyOf, Clause, Everything, Filters, Phrase, Prefix, Query, Words
from indexer.statement import Statement
from tests.benchmarks.peers.base import SNIPPET, Answer

DATED = ("year", "month")  # facets that have no column of their own
DAY = 24 * 60 * 60 * 1_000_000  # microseconds, the unit of a date column
YEAR_ONE = datetime(1, 1, 1, tzinfo=UTC)
EARLIEST, LATEST = datetime(1, 1, 1), datetime(9998, 12, 31)  # open ends of a numeric range are wrong in 2.7.4


class StockWhoosh:
    name: ClassVar[str] = "whoosh"
    opens: ClassVar[str] = "rostrum"

    def __init__(self, folder: Path) -> None:
        self._searcher = index.open_dir(str(folder / "current")).searcher()
        self._words = analysis.RegexTokenizer() | analysis.LowercaseFilter()
        self._stems = self._words | analysis.StemFilter()

    @staticmethod
    def version() -> str:
        return version("whoosh")

    @staticmethod
    def build(folder: Path, statements: Iterable[Statement]) -> None:
        raise NotImplementedError("it opens what our engine built")

    def ask(self, asked: Query) -> Any:
        wanted = _compile(asked)
        ranked = not isinstance(asked.clause, Everything)
        found = self._searcher.search(
            wanted,
            limit=asked.size,
            groupedby=_facets(),
            maptype=sorting.Count,
            sortedby=None if ranked else sorting.FieldFacet("date", reverse=True),
        )
        groups = {name: found.groups(name) for name in found.facet_names()}
        hits = found[: asked.size]  # grouping makes it keep more than were asked for
        return len(found), groups, [self._snippet(hit["statement"], wanted, asked) for hit in hits]

    def _snippet(self, stored: str, wanted: Any, asked: Query) -> str:
        text: str = json.loads(stored)["text"]
        held = wanted.existing_terms(self._searcher.reader(), expand=True)
        analyzer = self._words if isinstance(asked.clause, Phrase | Prefix) else self._stems
        terms = {term.decode() for field, term in held if field.startswith("body")}
        fragmenter = highlight.ContextFragmenter(maxchars=SNIPPET, surround=SNIPPET // 2)
        marked: str = highlight.highlight(text, terms, analyzer, fragmenter, highlight.UppercaseFormatter(), top=1)
        return marked or text[:SNIPPET]

    def tell(self, answer: Any) -> Answer:
        total, groups, snippets = answer
        facets = {name: {v: n for v, n in held.items() if v} for name, held in groups.items() if name != "day"}
        return Answer(total, len(snippets), {**facets, **_by_date(groups["day"])})

    def close(self) -> None:
        self._searcher.close()


def _compile(asked: Query) -> Any:
    wanted = _clause(asked.clause)
    return wanted if asked.filters.empty else query.And([wanted, *_dates(asked.filters)])


def _clause(clause: Clause) -> Any:
    match clause:
        case Everything():
            return query.Every()
        case AllOf(clauses):
            return query.And([_clause(c) for c in clauses])
        case AnyOf(clauses):
            return query.Or([_clause(c) for c in clauses])
        case Words(text):
            ((term,),) = stem_alternatives(text)
            return query.Or([query.Term(f.name, term, boost=f.weight) for f in DEFAULT])
        case Phrase(text):
            terms = list(exact_sequence(text))
            return query.Or([query.Phrase(f"{f.name}_exact", terms, boost=f.weight) for f in DEFAULT])
        case Prefix(text):
            return query.Or([query.Prefix(f"{f.name}_exact", prefix_of(text), boost=f.weight) for f in DEFAULT])
        case _:
            raise NotImplementedError(clause)


def _dates(filters: Filters) -> list[Any]:
    since = datetime.combine(filters.since, time()) if filters.since else EARLIEST
    until = datetime.combine(filters.until, time()) if filters.until else LATEST
    return [query.DateRange("date", EARLIEST, until), query.DateRange("date_last", since, LATEST)]


def _facets() -> Any:
    """Its quickest way to each: columns, posting lists where a statement has many values, one grouping by day."""
    facets = sorting.Facets()
    for facet in FACETS:
        if facet.name not in DATED:
            held = sorting.FieldFacet(f"{facet.name}_value", allow_overlap=facet.many, maptype=sorting.Count)
            facets.add_facet(facet.name, held)
    days = sorting.TranslateFacet(lambda moment: moment // DAY, sorting.FieldFacet("date"))
    days.maptype = sorting.Count
    facets.add_facet("day", days)
    return facets


def _by_date(days: dict[int, int]) -> dict[str, dict[str, int]]:
    years: Counter[str] = Counter()
    months: Counter[str] = Counter()
    for day, count in days.items():
        try:
            when = datetime.fromordinal(day + 1)
        except (ValueError, OverflowError):  # the column's default, that of an undated statement
            years[UNDATED] += count
        else:
            years[f"{when:%Y}"] += count
            months[f"{when:%Y-%m}"] += count
    return {"year": dict(years), "month": dict(months)}
