"""Files of records: streamed, so that memory stays bounded, and entered record by record in their order."""

from __future__ import annotations

import hashlib

from indexer.catalogue import Outcome, Part, Reading
from indexer.document import Document
from indexer.errors import Unreadable
from indexer.ingest.desk import Desk, Sight
from indexer.ingest.in_hand import InHand, Statements
from indexer.ingest.reader import Unfinished
from indexer.sources import BadLine, stream

NEWS = 200  # records between two steps of progress


class RecordFile:
    """One file of records; a run that was interrupted finds again what it had committed."""

    def __init__(self, desk: Desk, sight: Sight) -> None:
        self._desk = desk
        self._sight = sight
        self._in_hand: InHand[Document | BadLine] = InHand(desk.readers)
        self._file = desk.ledger.enter(uri=sight.entry.uri, name=sight.entry.name, root=sight.entry.root)
        self._entries = 0
        self._unfinished: Unfinished | None = None

    def take_in(self) -> None:
        entry, sight, desk = self._sight.entry, self._sight, self._desk
        trouble: Unreadable | None = None
        try:
            for found in stream(entry.path, uri=entry.uri, name=entry.name):
                self._in_hand.put(found, None if isinstance(found, BadLine) or self._is_known(found) else found)
                self._settle()
        except Unreadable as error:
            trouble = error
        self._settle(everything=True)
        if trouble:
            desk.fail(sight, trouble, entries=self._entries)
            return
        desk.ledger.finish(
            self._file,
            stamp=sight.stamp,
            sha256=sight.sha256,
            reader=desk.reader_after(self._unfinished),
            entries=self._entries,
            whole=False,
        )
        desk.done_with(entry.name)

    def _settle(self, *, everything: bool = False) -> None:
        desk = self._desk
        for found, statements in self._in_hand.settled(everything=everything, meanwhile=desk.batches.commit_when_due):
            self._entries += 1
            desk.tally.seen += 1
            if isinstance(found, BadLine):
                self._refuse(f"line {found.number}", Unreadable(found.reason))
            else:
                self._record(found, statements)
            desk.batches.add()
            if self._entries % NEWS == 0:
                desk.tell(f"{self._sight.entry.name}, record {self._entries:,}")

    def _refuse(self, part: str, error: Unreadable, sha256: str = "") -> None:
        if isinstance(error, Unfinished):
            self._unfinished = error
        reader = self._desk.reader_after(error)
        self._desk.ledger.refuse(self._file, part, str(error), sha256=sha256, reader=reader)
        self._desk.tally.fail([(f"{self._sight.entry.name}, {part}", str(error))])

    def _is_known(self, document: Document) -> bool:
        """Whether it need not be read, as far as can be told before the records ahead of it are entered."""
        return self._was_read(self._desk.ledger.part(self._file, document.part), _digest(document))

    def _was_read(self, known: Part | None, sha256: str) -> bool:
        return (
            known is not None
            and known.sha256 == sha256
            and known.reader == self._desk.readers.version
            and known.state != "gone"
        )

    def _record(self, document: Document, statements: Statements | None) -> None:
        sha256 = _digest(document)
        part, known = self._place_of(document.part, sha256)
        if known and self._was_read(known, sha256):
            self._again(part, known)
            return
        try:
            (statement,) = (statements or self._desk.readers.submit(document)).result()
            reading = Reading(
                statement=statement,
                content=document.content,
                sha256=sha256,
                reader=self._desk.readers.version,
                tagged=self._desk.readers.reader.topics,
            )
        except Unreadable as error:
            self._refuse(part, error, sha256)
            return
        self._desk.tally.count(self._desk.ledger.place(self._file, part, reading))

    def _place_of(self, part: str, sha256: str) -> tuple[str, Part | None]:
        """A second record of the same id in one file is another one, unless it is the same to the byte."""
        known = self._desk.ledger.part(self._file, part)
        number, id = 1, part
        while known and known.run == self._desk.ledger.number and known.sha256 != sha256:
            number += 1
            part = f"{id} ({number})"
            known = self._desk.ledger.part(self._file, part)
        return part, known

    def _again(self, part: str, known: Part) -> None:
        self._desk.ledger.see(known)
        if known.reason:
            self._desk.tally.fail([(f"{self._sight.entry.name}, {part}", known.reason)])
        else:
            self._desk.tally.count(Outcome.UNCHANGED)


def _digest(document: Document) -> str:
    return hashlib.sha256(document.content).hexdigest()
