"""Which of the dates of a document is the day on which it was said."""

from __future__ import annotations

from datetime import date

from indexer.statement import Precision
from tests.extraction.conftest import PROSE, Read, page

LD = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2016-05-12T08:00:00+00:00"}</script>'


def test_metadata_comes_before_what_stands_in_the_text(read_as: Read) -> None:
    said = read_as(page(f"<h1>Oil for the light</h1><p>3 June 2015</p><p>{PROSE}</p>", LD), "a.html").date
    assert (said.value, said.precision) == (date(2016, 5, 12), Precision.DAY)
    assert said.basis == "metadata JSON-LD datePublished"


def test_an_archive_that_put_it_up_years_later_does_not_date_it(read_as: Read) -> None:
    old = page(f"<h1>Oil for the light</h1><p>3 June 1994</p><p>{PROSE}</p>", LD)
    assert read_as(old, "a.html").date.value == date(1994, 6, 3)


def test_the_dateline_above_the_text(read_as: Read) -> None:
    said = read_as(page(f"<h1>Oil for the light</h1><p>Qumrat, Thursday 12 May 2016</p><p>{PROSE}</p>"), "a.html")
    assert (said.date.value, said.date.basis) == (date(2016, 5, 12), "dateline")
    assert said.date.evidence == "Qumrat, Thursday 12 May 2016"
    assert said.text == PROSE


def test_an_arabic_dateline(read_as: Read) -> None:
    arabic = "يطلب حرّاس المنارة الشمالية زيتًا قبل الشتاء، وقد أجاب المجلس بأن ليس عنده زيت، وقرأنا الجواب مرتين. " * 2
    body = f"<h1>زيت للمنارة</h1><p>قمرات، الخميس ١٢ أيار ٢٠١٦</p><p>{arabic}</p>"
    said = read_as(page(body, language="ar"), "a.html")
    assert (said.date.value, said.language) == (date(2016, 5, 12), "ar")


def test_the_day_of_printing_and_of_the_banner_are_not_believed(read_as: Read) -> None:
    body = (
        "<div id=top><p>Today: Sunday 2 November 2025</p></div><div id=m><h1>Oil for the light</h1>"
        f"<p>12 May 2016</p><p>{PROSE}</p><p>Printed: 2 November 2025</p></div>"
    )
    assert read_as(page(body), "a.html").date.value == date(2016, 5, 12)


def test_the_date_of_a_related_story_is_not_taken(read_as: Read) -> None:
    body = (
        f"<main><article><h1>Oil for the light</h1><p>{PROSE}</p></article><section><h2>Read next</h2>"
        '<div><h3><a href="/b">A new bell</a></h3><time datetime="2019-01-02">2 January '
        "2019</time></div></section></main>"
    )
    assert read_as(page(body), "a.html").date.value is None


def test_an_anniversary_and_an_updated_line_are_not_the_day(read_as: Read) -> None:
    text = f"Oil for the light\n\nLast updated: 3 March 2020\n\nOn the anniversary of 5 June 1967 we say this. {PROSE}"
    assert read_as(text).date.value is None


def test_no_date_after_the_day_of_reading_is_believed(read_as: Read) -> None:
    assert read_as(f"Oil for the light\n\n12 May 2096\n\n{PROSE}").date.value is None


def test_a_missing_year_stays_missing_and_is_shown(read_as: Read) -> None:
    said = read_as(f"Oil for the light\n\nQumrat, Saturday 12 September\n\n{PROSE}").date
    assert (said.value, said.precision, said.inferred) == (None, Precision.NONE, False)
    assert "no year stated" in said.basis
    assert "12 September" in said.evidence


def test_a_missing_year_is_inferred_from_the_address_and_marked(read_as: Read) -> None:
    head = '<link rel="canonical" href="https://lights.example/2016/09/oil">'
    said = read_as(page(f"<h1>Oil for the light</h1><p>Saturday 12 September</p><p>{PROSE}</p>", head), "a.html").date
    assert (said.value, said.inferred) == (date(2016, 9, 12), True)
    assert "inferred" in said.basis


def test_the_name_of_the_file_dates_what_nothing_else_does(read_as: Read) -> None:
    said = read_as(f"Oil for the light\n\n{PROSE}", "releases/2016-05-12-oil.txt").date
    assert (said.value, said.basis) == (date(2016, 5, 12), "file name")


def test_a_bare_year_is_a_date_where_a_date_is_asked_for(read_as: Read) -> None:
    said = read_as(f"Title: Oil for the light\nDate: 2019\n\n{PROSE}").date
    assert (said.value, said.precision) == (date(2019, 1, 1), Precision.YEAR)


def test_a_date_that_the_text_calls_today(read_as: Read) -> None:
    said = read_as(f"Oil for the light\n\nToday, 12 May 2016, the lamp went out. {PROSE}").date
    assert (said.value, said.basis) == (date(2016, 5, 12), "text, which calls it today")
