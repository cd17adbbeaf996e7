"""Commands that ask: search, status, check."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from indexer.cli.commands import data_option, filled, rostrum, settings_of
from indexer.cli.ending import UNAVAILABLE
from indexer.cli.terminal import day, safe
from indexer.errors import Locked
from indexer.fields import FACETS

if TYPE_CHECKING:
    from indexer.results import Facet, Hit, Results
    from indexer.settings import Settings

SHOWN_VALUES = 5


def _facet_options(command: Any) -> Any:
    for facet in reversed(FACETS):
        command = click.option(
            f"--{facet.name}",
            multiple=True,
            metavar="VALUE",
            help=f"Only this {facet.name}; repeat for any of several.",
        )(command)
    return command


@rostrum.command()
@click.argument("words", nargs=-1)
@_facet_options
@click.option("--from", "since", metavar="DATE", help="From this day, month or year: 2021-03-01, 2021-03, 2021.")
@click.option("--to", "until", metavar="DATE", help="Up to and with this day, month or year.")
@click.option("--match", type=click.Choice(["all", "any"]), default="all", show_default=True)
@click.option("--collapse", is_flag=True, help="Of near-duplicates show only the earliest.")
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "oldest"]),
    help="By relevance when there are words, else the newest first.",
)
@click.option("--page", type=click.IntRange(min=1), default=1)
@click.option("--size", type=click.IntRange(1, 50), default=10, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@data_option
@click.pass_context
def search(
    context: click.Context,
    /,
    words: tuple[str, ...],
    since: str | None,
    until: str | None,
    match: str,
    collapse: bool,
    sort: str | None,
    page: int,
    size: int,
    as_json: bool,
    **facets: tuple[str, ...],
) -> None:
    """The same search as in the browser. Without words: everything, newest first.

    \b
    Example:
      rostrum search ceasefire Hazmeen --from 2022 --to 2023-06
      rostrum search '"open the gates" -rumour' --speaker "Marwan Kessab" --json
    """
    from indexer import compose, open_engine
    from indexer.query import Filters, Sort
    from indexer.shapes import results_shape

    chosen = tuple(sorted((name, frozenset(values)) for name, values in facets.items() if values))
    filters = Filters(chosen, _day(since, first=True), _day(until, first=False))
    query = compose(
        " ".join(words),
        filters=filters,
        sort=Sort(sort) if sort else None,
        page=page,
        size=size,
        match=match,
        collapse=collapse,
    )
    results = open_engine(settings_of(context)).search(query)
    if as_json:
        click.echo(json.dumps(results_shape(results), ensure_ascii=False))
    else:
        _show(results)


def _day(text: str | None, *, first: bool) -> date | None:
    """The first or last day of what was typed."""
    from indexer.statement import date_written

    if text is None:
        return None
    try:
        when = date_written(text)
    except ValueError:
        when = None
    if when is None:
        raise click.BadParameter(f"{text!r} is no date; write 2021-03-01, 2021-03 or 2021")
    return when.first if first else when.last


def _show(results: Results) -> None:
    few = f", page {results.page} of {results.pages}" if results.pages > 1 else ""
    click.echo(f"{results.total:,} found: {results.read_back}{few}")
    for note in results.notes:
        click.echo(f"  ({note})")
    if results.suggestion:
        click.echo(f"  (did you mean: {results.suggestion}?)")
    for hit in results.hits:
        click.echo("\n" + "\n".join(_lines(hit)))
    if results.total:
        click.echo("")
        for facet in results.facets:
            _show_facet(facet)


def _show_facet(facet: Facet) -> None:
    values = ", ".join(f"{safe(b.value)} {b.count:,}" for b in facet.buckets[:SHOWN_VALUES])
    more = len(facet.buckets) - SHOWN_VALUES
    if values:
        click.echo(f"{facet.name}: {values}" + (f", and {more:,} more" if more > 0 else ""))


def _lines(hit: Hit) -> list[str]:
    who = ", ".join(safe(s.name) for s in hit.speakers) or safe(hit.organisation or "")
    snippet = "".join(click.style(safe(s.text), bold=True) if s.match else safe(s.text) for s in hit.snippet)
    title = safe("".join(s.text for s in hit.title))
    alike = f"  (and {hit.alike:,} near-duplicate{'s' if hit.alike > 1 else ''})" if hit.alike else ""
    return [
        click.style(title, underline=True),
        f"  {day(hit.date)}  {who}".rstrip(),
        f"  {snippet}",
        f"  {safe(hit.id)}{alike}",
    ]


@rostrum.command()
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@data_option
@click.pass_context
def status(context: click.Context, as_json: bool) -> None:
    """What is held, how far the index has followed, and what could not be read and why.

    \b
    Example:
      rostrum status
    """
    shown = _status_shape(filled(context))
    if as_json:
        click.echo(json.dumps(shown, ensure_ascii=False))
        return
    for name, value in shown.items():
        if not isinstance(value, list):
            click.echo(f"{name.replace('_', ' ')}: {f'{value:,}' if isinstance(value, int) else value or 'none'}")
    for id in shown["corrections_of_nothing"]:
        click.echo(f"  a correction is kept of {safe(id)}, which is not held")
    click.echo(f"quarantined: {len(shown['quarantined']):,}")
    for entry in shown["quarantined"]:
        click.echo(f"  {entry['file']}: {entry['reason']}")


def _status_shape(settings: Settings) -> dict[str, Any]:
    from indexer import open_engine
    from indexer.catalogue import Catalogue

    with Catalogue(settings.catalogue_path) as catalogue:
        counts, cursor = catalogue.counts(), catalogue.cursor
        corrections, strays = catalogue.amending.corrections(), catalogue.amending.strays()
        refused = [{"file": r.name, "reason": r.reason} for r in catalogue.quarantine()]
    held = open_engine(settings).status()
    return {
        "statements": held.statements,
        "undated": held.undated,
        "first": held.first.isoformat() if held.first else None,
        "last": held.last.isoformat() if held.last else None,
        "updated": held.committed.isoformat(),
        "generation": held.generation,
        "changes_not_yet_indexed": max(0, cursor - held.cursor),
        "trouble": held.trouble or None,
        "versions": counts.versions,
        "files": counts.files,
        "originals_bytes": counts.original_bytes,
        "corrections": sum(map(len, corrections.values())),
        "corrections_of_nothing": list(strays),
        "quarantined": refused,
    }


@rostrum.command()
@data_option
@click.pass_context
def check(context: click.Context) -> None:
    """Read every file of catalogue and index again and compare with what was written.

    \b
    Example:
      rostrum check && echo sound
    """
    from indexer import open_engine
    from indexer.catalogue import Catalogue

    settings = filled(context)
    with Catalogue(settings.catalogue_path) as catalogue:
        engine = open_engine(settings)
        wrong = [*catalogue.check(), *engine.check()]
        if not wrong:
            held, kept = engine.status(), catalogue.counts()
            behind = held.cursor != catalogue.cursor or held.statements != kept.statements
            if behind and not _is_written_now(settings):
                wrong = ["the index is behind the catalogue; run: rostrum index FOLDER, or rostrum rebuild"]
    for sentence in wrong:
        click.echo(sentence, err=True)
    if wrong:
        sys.exit(UNAVAILABLE)
    click.echo(f"sound: {held.statements:,} statements, {kept.originals:,} originals")


def _is_written_now(settings: Settings) -> bool:
    """Whether another process is at work, and the index behind only until it has done."""
    from indexer.ingest import writing

    try:
        with writing(settings):
            return False
    except Locked:
        return True
