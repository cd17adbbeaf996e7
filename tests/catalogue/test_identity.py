"""One statement, one id: readable, and the same through renaming, re-reading, clashes, removal and return."""

from __future__ import annotations

from indexer.catalogue import Catalogue
from tests.catalogue.scribe import ROOT, held, page, reading, run, said

SALT = said("Salt", "The price of salt rises.")


def test_the_id_is_the_one_that_the_reader_proposed(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": said("Salt", "rises", id="2024-03-12-salt")})
    assert list(held(catalogue)) == ["2024-03-12-salt"]


def test_it_survives_a_new_name_of_the_file(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT})
    with catalogue.ledger() as ledger:
        file = ledger.file(f"{ROOT}/a.txt")
        assert file is not None
        ledger.move(file, uri=f"{ROOT}/b.txt", name="b.txt", root="/in")
        page(ledger, "b.txt", [reading(SALT)])
    statement = catalogue.get("salt")
    assert statement is not None
    assert statement.sources == ("b.txt",)
    assert len(catalogue.versions("salt")) == 1


def test_it_survives_another_reading_that_proposes_another_id(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT})
    content = reading(SALT).content
    better = said("Salt prices", "The price of salt rises.", id="salt-prices")
    run(catalogue, {"a.txt": reading(better, content=content, reader="2")})
    assert held(catalogue) == {"salt": better.text}
    assert [v.reader for v in catalogue.versions("salt")] == ["1", "2"]


def test_two_statements_that_propose_one_id_have_two(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": said("Salt", "rises"), "b.txt": said("Salt", "falls")})
    first, second = held(catalogue).items()
    assert first == ("salt", "rises")
    assert second[0].startswith("salt-")
    assert second[1] == "falls"


def test_the_second_of_two_keeps_its_id_when_the_first_goes(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": said("Salt", "rises"), "b.txt": said("Salt", "falls")})
    [second] = (id for id, text in held(catalogue).items() if text == "falls")
    run(catalogue, {"b.txt": said("Salt", "falls")}, delete=True)
    assert held(catalogue) == {second: "falls"}


def test_ids_do_not_run_out_when_one_template_is_filled_in_again_and_again(catalogue: Catalogue) -> None:
    for number in range(12):
        run(catalogue, {f"{number}.txt": said("Notice", "To be written.")})
        run(catalogue, {f"{number}.txt": said("Notice", f"Notice number {number}.")})
    assert sorted(held(catalogue).values()) == sorted(f"Notice number {n}." for n in range(12))
    assert all(id.startswith("notice") for id in held(catalogue))


def test_exact_duplicates_are_one_statement_with_two_sources(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT, "mirror/a.html": reading(SALT, content=b"<p>the same in HTML")})
    [statement] = catalogue.statements()
    assert statement.sources == ("a.txt", "mirror/a.html")
    assert len(catalogue.versions("salt")) == 1
    assert catalogue.counts().originals == 2


def test_while_one_source_is_left_the_statement_is_held(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT, "b.txt": SALT})
    run(catalogue, {"b.txt": SALT}, delete=True)
    [statement] = catalogue.statements()
    assert (statement.id, statement.sources) == ("salt", ("b.txt",))


def test_a_removed_statement_is_not_held_and_its_versions_and_original_are_kept(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT})
    run(catalogue, {}, delete=True)
    assert catalogue.get("salt") is None
    assert held(catalogue) == {}
    assert [v.statement.text for v in catalogue.versions("salt")] == [SALT.text]
    assert catalogue.original(reading(SALT).sha256) is not None


def test_a_statement_that_returns_from_anywhere_has_its_id_again(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT})
    run(catalogue, {}, delete=True)
    run(catalogue, {"elsewhere.txt": SALT})
    assert held(catalogue) == {"salt": SALT.text}
    assert len(catalogue.versions("salt")) == 1


def test_a_file_that_returns_with_other_words_is_the_next_version(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT})
    run(catalogue, {}, delete=True)
    run(catalogue, {"a.txt": said("Salt", "falls")})
    assert [v.statement.text for v in catalogue.versions("salt")] == [SALT.text, "falls"]


def test_changes_come_once_each_in_the_order_of_the_last_change(catalogue: Catalogue) -> None:
    assert catalogue.cursor == 0
    run(catalogue, {"a.txt": SALT, "b.txt": said("Bread", "small"), "c.txt": said("Oil", "dear")})
    assert [id for _, id, _ in catalogue.changes_since(0)] == ["salt", "bread", "oil"]
    before = catalogue.cursor
    assert list(catalogue.changes_since(before)) == []
    run(catalogue, {"b.txt": said("Bread", "smaller"), "a.txt": said("Salt", "falls")}, delete=True)
    changes = [(id, statement and statement.text) for _, id, statement in catalogue.changes_since(before)]
    assert changes == [("bread", "smaller"), ("salt", "falls"), ("oil", None)]
    numbers = [seq for seq, _, _ in catalogue.changes_since(0)]
    assert numbers == sorted(set(numbers))
    assert numbers[-1] == catalogue.cursor


def test_a_new_source_and_a_lost_one_are_changes_of_the_statement(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT})
    for pages in ({"a.txt": SALT, "b.txt": SALT}, {"b.txt": SALT}):
        before = catalogue.cursor
        run(catalogue, pages, delete=True)
        [(_, id, statement)] = catalogue.changes_since(before)
        assert id == "salt"
        assert statement is not None
        assert statement.sources == tuple(pages)


def test_a_run_that_finds_everything_as_it_was_changes_nothing(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT, "b.txt": SALT})
    before = catalogue.cursor
    run(catalogue, {"a.txt": SALT, "b.txt": SALT}, delete=True)
    assert catalogue.cursor == before
