"""Commands that fill the catalogue and the index: index, watch, rebuild, and extract, which touches neither."""

from __future__ import annotations

import json
import signal
import sys
import threading
from typing import TYPE_CHECKING

import click

from indexer.cli.commands import data_option, filled, rostrum, settings_of
from indexer.cli.ending import UNREAD
from indexer.cli.meter import Meter

if TYPE_CHECKING:
    from indexer.ingest import Summary

PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, readable=False))
DELETE = click.option("--delete", is_flag=True, help="Also remove what is gone from the folders given.")


@rostrum.command()
@PATHS
@DELETE
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@data_option
@click.pass_context
def index(context: click.Context, paths: tuple[str, ...], delete: bool, as_json: bool) -> None:
    """Read files and folders: add what is new, update what changed, leave the rest.

    \b
    Example:
      rostrum index ~/statements
      rostrum index --delete --json ~/statements
    """
    from indexer import open_engine
    from indexer.catalogue import Catalogue
    from indexer.ingest import ingest

    settings = settings_of(context)
    with Catalogue(settings.catalogue_path) as catalogue, Meter() as meter:
        engine = open_engine(settings)
        summary = ingest(paths, settings=settings, catalogue=catalogue, engine=engine, delete=delete, progress=meter)
    click.echo(json.dumps(summary.as_json(), ensure_ascii=False) if as_json else told(summary))
    _name_failures(summary)
    sys.exit(UNREAD if summary.failed else 0)


@rostrum.command()
@PATHS
@DELETE
@click.option("--while-stdin", is_flag=True, hidden=True, help="Stop when standard input ends.")
@data_option
@click.pass_context
def watch(context: click.Context, paths: tuple[str, ...], delete: bool, while_stdin: bool) -> None:
    """Index, then keep watching: what is dropped in is found within two seconds. Ctrl-C stops it.

    \b
    Example:
      rostrum watch ~/statements
    """
    from indexer import open_engine
    from indexer.catalogue import Catalogue
    from indexer.ingest import watch as watching

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    if while_stdin:
        threading.Thread(target=_stop_with_stdin, args=(stop,), daemon=True).start()
    settings = settings_of(context)
    with Catalogue(settings.catalogue_path) as catalogue, Meter() as meter:
        engine = open_engine(settings)
        for summary in watching(
            paths, settings=settings, catalogue=catalogue, engine=engine, stop=stop, delete=delete, progress=meter
        ):
            meter.clear()
            click.echo(told(summary))
            _name_failures(summary)


@rostrum.command()
@data_option
@click.pass_context
def rebuild(context: click.Context) -> None:
    """Make the index anew from the catalogue and swap it in; searches go on meanwhile.

    \b
    Example:
      rostrum rebuild
    """
    from indexer import open_engine
    from indexer.catalogue import Catalogue
    from indexer.ingest import liken, writing
    from indexer.ingest import rebuild as rebuilding

    settings = filled(context)
    with writing(settings), Catalogue(settings.catalogue_path) as catalogue, Meter() as meter:
        liken(catalogue, meter)
        count = rebuilding(catalogue, open_engine(settings), meter)
    click.echo(f"rebuilt the index of {count:,} statements")


@rostrum.command()
@PATHS
@click.option("--jsonl", is_flag=True, required=True, help="One JSON object a line.")
@click.pass_context
def extract(context: click.Context, paths: tuple[str, ...], jsonl: bool) -> None:
    """Show what would be indexed, touching nothing.

    \b
    Example:
      rostrum extract --jsonl page.html | python -m json.tool
    """
    from indexer.errors import Unreadable
    from indexer.ingest import preview
    from indexer.shapes import statement_shape

    failed = False
    for name, outcome in preview(paths, settings=settings_of(context)):
        if isinstance(outcome, Unreadable):
            failed = True
            click.echo(f"{name}: {outcome}", err=True)
        else:
            click.echo(json.dumps({"file": name, **statement_shape(outcome)}, ensure_ascii=False))
    sys.exit(UNREAD if failed else 0)


def _stop_with_stdin(stop: threading.Event) -> None:
    sys.stdin.read()
    stop.set()


def told(summary: Summary) -> str:
    """The summary in one line."""
    parts = [f"{summary.added:,} added", f"{summary.updated:,} updated", f"{summary.unchanged:,} unchanged"]
    if summary.removed:
        parts.append(f"{summary.removed:,} removed")
    if summary.renamed:
        parts.append(f"{summary.renamed:,} of the unchanged renamed")
    if summary.duplicates:
        parts.append(f"{summary.duplicates:,} of the added already held from another place")
    parts.append(f"{len(summary.failed):,} could not be read")
    return f"{summary.seen:,} seen: {', '.join(parts)} ({summary.seconds:.1f} s)"


def _name_failures(summary: Summary) -> None:
    for file, reason in summary.failed:
        click.echo(f"{file}: {reason}", err=True)
