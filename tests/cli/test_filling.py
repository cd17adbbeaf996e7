"""index, extract and rebuild: what they say, the JSON they print, and their exit status."""

from __future__ import annotations

import json
import logging
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from indexer.cli.ending import OneLine
from indexer.cli.meter import Meter
from indexer.errors import StorageFailed
from indexer.ingest import Step, writing
from indexer.settings import Settings
from tests.cli.conftest import BROKEN, DAM, EMPTY, Run


def test_index_tells_what_was_done_and_names_what_could_not_be_read(run: Run, folder: Path) -> None:
    result = run("index", folder)
    assert result.exit_code == 1
    assert result.stdout.startswith("5 seen: 3 added, 0 updated, 0 unchanged, 2 could not be read (")
    refused = dict(line.split(": ", 1) for line in result.stderr.splitlines())
    assert set(refused) == {BROKEN[0], EMPTY[0]}
    assert refused[BROKEN[0]].startswith(BROKEN[1])
    assert refused[EMPTY[0]] == EMPTY[1]


def test_index_json_has_the_shape_that_programs_read(run: Run, folder: Path) -> None:
    def printed(*options: str) -> dict[str, Any]:
        shape: dict[str, Any] = json.loads(run("index", "--json", *options, folder).stdout)
        assert list(shape) == ["added", "updated", "unchanged", "removed", "failed", "seconds"]
        assert isinstance(shape.pop("seconds"), float)
        assert all(list(failed) == ["file", "reason"] for failed in shape["failed"])
        shape["failed"] = [failed["file"] for failed in shape["failed"]]
        return shape

    failed = [BROKEN[0], EMPTY[0]]
    assert printed() == {"added": 3, "updated": 0, "unchanged": 0, "removed": 0, "failed": failed}
    assert printed() == {"added": 0, "updated": 0, "unchanged": 3, "removed": 0, "failed": failed}
    changed = json.dumps(DAM | {"text": "The dam is empty."})
    (folder / "all.jsonl").write_text(changed, encoding="utf-8")
    (folder / "empty.txt").unlink()
    assert printed() == {"added": 0, "updated": 1, "unchanged": 0, "removed": 0, "failed": []}
    assert printed("--delete") == {"added": 0, "updated": 0, "unchanged": 1, "removed": 2, "failed": []}


def test_index_of_what_can_all_be_read_ends_with_0(run: Run, folder: Path) -> None:
    (folder / "empty.txt").unlink()
    (folder / "all.jsonl").write_text(json.dumps(DAM), encoding="utf-8")
    result = run("index", folder)
    assert (result.exit_code, result.stderr) == (0, "")


def test_what_is_indexed_is_found_by_the_next_search(run: Run, folder: Path) -> None:
    run("index", folder)
    assert json.loads(run("search", "--json", "dam").stdout)["total"] == 1
    (folder / "new.txt").write_text("Title: Kites\n\nKites over the harbour, all afternoon and into the night.")
    run("index", folder)
    assert json.loads(run("search", "--json", "kites").stdout)["total"] == 1


def test_extract_prints_one_object_a_statement_and_touches_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    result = run("extract", "--jsonl", folder)
    assert result.exit_code == 1
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [BROKEN[0], EMPTY[0]]
    first, *rest = (json.loads(line) for line in result.stdout.splitlines())
    assert len(rest) == 2
    assert first == {
        "file": "all.jsonl",
        "id": "dam",
        "title": "On the water of the dam",
        "text": "The dam is full of water, and the gates stay shut.",
        "language": "en",
        "date": "2021-03-04",
        "date_precision": "day",
        "date_basis": "record",
        "date_evidence": "2021-03-04",
        "speakers": [{"name": "Marwan Kessab", "role": None, "basis": "record"}],
        "organisation": None,
        "topics": ["water"],
        "places": [],
        "kind": None,
    }
    assert (rest[1]["date"], rest[1]["date_precision"]) == (None, "none")
    assert rest[1]["text"] == "The talks begin. كلمة"
    assert not (tmp_path / "data").exists()


def test_extract_of_what_can_all_be_read_ends_with_0(run: Run, folder: Path) -> None:
    (folder / "all.jsonl").write_text(json.dumps(DAM), encoding="utf-8")
    result = run("extract", "--jsonl", folder / "all.jsonl")
    assert (result.exit_code, result.stderr) == (0, "")


def test_rebuild_makes_the_index_anew_from_the_catalogue_alone(run: Run, folder: Path, tmp_path: Path) -> None:
    run("index", folder)
    shutil.rmtree(folder)
    shutil.rmtree(tmp_path / "data" / "index")
    assert run("search", "dam").exit_code == 3
    result = run("rebuild")
    assert (result.exit_code, result.stdout) == (0, "rebuilt the index of 3 statements\n")
    assert json.loads(run("search", "--json", "dam").stdout)["total"] == 1


@pytest.mark.parametrize("command", ["index", "watch", "extract --jsonl"])
def test_a_path_that_is_not_there_is_a_wrong_call_and_makes_no_files(run: Run, tmp_path: Path, command: str) -> None:
    result = run(*command.split(), tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "nowhere' does not exist" in result.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", ["index", "rebuild"])
def test_while_another_process_writes_the_command_names_it_and_ends_with_3(
    run: Run, folder: Path, tmp_path: Path, command: str
) -> None:
    run("index", folder)
    with writing(Settings(data=tmp_path / "data")):
        result = run(command, *([folder] if command == "index" else []))
    assert result.exit_code == 3
    assert "is writing to" in result.stderr
    assert "wait until it has finished" in result.stderr


def test_a_full_disk_is_told_and_ends_with_3(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageFailed("the disk is full; free some space")

    monkeypatch.setattr("indexer.ingest.ingest", full)
    result = run("index", folder)
    assert (result.exit_code, result.stderr) == (3, "rostrum: the disk is full; free some space\n")


def test_a_data_folder_that_cannot_be_one_is_told(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    result = run("index", folder)
    assert result.exit_code == 2
    assert "is a file" in result.stderr
    (tmp_path / "data").unlink()
    (tmp_path / "data").symlink_to(tmp_path / "nowhere" / "data")
    result = run("index", folder)
    assert result.exit_code == 3
    assert "see that the folder exists" in result.stderr


def test_an_authority_file_that_is_broken_is_a_wrong_call_and_quarantines_nothing(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "nobody").mkdir()
    (tmp_path / "nobody" / "people.toml").write_text("this is = = no TOML")
    result = run("index", folder)
    assert result.exit_code == 2
    assert "people.toml" in result.stderr
    assert "quarantined: 0" in run("status").stdout


def test_stopping_with_control_c_says_that_what_was_committed_is_kept(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("indexer.ingest.ingest", stopped)
    result = run("index", folder)
    assert result.exit_code == 130
    assert result.stderr.strip() == "rostrum: stopped; what was committed is kept"


def test_a_fault_of_ours_is_told_in_a_sentence(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("indexer.ingest.ingest", faulty)
    result = run("index", folder)
    assert result.exit_code == 3
    assert result.stderr.startswith(
        "rostrum: this is a fault of Rostrum, please report it: ZeroDivisionError: by zero,"
    )
    assert result.stderr.count("\n") == 1


def test_a_warning_is_one_line_whatever_came_with_it() -> None:
    try:
        raise OSError("no space")
    except OSError:
        record = logging.LogRecord("x", logging.WARNING, "", 1, "the writer: %s", ("left",), sys.exc_info())
    told = OneLine().format(record)
    assert told.startswith("rostrum: the writer: left (OSError: no space, test_filling.py line ")
    assert "\n" not in told


def test_where_no_terminal_is_progress_is_plain_lines_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr("indexer.cli.meter.time.monotonic", lambda: now[0])
    with Meter() as meter:
        for done in range(12):
            meter(Step(stage="reading", done=done, total=12_000, name=f"[b]{done}.txt"))
            now[0] += 1
        meter(Step(stage="indexing", done=5000))
    assert capsys.readouterr().err.splitlines() == [
        "reading 5 of 12,000: [b]5.txt",
        "reading 10 of 12,000: [b]10.txt",
    ]
