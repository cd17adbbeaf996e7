"""The same answers as JSON, in shapes that stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from indexer import Statement
from tests.search_app.conftest import Visitor
from tests.statements import COLLECTION, said


def test_a_search_has_the_shape_that_other_programs_read(visitor: Visitor) -> None:
    answer = visitor.client.get("/api/search?q=detainees+charge")
    assert answer.mimetype == "application/json"
    found = answer.get_json()
    assert list(found) == [
        "total", "page", "pages", "took_ms", "query", "hits", "facets", "suggestion", "notes",
    ]  # fmt: skip
    assert (found["total"], found["page"], found["pages"]) == (1, 1, 1)
    assert found["query"] == "statements with detainees and charge"
    (hit,) = found["hits"]
    assert list(hit) == [
        "id", "title", "date", "date_precision", "speakers", "topics", "language", "score", "url", "snippet",
    ]  # fmt: skip
    assert (hit["id"], hit["date"], hit["date_precision"]) == ("siege", "2021-09-14", "day")
    assert [s["text"] for s in hit["snippet"] if s["match"]] == ["detainees", "charge"]
    assert found["facets"]["speaker"] == [{"value": "Salma Haddoun", "count": 1, "chosen": False}]
    facets = {"speaker", "topic", "year", "month", "language", "organisation", "kind", "doubt"}
    assert set(found["facets"]) == facets


def test_without_words_the_score_is_null(visitor: Visitor) -> None:
    found = visitor.client.get("/api/search").get_json()
    assert found["total"] == len(COLLECTION)
    assert {hit["score"] for hit in found["hits"]} == {None}


def test_filters_and_pages_are_those_of_the_page(visitor: Visitor) -> None:
    address = "?q=the&topic=water&topic=politics&from=2020&sort=oldest&size=3&page=2"
    found = visitor.client.get("/api/search" + address).get_json()
    page = visitor.open("/" + address)
    assert found["total"] == page.total > 3
    assert [hit["id"] for hit in found["hits"]] == page.hits()
    assert {b["value"]: b["count"] for b in found["facets"]["topic"]} == page.counts("topic")
    assert {b["value"] for b in found["facets"]["topic"] if b["chosen"]} == {"water", "politics"}


def test_a_statement_has_the_shape_of_what_was_extracted_and_more(visitor: Visitor) -> None:
    found = visitor.client.get("/api/statements/founding").get_json()
    assert list(found) == [
        "id", "title", "text", "language", "date", "date_precision", "date_basis", "date_evidence", "speakers",
        "organisation", "topics", "places", "kind", "url", "quoted", "mentioned", "sources", "reasons",
        "likenesses", "group",
    ]  # fmt: skip
    assert found["speakers"] == [{"name": "Idris al-Warraqi", "role": None, "basis": ""}]
    assert found["url"] == "https://council.example/founding"


@pytest.mark.parametrize(
    ("address", "status", "said_"),
    [
        ("/api/search?from=yesterday", 400, "is not a date"),
        ("/api/search?page=0", 400, "whole number"),
        ("/api/search?sort=loudest", 400, "relevance or newest or oldest"),
        ("/api/search?colour=red", 400, "no such part"),
        ("/api/search?q=" + "a" * 600, 400, "at most 512"),
        ("/api/statements/nowhere", 404, "No statement has this id"),
        ("/api/nowhere", 404, "No page"),
    ],
)
def test_what_cannot_be_answered_is_said_in_json(visitor: Visitor, address: str, status: int, said_: str) -> None:
    answer = visitor.client.get(address)
    assert answer.status_code == status
    assert list(answer.get_json()) == ["error"]
    assert said_ in answer.get_json()["error"]


def test_a_long_facet_is_cut_with_a_note_and_given_whole_when_asked(
    visitor_of: Callable[[Iterable[Statement]], Visitor],
) -> None:
    visitor = visitor_of([said(f"s{n}", f"Notice {n}", "harbour", by=[f"Speaker {n:03}"]) for n in range(60)])
    cut = visitor.client.get("/api/search?speaker=Speaker+059").get_json()
    assert len(cut["facets"]["speaker"]) == 51
    assert "show=speaker" in cut["notes"][0]
    assert len(visitor.client.get("/api/search?show=speaker").get_json()["facets"]["speaker"]) == 60


def test_the_same_question_is_answered_once(visitor: Visitor) -> None:
    tag = visitor.client.get("/api/search?q=harbour").headers["ETag"]
    assert visitor.client.get("/api/search?q=harbour", headers={"If-None-Match": tag}).status_code == 304
