"""The visitor's words -> lexemes: words, phrases, operators and brackets, each with what was typed before it."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

from indexer.grammar import wording
from indexer.query import Between

LONGEST = 256  # characters used
_READ = 100 * LONGEST  # looked at, since runs of white space count as one character
WIDEST = 10  # words between

_QUOTES = '"“”„«»＂'
_COMMAS = ",;،؛"
_UNSEEN = re.compile("[\ud800-\udfff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LEXEME = re.compile(
    rf"""
      (?P<close> \) )
    | (?P<minus> (?<![^\s(]) [-−] (?![-−\s]) )?
      (?: (?P<field> [^\W\d_]\w* ) [:：] (?!//) (?P<gap> \s+ (?![-−]) )? )?
      (?: (?P<open> \( )
        | [{_QUOTES}] (?P<phrase> [^{_QUOTES}]* ) (?: (?P<closed> [{_QUOTES}] ) (?: ~ (?P<slop> \d+ ) )? )?
        | (?P<word> (?(field) [^\s(){_QUOTES}]+ | (?: [^\s(){_QUOTES}{_COMMAS}] | (?<=\d) [{_COMMAS}] (?=\d) )+ ) ) )
    """,
    re.VERBOSE,
)
_CUT = wording.TOO_LONG.format(LONGEST)
_NEAR = re.compile(r"NEAR(?:/(\d+))?")


class Kind(Enum):
    WORD = auto()
    PHRASE = auto()
    NEAR = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()


_OPERATORS = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT}
TEXTS = (Kind.WORD, Kind.PHRASE, Kind.NEAR)


class Lexeme(NamedTuple):
    """`field` is what was typed before a colon; `gap` tells that white space followed the colon.

    A NEAR without text is the operator, before it has taken its two sides; `days` is what a date was read as.
    """

    kind: Kind
    text: str = ""
    field: str = ""
    minus: bool = False
    gap: bool = False
    slop: int = 0
    days: Between | None = None


def lexemes(words: str, notes: list[str]) -> list[Lexeme]:
    """The words cut up; what was left out or closed is told in the notes."""
    found = [_lexeme(match, notes) for match in _LEXEME.finditer(_bounded(words, notes))]
    if len(notes) > 1 and notes[0] == _CUT:  # the quotation mark that is missing may have been cut off
        notes[:] = [note for note in notes if note != wording.UNCLOSED_QUOTE]
    return found


def _bounded(words: str, notes: list[str]) -> str:
    """As many characters as are used, those that can be seen, cut between two words if a gap is not too far back."""
    bounded = words[:_READ]
    if not bounded.isprintable():
        bounded = _DIRECTION.sub("", _UNSEEN.sub(" ", bounded))
    bounded = " ".join(bounded.split())
    if len(bounded) <= LONGEST and len(words) <= _READ:
        return bounded
    notes.append(_CUT)
    whole_words = bounded[: LONGEST + 1].rpartition(" ")[0]
    return whole_words if len(whole_words) > LONGEST // 2 else bounded[:LONGEST]


def _lexeme(match: re.Match[str], notes: list[str]) -> Lexeme:
    close, minus, field, gap, opened, phrase, closed, slop, word = match.groups()
    if close:
        return Lexeme(Kind.CLOSE)
    signs = (field or "", minus is not None, bool(gap))
    if opened:
        return Lexeme(Kind.OPEN, "", *signs)
    if word is None:
        if not closed:
            notes.append(wording.UNCLOSED_QUOTE)
        if slop and phrase:
            return Lexeme(Kind.NEAR, phrase, *signs, _slop(slop, notes))
        return Lexeme(Kind.PHRASE, phrase, *signs)
    if not field and not minus:
        if word in _OPERATORS:
            return Lexeme(_OPERATORS[word])
        if near := _NEAR.fullmatch(word):
            return Lexeme(Kind.NEAR, slop=_slop(near[1] or str(WIDEST), notes))
    return Lexeme(Kind.WORD, word, *signs)


def _slop(digits: str, notes: list[str]) -> int:
    slop = min(int(digits), WIDEST)
    if int(digits) > WIDEST:
        notes.append(wording.WIDE_NEAR.format(WIDEST, digits[:9]))
    return slop
