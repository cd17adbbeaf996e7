"""topics and retag: what there is, what other topics would change, and making it so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TOPICS = """
[[topic]]
id = "dry"
label = "drought"
parent = "wet"
query = "well"

[[topic]]
id = "wet"
label = "water"
query = "water OR gates"

[[topic]]
id = "odd"
label = "oddities"
parent = "odd"
query = "elephant"
"""
NOTES = {"id": "notes", "title": "Notes", "text": "The well and the gates.", "date": "2021", "speaker": "A"}


@pytest.fixture
def topics(tmp_path: Path) -> Path:
    """The topics.toml in use, written before anything is indexed."""
    (tmp_path / "nobody").mkdir()
    path = tmp_path / "nobody" / "topics.toml"
    path.write_text(TOPICS)
    return path


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.jsonl"
    path.write_text(json.dumps(NOTES))
    return path


def test_topics_are_listed_with_their_counts_children_under_their_parents(
    run: Run, folder: Path, notes: Path, topics: Path
) -> None:
    run("index", folder, notes)
    result = run("topics")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "      3  water",
        "      1    drought",
        "      0  oddities",
        "",
        "named by documents, and not in the file:",
        "      1  talks",
        "      1  villages",
    ]
    assert json.loads(run("topics", "--json").stdout) == {
        "topics": [
            {"id": "wet", "label": "water", "parent": None, "count": 3},
            {"id": "dry", "label": "drought", "parent": "wet", "count": 1},
            {"id": "odd", "label": "oddities", "parent": "odd", "count": 0},
        ],
        "others": [{"label": "talks", "count": 1}, {"label": "villages", "count": 1}],
    }


def test_where_there_is_no_file_the_topics_are_those_that_documents_name(ask: Run) -> None:
    assert ask("topics").stdout.splitlines() == ["      2  water", "      1  talks", "      1  villages"]


def test_other_topics_are_tried_without_touching_anything(run: Run, notes: Path, topics: Path, tmp_path: Path) -> None:
    run("index", notes)
    tried = tmp_path / "tried.toml"
    tried.write_text(TOPICS.replace('query = "well"', 'query = "desert"').replace("elephant", "gates"))
    result = run("topics", "--test", tried)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "drought: -1",
        "  - Notes (notes)",
        "oddities: +1",
        "  + Notes (notes)",
        "1 of 1 statements would have other topics; rostrum retag makes those of the file in use so",
    ]
    assert json.loads(run("topics", "--json", "--test", tried).stdout) == {
        "statements": 1,
        "changed": 1,
        "topics": [
            {
                "label": "drought",
                "adds": 0,
                "removes": 1,
                "added": [],
                "removed": [{"id": "notes", "title": "Notes"}],
            },
            {
                "label": "oddities",
                "adds": 1,
                "removes": 0,
                "added": [{"id": "notes", "title": "Notes"}],
                "removed": [],
            },
        ],
    }
    assert json.loads(run("search", "--json", "well").stdout)["hits"][0]["topics"] == ["drought", "water"]
    assert run("topics", "--test").stdout == "nothing would change about the topics of 1 statements\n"


def test_of_many_that_change_three_are_named(run: Run, tmp_path: Path, topics: Path) -> None:
    lines = [json.dumps(NOTES | {"id": f"n{n}", "title": f"Note {n}"}) for n in range(5)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    run("index", tmp_path / "many.jsonl")
    topics.write_text(TOPICS.replace("well", "desert"))
    assert run("topics", "--test").stdout.splitlines()[:5] == [
        "drought: -5",
        "  - Note 0 (n0)",
        "  - Note 1 (n1)",
        "  - Note 2 (n2)",
        "  - and 2 more",
    ]


def test_retag_makes_it_so_at_once(run: Run, notes: Path, topics: Path) -> None:
    run("index", notes)
    topics.write_text(TOPICS.replace("elephant", "gates"))
    result = run("retag")
    assert (result.exit_code, result.stdout) == (0, "1 statements tagged again, 1 of them differ\n")
    found = json.loads(run("search", "--json", "--topic", "oddities").stdout)
    assert [hit["topics"] for hit in found["hits"]] == [["drought", "water", "oddities"]]
    assert json.loads(run("status", "--json").stdout)["versions"] == 1
    assert run("retag").stdout == "0 statements tagged again, 0 of them differ\n"


def test_index_tags_by_the_file_as_it_is_now_and_reads_nothing_again(run: Run, notes: Path, topics: Path) -> None:
    run("index", notes)
    topics.write_text(TOPICS.replace("elephant", "gates"))
    assert json.loads(run("index", "--json", notes).stdout)["unchanged"] == 1
    assert json.loads(run("search", "--json", "--topic", "oddities").stdout)["total"] == 1


@pytest.mark.parametrize("words", [["retag"], ["topics", "--test"], ["topics", "--test", "nowhere.toml"]])
def test_a_file_that_is_missing_is_a_wrong_call(run: Run, folder: Path, words: list[str]) -> None:
    run("index", folder)
    result = run(*words)
    assert result.exit_code == 2
    assert "there is no " in result.stderr


@pytest.mark.parametrize("words", ["retag", "topics", "topics --test"])
def test_a_file_that_is_broken_is_named(run: Run, notes: Path, topics: Path, words: str) -> None:
    run("index", notes)
    topics.write_text("[[topic]]\nlabel = 3\n")
    result = run(*words.split())
    assert result.exit_code == 2
    assert "topics.toml: [[topic]] number 1 needs" in result.stderr


@pytest.mark.parametrize("words", ["retag", "topics", "topics --test"])
def test_before_anything_is_indexed_they_say_what_to_do(run: Run, words: str) -> None:
    result = run(*words.split())
    assert result.exit_code == 3
    assert "run: rostrum index FOLDER" in result.stderr
