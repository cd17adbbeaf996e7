"""A lexeme that holds text -> the clause it asks for, or None when there is nothing to search for."""

from __future__ import annotations

import re

from indexer.grammar import wording
from indexer.grammar.colons import known
from indexer.grammar.dates import between, looks_dated
from indexer.grammar.languages import code_of
from indexer.grammar.lexemes import Kind, Lexeme
from indexer.grammar.names import FIELD_NAMES, folded
from indexer.language import Token, tokenize
from indexer.language.folding import MAX_TERM
from indexer.query import Clause, Near, Phrase, Prefix, Words

SHORTEST_PREFIX = 3  # letters or digits
MOST_NEAR = 8  # words

_SIGNS = "-–—−.,;:!?…،؛؟&/|'’•·"  # of prose, ignored without a word
_COLONS = (":", "：")
_FUZZY = re.compile(r"[~^][\d.]*\Z")


def term(lexeme: Lexeme, typed_field: str, notes: list[str]) -> Clause | None:
    """The clause of a word, a phrase or words near each other; `typed_field` is known, or empty."""
    if lexeme.days:
        return lexeme.days
    if not typed_field:
        return _in_field(lexeme, None, notes)
    name = folded(typed_field)
    return _in_field(lexeme, FIELD_NAMES[name], notes) if name in FIELD_NAMES else _dated(lexeme, name, notes)


def _dated(lexeme: Lexeme, word: str, notes: list[str]) -> Clause | None:
    if days := between(word, lexeme.text):
        return days
    if looks_dated(lexeme.text):
        notes.append(wording.NO_DATE.format(wording.shown(lexeme.text)))
        return None
    searched = _in_field(lexeme, None, notes)
    if searched:
        notes.append(wording.WORD_NOT_DATE.format(wording.shown(lexeme.text)))
    return searched


def _in_field(lexeme: Lexeme, field: str | None, notes: list[str]) -> Clause | None:
    text = _meant(lexeme, notes)
    tokens = tokenize(text)
    if not tokens:
        if text.strip(_SIGNS):
            notes.append(wording.NOTHING.format(wording.shown(text)))
        return None
    if field == "language" and (code := code_of(text)):
        return Words(code, field)
    if any(len(token.exact) == MAX_TERM < token.end - token.start for token in tokens):
        notes.append(wording.LONG_WORD.format(MAX_TERM))
    if lexeme.kind is Kind.NEAR:
        return _near(text, lexeme.slop, field, notes)
    if lexeme.kind is Kind.PHRASE:
        return Phrase(_bare(text, tokens), field)
    return _starred(text, field, notes) if "*" in text else Words(_bare(text, tokens), field)


def _meant(lexeme: Lexeme, notes: list[str]) -> str:
    """The text without the signs that mean something elsewhere."""
    text = lexeme.text
    if lexeme.kind is not Kind.WORD:
        if "*" in text:
            notes.append(wording.STAR_INSIDE)
            text = " ".join(text.replace("*", " ").split())
    elif "~" in text or "^" in text:
        text = _FUZZY.sub("", text)
        if text != lexeme.text:
            notes.append(wording.NO_FUZZY)
    elif text[-1:] in _COLONS and known(text[:-1]):
        notes.append(wording.EMPTY_FIELD.format(text[:-1]))
    return text


def _bare(text: str, tokens: list[Token]) -> str:
    """The text from its first letter or digit to its last."""
    return text[tokens[0].start : tokens[-1].end]


def _near(text: str, slop: int, field: str | None, notes: list[str]) -> Clause:
    words = [token for token in tokenize(text) if not token.joined]
    if len(words) > MOST_NEAR:
        notes.append(wording.LONG_NEAR.format(MOST_NEAR))
        del words[MOST_NEAR:]
    bare = _bare(text, words)
    return Near(bare, slop, field) if len(words) > 1 else Words(bare, field)


def _starred(typed: str, field: str | None, notes: list[str]) -> Clause:
    """cease* is a prefix. Where a * stands elsewhere the part before it is one, if that is long enough."""
    trimmed = typed.lstrip("*")
    beginning, _, rest = trimmed.partition("*")
    tokens = tokenize(beginning)
    prefixed = "*" in trimmed and bool(tokens) and tokens[0].end == tokens[-1].end  # one word, hyphens or not
    enough = prefixed and len(tokens[0].exact) >= SHORTEST_PREFIX
    searched = _bare(beginning, tokens) if enough else _bare(typed, tokenize(typed))
    if enough and trimmed == typed and not tokenize(rest):
        return Prefix(searched, field)
    if prefixed and not enough and typed.strip("*") == beginning == trimmed.rstrip("*"):
        notes.append(wording.SHORT_PREFIX.format(wording.shown(searched), SHORTEST_PREFIX))
    else:
        said = searched + "*" if enough else searched.replace("*", " ")
        notes.append(wording.INNER_STAR.format(wording.shown(typed), wording.shown(said)))
    return Prefix(searched, field) if enough else Words(searched, field)
