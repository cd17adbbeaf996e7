"""What stands before a colon: the name of a field, a word that begins a date, or a word of prose."""

from __future__ import annotations

from itertools import takewhile

from indexer.grammar.dates import DATE_WORDS, between, looks_dated, stretch
from indexer.grammar.lexemes import TEXTS, Kind, Lexeme
from indexer.grammar.names import FIELD_NAMES, folded
from indexer.query import Between

_MOST_WORDS = 4  # of a date: 7 تشرين الثاني 2023


def known(typed_field: str) -> bool:
    """Whether something is searched by what was typed before a colon."""
    name = folded(typed_field)
    return name in FIELD_NAMES or name in DATE_WORDS


def told_apart(found: list[Lexeme]) -> list[Lexeme]:
    """Dates read, `since:7 May 2023` being one lexeme; in `From: the Council` the colon means nothing."""
    read: list[Lexeme] = []
    fields = [""]  # of the brackets that are open
    taken = 0
    for nth, lexeme in enumerate(found):
        if nth < taken:
            continue
        if lexeme.kind is Kind.OPEN:
            fields.append(lexeme.field or fields[-1])
        elif lexeme.kind is Kind.CLOSE:
            fields.pop()
        elif lexeme.kind is Kind.WORD:
            length, lexeme = _dated(lexeme, lexeme.field or fields[-1], found[nth + 1 : nth + _MOST_WORDS])
            taken = nth + length
        if lexeme.gap and _is_prose(lexeme):
            read.append(Lexeme(Kind.WORD, lexeme.field, minus=lexeme.minus))
            lexeme = lexeme._replace(field="", gap=False)
        read.append(lexeme)
    return read


def _dated(lexeme: Lexeme, field: str, following: list[Lexeme]) -> tuple[int, Lexeme]:
    """The word with what it means as a date, and how many lexemes it takes for that."""
    if not field:
        ranged = ".." in lexeme.text or "…" in lexeme.text
        return 1, lexeme._replace(days=stretch(lexeme.text)) if ranged else lexeme
    word = folded(field)
    if word not in DATE_WORDS:
        return 1, lexeme
    length, days = _first_date(word, [lexeme.text, *(each.text for each in takewhile(_plain, following))])
    return length, lexeme._replace(days=days)


def _first_date(word: str, texts: list[str]) -> tuple[int, Between | None]:
    """How many of the texts make the shortest date, and what it means; one and None if none does."""
    for length in range(1, len(texts) + 1):
        if days := between(word, " ".join(texts[:length])):
            return length, days
    return 1, None


def _plain(lexeme: Lexeme) -> bool:
    return lexeme.kind is Kind.WORD and not lexeme.field and not lexeme.minus


def _is_prose(lexeme: Lexeme) -> bool:
    """Whether white space after the colon shows that no field was meant."""
    name = folded(lexeme.field)
    if lexeme.kind not in TEXTS or name in FIELD_NAMES:
        return False
    return name not in DATE_WORDS or not looks_dated(lexeme.text)
