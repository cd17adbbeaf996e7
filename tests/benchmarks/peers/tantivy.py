"""Tantivy: one writer thread, facets by terms aggregation over fast fields."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

from indexer.fields import DEFAULT, FACETS
from indexer.query import AllOf, AnyOf, Clause, Everything, Filters, Phrase, Prefix, Query, Words, leaves
from indexer.statement import Statement
from tests.benchmarks.peers.base import SNIPPET, Answer

HEAP = 256 * 1024 * 1024  # bytes, what our writer may hold too
MOST_BUCKETS = 10_000
EARLIEST, LATEST = date(1700, 1, 1), date(2200, 12, 31)  # nanoseconds in 64 bits reach no further
AGGREGATIONS = {f.name: {"terms": {"field": f.name, "size": MOST_BUCKETS}} for f in FACETS}
BOOSTS = {f.name: f.weight for f in DEFAULT}


class Tantivy:
    name: ClassVar[str] = "tantivy"
    opens: ClassVar[str] = "tantivy"

    def __init__(self, folder: Path) -> None:
        self._library: Any = import_module("tantivy")
        self._index = self._library.Index.open(str(folder))
        self._index.reload()
        self._searcher = self._index.searcher()

    @staticmethod
    def version() -> str:
        return version("tantivy")

    @staticmethod
    def build(folder: Path, statements: Iterable[Statement]) -> None:
        tantivy: Any = import_module("tantivy")
        index = tantivy.Index(_schema(tantivy), path=str(folder))
        writer = index.writer(HEAP, 1)
        for statement in statements:
            writer.add_document(_document(tantivy, statement))
        writer.commit()
        writer.wait_merging_threads()

    def ask(self, query: Query) -> Any:
        wanted = self._compile(query.clause)
        if not query.filters.empty:
            must = self._library.Occur.Must
            wanted = self._library.Query.boolean_query([(must, q) for q in (wanted, *self._dates(query.filters))])
        newest = "first" if isinstance(query.clause, Everything) else None
        found = self._searcher.search(wanted, query.size, count=True, order_by_field=newest)
        counts = self._searcher.aggregate(wanted, AGGREGATIONS)
        return found.count, counts, self._snippets(query.clause, [self._searcher.doc(at) for _, at in found.hits])

    def _snippets(self, clause: Clause, documents: list[Any]) -> list[str]:
        words = " ".join(leaf.text for leaf in leaves(clause) if isinstance(leaf, Words | Phrase))
        if not words:
            return [document.get_first("body")[:SNIPPET] for document in documents]
        marked = self._index.parse_query(words, ["body"])
        generator = self._library.SnippetGenerator.create(self._searcher, marked, self._index.schema, "body")
        generator.set_max_num_chars(SNIPPET)
        return [generator.snippet_from_doc(document).to_html() for document in documents]

    def tell(self, answer: Any) -> Answer:
        total, counts, snippets = answer
        facets = {name: {b["key"]: b["doc_count"] for b in held["buckets"]} for name, held in counts.items()}
        return Answer(total, len(snippets), facets)

    def close(self) -> None:
        del self._searcher, self._index

    def _compile(self, clause: Clause) -> Any:
        make, occur = self._library.Query, self._library.Occur
        match clause:
            case Everything():
                return make.all_query()
            case AllOf(clauses):
                return make.boolean_query([(occur.Must, self._compile(c)) for c in clauses])
            case AnyOf(clauses):
                return make.boolean_query([(occur.Should, self._compile(c)) for c in clauses])
            case Words(text):
                return self._index.parse_query(text, list(BOOSTS), field_boosts=BOOSTS)
            case Phrase(text):
                boosts = {_exact(name): weight for name, weight in BOOSTS.items()}
                return self._index.parse_query(f'"{text}"', list(boosts), field_boosts=boosts)
            case Prefix(text):
                fields = [make.regex_query(self._index.schema, _exact(name), f"{text}.*") for name in BOOSTS]
                return make.boolean_query([(occur.Should, q) for q in fields])
            case _:
                raise NotImplementedError(clause)

    def _dates(self, filters: Filters) -> list[Any]:
        def between(field: str, since: date, until: date) -> Any:
            kind = self._library.FieldType.Date
            return self._library.Query.range_query(self._index.schema, field, kind, _moment(since), _moment(until))

        return [
            between("first", EARLIEST, filters.until or LATEST),
            between("last", filters.since or EARLIEST, LATEST),
        ]


def _exact(name: str) -> str:
    return f"{name}_exact"


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _schema(tantivy: Any) -> Any:
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for field in DEFAULT:
        schema.add_text_field(field.name, stored=True, tokenizer_name="en_stem")
        schema.add_text_field(_exact(field.name), tokenizer_name="default")
    for name in ("first", "last"):
        schema.add_date_field(name, stored=True, indexed=True, fast=True)
    for facet in FACETS:
        schema.add_text_field(facet.name, fast=True, tokenizer_name="raw", index_option="basic")
    return schema.build()


def _document(tantivy: Any, statement: Statement) -> Any:
    document = tantivy.Document(id=statement.id)
    for field in DEFAULT:
        for value in field.values(statement):
            document.add_text(field.name, value)
            document.add_text(_exact(field.name), value)
    if statement.date.first and statement.date.last:
        document.add_date("first", _moment(statement.date.first))
        document.add_date("last", _moment(statement.date.last))
    for facet in FACETS:
        for value in dict.fromkeys(facet.values(statement)):
            document.add_text(facet.name, value)
    return document
