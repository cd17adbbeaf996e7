"""Speakers whom the people file does not know, told for a person to look at."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.doubts import NOT_IN_PEOPLE
from indexer.extraction.authority import Authority
from indexer.statement import Reason, Speaker


def strangers_among(speakers: Iterable[Speaker], authority: Authority) -> tuple[Reason, ...]:
    """A reason for each of them; none where there is no people file to be in."""
    if not authority.people:
        return ()
    names = dict.fromkeys(speaker.name for speaker in speakers if authority.people.get(speaker.name) is None)
    return tuple(Reason(field="speaker", value=name, basis=NOT_IN_PEOPLE) for name in names)
