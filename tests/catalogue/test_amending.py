"""What people decide about statements: kept beside what was read, and applied to everything that is handed out."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.catalogue import Catalogue, amending
from indexer.corrections import Correction
from indexer.statement import Reason, Statement
from tests.catalogue.scribe import ROOT, held, page, reading, run, said

SALT = said("Salt", "The price of salt rises.")
BREAD = said("Bread", "The small loaf is smaller.")


def by_lamia(statement: str, field: str, *values: str) -> Correction:
    return Correction(statement=statement, field=field, values=values, why="I was there", by="Lamia", on="2024-05-01")


def kinds(catalogue: Catalogue) -> dict[str, str | None]:
    return {statement.id: statement.kind for statement in catalogue.statements()}


# Corrections


def test_a_correction_is_in_everything_that_is_handed_out_and_what_was_read_stays(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT, "b.txt": BREAD})
    before = catalogue.cursor
    assert catalogue.amending.correct([by_lamia("salt", "kind", "notice")]) == 1
    statement = catalogue.get("salt")
    assert statement is not None
    assert (statement.kind, statement.sources) == ("notice", ("a.txt",))
    assert Reason(field="kind", value="notice", basis="corrected by Lamia", evidence="I was there") in statement.reasons
    assert list(catalogue.statements()) == [catalogue.get("bread"), statement]
    assert list(catalogue.changes_since(before)) == [(before + 1, "salt", statement)]
    assert [version.statement for version in catalogue.versions("salt")] == [SALT]
    assert [read.kind for read in catalogue.as_read()] == [None, None]
    assert catalogue.check() == ()


def test_only_statements_whose_corrections_changed_are_changes(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT, "b.txt": BREAD})
    both = [by_lamia("salt", "kind", "notice"), by_lamia("bread", "kind", "letter")]
    assert catalogue.amending.correct(both) == 2
    before = catalogue.cursor
    assert catalogue.amending.correct(both) == 0
    assert catalogue.cursor == before
    assert catalogue.amending.correct([both[0], replace(both[1], why="I asked")]) == 1
    assert [id for _, id, _ in catalogue.changes_since(before)] == ["bread"]


def test_a_correction_taken_back_leaves_what_was_read(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT})
    catalogue.amending.correct([by_lamia("salt", "kind", "notice")])
    before = catalogue.cursor
    assert catalogue.amending.correct([]) == 1
    assert [statement for _, _, statement in catalogue.changes_since(before)] == [replace(SALT, sources=("a.txt",))]


def test_the_last_of_two_about_one_field_holds(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT})
    catalogue.amending.correct([by_lamia("salt", "kind", "notice"), by_lamia("salt", "kind", "letter")])
    assert kinds(catalogue) == {"salt": "letter"}


def test_it_holds_through_other_words_another_reader_another_name_removal_and_return(
    catalogue: Catalogue, path: Path
) -> None:
    run(catalogue, {"a.txt": SALT})
    catalogue.amending.correct([by_lamia("salt", "title", "The salt tax"), by_lamia("salt", "kind", "notice")])

    def title_and_kind() -> list[tuple[str, str | None]]:
        return [(statement.title, statement.kind) for statement in catalogue.statements()]

    corrected = [("The salt tax", "notice")]
    run(catalogue, {"a.txt": said("Salt", "The price of salt falls.")})
    assert title_and_kind() == corrected
    again = reading(
        said("Salt!", "The price of salt falls.", id="salt"), content=b"Salt\nThe price of salt falls.", reader="2"
    )
    run(catalogue, {"a.txt": again})
    assert title_and_kind() == corrected
    with catalogue.ledger() as ledger:
        file = ledger.file(f"{ROOT}/a.txt")
        assert file is not None
        ledger.move(file, uri=f"{ROOT}/b.txt", name="b.txt", root="/in")
        page(ledger, "b.txt", [again])
    assert title_and_kind() == corrected
    run(catalogue, {}, delete=True)
    assert title_and_kind() == []
    run(catalogue, {"c.txt": again})
    assert title_and_kind() == corrected
    with Catalogue(path) as other:
        assert [statement.kind for statement in other.statements()] == ["notice"]


def test_a_correction_of_what_is_not_there_is_kept_for_the_day_it_comes(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT})
    before = catalogue.cursor
    assert catalogue.amending.correct([by_lamia("bread", "kind", "letter"), by_lamia("salt", "kind", "notice")]) == 1
    assert catalogue.amending.strays() == ("bread",)
    assert catalogue.cursor == before + 1
    run(catalogue, {"b.txt": BREAD})
    assert catalogue.amending.strays() == ()
    assert kinds(catalogue) == {"bread": "letter", "salt": "notice"}
    run(catalogue, {"a.txt": SALT}, delete=True)
    assert catalogue.amending.strays() == ("bread",)


def test_a_duplicate_is_still_told_by_what_was_read(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT})
    catalogue.amending.correct([by_lamia("salt", "title", "Bread")])
    run(catalogue, {"a.txt": SALT, "b.txt": SALT})
    assert [statement.sources for statement in catalogue.statements()] == [("a.txt", "b.txt")]


def test_while_a_run_is_open_nothing_is_corrected_half(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    run(catalogue, {"a.txt": SALT, "b.txt": BREAD})
    catalogue.amending.correct([by_lamia("salt", "kind", "notice")])
    before = catalogue.cursor

    def fail(id: str) -> None:
        raise OSError("the power went")

    monkeypatch.setattr(catalogue.amending._statements, "touch", fail)
    with pytest.raises(OSError, match="power"):
        catalogue.amending.correct([by_lamia("bread", "kind", "letter")])
    assert kinds(catalogue) == {"bread": None, "salt": "notice"}
    assert catalogue.cursor == before


# Topics given anew


def shouting(statement: Statement) -> Statement:
    """A tagger that gives the topic "prices" to what speaks of them."""
    if "price" not in statement.text:
        return replace(statement, topics=())
    why = Reason(field="topic", value="prices", basis="words of the text", evidence="price")
    return replace(statement, topics=("prices",), reasons=(*statement.reasons, why))


def retagged(catalogue: Catalogue, version: str = "t1") -> list[tuple[int, int]]:
    return list(catalogue.amending.retag(version, shouting))


def test_topics_are_given_anew_in_the_version_that_is_there(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT, "b.txt": BREAD})
    before = catalogue.cursor
    assert catalogue.amending.tagged_otherwise("t1") == 2
    assert retagged(catalogue) == [(2, 1)]
    assert {statement.id: statement.topics for statement in catalogue.statements()} == {
        "bread": (),
        "salt": ("prices",),
    }
    assert [id for _, id, _ in catalogue.changes_since(before)] == ["salt"]
    assert [version.statement.topics for version in catalogue.versions("salt")] == [("prices",)]
    assert catalogue.check() == ()


def test_what_is_tagged_is_not_looked_at_again(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT, "b.txt": replace(reading(BREAD), tagged="t1")})
    assert retagged(catalogue) == [(1, 1)]
    assert retagged(catalogue) == []
    run(catalogue, {"b.txt": replace(reading(said("Bread", "It is dear.")), tagged="t0")})
    assert catalogue.amending.tagged_otherwise("t1") == 1


def test_a_tagging_broken_off_is_gone_on_with(
    catalogue: Catalogue, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(amending, "BATCH", 10)
    run(catalogue, {f"{n}.txt": said(f"Salt {n}", f"The price of salt is {n}.") for n in range(35)})
    going = catalogue.amending.retag("t1", shouting)
    assert [next(going), next(going)] == [(10, 10), (10, 10)]
    going.close()
    with Catalogue(path) as other:
        assert other.amending.tagged_otherwise("t1") == 15
        assert retagged(other) == [(10, 10), (5, 5)]
        assert {statement.topics for statement in other.statements()} == {("prices",)}


def test_a_removed_statement_is_tagged_too_so_that_its_return_is_no_new_version(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT})
    run(catalogue, {}, delete=True)
    assert retagged(catalogue) == [(1, 0)]
    assert held(catalogue) == {}
    run(catalogue, {"a.txt": replace(reading(shouting(SALT)), tagged="t1")})
    assert len(catalogue.versions("salt")) == 1


def test_reading_that_finds_the_topics_that_were_given_anew_changes_nothing(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT})
    retagged(catalogue)
    before = catalogue.cursor
    content = reading(SALT).content
    run(catalogue, {"a.txt": reading(shouting(SALT), content=content, reader="2")})
    assert catalogue.cursor == before


def test_topics_that_a_person_corrected_stay_as_corrected(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT})
    catalogue.amending.correct([by_lamia("salt", "topic", "taxes")])
    retagged(catalogue)
    statement = catalogue.get("salt")
    assert statement is not None
    assert statement.topics == ("taxes",)
    assert [r.value for r in statement.reasons if r.field == "topic as read"] == ["prices"]


# A catalogue of before


def test_a_catalogue_made_before_there_were_corrections_takes_them(path: Path) -> None:
    with Catalogue(path) as catalogue:
        run(catalogue, {"a.txt": SALT})
    file = sqlite3.connect(path)
    file.executescript(
        "DROP TABLE corrections; DROP INDEX statements_tagged; ALTER TABLE statements DROP COLUMN tagged; "
        "DROP TABLE facts; DROP TABLE marks; DROP TABLE likenesses; DROP TABLE compared; "
        "PRAGMA user_version = 2"
    )
    file.close()
    with Catalogue(path) as catalogue:
        assert held(catalogue) == {"salt": SALT.text}
        assert catalogue.amending.correct([by_lamia("salt", "kind", "notice")]) == 1
        assert retagged(catalogue) == [(1, 1)]
