"""Text -> tokens, the same for index, query, highlighter and grammar.

No token holds a space, so a text is cut at its spaces and what stands between two of them is read once and
remembered: most of a text is made of pieces seen before.
"""

from __future__ import annotations

import re
import unicodedata
from sys import intern
from typing import NamedTuple

import Stemmer

from indexer.language.folding import APOSTROPHES, MAX_TERM, fold
from indexer.language.stems import stem

ANALYSIS_VERSION = f"1, Unicode {unicodedata.unidata_version}, Snowball {Stemmer.version()}"
"""Changes when the terms of any text would change."""

REMEMBERED = 65_536  # pieces of text, some 20 MB

_MARK = "".join(
    chr(c) for c in (*range(0x300, 0x3100), *range(0xFE00, 0xFE30)) if unicodedata.category(chr(c)).startswith("M")
)
_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # soft hyphen, direction marks, joiners
_HAN = "\u3041-\u3096\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # and hiragana: one by one
_RAISED = "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2079\u2150-\u215f\u2189"  # marks of footnotes, fractions
_LETTER = rf"[^\W_{_HAN}{_RAISED}]"  # or digit
_PLAIN = rf"{_LETTER}+(?:(?:[{_MARK}]+|[{APOSTROPHES}](?={_LETTER})|[{_INVISIBLE}]+(?={_LETTER})){_LETTER}*)*"
_THOUSANDS = r"(?<=\d)[,٬](?=\d{3}(?!\d))"
_HYPHEN = rf"(?:[-‐‑/._@&٫](?={_LETTER})|{_THOUSANDS})"
_WORD = re.compile(rf"{_PLAIN}(?:{_HYPHEN}{_PLAIN})*|[{_HAN}]")
_NUMBER = rf"(?<![\d.٫])\d+(?:{_THOUSANDS}\d+)*(?:[.٫]\d+)?(?![.٫,]?\d){_LETTER}*"
_PART = re.compile(rf"{_NUMBER}|{_PLAIN}|[{_HAN}]")


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


class Analysis(NamedTuple):
    """Parallel lists, an entry for each token, joined forms included, in the order of `tokenize`."""

    exact: list[str]
    stems: list[str]
    positions: list[int]


class _Pieces(dict[str, tuple[Token, ...]]):
    """Text between two spaces -> its tokens, offsets and positions counted inside it."""

    def __missing__(self, piece: str) -> tuple[Token, ...]:
        tokens = _read(piece)
        if len(piece) <= MAX_TERM:
            if len(self) >= REMEMBERED:
                self.clear()
            self[piece] = tokens
        return tokens


PIECES = _Pieces()


def pieces_of(text: str) -> list[str]:
    """The text cut at its spaces and line ends, each of which is one character: offsets can be added up."""
    return text.replace("\n", " ").split(" ")


def tokenize(text: str) -> list[Token]:
    """The tokens of a text by position; a joined token stands before the parts it joins."""
    found: list[Token] = []
    offset, position = 0, -1
    for piece in pieces_of(text):
        first = position + 1
        for start, end, nth, exact, stemmed, joined in PIECES[piece]:
            position = first + nth
            found.append(Token(offset + start, offset + end, position, exact, stemmed, joined))
        offset += len(piece) + 1
    return found


def analyze(text: str) -> Analysis:
    """The terms of a text for an index: what `tokenize` gives without the offsets, in less than half the time."""
    exact: list[str] = []
    stems: list[str] = []
    positions: list[int] = []
    position = -1
    for tokens in map(PIECES.__getitem__, pieces_of(text)):
        first = position + 1
        for _, _, nth, exact_form, stemmed, _ in tokens:
            position = first + nth
            positions.append(position)
            exact.append(exact_form)
            stems.append(stemmed)
    return Analysis(exact, stems, positions)


def _read(piece: str) -> tuple[Token, ...]:
    tokens: list[Token] = []
    position = 0
    for word in _WORD.finditer(piece):
        parts = _parts(word[0], word.start(), position)
        if len(parts) > 1:
            tokens += _joined(parts)
        tokens += parts
        position += len(parts)
    return tuple(tokens)


def _parts(word: str, offset: int, position: int) -> list[Token]:
    spans = [(0, len(word))] if word.isalnum() else [part.span() for part in _PART.finditer(word)]
    parts: list[Token] = []
    for start, end in spans:
        if exact := intern(fold(word[start:end])):
            parts.append(Token(offset + start, offset + end, position + len(parts), exact, stem(exact), False))
    return parts


def _joined(parts: list[Token]) -> list[Token]:
    """The joined form, unless it is too long for a term or a mere number: 9/11 is not 911."""
    whole = "".join(part.exact for part in parts)
    if len(whole) > MAX_TERM or whole.replace(".", "").isdecimal():
        return []
    return [Token(parts[0].start, parts[-1].end, parts[0].position, whole, stem(whole), True)]


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
    tokens = tokenize(word)
    parts = tuple(token.stem for token in tokens if not token.joined)
    if len(tokens) == len(parts) + 1 and tokens[0].joined and tokens[0].end == tokens[-1].end:
        return (parts, (tokens[0].stem,))
    return (parts,) if parts else ()


def prefix_of(text: str) -> str:
    """The beginning of exact forms that Prefix looks for; "" when it holds no letter or digit."""
    return "".join(exact_sequence(text))[:MAX_TERM]
