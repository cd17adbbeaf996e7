"""A corrected statement: the value a person gave, why and by whom, and beside it what was read before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from indexer.corrections import FIELDS, Correction, corrected, is_corrected
from indexer.errors import WrongCall
from indexer.statement import Precision, Reason, Speaker, Statement, StatementDate

READ = Statement(
    id="notice",
    title="Notice",
    text="The gates stay shut.",
    language="en",
    date=StatementDate(basis="dateline, no year stated", evidence="Saturday 25 September"),
    speakers=(Speaker(name="The Clerk", role="clerk", basis="byline", evidence="By the Clerk"),),
    quoted=(Speaker(name="Salma Haddoun", role="President", basis="quoted", evidence="said Haddoun"),),
    mentioned=(Speaker(name="Marwan Kessab"),),
    organisation="Harbour Office",
    topics=("water",),
    places=("Sirmal", "Hazmeen"),
    kind="letter",
    reasons=(
        Reason(field="title", value="Notice", basis="heading", evidence="Notice"),
        Reason(field="topic", value="water", basis="words of the text", evidence="gates"),
        Reason(field="organisation", value="Harbour Office", basis="letterhead", evidence="HARBOUR OFFICE"),
        Reason(field="tag", value="notices", basis="keywords", evidence="notices"),
    ),
)


def by_lamia(field: str, *values: str, **more: Any) -> Correction:
    return Correction(
        **{"statement": "notice", "field": field, "values": values, "why": "I was there", "by": "Lamia"} | more
    )


def reasons(statement: Statement, field: str) -> list[tuple[str, str, str]]:
    return [(r.value, r.basis, r.evidence) for r in statement.reasons if r.field == field]


@pytest.mark.parametrize(
    ("said", "value", "precision"),
    [
        ("2021-09-25", date(2021, 9, 25), Precision.DAY),
        ("2021-09", date(2021, 9, 1), Precision.MONTH),
        ("2021", date(2021, 1, 1), Precision.YEAR),
        ("undated", None, Precision.NONE),
    ],
)
def test_a_date_has_the_precision_that_was_written(said: str, value: date | None, precision: Precision) -> None:
    when = corrected(READ, [by_lamia("date", said)]).date
    assert (when.value, when.precision) == (value, precision)
    assert (when.basis, when.evidence, when.inferred) == ("corrected by Lamia", "I was there", False)


def test_what_was_read_is_kept_with_its_basis_and_its_words() -> None:
    statement = corrected(READ, [by_lamia("date", "2021-09-25"), by_lamia("organisation", "Accord Council")])
    assert reasons(statement, "date") == [("2021-09-25", "corrected by Lamia", "I was there")]
    assert reasons(statement, "date as read") == [("undated", "dateline, no year stated", "Saturday 25 September")]
    assert statement.organisation == "Accord Council"
    assert reasons(statement, "organisation") == [("Accord Council", "corrected by Lamia", "I was there")]
    assert reasons(statement, "organisation as read") == [("Harbour Office", "letterhead", "HARBOUR OFFICE")]


def test_a_speaker_who_was_quoted_speaks_with_the_role_that_is_known_and_is_no_longer_quoted() -> None:
    statement = corrected(READ, [by_lamia("speaker", "Salma Haddoun", "A Stranger")])
    assert [(s.name, s.role, s.basis) for s in statement.speakers] == [
        ("Salma Haddoun", "President", "corrected by Lamia"),
        ("A Stranger", None, "corrected by Lamia"),
    ]
    assert statement.quoted == ()
    assert statement.mentioned == READ.mentioned
    assert reasons(statement, "speaker as read") == [("The Clerk", "byline", "By the Clerk")]


@pytest.mark.parametrize(
    ("correction", "expected"),
    [
        (by_lamia("title", "On the gates"), {"title": "On the gates"}),
        (by_lamia("topic", "labour", "trade, and tolls"), {"topics": ("labour", "trade, and tolls")}),
        (by_lamia("topic"), {"topics": ()}),
        (by_lamia("place", "Sirmal"), {"places": ("Sirmal",)}),
        (by_lamia("kind", "notice"), {"kind": "notice"}),
        (by_lamia("kind"), {"kind": None}),
        (by_lamia("organisation"), {"organisation": None}),
        (by_lamia("language", "ar"), {"language": "ar"}),
        (by_lamia("speaker"), {"speakers": ()}),
    ],
)
def test_nothing_changes_but_the_field_and_its_reasons(correction: Correction, expected: dict[str, Any]) -> None:
    statement = corrected(READ, [correction])
    assert replace(statement, reasons=()) == replace(READ, **expected, reasons=())
    field = correction.field
    assert [value for value, _, _ in reasons(statement, field)] == list(correction.values or ("",))
    assert {basis for _, basis, _ in reasons(statement, field)} == {"corrected by Lamia"}
    others = [r for r in statement.reasons if not r.field.startswith(field)]
    assert others == [r for r in READ.reasons if r.field != field]


def test_a_value_that_nobody_had_read_is_told_so() -> None:
    statement = corrected(replace(READ, kind=None), [by_lamia("kind", "notice")])
    assert reasons(statement, "kind as read") == [("", "nothing was read", "")]


def test_one_can_ask_whether_a_person_has_decided() -> None:
    statement = corrected(READ, [by_lamia("date", "undated")])
    assert [field for field in FIELDS if is_corrected(statement, field)] == ["date"]
    assert not any(is_corrected(READ, field) for field in FIELDS)


@pytest.mark.parametrize(
    ("field", "values", "advice"),
    [
        ("mood", ["cheerful"], "there is no field 'mood' to correct; it can be date, title, speaker"),
        ("date", ["12 March"], "write 2016-04-12, 2016-04, 2016 or undated"),
        ("date", ["2021-02-30"], "is a day of no calendar"),
        ("date", ["0000"], "is a day of no calendar"),
        ("date", [], 'write "undated" where there is none'),
        ("date", ["2021", "2022"], "date takes one value"),
        ("title", [], "title needs a value"),
        ("title", [" "], "a value of title is empty"),
        ("speaker", ["A", ""], "a value of speaker is empty; write [] where there is none"),
        ("language", ["English"], "write en, ar, fr"),
        ("topic", ["one\ntwo"], "write it on one line"),
        ("topic", ["\ud800"], "in whole letters"),
    ],
)
def test_a_correction_that_cannot_be_says_what_can(field: str, values: list[str], advice: str) -> None:
    with pytest.raises(WrongCall) as error:
        by_lamia(field, *values)
    assert advice in str(error.value)


@pytest.mark.parametrize("missing", ["why", "by", "statement"])
def test_a_correction_without_a_reason_or_a_name_is_none(missing: str) -> None:
    with pytest.raises(WrongCall, match=f"`{missing}` is empty"):
        by_lamia("kind", "letter", **{missing: " "})
