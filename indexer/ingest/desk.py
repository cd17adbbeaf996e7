"""What a run works with, and the batches in which its work is acknowledged."""

from __future__ import annotations

import time
from dataclasses import dataclass

from indexer.catalogue import Catalogue, Ledger, Stamp
from indexer.engines.base import Engine
from indexer.errors import Unreadable
from indexer.ingest.following import follow
from indexer.ingest.pool import Readers
from indexer.ingest.progress import Progress, Step
from indexer.ingest.reader import Unfinished
from indexer.ingest.tally import Tally
from indexer.settings import Settings
from indexer.sources import Entry

BATCH = 500  # statements
BATCH_SECONDS = 2.0
REST = 4  # a commit of the index that took one second is followed by four of reading


class Batches:
    """Commits the ledger by count and by time, and brings the index along as often as that pays."""

    def __init__(self, ledger: Ledger, catalogue: Catalogue, engine: Engine) -> None:
        self._ledger = ledger
        self._catalogue = catalogue
        self._engine = engine
        self._cursor = engine.status().cursor
        self._entered = 0
        self._committed = time.monotonic()
        self._index_from = 0.0

    def add(self) -> None:
        """One more statement is entered."""
        self._entered += 1
        self.commit_when_due()

    def commit_when_due(self) -> None:
        if self._entered >= BATCH or time.monotonic() >= self._committed + BATCH_SECONDS:
            self._commit()

    def _commit(self) -> None:
        if self._entered:
            self._ledger.commit()
            self._bring_index()
        self._entered = 0
        self._committed = time.monotonic()

    def _bring_index(self) -> None:
        started = time.monotonic()
        if started < self._index_from:
            return
        self._cursor = follow(self._catalogue, self._engine, self._cursor)
        ended = time.monotonic()
        self._index_from = ended + REST * (ended - started)


@dataclass(frozen=True, slots=True)
class Desk:
    settings: Settings
    ledger: Ledger
    readers: Readers
    batches: Batches
    progress: Progress
    tally: Tally

    def fail(self, sight: Sight, error: Unreadable, *, entries: int = 0) -> None:
        """The file failed; `entries` is what was counted in it before it did."""
        reason = str(error)
        entry = sight.entry
        self.tally.seen += 1
        self.tally.fail([(entry.name, reason)])
        file = self.ledger.enter(uri=entry.uri, name=entry.name, root=entry.root)
        self.ledger.fail(
            file, reason, stamp=sight.stamp, sha256=sight.sha256, reader=self.reader_after(error), entries=entries
        )
        self.batches.add()
        self.done_with(entry.name)

    def reader_after(self, error: Unreadable | None) -> str:
        """The reader to note with what came of reading: none, when the next run is to try again."""
        return "" if isinstance(error, Unfinished) else self.readers.version

    def done_with(self, name: str) -> None:
        """One more file is read and entered, failed or left as it is."""
        self.tally.files += 1
        self.tell(name)

    def tell(self, name: str) -> None:
        """How far the run has come, and what is in hand."""
        self.progress(Step(stage="reading", done=self.tally.files, total=self.tally.all_files, name=name))


@dataclass(frozen=True, slots=True)
class Sight:
    """A file as this run found it; the SHA-256 is empty while its bytes have not been read."""

    entry: Entry
    stamp: Stamp
    sha256: str = ""
