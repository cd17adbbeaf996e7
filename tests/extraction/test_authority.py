"""The authority files: how names resolve, and what is said when a file is broken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indexer.document import Document
from indexer.errors import WrongCall
from indexer.extraction import READER_VERSION, read
from indexer.extraction.authority import load
from indexer.extraction.names import Names
from indexer.statement import Precision, StatementDate
from tests.extraction.conftest import PROSE, Read


def on(day: str) -> StatementDate:
    return StatementDate(value=date.fromisoformat(day), precision=Precision.DAY)


@pytest.mark.parametrize("spelling", ["Mira Solane", "MYRA SOLANE", "solane", "ميرا سولان", "سولان"])
def test_every_spelling_is_the_same_person(authority: Path, spelling: str) -> None:
    person = load(authority).people.get(spelling)
    assert person is not None
    assert person.id == "mira-solane"


def test_the_office_is_that_of_the_day(authority: Path) -> None:
    person = load(authority).people.get("Solane")
    assert person is not None
    offices = [person.role_at(on(day)) for day in ("2011-01-01", "2012-01-01", "2016-05-31", "2016-06-01")]
    assert offices == [None, "Deputy Mayor of Ostrava Bay", "Deputy Mayor of Ostrava Bay", "Mayor of Ostrava Bay"]
    assert person.role_at(StatementDate()) is None


def test_names_are_found_in_a_text_with_what_arabic_joins_to_them() -> None:
    places = Names([("qumrat", ["Qumrat", "Al-Qumrat", "قمرات", "القمرات"]), ("bay", ["the Bay of Ostrava"])])
    found = places.find("In Al-Qumrat, وبقمرات وللقمرات, and in the Bay of Ostrava; qumrat in small letters is none.")
    assert [(each.entry, each.words) for each in found] == [
        ("qumrat", "Al-Qumrat"),
        ("qumrat", "قمرات"),
        ("qumrat", "للقمرات"),
        ("bay", "the Bay of Ostrava"),
    ]


def test_the_longest_name_wins() -> None:
    bodies = Names([("council", ["Council"]), ("bay council", ["Bay Council"])])
    assert [each.entry for each in bodies.find("The Bay Council and the Council")] == ["bay council", "council"]


def test_places_in_order_with_the_words_as_reasons(read_as: Read) -> None:
    said = read_as(f"Oil for Koumrat\n\n{PROSE} The boat leaves the Bay of Ostrava at six.")
    assert said.places == ("Qumrat", "Ostrava Bay")
    shown = [(r.basis, r.evidence) for r in said.reasons if r.field == "place"]
    assert shown == [("title", "Koumrat"), ("named in the text", "the Bay of Ostrava")]


def test_without_files_nothing_is_known_and_everything_is_read(nobody: Path, read_as: Read) -> None:
    said = read_as(f"Remarks by Minister Myra Solane\n\n12 May 2018\n\n{PROSE}", known=nobody)
    assert ([s.name for s in said.speakers], said.places, said.topics) == (["Myra Solane"], (), ())
    assert load(nobody / "missing").topics == ()


BROKEN = {
    "people.toml": ("[[person]\n", "is not TOML"),
    "places.toml": ('[[place]]\nid = "x"\n', r"\[\[place\]\] number 1 needs `name"),
    "organisations.toml": ('organisation = "x"\n', r"write each as \[\[organisation\]\]"),
    "topics.toml": ('[[topic]]\nlabel = "a"\nquery = 7\n', "number 1 needs `query"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named_with_what_to_do(tmp_path: Path, name: str) -> None:
    content, reason = BROKEN[name]
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(WrongCall, match=f"{name}.*{reason}"):
        read(Document(uri="file:///a.txt", name="a.txt", content=b"Oil for the light."), authority=tmp_path)


def test_files_that_are_no_utf8_are_named_too(tmp_path: Path) -> None:
    (tmp_path / "people.toml").write_bytes(b"# caf\xe9\n")
    with pytest.raises(WrongCall, match=r"people\.toml is not TOML"):
        load(tmp_path)


def test_the_version_is_a_word() -> None:
    assert READER_VERSION
