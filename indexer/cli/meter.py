"""Progress of long work: a bar on a terminal, a plain line now and then elsewhere; always on standard error."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress

    from indexer.ingest import Step

EVERY = 5.0  # seconds between two plain lines
AT_ONCE = 0.1  # seconds between two redraws of the bar
WIDEST = 60  # characters of a file name


class Meter:
    """Call it with each Step; a context manager that clears the bar at the end."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._bar: Progress | None = None
        self._last = time.monotonic()

    def __enter__(self) -> Meter:
        return self

    def __exit__(self, *error: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Take the bar away, so that a line can be printed; the next step draws it again."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def __call__(self, step: Step) -> None:
        if step.stage == "rebuilding" and step.done == 0 and step.name:
            self.clear()
            click.echo(f"rebuilding the index: {step.name}", err=True)
        now = time.monotonic()
        if now - self._last < (AT_ONCE if self._terminal else EVERY):
            return
        self._last = now
        if self._terminal:
            self._draw(step)
        else:
            of = f" of {step.total:,}" if step.total else ""
            click.echo(f"{step.stage} {step.done:,}{of}" + (f": {step.name}" if step.name else ""), err=True)

    def _draw(self, step: Step) -> None:
        if self._bar is None:
            self._bar = _new_bar()
            self._bar.start()
        [task] = self._bar.task_ids or [self._bar.add_task(step.stage, name="")]
        self._bar.update(
            task, description=step.stage, completed=step.done, total=step.total, name=step.name[-WIDEST:], refresh=True
        )


def _new_bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    name = TextColumn("{task.fields[name]}", markup=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), name)
    return Progress(*columns, console=Console(stderr=True), transient=True)
