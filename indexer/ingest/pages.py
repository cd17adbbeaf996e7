"""Pages: files that child processes read while the run goes on; what they say is entered in the order of the walk."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, wait
from dataclasses import dataclass

from indexer.catalogue import Reading
from indexer.document import Document
from indexer.errors import Unreadable
from indexer.ingest.desk import Desk, Sight
from indexer.statement import Statement

AHEAD = 4  # documents in hand for each child


@dataclass(frozen=True, slots=True)
class Page:
    sight: Sight
    content: bytes
    statements: Future[tuple[Statement, ...]]


class Pages:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._waiting: deque[Page] = deque()

    def submit(self, sight: Sight, content: bytes) -> None:
        """Have the page read; waits while more are in hand than the children can soon read."""
        document = Document(uri=sight.entry.uri, name=sight.entry.name, content=content)
        self._waiting.append(Page(sight, content, self._desk.readers.submit(document)))
        self.settle(self._desk.readers.processes * AHEAD)

    def settle(self, left: int = 0) -> None:
        """Enter what was read, in order, until only `left` pages are waited for; commits when due meanwhile."""
        while len(self._waiting) > left or (self._waiting and self._waiting[0].statements.done()):
            page = self._waiting[0]
            wait([page.statements], timeout=self._desk.batches.seconds_left)
            if page.statements.done():
                self._enter(self._waiting.popleft())
            self._desk.batches.commit_when_due()

    def _enter(self, page: Page) -> None:
        desk, entry = self._desk, page.sight.entry
        try:
            readings = [
                Reading(
                    statement=statement, content=page.content, sha256=page.sight.sha256, reader=desk.readers.version
                )
                for statement in page.statements.result()
            ]
        except Unreadable as error:
            desk.fail(page.sight, str(error))
            return
        file = desk.ledger.enter(uri=entry.uri, name=entry.name, root=entry.root)
        for number, reading in enumerate(readings, start=1):
            desk.tally.seen += 1
            desk.tally.count(desk.ledger.place(file, "" if number == 1 else str(number), reading))
        desk.tally.removed += desk.ledger.finish(
            file,
            stamp=page.sight.stamp,
            sha256=page.sight.sha256,
            reader=desk.readers.version,
            entries=len(readings),
            whole=True,
        )
        desk.batches.add()
