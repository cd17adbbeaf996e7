"""Which topics a statement has: every saved query of topics.toml that its title and text satisfy, in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from indexer.extraction.authority import Topic
from indexer.language.matching import Leaf, close, in_order
from indexer.language.words import (
    PIECES,
    Analysis,
    analyze,
    exact_sequence,
    pieces_of,
    prefix_of,
    stem_alternatives,
    stem_sequence,
)
from indexer.query import AllOf, AnyOf, Between, Clause, Everything, Near, Not, Phrase, Prefix, Words
from indexer.statement import Reason, Statement

_SHOWN = 3  # words kept as the evidence of one topic

Where: TypeAlias = tuple[str, int, int]
"""In which text, at which position of words, how many of them."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A sequence of terms and the number of the leaf that is found by it."""

    terms: tuple[str, ...]
    leaf: int


class Matcher:
    """The queries of all topics, turned around: term -> what is found by it."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._topics = topics
        self._leaves: list[Leaf] = []
        self._numbers: dict[Leaf, int] = {}
        self._stems: dict[str, list[_Asked]] = {}
        self._exact: dict[str, list[_Asked]] = {}
        self._prefixes: list[tuple[str, int]] = []
        self._nears: dict[str, list[tuple[tuple[str, ...], int, int]]] = {}
        for topic in topics:
            for leaf in _leaves(topic.clause):
                self._enter(leaf)

    def _enter(self, leaf: Leaf) -> None:
        if leaf in self._numbers:
            return
        number = self._numbers[leaf] = len(self._leaves)
        self._leaves.append(leaf)
        match leaf:
            case Words(text):
                for terms in stem_alternatives(text):
                    self._stems.setdefault(terms[0], []).append(_Asked(terms, number))
            case Phrase(text):
                if terms := exact_sequence(text):
                    self._exact.setdefault(terms[0], []).append(_Asked(terms, number))
            case Near(text, slop):
                if terms := stem_sequence(text):
                    self._nears.setdefault(terms[0], []).append((terms, slop, number))
            case Prefix(text):
                if prefix := prefix_of(text):
                    self._prefixes.append((prefix, number))

    def match(self, statement: Statement) -> Iterator[tuple[Topic, tuple[str, ...]]]:
        """The topics of a statement, each with the words that it was recognised by."""
        found: dict[int, Where] = {}
        texts = {"title": statement.title, "body": statement.text}
        for name, text in texts.items():
            for number, position, length in self._found(analyze(text)):
                leaf = self._leaves[number]
                if leaf.field in (None, name):
                    found.setdefault(number, (name, position, length))
        for topic in self._topics:
            if self._holds(topic.clause, found):
                shown = [found[n] for leaf in _leaves(topic.clause) if (n := self._numbers[leaf]) in found]
                yield topic, tuple(_words(texts[name], at, length) for name, at, length in shown[:_SHOWN])

    def _found(self, analysis: Analysis) -> Iterator[tuple[int, int, int]]:
        """Leaf, position, number of words; each leaf once."""
        stems, exact = set(analysis.stems), set(analysis.exact)
        yield from _sequences(self._stems, stems, analysis.stems, analysis.positions)
        yield from _sequences(self._exact, exact, analysis.exact, analysis.positions)
        for first in self._nears.keys() & stems:
            for terms, slop, number in self._nears[first]:
                if stems.issuperset(terms):
                    where = _positions(terms, analysis.stems, analysis.positions)
                    for window in close(terms, where, slop):
                        yield number, window.start, len(window)
                        break
        for prefix, number in self._prefixes:
            for term in exact:
                if term.startswith(prefix):
                    yield number, analysis.positions[analysis.exact.index(term)], 1
                    break

    def _holds(self, clause: Clause, found: dict[int, Where]) -> bool:
        match clause:
            case Everything():
                return True
            case Between():
                return False  # a topic is what is said, whenever it is said
            case AllOf(children):
                return all(self._holds(child, found) for child in children)
            case AnyOf(children):
                return any(self._holds(child, found) for child in children)
            case Not(child):
                return not self._holds(child, found)
        return self._numbers[clause] in found


def _sequences(
    asked: dict[str, list[_Asked]], held: set[str], terms: list[str], positions: list[int]
) -> Iterator[tuple[int, int, int]]:
    for first in asked.keys() & held:
        for each in asked[first]:
            if len(each.terms) == 1:
                yield each.leaf, positions[terms.index(first)], 1
            elif held.issuperset(each.terms):
                for run in in_order(each.terms, _positions(each.terms, terms, positions)):
                    yield each.leaf, run.start, len(run)
                    break


def _positions(wanted: Iterable[str], terms: list[str], positions: list[int]) -> dict[str, set[int]]:
    where: dict[str, set[int]] = {term: set() for term in wanted}
    for term, position in zip(terms, positions, strict=True):
        if term in where:
            where[term].add(position)
    return where


def _leaves(clause: Clause) -> Iterator[Leaf]:
    match clause:
        case AllOf(children) | AnyOf(children):
            for child in children:
                yield from _leaves(child)
        case Not(child):
            yield from _leaves(child)
        case Words() | Phrase() | Near() | Prefix():
            yield clause


def _words(text: str, position: int, length: int) -> str:
    """The words as they stand in the text, from a position of words."""
    offset = count = 0
    start = end = -1
    for piece in pieces_of(text):
        tokens = PIECES[piece]
        held = tokens[-1].position + 1 if tokens else 0
        if count + held > position:
            for token in tokens:
                at = count + token.position
                if position <= at < position + length and not token.joined:
                    start = offset + token.start if start < 0 else start
                    end = offset + token.end
        count += held
        offset += len(piece) + 1
        if count >= position + length:
            break
    return " ".join(text[start:end].split())


@lru_cache(maxsize=8)
def matcher(topics: tuple[Topic, ...]) -> Matcher:
    return Matcher(topics)


def topics_of(statement: Statement, topics: tuple[Topic, ...]) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """The labels of the topics, in the order of the file, and a reason for each."""
    found = list(matcher(topics).match(statement)) if topics else []
    reasons = (
        Reason(field="topic", value=topic.label, basis="words of the text", evidence=", ".join(words))
        for topic, words in found
    )
    return tuple(topic.label for topic, _ in found), tuple(reasons)
