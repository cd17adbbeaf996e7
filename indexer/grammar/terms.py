"""A lexeme that holds text -> the clause it asks for, or None when there is nothing to search for."""

from __future__ import annotations

import re

from indexer.fields import BY_TYPED_NAME
from indexer.grammar import wording
from indexer.grammar.dates import DATE_WORDS, between, stretch
from indexer.grammar.languages import code_of
from indexer.grammar.lexemes import Kind, Lexeme
from indexer.language import Token, prefix_of, tokenize
from indexer.language.folding import MAX_TERM
from indexer.query import Between, Clause, Near, Phrase, Prefix, Words

SHORTEST_PREFIX = 3  # letters or digits
MOST_NEAR = 8  # words

_FUZZY = re.compile(r"[~^][\d.]*\Z")
_SHOWN = 40  # characters of what was typed in a note


def term(lexeme: Lexeme, typed_field: str, notes: list[str]) -> Clause | None:
    """The clause of a word, a phrase or words near each other, in the field that was typed for it."""
    if not typed_field:
        return _range(lexeme) or _in_field(lexeme, None, notes)
    if field := BY_TYPED_NAME.get(typed_field.lower()):
        return _in_field(lexeme, field.name, notes)
    if typed_field in DATE_WORDS:
        return _date(lexeme, typed_field, notes)
    return _in_field(_rejoined(lexeme, notes), None, notes)


def _range(lexeme: Lexeme) -> Between | None:
    """2019..2021 without a field."""
    return stretch(lexeme.text) if lexeme.kind is Kind.WORD and (".." in lexeme.text or "…" in lexeme.text) else None


def _date(lexeme: Lexeme, word: str, notes: list[str]) -> Clause | None:
    if found := between(word, lexeme.text):
        return found
    notes.append(wording.NO_DATE.format(shown(lexeme.text)))
    return None


def _rejoined(lexeme: Lexeme, notes: list[str]) -> Lexeme:
    """What stood before the colon is a word after all."""
    notes.append(wording.UNKNOWN_FIELD.format(shown(lexeme.field)))
    return lexeme._replace(text=f"{lexeme.field}:{lexeme.text}")


def _in_field(lexeme: Lexeme, field: str | None, notes: list[str]) -> Clause | None:
    text = lexeme.text
    if field == "language" and (code := code_of(text)):
        return Words(code, field)
    if lexeme.kind is Kind.WORD:
        if "~" in text or "^" in text:
            text = _without_fuzzy(text, notes)
        if "*" in text:
            return _starred(text, field, notes)
    elif "*" in text:
        notes.append(wording.STAR_INSIDE)
    tokens = tokenize(text)
    if not tokens:
        _tell_nothing(lexeme.text, notes)
        return None
    text = text[tokens[0].start : tokens[-1].end]
    if any(len(token.exact) == MAX_TERM < token.end - token.start for token in tokens):
        notes.append(wording.LONG_WORD.format(MAX_TERM))
    match lexeme.kind:
        case Kind.WORD:
            return Words(text, field)
        case Kind.PHRASE:
            return Phrase(text, field)
        case _:
            return _near(text, lexeme.slop, field, tokens, notes)


def _near(text: str, slop: int, field: str | None, tokens: list[Token], notes: list[str]) -> Clause:
    parts = [token for token in tokens if not token.joined]
    if len(parts) == 1:
        return Words(text, field)
    if len(parts) > MOST_NEAR:
        notes.append(wording.LONG_NEAR.format(MOST_NEAR))
        text = text[: parts[MOST_NEAR - 1].end - tokens[0].start]
    return Near(text, slop, field)


def _without_fuzzy(text: str, notes: list[str]) -> str:
    bare = _FUZZY.sub("", text)
    if bare != text:
        notes.append(wording.NO_FUZZY)
    return bare


def _starred(typed: str, field: str | None, notes: list[str]) -> Clause | None:
    """cease* begins a word; of any other * only the words around it are kept."""
    beginning, _, rest = typed.lstrip("*").partition("*")
    prefix, rest = prefix_of(beginning), rest.strip("*")
    if not prefix and not prefix_of(rest):
        _tell_nothing(typed, notes)
        return None
    if len(prefix) < SHORTEST_PREFIX or not typed.endswith("*") or typed.startswith("*") or rest:
        return _without_star(typed, field, notes)
    return Prefix(beginning, field)


def _without_star(typed: str, field: str | None, notes: list[str]) -> Clause | None:
    bare = typed.strip("*")
    if typed == bare + "*":
        notes.append(wording.SHORT_PREFIX.format(shown(bare), SHORTEST_PREFIX))
    beginning = bare.partition("*")[0]
    if beginning != bare and len(prefix_of(beginning)) >= SHORTEST_PREFIX:
        notes.append(wording.INNER_STAR.format(shown(typed), shown(beginning) + "*"))
        return Prefix(beginning, field)
    tokens = tokenize(bare)
    found = Words(bare[tokens[0].start : tokens[-1].end], field)
    if typed != bare + "*":
        notes.append(wording.INNER_STAR.format(shown(typed), shown(found.text.replace("*", " "))))
    return found


def _tell_nothing(typed: str, notes: list[str]) -> None:
    if typed.strip():
        notes.append(wording.NOTHING.format(shown(typed)))


def shown(typed: str) -> str:
    """What was typed, short enough for a note."""
    return typed if len(typed) <= _SHOWN else typed[:_SHOWN] + "…"
