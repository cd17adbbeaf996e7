"""Near-duplicates by MinHash: the overlap is estimated near the true one."""

from __future__ import annotations

import random
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.language import analyze
from indexer.likeness import alike, facts_of, marks, near_duplicate, shingles, signature
from indexer.likeness.signature import Hashes, Signature
from indexer.statement import Kinship
from tests.statements import said

VOCABULARY = [f"word{n}" for n in range(500)]


def of(text: str) -> tuple[Hashes, Signature]:
    found = shingles(analyze(text).exact)
    return found, signature(found)


def overlap(one: Hashes, other: Hashes) -> float:
    return len(np.intersect1d(one, other)) / len(np.union1d(one, other))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Two texts, the second the first with some words replaced."""
    luck = random.Random(draw(st.integers(0, 2**32)))
    words = [luck.choice(VOCABULARY) for _ in range(draw(st.integers(60, 400)))]
    share = draw(st.sampled_from([0.0, 0.01, 0.05, 0.2, 0.6]))
    other = [luck.choice(VOCABULARY) if luck.random() < share else word for word in words]
    return " ".join(words), " ".join(other)


@given(pairs())
def test_the_estimate_is_near_the_true_overlap(texts: tuple[str, str]) -> None:
    """128 numbers: five standard errors of at most 0.0442."""
    (one, first), (other, second) = map(of, texts)
    assert alike(first, second) == alike(second, first) == pytest.approx(overlap(one, other), abs=0.22)


def test_over_many_pairs_the_estimate_is_right_on_average() -> None:
    luck, errors = random.Random(1), []
    for _ in range(200):
        words = [luck.choice(VOCABULARY) for _ in range(200)]
        other = [luck.choice(VOCABULARY) if luck.random() < 0.05 else word for word in words]
        (one, first), (two, second) = of(" ".join(words)), of(" ".join(other))
        errors.append(alike(first, second) - overlap(one, two))
    assert abs(np.mean(errors)) < 0.01
    assert np.std(errors) < 0.05


@given(pairs())
def test_the_same_words_are_wholly_alike_however_they_are_written(texts: tuple[str, str]) -> None:
    text = texts[0]
    assert alike(of(text)[1], of(text.upper().replace(" ", "  \n"))[1]) == 1.0


def test_a_signature_is_the_same_in_every_process() -> None:
    text = " ".join(VOCABULARY)
    code = (
        "import sys; from indexer.language import analyze; from indexer.likeness import shingles, signature;"
        "print(signature(shingles(analyze(sys.argv[1]).exact)).tolist())"
    )
    shown = subprocess.run([sys.executable, "-c", code, text], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == str(of(text)[1].tolist())


def test_arabic_is_compared_without_its_marks() -> None:
    text = " ".join(["إن السَّلام أمانة في أعناقنا، والمعتقلون ينتظرون عند النهر", *"ابتثجحخدذرزسشصضطظعغفقكلمن"])
    assert alike(of(text)[1], of(text.replace("َّ", "").replace("إ", "ا"))[1]) == 1.0


def facts(id: str, words: list[str]):  # type: ignore[no-untyped-def]
    return facts_of(said(id, "On the dam", " ".join(words), when="2021-01-01"))


def test_two_texts_of_much_the_same_words_are_near_duplicates_both_ways() -> None:
    words = VOCABULARY[:200]
    one, other = facts("a", words), facts("b", [*words[:100], "but", *words[100:]])
    found, back = near_duplicate(one, other), near_duplicate(other, one)
    assert found is not None
    assert back is not None
    assert (found.id, found.kind) == ("b", Kinship.NEAR_DUPLICATE)
    assert found.score == back.score > 0.9
    assert found.evidence == back.evidence
    assert set(marks(one)) & set(marks(other))


def test_a_short_text_that_stands_whole_in_a_longer_one_is_its_near_duplicate() -> None:
    found = near_duplicate(facts("a", VOCABULARY[:300]), facts("b", VOCABULARY[:190]))
    assert found is not None
    assert "stands in the longer" in found.evidence


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (VOCABULARY[:200], VOCABULARY[200:400]),
        (VOCABULARY[:200], VOCABULARY[100:300]),
        (["no", "statement", "today"], ["no", "statement", "today"]),
    ],
)
def test_other_texts_and_those_too_short_to_say_are_none(one: list[str], other: list[str]) -> None:
    assert near_duplicate(facts("a", one), facts("b", other)) is None
