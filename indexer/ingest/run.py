"""One run over what lies on disk: each file is told apart as new, changed, unchanged, renamed or failed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from indexer.catalogue import Catalogue, File, Stamp
from indexer.engines.base import Engine
from indexer.errors import Unreadable
from indexer.ingest.amending import amend, strays_told
from indexer.ingest.desk import Batches, Desk, Sight
from indexer.ingest.following import catch_up, liken
from indexer.ingest.lock import writing
from indexer.ingest.pages import Pages
from indexer.ingest.pool import Readers
from indexer.ingest.progress import Progress, silent
from indexer.ingest.records import RecordFile
from indexer.ingest.tally import Summary, Tally
from indexer.settings import Settings
from indexer.sources import Entry, Target, are_records, digest, load, path_of, targets, walk

RACY_NS = 2_000_000_000  # a file changed again this soon may keep its size and, on a coarse clock, its time


def ingest(
    paths: Iterable[str | Path],
    *,
    settings: Settings,
    catalogue: Catalogue,
    engine: Engine,
    delete: bool = False,
    progress: Progress = silent,
    readers: Readers | None = None,
) -> Summary:
    """Take in what lies at and below the paths; with `delete` let go of what is gone from there.

    Raises WrongCall for a missing path, Locked while another process writes, StorageFailed. Whatever interrupts it,
    what was committed stays, and the next run goes on from there. `readers` stay open, to be used again.
    """
    given = targets(paths)
    with writing(settings):
        return take_in(
            given,
            settings=settings,
            catalogue=catalogue,
            engine=engine,
            delete=delete,
            progress=progress,
            readers=readers,
        )


def take_in(
    given: tuple[Target, ...],
    *,
    settings: Settings,
    catalogue: Catalogue,
    engine: Engine,
    delete: bool,
    progress: Progress,
    readers: Readers | None,
) -> Summary:
    """`ingest` for a caller that holds the lock."""
    started = time.monotonic()
    tally = Tally()
    authority = readers.reader.authority if readers else settings.authority
    with strays_told(catalogue, authority):
        amend(catalogue, authority, progress)
        catch_up(catalogue, engine, progress)
        with nullcontext(readers) if readers else Readers(settings) as reading, catalogue.ledger() as ledger:
            reading.refresh()
            desk = Desk(settings, ledger, reading, Batches(ledger, catalogue, engine), progress, tally)
            Run(desk, given).go(delete=delete)
        liken(catalogue, progress)
        catch_up(catalogue, engine, progress)
    return tally.summary(time.monotonic() - started)


class Run:
    def __init__(self, desk: Desk, given: tuple[Target, ...]) -> None:
        self._desk = desk
        self._given = given
        self._pages = Pages(desk)
        self._unlisted: list[str] = []

    def go(self, *, delete: bool) -> None:
        if self._desk.progress is not silent:
            self._desk.tally.all_files = sum(1 for _ in self._walk())
        for entry in self._walk():
            self._look(entry)
        self._pages.settle(everything=True)
        # A folder that is not there at all may be a disk that is not mounted: nothing below it is taken for gone.
        scopes = [Path(target.path).as_uri() for target in self._given if os.path.lexists(target.root)]
        self._desk.tally.removed += self._desk.ledger.remove(scopes, spare=self._unlisted, delete=delete)

    def _walk(self) -> Iterator[Entry]:
        there = [target for target in self._given if os.path.lexists(target.path)]
        return walk(there, max_file=self._desk.settings.max_file, skip=(self._desk.settings.data,))

    def _look(self, entry: Entry) -> None:
        sight = Sight(entry, _stamp(entry))
        if entry.folder:
            self._unlisted.append(entry.uri)
        if entry.refused:
            self._desk.fail(sight, Unreadable(entry.refused))
            return
        known = self._desk.ledger.file(entry.uri)
        if known and self._was_read(known) and _trusted(known.stamp, sight.stamp):
            self._unchanged(known, sight.stamp)
            return
        try:
            self._compare(sight, known)
        except Unreadable as error:
            self._desk.fail(sight, error)

    def _compare(self, sight: Sight, known: File | None) -> None:
        """Tell by its bytes what the file is, and have it read when they are new. Raises Unreadable."""
        entry = sight.entry
        content = None if are_records(entry.path) else load(entry.path, limit=self._desk.settings.max_file)
        sha256 = digest(entry.path) if content is None else content.sha256
        renamed = self._renamed(entry, sha256) if known is None or known.state == "gone" else None
        known = renamed or known
        if known and known.sha256 == sha256 and self._was_read(known):
            self._unchanged(known, sight.stamp, renamed=renamed is not None)
        elif content is not None:
            self._pages.submit(Sight(entry, sight.stamp, sha256), content.content)
        else:
            self._pages.settle(everything=True)
            RecordFile(self._desk, Sight(entry, sight.stamp, sha256)).take_in()

    def _was_read(self, known: File) -> bool:
        """Whether the catalogue knows how this reader reads the bytes it knows."""
        return bool(known.sha256) and known.state in ("held", "failed") and known.reader == self._desk.readers.version

    def _renamed(self, entry: Entry, sha256: str) -> File | None:
        """The file of the same bytes that has left its place below the same folder, now known under the new name."""
        for file in self._desk.ledger.files_with(sha256):
            below = file.uri.startswith(Path(entry.root).as_uri().rstrip("/") + "/")
            if below and not os.path.lexists(path_of(file.uri)):
                self._desk.ledger.move(file, uri=entry.uri, name=entry.name, root=entry.root)
                return self._desk.ledger.file(entry.uri)
        return None

    def _unchanged(self, known: File, stamp: Stamp, *, renamed: bool = False) -> None:
        failures = self._desk.ledger.failures(known)
        good = known.entries - sum(1 for name, _ in failures if name != known.name)
        self._desk.tally.seen += good + len(failures)
        self._desk.tally.unchanged += good
        self._desk.tally.renamed += good if renamed else 0
        self._desk.tally.fail(failures)
        self._desk.ledger.stamp(known.id, stamp)
        self._desk.batches.add()
        self._desk.done_with(known.name)


def _stamp(entry: Entry) -> Stamp:
    return Stamp(
        size=entry.size,
        mtime_ns=entry.mtime_ns,
        ctime_ns=entry.ctime_ns,
        inode=entry.inode,
        noted_ns=time.time_ns(),
    )


def _trusted(known: Stamp, now: Stamp) -> bool:
    """Whether the file must be as it was when the stamp was noted."""
    settled = max(known.mtime_ns, known.ctime_ns) + RACY_NS < known.noted_ns
    return settled and replace(known, noted_ns=now.noted_ns) == now
