"""The writer's side of the catalogue: what a run saw, entered in batches that are acknowledged by `commit`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum

from indexer.catalogue.files import FileRows, below
from indexer.catalogue.rows import File, Part, Reading, Stamp, shown
from indexer.catalogue.statements import Current, StatementRows
from indexer.catalogue.storage import Store


class Outcome(StrEnum):
    ADDED = "added"
    DUPLICATE = "duplicate"  # added as one more source of a statement that is there already
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class Ledger:
    """One run of one writer. As a context manager it commits at the end, and undoes the open batch on an error."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._run = store.run
        self._statements = StatementRows(store)
        self._files = FileRows(store)
        self._now = ""
        self._begin()

    @property
    def number(self) -> int:
        """The number of this run, higher than that of any run before."""
        return self._files.run

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        if self._store.in_transaction:
            self._run("COMMIT" if kind is None else "ROLLBACK")

    def commit(self) -> None:
        """Make everything entered so far durable: it has been acknowledged when this returns."""
        self._run("COMMIT")
        self._begin()

    def _begin(self) -> None:
        self._run("BEGIN IMMEDIATE")
        self._now = datetime.now(UTC).isoformat(timespec="seconds")
        self._statements.begin(self._now)
        self._files.begin(self._now)

    # files

    def file(self, uri: str) -> File | None:
        """The file last known under this URI."""
        return self._files.known(uri)

    def files_with(self, sha256: str) -> tuple[File, ...]:
        """Files of these bytes that this run has not seen."""
        return self._files.unseen_with(sha256)

    def enter(self, *, uri: str, name: str, root: str) -> int:
        """The file is being looked at; gives its number, which it keeps."""
        return self._files.enter(uri=uri, name=name, root=root)

    def move(self, file: File, *, uri: str, name: str, root: str) -> None:
        """The file was renamed; what was read from it stays as it is."""
        self._files.move(file.id, uri=uri, name=name, root=root)
        rows = self._run("SELECT DISTINCT statement FROM sources WHERE file = ? AND state = 'held'", (file.id,))
        for (statement,) in rows.fetchall():
            self._statements.change(statement)

    def stamp(self, id: int, stamp: Stamp) -> None:
        """The file was seen and its bytes are those known; the stamp may be new."""
        self._files.stamp(id, stamp)

    def finish(self, id: int, *, stamp: Stamp, sha256: str, reader: str, entries: int, whole: bool) -> int:
        """The file was read to its end. Parts it no longer has are let go when it is `whole` (a page: its parts are
        what the reader made of it); those of a file of records stay until `remove` is asked. Gives how many went."""
        self._files.note(id, state="held", reason="", stamp=stamp, sha256=sha256, reader=reader, entries=entries)
        self._files.note_read(id)
        stale = (id, self.number)
        self._run("DELETE FROM sources WHERE file = ? AND state = 'failed' AND run < ?", stale)
        self._run("UPDATE sources SET reason = '' WHERE file = ? AND state = 'held' AND run < ?", stale)
        if not whole:
            return 0
        gone = self._run("SELECT id, statement FROM sources WHERE file = ? AND state = 'held' AND run < ?", stale)
        return self._drop(gone.fetchall())

    def fail(self, id: int, reason: str, *, stamp: Stamp, sha256: str = "", reader: str = "", entries: int = 0) -> None:
        """The file could not be read, or not to its end. What was read from it before stays."""
        self._files.note(id, state="failed", reason=reason, stamp=stamp, sha256=sha256, reader=reader, entries=entries)

    def failures(self, file: File) -> tuple[tuple[str, str], ...]:
        """The failed parts of a file as (what a person calls it, reason), and the file itself when it failed."""
        rows = self._run(
            "SELECT part, reason FROM sources WHERE file = ? AND state != 'gone' AND reason != '' ORDER BY id",
            (file.id,),
        )
        parts = tuple((shown(file.name, part), reason) for part, reason in rows)
        return (*parts, (file.name, file.reason)) if file.state == "failed" else parts

    # parts

    def part(self, file: int, part: str) -> Part | None:
        row = self._run(
            "SELECT id, state, reason, statement, sha256, reader, run FROM sources WHERE file = ? AND part = ?",
            (file, part),
        ).fetchone()
        return (
            Part(id=row[0], state=row[1], reason=row[2], statement=row[3], sha256=row[4], reader=row[5], run=row[6])
            if row
            else None
        )

    def see(self, part: Part) -> None:
        """The part is there and its bytes are those known."""
        self._run("UPDATE sources SET run = ?, last_seen = ? WHERE id = ?", (self.number, self._now, part.id))

    def refuse(self, file: int, part: str, reason: str, *, sha256: str = "", reader: str = "") -> None:
        """The part could not be read; a statement read from it before stays."""
        self._run(
            "INSERT INTO sources (file, part, state, reason, sha256, reader, run, first_seen, last_seen) "
            "VALUES (?, ?, 'failed', ?, ?, ?, ?, ?, ?) ON CONFLICT (file, part) DO UPDATE SET "
            "state = CASE state WHEN 'held' THEN 'held' ELSE 'failed' END, reason = excluded.reason, "
            "sha256 = excluded.sha256, reader = excluded.reader, run = excluded.run, "
            "last_seen = excluded.last_seen",
            (file, part, reason, sha256, reader, self.number, self._now, self._now),
        )

    def place(self, file: int, part: str, reading: Reading) -> Outcome:
        """Enter what was read from this part: under the statement it always had, that of its exact duplicate, or a
        new one."""
        known = self.part(file, part)
        before = known.statement if known and known.state == "held" else None
        statement, outcome = self._changed(known, before, reading) if known and before else self._new(known, reading)
        self._statements.keep(reading)
        self._run(
            "INSERT INTO sources (file, part, state, statement, sha256, reader, run, first_seen, last_seen) "
            "VALUES (?, ?, 'held', ?, ?, ?, ?, ?, ?) ON CONFLICT (file, part) DO UPDATE SET state = 'held', "
            "reason = '', statement = excluded.statement, sha256 = excluded.sha256, reader = excluded.reader, "
            "run = excluded.run, last_seen = excluded.last_seen",
            (file, part, statement, reading.sha256, reading.reader, self.number, self._now, self._now),
        )
        if before != statement:
            self._statements.change(statement)
            if before:
                self._statements.release(before)
        return outcome

    def _new(self, known: Part | None, reading: Reading) -> tuple[str, Outcome]:
        if twin := self._statements.twin(reading.identity):
            return twin, Outcome.DUPLICATE
        if known and known.statement and self._statements.current(known.statement).removed:
            self._statements.revise(known.statement, reading)
            return known.statement, Outcome.ADDED
        return self._statements.create(reading), Outcome.ADDED

    def _changed(self, known: Part, before: str, reading: Reading) -> tuple[str, Outcome]:
        now = self._statements.current(before)
        if now.kept == reading.kept:
            return before, Outcome.UNCHANGED
        others = [
            row[0]
            for row in self._run(
                "SELECT id FROM sources WHERE statement = ? AND state = 'held' AND id != ?", (before, known.id)
            )
        ]
        says = reading.identity
        if says == now.identity and others and min(others) < known.id:
            return before, Outcome.UNCHANGED  # the first of the sources says what is known about their one text
        if says != now.identity:
            if twin := self._statements.twin(says):
                return twin, Outcome.UPDATED
            if others and not _reread(known, now, reading):
                return self._statements.create(reading), Outcome.UPDATED
        self._statements.revise(before, reading)
        return before, Outcome.UPDATED

    # what is gone

    def remove(self, scopes: Iterable[str], *, spare: Iterable[str] = (), delete: bool) -> int:
        """Forget failed files this run has not seen at or below the URIs in `scopes`; with `delete` let go of every
        file and record it has not seen there, but for those below `spare`. Gives how many statements' sources went."""
        spared = tuple(f"{uri}/" for uri in spare)
        removed = 0
        for scope in scopes:
            for id, uri in self._files.unseen_below(scope):
                if not uri.startswith(spared):
                    removed += self._forget(id, delete=delete)
            removed += self._drop(self._records_gone(scope)) if delete else 0
        return removed

    def _forget(self, file: int, *, delete: bool) -> int:
        held = self._run("SELECT id, statement FROM sources WHERE file = ? AND state = 'held'", (file,)).fetchall()
        if held and not delete:
            return 0
        self._files.note_gone(file)
        self._run("DELETE FROM sources WHERE file = ? AND state = 'failed'", (file,))
        return self._drop(held)

    def _records_gone(self, scope: str) -> list[tuple[int, str]]:
        return self._run(
            "SELECT s.id, s.statement FROM files f JOIN sources s ON s.file = f.id WHERE f.run = ? "
            "AND f.state = 'held' AND s.state = 'held' AND s.run < f.read_run "
            "AND (f.uri = ? OR (f.uri >= ? AND f.uri < ?))",
            (self.number, scope, *below(scope)),
        ).fetchall()

    def _drop(self, sources: Iterable[tuple[int, str]]) -> int:
        count = 0
        for id, statement in sources:
            self._run("UPDATE sources SET state = 'gone' WHERE id = ?", (id,))
            self._statements.release(statement)
            count += 1
        return count


def _reread(known: Part, now: Current, reading: Reading) -> bool:
    """Whether the same bytes are read by a newer reader, the first time for this statement."""
    return known.sha256 == reading.sha256 and now.reader != reading.reader
