"""Corrections: a statement issued again under its title, with a word that says so."""

from __future__ import annotations

from indexer.likeness.facts import Facts
from indexer.statement import Kinship, Likeness

DAYS = 60  # between the two
CERTAIN = 0.9


def correction(one: Facts, other: Facts) -> Likeness | None:
    """How `one` corrects `other` or the other way round: both say which by their titles."""
    if one.heading != other.heading or one.corrects == other.corrects or one.language != other.language:
        return None
    if one.organisation != other.organisation or one.day is None or other.day is None:
        return None
    first, last = sorted((one, other), key=lambda facts: facts.corrects)
    if first.day is None or last.day is None or not 0 <= last.day - first.day <= DAYS:
        return None
    return Likeness(
        id=other.id,
        kind=Kinship.CORRECTION,
        score=CERTAIN,
        evidence=f"same title and organisation, one marked as a correction, {_apart(last.day - first.day)}",
    )


def _apart(days: int) -> str:
    return {0: "same day", 1: "a day apart"}.get(days, f"{days} days apart")
