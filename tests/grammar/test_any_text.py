"""Any text whatever: nothing raises, the clause is bounded, and nobody waits."""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from random import Random
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.fields import BY_TYPED_NAME
from indexer.grammar import Parsed, compose, parse, wording
from indexer.language import satisfies
from indexer.query import AllOf, Words
from tests.grammar.hostile import GAPS, ODD, SYNTAX, WORDS, hostile
from tests.grammar.shape import check
from tests.statements import COLLECTION

STRINGS = 500 * settings().max_examples  # 20,000; a million for the torture
SECONDS_ON_AVERAGE, SECONDS_FOR_ONE = 0.001, 1.0
MOST_CALLS = 10_000  # about two milliseconds
NOTES = {
    name: re.compile(re.sub(r"\\{\d\\}", ".*", re.escape(sentence)))
    for name, sentence in vars(wording).items()
    if name.isupper() and not name.startswith("_")
}

pieces = st.sampled_from(SYNTAX + WORDS) | st.sampled_from(ODD) | st.text(max_size=6)
typed = st.lists(pieces, max_size=30).map("".join) | st.lists(pieces, max_size=30).map(" ".join) | st.text()
matches = st.sampled_from(["all", "any"])
often = settings(max_examples=10 * settings().max_examples)


@often
@given(typed, matches)
def test_any_text_gives_a_bounded_clause_and_plain_sentences(text: str, match: str) -> None:
    check(parse(text, match=match))


@given(st.text(st.characters(), max_size=40) | typed)
def test_a_clause_can_be_asked_of_a_statement(text: str) -> None:
    clause = parse(text).clause
    for statement in COLLECTION:
        assert satisfies(clause, statement) in (True, False)


@given(typed, typed, matches)
def test_the_same_words_always_mean_the_same(text: str, other: str, match: str) -> None:
    first = parse(text, match=match)
    parse(other, match=match)
    assert parse(text, match=match) == first
    query = compose(text, match=match)
    assert (query.clause, query.notes, query.read_back) == (first.clause, first.notes, first.read_back)


@given(st.lists(st.tuples(st.sampled_from(SYNTAX + WORDS), st.sampled_from([g for g in GAPS if g])), max_size=12))
def test_more_space_changes_nothing(spaced: list[tuple[str, str]]) -> None:
    assert parse("".join(piece + gap for piece, gap in spaced)) == parse(" ".join(piece for piece, _ in spaced))


@given(st.lists(st.sampled_from(["a", "b", "and", "Or", "nOT", "near", "near/5"]), min_size=1, unique=True))
def test_operators_are_written_in_capitals(words: list[str]) -> None:
    clauses = tuple(map(Words, words))
    assert parse(" ".join(words)).clause == (AllOf(clauses) if len(clauses) > 1 else clauses[0])


@given(st.sampled_from([*BY_TYPED_NAME, "since", "in", "إلى"]), st.lists(st.booleans(), min_size=12, max_size=12))
def test_names_of_fields_are_written_in_any_case(name: str, capitals: list[bool]) -> None:
    typed = "".join(c.upper() if capital else c for c, capital in zip(name, capitals, strict=False))
    assert parse(f"{typed}:2020") == parse(f"{name}:2020")


@pytest.mark.parametrize("length", [512, 1_000_000])
@pytest.mark.parametrize("piece", [*SYNTAX, *WORDS, *ODD, " ", '"a', "(a", "-(", "a)", "a:(", "a NEAR ", "in:7 May "])
def test_one_piece_over_and_over(piece: str, length: int) -> None:
    text = (piece * (length // len(piece) + 1))[:length]
    parsed, calls = calls_of(text)
    check(parsed)
    assert calls < MOST_CALLS


def calls_of(text: str) -> tuple[Parsed, int]:
    """The query, and how many functions of Python and of C were called to read it."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        parsed = parse(text)
    finally:
        sys.setprofile(None)
    return parsed, calls


def told_by(notes: tuple[str, ...]) -> list[str]:
    """Which sentences of the wording were said."""
    return [name for name, pattern in NOTES.items() if any(map(pattern.fullmatch, notes))]


def test_hostile_strings_are_answered_at_once(pytestconfig: pytest.Config) -> None:
    seed = pytestconfig.getoption("hypothesis_seed")
    random = Random(seed)
    told: Counter[str] = Counter()
    slowest, whole = 0.0, 0.0
    for text in (hostile(random) for _ in range(STRINGS)):
        began = time.perf_counter()
        parsed = parse(text)
        took = time.perf_counter() - began
        slowest, whole = max(slowest, took), whole + took
        check(parsed)
        told.update(told_by(parsed.notes))
    print(f"seed {seed}: {STRINGS:,} strings in {whole:.1f} s, slowest {1000 * slowest:.1f} ms; told {dict(told)}")
    assert slowest < SECONDS_FOR_ONE
    assert whole < SECONDS_ON_AVERAGE * STRINGS
    assert {name for name in NOTES if told[name] < 10} == set()
