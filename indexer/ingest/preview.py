"""What an ingest would read, without keeping anything."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from pathlib import Path

from indexer.document import Document
from indexer.errors import Unreadable
from indexer.ingest.pages import AHEAD
from indexer.ingest.pool import Readers
from indexer.settings import Settings
from indexer.sources import BadLine, Entry, are_records, load, stream, targets, walk
from indexer.statement import Statement

Outcome = tuple[str, Statement | Unreadable]


def preview(paths: Iterable[str | Path], *, settings: Settings, readers: Readers | None = None) -> Iterator[Outcome]:
    """Each statement below the paths with the name of its file, in the order of the walk, or why there is none."""
    with readers or Readers(settings) as reading:
        waiting: deque[tuple[str, Future[tuple[Statement, ...]]]] = deque()
        for entry in walk(targets(paths), max_file=settings.max_file, skip=(settings.data,)):
            if entry.refused or are_records(entry.path):
                yield from _settle(waiting, 0)
                yield from _records(entry, reading)
                continue
            try:
                content = load(entry.path, limit=settings.max_file).content
            except Unreadable as error:
                yield from _settle(waiting, 0)
                yield entry.name, error
                continue
            document = Document(uri=entry.uri, name=entry.name, content=content)
            waiting.append((entry.name, reading.submit(document)))
            yield from _settle(waiting, reading.processes * AHEAD)
        yield from _settle(waiting, 0)


def _settle(waiting: deque[tuple[str, Future[tuple[Statement, ...]]]], left: int) -> Iterator[Outcome]:
    while len(waiting) > left:
        name, future = waiting.popleft()
        try:
            for statement in future.result():
                yield name, statement
        except Unreadable as error:
            yield name, error


def _records(entry: Entry, reading: Readers) -> Iterator[Outcome]:
    if entry.refused:
        yield entry.name, Unreadable(entry.refused)
        return
    try:
        for found in stream(entry.path, uri=entry.uri, name=entry.name):
            if isinstance(found, BadLine):
                yield f"{entry.name}, line {found.number}", Unreadable(found.reason)
                continue
            try:
                for statement in reading.read(found):
                    yield entry.name, statement
            except Unreadable as error:
                yield f"{entry.name}, {found.part}", error
    except Unreadable as error:
        yield entry.name, error
