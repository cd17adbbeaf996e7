"""SQLite FTS5: one table of stems and one of exact forms over the same text, facets by GROUP BY."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from indexer.fields import DEFAULT, FACETS
from indexer.query import AllOf, AnyOf, Clause, Everything, Phrase, Prefix, Query, Words
from indexer.statement import Statement
from tests.benchmarks.peers.base import SNIPPET, Answer

FILE = "statements.sqlite"
CACHE = 128 * 1024  # KB of pages, about what our engine keeps
SINGLE = [f for f in FACETS if not f.many]
MANY = [f for f in FACETS if f.many]
WEIGHTS = ", ".join(str(f.weight) for f in DEFAULT)

TABLES = "".join(
    [
        "CREATE TABLE statement (number INTEGER PRIMARY KEY, id TEXT, title TEXT, body TEXT, first TEXT, last TEXT, ",
        ", ".join(f"{f.name} TEXT" for f in SINGLE),
        ");",
        *(
            f"CREATE TABLE {f.name} (number INTEGER, value TEXT, PRIMARY KEY (number, value)) WITHOUT ROWID;"
            for f in MANY
        ),
        *(
            f"CREATE VIRTUAL TABLE {name} USING fts5(title, body, content=statement, content_rowid=number, "
            f"tokenize='{tokenize}'); INSERT INTO {name}({name}, rank) VALUES ('rank', 'bm25({WEIGHTS})');"
            for name, tokenize in (("stems", "porter unicode61"), ("words", "unicode61"))
        ),
    ]
)
ROW = f"INSERT INTO statement VALUES ({', '.join('?' * (6 + len(SINGLE)))})"
COUNTS = " UNION ALL ".join(
    [
        "SELECT '', '', count(*) FROM found",
        *(f"SELECT '{f.name}', {f.name}, count(*) FROM found WHERE {f.name} NOT NULL GROUP BY 2" for f in SINGLE),
        *(f"SELECT '{f.name}', value, count(*) FROM found JOIN {f.name} USING (number) GROUP BY 2" for f in MANY),
    ]
)


class Fts5:
    name: ClassVar[str] = "sqlite"
    opens: ClassVar[str] = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / FILE)
        self._connection.execute(f"PRAGMA cache_size = -{CACHE}")

    @staticmethod
    def version() -> str:
        return f"{sqlite3.sqlite_version} FTS5"

    @staticmethod
    def build(folder: Path, statements: Iterable[Statement]) -> None:
        with closing(sqlite3.connect(folder / FILE)) as connection:
            connection.executescript(TABLES)
            with connection:
                for number, statement in enumerate(statements, 1):
                    _add(connection, number, statement)
                for name in ("stems", "words"):
                    connection.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")
            connection.execute("ANALYZE")

    def ask(self, query: Query) -> Any:
        source, order, values = _compile(query)
        columns = ", ".join(f.name for f in SINGLE)
        counts = self._connection.execute(
            f"WITH found AS MATERIALIZED (SELECT number, {columns} FROM {source}) {COUNTS}", values
        ).fetchall()
        ranked = "stems" in source or "words" in source
        table = "words" if "words" in source else "stems"
        snippet = f"snippet({table}, 1, '[', ']', '…', 40)" if ranked else f"substr(body, 1, {SNIPPET})"
        hits = self._connection.execute(
            f"SELECT id, statement.title, first, {snippet} FROM {source} ORDER BY {order} LIMIT ?",
            (*values, query.size),
        ).fetchall()
        return counts, hits

    def tell(self, answer: Any) -> Answer:
        counts, hits = answer
        facets: dict[str, dict[str, int]] = {f.name: {} for f in FACETS}
        total = 0
        for name, value, count in counts:
            if name:
                facets[name][value] = count
            else:
                total = count
        return Answer(total, len(hits), facets)

    def close(self) -> None:
        self._connection.close()


def _add(connection: sqlite3.Connection, number: int, statement: Statement) -> None:
    first, last = statement.date.first, statement.date.last
    single = [next(iter(f.values(statement)), None) for f in SINGLE]
    row = (number, statement.id, statement.title, statement.text, _iso(first), _iso(last), *single)
    connection.execute(ROW, row)
    for facet in MANY:
        connection.executemany(
            f"INSERT INTO {facet.name} VALUES (?, ?)", [(number, v) for v in dict.fromkeys(facet.values(statement))]
        )
    for name in ("stems", "words"):
        connection.execute(
            f"INSERT INTO {name}(rowid, title, body) VALUES (?, ?, ?)", (number, statement.title, statement.text)
        )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _compile(query: Query) -> tuple[str, str, tuple[str, ...]]:
    """What stands after FROM, after ORDER BY, and the values of its question marks."""
    filters = query.filters
    if isinstance(query.clause, Everything):
        source, order, values = "statement WHERE 1", "first DESC", []
    else:
        table = "words" if isinstance(query.clause, Phrase | Prefix) else "stems"
        source = f"{table} JOIN statement ON number = {table}.rowid WHERE {table} MATCH ?"
        order, values = f"{table}.rank", [_match(query.clause)]
    if filters.since:
        source, values = source + " AND last >= ?", [*values, filters.since.isoformat()]
    if filters.until:
        source, values = source + " AND first <= ?", [*values, filters.until.isoformat()]
    return source, order, tuple(values)


def _match(clause: Clause) -> str:
    match clause:
        case AllOf(clauses):
            return " AND ".join(map(_match, clauses))
        case AnyOf(clauses):
            return " OR ".join(map(_match, clauses))
        case Words(text) | Phrase(text):
            return f'"{text}"'
        case Prefix(text):
            return f'"{text}"*'
        case _:
            raise NotImplementedError(clause)
