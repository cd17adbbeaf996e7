"""Identifiers that a person can read."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extraction.ids import propose_id, slug
from indexer.statement import Precision, Statement, StatementDate

DAY = StatementDate(value=date(2016, 5, 12), precision=Precision.DAY)
MONTH = StatementDate(value=date(2016, 5, 1), precision=Precision.MONTH)
YEAR = StatementDate(value=date(2016, 1, 1), precision=Precision.YEAR)


@pytest.mark.parametrize(
    ("when", "expected"),
    [(DAY, "2016-05-12-oil"), (MONTH, "2016-05-oil"), (YEAR, "2016-oil"), (StatementDate(), "undated-oil")],
)
def test_date_and_title(when: StatementDate, expected: str) -> None:
    assert propose_id(Statement(id="", title="Oil!", text="x", date=when)) == expected


def test_a_given_id_is_kept_in_letters_that_fit_an_address() -> None:
    assert propose_id(Statement(id="Releases/2016 №12", title="Oil", text="x")) == "releases-2016-no12"


def test_a_title_without_letters_is_called_by_its_fingerprint() -> None:
    one, two = (propose_id(Statement(id="", title="!!!", text=text)) for text in ("one", "two"))
    assert one != two
    assert re.fullmatch(r"undated-[0-9a-f]{12}", one)


def test_whole_words_of_a_long_title() -> None:
    said = propose_id(Statement(id="", title="the harbour is shut again " * 20, text="x", date=DAY))
    assert len(said) <= 80
    assert said.endswith(("-shut", "-again", "-harbour", "-the", "-is"))


@given(st.text(), st.text())
def test_any_title_gives_an_id_of_plain_letters(given_id: str, title: str) -> None:
    statement = Statement(id=given_id, title=title, text=title)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", propose_id(statement))
    assert propose_id(statement) == propose_id(statement)
    assert slug(slug(title)) == slug(title)
