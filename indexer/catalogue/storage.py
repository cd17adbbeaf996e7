"""The SQLite file: opened so that a commit survives a power cut, its failures told in our errors."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from indexer.catalogue.schema import migrate
from indexer.errors import Locked, RostrumError, StorageFailed

BUSY_SECONDS = 5.0

ADVICE = {
    sqlite3.SQLITE_FULL: "the disk is full; free some space and run the same command again, it goes on where it "
    "stopped",
    sqlite3.SQLITE_READONLY: "it cannot be written to; give this user the right to write to the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; see that the folder exists and belongs to this user",
    sqlite3.SQLITE_IOERR: "the disk reported an error; look at the disk's health and its free space, then run the same "
    "command again",
    sqlite3.SQLITE_CORRUPT: "its pages are damaged; restore it from a backup",
    sqlite3.SQLITE_NOTADB: "it is no catalogue, or its first page is damaged; restore it from a backup",
}


def connect(path: Path) -> sqlite3.Connection:
    """The catalogue at `path`, made when it is not there, at the newest schema; readable by its owner only."""
    with translated(path):
        fresh = _prepare(path)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            _write_ahead(connection)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA cache_size = -65536")
            migrate(connection)
        except BaseException:
            connection.close()
            raise
        if fresh:
            _sync_folder(path.parent)
    return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Writers wait for each other, but not those who change the mode of a new file: SQLite fails them at once."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        time.sleep(0.01)


def _prepare(path: Path) -> bool:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists():
        return False
    # SQLite gives its -wal and -shm files the mode of the file itself.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    return True


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Store:
    """The connection; every statement it runs fails with Locked or StorageFailed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = connect(path)

    def run(self, sql: str, values: Iterable[object] = ()) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, tuple(values))
        except sqlite3.DatabaseError as error:
            raise _ours(self.path, error) from error

    def rows(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        with translated(self.path):
            yield from self.run(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is run inside is committed at the end, or undone on an error."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        finally:
            if self.in_transaction:
                self.run("ROLLBACK")

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def close(self) -> None:
        with translated(self.path):
            self._connection.close()


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """SQLite's and the system's errors as Locked or StorageFailed, with what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _ours(path, error) from error
    except OSError as error:
        raise StorageFailed(
            f"the catalogue {path} cannot be used: {error.strerror or error}; see that the folder "
            "exists, has room and belongs to this user"
        ) from error


def _ours(path: Path, error: sqlite3.DatabaseError) -> RostrumError:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Locked(f"another program is writing to the catalogue {path}; wait until it has finished")
    return StorageFailed(f"the catalogue {path} failed: {ADVICE.get(code, str(error))}")
