"""A statement as it was read -> as a person corrected it; what was read stays among its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from indexer.corrections.correction import Correction, as_written, read_date
from indexer.statement import Reason, Speaker, Statement

CORRECTED_BY = "corrected by "
AS_READ = " as read"
"""The reasons of "date as read" are what the date was before a person corrected it."""

_PLURAL = {"topic": "topics", "place": "places"}


def corrected(statement: Statement, corrections: Iterable[Correction]) -> Statement:
    """The statement with these corrections, each with the basis "corrected by ..." and the evidence why."""
    for correction in corrections:
        reasons = _reasons(statement, correction)
        statement = replace(_with_values(statement, correction), reasons=reasons)
    return statement


def is_corrected(statement: Statement, field: str) -> bool:
    """Whether a person has decided what this field is."""
    return any(reason.field == field and reason.basis.startswith(CORRECTED_BY) for reason in statement.reasons)


def _with_values(statement: Statement, correction: Correction) -> Statement:
    basis, why, values = f"{CORRECTED_BY}{correction.by}", correction.why, correction.values
    first = values[0] if values else None
    match correction.field:
        case "date":
            return replace(statement, date=replace(read_date(values[0]), basis=basis, evidence=why))
        case "speaker":
            return _said_by(statement, values, basis=basis, why=why)
        case "topic":
            return replace(statement, topics=values)
        case "place":
            return replace(statement, places=values)
        case "organisation":
            return replace(statement, organisation=first)
        case "kind":
            return replace(statement, kind=first)
        case "title":
            return replace(statement, title=first or "")
        case _:
            return replace(statement, language=first or "und")


def _said_by(statement: Statement, names: tuple[str, ...], *, basis: str, why: str) -> Statement:
    """Who is already known keeps the role; who speaks is not also quoted or mentioned."""
    known = (*statement.speakers, *statement.quoted, *statement.mentioned)
    roles = {person.name: person.role for person in reversed(known)}
    return replace(
        statement,
        speakers=tuple(Speaker(name=name, role=roles.get(name), basis=basis, evidence=why) for name in names),
        quoted=tuple(person for person in statement.quoted if person.name not in names),
        mentioned=tuple(person for person in statement.mentioned if person.name not in names),
    )


def _reasons(statement: Statement, correction: Correction) -> tuple[Reason, ...]:
    """One for each new value, or for its absence, and one for each value that was read."""
    field = correction.field
    kept = [reason for reason in statement.reasons if reason.field not in (field, _PLURAL.get(field))]
    basis = f"{CORRECTED_BY}{correction.by}"
    fresh = [
        Reason(field=field, value=value, basis=basis, evidence=correction.why) for value in correction.values or ("",)
    ]
    read = list(_read(statement, field)) or [Reason(field=field, value="", basis="nothing was read")]
    return (*kept, *fresh, *(replace(reason, field=f"{field}{AS_READ}") for reason in read))


def _read(statement: Statement, field: str) -> Iterator[Reason]:
    if field == "date":
        when = statement.date
        yield Reason(field=field, value=as_written(when), basis=when.basis, evidence=when.evidence)
        return
    if field == "speaker":
        for person in statement.speakers:
            yield Reason(field=field, value=person.name, basis=person.basis, evidence=person.evidence)
        return
    values = {
        "topic": statement.topics,
        "place": statement.places,
        "organisation": (statement.organisation,),
        "kind": (statement.kind,),
        "title": (statement.title,),
        "language": (statement.language,),
    }[field]
    for value in filter(None, values):
        yield _reason(statement, field, value)


def _reason(statement: Statement, field: str, value: str) -> Reason:
    names = (field, _PLURAL.get(field))
    found = (reason for reason in statement.reasons if reason.field in names and reason.value == value)
    return next(found, Reason(field=field, value=value, basis=""))
