"""Text -> tokens, the same for index, query, highlighter and grammar."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

import Stemmer

from indexer.language.folding import APOSTROPHES, INVISIBLE, MAX_TERM, fold
from indexer.language.stems import stem

ANALYSIS_VERSION = f"1, Unicode {unicodedata.unidata_version}, Snowball {Stemmer.version()}"
"""Changes when the terms of any text would change."""

_CACHED = 40_000  # distinct words; about 12 MB

_MARKS = "".join(re.escape(chr(c)) for c in (*range(0x300, 0x3100), *range(0xFE00, 0xFE30))
                 if unicodedata.category(chr(c))[0] == "M")
_HAN = "\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"[^\W_{_HAN}]"
_ATOM = rf"{_LETTER}+(?:(?:[{_MARKS}]+|[{APOSTROPHES}](?={_LETTER})|[{INVISIBLE}]+(?={_LETTER})){_LETTER}*)*"
_THOUSANDS = r"(?<=\d)[,٬](?=\d{3}(?!\d))"
_WORD = re.compile(rf"{_ATOM}(?:(?:[-‐‑/._@&٫](?={_LETTER})|{_THOUSANDS}){_ATOM})*|[{_HAN}]")
_PART = re.compile(rf"(?<![\d.٫])\d+(?:{_THOUSANDS}\d+)*(?:[.٫]\d+)?(?![.٫,]?\d){_LETTER}*|{_ATOM}|[{_HAN}]")


class Token(NamedTuple):
    """`start` and `end` are offsets in the original text; `position` counts words from 0.

    A joined token stands for a whole hyphenated word, at the position of its first part.
    """

    start: int
    end: int
    position: int
    exact: str
    stem: str
    joined: bool


class _Part(NamedTuple):
    start: int
    end: int
    exact: str
    stem: str


class _Word(NamedTuple):
    """What one word as written gives: parts with offsets inside it, and the joined form when there is one."""

    parts: tuple[_Part, ...]
    joined: _Part | None


def _read(raw: str) -> _Word:
    if len(raw) == 1 or raw.isalnum():
        found = [(0, len(raw), fold(raw))]
    else:
        found = [(m.start(), m.end(), fold(m[0])) for m in _PART.finditer(raw)]
    parts = tuple(_Part(start, end, exact, stem(exact)) for start, end, exact in found if exact)
    whole = "".join(part.exact for part in parts)
    if len(parts) < 2 or len(whole) > MAX_TERM or whole.replace(".", "").isdecimal():
        return _Word(parts, None)
    return _Word(parts, _Part(parts[0].start, parts[-1].end, whole, stem(whole)))


class _Cache(dict[str, _Word]):
    def __missing__(self, raw: str) -> _Word:
        word = _read(raw)
        if len(raw) <= MAX_TERM:
            if len(self) >= _CACHED:
                self.clear()
            self[raw] = word
        return word


_WORDS = _Cache()


def tokenize(text: str) -> list[Token]:
    """The tokens of a text in order; a joined token follows the parts it joins."""
    tokens: list[Token] = []
    position = 0
    for found in _WORD.finditer(text):
        word, offset = _WORDS[found[0]], found.start()
        for nth, part in enumerate(word.parts):
            start, end, exact, stemmed = part
            tokens.append(Token(offset + start, offset + end, position + nth, exact, stemmed, False))
        if word.joined:
            start, end, exact, stemmed = word.joined
            tokens.append(Token(offset + start, offset + end, position, exact, stemmed, True))
        position += len(word.parts)
    return tokens


def exact_sequence(text: str) -> tuple[str, ...]:
    """Exact forms of the words in order, hyphenated words in parts."""
    return tuple(token.exact for token in tokenize(text) if not token.joined)


def stem_sequence(text: str) -> tuple[str, ...]:
    """Stems of the words in order, hyphenated words in parts."""
    return tuple(token.stem for token in tokenize(text) if not token.joined)


def stem_alternatives(word: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which a word may be found, each of them stems at successive positions.

    () when the word holds no letter or digit.
    """
    written = [_WORDS[raw] for raw in _WORD.findall(word)]
    parts = tuple(part.stem for each in written for part in each.parts)
    if len(written) == 1 and written[0].joined:
        return (parts, (written[0].joined.stem,))
    return (parts,) if parts else ()


def prefix_of(text: str) -> str:
    """The beginning of exact forms that Prefix looks for; "" when it holds no letter or digit."""
    return "".join(exact_sequence(text))[:MAX_TERM]
