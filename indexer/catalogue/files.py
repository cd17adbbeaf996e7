"""The rows of files, as the writer changes them; a file keeps its number when it is renamed or comes back."""

from __future__ import annotations

from typing import Any

from indexer.catalogue.rows import File, Stamp
from indexer.catalogue.storage import Store

FILE = "id, uri, name, state, reason, size, mtime_ns, ctime_ns, inode, stamped_ns, sha256, reader, entries, run"


class FileRows:
    """Works inside the transaction that the ledger has begun; `run` is the number of the ledger's run."""

    def __init__(self, store: Store) -> None:
        self._run = store.run
        self._now = ""
        self.run = 0

    def begin(self, now: str) -> None:
        """A transaction has begun."""
        self._now = now
        self.run = self.run or self._run("SELECT COALESCE(MAX(run), 0) + 1 FROM files").fetchone()[0]

    def known(self, uri: str) -> File | None:
        """The file last known under this URI."""
        row = self._run(
            f"SELECT {FILE} FROM files WHERE uri = ? ORDER BY state = 'gone', id DESC LIMIT 1", (uri,)
        ).fetchone()
        return _file(row) if row else None

    def unseen_with(self, sha256: str) -> tuple[File, ...]:
        """Files of these bytes that this run has not seen."""
        rows = self._run(
            f"SELECT {FILE} FROM files WHERE sha256 = ? AND state != 'gone' AND run < ? ORDER BY uri",
            (sha256, self.run),
        )
        return tuple(_file(row) for row in rows)

    def unseen_below(self, scope: str) -> list[tuple[int, str]]:
        """Number and URI of each file at or below the URI `scope` that this run has not seen."""
        return self._run(
            "SELECT id, uri FROM files WHERE run < ? AND state != 'gone' AND (uri = ? OR (uri >= ? AND uri < ?))",
            (self.run, scope, *below(scope)),
        ).fetchall()

    def enter(self, *, uri: str, name: str, root: str) -> int:
        """The file is being looked at; gives its number, which it keeps."""
        known = self.known(uri)
        if known is None:
            return (
                self._run(
                    "INSERT INTO files (uri, name, root, state, run, first_seen, last_seen) "
                    "VALUES (?, ?, ?, 'begun', ?, ?, ?)",
                    (uri, name, root, self.run, self._now, self._now),
                ).lastrowid
                or 0
            )
        self._run(
            "UPDATE files SET run = ?, last_seen = ?, state = CASE state WHEN 'gone' THEN 'begun' ELSE state END "
            "WHERE id = ?",
            (self.run, self._now, known.id),
        )
        return known.id

    def move(self, id: int, *, uri: str, name: str, root: str) -> None:
        self._run("UPDATE files SET uri = ?, name = ?, root = ? WHERE id = ?", (uri, name, root, id))

    def note(self, id: int, *, state: str, reason: str, stamp: Stamp, sha256: str, reader: str, entries: int) -> None:
        """What came of looking at the file in this run."""
        self._run(
            "UPDATE files SET state = ?, reason = ?, sha256 = ?, reader = ?, entries = ? WHERE id = ?",
            (state, reason, sha256, reader, entries, id),
        )
        self.stamp(id, stamp)

    def note_read(self, id: int) -> None:
        """The file was read to its end in this run."""
        self._run("UPDATE files SET read_run = ? WHERE id = ?", (self.run, id))

    def note_gone(self, id: int) -> None:
        self._run("UPDATE files SET state = 'gone' WHERE id = ?", (id,))

    def stamp(self, id: int, stamp: Stamp) -> None:
        """The file was seen in this run."""
        self._run(
            "UPDATE files SET size = ?, mtime_ns = ?, ctime_ns = ?, inode = ?, stamped_ns = ?, run = ?, last_seen = ? "
            "WHERE id = ?",
            (
                stamp.size,
                stamp.mtime_ns,
                stamp.ctime_ns,
                stamp.inode,
                stamp.noted_ns,
                self.run,
                self._now,
                id,
            ),
        )


def below(scope: str) -> tuple[str, str]:
    """Bounds of the URIs below a folder: "0" is the character after "/"."""
    return f"{scope.rstrip('/')}/", f"{scope.rstrip('/')}0"


def _file(row: tuple[Any, ...]) -> File:
    id, uri, name, state, reason, size, mtime_ns, ctime_ns, inode, noted_ns, sha256, reader, entries, run = row
    return File(
        id=id,
        uri=uri,
        name=name,
        state=state,
        reason=reason,
        stamp=Stamp(size=size, mtime_ns=mtime_ns, ctime_ns=ctime_ns, inode=inode, noted_ns=noted_ns),
        sha256=sha256,
        reader=reader,
        entries=entries,
        run=run,
    )
