"""How the commands are called: help with an example for each, options in either place, and a wrong call is 2."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.cli import main
from tests.cli.conftest import Run

COMMANDS = [
    "check",
    "correct",
    "extract",
    "index",
    "rebuild",
    "retag",
    "review",
    "search",
    "serve",
    "status",
    "topics",
    "versions",
    "watch",
]


def test_the_commands_are_these() -> None:
    assert sorted(main.commands) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_every_command_has_help_with_an_example(run: Run, command: str, asked: str) -> None:
    result = run(command, asked)
    assert (result.exit_code, result.stderr) == (0, "")
    _, example = result.stdout.split("Example:\n")
    assert example.startswith(f"    rostrum {command}")


def test_the_whole_has_help_that_names_every_command(run: Run) -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert all(f"\n  {command} " in result.stdout for command in COMMANDS)
    assert "Example:" in result.stdout


def test_the_version_is_told(run: Run) -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("rostrum, version ")


@pytest.mark.parametrize(
    "words",
    [
        "",
        "nonsense",
        "index",
        "watch",
        "extract",
        "extract .",
        "serve --port x",
        "serve --watch nowhere",
        "correct",
        "correct a mood b --why c --by d",
        "correct a date 2021 --by d",
        "review --doubt everything",
    ],
)
def test_a_wrong_call_ends_with_2_and_shows_how_it_is_called(run: Run, words: str) -> None:
    result = run(*words.split())
    assert result.exit_code == 2
    assert "Usage: " in result.output


@pytest.mark.parametrize("where", ["before", "after", "environment"])
def test_the_data_folder_is_named_before_or_after_the_command_or_by_the_environment(
    folder: Path, tmp_path: Path, where: str
) -> None:
    option = ["--data", str(tmp_path / "here")]
    words = {
        "before": [*option, "index", str(folder)],
        "after": ["index", str(folder), *option],
        "environment": ["index", str(folder)],
    }[where]
    environment = {"ROSTRUM_DATA": str(tmp_path / ("here" if where == "environment" else "elsewhere"))}
    assert CliRunner(env=environment).invoke(main, words).exit_code == 1
    assert (tmp_path / "here" / "catalogue.sqlite").exists()
    assert not (tmp_path / "elsewhere").exists()


def test_a_setting_that_has_no_meaning_is_a_wrong_call(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROSTRUM_MAX_FILE_MB", "many")
    result = run("status")
    assert result.exit_code == 2
    assert "give a whole number of megabytes, such as 10" in result.stderr
