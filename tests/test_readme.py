"""What the README says is so."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from indexer import FIELDS, Field, parse
from indexer.cli.commands import rostrum
from indexer.document import Document
from indexer.extraction import read

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def chapter(title: str) -> str:
    """The text under a heading of second level."""
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def rows(text: str) -> list[list[str]]:
    """The cells of the tables in a text, headings left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def row(field: Field) -> str:
    searched = ", ".join(f"`{name}:`" for name in field.names) if field.text else ""
    return f"| {field.name} | {searched} | {'yes' if field.facet else ''} | {field.about} |"


def test_the_table_of_fields_is_the_declaration() -> None:
    shown = README.split("checked by a test -->")[1].split("<!-- /fields -->")[0].strip().splitlines()
    assert shown[2:] == [row(field) for field in FIELDS]


def test_the_table_of_commands_is_the_command_line() -> None:
    named = {re.match(r"`rostrum (\w+)", cells[0])[1] for cells in rows(chapter("Commands"))}  # type: ignore[index]
    assert named == set(rostrum.commands)


def test_the_json_shapes_are_those_that_are_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROSTRUM_AUTHORITY", str(tmp_path))
    topics = '[[topic]]\nid = "a"\nlabel = "labour"\nquery = "{}"\n'
    (tmp_path / "in.jsonl").write_text(
        '{"text": "Shut.", "topics": ["siege"]}\n{"text": "A harbour."}\n{"text": "A port."}'
    )
    (tmp_path / "topics.toml").write_text(topics.format("harbour"))
    (tmp_path / "tried.toml").write_text(topics.format("port"))
    asked = CliRunner(env={"ROSTRUM_DATA": str(tmp_path / "var")})
    asked.invoke(rostrum, ["index", str(tmp_path / "in.jsonl")])
    shown = README.split("<!-- shapes -->")[1].split("<!-- /shapes -->")[0]
    for command, shape in rows(shown):
        words = command.strip("`").replace("--test", f"--test {tmp_path / 'tried.toml'}").split()[1:]
        printed = json.loads(asked.invoke(rostrum, words).stdout)
        assert json.loads(re.sub(r'("\w+")(?=[,}])', r"\1: 0", shape.strip("`"))) == _outline(printed), command


def _outline(printed: Any) -> Any:
    """The names, each list by the first of its objects, values left out."""
    if isinstance(printed, dict):
        return {name: _outline(value) if _holds_objects(value) else 0 for name, value in printed.items()}
    return [_outline(printed[0])]


def _holds_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def test_every_option_named_exists() -> None:
    known = {o for c in [rostrum, *rostrum.commands.values()] for p in c.params for o in p.opts}
    shell = "\n".join(re.findall(r"```sh\n(.*?)```", README, re.S))
    named = {
        option
        for line in (shell + "\n" + chapter("Commands")).splitlines()
        if "rostrum" in line
        for option in re.findall(r"(?<!\S)[`]?(--[a-z-]+)", line.split("#")[0])
    }
    assert named - {"--require-hashes", "--no-deps", "--no-build-isolation"} <= known


def test_every_make_command_named_is_in_the_makefile_and_in_its_help() -> None:
    named = set(re.findall(r"(?:`|^)make (\w+)", README, re.M))
    targets = set(re.findall(r"^(\w+):.*## ", MAKEFILE, re.M))
    assert {"run", "test"} <= named <= targets


def test_every_setting_of_the_environment_named_is_read() -> None:
    settings = (ROOT / "indexer" / "settings.py").read_text(encoding="utf-8")
    for name in re.findall(r"ROSTRUM_[A-Z_]+", README):
        assert name in settings


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)]+)\)", README))
def test_every_link_leads_to_a_file(link: str) -> None:
    assert (ROOT / link).exists()


def test_what_one_can_ask_can_be_asked() -> None:
    examples = [words for cells in rows(chapter("What one can ask")) for words in re.findall(r"`([^`]+)`", cells[0])]
    assert len(examples) > 8
    for words in examples:
        assert parse(words).notes == (), words


def test_the_text_file_shown_is_read_as_it_says() -> None:
    shown = re.search(r"```text\n(Title:.*?)```", README, re.S)
    assert shown is not None
    document = Document(uri="file:///a.txt", name="a.txt", content=shown[1].encode())
    (statement,) = read(document, authority=ROOT / "corpus")
    assert statement.title == "On the reopening of the harbour"
    assert statement.date.value == date(2024, 3, 12)
    assert [speaker.name for speaker in statement.speakers] == ["Salma Haddoun"]
    assert "labour" in statement.topics
    assert statement.text == "The cranes will move on Monday ..."
