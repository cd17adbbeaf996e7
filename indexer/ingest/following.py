"""The index follows the catalogue: by the changes it lacks, or anew where it cannot be trusted."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from itertools import islice

from indexer.catalogue import Catalogue
from indexer.engines.base import Engine, Put, Remove
from indexer.errors import IndexDamaged, NoIndex, StampDiffers
from indexer.ingest.progress import Progress, Step, silent
from indexer.statement import Statement

CHUNK = 5000  # changes in one commit of the engine, which holds them in memory until then

log = logging.getLogger(__name__)


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
    if engine.status().statements != catalogue.counts().statements:
        _renew(catalogue, engine, progress, "the index does not hold what the catalogue holds")


def follow(catalogue: Catalogue, engine: Engine, cursor: int, progress: Progress = silent) -> int:
    """Apply the changes after `cursor`; gives the cursor reached."""
    changes = catalogue.changes_since(cursor)
    done = 0
    while chunk := list(islice(changes, CHUNK)):
        cursor = chunk[-1][0]
        engine.apply([Remove(id) if statement is None else Put(statement) for _, id, statement in chunk], cursor=cursor)
        done += len(chunk)
        progress(Step(stage="indexing", done=done))
    return cursor


def rebuild(catalogue: Catalogue, engine: Engine, progress: Progress = silent) -> int:
    """Build the index anew from the catalogue and swap it in; gives the number of statements."""
    total = catalogue.counts().statements
    statements: Iterable[Statement] = catalogue.statements()
    engine.rebuild(
        statements,
        cursor=catalogue.cursor,
        progress=lambda done: progress(Step(stage="rebuilding", done=done, total=total)),
    )
    return total


def _renew(catalogue: Catalogue, engine: Engine, progress: Progress, reason: str) -> None:
    total = catalogue.counts().statements
    if total:
        log.warning("%s: it is built from the catalogue now (%d statements)", reason, total)
        progress(Step(stage="rebuilding", done=0, total=total, name=reason))
    rebuild(catalogue, engine, progress)
