"""Files of records: streamed and read here, for what they say is known already."""

from __future__ import annotations

import hashlib

from indexer.catalogue import Outcome, Part, Reading
from indexer.document import Document
from indexer.errors import Unreadable
from indexer.ingest.desk import Desk, Sight
from indexer.ingest.progress import Step
from indexer.sources import BadLine, stream

NEWS = 200  # records between two steps of progress


class RecordFile:
    """One file of records, entered record by record; a run that was interrupted finds again what it had committed."""

    def __init__(self, desk: Desk, sight: Sight) -> None:
        self._desk = desk
        self._sight = sight
        self._file = desk.ledger.enter(uri=sight.entry.uri, name=sight.entry.name, root=sight.entry.root)
        self._entries = 0

    def take_in(self) -> None:
        entry, sight, desk = self._sight.entry, self._sight, self._desk
        try:
            for found in stream(entry.path, uri=entry.uri, name=entry.name):
                self._entries += 1
                desk.tally.seen += 1
                self._bad(found) if isinstance(found, BadLine) else self._record(found)
                desk.batches.add()
                if self._entries % NEWS == 0:
                    name = f"{entry.name}, record {self._entries:,}"
                    desk.progress(Step(stage="reading", done=self._entries, name=name))
        except Unreadable as error:
            desk.fail(sight, str(error), entries=self._entries)
            return
        desk.ledger.finish(
            self._file,
            stamp=sight.stamp,
            sha256=sight.sha256,
            reader=desk.readers.version,
            entries=self._entries,
            whole=False,
        )

    def _bad(self, line: BadLine) -> None:
        self._refuse(f"line {line.number}", line.reason)

    def _refuse(self, part: str, reason: str, sha256: str = "") -> None:
        self._desk.ledger.refuse(self._file, part, reason, sha256=sha256, reader=self._desk.readers.version)
        self._desk.tally.fail([(f"{self._sight.entry.name}, {part}", reason)])

    def _record(self, document: Document) -> None:
        sha256 = hashlib.sha256(document.content).hexdigest()
        part, known = self._place_of(document.part, sha256)
        if known and known.sha256 == sha256 and known.reader == self._desk.readers.version and known.state != "gone":
            self._again(part, known)
            return
        try:
            (statement,) = self._desk.readers.read(document)
            reading = Reading(
                statement=statement, content=document.content, sha256=sha256, reader=self._desk.readers.version
            )
        except Unreadable as error:
            self._refuse(part, str(error), sha256)
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
