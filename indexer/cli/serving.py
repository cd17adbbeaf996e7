"""The command serve: the web app, and beside it, if asked for, a process that watches folders."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click

from indexer.cli.commands import data_option, rostrum, settings_of
from indexer.cli.meter import Meter
from indexer.errors import Locked, Unavailable, WrongCall
from indexer.settings import Settings


@rostrum.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64))
@click.option("--watch", "watched", multiple=True, type=click.Path(exists=True), help="Keep up with this folder.")
@data_option
@click.pass_context
def serve(context: click.Context, host: str, port: int, threads: int, watched: tuple[str, ...]) -> None:
    """The web app. Ctrl-C stops it.

    \b
    Example:
      rostrum serve --port 8000 --watch ~/statements
    """
    from search_app import create_app
    from search_app import serve as serving

    settings = settings_of(context)
    _mend(settings, watched)
    with _watching(settings, watched):
        serving(create_app(settings=settings), host=host, port=port, threads=threads)


def _mend(settings: Settings, watched: tuple[str, ...]) -> None:
    """Bring the catalogue to what people decided and the index to the catalogue, unless another process is at it."""
    from indexer import open_engine
    from indexer.catalogue import Catalogue
    from indexer.ingest import amend, catch_up, writing

    if not settings.catalogue_path.exists():
        if not watched:
            click.echo("there is nothing to search yet; run: rostrum index FOLDER", err=True)
        return
    try:
        with writing(settings), Catalogue(settings.catalogue_path) as catalogue, Meter() as meter:
            try:
                amend(catalogue, settings.authority, meter)
            except WrongCall as error:
                click.echo(f"{error} Until then the last state of it holds.", err=True)
            catch_up(catalogue, open_engine(settings), meter)
    except Locked:
        click.echo("another process is indexing; what it commits is found at once", err=True)
    except Unavailable as error:
        click.echo(f"the index could not be brought up to date: {error}", err=True)


@contextmanager
def _watching(settings: Settings, folders: tuple[str, ...]) -> Iterator[None]:
    """A process of its own, so that reading documents takes no time from answering; it ends when we do."""
    if not folders:
        yield
        return
    command = [
        sys.executable,
        "-m",
        "indexer.cli",
        "watch",
        "--while-stdin",
        "--data",
        str(settings.data),
        "--",
        *folders,
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdin is not None
        ending = threading.Event()
        threading.Thread(target=_mind, args=(process, ending), daemon=True).start()
        try:
            yield
        finally:
            ending.set()
            process.stdin.close()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()


def _mind(process: subprocess.Popen[bytes], ending: threading.Event) -> None:
    """Say so when the watching process ends before it is told to: nobody else would notice."""
    status = process.wait()
    if not ending.is_set():
        click.echo(
            f"watching has ended (status {status}): new files are not taken in; start the command again", err=True
        )
