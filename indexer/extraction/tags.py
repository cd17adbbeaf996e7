"""The publisher's own tags: an explicit "Topic:" line of a text counts, the tags of a page are kept beside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from indexer.extraction.authority import Topic
from indexer.extraction.kind import kind_in
from indexer.extraction.sheet import Sheet, words_only
from indexer.statement import Reason

_PARTS = re.compile(r"\s*[;؛|]\s*")
_COMMAS = re.compile(r"\s*[;؛|,،]\s*")
_LONGEST = 60
_COUNTS = "header line"  # whoever writes one says what the topic is
_LABEL = "label on the page"


def tags_of(sheet: Sheet, known: tuple[Topic, ...]) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """The topics that the document states, and a reason for each of its tags."""
    return _told(_tags(sheet), known)


def tags_again(reasons: Iterable[Reason], known: tuple[Topic, ...]) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """The same from the reasons that were given for the tags when the document was read."""
    return _told(((reason.evidence, reason.basis) for reason in reasons), known)


def _told(tags: Iterable[tuple[str, str]], known: tuple[Topic, ...]) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    names = {words_only(name): topic.label for topic in known for name in (topic.id, topic.label, *topic.others)}
    topics: dict[str, None] = {}
    reasons: dict[str, Reason] = {}
    for tag, basis in tags:
        label = names.get(words_only(tag), tag if basis == _COUNTS else "")
        if label:
            topics[label] = None
        value, field = label or tag, "topic" if label else "tag"
        reasons.setdefault(tag, Reason(field=field, value=value, basis=basis, evidence=tag))
    return tuple(topics), tuple(reasons.values())


def _tags(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Tag and basis."""
    for label in sheet.labels:
        if label.field == "topic":
            yield from ((tag, _LABEL if sheet.page else _COUNTS) for tag in _split(label.value))
    for reading in sheet.metadata.found.get("topic", ()):
        if "articleSection" in reading.basis and kind_in(reading.value):
            continue
        yield from ((tag, f"metadata {reading.basis}") for tag in _split(reading.value))


def _split(value: str) -> list[str]:
    """At semicolons where there are any, else at commas."""
    parts = _PARTS.split(value)
    parts = parts if len(parts) > 1 else _COMMAS.split(value)
    return [part for part in (each.strip(" .#") for each in parts) if part and len(part) <= _LONGEST]
