"""What is beyond a limit or has no meaning is answered as well as it can be, and told in plain words."""

from __future__ import annotations

import pytest

from indexer.grammar import parse
from indexer.query import AllOf, AnyOf, Clause, Everything, Near, Not, Phrase, Prefix, Words, leaves

a, b, c = map(Words, "abc")

ALONE = "{} needs a word on both sides; it was ignored."
NOT_ALONE = "NOT needs a word after it; it was ignored."
TOO_LONG = "Only the first 256 characters were searched."
TOO_DEEP = "Brackets may stand 4 deep; those inside were read as if they were not there."
SHORT = "“{}*” was searched as a whole word: before * at least 3 letters are needed."
STAR = "* can only stand at the end of one word; “{}” was searched as “{}”."
NOTHING = "There is no letter or digit in “{}” to search for."

OPERATORS: dict[str, tuple[Clause, str]] = {
    "AND a": (a, ALONE.format("AND")),
    "a OR": (a, ALONE.format("OR")),
    "a OR OR b": (AnyOf((a, b)), ALONE.format("OR")),
    "a AND OR b": (AllOf((a, b)), ALONE.format("OR")),
    "(OR a) b": (AllOf((a, b)), ALONE.format("OR")),
    "OR": (Everything(), ALONE.format("OR")),
    "NOT": (Everything(), NOT_ALONE),
    "a NOT": (a, NOT_ALONE),
    "(a NOT) b": (AllOf((a, b)), NOT_ALONE),
    "NEAR a": (a, ALONE.format("NEAR")),
    "a NEAR": (a, ALONE.format("NEAR")),
    "a NEAR/3 NEAR b": (Near("a b", 3), ALONE.format("NEAR")),
    "a NEAR (b c)": (AllOf((a, b, c)), ALONE.format("NEAR")),
    "a NEAR title:b": (AllOf((a, Words("b", "title"))), ALONE.format("NEAR")),
}
BRACKETS: dict[str, tuple[Clause, str]] = {
    "(a OR b": (AnyOf((a, b)), "A bracket was not closed; it was closed at the end."),
    "a) b": (AllOf((a, b)), "A closing bracket without an opening one was ignored."),
    "(((((a OR b))))) c": (AllOf((AnyOf((a, b)), c)), TOO_DEEP),
    "((((-(a b)))))": (AllOf((Not(a), Not(b))), TOO_DEEP),
    "((((title:(a b)))))": (AllOf((Words("a", "title"), Words("b", "title"))), TOO_DEEP),
}
QUOTES: dict[str, tuple[Clause, str]] = {
    'c "a b': (AllOf((c, Phrase("a b"))), "A quotation mark was not closed; the phrase runs to the end."),
    '"cease* fire"': (
        Phrase("cease fire"),
        "* means nothing inside quotation marks or beside NEAR and was ignored.",
    ),
    '"a b"~11': (Near("a b", 10), "Near means at most 10 words between; 11 was taken as 10."),
    "a NEAR/99 b": (Near("a b", 10), "Near means at most 10 words between; 99 was taken as 10."),
    '"1 2 3 4 5 6 7 8 9"~2': (Near("1 2 3 4 5 6 7 8", 2), "Only the first 8 words were searched near each other."),
}
STARS: dict[str, tuple[Clause, str]] = {
    "ab*": (Words("ab"), SHORT.format("ab")),
    "(ab*)": (Words("ab"), SHORT.format("ab")),
    "*": (Everything(), NOTHING.format("*")),
    "a *": (a, NOTHING.format("*")),
    "*war": (Words("war"), STAR.format("*war", "war")),
    "*war*": (Prefix("war"), STAR.format("*war*", "war*")),
    "gov*nt": (Prefix("gov"), STAR.format("gov*nt", "gov*")),
    "g*v": (Words("g*v"), STAR.format("g*v", "g v")),
    "9/11*": (Words("9/11"), STAR.format("9/11*", "9/11")),
    "peace~": (Words("peace"), "~ and ^ after a word mean nothing here and were ignored."),
    "peace^2.5": (Words("peace"), "~ and ^ after a word mean nothing here and were ignored."),
    '"a b"^2': (Phrase("a b"), "~ and ^ after a word mean nothing here and were ignored."),
}
WORDS: dict[str, tuple[Clause, str]] = {
    "author:Haddoun": (
        AllOf((Words("author"), Words("Haddoun"))),
        "“author:” is not a field; “author” was searched as a word.",
    ),
    "-author:Haddoun": (
        Not(AllOf((Words("author"), Words("Haddoun")))),
        "“author:” is not a field; “author” was searched as a word.",
    ),
    "author:(a OR b)": (
        AllOf((Words("author"), AnyOf((a, b)))),
        "“author:” is not a field; “author” was searched as a word.",
    ),
    "speaker:": (Words("speaker"), "Nothing stands after “speaker:”; “speaker” was searched as a word."),
    "since: -war": (
        AllOf((Words("since"), Not(Words("war")))),
        "Nothing stands after “since:”; “since” was searched as a word.",
    ),
    "since:7 -May 2023": (
        AllOf((Not(Words("May")), Words("2023"))),
        "“7” is not a date that can be read and was ignored; write 2020, 2020-03 or 2020-03-15.",
    ),
    "$$$": (Everything(), NOTHING.format("$$$")),
    "a ☂ b": (AllOf((a, b)), NOTHING.format("☂")),
    "…": (Everything(), NOTHING.format("…")),
    '"—"': (Everything(), NOTHING.format("—")),
    f"{'x' * 65} a": (AllOf((Words("x" * 65), a)), "Words longer than 64 letters were searched by their first 64."),
}


@pytest.mark.parametrize(
    ("typed", "clause", "note"),
    [(t, *meant) for table in (OPERATORS, BRACKETS, QUOTES, STARS, WORDS) for t, meant in table.items()],
)
def test_the_best_answer_and_one_note(typed: str, clause: Clause, note: str) -> None:
    parsed = parse(typed)
    assert parsed.clause == clause
    assert parsed.notes == (note,)


def test_256_characters_are_used_and_the_last_word_is_left_whole() -> None:
    words = " ".join(["peaceful"] * 15 + ["x" * 121, "harbours"])
    assert parse(words).notes == (TOO_LONG, "Words longer than 64 letters were searched by their first 64.")
    assert parse(words).clause == AllOf((Words("peaceful"), Words("x" * 121)))
    assert TOO_LONG not in parse("a b " * 64).notes
    assert parse("a " + "(" * 255).notes[0] == TOO_LONG


def test_a_word_that_is_cut_is_not_lost() -> None:
    assert parse("a " + "x" * 300).clause == AllOf((a, Words("x" * 254)))


def test_a_quotation_that_is_cut_is_not_called_unclosed() -> None:
    parsed = parse('"' + "word " * 60 + '"')
    assert isinstance(parsed.clause, Phrase)
    assert parsed.notes == (TOO_LONG,)


def test_white_space_does_not_use_up_the_characters() -> None:
    assert parse(" \n" * 4000 + "peace" + "\t" * 4000 + "war").clause == AllOf((Words("peace"), Words("war")))
    assert parse("peace" + " " * 1_000_000 + "war").notes == (TOO_LONG,)


@pytest.mark.parametrize("join", [" ", " OR ", " AND ", " -", " (", ") "])
def test_16_terms_are_searched_and_the_others_counted(join: str) -> None:
    parsed = parse(join.join(f"w{n}" for n in range(20)))
    terms = parsed.clause.clauses if isinstance(parsed.clause, AllOf | AnyOf) else ()
    assert len(terms) == 16
    assert "Only the first 16 words, phrases and dates were searched; 4 more were left out." in parsed.notes
    assert not any("on both sides" in note for note in parsed.notes)


@pytest.mark.parametrize("join", [" ", " — ", ' "" '])
def test_16_terms_are_not_too_many(join: str) -> None:
    parsed = parse(join.join(f"w{n}" for n in range(16)))
    assert len(leaves(parsed.clause)) == 16
    assert parsed.notes == ()


def test_a_note_is_said_once_and_quotes_little() -> None:
    parsed = parse("ab* ab* " + "*" * 100)
    assert parsed.notes == (SHORT.format("ab"), NOTHING.format("*" * 40 + "…"))
