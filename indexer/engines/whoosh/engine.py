"""WhooshEngine keeps the promise of `engines.base` over a genuine Whoosh index."""

from __future__ import annotations

import errno
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from whoosh.index import TOC, LockError, clean_files

from indexer.engines.base import Change, Put, Status
from indexer.engines.whoosh import answer, schema
from indexer.engines.whoosh.builds import Builds
from indexer.engines.whoosh.columnar.execution import Clock, Execution, Matched
from indexer.engines.whoosh.columnar.selection import Selection
from indexer.engines.whoosh.compiler import compile_clause
from indexer.engines.whoosh.snapshot import SegmentCache, Snapshot, open_snapshot
from indexer.engines.whoosh.storage import Checksums, DurableStorage, Manifest, latest_generation, verify
from indexer.engines.whoosh.writer import StatementWriter
from indexer.errors import IndexDamaged, Locked, NoIndex, StorageFailed, Unavailable, WrongCall
from indexer.fields import BY_NAME
from indexer.query import MAX_PAGE_SIZE, Query
from indexer.results import Results
from indexer.statement import Statement

TICK = 20_000_000  # ns; a folder changed twice within one tick of the clock may show one time of change
log = logging.getLogger(__name__)


class WhooshEngine:
    """One index below `path`; any number of threads and processes may read, one may write.

    Damage found while a good generation is open is logged and told by `status`; the good one goes on answering.
    """

    def __init__(self, path: Path, *, search_seconds: float = 1.0) -> None:
        self._builds = Builds(path)
        self._seconds = search_seconds
        self._lock = threading.Lock()
        self._checksums = Checksums()
        self._cache = SegmentCache()
        self._snapshot: Snapshot | None = None
        self._mark: tuple[int, int, int] | None = None
        self._trouble: Unavailable | None = None

    def search(self, query: Query) -> Results:
        _check(query)
        snapshot, clock = self._fresh(), Clock(self._seconds)
        found, selection = _select(snapshot, query, clock)
        return answer.read(snapshot, query, found, selection, clock)

    def count(self, query: Query) -> int:
        _check(query)
        _, selection = _select(self._fresh(), query, Clock(self._seconds))
        return int(selection.mask().sum())

    def get(self, id: str) -> Statement | None:
        snapshot = self._fresh()
        doc = snapshot.find(id)
        return None if doc is None else snapshot.statement(doc)

    def status(self) -> Status:
        snapshot = self._fresh()
        held = snapshot.manifest
        return Status(
            generation=snapshot.name,
            cursor=held.cursor,
            statements=held.statements,
            undated=held.undated,
            first=date.fromisoformat(held.first) if held.first else None,
            last=date.fromisoformat(held.last) if held.last else None,
            committed=datetime.fromisoformat(held.committed),
            trouble=str(self._trouble or ""),
        )

    def check(self) -> tuple[str, ...]:
        """Every file is read again and compared with the manifest, whatever was verified before."""
        try:
            folder = self._builds.current()
            generation = latest_generation(folder)
            if generation is None:
                return ("the index has no table of contents",)
            verify(folder, Manifest.load(folder, generation), schema.make_stamp(), Checksums())
        except (Unavailable, OSError) as error:
            return (str(error),)
        return ()

    def apply(self, changes: Iterable[Change], *, cursor: int) -> None:
        last: dict[str, Change] = {c.statement.id if isinstance(c, Put) else c.id: c for c in changes}
        try:
            build, fresh = self._builds.current(), False
        except NoIndex:
            build, fresh = self._builds.create(), True
            _begin(build)
        with _writing(build, cursor, self._checksums) as writer:
            if not fresh:
                self._delete(last, writer)
            for change in last.values():
                if isinstance(change, Put):
                    writer.add(change.statement)
        if fresh:
            self._builds.swap(build)
        self._mark = None

    def _delete(self, ids: Iterable[str], writer: StatementWriter) -> None:
        """Mark as deleted whatever holds these ids in the state that the writer builds on."""
        self._mark = None
        snapshot = self._fresh()
        if self._trouble is not None:
            raise self._trouble
        if snapshot.manifest.generation != writer.generation - 1:
            raise Locked("another process has just written to the index; run again")
        for id in ids:
            doc = snapshot.find(id)
            if doc is not None:
                writer.delete_document(doc)

    def rebuild(
        self, statements: Iterable[Statement], *, cursor: int, progress: Callable[[int], None] = lambda n: None
    ) -> None:
        build = self._builds.create()
        _begin(build)
        with _writing(build, cursor, self._checksums) as writer:
            for number, statement in enumerate(statements, 1):
                writer.add(statement)
                progress(number)
        self._builds.swap(build)
        self._mark = None

    def close(self) -> None:
        self._snapshot = None

    def _fresh(self) -> Snapshot:
        """The newest generation that can be opened."""
        mark = self._builds.mark()
        if self._snapshot is not None and mark == self._mark:
            return self._snapshot
        with self._lock:
            if self._snapshot is None or mark != self._mark:
                self._open(mark)
            assert self._snapshot is not None
            return self._snapshot

    def _open(self, mark: tuple[int, int, int]) -> None:
        try:
            snapshot = open_snapshot(self._builds, self._checksums, self._cache)
            self._trouble = None
        except IndexDamaged as trouble:
            if self._snapshot is None:
                raise
            log.error("the index is damaged, the last good generation goes on answering: %s", trouble)
            self._trouble = trouble
        else:
            self._snapshot = snapshot
        self._mark = mark if time.time_ns() - mark[2] > TICK else None


def _select(snapshot: Snapshot, query: Query, clock: Clock) -> tuple[Matched, Selection]:
    found = Execution(snapshot.lists, snapshot.columns, clock).run(compile_clause(query.clause))
    return found, Selection.of(snapshot.columns, found.mask, query.filters, collapse=query.collapse)


def _check(query: Query) -> None:
    if query.page < 1 or not 1 <= query.size <= MAX_PAGE_SIZE:
        raise WrongCall(f"pages count from 1 and hold 1 to {MAX_PAGE_SIZE} statements")
    for name, _ in query.filters.chosen:
        if name not in BY_NAME or not BY_NAME[name].facet:
            raise WrongCall(f"there is no facet named {name!r}")


def _begin(build: Path) -> None:
    TOC.create(DurableStorage(build), schema.make_schema())


@contextmanager
def _writing(build: Path, cursor: int, checksums: Checksums) -> Iterator[StatementWriter]:
    """A writer that commits at the end, and after any failure is cancelled and leaves the old state."""
    try:
        writer = StatementWriter(build, cursor=cursor, checksums=checksums)
    except LockError as error:
        raise Locked("another process is writing to the index; wait for it to end") from error
    except OSError as error:
        raise _storage_failed(error) from error
    try:
        _sweep(build, writer)
        yield writer
        writer.commit()
    except BaseException as error:
        _cancel(writer)
        if isinstance(error, OSError):
            raise _storage_failed(error) from error
        raise


def _sweep(build: Path, writer: StatementWriter) -> None:
    """Clear away what killed writers left, the new segment's own files and temporary folder apart."""
    clean_files(writer.storage, writer.indexname, writer.generation - 1, [*writer.segments, writer.newsegment])
    for left in (*build.glob("_MAIN_*.toc.*"), *build.glob("*.new")):
        left.unlink(missing_ok=True)


def _cancel(writer: StatementWriter) -> None:
    try:
        if not writer.is_closed:
            writer.cancel()
    except Exception:
        log.warning("the failed writer could not be cancelled cleanly", exc_info=True)
        if writer.writelock:
            writer.writelock.release()


def _storage_failed(error: OSError) -> StorageFailed:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageFailed(
            "the disk is full: nothing was lost, but the index is behind; free some space and run again"
        )
    return StorageFailed(f"the index cannot be written: {error.strerror or error}")
