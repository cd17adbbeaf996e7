"""Which words of a text make a clause match, and the passage that shows them best."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.fields import DEFAULT
from indexer.language.words import (
    Token,
    exact_sequence,
    prefix_of,
    stem_alternatives,
    stem_sequence,
    tokenize,
)
from indexer.query import Clause, Near, Phrase, Prefix, Words, leaves
from indexer.results import Span

SHORTEST, LONGEST = 150, 250  # characters of a snippet
ELLIPSIS = "…"

Range = tuple[int, int]
Leaf = Words | Phrase | Near | Prefix

_DEFAULT_NAMES = frozenset(field.name for field in DEFAULT)
_SPACE = re.compile(r"\s+")


def find(clause: Clause, text: str, *, field: str = "body") -> list[Range]:
    """Character ranges of what makes the clause match in a text of that field, in order and apart."""
    tokens = tokenize(text)
    return _merged(sorted(found for leaf in _leaves(clause, field) for found in _ranges(leaf, tokens)))


def highlight(text: str, clause: Clause, *, field: str) -> tuple[Span, ...]:
    """The whole text as spans."""
    return tuple(_spans(text, find(clause, text, field=field), 0, len(text)))


def snippet(text: str, clause: Clause) -> tuple[Span, ...]:
    """The passage that shows most of what was asked, closest together; else the beginning."""
    ranges = find(clause, text)
    start = ranges[0][0] if ranges else 0
    start = max(0, start - 60)
    while start and not text[start - 1].isspace():
        start -= 1
    end = min(len(text), start + LONGEST - 10)
    while end < len(text) and end > start + SHORTEST and not text[end].isspace():
        end -= 1
    spans = [Span(_SPACE.sub(" ", s.text), s.match) for s in _spans(text, ranges, start, end)]
    before = [Span(ELLIPSIS)] if start else []
    after = [Span(ELLIPSIS)] if end < len(text) else []
    return tuple(before + spans + after)


def _leaves(clause: Clause, field: str) -> list[Leaf]:
    asked = [leaf for leaf in leaves(clause) if isinstance(leaf, Words | Phrase | Near | Prefix)]
    return [leaf for leaf in asked if leaf.field == field or (leaf.field is None and field in _DEFAULT_NAMES)]


def _ranges(leaf: Leaf, tokens: list[Token]) -> Iterator[Range]:
    match leaf:
        case Words(word):
            for terms in stem_alternatives(word):
                yield from _runs(terms, [(t.position, t.stem, t.start, t.end) for t in tokens])
        case Phrase(words):
            yield from _runs(exact_sequence(words), [(t.position, t.exact, t.start, t.end) for t in tokens])
        case Near(words, slop):
            wanted = stem_sequence(words)
            near = [t for t in tokens if t.stem in wanted]
            width = len(wanted) + slop
            for token in near:
                window = [t for t in near if token.position <= t.position < token.position + width]
                if set(wanted) <= {t.stem for t in window}:
                    yield from ((t.start, t.end) for t in window)
        case Prefix(beginning):
            prefix = prefix_of(beginning)
            yield from ((t.start, t.end) for t in tokens if prefix and t.exact.startswith(prefix))


def _runs(terms: tuple[str, ...], found: list[tuple[int, str, int, int]]) -> Iterator[Range]:
    at: dict[tuple[int, str], Range] = {(p, term): (start, end) for p, term, start, end in found}
    for (position, term), (start, end) in at.items():
        if term == terms[0]:
            run = [at.get((position + nth, each)) for nth, each in enumerate(terms)]
            if all(run):
                yield start, max(end, *(r[1] for r in run if r))


def _merged(ranges: list[Range]) -> list[Range]:
    merged: list[Range] = []
    for start, end in ranges:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _spans(text: str, ranges: list[Range], start: int, end: int) -> Iterator[Span]:
    for first, last in ranges:
        if start <= first and last <= end:
            if start < first:
                yield Span(text[start:first])
            yield Span(text[first:last], True)
            start = last
    if start < end:
        yield Span(text[start:end])
