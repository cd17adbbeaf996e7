"""Progress of long work: a bar on a terminal, a plain line now and then elsewhere; always on standard error."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from indexer.ingest import Step

EVERY = 5.0  # seconds between two plain lines
AT_ONCE = 0.1  # seconds between two redraws of the bar


class Meter:
    """Call it with each Step; a context manager that clears the bar at the end."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._bar: object | None = None
        self._last = time.monotonic()
        self._stage = ""

    def __enter__(self) -> Meter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()  # type: ignore[attr-defined]

    def __call__(self, step: Step) -> None:
        if step.stage == "rebuilding" and step.done == 0 and step.name:
            print(f"rebuilding the index: {step.name}", file=sys.stderr)
        now = time.monotonic()
        if now - self._last < (AT_ONCE if self._terminal else EVERY):
            return
        self._last = now
        if self._terminal:
            self._draw(step)
        else:
            of = f" of {step.total:,}" if step.total else ""
            print(f"{step.stage} {step.done:,}{of}: {step.name}".rstrip(": "), file=sys.stderr, flush=True)

    def _draw(self, step: Step) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        if self._bar is None:
            name = TextColumn("{task.fields[name]}", markup=False)
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), name)
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task(step.stage, total=step.total, name="")
        assert isinstance(self._bar, Progress)
        if step.stage != self._stage:
            self._bar.reset(self._task, description=step.stage, total=step.total, name="")
            self._stage = step.stage
        self._bar.update(self._task, completed=step.done, total=step.total, name=step.name[-60:])
