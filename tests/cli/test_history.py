"""rostrum versions, and search that hides near-duplicates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

BREAD = "The small loaf is smaller and the large one dearer since the mill of the northern plain was closed by the army"


def write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    record = {"id": name, "title": "On bread", "text": text, "lang": "en", "date": "2021-03-04"}
    (folder / f"{name}.jsonl").write_text(json.dumps(record), encoding="utf-8")


@pytest.fixture
def bread(run: Run, tmp_path: Path) -> Run:
    folder = tmp_path / "bread"
    for price in ("four", "five"):
        write(folder, "loaf", f"{BREAD}. It costs {price} coins.\n\nNobody is glad.")
        assert run("index", folder).exit_code == 0
    write(folder, "again", f"{BREAD}. It costs five coins.\n\nNobody is glad of it.")
    assert run("index", folder).exit_code == 0
    return run


def test_versions_are_listed_with_what_changed(bread: Run) -> None:
    lines = bread("versions", "loaf").output.splitlines()
    assert [line.split(" UTC  ")[1] for line in lines if " UTC  " in line] == ["as first read", "changed: text"]
    assert f"    {BREAD}. It costs [-four-]{{+five+}} coins." in lines
    assert not any("Nobody" in line for line in lines)


def test_versions_as_json(bread: Run) -> None:
    found = json.loads(bread("versions", "loaf", "--json").output)
    assert (found["id"], [version["number"] for version in found["versions"]]) == ("loaf", [1, 2])
    assert (found["redline"]["from"], found["redline"]["to"]) == (1, 2)
    assert json.loads(bread("versions", "again", "--json").output)["redline"] is None


def test_an_id_that_nothing_has_is_a_wrong_call_and_an_empty_place_no_index(bread: Run, tmp_path: Path) -> None:
    result = bread("versions", "nobody")
    assert result.exit_code == 2
    assert "there is no statement 'nobody'" in result.output
    assert bread("--data", tmp_path / "nowhere", "versions", "loaf").exit_code == 3


def test_near_duplicates_are_hidden_on_request(bread: Run) -> None:
    assert json.loads(bread("search", "bread", "--json").output)["total"] == 2
    assert json.loads(bread("search", "bread", "--json", "--collapse").output)["total"] == 1
    assert "  again  (and 1 near-duplicate)" in bread("search", "bread", "--collapse").output
