"""What an ingest would read, without keeping anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.document import Document
from indexer.errors import Unreadable
from indexer.ingest.in_hand import InHand
from indexer.ingest.pool import Readers
from indexer.settings import Settings
from indexer.sources import BadLine, Entry, are_records, load, stream, targets, walk
from indexer.statement import Statement

Outcome = tuple[str, Statement | Unreadable]


@dataclass(frozen=True, slots=True)
class Place:
    """`called` is what a person calls this part of the file; `refused` why it is not read, None when it is."""

    file: str
    called: str
    refused: Unreadable | None = None


def preview(paths: Iterable[str | Path], *, settings: Settings) -> Iterator[Outcome]:
    """Each statement below the paths with the name of its file, in the order of the walk, or why there is none.
    Raises WrongCall for a missing path."""
    given = targets(paths)
    with Readers(settings) as readers:
        in_hand: InHand[Place] = InHand(readers)
        for entry in walk(given, max_file=settings.max_file, skip=(settings.data,)):
            for place, document in _documents(entry, settings):
                in_hand.put(place, document)
                yield from _outcomes(in_hand)
        yield from _outcomes(in_hand, everything=True)


def _documents(entry: Entry, settings: Settings) -> Iterator[tuple[Place, Document | None]]:
    try:
        if entry.refused:
            raise Unreadable(entry.refused)
        if not are_records(entry.path):
            content = load(entry.path, limit=settings.max_file).content
            yield Place(entry.name, entry.name), Document(uri=entry.uri, name=entry.name, content=content)
            return
        for found in stream(entry.path, uri=entry.uri, name=entry.name):
            if isinstance(found, BadLine):
                yield Place(entry.name, f"{entry.name}, line {found.number}", Unreadable(found.reason)), None
            else:
                yield Place(entry.name, f"{entry.name}, {found.part}"), found
    except Unreadable as error:
        yield Place(entry.name, entry.name, error), None


def _outcomes(in_hand: InHand[Place], *, everything: bool = False) -> Iterator[Outcome]:
    for place, statements in in_hand.settled(everything=everything):
        if place.refused:
            yield place.called, place.refused
            continue
        assert statements is not None
        try:
            yield from ((place.file, statement) for statement in statements.result())
        except Unreadable as error:
            yield place.called, error
