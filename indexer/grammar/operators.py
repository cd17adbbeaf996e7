"""Lexemes -> lexemes: NEAR and NOT applied to their neighbours, brackets balanced and not too deep."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.grammar import wording
from indexer.grammar.lexemes import TEXTS, Kind, Lexeme

DEEPEST = 4  # brackets within brackets


def applied(found: list[Lexeme], notes: list[str]) -> list[Lexeme]:
    """WORD, PHRASE, NEAR with its words, AND, OR and balanced OPEN and CLOSE."""
    kinds = [lexeme.kind for lexeme in found]
    if Kind.NEAR in kinds:
        found = list(_joined_by_near(found, notes))
    if Kind.NOT in kinds:
        found = list(_negated(found, notes))
    if Kind.OPEN in kinds or Kind.CLOSE in kinds:
        found = list(_balanced(found, notes))
    return found


def _joined_by_near(found: list[Lexeme], notes: list[str]) -> Iterator[Lexeme]:
    """`aid NEAR/5 Idlib` becomes one lexeme, and so does a chain of them, as wide as its widest."""
    before: Lexeme | None = None
    operator: Lexeme | None = None
    for lexeme in found:
        if lexeme.kind is Kind.NEAR and not lexeme.text:
            if operator or not before or before.kind not in TEXTS:
                notes.append(wording.ALONE.format("NEAR"))
            else:
                operator = lexeme
            continue
        if operator and before and lexeme.kind in TEXTS and not lexeme.field and not lexeme.minus:
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
        elif lexeme.kind in (*TEXTS, Kind.OPEN):
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
    opened: list[tuple[bool, str]] = []
    for lexeme in found:
        if lexeme.kind is Kind.CLOSE:
            if not opened:
                notes.append(wording.STRAY_BRACKET)
            elif len(opened) <= DEEPEST:
                yield lexeme
            del opened[-1:]
            continue
        if len(opened) > DEEPEST:
            minus, field = opened[-1]
            lexeme = lexeme._replace(minus=lexeme.minus != minus, field=lexeme.field or field)
        if lexeme.kind is not Kind.OPEN:
            yield lexeme
        elif len(opened) < DEEPEST:
            opened.append((False, ""))
            yield lexeme
        else:
            opened.append((lexeme.minus, lexeme.field))
            notes.append(wording.TOO_DEEP.format(DEEPEST))
    if opened:
        notes.append(wording.UNCLOSED_BRACKET)
    yield from [Lexeme(Kind.CLOSE)] * min(len(opened), DEEPEST)
