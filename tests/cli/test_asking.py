"""search, status and check: what they say, the JSON they print, and their exit status."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from indexer.ingest import writing
from indexer.settings import Settings
from tests.cli.conftest import BROKEN, EMPTY, Run

HIT = ["id", "title", "date", "date_precision", "speakers", "topics", "language", "score", "url", "snippet"]
ANSWER = ["total", "page", "pages", "took_ms", "query", "hits", "facets", "suggestion", "notes"]


def found(run: Run, *words: str) -> dict[str, Any]:
    result = run("search", "--json", *words)
    assert (result.exit_code, result.stderr) == (0, "")
    shape: dict[str, Any] = json.loads(result.stdout)
    return shape


def ids(run: Run, *words: str) -> list[str]:
    return [hit["id"] for hit in found(run, *words)["hits"]]


def test_search_json_has_the_shape_that_programs_read(ask: Run) -> None:
    answer = found(ask, "dam")
    assert list(answer) == ANSWER
    assert (answer["total"], answer["page"], answer["pages"], answer["suggestion"]) == (1, 1, 1, None)
    assert isinstance(answer["took_ms"], float)
    assert "dam" in answer["query"]
    assert answer["notes"] == []
    [hit] = answer["hits"]
    assert list(hit) == HIT
    assert hit.pop("score") > 0
    snippet = hit.pop("snippet")
    assert all(list(span) == ["text", "match"] for span in snippet)
    assert "dam" in [span["text"] for span in snippet if span["match"]]
    assert hit == {
        "id": "dam",
        "title": "On the water of the dam",
        "date": "2021-03-04",
        "date_precision": "day",
        "speakers": [{"name": "Marwan Kessab", "role": None, "basis": "record"}],
        "topics": ["water"],
        "language": "en",
        "url": "https://example.org/dam",
    }
    assert answer["facets"]["speaker"] == [{"value": "Marwan Kessab", "count": 1, "chosen": False}]
    assert answer["facets"]["year"] == [{"value": "2021", "count": 1, "chosen": False}]
    assert {"speaker", "topic", "year"} <= set(answer["facets"])


def test_without_words_everything_is_found_newest_first_without_scores(ask: Run) -> None:
    answer = found(ask)
    assert [(hit["id"], hit["score"]) for hit in answer["hits"]] == [("well", None), ("dam", None), ("peace", None)]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["water"], {"dam", "well"}),
        (["water", "--speaker", "Salma Haddoun"], {"well"}),
        (["--speaker", "Salma Haddoun", "--speaker", "Marwan Kessab"], {"dam", "well"}),
        (["--topic", "talks"], {"peace"}),
        (["--topic", "water", "--topic", "talks"], {"dam", "well", "peace"}),
        (["--from", "2022"], {"well"}),
        (["--to", "2021-03"], {"dam"}),
        (["--to", "2021-03-03"], set()),
        (["--from", "2021-03-04", "--to", "2022-06-01"], {"dam", "well"}),
        (["--year", "undated"], {"peace"}),
        (["dam", "talks"], set()),
        (["dam", "talks", "--match", "any"], {"dam", "peace"}),
        (['"water again" -dam'], {"well"}),
    ],
)
def test_search_narrows_as_the_page_does(ask: Run, options: list[str], expected: set[str]) -> None:
    assert set(ids(ask, *options)) == expected


def test_a_facet_that_is_chosen_says_so(ask: Run) -> None:
    buckets = found(ask, "--topic", "talks")["facets"]["topic"]
    assert {b["value"]: (b["count"], b["chosen"]) for b in buckets} == {
        "water": (2, False),
        "talks": (1, True),
        "villages": (1, False),
    }


def test_search_turns_pages_and_sorts(ask: Run) -> None:
    assert ids(ask, "--sort", "oldest", "--size", "2") == ["dam", "well"]
    assert ids(ask, "--sort", "oldest", "--size", "2", "--page", "2") == ["peace"]
    past = found(ask, "--size", "2", "--page", "9")
    assert (past["total"], past["pages"], past["hits"]) == (3, 2, [])


def test_search_for_people_shows_title_date_speaker_and_snippet(ask: Run) -> None:
    result = ask("search", "dam")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("1 found: ")
    assert lines[2:4] == ["On the water of the dam", "  2021-03-04  Marwan Kessab"]
    assert "The dam is full of water" in lines[4]
    assert lines[5] == "  dam"
    assert "speaker: Marwan Kessab 1" in lines


def test_a_document_cannot_command_the_terminal(run: Run, tmp_path: Path) -> None:
    record = {
        "id": "x",
        "title": "Red \x9b31m",
        "text": "red \x85 \x9b2J herring",
        "speaker": ["A\x9b1m"],
        "topics": ["\x9b0m"],
    }
    (tmp_path / "x.jsonl").write_text(json.dumps(record))
    run("index", tmp_path / "x.jsonl")
    assert "\x9b" in found(run, "herring")["hits"][0]["title"]
    shown = run("search", "herring").stdout
    assert "herring" in shown
    assert not [c for c in shown if unicodedata.category(c) == "Cc" and c != "\n"]


def test_finding_nothing_is_an_answer(ask: Run) -> None:
    result = ask("search", "elephant")
    assert result.exit_code == 0
    assert result.stdout.startswith("0 found: ")


@pytest.mark.parametrize("words", ['"', "((((", "NOT", "since:yesterday", "a" * 300, "\x00\ud800", "[to [to [to", "*"])
def test_no_words_whatever_end_a_search_badly(ask: Run, words: str) -> None:
    assert ask("search", words).exit_code == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--from", "yesterday"], "write 2021-03-01, 2021-03 or 2021"),
        (["--to", "2021-02-30"], "write 2021-03-01, 2021-03 or 2021"),
        (["--from", "2021-03-01-01"], "write 2021-03-01, 2021-03 or 2021"),
        (["--size", "51"], "1<=x<=50"),
        (["--page", "0"], "x>=1"),
        (["--match", "some"], "'all', 'any'"),
        (["--nonsense"], "No such option"),
    ],
)
def test_a_wrong_option_of_search_ends_with_2_and_says_what_would_be_right(
    ask: Run, options: list[str], said: str
) -> None:
    result = ask("search", "dam", *options)
    assert result.exit_code == 2
    assert said in result.stderr


def test_status_tells_what_is_held_and_what_could_not_be_read_and_why(ask: Run) -> None:
    result = ask("status")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert {"statements: 3", "undated: 1", "first: 2021-03-04", "changes not yet indexed: 0"} <= set(lines)
    start = lines.index("quarantined: 2")
    assert [line.split(": ")[0].strip() for line in lines[start + 1 :]] == [BROKEN[0], EMPTY[0]]


def test_status_json_gives_the_same(ask: Run) -> None:
    shape = json.loads(ask("status", "--json").stdout)
    assert (shape["statements"], shape["undated"], shape["trouble"]) == (3, 1, None)
    assert shape["changes_not_yet_indexed"] == 0
    assert shape["quarantined"][1] == {"file": EMPTY[0], "reason": EMPTY[1]}


def test_check_says_that_all_is_sound(ask: Run) -> None:
    result = ask("check")
    assert (result.exit_code, result.stdout) == (0, "sound: 3 statements, 3 originals\n")


@pytest.mark.parametrize("command", ["search dam", "search --json dam", "status", "check", "rebuild"])
def test_before_anything_is_indexed_the_commands_say_what_to_do_and_make_no_files(
    run: Run, tmp_path: Path, command: str
) -> None:
    result = run(*command.split())
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.count("\n") == 1
    assert "run: rostrum index FOLDER" in result.stderr
    assert not (tmp_path / "data").exists()


def test_check_names_a_damaged_original_and_ends_with_3(run: Run, folder: Path, tmp_path: Path) -> None:
    run("index", folder)
    with closing(sqlite3.connect(tmp_path / "data" / "catalogue.sqlite", isolation_level=None)) as file:
        assert file.execute("UPDATE originals SET content = x'00'").rowcount == 3
    result = run("check")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.count("does not match its checksum") == 3


def test_check_names_a_damaged_file_of_the_index_and_rebuild_mends_it(run: Run, folder: Path, tmp_path: Path) -> None:
    run("index", folder)
    largest = max((tmp_path / "data" / "index").glob("build-*/*"), key=lambda path: path.stat().st_size)
    content = bytearray(largest.read_bytes())
    content[len(content) // 2] ^= 1
    largest.write_bytes(content)
    assert run("check").exit_code == 3
    assert run("rebuild").exit_code == 0
    assert run("check").exit_code == 0


def test_check_tells_when_the_index_is_behind_the_catalogue_and_nobody_is_writing(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    run("index", folder)
    with closing(sqlite3.connect(tmp_path / "data" / "catalogue.sqlite", isolation_level=None)) as file:
        file.execute("UPDATE statements SET seq = seq + 100")
    result = run("check")
    assert result.exit_code == 3
    assert "behind the catalogue; run: rostrum index FOLDER, or rostrum rebuild" in result.stderr
    assert "changes not yet indexed: 100" in run("status").stdout
    with writing(Settings(data=tmp_path / "data")):
        assert run("check").exit_code == 0


def test_a_damaged_catalogue_is_told_by_every_command_that_needs_it(run: Run, folder: Path, tmp_path: Path) -> None:
    run("index", folder)
    (tmp_path / "data" / "catalogue.sqlite").write_bytes(b"not a catalogue" * 1000)
    for command in ("status", "check", "rebuild", f"index {folder}"):
        result = run(*command.split())
        assert result.exit_code == 3
        assert "restore it from a backup" in result.stderr
    assert json.loads(run("search", "--json", "dam").stdout)["total"] == 1
