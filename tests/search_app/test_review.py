"""The page of what a person should look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from indexer import Engine, Settings, Speaker, Statement, StatementDate
from search_app import create_app
from search_app.review import A_PAGE, AT_ONCE
from tests.search_app.conftest import Visitor
from tests.statements import COLLECTION, said

VisitorOf = Callable[[Iterable[Statement]], Visitor]

YEARLESS = replace(
    said("fifth session", "The fifth session", "It sat for one day.", by=["Salma Haddoun"]),
    date=StatementDate(basis="dateline, no year stated", evidence="Saturday 25 September"),
)


def undated(count: int) -> list[Statement]:
    return [said(f"n{n:03}", f"Notice {n}", "Shut.", by=["A"]) for n in range(count)]


def test_the_footer_of_every_page_leads_to_it(visitor: Visitor) -> None:
    page = visitor.open(visitor.open("/help").links("footer a")["To review"])
    assert (page.status, page.text("h1"), page.text("head > title")) == (200, "To review", "To review – Rostrum")


def test_each_doubt_stands_with_its_count_which_the_facet_has_too(visitor: Visitor) -> None:
    page = visitor.open("/review")
    counts = visitor.open("/").counts("doubt")
    assert counts
    assert page.texts("section h2") == [
        f"{name[0].upper()}{name[1:]} {count} statement{'s' if count > 1 else ''}" for name, count in counts.items()
    ]
    for address, count in zip(page.html.select("section > p:first-of-type a"), counts.values(), strict=True):
        assert visitor.open(str(address["href"])).total == count


def test_a_statement_says_what_was_read_from_which_words_and_how_to_correct_it(visitor_of: VisitorOf) -> None:
    page = visitor_of([YEARLESS]).open("/review")
    assert page.texts("section h2") == ["No year stated 1 statement"]
    assert page.links(".questions h3 a") == {"The fifth session": "/statements/fifth%20session"}
    assert page.texts(".value-read") == ["undated"]
    assert page.texts(".questions .basis") == ["dateline, no year stated: “Saturday 25 September”"]
    command = "rostrum correct 'fifth session' date YYYY-MM-DD --why 'HOW I KNOW' --by 'MY NAME'"
    assert page.texts(".command code") == [command]


def test_a_date_that_was_inferred_can_be_confirmed_as_it_is(visitor_of: VisitorOf) -> None:
    dated = said("n", "Notice", "Shut.", when="2021-09-25", by=["A"])
    inferred = replace(dated, date=replace(dated.date, inferred=True, basis="dateline, year inferred"))
    page = visitor_of([inferred]).open("/review")
    assert page.texts(".value-read") == ["25 September 2021, year inferred"]
    assert page.text(".command code").startswith("rostrum correct n date 2021-09-25 --why")


def test_a_speaker_in_doubt_is_named(visitor_of: VisitorOf) -> None:
    nobody = said("n", "Notice", "Shut.", when="2021-09-25")
    page = visitor_of([nobody]).open("/review")
    assert page.texts(".value-read") == ["nobody is named"]
    assert page.text(".command code").startswith("rostrum correct n speaker NAME --why")


def test_of_many_the_first_are_shown_and_a_page_of_their_own_has_all(visitor_of: VisitorOf) -> None:
    visitor = visitor_of(undated(A_PAGE * 2 + 3))
    page = visitor.open("/review")
    assert len(page.texts(".questions li")) == AT_ONCE
    page = visitor.open(page.links("section > p a")[f"All {A_PAGE * 2 + 3} statements"])
    assert page.text("h1") == "To review: undated"
    seen: list[str] = []
    for number in ("1", "2", "3"):
        page = visitor.open(page.links(".pages a")[f"Page {number}"])
        (listed,) = page.html.select("ol.questions")
        assert listed.get("start", "1") == str(len(seen) + 1)
        seen += page.texts(".questions h3")
    assert seen == [f"Notice {n}" for n in range(A_PAGE * 2 + 3)]
    assert visitor.open(page.links("main > p a")["All that is in doubt"]).text("h1") == "To review"


def test_where_nothing_is_in_doubt_it_says_so(visitor_of: VisitorOf) -> None:
    page = visitor_of([said("n", "Notice", "Shut.", when="2021-09-25", by=["A"])]).open("/review")
    assert page.text(".settled") == "Nothing is in doubt."
    assert page.texts("section") == []


@pytest.mark.parametrize(
    "address", ["?doubt=nonsense", "?page=x", "?page=0", "?page=-1", "?doubt=undated&page=99999999"]
)
def test_an_address_without_meaning_shows_what_it_can(visitor: Visitor, address: str) -> None:
    assert visitor.open(f"/review{address}").status == 200


@pytest.mark.parametrize("page", [2, 49, 50, 51, 99_999])
def test_a_page_past_the_last_is_empty(visitor: Visitor, page: int) -> None:
    found = visitor.open(f"/review?doubt=undated&page={page}")
    assert (found.status, found.texts(".questions li")) == (200, [])


def test_an_arabic_title_reads_from_the_right(visitor_of: VisitorOf) -> None:
    page = visitor_of([said("n", "بيان", "نص البيان", language="ar", by=["A"])]).open("/review")
    (title,) = page.html.select(".questions h3")
    assert (title["lang"], title["dir"]) == ("ar", "rtl")


def test_markup_is_shown_and_not_obeyed(visitor_of: VisitorOf) -> None:
    evil = replace(
        said("<b>", "<script>alert(1)</script>", "Shut."),
        speakers=(Speaker(name="<i>A</i>", evidence="<img src=x>"),),
    )
    page = visitor_of([evil]).open("/review")
    assert page.texts(".questions h3") == ["<script>alert(1)</script>"]
    assert page.html.select("main b, main i, main img, main script") == []


def test_an_unchanged_page_is_not_sent_twice(engine: Engine) -> None:
    client = create_app(engine, Settings()).test_client()
    first = client.get("/review")
    assert client.get("/review", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert len(COLLECTION) > AT_ONCE
