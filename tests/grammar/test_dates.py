"""Dates as people type them -> ranges."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.grammar import parse
from indexer.query import AllOf, AnyOf, Between, Clause, Not, Words


def since(*day: int) -> Between:
    return Between(date(*day), None)


def until(*day: int) -> Between:
    return Between(None, date(*day))


def on(*day: int) -> Between:
    return Between(date(*day), date(*day))


Y2019_TO_2021 = Between(date(2019, 1, 1), date(2021, 12, 31))
IN_2020 = Between(date(2020, 1, 1), date(2020, 12, 31))
MARCH_2020 = Between(date(2020, 3, 1), date(2020, 3, 31))
FEBRUARY_2020 = Between(date(2020, 2, 1), date(2020, 2, 29))
MAY_7 = on(2023, 5, 7)

RANGES: dict[str, Clause] = {
    "2019..2021": Y2019_TO_2021,
    "2019…2021": Y2019_TO_2021,
    "2019...2021": Y2019_TO_2021,
    "2021..2019": Y2019_TO_2021,
    "٢٠١٩..٢٠٢١": Y2019_TO_2021,
    "date:2019..2021": Y2019_TO_2021,
    "in:2019-2021": Y2019_TO_2021,
    "in:2019–2021": Y2019_TO_2021,
    "2019..": since(2019, 1, 1),
    "..2021": until(2021, 12, 31),
    "2020-02..2020-02": FEBRUARY_2020,
    "2023-05-07..": since(2023, 5, 7),
    "-2019..2021": Not(Y2019_TO_2021),
    "peace 2019..2021": AllOf((Words("peace"), Y2019_TO_2021)),
}
WORDS_BEFORE: dict[str, Clause] = {
    "since:2020-03": since(2020, 3, 1),
    "from:2020-03": since(2020, 3, 1),
    "Since:2020": since(2020, 1, 1),
    "منذ:٢٠٢٠-٠٣": since(2020, 3, 1),
    "until:2020-02": until(2020, 2, 29),
    "till:2020": until(2020, 12, 31),
    "to:2020": until(2020, 12, 31),
    "حتى:2020": until(2020, 12, 31),
    "إلى:2020": until(2020, 12, 31),
    "الى:2020": until(2020, 12, 31),
    "before:2020": until(2019, 12, 31),
    "before:2020-03-01": until(2020, 2, 29),
    "قبل:2020": until(2019, 12, 31),
    "after:2020": since(2021, 1, 1),
    "after:2020-12-31": since(2021, 1, 1),
    "بعد:2020": since(2021, 1, 1),
    "in:2020": IN_2020,
    "year:2020": IN_2020,
    "في:2020": IN_2020,
    "month:2020-03": MARCH_2020,
    "on:2023-05-07": MAY_7,
    "-in:2020": Not(IN_2020),
    "in:(2020 OR 2020-03)": AnyOf((IN_2020, MARCH_2020)),
    "since:2020 until:2020": AllOf((since(2020, 1, 1), until(2020, 12, 31))),
}
WRITTEN: dict[str, Clause] = {
    "on:2023-5-7": MAY_7,
    "on:2023/05/07": MAY_7,
    "on:7/5/2023": MAY_7,
    "on:07.05.2023": MAY_7,
    "on:25/5/2023": on(2023, 5, 25),
    "on:7-May-2023": MAY_7,
    "on:7 May 2023": MAY_7,
    "on:7th May 2023": MAY_7,
    "on: 7 may 2023": MAY_7,
    'on:"May 7, 2023"': MAY_7,
    "on:May 7 2023": MAY_7,
    "on:7 أيار 2023": MAY_7,
    "on:٧ مايو ٢٠٢٣": MAY_7,
    "في:7 تشرين الثاني 2023": on(2023, 11, 7),
    "in:March 2020": MARCH_2020,
    "in:mar-2020": MARCH_2020,
    "in:آذار 2020": MARCH_2020,
    "in:2020-2": FEBRUARY_2020,
    "since:Sept 2020 peace": AllOf((since(2020, 9, 1), Words("peace"))),
    "since:2020 12 killed": AllOf((since(2020, 1, 1), Words("12"), Words("killed"))),
    "in:(March 2020 OR 7 May 2023)": AnyOf((MARCH_2020, MAY_7)),
}
NOT_DATES: dict[str, Clause] = {
    "2019.2021": Words("2019.2021"),
    "2019-2021": Words("2019-2021"),
    "title:2019..2021": Words("2019..2021", "title"),
    "peace..war": Words("peace..war"),
    "May 2023": AllOf((Words("May"), Words("2023"))),
    "From: the Council": AllOf((Words("From"), Words("the"), Words("Council"))),
}


@pytest.mark.parametrize(
    ("typed", "clause"), [line for table in (RANGES, WORDS_BEFORE, WRITTEN, NOT_DATES) for line in table.items()]
)
def test_a_date_is_read_without_a_note(typed: str, clause: Clause) -> None:
    parsed = parse(typed)
    assert parsed.clause == clause
    assert parsed.notes == ()


@pytest.mark.parametrize(
    "typed",
    ["2020-13", "2020-02-30", "20", "20200301", "0000", "2020-1-2-3", "31/31/2020", "March", "7 2020 2021"],
)
def test_what_cannot_be_a_date_is_ignored_and_told(typed: str) -> None:
    parsed = parse(f'peace since:"{typed}"')
    assert parsed.clause == Words("peace")
    assert parsed.notes == (
        f"“{typed}” is not a date that can be read and was ignored; write 2020, 2020-03 or 2020-03-15.",
    )


@pytest.mark.parametrize("typed", ["before:0001", "after:9999", "after:9999-12-31"])
def test_no_day_before_the_first_and_none_after_the_last(typed: str) -> None:
    assert parse(f"peace {typed}").clause == Words("peace")


def test_a_place_after_in_is_searched_as_a_word() -> None:
    parsed = parse("in:Hazmeen")
    assert parsed.clause == Words("Hazmeen")
    assert parsed.notes == ("“Hazmeen” is not a date; it was searched as a word.",)
