"""Which words of a text make a clause match."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, compress, count, pairwise
from typing import NamedTuple

from indexer.fields import DEFAULT
from indexer.language.folding import MAX_TERM
from indexer.language.matching import Leaf, close, in_order
from indexer.language.words import (
    PIECES,
    Token,
    exact_sequence,
    pieces_of,
    prefix_of,
    stem_alternatives,
    stem_sequence,
)
from indexer.query import Clause, Near, Phrase, Prefix, Words, leaves
from indexer.results import Span

Range = tuple[int, int]
Placed = dict[str, dict[int, Token]]
"""term -> position -> the token that stands there"""

_MET = 4096  # pieces of text remembered for one question
_DEFAULT_NAMES = frozenset(field.name for field in DEFAULT)


class Found(NamedTuple):
    """One range of a text and the number of the leaf that it makes match."""

    start: int
    end: int
    leaf: int


def find(clause: Clause, text: str, *, field: str = "body") -> list[Range]:
    """Character ranges of what makes the clause match in a text of that field, in order and apart."""
    return apart(asked_of(clause, field).found_in(text))


def highlight(text: str, clause: Clause, *, field: str) -> tuple[Span, ...]:
    """The whole text as spans."""
    return tuple(spans(text, find(clause, text, field=field), 0, len(text)))


def apart(found: list[Found]) -> list[Range]:
    """The ranges of what was found, those that overlap made one."""
    ranges: list[Range] = []
    for start, end, _ in found:
        if ranges and start < ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(end, ranges[-1][1]))
        else:
            ranges.append((start, end))
    return ranges


def spans(text: str, ranges: list[Range], start: int, end: int) -> Iterator[Span]:
    """The text from start to end, what lies in a range as match."""
    for first, last in ranges:
        first, last = max(first, start), min(last, end)
        if first < last:
            if start < first:
                yield Span(text[start:first])
            yield Span(text[first:last], True)
            start = last
    if start < end:
        yield Span(text[start:end])


class _Sought:
    """One leaf, its terms worked out."""

    def __init__(self, leaf: Leaf) -> None:
        self.leaf = leaf
        self.prefix = prefix_of(leaf.text) if isinstance(leaf, Prefix) else ""
        self.orders = _orders(leaf)
        self.terms = frozenset(term for terms in self.orders for term in terms)
        self.weight = max(map(len, self.orders), default=1)
        self.reach = self.weight + (leaf.slop if isinstance(leaf, Near) else 0)

    def wants(self, token: Token) -> bool:
        if self.prefix:
            return token.exact.startswith(self.prefix)
        return (token.exact if isinstance(self.leaf, Phrase) else token.stem) in self.terms

    def ranges(self, stems: Placed, exact: Placed) -> Iterator[Range]:
        match self.leaf:
            case Near(_, slop):
                for terms in self.orders:
                    for window in close(terms, stems, slop):
                        yield from (
                            (t.start, t.end)
                            for term in terms
                            for position, t in stems[term].items()
                            if position in window
                        )
            case Prefix():
                for term, tokens in exact.items():
                    if self.prefix and term.startswith(self.prefix):
                        yield from ((t.start, t.end) for t in tokens.values())
            case _:
                placed = exact if isinstance(self.leaf, Phrase) else stems
                for terms in self.orders:
                    for run in in_order(terms, placed):
                        yield placed[terms[0]][run[0]].start, placed[terms[-1]][run[-1]].end


def _orders(leaf: Leaf) -> tuple[tuple[str, ...], ...]:
    match leaf:
        case Words(word):
            return stem_alternatives(word)
        case Phrase(words):
            return (exact_sequence(words),)
        case Near(words, _):
            return (stem_sequence(words),)
        case Prefix():
            return ()


class _Wanted(dict[str, tuple[Token, ...]]):
    """Piece of text -> those of its tokens that some leaf wants."""

    def __init__(self, sought: list[_Sought]) -> None:
        super().__init__()
        self._sought = sought

    def __missing__(self, piece: str) -> tuple[Token, ...]:
        tokens = tuple(t for t in PIECES[piece] if any(sought.wants(t) for sought in self._sought))
        if len(piece) <= MAX_TERM:
            if len(self) >= _MET:
                self.clear()
            self[piece] = tokens
        return tokens


class Asked:
    """What a clause asks of the texts of one field."""

    def __init__(self, clause: Clause, field: str) -> None:
        searched = (field, None) if field in _DEFAULT_NAMES else (field,)
        asked = [
            leaf
            for leaf in leaves(clause)
            if isinstance(leaf, Words | Phrase | Near | Prefix) and leaf.field in searched
        ]
        self._sought = [_Sought(leaf) for leaf in dict.fromkeys(asked)]
        self._wanted = _Wanted(self._sought)
        self._reach = max((sought.reach for sought in self._sought), default=1)
        self.weights = [sought.weight for sought in self._sought]

    def found_in(self, text: str) -> list[Found]:
        """Every range that makes a leaf match, in order."""
        tokens = self._tokens(text) if self._sought else []
        stems: Placed = {}
        exact: Placed = {}
        for token in tokens:
            stems.setdefault(token.stem, {})[token.position] = token
            exact.setdefault(token.exact, {})[token.position] = token
        return (
            sorted(
                {
                    Found(start, end, nth)
                    for nth, sought in enumerate(self._sought)
                    for start, end in sought.ranges(stems, exact)
                }
            )
            if tokens
            else []
        )

    def _tokens(self, text: str) -> list[Token]:
        """The wanted tokens; while no leaf has several words, offsets do as positions and save counting."""
        pieces = pieces_of(text)
        hits = list(compress(count(), map(self._wanted.__getitem__, pieces)))
        if not hits:
            return []
        ends = list(accumulate(map(len, pieces[: hits[-1] + 1])))
        starts = [ends[hit] - len(pieces[hit]) + hit for hit in hits]
        firsts = _first_positions(pieces, hits, self._reach) if self._reach > 1 else starts
        return [
            Token(offset + start, offset + end, first + nth, exact, stem, joined)
            for hit, offset, first in zip(hits, starts, firsts, strict=True)
            for start, end, nth, exact, stem, joined in self._wanted[pieces[hit]]
        ]


def _first_positions(pieces: list[str], hits: list[int], enough: int) -> list[int]:
    """Positions at which the pieces begin, from 0 at the first hit; true up to `enough`, further apart just far."""
    firsts = [0]
    for hit, following in pairwise(hits):
        width = 0
        for piece in pieces[hit:following]:
            tokens = PIECES[piece]
            width += tokens[-1].position + 1 if tokens else 0
            if width > enough:
                break
        firsts.append(firsts[-1] + width)
    return firsts


@lru_cache(maxsize=32)
def asked_of(clause: Clause, field: str) -> Asked:
    """One question is asked of many texts, the snippets of a page, and remembers the pieces it has met."""
    return Asked(clause, field)
