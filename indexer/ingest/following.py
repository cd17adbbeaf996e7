"""The index follows the catalogue: by the changes it lacks, or anew where it cannot be trusted."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from indexer.catalogue import Catalogue
from indexer.engines.base import Change, Engine, Put, Remove
from indexer.errors import IndexDamaged, NoIndex, StampDiffers
from indexer.ingest.progress import Progress, Step, silent
from indexer.statement import Statement

# One commit of the engine, which holds its changes in memory until then: so many, or of so many characters.
CHUNK = 5000
CHUNK_CHARACTERS = 32 * 1024 * 1024

log = logging.getLogger(__name__)


def liken(catalogue: Catalogue, progress: Progress = silent) -> None:
    """Compare what has changed with all that is held, in commits that each stay; the index follows by `catch_up`."""
    done = 0
    while looked_at := catalogue.compare():
        done += looked_at
        progress(Step(stage="comparing", done=done))


def catch_up(catalogue: Catalogue, engine: Engine, progress: Progress = silent) -> None:
    """Apply what the catalogue has committed and the index lacks; rebuild an index that is missing, was made by other
    software, is damaged, or holds what the catalogue does not."""
    try:
        status = engine.status()
    except NoIndex:
        _renew(catalogue, engine, progress, "there is no index yet")
        return
    except (StampDiffers, IndexDamaged) as error:
        _renew(catalogue, engine, progress, str(error))
        return
    if status.trouble:
        _renew(catalogue, engine, progress, status.trouble)
        return
    if status.cursor > catalogue.cursor:
        _renew(catalogue, engine, progress, "the index belongs to another catalogue, or to a later state of this one")
        return
    follow(catalogue, engine, status.cursor, progress)
    if engine.status().statements != catalogue.size:
        _renew(catalogue, engine, progress, "the index does not hold what the catalogue holds")


def follow(catalogue: Catalogue, engine: Engine, cursor: int, progress: Progress = silent) -> int:
    """Apply the changes after `cursor`; gives the cursor reached."""
    done = 0
    for chunk, reached in _chunks(catalogue.changes_since(cursor)):
        engine.apply(chunk, cursor=reached)
        cursor = reached
        done += len(chunk)
        progress(Step(stage="indexing", done=done))
    return cursor


def _chunks(changes: Iterable[tuple[int, str, Statement | None]]) -> Iterator[tuple[list[Change], int]]:
    """Changes for one commit, and the cursor after them."""
    chunk: list[Change] = []
    characters = reached = 0
    for reached, id, statement in changes:
        chunk.append(Remove(id) if statement is None else Put(statement))
        characters += len(statement.text) if statement else 0
        if len(chunk) >= CHUNK or characters >= CHUNK_CHARACTERS:
            yield chunk, reached
            chunk, characters = [], 0
    if chunk:
        yield chunk, reached


def rebuild(catalogue: Catalogue, engine: Engine, progress: Progress = silent) -> int:
    """Build the index anew from the catalogue and swap it in; gives the number of statements."""
    total = catalogue.size
    engine.rebuild(
        catalogue.statements(),
        cursor=catalogue.cursor,
        progress=lambda done: progress(Step(stage="rebuilding", done=done, total=total)),
    )
    return total


def _renew(catalogue: Catalogue, engine: Engine, progress: Progress, reason: str) -> None:
    total = catalogue.size
    if total:
        log.warning("%s: it is built from the catalogue now (%d statements)", reason, total)
        progress(Step(stage="rebuilding", done=0, total=total, name=reason))
    rebuild(catalogue, engine, progress)
