"""Commands run in this process on a small collection: three statements that can be read, and two that cannot."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.cli import main

DAM = {
    "id": "dam",
    "title": "On the water of the dam",
    "text": "The dam is full of water, and the gates stay shut.",
    "date": "2021-03-04",
    "speaker": ["Marwan Kessab"],
    "topics": ["water"],
    "lang": "en",
    "url": "https://example.org/dam",
}
WELL = {
    "id": "well",
    "title": "On the well",
    "text": "The well has water again, said the council.",
    "date": "2022",
    "speaker": ["Salma Haddoun", "Marwan Kessab"],
    "topics": ["water", "villages"],
    "lang": "en",
}
PEACE = {"id": "peace", "title": "On peace", "text": "The talks begin. كلمة", "lang": "en", "topics": ["talks"]}
BROKEN = ("all.jsonl, line 4", "the line is not JSON")
EMPTY = ("empty.txt", "the file is empty")

Run = Callable[..., Result]


def collect(folder: Path) -> Path:
    folder.mkdir()
    lines = [json.dumps(record, ensure_ascii=False) for record in (DAM, WELL, PEACE)]
    (folder / "all.jsonl").write_text("\n".join([*lines, "{not JSON"]), encoding="utf-8")
    (folder / "empty.txt").touch()
    return folder


def invoke(data: Path, *words: str | Path) -> Result:
    """`rostrum --data DATA WORDS`. Whatever happens it ends in an exit status and without a traceback."""
    result = CliRunner().invoke(main, ["--data", str(data), *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert "Traceback" not in result.output
    return result


@pytest.fixture(autouse=True)
def _without_authority(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ROSTRUM_AUTHORITY", str(tmp_path / "nobody"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return collect(tmp_path / "documents")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`run(*words)` with a data folder of its own."""
    return lambda *words: invoke(tmp_path / "data", *words)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`ask(*words)` over an index of the collection that all tests of a module share, and do not change."""
    place = tmp_path_factory.mktemp("shared")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ROSTRUM_AUTHORITY", str(place / "nobody"))
        invoke(place / "data", "index", collect(place / "documents"))
    return lambda *words: invoke(place / "data", *words)
