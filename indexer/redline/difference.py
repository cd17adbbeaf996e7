"""In which respects two statements differ, in words."""

from __future__ import annotations

from collections.abc import Callable

from indexer.statement import Speaker, Statement

RESPECTS: tuple[tuple[str, Callable[[Statement], object]], ...] = (
    ("title", lambda s: s.title),
    ("text", lambda s: s.text),
    ("language", lambda s: s.language),
    ("date", lambda s: (s.date.value, s.date.precision)),
    ("speakers", lambda s: _people(s.speakers)),
    ("people quoted", lambda s: _people(s.quoted)),
    ("people mentioned", lambda s: _people(s.mentioned)),
    ("organisation", lambda s: s.organisation),
    ("kind", lambda s: s.kind),
    ("topics", lambda s: s.topics),
    ("places", lambda s: s.places),
    ("address", lambda s: s.url),
)


def what_changed(before: Statement, after: Statement) -> tuple[str, ...]:
    """The respects in which they differ: ("text", "date"); ("the reasons given",) when only their basis does."""
    found = tuple(name for name, value in RESPECTS if value(before) != value(after))
    return found or ("the reasons given",)


def _people(speakers: tuple[Speaker, ...]) -> tuple[tuple[str, str | None], ...]:
    return tuple((speaker.name, speaker.role) for speaker in speakers)
