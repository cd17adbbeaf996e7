"""What other topics would change about what is held, without changing it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from indexer.catalogue import Catalogue
from indexer.errors import WrongCall
from indexer.extraction import tagger
from indexer.ingest.progress import Progress, Step, silent
from indexer.statement import Statement

EXAMPLES = 3  # statements named for one topic, each way
NEWS = 200  # statements between two steps of progress


@dataclass(slots=True, kw_only=True)
class TopicChange:
    """How many statements would get the topic and lose it, with the first of each as (id, title)."""

    label: str
    adds: int = 0
    removes: int = 0
    added: list[tuple[str, str]] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Trial:
    """`statements` were looked at, `changed` would have other topics; `topics` only those with a change, in the order
    of the file, and at the end those that are no longer in it."""

    statements: int = 0
    changed: int = 0
    topics: list[TopicChange] = field(default_factory=list)


def trial(catalogue: Catalogue, file: Path, progress: Progress = silent) -> Trial:
    """What tagging by this file would change. Statements whose topics a person has corrected are left out: they keep
    them. Raises WrongCall when the file is missing or broken."""
    if not file.exists():
        raise WrongCall(f"there is no {file}; name a file of topics")
    tag = tagger(file)
    changes = {topic.label: TopicChange(label=topic.label) for topic in tag.topics}
    settled = {id for id, of in catalogue.amending.corrections().items() if any(c.field == "topic" for c in of)}
    outcome, total = Trial(), catalogue.size
    for statement in catalogue.as_read():
        outcome.statements += 1
        if statement.id not in settled:
            outcome.changed += _compare(statement, tag(statement), changes)
        if outcome.statements % NEWS == 0:
            progress(Step(stage="comparing", done=outcome.statements, total=total))
    outcome.topics = [change for change in changes.values() if change.adds or change.removes]
    return outcome


def _compare(before: Statement, after: Statement, changes: dict[str, TopicChange]) -> bool:
    gained = [label for label in after.topics if label not in before.topics]
    lost = [label for label in before.topics if label not in after.topics]
    named = (before.id, before.title)
    for label in gained:
        change = changes.setdefault(label, TopicChange(label=label))
        change.adds += 1
        change.added.extend([named] if change.adds <= EXAMPLES else [])
    for label in lost:
        change = changes.setdefault(label, TopicChange(label=label))
        change.removes += 1
        change.removed.extend([named] if change.removes <= EXAMPLES else [])
    return bool(gained or lost)
