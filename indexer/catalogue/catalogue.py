"""Catalogue: what is held, as anyone may read it, and `ledger()` for the one who writes."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from indexer.catalogue.amending import Amending, Corrections
from indexer.catalogue.comparing import compare, group, likenesses
from indexer.catalogue.history import versions_of
from indexer.catalogue.ledger import Ledger
from indexer.catalogue.rows import Original, Refused, Source, Version, identity, shown
from indexer.catalogue.storage import Store
from indexer.corrections import corrected
from indexer.errors import StorageFailed
from indexer.statement import Statement, from_json

SOURCE = "f.uri, f.name, s.part, f.root, s.state, s.sha256, s.reader, s.first_seen, s.last_seen"
CURRENT = "FROM statements s JOIN versions v ON v.statement = s.id AND v.number = s.version"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """`statements` are held now, `removed` were; `refused` are files and parts in quarantine; originals in bytes as
    they came."""

    statements: int
    removed: int
    versions: int
    sources: int
    files: int
    refused: int
    originals: int
    original_bytes: int


class Catalogue:
    """Opens the file at `path`, making it where it is missing. Raises StorageFailed or Locked.

    For one thread at a time; each process and thread opens its own. What it hands out is corrected as people asked;
    `versions` are as they were read. `amending` makes changes for which nothing is read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._store = Store(path)
        self._rows = self._store.rows
        self.amending = Amending(self._store)

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        self._store.close()

    def ledger(self) -> Ledger:
        """Begin a run of writing. Raises Locked while another program writes."""
        return Ledger(self._store)

    def compare(self, *, most: int = 500) -> int:
        """Look for likenesses of the next statements that have changed, in one commit; gives how many were looked at,
        0 when nothing is left. For the one who writes."""
        return compare(self._store, self.changes_since, most=most)

    @property
    def cursor(self) -> int:
        """The sequence number of the last change of any statement, 0 when there was none."""
        return int(next(self._rows("SELECT COALESCE(MAX(seq), 0) FROM statements"))[0])

    @property
    def size(self) -> int:
        """How many statements are held."""
        return int(next(self._rows("SELECT COUNT(*) FROM statements WHERE removed IS NULL"))[0])

    def changes_since(self, seq: int) -> Iterator[tuple[int, str, Statement | None]]:
        """Each statement changed after `seq`, once, in the order of change: (seq, id, the statement or None when it is
        removed)."""
        corrections = self.amending.corrections()
        for at, id, removed, content in self._rows(
            f"SELECT s.seq, s.id, s.removed, v.content {CURRENT} WHERE s.seq > ? ORDER BY s.seq", seq
        ):
            yield at, id, None if removed else self._statement(id, content, corrections)

    def statements(self) -> Iterator[Statement]:
        """All statements that are held, by id."""
        corrections = self.amending.corrections()
        for id, content in self._rows(f"SELECT s.id, v.content {CURRENT} WHERE s.removed IS NULL ORDER BY s.id"):
            yield self._statement(id, content, corrections)

    def as_read(self) -> Iterator[Statement]:
        """The same as they were read: without corrections, and without their sources."""
        for id, content in self._rows(f"SELECT s.id, v.content {CURRENT} WHERE s.removed IS NULL ORDER BY s.id"):
            yield replace(from_json(json.loads(content)), id=id)

    def get(self, id: str) -> Statement | None:
        """The current version, None when the statement is removed or was never there."""
        rows = self._rows(f"SELECT s.id, v.content {CURRENT} WHERE s.id = ? AND s.removed IS NULL", id)
        return next((self._statement(id, content, self.amending.corrections(id)) for id, content in rows), None)

    def _statement(self, id: str, content: str, corrections: Corrections) -> Statement:
        held = self._rows(
            "SELECT f.name, s.part FROM sources s JOIN files f ON f.id = s.file "
            "WHERE s.statement = ? AND s.state = 'held' ORDER BY s.id",
            id,
        )
        read = replace(
            from_json(json.loads(content)),
            id=id,
            sources=tuple(dict.fromkeys(shown(*row) for row in held)),
            likenesses=likenesses(self._rows, id),
            group=group(self._rows, id),
        )
        return corrected(read, corrections.get(id, ()))

    def versions(self, id: str) -> tuple[Version, ...]:
        """Every version, oldest first, also of a removed statement; empty when it was never there."""
        return versions_of(self._rows, id)

    def sources(self, id: str) -> tuple[Source, ...]:
        """Where the statement was found, those that are gone included, oldest first."""
        return self._sources("s.statement = ?", id)

    def _sources(self, where: str, value: str) -> tuple[Source, ...]:
        rows = self._rows(
            f"SELECT {SOURCE} FROM sources s JOIN files f ON f.id = s.file WHERE {where} ORDER BY s.id", value
        )
        return tuple(
            Source(
                file=uri,
                name=name,
                part=part,
                root=root,
                state=state,
                sha256=sha256,
                reader=reader,
                first_seen=datetime.fromisoformat(first),
                last_seen=datetime.fromisoformat(last),
            )
            for uri, name, part, root, state, sha256, reader, first, last in rows
        )

    def original(self, sha256: str) -> Original | None:
        """The bytes as they came, with the sources that hold them now."""
        row = next(self._rows("SELECT content FROM originals WHERE sha256 = ?", sha256), None)
        if row is None:
            return None
        return Original(content=zlib.decompress(row[0]), sha256=sha256, sources=self._sources("s.sha256 = ?", sha256))

    def quarantine(self) -> Iterator[Refused]:
        """What could not be read when it was last seen, and why; by file."""
        rows = self._rows(
            "SELECT uri, name, '', reason, last_seen FROM files WHERE state = 'failed' UNION ALL "
            "SELECT f.uri, f.name, s.part, s.reason, s.last_seen FROM sources s JOIN files f ON f.id = s.file "
            "WHERE s.reason != '' AND s.state != 'gone' ORDER BY 1, 3"
        )
        for uri, name, part, reason, seen in rows:
            yield Refused(file=uri, name=shown(name, part), reason=reason, last_seen=datetime.fromisoformat(seen))

    def counts(self) -> Counts:
        row = next(
            self._rows(
                "SELECT (SELECT COUNT(*) FROM statements WHERE removed IS NULL), "
                "(SELECT COUNT(*) FROM statements WHERE removed IS NOT NULL), (SELECT COUNT(*) FROM versions), "
                "(SELECT COUNT(*) FROM sources WHERE state = 'held'), "
                "(SELECT COUNT(*) FROM files WHERE state = 'held'), "
                "(SELECT COUNT(*) FROM files WHERE state = 'failed') + "
                "(SELECT COUNT(*) FROM sources WHERE reason != '' AND state != 'gone'), "
                "(SELECT COUNT(*) FROM originals), (SELECT COALESCE(SUM(size), 0) FROM originals)"
            )
        )
        names = ("statements", "removed", "versions", "sources", "files", "refused", "originals", "original_bytes")
        return Counts(**dict(zip(names, row, strict=True)))

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file, one sentence each; empty when all is sound. Reads every original."""
        try:
            return (
                *(f"the catalogue's pages: {row[0]}" for row in self._rows("PRAGMA integrity_check") if row[0] != "ok"),
                *(
                    f"a row of {row[0]} refers to one of {row[2]} that is not there"
                    for row in self._rows("PRAGMA foreign_key_check")
                ),
                *(
                    f"the original {sha256} does not match its checksum"
                    for sha256, content in self._rows("SELECT sha256, content FROM originals")
                    if not _intact(sha256, content)
                ),
                *(
                    f"version {number} of the statement {id} does not match its checksum"
                    for id, number, says, content in self._rows(
                        "SELECT statement, number, identity, content FROM versions"
                    )
                    if not _says(says, content)
                ),
            )
        except StorageFailed as error:  # a damaged page stops the reading of a table
            return (str(error),)


def _intact(sha256: str, content: bytes) -> bool:
    try:
        return hashlib.sha256(zlib.decompress(content)).hexdigest() == sha256
    except zlib.error:
        return False


def _says(says: str, content: str) -> bool:
    try:
        return identity(from_json(json.loads(content))) == says
    except (ValueError, TypeError, KeyError):
        return False
