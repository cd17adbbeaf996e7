"""The group `rostrum` and its options; the commands themselves stand in modules of their own."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from indexer.cli.ending import Commands, OneLine
from indexer.errors import NoIndex
from indexer.settings import Settings, from_environment


def _set_data(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.obj = replace(context.obj or from_environment(), data=value)


def data_option(command: Any) -> Any:
    """`--data`, before or after the name of the command."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        expose_value=False,
        is_eager=True,
        callback=_set_data,
        help="Folder of the catalogue and the index. [default: $ROSTRUM_DATA or var]",
    )(command)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@data_option
@click.version_option(package_name="rostrum")
@click.pass_context
def rostrum(context: click.Context) -> None:
    """Full-text search for collections of statements: what was said, by whom, and when.

    \b
    Example:
      rostrum index corpus
      rostrum search ceasefire --speaker "Salma Haddoun"
      rostrum serve --watch corpus
    """
    context.obj = context.obj or from_environment()
    shown = logging.StreamHandler()
    shown.setFormatter(OneLine())
    logging.basicConfig(level=logging.WARNING, handlers=[shown])


def settings_of(context: click.Context) -> Settings:
    """The settings that the options before and in the command made."""
    found = context.obj
    assert isinstance(found, Settings)
    return found


def filled(context: click.Context) -> Settings:
    """The settings, of a place where something has been indexed. Raises NoIndex, so that asking makes no files."""
    settings = settings_of(context)
    if not settings.catalogue_path.exists():
        raise NoIndex(f"nothing has been indexed in {settings.data} yet; run: rostrum index FOLDER")
    return settings
