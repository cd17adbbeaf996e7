"""The visitor's words -> lexemes: operators applied to their neighbours, brackets balanced and not too deep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from indexer.grammar import wording

LONGEST = 256  # characters used
DEEPEST = 4  # brackets within brackets
WIDEST = 10  # words between

_QUOTES = '"“”„«»＂'
_UNSEEN = re.compile("[\ud800-\udfff\x00-\x08\x0e-\x1f\x7f]")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LEXEME = re.compile(
    rf"""
      (?P<close> \) )
    | (?P<minus> (?<![^\s(]) [-−] (?![-−\s]) )?
      (?: (?P<field> [^\W\d_]\w* ) [:：] (?P<gap> \s* ) )?
      (?: (?P<open> \( )
        | [{_QUOTES}] (?P<phrase> [^{_QUOTES}]* ) (?: (?P<closed> [{_QUOTES}] ) (?: ~ (?P<slop> \d+ ) )? )?
        | (?P<word> [^\s(){_QUOTES}]+ ) )
    """,
    re.VERBOSE,
)
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
_TEXTS = (Kind.WORD, Kind.PHRASE, Kind.NEAR)


class Lexeme(NamedTuple):
    """`field` is what was typed before a colon; `gap` tells that white space followed the colon.

    A NEAR without text is the operator, before it has taken its two sides.
    """

    kind: Kind
    text: str = ""
    field: str = ""
    minus: bool = False
    gap: bool = False
    slop: int = 0


def lexemes(words: str, notes: list[str]) -> list[Lexeme]:
    """WORD, PHRASE, NEAR, AND, OR and balanced OPEN and CLOSE; what was changed is told in the notes."""
    if len(words) > LONGEST:
        notes.append(wording.TOO_LONG.format(LONGEST))
        words = words[: LONGEST + 1].rpartition(" ")[0] or words[:LONGEST]
    words = _DIRECTION.sub("", _UNSEEN.sub(" ", words))
    found = [_lexeme(match, notes) for match in _LEXEME.finditer(words)]
    kinds = {lexeme.kind for lexeme in found}
    if Kind.NEAR in kinds:
        found = list(_joined_by_near(found, notes))
    if Kind.NOT in kinds:
        found = list(_negated(found, notes))
    if Kind.OPEN in kinds or Kind.CLOSE in kinds:
        found = list(_balanced(found, notes))
    return found


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
        return Lexeme(Kind.NEAR, phrase, *signs, _slop(slop, notes)) if slop else Lexeme(Kind.PHRASE, phrase, *signs)
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


def _joined_by_near(found: list[Lexeme], notes: list[str]) -> Iterator[Lexeme]:
    """`aid NEAR/5 Idlib` becomes one lexeme, and so does a chain of them, as wide as its widest."""
    before: Lexeme | None = None
    operator: Lexeme | None = None
    for lexeme in found:
        if lexeme.kind is Kind.NEAR and not lexeme.text:
            if operator or not before or before.kind not in _TEXTS:
                notes.append(wording.ALONE.format("NEAR"))
            else:
                operator = lexeme
            continue
        if operator and before and lexeme.kind in _TEXTS and not lexeme.field and not lexeme.minus:
            slop = max(before.slop, operator.slop, lexeme.slop)
            before = before._replace(kind=Kind.NEAR, text=f"{before.text} {lexeme.text}", slop=slop)
        else:
            if operator:
                notes.append(wording.ALONE.format("NEAR"))
            if before:
                yield before
            before = lexeme
        operator = None
    if operator:
        notes.append(wording.ALONE.format("NEAR"))
    if before:
        yield before


def _negated(found: list[Lexeme], notes: list[str]) -> Iterator[Lexeme]:
    """NOT becomes the minus of what follows it."""
    negative = False
    for lexeme in found:
        if lexeme.kind is Kind.NOT:
            negative = not negative
        elif lexeme.kind in (*_TEXTS, Kind.OPEN):
            yield lexeme._replace(minus=lexeme.minus != negative)
            negative = False
        else:
            if negative:
                notes.append(wording.NOT_ALONE)
            negative = False
            yield lexeme
    if negative:
        notes.append(wording.NOT_ALONE)


def _balanced(found: list[Lexeme], notes: list[str]) -> Iterator[Lexeme]:
    """Every OPEN with its CLOSE. A bracket that stands too deep hands its minus and field to what it holds."""
    opened: list[Lexeme] = []
    for lexeme in found:
        if lexeme.kind is Kind.CLOSE:
            if not opened:
                notes.append(wording.STRAY_BRACKET)
            elif len(opened) <= DEEPEST:
                yield lexeme
            del opened[-1:]
            continue
        for bracket in opened[DEEPEST:]:
            lexeme = lexeme._replace(minus=lexeme.minus != bracket.minus, field=lexeme.field or bracket.field)
        if lexeme.kind is Kind.OPEN:
            opened.append(lexeme)
            if len(opened) > DEEPEST:
                notes.append(wording.TOO_DEEP.format(DEEPEST))
                continue
        yield lexeme
    if opened:
        notes.append(wording.UNCLOSED_BRACKET)
    yield from [Lexeme(Kind.CLOSE)] * min(len(opened), DEEPEST)
