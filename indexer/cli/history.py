"""The command versions: what a statement said before, and what changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from indexer.cli.commands import data_option, filled, rostrum
from indexer.cli.terminal import safe
from indexer.errors import WrongCall

if TYPE_CHECKING:
    from indexer.redline import Passage, Redline

BRACKETS = {"same": ("", ""), "deleted": ("[-", "-]"), "inserted": ("{+", "+}")}


@rostrum.command()
@click.argument("id")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON, each with its text.")
@data_option
@click.pass_context
def versions(context: click.Context, id: str, as_json: bool) -> None:
    """Every version of a statement, and what changed from each to the next: [-gone-] {+new+}.

    \b
    Example:
      rostrum versions 2023-09-26-local-elections-turnout
    """
    from indexer.catalogue import History, changes_of, versions_shape
    from indexer.redline import redlined

    found = History(filled(context).catalogue_path).versions(id)
    if not found:
        raise WrongCall(f"there is no statement {id!r}; ids stand in the answers of: rostrum search")
    if as_json:
        last = (found[-2], found[-1]) if len(found) > 1 else None
        click.echo(json.dumps(versions_shape(found, last), ensure_ascii=False))
        return
    for before, version, changed in zip((None, *found), found, changes_of(found), strict=False):
        said = f"changed: {', '.join(changed)}" if before else "as first read"
        click.echo(f"{version.number}  {version.made:%Y-%m-%d %H:%M} UTC  {said}")
        if before:
            _show(redlined(before.statement.title, version.statement.title))
            _show(redlined(before.statement.text, version.statement.text))


def _show(found: Redline) -> None:
    """The passages that changed."""
    for passage in found.passages:
        if passage.edit != "same":
            click.echo(f"    {_line(passage)}")
    if not found.whole:
        click.echo("    (the texts are too long to be compared word by word throughout)")


def _line(passage: Passage) -> str:
    """Deleted and inserted words in brackets, as wdiff writes them."""
    pieces = ((BRACKETS[piece.edit], safe(piece.text)) for piece in passage.pieces)
    return "".join(f"{left}{text}{right}" for (left, right), text in pieces)
