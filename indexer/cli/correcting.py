"""Commands by which a person decides: review says what is doubtful, correct settles it."""

from __future__ import annotations

import json
import time
from datetime import date
from typing import TYPE_CHECKING

import click

from indexer.cli.commands import data_option, filled, rostrum, settings_of
from indexer.cli.meter import Meter
from indexer.cli.terminal import day, safe
from indexer.corrections import FIELDS, OVERRIDES, Correction, append
from indexer.doubts import DOUBTS
from indexer.errors import Locked, WrongCall

if TYPE_CHECKING:
    from indexer.catalogue import Catalogue
    from indexer.reviewing import Question, Review
    from indexer.settings import Settings

PATIENCE = 10.0  # seconds that a correction waits for another process to end its writing
PAUSE = 0.2


@rostrum.command()
@click.argument("id")
@click.argument("field", type=click.Choice(FIELDS))
@click.argument("values", metavar="VALUE...", nargs=-1)
@click.option("--none", "nothing", is_flag=True, help="The statement has none: no speaker, no kind ...")
@click.option("--why", required=True, help="How it is known; shown as the evidence.")
@click.option("--by", required=True, help="Who vouches for it.")
@data_option
@click.pass_context
def correct(
    context: click.Context, id: str, field: str, values: tuple[str, ...], nothing: bool, why: str, by: str
) -> None:
    """Correct a value of a statement for good: it is added to overrides.toml and holds through re-reading.

    A date is 2016-04-12, 2016-04, 2016 or undated; speaker, topic and place take several values.

    \b
    Example:
      rostrum correct undated-communique date 2021-09-25 --why "the fifth session" --by "L. Amrani"
      rostrum correct undated-communique speaker --none --why "issued by the council" --by "L. Amrani"
    """
    from indexer.catalogue import Catalogue

    settings = filled(context)
    if nothing == bool(values):
        raise click.UsageError("Give the right value, or --none where there is none.")
    said = {"statement": id, "field": field, "why": " ".join(why.split()), "by": " ".join(by.split())}
    correction = Correction(**said, values=tuple(dict.fromkeys(values)), on=date.today().isoformat())
    file = settings.authority / OVERRIDES
    with Catalogue(settings.catalogue_path) as catalogue:
        if catalogue.get(id) is None:
            raise WrongCall(f"no statement has the id {id!r}; rostrum search shows the id of each below its words")
        if catalogue.amending.corrections() and not file.exists():
            raise WrongCall(f"there are corrections, but no {file}; name its folder in ROSTRUM_AUTHORITY")
        append(file, correction)
        _apply(settings, catalogue)
    click.echo(f"{field} of {id}: {', '.join(values) or 'none'} (kept in {file})")


def _apply(settings: Settings, catalogue: Catalogue) -> None:
    """Raises Locked when another process goes on writing; it is then applied by the next that begins to."""
    from indexer import open_engine
    from indexer.ingest import catch_up, liken, writing
    from indexer.ingest import correct as correcting

    until = time.monotonic() + PATIENCE
    while True:
        try:
            with writing(settings), Meter() as meter:
                correcting(catalogue, settings.authority)
                liken(catalogue, meter)
                catch_up(catalogue, open_engine(settings), meter)
                return
        except Locked as error:
            if time.monotonic() > until:
                raise Locked(
                    f"the correction stands in {settings.authority / OVERRIDES} and will be applied by the next "
                    f"rostrum index or watch; {error}"
                ) from error
        time.sleep(PAUSE)


@rostrum.command()
@click.option("--doubt", "wanted", type=click.Choice([doubt.name for doubt in DOUBTS]), help="Only this doubt.")
@click.option("--page", type=click.IntRange(min=1), default=1, help="Which page of each.")
@click.option("--size", type=click.IntRange(1, 50), default=10, show_default=True, help="Statements of each doubt.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@data_option
@click.pass_context
def review(context: click.Context, wanted: str | None, page: int, size: int, as_json: bool) -> None:
    """What a person should look at: values that were inferred or are missing, and how to correct them.

    \b
    Example:
      rostrum review
      rostrum review --doubt "no year stated" --size 50
    """
    from indexer import open_engine
    from indexer.reviewing import doubts_held
    from indexer.reviewing import review as reviewing
    from indexer.shapes import review_shape

    search = open_engine(settings_of(context)).search
    held = [doubt for doubt in doubts_held(search) if wanted in (None, doubt.name)]
    reviews = [reviewing(search, doubt, page=page, size=size) for doubt in held]
    if as_json:
        click.echo(json.dumps(review_shape(reviews), ensure_ascii=False))
    else:
        click.echo("\n\n".join("\n".join(_lines(each)) for each in reviews) or "nothing is in doubt")


def _lines(shown: Review) -> list[str]:
    few = f", page {shown.page} of {shown.pages}" if shown.pages > 1 else ""
    lines = [click.style(f"{shown.doubt.name}: {shown.count:,}{few}", underline=True), shown.doubt.about]
    for question in shown.questions:
        lines += ["", *_question(question, shown.doubt.field)]
    return lines


def _question(question: Question, field: str) -> list[str]:
    hit = question.hit
    value = day(hit.date) if field == "date" else ", ".join(s.name for s in hit.speakers) or "nobody"
    read = f": “{safe(question.evidence)}”" if question.evidence else ""
    basis = f"  ({safe(question.basis)}{read})" if question.basis else ""
    title = safe("".join(span.text for span in hit.title))
    return [f"  {title}", f"  {safe(value)}{basis}", f"  {safe(question.command)}"]
