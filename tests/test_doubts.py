"""What is in doubt, read off the statement alone; what a person has decided is in doubt no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from indexer.corrections import Correction, corrected
from indexer.document import Document
from indexer.doubts import DOUBTS, NOT_IN_PEOPLE, Doubt, doubts_of
from indexer.extraction import read
from indexer.fields import FACETS
from indexer.statement import Precision, Reason, Speaker, Statement, StatementDate

DAY = StatementDate(value=date(2021, 9, 25), precision=Precision.DAY, basis="dateline", evidence="25 September 2021")
SURE = Statement(id="n", title="Notice", text="Shut.", date=DAY, speakers=(Speaker(name="Salma Haddoun"),))
STRANGER = Reason(field="speaker", value="Salma Haddoun", basis=NOT_IN_PEOPLE)

DOUBTFUL = {
    "year inferred": replace(SURE, date=replace(DAY, inferred=True)),
    "no year stated": replace(SURE, date=StatementDate(basis="dateline, no year stated", evidence="25 September")),
    "undated": replace(SURE, date=StatementDate()),
    "weekday disagrees": replace(SURE, date=replace(DAY, basis="dateline; its weekday does not agree")),
    "day and month unclear": replace(
        SURE,
        date=replace(DAY, precision=Precision.YEAR, basis="dateline; day and month cannot be told apart"),
    ),
    "converted from Hijri": replace(SURE, date=replace(DAY, basis="dateline; converted from the Hijri calendar")),
    "no speaker": replace(SURE, speakers=()),
    "speaker not in people file": replace(SURE, reasons=(STRANGER,)),
}


def test_every_doubt_is_shown_here() -> None:
    assert list(DOUBTFUL) == [doubt.name for doubt in DOUBTS]
    assert all(doubt.about.endswith(".") for doubt in DOUBTS)


@pytest.mark.parametrize("name", DOUBTFUL)
def test_each_doubt_is_seen_and_no_other(name: str) -> None:
    assert doubts_of(DOUBTFUL[name]) == (name,)


def test_a_statement_read_in_full_is_in_no_doubt() -> None:
    assert doubts_of(SURE) == ()


def test_a_body_that_speaks_for_itself_is_in_no_doubt() -> None:
    assert doubts_of(replace(SURE, speakers=(), organisation="Accord Council")) == ()


@pytest.mark.parametrize("doubt", DOUBTS, ids=lambda doubt: doubt.name)
def test_what_a_person_has_corrected_is_in_doubt_no_more(doubt: Doubt) -> None:
    value = {"date": ("undated",), "speaker": ()}[doubt.field]
    correction = Correction(statement="n", field=doubt.field, values=value, why="I asked", by="Lamia")
    assert doubts_of(corrected(DOUBTFUL[doubt.name], [correction])) == ()


def test_a_correction_of_one_field_leaves_the_doubt_about_another() -> None:
    both = replace(DOUBTFUL["undated"], reasons=(STRANGER,))
    correction = Correction(statement="n", field="date", values=("2021",), why="I asked", by="Lamia")
    assert doubts_of(both) == ("undated", "speaker not in people file")
    assert doubts_of(corrected(both, [correction])) == ("speaker not in people file",)


def test_the_words_that_extraction_notes_are_those_that_are_looked_for() -> None:
    said = {
        "Friday, 25 September 2021": "weekday disagrees",
        "03/04/2021": "day and month unclear",
        "25 September": "no year stated",
        "18 صفر 1443 هـ": "converted from Hijri",
    }
    for line, doubt in said.items():
        content = f"Title: Notice\nDate: {line}\nSpeaker: Salma Haddoun\n\nThe gates stay shut until the spring."
        (statement,) = read(
            Document(uri="file:///n", name="n.txt", content=content.encode()), authority=Path("nowhere")
        )
        assert doubts_of(statement) == (doubt,), (line, statement.date)


def test_the_facet_stands_last() -> None:
    assert FACETS[-1].name == "doubt"
