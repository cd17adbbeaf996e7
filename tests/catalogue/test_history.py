"""What a reader of the catalogue is told of the versions of a statement."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from indexer.catalogue import Catalogue, History, changes_of, versions_shape
from indexer.errors import StorageFailed
from tests.catalogue.scribe import run, said

FIRST, SECOND = said("Salt", "Salt is dear."), said("Salt", "Salt is cheap.")


def test_both_texts_are_kept_when_a_document_changes_and_what_changed_is_said(catalogue: Catalogue, path: Path) -> None:
    run(catalogue, {"a.txt": FIRST})
    run(catalogue, {"a.txt": SECOND})
    history = History(path)
    assert history.count("salt") == 2
    found = history.versions("salt")
    assert [(v.number, v.statement.text) for v in found] == [(1, FIRST.text), (2, SECOND.text)]
    assert changes_of(found) == ((), ("text",))
    assert found == catalogue.versions("salt")


def test_a_statement_that_is_gone_keeps_its_history(catalogue: Catalogue, path: Path) -> None:
    run(catalogue, {"a.txt": FIRST})
    run(catalogue, {}, delete=True)
    assert catalogue.get("salt") is None
    assert [v.statement.text for v in History(path).versions("salt")] == [FIRST.text]


def test_where_there_is_no_catalogue_nothing_has_a_history_and_none_is_made(path: Path) -> None:
    assert (History(path).count("salt"), History(path).versions("salt")) == (0, ())
    assert not path.parent.exists()


def test_what_is_no_catalogue_is_told_as_one_that_fails(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"this is a letter, not a database. " * 100)
    with pytest.raises(StorageFailed):
        History(path).versions("salt")


def test_it_can_be_asked_while_a_run_writes_and_cannot_write_itself(catalogue: Catalogue, path: Path) -> None:
    run(catalogue, {"a.txt": FIRST})
    counted: list[int] = []
    with catalogue.ledger() as ledger:
        ledger.enter(uri="file:///in/b.txt", name="b.txt", root="/in")
        asker = threading.Thread(target=lambda: counted.append(History(path).count("salt")))
        asker.start()
        asker.join()
    assert counted == [1]
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as reader, pytest.raises(sqlite3.OperationalError):
        reader.execute("DELETE FROM versions")


def test_its_json_has_every_text_and_the_redline_of_the_two_compared(catalogue: Catalogue, path: Path) -> None:
    run(catalogue, {"a.txt": FIRST})
    run(catalogue, {"a.txt": SECOND})
    first, second = History(path).versions("salt")
    shape = versions_shape((first, second), (first, second))
    assert [version["statement"]["text"] for version in shape["versions"]] == [FIRST.text, SECOND.text]
    assert [version["changed"] for version in shape["versions"]] == [[], ["text"]]
    assert (shape["redline"]["from"], shape["redline"]["to"], shape["redline"]["whole"]) == (1, 2, True)
    assert shape["redline"]["passages"] == [
        {
            "edit": "changed",
            "pieces": [
                {"edit": "same", "text": "Salt is "},
                {"edit": "deleted", "text": "dear"},
                {"edit": "inserted", "text": "cheap"},
                {"edit": "same", "text": "."},
            ],
        }
    ]
    assert versions_shape((first,), None)["redline"] is None
