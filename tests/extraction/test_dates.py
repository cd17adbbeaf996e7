"""Dates as people write them -> the day, the month or the year that they name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extraction.dates import Order, find_dates
from indexer.language.months import NAMES
from indexer.statement import Precision

DAYS = {
    "12 May 2016": "2016-05-12",
    "12th of May, 2016": "2016-05-12",
    "12th day of May 2016": "2016-05-12",
    "May 12, 2016": "2016-05-12",
    "MAY 12TH, 2016": "2016-05-12",
    "Thursday, 12 May 2016": "2016-05-12",
    "Thu. 12 May 2016": "2016-05-12",
    "Sept. 5, 2012": "2012-09-05",
    "2016-05-12": "2016-05-12",
    "2016-05-12T23:10:00+02:00": "2016-05-12",
    "2016/05/12": "2016-05-12",
    "22/2/2013": "2013-02-22",
    "2/22/2013": "2013-02-22",
    "22.02.2013": "2013-02-22",
    "4.5.2016": "2016-05-04",
    "5/5/2016": "2016-05-05",
    "12 كانون الثاني 2016": "2016-01-12",
    "١٢ كانون الثاني ٢٠١٦": "2016-01-12",
    "۱۲ آذار ۲۰۱۶": "2016-03-12",
    "الخميس ١٢ أيار/مايو ٢٠١٦": "2016-05-12",
    "الخميس، 12 أيار، 2016": "2016-05-12",
    "12 من شهر أيار من عام 2016": "2016-05-12",
    "7 اب 2015": "2015-08-07",
    "3 تشرين أول 2020": "2020-10-03",
    "3 تشرين الثاني 2020": "2020-11-03",
    "12 يوليو 2016": "2016-07-12",
    "12 يوليه 2016": "2016-07-12",
    "12 جويلية 2016": "2016-07-12",
    "2 فيفري 2019": "2019-02-02",
    "30 غشت 2019": "2019-08-30",
    "يوم الجمعة الموافق 22/2/2013": "2013-02-22",
}
PERIODS = {
    "May 2016": ("2016-05-01", Precision.MONTH),
    "أيار 2016": ("2016-05-01", Precision.MONTH),
    "تشرين الثاني/نوفمبر 2016": ("2016-11-01", Precision.MONTH),
    "15 شعبان 1442 هـ": ("2021-03-01", Precision.MONTH),
    "رمضان 1435": ("2014-07-01", Precision.MONTH),
    "4/5/2016": ("2016-01-01", Precision.YEAR),
    "32 May 2016": ("2016-05-01", Precision.MONTH),
    "30 February 2016": ("2016-02-01", Precision.MONTH),
}
PARTIAL = ["12 September", "September 12", "Saturday 12 September", "12th of September", "12 أيلول", "السبت ١٢ أيلول"]
NONE = [
    "",
    "Resolution 2254/2015",
    "tel. 12 2016 445",
    "May we ask in 20 minutes",
    "the march of 20,000 people",
    "on page 12",
    "99/99/2016",
]


@pytest.mark.parametrize(("words", "day"), DAYS.items())
def test_a_day(words: str, day: str) -> None:
    (found,) = find_dates(words)
    assert (found.value, found.precision) == (date.fromisoformat(day), Precision.DAY)


@pytest.mark.parametrize(("words", "expected"), PERIODS.items())
def test_less_than_a_day_is_said_to_be_less(words: str, expected: tuple[str, Precision]) -> None:
    (found,) = find_dates(words)
    assert (found.value, found.precision) == (date.fromisoformat(expected[0]), expected[1])


@pytest.mark.parametrize("words", PARTIAL)
def test_a_day_without_a_year_has_no_value(words: str) -> None:
    (found,) = find_dates(words)
    assert (found.value, found.words) == (None, words)


@pytest.mark.parametrize("words", NONE)
def test_what_is_no_date(words: str) -> None:
    assert [found for found in find_dates(words) if found.value] == []


def test_the_order_of_the_country_decides_between_day_and_month() -> None:
    assert find_dates("4/5/2016", order=Order.DAY_FIRST)[0].value == date(2016, 5, 4)
    assert find_dates("4/5/2016", order=Order.MONTH_FIRST)[0].value == date(2016, 4, 5)


def test_a_weekday_that_does_not_agree_is_noted() -> None:
    assert find_dates("Thursday 12 May 2016")[0].note == ""
    assert find_dates("Friday 12 May 2016")[0].note == "its weekday does not agree"


def test_dates_come_in_the_order_of_the_text() -> None:
    found = find_dates("From 3 May 2016 to 5 June 2016, and again in July 2016.")
    assert [each.value for each in found] == [date(2016, 5, 3), date(2016, 6, 5), date(2016, 7, 1)]


days = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


@given(days, st.data())
def test_every_day_is_read_back_from_every_name_of_its_month(day: date, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES[day.month - 1]))
    digits = data.draw(st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩"]))
    words = f"{day.day} {name.title()} {day.year}".translate(str.maketrans("0123456789", digits))
    assert [each.value for each in find_dates(words)] == [day]


@given(days)
def test_a_hijri_month_is_within_a_month_of_the_civil_one(day: date) -> None:
    year = round((day.year - 622) * 33 / 32)
    if 1300 <= year <= 1499:
        (found,) = find_dates(f"10 رجب {year}")
        assert found.precision is Precision.MONTH
        assert found.value is not None
        assert abs(found.value - day) < timedelta(days=800)


@given(st.text(max_size=300))
def test_any_text_is_searched_without_an_error(text: str) -> None:
    for found in find_dates(text):
        assert text[found.start : found.end].strip(" ,،.-") == found.words
