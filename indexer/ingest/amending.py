"""What people decided, brought to the catalogue: corrections and topics, for which no document is read again."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from indexer.catalogue import Catalogue
from indexer.corrections import OVERRIDES, load
from indexer.errors import WrongCall
from indexer.extraction import TOPICS, tagger, topics_version
from indexer.ingest.progress import Progress, Step, silent

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retagged:
    """How many statements were looked at, and how many of those that are held got other topics or reasons."""

    seen: int = 0
    changed: int = 0


def amend(catalogue: Catalogue, authority: Path, progress: Progress = silent) -> None:
    """Bring the catalogue to overrides.toml and topics.toml of the folder, for a caller that holds the lock; a file
    that is not there changes nothing. The index follows by `catch_up`.

    Raises WrongCall, naming the file, when one is broken.
    """
    correct(catalogue, authority)
    if (authority / TOPICS).exists():
        retag(catalogue, authority, progress)


def correct(catalogue: Catalogue, authority: Path) -> int:
    """Apply overrides.toml; gives how many statements changed. Corrections of statements that are not there are kept
    for the day they come."""
    corrections = load(authority / OVERRIDES)
    return 0 if corrections is None else catalogue.amending.correct(corrections)


@contextmanager
def strays_told(catalogue: Catalogue, authority: Path) -> Iterator[None]:
    """At the end of a run the log tells which corrections are of nothing that is held, where that is news."""
    known = catalogue.amending.strays()
    yield
    for id in catalogue.amending.strays():
        if id not in known:
            log.warning("%s corrects %r, which is not held; it is kept for the day it comes", authority / OVERRIDES, id)


def retag(catalogue: Catalogue, authority: Path, progress: Progress = silent) -> Retagged:
    """Give every statement that was tagged by other topics those of topics.toml, batch by batch; one that is killed is
    gone on with by the next. Raises WrongCall when the file is missing or broken."""
    path = authority / TOPICS
    if not path.exists():
        raise WrongCall(f"there is no {path}; write one, or name its folder in ROSTRUM_AUTHORITY")
    total = catalogue.amending.tagged_otherwise(topics_version(path))
    seen = changed = 0
    if total:
        tag = tagger(path)
        for looked_at, differing in catalogue.amending.retag(tag.version, tag):
            seen += looked_at
            changed += differing
            progress(Step(stage="tagging", done=seen, total=total))
    return Retagged(seen=seen, changed=changed)
