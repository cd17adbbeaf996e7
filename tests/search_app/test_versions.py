"""Versions of a statement and the redline between two, as a visitor without JavaScript sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer import Settings
from indexer.catalogue import Catalogue
from search_app import create_app
from tests.catalogue.scribe import run
from tests.oracle import MemoryEngine
from tests.search_app.conftest import Visitor
from tests.statements import COLLECTION, said

FIRST = said("loaf", "The loaf", "It weighs 400 grams.", "Nothing else changes.", when="2021-01-01")
SECOND = said(
    "loaf", "The small loaf", "It weighs 300 grams.", "Nothing else changes.", when="2021-01-01", by=["Salma"]
)
THIRD = said("loaf", "The small loaf", "It weighs 300 grams.", when="2021-01-02", by=["Salma"])
ARABIC = [
    said("khubz", "الرغيف", f"وزن الرغيف {weight} غرام.", when="2021-01-01", language="ar") for weight in ("٤٠٠", "٣٠٠")
]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "var")


@pytest.fixture
def visitor(settings: Settings) -> Visitor:
    """Of a loaf with three versions, an Arabic one with two, and the collection, which the catalogue does not know."""
    with Catalogue(settings.catalogue_path) as catalogue:
        for loaf, khubz in ((FIRST, ARABIC[0]), (SECOND, ARABIC[1]), (THIRD, ARABIC[1])):
            run(catalogue, {"loaf.txt": loaf, "khubz.txt": khubz})
        engine = MemoryEngine([*catalogue.statements(), *COLLECTION])
    return Visitor(create_app(engine, settings).test_client())


def test_the_page_of_a_statement_leads_to_its_versions(visitor: Visitor) -> None:
    page = visitor.open("/statements/loaf")
    versions = visitor.open(page.links("#about dd a")["3 versions"])
    assert versions.text("h1") == "3 versions of The small loaf"
    assert [row.split(" UTC ")[1].split(" 3")[0] for row in versions.texts("tbody tr")] == [
        "As it was first read.",
        "Changed: title, text and speakers.",
        "Changed: text and date.",
    ]
    assert visitor.open(versions.links("main > p a")["The statement as it stands"]).text("h1") == "The small loaf"


def test_a_statement_with_one_version_or_none_kept_has_no_such_link(visitor: Visitor) -> None:
    assert "History" not in visitor.open("/statements/siege").texts("#about dt")


def test_the_last_two_are_compared_and_any_two_on_request(visitor: Visitor) -> None:
    page = visitor.open("/statements/loaf/versions")
    assert page.text(".redline h2") == "What changed from version 2 to version 3"
    assert page.texts(".redline p.deleted") == ["deleted: Nothing else changes. end of deletion"]
    page = visitor.open(page.links("tbody a")["Changed: title, text and speakers."])
    assert page.text(".redline h2") == "What changed from version 1 to version 2"
    assert page.texts(".redline del") == ["Struck out", "deleted: 400 end of deletion"]
    assert page.texts(".redline h3 ins") == ["inserted: small end of insertion"]
    assert page.texts(".redline article ins")[1:] == ["inserted: 300 end of insertion"]
    assert [str(box["value"]) for box in page.html.select("input[checked]")] == ["1", "2"]
    assert visitor.open("/statements/loaf/versions?from=3&to=1").text(".redline h2").endswith("version 3 to version 1")


def test_arabic_goes_from_right_to_left_and_what_is_said_about_it_does_not(visitor: Visitor) -> None:
    page = visitor.open("/statements/khubz/versions")
    article = page.html.select_one(".redline article")
    assert article is not None
    assert (article["dir"], article["lang"]) == ("rtl", "ar")
    assert {span["dir"] for span in article.select("span.unseen")} == {"ltr"}
    assert page.texts(".redline article del") == ["deleted: ٤٠٠ end of deletion"]


def test_the_same_as_json(visitor: Visitor) -> None:
    found = visitor.client.get("/api/statements/loaf/versions?from=1&to=3").json
    assert found is not None
    assert [version["changed"] for version in found["versions"]] == [
        [],
        ["title", "text", "speakers"],
        ["text", "date"],
    ]
    assert (found["redline"]["from"], found["redline"]["to"]) == (1, 3)
    refused = visitor.client.get("/api/statements/loaf/versions?from=1&to=9")
    assert (refused.status_code, refused.json) == (400, {"error": "from and to take two of the numbers 1, 2, 3."})


def test_what_was_removed_keeps_its_page_of_versions(settings: Settings, visitor: Visitor) -> None:
    gone = Visitor(create_app(MemoryEngine(COLLECTION), settings).test_client())
    assert gone.open("/statements/loaf").status == 404
    page = gone.open("/statements/loaf/versions")
    assert page.status == 200
    assert page.text(".notes").startswith("This statement is no longer held")


@pytest.mark.parametrize(
    "address",
    [
        "/statements/siege/versions",
        "/statements/nobody/versions",
        "/api/statements/nobody/versions",
        "/redline",
        "/redline?from=siege&to=nobody",
        "/api/redline?from=siege",
    ],
)
def test_what_is_not_there_is_not_found(visitor: Visitor, address: str) -> None:
    assert visitor.open(address).status == 404


def test_without_a_catalogue_a_statement_is_shown_and_has_no_versions(tmp_path: Path) -> None:
    visitor = Visitor(create_app(MemoryEngine(COLLECTION), Settings(data=tmp_path / "nothing")).test_client())
    assert visitor.open("/statements/siege").status == 200
    assert visitor.open("/statements/siege/versions").status == 404


def test_with_a_damaged_catalogue_a_statement_is_shown_and_its_versions_are_503(settings: Settings) -> None:
    settings.data.mkdir()
    settings.catalogue_path.write_bytes(b"no database at all " * 200)
    visitor = Visitor(create_app(MemoryEngine(COLLECTION), settings).test_client())
    assert visitor.open("/statements/siege").status == 200
    assert visitor.open("/statements/siege/versions").status == 503


def test_long_stretches_without_a_change_are_folded_but_complete(settings: Settings) -> None:
    paragraphs = [f"Paragraph {n} stays." for n in range(20)]
    with Catalogue(settings.catalogue_path) as catalogue:
        for last in ("It ends here.", "It ends there."):
            run(catalogue, {"long.txt": said("long", "Long", *paragraphs, last)})
    page = Visitor(create_app(MemoryEngine([]), settings).test_client()).open("/statements/long/versions")
    assert page.text(".redline summary") == "19 paragraphs unchanged"
    assert page.texts(".redline article p.same") == paragraphs
    assert page.texts(".redline article p.changed") == [
        "It ends deleted: here end of deletion inserted: there end of insertion ."
    ]


def test_nothing_in_a_text_becomes_markup(settings: Settings) -> None:
    with Catalogue(settings.catalogue_path) as catalogue:
        for word in ("<b>one</b>", "<script>two</script>"):
            run(catalogue, {"x.txt": said("x", "<i>X</i>", f"The word is {word} and no other.")})
    page = Visitor(create_app(MemoryEngine([]), settings).test_client()).open("/statements/x/versions")
    assert page.html.select("main b, main script, main i") == []
    assert "script" in page.text(".redline article")
