"""Watching folders: what is dropped in, changed or taken away is taken in within two seconds."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from stat import S_ISDIR
from threading import Event

from watchfiles import watch as notifications

from indexer.catalogue import Catalogue
from indexer.engines.base import Engine
from indexer.errors import Locked, Unavailable, WrongCall
from indexer.ingest.lock import writing
from indexer.ingest.pool import Readers
from indexer.ingest.progress import Progress, Step, silent
from indexer.ingest.run import take_in
from indexer.ingest.tally import Summary
from indexer.settings import Settings
from indexer.sources import Target, passed_over, targets, within

DEBOUNCE_MS = 200
TICK_MS = 500  # how often a vanished folder and `stop` are looked for
FULL_LOOK_SECONDS = 60.0  # notifications can be lost: a full queue, a folder behind a link
FULL_LOOK_REST = 20  # a full look that takes a minute is followed by twenty of waiting for notifications
TROUBLE_SECONDS = 10.0
MANY = 200  # changed paths, above which everything is looked at

log = logging.getLogger(__name__)


def watch(
    paths: Iterable[str | Path],
    *,
    settings: Settings,
    catalogue: Catalogue,
    engine: Engine,
    stop: Event,
    delete: bool = False,
    progress: Progress = silent,
    readers: Readers | None = None,
) -> Iterator[Summary]:
    """Ingest, then go on watching until `stop` is set; a Summary for the first run and for every one that did
    something. Raises WrongCall for a path that is missing at the start; one that goes later is waited for. A run in
    hand ends at the next file when `stop` is set; what it has committed stays. What makes a later run impossible, a
    full disk for one, is logged, and the run tried again.
    """
    given = targets(paths)
    told: frozenset[tuple[str, str]] = frozenset()
    run = partial(take_in, settings=settings, catalogue=catalogue, engine=engine, delete=delete)
    with nullcontext(readers) if readers else Readers(settings) as reading:
        run = partial(run, progress=_heeding(stop, progress), readers=reading)
        for number, changed in enumerate(_changes(given, stop)):
            summary = _when_possible(partial(run, changed), settings, stop, lasting=number > 0)
            if summary is None:
                return
            failed = frozenset(summary.failed)
            if number == 0 or _is_news(summary, failed - told):
                yield summary
            told = failed if changed == given else told | failed


def _when_possible(run: Callable[[], Summary], settings: Settings, stop: Event, *, lasting: bool) -> Summary | None:
    """The run, as soon as no other process writes; None when it was stopped. With `lasting` it is tried again also
    after what else may pass."""
    waiting = False
    while not stop.is_set():
        try:
            with writing(settings):
                return run()
        except Stopped:
            return None
        except Locked as error:
            if not waiting:
                log.warning("%s; trying again until then", error)
            waiting = True
            stop.wait(TICK_MS / 1000)
        except (Unavailable, WrongCall) as error:  # an authority file is being edited, for one
            if not lasting:
                raise
            log.warning("%s; trying again in %g seconds", error, TROUBLE_SECONDS)
            stop.wait(TROUBLE_SECONDS)
    return None


class Stopped(Exception):
    """`stop` was set while a run was in hand."""


def _heeding(stop: Event, progress: Progress) -> Progress:
    def heed(step: Step) -> None:
        if stop.is_set():
            raise Stopped
        progress(step)

    return heed


def _is_news(summary: Summary, failures: frozenset[tuple[str, str]]) -> bool:
    """`failures` are those that were not told before: a look at everything finds the others again."""
    return bool(summary.added or summary.updated or summary.removed or summary.renamed or failures)


def _changes(given: tuple[Target, ...], stop: Event) -> Iterator[tuple[Target, ...]]:
    """What to look at: everything once the watch is on, so that no change falls between; then what has changed."""
    while not stop.is_set():
        marks = _marks(given)
        look = 0.0
        for paths in _ticks([t.path for t in given if Path(t.path).is_dir()], stop):
            now = _marks(given)
            if [m for t, m in now.items() if m != marks[t] and (t.path == t.root or not m)]:
                break  # a folder went, or another came in its place: watch anew
            began = time.monotonic()
            changed = _targets(given, paths) + tuple(t for t in given if now[t] != marks[t])
            marks = now
            if began >= look:
                yield given
                look = time.monotonic() + max(FULL_LOOK_SECONDS, FULL_LOOK_REST * (time.monotonic() - began))
            elif changed:
                yield given if len(changed) > MANY else changed


def _marks(given: tuple[Target, ...]) -> dict[Target, tuple[int, ...]]:
    """What a folder is, and what a file holds; empty for one that is not there."""
    marks: dict[Target, tuple[int, ...]] = {}
    for target in given:
        try:
            about = Path(target.path).stat()
        except OSError:
            marks[target] = ()
        else:
            place = (about.st_dev, about.st_ino)
            marks[target] = place if S_ISDIR(about.st_mode) else (*place, about.st_size, about.st_mtime_ns)
    return marks


def _ticks(folders: list[str], stop: Event, *, polling: bool = False) -> Iterator[set[str]]:
    """Paths that changed below the folders, an empty set when none did for a while; ends when a folder goes."""
    if not folders:
        while not stop.wait(TICK_MS / 1000):
            yield set()
        return
    try:
        for changes in notifications(
            *folders,
            watch_filter=None,
            debounce=DEBOUNCE_MS,
            stop_event=stop,
            rust_timeout=TICK_MS,
            yield_on_timeout=True,
            force_polling=polling or None,
            ignore_permission_denied=True,
        ):
            yield {path for _, path in changes}
    except FileNotFoundError:
        stop.wait(TICK_MS / 1000)
    except OSError as error:  # the system's limit of watches is reached
        if polling:
            raise
        log.warning("%s: looking for changes every %d ms instead", error, TICK_MS)
        yield from _ticks(folders, stop, polling=True)


def _targets(given: tuple[Target, ...], paths: set[str]) -> tuple[Target, ...]:
    """The changed paths that are, or were, documents or folders of them; none below another."""
    found: list[Target] = []
    for path in sorted(paths):
        target = next((t for t in given if t.path == t.root and within(path, t.path)), None)
        if target is None or any(passed_over(part) for part in Path(path).relative_to(target.path).parts):
            continue
        if not any(within(path, other.path) for other in found):
            found.append(Target(path=path, root=target.root))
    return tuple(found)
