"""Documents in hand: being read by child processes while the run goes on, and given back in the order they came."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from dataclasses import dataclass
from typing import Generic, TypeVar

from indexer.document import Document
from indexer.ingest.pool import Readers
from indexer.settings import MEGABYTE
from indexer.statement import Statement

MOST = 500  # documents: enough that the children have work while the index is committed
MOST_BYTES = 64 * MEGABYTE
PAUSE = 0.1  # seconds between two looks at what else is due

Thing = TypeVar("Thing")
Statements = Future[tuple[Statement, ...]]


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[Thing]):
    thing: Thing
    size: int
    statements: Statements | None

    @property
    def done(self) -> bool:
        return self.statements is None or self.statements.done()


class InHand(Generic[Thing]):
    """`put` each thing with its document, or None when there is nothing to be read; then take them by `settled`."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        self._waiting: deque[_Waiting[Thing]] = deque()
        self._bytes = 0

    def put(self, thing: Thing, document: Document | None) -> None:
        size = len(document.content) if document else 0
        self._waiting.append(_Waiting(thing, size, self._readers.submit(document) if document else None))
        self._bytes += size

    def settled(
        self, *, everything: bool = False, meanwhile: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[Thing, Statements | None]]:
        """What has been read, in order. Waits while too much is in hand, with `everything` until nothing is; calls
        `meanwhile` at least every PAUSE seconds of that."""
        while self._waiting and (everything or self._full or self._waiting[0].done):
            first = self._waiting[0]
            if first.statements is not None:
                wait([first.statements], timeout=PAUSE)
            if first.done:
                self._waiting.popleft()
                self._bytes -= first.size
                yield first.thing, first.statements
            meanwhile()

    @property
    def _full(self) -> bool:
        return len(self._waiting) > MOST or self._bytes > MOST_BYTES
