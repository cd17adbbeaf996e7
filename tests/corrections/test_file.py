"""overrides.toml: read with errors that say where and what to do, added to without touching what stands there."""

from __future__ import annotations

import threading
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.corrections import Correction, append, load
from indexer.errors import StorageFailed, WrongCall

ENTRY = """
[[override]]
statement = "notice"
field = "date"
value = "2021-09-25"
why = "the fifth session"
by = "Lamia"
on = "2024-05-01"
"""
NOTICE = Correction(
    statement="notice", field="date", values=("2021-09-25",), why="the fifth session", by="Lamia", on="2024-05-01"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "authority" / "overrides.toml"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_its_entries_in_their_order(path: Path) -> None:
    second = ENTRY.replace('"date"', '"speaker"').replace('"2021-09-25"', '["Haddoun", "Kessab"]')
    assert load(written(path, ENTRY + second)) == (
        NOTICE,
        Correction(
            statement="notice",
            field="speaker",
            values=("Haddoun", "Kessab"),
            why="the fifth session",
            by="Lamia",
            on="2024-05-01",
        ),
    )


def test_no_file_is_not_an_empty_one(path: Path) -> None:
    assert load(path) is None
    assert load(written(path, "# nothing yet\n")) == ()


def test_days_may_be_written_as_toml_writes_them_and_on_may_be_left_out(path: Path) -> None:
    text = ENTRY.replace('"2021-09-25"', "2021-09-25").replace('on = "2024-05-01"', "")
    assert load(written(path, text)) == (
        Correction(statement="notice", field="date", values=("2021-09-25",), why="the fifth session", by="Lamia"),
    )


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (
            ('"date"', '"mood"'),
            "number 2 (for 'notice') cannot be: there is no field 'mood' to correct; it can be date",
        ),
        (
            ('"2021-09-25"', '"25.9.2021"'),
            "number 2 (for 'notice') cannot be: '25.9.2021' is no date; write 2016-04-12",
        ),
        (('"2021-09-25"', "2021"), 'number 2 needs `value = "..."`'),
        (('value = "2021-09-25"', ""), 'number 2 needs `value = "..."`'),
        (('by = "Lamia"', ""), 'number 2 needs `by = "..."`'),
        (('"the fifth session"', '""'), 'number 2 needs `why = "..."`'),
        (("on =", "when ="), "number 2 has `when`, which means nothing here; it can have by, field, on"),
        (("[[override]]", "[[overrides"), "is not TOML"),
        (("[[override]]", "[override]"), "is not TOML"),
    ],
)
def test_a_broken_entry_is_named_with_what_to_do(path: Path, change: tuple[str, str], complaint: str) -> None:
    with pytest.raises(WrongCall) as error:
        load(written(path, ENTRY + ENTRY.replace(*change)))
    assert str(error.value).startswith(str(path))
    assert complaint in str(error.value)
    assert "correct it" in str(error.value)


def test_a_file_that_is_not_text_is_named(path: Path) -> None:
    written(path, "").write_bytes(b"\xff\xfe\x80")
    for act in (load, lambda path: append(path, NOTICE)):
        with pytest.raises(WrongCall, match=r"overrides\.toml is not"):
            act(path)


# Adding


def test_what_stands_in_the_file_stays_to_the_letter(path: Path) -> None:
    before = f"# Ours.\n\n{ENTRY.strip()} # sure\n# the end"
    append(written(path, before), NOTICE)
    assert path.read_text(encoding="utf-8") == f"{before}\n\n{ENTRY.lstrip()}"


def test_a_first_correction_makes_the_file_with_a_heading_that_explains_it(path: Path) -> None:
    append(path, NOTICE)
    assert load(path) == (NOTICE,)
    assert path.read_text(encoding="utf-8").startswith("# Corrections: ")
    assert [entry.name for entry in path.parent.iterdir()] == ["overrides.toml"]


def test_a_broken_file_is_not_added_to(path: Path) -> None:
    broken = ENTRY + "[[override]]\n"
    with pytest.raises(WrongCall, match="number 2"):
        append(written(path, broken), NOTICE)
    assert path.read_text(encoding="utf-8") == broken


def test_a_list_in_place_of_tables_is_not_added_to(path: Path) -> None:
    with pytest.raises(WrongCall, match="correct it"):
        append(written(path, "override = []\n"), NOTICE)
    assert path.read_text(encoding="utf-8") == "override = []\n"


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@given(id=WORDS, values=st.lists(WORDS, unique=True), why=WORDS, by=WORDS)
def test_whatever_is_written_is_what_is_read(id: str, values: list[str], why: str, by: str) -> None:
    correction = Correction(statement=id, field="topic", values=tuple(values), why=why, by=by)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "overrides.toml"
        append(path, correction)
        append(path, NOTICE)
        assert load(path) == (correction, NOTICE)


def test_toml_agrees_on_what_is_a_quotation_mark_and_a_backslash(path: Path) -> None:
    append(path, Correction(statement="n", field="kind", values=('a "b\\c"',), why="it's \\u0041", by="é عربي"))
    [entry] = tomllib.loads(path.read_text(encoding="utf-8"))["override"]
    assert (entry["value"], entry["why"], entry["by"]) == ('a "b\\c"', "it's \\u0041", "é عربي")


def test_those_who_add_at_the_same_time_all_have_added(path: Path) -> None:
    ids = [f"s{n}" for n in range(20)]

    def add(id: str) -> None:
        append(path, Correction(statement=id, field="kind", values=("letter",), why="seen", by="Lamia"))

    threads = [threading.Thread(target=add, args=(id,)) for id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each.statement for each in load(path) or ()) == sorted(ids)


def test_a_link_stays_a_link_and_the_rights_stay_as_they_were(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.toml"
    real.write_text("# ours\n")
    real.chmod(0o640)
    path.parent.mkdir()
    path.symlink_to(real)
    append(path, NOTICE)
    assert path.is_symlink()
    assert load(real) == (NOTICE,)
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_folder_that_takes_no_files_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageFailed, match=r"overrides\.toml cannot be written"):
        append(tmp_path / "file" / "overrides.toml", NOTICE)


def test_characters_that_would_break_a_line_cannot_be_in_a_correction() -> None:
    for number in [*range(0x20), 0x7F]:
        assert category(chr(number)) == "Cc"
        with pytest.raises(WrongCall):
            Correction(statement="n", field="kind", values=(f"a{chr(number)}b",), why="w", by="b")
