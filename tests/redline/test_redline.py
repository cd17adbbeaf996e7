"""A redline says what became of a text, word by word, and gives both texts back."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.redline import Edit, Redline, redlined, what_changed
from tests.statements import on, said

words = st.sampled_from(
    ["water", "the", "the", "dam", "1,904", "1,905", "حزمين", "الحصار", "U.S.", "“quoted”", ",", "."]
)
paragraphs = st.lists(words, max_size=12).map(" ".join) | st.text(max_size=8)
texts = st.lists(paragraphs, max_size=7).map("\n\n".join)


def shown(found: Redline) -> list[str]:
    """Each passage with [-what went-] and {+what came+}."""
    brackets = {Edit.SAME: "{}", Edit.DELETED: "[-{}-]", Edit.INSERTED: "{{+{}+}}"}
    return ["".join(brackets[p.edit].format(p.text) for p in passage.pieces) for passage in found.passages]


@given(texts, texts, st.sampled_from([0, 20, 200, 10_000]))
def test_both_texts_can_be_read_out_of_it_however_little_work_was_allowed(before: str, after: str, work: int) -> None:
    found = redlined(before, after, work=work)
    assert (found.before, found.after) == (before, after)
    assert found.same == (before == after)
    for passage in found.passages:
        edits = {piece.edit for piece in passage.pieces}
        assert Edit.CHANGED not in edits
        assert passage.edit is Edit.CHANGED or edits <= {passage.edit}


@given(texts, texts)
def test_the_way_back_swaps_what_went_and_what_came(before: str, after: str) -> None:
    back = redlined(after, before)
    assert (back.before, back.after) == (after, before)


@given(texts)
def test_a_text_and_itself_are_the_same_paragraph_by_paragraph(text: str) -> None:
    found = redlined(text, text)
    assert found.same
    assert found.whole
    assert shown(found) == text.split("\n\n")


@pytest.mark.parametrize(
    ("before", "after", "right"),
    [
        ("The dam is full.", "The dam is empty.", ["The dam is [-full-]{+empty+}."]),
        ("The quick brown fox.", "The slow red fox.", ["The [-quick brown-]{+slow red+} fox."]),
        ("1,904 names", "1,905 names", ["[-1,904-]{+1,905+} names"]),
        ("One.\n\nTwo.\n\nThree.", "One.\n\nThree.", ["One.", "[-Two.-]", "Three."]),
        ("One.\n\nThree.", "One.\n\nTwo and a half.\n\nThree.", ["One.", "{+Two and a half.+}", "Three."]),
        ("لا طحين في حزمين", "لا خبز في حزمين", ["لا [-طحين-]{+خبز+} في حزمين"]),
        ("السَّلام أمانة", "السَّلام أمانات", ["السَّلام [-أمانة-]{+أمانات+}"]),
        ("Nobody came.", "Forty lorries left.", ["[-Nobody came.-]", "{+Forty lorries left.+}"]),
    ],
)  # fmt: skip
def test_words_are_told_apart_inside_paragraphs_that_are_alike(before: str, after: str, right: list[str]) -> None:
    assert shown(redlined(before, after)) == right


def test_a_paragraph_that_moved_is_deleted_here_and_inserted_there() -> None:
    found = shown(redlined("Bread is dear.\n\nA\n\nB\n\nC", "A\n\nB\n\nC\n\nBread is dear."))
    assert found == ["[-Bread is dear.-]", "A", "B", "C", "{+Bread is dear.+}"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a b " * 400_000, "b a " * 400_000),
        ("a\n\nb\n\n" * 200_000, "b\n\na\n\n" * 200_000),
        ("." * 2_000_000, "," * 2_000_000),
        (
            " ".join(f"w{n * n % 99_991}" for n in range(300_000)),
            " ".join(f"w{n * n % 89_989}" for n in range(300_000)),
        ),
    ],
)
def test_texts_of_megabytes_take_seconds_and_it_is_said_when_not_all_was_compared(before: str, after: str) -> None:
    began = process_time()
    found = redlined(before, after, work=1_000_000)
    assert process_time() - began < 20
    assert (found.before, found.after) == (before, after)
    assert not found.whole


def test_what_changed_names_the_respects() -> None:
    one = said("a", "On bread", "Bread is dear.", when="2020-01-01", by=["Salma"])
    assert what_changed(one, replace(one, text="Bread is cheap.", date=on("2020"))) == ("text", "date")
    assert what_changed(one, replace(one, speakers=())) == ("speakers",)
    assert what_changed(one, replace(one, date=replace(one.date, basis="guessed"))) == ("the reasons given",)
