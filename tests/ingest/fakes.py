"""Stand-ins for what ingest works with: an engine that is a dictionary, and readers that start no process."""

from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path

from indexer.engines.base import Put, Status
from indexer.errors import NoIndex
from indexer.ingest import Reader

HERE = Path(__file__).parent
FAKE_READER = Reader(version="1", authority=HERE, function="fake_reader:read")


class DictionaryEngine:
    """Keeps the promise of `apply`, `rebuild` and `status`; `trouble` is raised by `status` until it is rebuilt."""

    def __init__(self):
        self.held = {}
        self.cursor = 0
        self.trouble = NoIndex("nothing here")
        self.rebuilt = 0
        self.applied = []

    def apply(self, changes, *, cursor):
        for change in changes:
            if isinstance(change, Put):
                self.held[change.statement.id] = change.statement
            else:
                self.held.pop(change.id, None)
            self.applied.append(change)
        self.cursor = cursor

    def rebuild(self, statements, *, cursor, progress=lambda n: None):
        self.held = {s.id: s for s in statements}
        self.cursor = cursor
        self.trouble = None
        self.rebuilt += 1
        progress(len(self.held))

    def status(self):
        if self.trouble:
            raise self.trouble
        return Status(
            generation="g",
            cursor=self.cursor,
            statements=len(self.held),
            undated=0,
            first=None,
            last=None,
            committed=datetime.now(UTC),
        )


class ReadersHere:
    """Reads in this process, and remembers what it read."""

    processes = 2

    def __init__(self, reader=FAKE_READER):
        self.reader = reader
        self.was_read = []

    @property
    def version(self):
        return self.reader.version

    def refresh(self):
        pass

    def read(self, document):
        self.was_read.append(document.name)
        return self.reader.load()(document)

    def submit(self, document):
        future = Future()
        try:
            future.set_result(self.read(document))
        except Exception as error:
            future.set_exception(error)
        return future
