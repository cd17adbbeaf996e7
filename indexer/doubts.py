"""What a person should look at: values that were inferred, are missing, or do not agree with one another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from indexer.corrections import is_corrected
from indexer.statement import Statement

NOT_IN_PEOPLE = "not in people.toml"
"""The basis of the reason that extraction gives for a speaker whom the people file does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """`field` is what a correction would settle, `about` says in a sentence what is doubtful."""

    name: str
    field: str
    about: str
    holds: Callable[[Statement], bool]


def _noted(words: str) -> Callable[[Statement], bool]:
    """Whether the basis of the date says so."""
    return lambda statement: words in statement.date.basis


def _undated(statement: Statement) -> bool:
    return statement.date.value is None and not _noted("no year stated")(statement)


def _nobody(statement: Statement) -> bool:
    return not statement.speakers and not statement.organisation


def _stranger(statement: Statement) -> bool:
    return any(reason.field == "speaker" and reason.basis == NOT_IN_PEOPLE for reason in statement.reasons)


DOUBTS: tuple[Doubt, ...] = (
    Doubt(
        name="year inferred",
        field="date",
        about="The document gives a day without a year; the year was worked out from something else.",
        holds=lambda statement: statement.date.inferred,
    ),
    Doubt(
        name="no year stated",
        field="date",
        about="The document gives a day without a year, and nothing tells the year.",
        holds=_noted("no year stated"),
    ),
    Doubt(name="undated", field="date", about="No date was found in the document.", holds=_undated),
    Doubt(
        name="weekday disagrees",
        field="date",
        about="The weekday that stands beside the date is not the weekday of that date.",
        holds=_noted("weekday does not agree"),
    ),
    Doubt(
        name="day and month unclear",
        field="date",
        about="The date is in numbers of which either could be the month.",
        holds=_noted("day and month cannot be told apart"),
    ),
    Doubt(
        name="converted from Hijri",
        field="date",
        about="The date stands in the Hijri calendar; a conversion can be a day wrong.",
        holds=_noted("Hijri"),
    ),
    Doubt(
        name="no speaker",
        field="speaker",
        about="Neither a person nor a body is named as the one who makes the statement.",
        holds=_nobody,
    ),
    Doubt(
        name="speaker not in people file",
        field="speaker",
        about="people.toml does not know the speaker: add the person there, or correct the name.",
        holds=_stranger,
    ),
)


def doubts_of(statement: Statement) -> tuple[str, ...]:
    """The names of the doubts about the statement, none about what a person has corrected."""
    settled = {field for field in ("date", "speaker") if is_corrected(statement, field)}
    return tuple(doubt.name for doubt in DOUBTS if doubt.field not in settled and doubt.holds(statement))
