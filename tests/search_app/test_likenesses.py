"""What says the same as a statement: on its page, in its JSON, and hidden from results on request."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from indexer import Kinship, Likeness, Statement
from tests.search_app.conftest import Visitor
from tests.statements import said

VisitorOf = Callable[[Iterable[Statement]], Visitor]


def like(id: str, kind: Kinship, evidence: str) -> Likeness:
    return Likeness(id=id, kind=kind, score=0.96, evidence=evidence)


NEAR, TRANSLATED, CORRECTED = Kinship.NEAR_DUPLICATE, Kinship.TRANSLATION, Kinship.CORRECTION
ONE = replace(
    said("one", "On bread", "Bread is dear today.", when="2021-01-01", group="one"),
    sources=("press/one.html", "mirror/one.html", "mirror/two.html"),
    likenesses=(
        like("two", NEAR, "96% of their runs of three words are the same"),
        like("gone", NEAR, "94% of their runs of three words are the same"),
        like("three", CORRECTED, "same title"),
        like("four", TRANSLATED, "same day, 9 of 10 numbers, 3 names"),
    ),
)
TWO = replace(
    said("two", "On bread again", "Bread is dear now.", when="2021-01-03", group="one"),
    likenesses=(like("one", NEAR, "96% of their runs of three words are the same"),),
)
THREE = replace(
    said("three", "Corrected: On bread", "Bread is cheap.", when="2021-01-02"),
    likenesses=(like("one", CORRECTED, "same title"),),
)
FOUR = said("four", "عن الخبز", "الخبز غالٍ", when="2021-01-01", language="ar")


@pytest.fixture
def visitor(visitor_of: VisitorOf) -> Visitor:
    return visitor_of([ONE, TWO, THREE, FOUR])


def test_the_page_names_what_says_the_same_with_its_evidence_and_in_its_language(visitor: Visitor) -> None:
    page = visitor.open("/statements/one")
    assert page.texts("#alike dt") == ["Near-duplicates", "Translation", "Corrected by"]
    assert page.texts("#alike .basis") == [
        "96% of their runs of three words are the same",
        "same day, 9 of 10 numbers, 3 names",
        "same title",
    ]
    arabic = page.html.select_one("#alike a[lang=ar]")
    assert arabic is not None
    assert (arabic["dir"], arabic["hreflang"], arabic["href"]) == ("rtl", "ar", "/statements/four")
    assert "Arabic, 1 January 2021" in page.texts("#alike .detail")
    assert visitor.open(page.links("#alike a")["On bread again"]).text("h1") == "On bread again"
    assert visitor.open("/statements/three").texts("#alike dt") == ["Corrects"]
    assert visitor.open("/statements/four").html.select("#alike") == []


def test_what_differs_between_two_statements_is_one_click_away(visitor: Visitor) -> None:
    page = visitor.open("/statements/one")
    redline = visitor.open(page.links("#alike a")["See what differs from “On bread again”"])
    assert redline.text("h1") == "Two statements compared"
    assert set(redline.links("ol.two a")) == {"On bread", "On bread again"}
    assert redline.texts(".redline article p del") == ["deleted: today end of deletion"]
    assert redline.texts(".redline article p ins") == ["inserted: now end of insertion"]
    found = visitor.client.get("/api/redline?from=one&to=two").json
    assert found is not None
    assert [piece["text"] for piece in found["passages"][0]["pieces"]] == ["Bread is dear ", "today", "now", "."]


def test_a_text_found_in_several_places_says_where_else_it_was_published(visitor: Visitor) -> None:
    page = visitor.open("/statements/one")
    assert [name for name in page.texts("#about dt") if name in ("Read from", "Also published as")] == [
        "Read from",
        "Also published as",
    ]
    assert page.texts("#about .address")[-3:] == ["press/one.html", "mirror/one.html", "mirror/two.html"]


def test_the_json_of_a_statement_has_its_likenesses(visitor: Visitor) -> None:
    found = visitor.client.get("/api/statements/two").json
    assert found is not None
    assert found["group"] == "one"
    why = "96% of their runs of three words are the same"
    assert found["likenesses"] == [{"id": "one", "kind": "near-duplicate", "score": 0.96, "evidence": why}]


def test_a_tick_hides_near_duplicates_and_the_hit_that_stays_leads_to_them(visitor: Visitor) -> None:
    page = visitor.search("bread")
    assert page.total == 3
    hidden = visitor.submit(page, collapse="1")
    assert hidden.total == 2
    assert set(hidden.hits()) == {"one", "three"}
    assert hidden.texts("li .alike") == ["and 1 near-duplicate"]
    assert hidden.links(".alike a")["and 1 near-duplicate"] == "/statements/one#alike"
    assert "checked" in str(hidden.html.select_one("input[name=collapse]"))
    assert visitor.open(hidden.links(".chips a")["Remove filter Near-duplicates: hidden"]).total == 3
    assert visitor.open(hidden.links(".chips a")["Clear all"]).total == 3


def test_what_stands_in_the_address_is_understood_or_said_not_to_be(visitor: Visitor) -> None:
    assert visitor.search("bread", collapse="0").total == 3
    odd = visitor.search("bread", collapse="yes")
    assert odd.texts(".notes li") == ["“collapse=yes” was left out: it can be 1 or 0."]
    found = visitor.client.get("/api/search?q=bread&collapse=1").json
    assert found is not None
    assert found["total"] == 2


def test_what_differs_is_told_from_the_earlier_to_the_later_from_either_page(visitor: Visitor) -> None:
    forth = visitor.open("/statements/one").links("#alike a")["See what differs from “On bread again”"]
    back = visitor.open("/statements/two").links("#alike a")["See what differs from “On bread”"]
    assert forth == back == "/redline?from=one&to=two"
