"""The rows of statements and their versions, as the writer changes them. Every change takes the next `seq`."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from indexer.catalogue.rows import Reading
from indexer.catalogue.storage import Store

SUFFIX_LENGTH = 6  # characters of the identity, in hexadecimal


@dataclass(frozen=True, slots=True)
class Current:
    id: str
    version: int
    identity: str
    removed: bool
    kept: str
    reader: str


class StatementRows:
    """Works inside the transaction that the ledger has begun."""

    def __init__(self, store: Store) -> None:
        self._run = store.run
        self._seq = 0
        self._now = ""

    def begin(self, now: str) -> None:
        """A transaction has begun; what another one left undone is forgotten."""
        self._seq = self._run("SELECT COALESCE(MAX(seq), 0) FROM statements").fetchone()[0]
        self._now = now

    def twin(self, identity: str) -> str | None:
        """The statement that is held and says exactly this."""
        row = self._run(
            "SELECT id FROM statements WHERE identity = ? AND removed IS NULL ORDER BY created, id LIMIT 1", (identity,)
        ).fetchone()
        return row[0] if row else None

    def current(self, id: str) -> Current:
        row = self._run(
            "SELECT s.id, s.version, s.identity, s.removed IS NOT NULL, v.content, v.reader FROM statements s "
            "JOIN versions v ON v.statement = s.id AND v.number = s.version WHERE s.id = ?",
            (id,),
        ).fetchone()
        return Current(row[0], row[1], row[2], bool(row[3]), row[4], row[5])

    def create(self, reading: Reading) -> str:
        """A new statement, or the removed one that said the same under the same id. Gives its id."""
        id, taken = self._allocate(reading.statement.id, reading.identity)
        if taken:
            self.revise(id, reading)
            return id
        self._run(
            "INSERT INTO statements (id, version, identity, created, seq, tagged) VALUES (?, 1, ?, ?, ?, ?)",
            (id, reading.identity, self._now, self._next(), reading.tagged),
        )
        self._add_version(id, 1, reading)
        return id

    def _allocate(self, proposed: str, says: str) -> tuple[str, bool]:
        """The id proposed, or when another text has it, with as much of the identity as makes it unique."""
        proposed = proposed or "statement"
        for id in _candidates(proposed, says):
            row = self._run("SELECT identity, removed FROM statements WHERE id = ?", (id,)).fetchone()
            if row is None:
                return id, False
            if row[0] == says and row[1] is not None:
                return id, True
        raise AssertionError("the candidates have no end")

    def revise(self, id: str, reading: Reading) -> bool:
        """Give the statement this reading, as a new version where it differs, and hold it again if it was removed.
        Says whether anything changed."""
        now = self.current(id)
        if now.kept != reading.kept:
            self._add_version(id, now.version + 1, reading)
            self._run(
                "UPDATE statements SET version = ?, identity = ?, removed = NULL, seq = ?, tagged = ? WHERE id = ?",
                (now.version + 1, reading.identity, self._next(), reading.tagged, id),
            )
            return True
        if now.removed:
            self.change(id)
        return now.removed

    def _add_version(self, id: str, number: int, reading: Reading) -> None:
        self.keep(reading)
        self._run(
            "INSERT INTO versions (statement, number, identity, content, original, reader, made) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (id, number, reading.identity, reading.kept, reading.sha256, reading.reader, self._now),
        )

    def keep(self, reading: Reading) -> None:
        """The original bytes, once."""
        known = self._run("SELECT 1 FROM originals WHERE sha256 = ?", (reading.sha256,)).fetchone()
        if not known:
            self._run(
                "INSERT INTO originals (sha256, size, content) VALUES (?, ?, ?)",
                (reading.sha256, len(reading.content), zlib.compress(reading.content, 3)),
            )

    def change(self, id: str) -> None:
        """The statement is held, and something about it has changed, its sources for one."""
        self._run("UPDATE statements SET removed = NULL, seq = ? WHERE id = ?", (self._next(), id))

    def amend(self, id: str, kept: str) -> None:
        """The current version says this now: what is thought about it has changed, not what was said."""
        self._run(
            "UPDATE versions SET content = ? WHERE statement = ? AND number = "
            "(SELECT version FROM statements WHERE id = ?)",
            (kept, id, id),
        )
        self.touch(id)

    def touch(self, id: str) -> None:
        """Something about the statement has changed, whether it is held or removed."""
        self._run("UPDATE statements SET seq = ? WHERE id = ?", (self._next(), id))

    def relate(self, id: str) -> None:
        """What it is like has changed; one that is removed stays so."""
        self._run("UPDATE statements SET seq = ? WHERE id = ? AND removed IS NULL", (self._next(), id))

    def release(self, id: str) -> None:
        """A source has let go of the statement: it stays while another holds it, else it is removed."""
        held = self._run("SELECT 1 FROM sources WHERE statement = ? AND state = 'held' LIMIT 1", (id,)).fetchone()
        if held:
            self.change(id)
        else:
            self._run("UPDATE statements SET removed = ?, seq = ? WHERE id = ?", (self._now, self._next(), id))

    def _next(self) -> int:
        self._seq += 1
        return self._seq


def _candidates(proposed: str, says: str) -> Iterator[str]:
    """Without end: a template saved again and again under a new name, and each time filled in later, takes the id of
    its one text each time."""
    longer = f"{proposed}-{says[:SUFFIX_LENGTH]}"
    yield from (proposed, longer)
    for number in count(2):
        yield f"{longer}-{number}"
