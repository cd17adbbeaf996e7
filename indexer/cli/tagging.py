"""Commands about topics: topics, which lists and tries them, and retag."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.cli.commands import data_option, filled, rostrum
from indexer.cli.meter import Meter
from indexer.cli.terminal import safe

if TYPE_CHECKING:
    from indexer.extraction import Topic
    from indexer.ingest import TopicChange, Trial
    from indexer.settings import Settings

OWN = "-"  # stands for the topics.toml of the authority folder where --test is given without a file


@rostrum.command()
@click.option(
    "--test",
    "tried",
    is_flag=False,
    flag_value=OWN,
    metavar="[FILE]",
    help="What this file of topics (else the topics.toml in use) would change, touching nothing.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@data_option
@click.pass_context
def topics(context: click.Context, tried: str | None, as_json: bool) -> None:
    """The topics, each with the number of its statements; or what other topics would change.

    \b
    Example:
      rostrum topics
      rostrum topics --test my-topics.toml
    """
    settings = filled(context)
    shape, told = _listed(settings) if tried is None else _tried(settings, tried)
    if as_json:
        click.echo(json.dumps(shape, ensure_ascii=False))
    else:
        click.echo("\n".join(told))


@rostrum.command()
@data_option
@click.pass_context
def retag(context: click.Context) -> None:
    """Give every statement the topics of topics.toml as it is now; no document is read again.

    \b
    Example:
      rostrum retag
    """
    from indexer import open_engine
    from indexer.catalogue import Catalogue
    from indexer.ingest import catch_up, writing
    from indexer.ingest import retag as retagging

    settings = filled(context)
    with writing(settings), Catalogue(settings.catalogue_path) as catalogue, Meter() as meter:
        outcome = retagging(catalogue, settings.authority, meter)
        catch_up(catalogue, open_engine(settings), meter)
    click.echo(f"{outcome.seen:,} statements tagged again, {outcome.changed:,} of them differ")


def _listed(settings: Settings) -> tuple[dict[str, Any], list[str]]:
    from indexer import open_engine
    from indexer.extraction import TOPICS, tagger
    from indexer.query import Query

    counts = {b.value: b.count for b in open_engine(settings).search(Query(size=1)).facet("topic").buckets}
    known = _in_order(tagger(settings.authority / TOPICS).topics)
    listed = [
        {"id": topic.id, "label": topic.label, "parent": topic.parent or None, "count": counts.pop(topic.label, 0)}
        for _, topic in known
    ]
    others = [{"label": label, "count": count} for label, count in counts.items()]
    told = [
        f"{row['count']:>7,}  {'  ' * depth}{safe(topic.label)}"
        for (depth, topic), row in zip(known, listed, strict=True)
    ]
    if others:
        told += ["", "named by documents, and not in the file:"] if known else []
        told += [f"{other['count']:>7,}  {safe(str(other['label']))}" for other in others]
    return {"topics": listed, "others": others}, told or ["there are no topics"]


def _in_order(topics: tuple[Topic, ...]) -> list[tuple[int, Topic]]:
    """Each topic with its depth, children under their parents; one whose parents go round in a circle stands alone."""
    ids = {topic.id for topic in topics}
    placed: list[tuple[int, Topic]] = []

    def place(topic: Topic, depth: int) -> None:
        if all(topic is not other for _, other in placed):
            placed.append((depth, topic))
            for child in topics:
                if topic.id and child.parent == topic.id:
                    place(child, depth + 1)

    for topic in (*(t for t in topics if t.parent not in ids), *topics):
        place(topic, 0)
    return placed


def _tried(settings: Settings, tried: str) -> tuple[dict[str, Any], list[str]]:
    from indexer.catalogue import Catalogue
    from indexer.extraction import TOPICS
    from indexer.ingest import trial

    file = settings.authority / TOPICS if tried == OWN else Path(tried)
    with Catalogue(settings.catalogue_path) as catalogue, Meter() as meter:
        outcome = trial(catalogue, file, meter)
    return _trial_shape(outcome), [line for change in outcome.topics for line in _change(change)] + [_sum(outcome)]


def _trial_shape(outcome: Trial) -> dict[str, Any]:
    def examples(named: list[tuple[str, str]]) -> list[dict[str, str]]:
        return [{"id": id, "title": title} for id, title in named]

    return {
        "statements": outcome.statements,
        "changed": outcome.changed,
        "topics": [
            {
                "label": change.label,
                "adds": change.adds,
                "removes": change.removes,
                "added": examples(change.added),
                "removed": examples(change.removed),
            }
            for change in outcome.topics
        ],
    }


def _change(change: TopicChange) -> list[str]:
    counts = [f"+{change.adds:,}" if change.adds else "", f"-{change.removes:,}" if change.removes else ""]
    lines = [f"{safe(change.label)}: {' '.join(filter(None, counts))}"]
    for sign, count, named in (("+", change.adds, change.added), ("-", change.removes, change.removed)):
        lines += [f"  {sign} {safe(title)} ({safe(id)})" for id, title in named]
        lines += [f"  {sign} and {count - len(named):,} more"] if count > len(named) else []
    return lines


def _sum(outcome: Trial) -> str:
    if not outcome.changed:
        return f"nothing would change about the topics of {outcome.statements:,} statements"
    of = f"{outcome.changed:,} of {outcome.statements:,}"
    return f"{of} statements would have other topics; rostrum retag makes those of the file in use so"
