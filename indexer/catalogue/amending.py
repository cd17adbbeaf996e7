"""What is changed about statements without anything being read: corrections by people, and topics given anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import groupby

from indexer.catalogue.rows import as_kept
from indexer.catalogue.statements import StatementRows
from indexer.catalogue.storage import Store
from indexer.corrections import Correction
from indexer.statement import Statement, from_json

BATCH = 500  # statements tagged in one transaction

Corrections = dict[str, tuple[Correction, ...]]


class Amending:
    """Changes in transactions of its own; each leaves statements for the index to follow only where they differ."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._run = store.run
        self._statements = StatementRows(store)

    def corrections(self, id: str | None = None) -> Corrections:
        """Statement -> its corrections, of all statements or of one; also of those that are not there."""
        where, values = ("", ()) if id is None else ("WHERE statement = ?", (id,))
        rows = self._run(f"SELECT statement, content FROM corrections {where} ORDER BY statement, field", values)
        return {
            statement: tuple(_correction(content) for _, content in group)
            for statement, group in groupby(rows, key=lambda row: str(row[0]))
        }

    def correct(self, corrections: Iterable[Correction]) -> int:
        """Keep these and no others, the last where two say something about one field. Gives how many statements that
        are held this changes."""
        wanted = {(each.statement, each.field): _content(each) for each in corrections}
        with self._store.transaction():
            kept = {(id, field): text for id, field, text in self._run("SELECT * FROM corrections").fetchall()}
            changed = sorted({place[0] for place, _ in wanted.items() ^ kept.items()})
            if not changed:
                return 0
            self._run("DELETE FROM corrections")
            for (id, field), content in wanted.items():
                self._run("INSERT INTO corrections VALUES (?, ?, ?)", (id, field, content))
            self._statements.begin(_now())
            held = [id for id in changed if self._is_held(id)]
            for id in held:
                self._statements.touch(id)
        return len(held)

    def strays(self) -> tuple[str, ...]:
        """The ids that corrections name and no statement that is held has."""
        rows = self._run(
            "SELECT DISTINCT c.statement FROM corrections c LEFT JOIN statements s ON s.id = c.statement "
            "AND s.removed IS NULL WHERE s.id IS NULL ORDER BY c.statement"
        )
        return tuple(row[0] for row in rows)

    def _is_held(self, id: str) -> bool:
        return self._run("SELECT 1 FROM statements WHERE id = ? AND removed IS NULL", (id,)).fetchone() is not None

    def tagged_otherwise(self, version: str) -> int:
        """How many statements are tagged by other topics than those of this version."""
        return int(
            self._run("SELECT COUNT(*) FROM statements WHERE tagged < ? OR tagged > ?", (version, version)).fetchone()[
                0
            ]
        )

    def retag(self, version: str, tag: Callable[[Statement], Statement]) -> Iterator[tuple[int, int]]:
        """Tag every statement that is tagged otherwise, removed ones too, in the version that is current. Gives after
        each transaction how many were looked at in it, and how many of these changed; what was begun and not finished
        is gone on with by the next call."""
        while batch := self._run(
            "SELECT s.id, s.removed, v.content FROM statements s JOIN versions v ON v.statement = s.id "
            "AND v.number = s.version WHERE s.tagged < ? OR s.tagged > ? LIMIT ?",
            (version, version, BATCH),
        ).fetchall():
            before = {id: from_json(json.loads(kept)) for id, _, kept in batch}
            after = {id: fresh for id, statement in before.items() if (fresh := tag(statement)) != statement}
            with self._store.transaction():
                self._statements.begin(_now())
                for id, statement in after.items():
                    self._statements.amend(id, as_kept(statement))
                for id in before:
                    self._run("UPDATE statements SET tagged = ? WHERE id = ?", (version, id))
            yield len(batch), sum(id in after and removed is None for id, removed, _ in batch)


def _correction(content: str) -> Correction:
    plain = json.loads(content)
    return Correction(**plain | {"values": tuple(plain["values"])})


def _content(correction: Correction) -> str:
    return json.dumps(asdict(correction), ensure_ascii=False, separators=(",", ":"))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
