"""Pages: files that are one document each; what they say is entered in the order of the walk."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.catalogue import Reading
from indexer.document import Document
from indexer.errors import Unreadable
from indexer.ingest.desk import Desk, Sight
from indexer.ingest.in_hand import InHand, Statements


@dataclass(frozen=True, slots=True)
class Page:
    sight: Sight
    content: bytes


class Pages:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._in_hand: InHand[Page] = InHand(desk.readers)

    def submit(self, sight: Sight, content: bytes) -> None:
        """Have the page read, and enter what has been read."""
        self._in_hand.put(Page(sight, content), Document(uri=sight.entry.uri, name=sight.entry.name, content=content))
        self.settle()

    def settle(self, *, everything: bool = False) -> None:
        """Enter what has been read, with `everything` all that was submitted; commits when due meanwhile."""
        for page, statements in self._in_hand.settled(
            everything=everything, meanwhile=self._desk.batches.commit_when_due
        ):
            assert statements is not None
            self._enter(page, statements)

    def _enter(self, page: Page, statements: Statements) -> None:
        desk, entry = self._desk, page.sight.entry
        try:
            readings = [
                Reading(
                    statement=statement,
                    content=page.content,
                    sha256=page.sight.sha256,
                    reader=desk.readers.version,
                    tagged=desk.readers.reader.topics,
                )
                for statement in statements.result()
            ]
        except Unreadable as error:
            desk.fail(page.sight, error)
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
        desk.done_with(entry.name)
