"""The page of one statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from indexer import Precision, Reason, Speaker, Statement, StatementDate
from indexer.corrections import Correction, corrected
from tests.search_app.conftest import Visitor
from tests.statements import said


def test_it_shows_title_text_and_what_is_known_with_links_to_more_of_the_same(visitor: Visitor) -> None:
    page = visitor.open("/statements/siege")
    assert page.text("head > title") == "Hazmeen is under siege – Rostrum"
    assert page.text("h1") == "Hazmeen is under siege"
    assert len(page.html.select("#text > p")) == 2
    facts = page.links("#about dd a")
    assert visitor.open(facts["Salma Haddoun"]).total == 4
    assert visitor.open(facts["aid, relief"]).total == 3
    assert "14 September 2021" in page.texts("#about time")
    assert page.text(".citation").startswith("Salma Haddoun, “Hazmeen is under siege”, National Accord Council,")


def test_every_value_says_where_it_was_read(visitor_of: Callable[[Iterable[Statement]], Visitor]) -> None:
    read = replace(
        said("letter", "A letter", "We will not leave.", by=["Salma Haddoun"], about=["siege"], kind="letter"),
        date=StatementDate(
            value=date(2021, 9, 12),
            precision=Precision.DAY,
            basis="dateline, year inferred from the file name",
            evidence="September 12 | 2021-siege.txt",
            inferred=True,
        ),
        speakers=(Speaker(name="Salma Haddoun", role="Vice-President", basis="signature", evidence="Salma Haddoun"),),
        reasons=(Reason(field="topic", value="siege", basis="topics.toml", evidence="leave"),),
        sources=("box-3/letter.txt",),
    )
    page = visitor_of([read]).open("/statements/letter")
    assert page.texts("#about time") == ["12 September 2021, year inferred"]
    assert page.texts("#about .detail") == ["Vice-President"]
    assert page.texts("#about .basis") == [
        "dateline, year inferred from the file name: “September 12 | 2021-siege.txt”",
        "signature: “Salma Haddoun”",
        "topics.toml: “leave”",
    ]
    assert "box-3/letter.txt" in page.texts("#about .address")


def test_opened_from_a_search_it_marks_what_matched_and_leads_back(visitor: Visitor) -> None:
    results = visitor.search("ceasefire", topic="ceasefire")
    page = visitor.open(results.links("ol.hits h2 a")["Ceasefire signed"])
    assert page.texts("#text mark") == ["ceasefire"]
    assert page.html.select_one("#match-1") is not None
    assert page.texts("h1 mark") == ["Ceasefire"]
    trail = page.links(".trail a")
    assert visitor.open(trail["Back to the results for ceasefire"]).hits() == results.hits()
    assert trail["1 match in the text"].endswith("#match-1")
    assert visitor.open(trail["Without marks"]).texts("mark") == []


def test_an_arabic_statement_reads_from_the_right(visitor: Visitor) -> None:
    page = visitor.open("/statements/siege-ar")
    (article,) = page.html.select("article")
    assert (article["lang"], article["dir"]) == ("ar", "rtl")


def test_a_paragraph_has_an_address(visitor: Visitor) -> None:
    page = visitor.open("/statements/siege")
    links = page.links("#text a")
    assert list(links) == ["Paragraph 1", "Paragraph 2"]
    assert page.html.select_one("p#p2") is not None


def test_an_undated_statement_says_so(visitor: Visitor) -> None:
    assert "undated" in page_facts(visitor, "leaflet")


def page_facts(visitor: Visitor, id: str) -> str:
    return visitor.open(f"/statements/{id}").text("#about dl")


def test_an_unknown_id_is_not_found_and_says_what_to_do(visitor: Visitor) -> None:
    page = visitor.open("/statements/nowhere")
    assert page.status == 404
    assert "removed" in page.text("main p:first-of-type")


def test_markup_in_a_text_is_shown_and_not_obeyed(visitor_of: Callable[[Iterable[Statement]], Visitor]) -> None:
    evil = said(
        "evil", "<i>Title</i>", "<script>alert(1)</script>\n\n<a href='javascript:x'>y</a>", url="javascript:alert(1)"
    )
    page = visitor_of([evil]).open("/statements/evil")
    assert page.text("h1") == "<i>Title</i>"
    assert page.html.select("#text script, #text a:not(.pilcrow)") == []
    assert all(not str(a["href"]).startswith("javascript") for a in page.html.select("a[href]"))


def test_ids_of_any_letters_have_an_address(visitor_of: Callable[[Iterable[Statement]], Visitor]) -> None:
    for id in ("a b/c?", "بيان-1", "100%", "é"):
        visitor = visitor_of([said(id, "Notice", "harbour")])
        (address,) = visitor.search("harbour").links("ol.hits h2 a").values()
        assert visitor.open(address).text("h1") == "Notice"


def test_a_corrected_value_says_by_whom_and_why_and_what_was_read_before(
    visitor_of: Callable[[Iterable[Statement]], Visitor],
) -> None:
    read = replace(
        said("letter", "A letter", "We will not leave.", by=["The Clerk"], about=["siege"], kind="letter"),
        date=StatementDate(basis="dateline, no year stated", evidence="September 12"),
        speakers=(Speaker(name="The Clerk", basis="signature", evidence="the clerk"),),
    )
    said_so = [
        Correction(statement="letter", field=field, values=values, why="I asked", by="Lamia")
        for field, values in (
            ("title", ("Not leaving",)),
            ("date", ("2021-09-12",)),
            ("speaker", ()),
            ("kind", ("note",)),
        )
    ]
    page = visitor_of([corrected(read, said_so)]).open("/statements/letter")
    assert page.text("h1") == "Not leaving"
    assert page.texts("#about time") == ["12 September 2021"]
    assert page.texts("#about .before") == [
        "read before: A letter",
        "read before: undated (dateline, no year stated: “September 12”)",
        "read before: The Clerk (signature: “the clerk”)",
        "read before: letter",
    ]
    corrections = page.texts("#about dd:has(.basis)")
    assert corrections == [
        f"{value}corrected by Lamia: “I asked”" for value in ("Not leaving", "12 September 2021", "none", "note")
    ]
