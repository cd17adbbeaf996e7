"""`make bench` measures every engine on every kind of query, and all of them count the same."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from indexer.language import exact_sequence, stem_alternatives
from indexer.statement import Precision
from tests.benchmarks.__main__ import main
from tests.benchmarks.corpus import FromFile, Generated, words
from tests.benchmarks.peers import installed
from tests.benchmarks.questions import KINDS, ask_for


def table(printed: str, title: str) -> dict[str, list[str]]:
    """The table with this title: the first word of each row -> the rest of it."""
    block = next(b for b in printed.split("\n\n") if b.startswith(title))
    return {line.split()[0]: line.split()[1:] for line in block.splitlines() if not line.startswith("-")}


def test_every_engine_is_measured_on_every_kind_and_all_count_the_same(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    kept = tmp_path / "measured.json"
    main(["--statements", "50", "--queries", "2", "--repeat", "1", "--json", str(kept)])
    printed = capsys.readouterr().out
    peers, notices = installed()
    names = [peer.name for peer in peers]
    searching = table(printed, "searching")
    assert searching.pop("searching") == ["found", *names]
    assert list(searching) == list(KINDS)
    assert all(row.count("/") == len(names) for row in searching.values())
    assert list(table(printed, "building")) == ["building", *(p.name for p in peers if p.opens == p.name)]
    assert all(notice in printed for notice in notices)
    assert "All engines find the same: every total and every facet count." in printed
    (measured,) = json.loads(kept.read_text())["measurements"]
    assert measured["differences"] == []
    assert measured["totals"]["everything"] == [50, 50]
    assert all(total > 0 for totals in measured["totals"].values() for total in totals[:1])
    assert all(len(t["again"]) == 2 for held in measured["milliseconds"].values() for t in held.values())


def test_a_profile_tells_where_the_time_of_our_engine_goes(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--statements", "20", "--queries", "1", "--profile", "phrase"])
    printed = capsys.readouterr().out
    assert printed.startswith("20 answers to questions of the kind 'phrase'")
    assert "engine.py" in printed
    assert "cumulative" in printed


def test_a_seed_gives_the_same_statements_and_questions_again() -> None:
    first, second, other = Generated(30, 4), Generated(30, 4), Generated(30, 5)
    assert list(first.statements()) == list(second.statements()) != list(other.statements())
    assert ask_for(first.statements(), each=3, seed=4) == ask_for(second.statements(), each=3, seed=4)


def test_no_stemmer_changes_a_generated_word() -> None:
    for word in words(2_000):
        assert stem_alternatives(word) == (exact_sequence(word),) == ((word,),)


def test_statements_are_read_from_a_file_of_records(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl.gz"
    records = [
        {"id": "a", "title": None, "text": "Bread", "date": "2021-04", "speaker": ["Ann", "Ann"], "org": ["Bakers"]},
        {"id": 2, "title": "Salt", "text": "Salt", "date": None, "speaker": "Ben", "topics": None, "lang": "en"},
        {"id": "c", "title": "", "text": ""},
    ]
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write("\n".join(map(json.dumps, records)))
    bread, salt = FromFile(path, 2).statements()
    assert (bread.date.value, bread.date.precision) == (date(2021, 4, 1), Precision.MONTH)
    assert ([s.name for s in bread.speakers], bread.organisation) == (["Ann"], "Bakers")
    assert (salt.id, salt.language, salt.speakers[0].name, salt.date.value) == ("2", "en", "Ben", None)
