"""The versions of a statement, for who only reads: the file is opened for each question, never made or changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

from indexer.catalogue.rows import Version
from indexer.catalogue.storage import BUSY_SECONDS, translated
from indexer.redline import WORK, Redline, redlined, what_changed
from indexer.shapes import whole_statement_shape
from indexer.statement import from_json

Rows = Callable[..., Iterator[tuple[Any, ...]]]


class History:
    """Of the catalogue at `path`. Any thread may ask; without a catalogue nothing has a history."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def count(self, id: str) -> int:
        """How many versions there are, 0 when the statement was never there. Raises Locked or StorageFailed."""
        found = self._ask(lambda rows: list(rows("SELECT COUNT(*) FROM versions WHERE statement = ?", id)))
        return int(found[0][0]) if found else 0

    def versions(self, id: str) -> tuple[Version, ...]:
        """Every version, oldest first, also of a removed statement. Raises Locked or StorageFailed."""
        return tuple(self._ask(lambda rows: versions_of(rows, id)))

    def _ask(self, question: Callable[[Rows], Sequence[Any]]) -> Sequence[Any]:
        with translated(self._path):
            if not self._path.exists():
                return ()
            address = f"file:{quote(str(self._path.absolute()))}?mode=ro"
            with closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as connection:
                return question(lambda sql, *values: connection.execute(sql, values))


def versions_of(rows: Rows, id: str) -> tuple[Version, ...]:
    """Every version of a statement, oldest first; empty when it was never there."""
    found = rows(
        "SELECT number, content, identity, original, reader, made FROM versions WHERE statement = ? ORDER BY number", id
    )
    return tuple(
        Version(
            number=number,
            statement=replace(from_json(json.loads(content)), id=id),
            identity=identity,
            original=original,
            reader=reader,
            made=datetime.fromisoformat(made),
        )
        for number, content, identity, original, reader, made in found
    )


def changes_of(versions: Sequence[Version]) -> tuple[tuple[str, ...], ...]:
    """For each version in what respects it differs from the one before; nothing for the first."""
    later = pairwise(versions)
    return ((), *(what_changed(before.statement, after.statement) for before, after in later))


def versions_shape(
    versions: Sequence[Version], compared: tuple[Version, Version] | None, *, work: int = WORK
) -> dict[str, Any]:
    """The versions as JSON, and the redline of the two that are compared, made by looking at so many words."""
    changed = changes_of(versions) if versions else ()
    return {
        "id": versions[0].statement.id if versions else None,
        "versions": [
            {
                "number": version.number,
                "made": version.made.isoformat(),
                "changed": list(respects),
                "statement": whole_statement_shape(version.statement),
            }
            for version, respects in zip(versions, changed, strict=True)
        ],
        "redline": _compared_shape(*compared, work) if compared else None,
    }


def _compared_shape(before: Version, after: Version, work: int) -> dict[str, Any]:
    found = redlined(before.statement.text, after.statement.text, work=work)
    return {"from": before.number, "to": after.number, **redline_shape(found)}


def redline_shape(found: Redline) -> dict[str, Any]:
    """`whole` is false where the texts were too long to be compared word by word throughout."""
    return {
        "whole": found.whole,
        "passages": [
            {
                "edit": passage.edit.value,
                "pieces": [{"edit": piece.edit.value, "text": piece.text} for piece in passage.pieces],
            }
            for passage in found.passages
        ],
    }
