"""review and correct: what is in doubt, and how a person settles it for good."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from indexer.ingest import writing
from indexer.settings import Settings
from tests.cli.conftest import Run


def asked(run: Run, *options: str) -> dict[str, dict[str, Any]]:
    """Doubt -> what `rostrum review --json` says of it."""
    result = run("review", "--json", *options)
    assert result.exit_code == 0
    return {doubt["doubt"]: doubt for doubt in json.loads(result.stdout)["doubts"]}


@pytest.fixture
def overrides(tmp_path: Path) -> Path:
    return tmp_path / "nobody" / "overrides.toml"


def correct(run: Run, *words: str, by: str = "Lamia", why: str = "I was there") -> Any:
    return run("correct", *words, "--why", why, "--by", by)


def test_review_says_what_is_in_doubt_and_how_to_settle_it(ask: Run) -> None:
    result = ask("review")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "undated: 1",
        "No date was found in the document.",
        "",
        "  On peace",
        "  undated",
        "  rostrum correct peace date YYYY-MM-DD --why 'HOW I KNOW' --by 'MY NAME'",
        "",
        "no speaker: 1",
        "Neither a person nor a body is named as the one who makes the statement.",
        "",
        "  On peace",
        "  nobody",
        "  rostrum correct peace speaker NAME --why 'HOW I KNOW' --by 'MY NAME'",
    ]


def test_review_json_has_the_shape_that_programs_read(ask: Run) -> None:
    assert asked(ask, "--doubt", "undated") == {
        "undated": {
            "doubt": "undated",
            "field": "date",
            "about": "No date was found in the document.",
            "count": 1,
            "page": 1,
            "pages": 1,
            "statements": [
                {
                    "id": "peace",
                    "title": "On peace",
                    "date": None,
                    "date_precision": "none",
                    "speakers": [],
                    "basis": "",
                    "evidence": "",
                    "command": "rostrum correct peace date YYYY-MM-DD --why 'HOW I KNOW' --by 'MY NAME'",
                }
            ],
        }
    }


def test_review_turns_pages(run: Run, tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"n{n}", "text": f"Notice {n}", "speaker": "A"}) for n in range(5)]
    (tmp_path / "n.jsonl").write_text("\n".join(lines))
    run("index", tmp_path / "n.jsonl")
    shown = asked(run, "--size", "2", "--page", "3")["undated"]
    assert (shown["count"], shown["page"], shown["pages"], len(shown["statements"])) == (5, 3, 3, 1)
    assert "undated: 5, page 3 of 3" in run("review", "--size", "2", "--page", "3").stdout


def test_a_document_cannot_command_the_terminal(run: Run, tmp_path: Path) -> None:
    record = {"id": "x", "title": "Red \x9b31m", "text": "red \x85 \x9b2J herring"}
    (tmp_path / "x.jsonl").write_text(json.dumps(record))
    run("index", tmp_path / "x.jsonl")
    assert "Red" in run("review").stdout
    assert "\x9b" not in run("review").stdout


def test_a_correction_is_kept_in_the_file_and_found_by_the_next_search(run: Run, folder: Path, overrides: Path) -> None:
    run("index", folder)
    result = correct(run, "peace", "date", "2022-10", why="the month of the talks")
    assert (result.exit_code, result.stdout) == (0, f"date of peace: 2022-10 (kept in {overrides})\n")
    [hit] = json.loads(
        run("search", "--json", "--year", "2022", "--from", "2022-10", "--to", "2022-10", "talks").stdout
    )["hits"]
    assert (hit["id"], hit["date"], hit["date_precision"]) == ("peace", "2022-10-01", "month")
    assert list(asked(run)) == ["no speaker"]
    assert 'why = "the month of the talks"\nby = "Lamia"\non = "' in overrides.read_text(encoding="utf-8")
    assert "corrections: 1" in run("status").stdout


def test_it_holds_through_the_next_index_and_a_rebuild(run: Run, folder: Path) -> None:
    run("index", folder)
    correct(run, "peace", "speaker", "Salma Haddoun", "Marwan Kessab")
    for again in (["index", folder], ["rebuild"]):
        run(*again)
        facets = json.loads(run("search", "--json", "peace").stdout)["facets"]["speaker"]
        assert [bucket["value"] for bucket in facets] == ["Marwan Kessab", "Salma Haddoun"]


def test_the_command_that_review_names_is_one_that_works(run: Run, tmp_path: Path) -> None:
    (tmp_path / "n.jsonl").write_text(json.dumps({"id": "it's", "text": "Notice", "speaker": "O'Brien"}))
    run("index", tmp_path / "n.jsonl")
    (question,) = asked(run)["undated"]["statements"]
    rostrum, *words = shlex.split(question["command"].replace("YYYY-MM-DD", "2021-09-25"))
    assert (rostrum, run(*words).exit_code) == ("rostrum", 0)
    assert run("review").stdout == "nothing is in doubt\n"


def test_none_takes_a_value_away(run: Run, folder: Path) -> None:
    run("index", folder)
    assert correct(run, "dam", "speaker", "--none").stdout.startswith("speaker of dam: none (kept in ")
    assert json.loads(run("search", "--json", "gates").stdout)["hits"][0]["speakers"] == []


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (["nowhere", "date", "2021"], "no statement has the id 'nowhere'"),
        (["peace", "date", "soon"], "write 2016-04-12, 2016-04, 2016 or undated"),
        (["peace", "kind", "a", "b"], "kind takes one value"),
        (["peace", "kind"], "or --none where there is none"),
        (["peace", "kind", "letter", "--none"], "or --none where there is none"),
        (["peace", "title", "--none"], "title needs a value"),
    ],
)
def test_what_cannot_be_corrected_is_a_wrong_call_and_writes_nothing(
    run: Run, folder: Path, overrides: Path, words: list[str], advice: str
) -> None:
    run("index", folder)
    result = correct(run, *words)
    assert result.exit_code == 2
    assert advice in result.stderr
    assert not overrides.exists()


def test_a_broken_file_is_told_and_not_added_to(run: Run, folder: Path, overrides: Path) -> None:
    run("index", folder)
    overrides.parent.mkdir()
    overrides.write_text("[[override]]\n")
    for result in (correct(run, "peace", "date", "2021"), run("index", folder)):
        assert result.exit_code == 2
        assert (
            'overrides.toml: [[override]] number 1 needs `statement = "..."`; correct it and try again.'
            in result.stderr
        )
    assert overrides.read_text() == "[[override]]\n"


def test_where_the_file_of_the_others_is_missing_no_second_one_is_begun(
    run: Run, folder: Path, overrides: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("index", folder)
    correct(run, "peace", "date", "2021")
    monkeypatch.setenv("ROSTRUM_AUTHORITY", str(tmp_path / "elsewhere"))
    result = correct(run, "peace", "kind", "letter")
    assert result.exit_code == 2
    assert "name its folder in ROSTRUM_AUTHORITY" in result.stderr
    assert not (tmp_path / "elsewhere").exists()
    assert "undated" not in asked(run)


def test_while_another_process_writes_it_is_kept_and_said_to_be_applied_later(
    run: Run, folder: Path, overrides: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("index", folder)
    monkeypatch.setattr("indexer.cli.correcting.PATIENCE", 0.0)
    with writing(Settings(data=tmp_path / "data")):
        result = correct(run, "peace", "date", "2021")
    assert result.exit_code == 3
    assert "will be applied by the next rostrum index or watch" in result.stderr
    assert "undated" in asked(run)
    run("index", folder)
    assert "undated" not in asked(run)


def test_corrections_of_what_is_not_held_are_told_and_named_by_status(
    run: Run, folder: Path, overrides: Path, caplog: pytest.LogCaptureFixture
) -> None:
    run("index", folder)
    correct(run, "peace", "date", "2021")
    overrides.write_text(overrides.read_text().replace('"peace"', '"war"'))
    run("index", folder)
    assert f"{overrides} corrects 'war', which is not held; it is kept for the day it comes" in caplog.messages
    assert "  a correction is kept of war, which is not held" in run("status").stdout.splitlines()
    shape = json.loads(run("status", "--json").stdout)
    assert (shape["corrections"], shape["corrections_of_nothing"]) == (1, ["war"])


def test_before_anything_is_indexed_they_say_what_to_do(run: Run) -> None:
    for result in (run("review"), correct(run, "peace", "date", "2021")):
        assert result.exit_code == 3
        assert "run: rostrum index FOLDER" in result.stderr
