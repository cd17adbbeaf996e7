"""Which topics a statement has: every saved query of topics.toml that its title and text satisfy, in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from indexer.extraction.authority import Topic
from indexer.extraction.names import MAX_TEXT
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

BY_WORDS = "words of the text"
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
        self._leaves_of: list[list[int]] = [[self._enter(leaf) for leaf in _leaves(topic.clause)] for topic in topics]
        self._topics_of: list[set[int]] = [set() for _ in self._leaves]
        for n, numbers in enumerate(self._leaves_of):
            for number in numbers:
                self._topics_of[number].add(n)
        self._without_words = {n for n, topic in enumerate(topics) if self._holds(topic.clause, {})}

    def _enter(self, leaf: Leaf) -> int:
        """The number of the leaf, which is found by its terms from now on."""
        if leaf in self._numbers:
            return self._numbers[leaf]
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
        return number

    def match(self, statement: Statement) -> Iterator[tuple[Topic, tuple[str, ...]]]:
        """The topics of a statement, each with the words that it was recognised by."""
        found: dict[int, Where] = {}
        texts = {"title": statement.title, "body": statement.text[:MAX_TEXT]}
        for name, text in texts.items():
            for number, position, length in self._found(analyze(text)):
                if self._leaves[number].field in (None, name):
                    found.setdefault(number, (name, position, length))
        possible = self._without_words.union(*(self._topics_of[number] for number in found))
        held = [n for n in sorted(possible) if self._holds(self._topics[n].clause, found)]
        shown = {n: [found[leaf] for leaf in self._leaves_of[n] if leaf in found][:_SHOWN] for n in held}
        words = _words_at({each for several in shown.values() for each in several}, texts)
        for n in held:
            yield self._topics[n], tuple(words[each] for each in shown[n])

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


def _words_at(wanted: Iterable[Where], texts: Mapping[str, str]) -> dict[Where, str]:
    """The words that stand at each of the places, as they are written."""
    found: dict[Where, str] = {}
    for name, text in texts.items():
        places = sorted((position, length) for where, position, length in wanted if where == name)
        spans = _spans(text, places) if places else {}
        found.update({(name, *place): " ".join(text[start:end].split()) for place, (start, end) in spans.items()})
    return found


def _spans(text: str, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
    """(position, number of words) -> where these words begin and end in the text, found by one walk over it."""
    starts = {position for position, _ in places}
    ends = {position + length - 1 for position, length in places}
    start_of: dict[int, int] = {}
    end_of: dict[int, int] = {}
    offset = count = last = 0
    for piece in pieces_of(text):
        tokens = PIECES[piece]
        for token in tokens:
            position, last = count + token.position, offset + token.end
            if position in starts and not token.joined:
                start_of[position] = offset + token.start
            if position in ends and not token.joined:
                end_of[position] = offset + token.end
        count += tokens[-1].position + 1 if tokens else 0
        offset += len(piece) + 1
    # The window of a NEAR may reach beyond the end of the text.
    return {(at, length): (start_of[at], end_of.get(at + length - 1, last)) for at, length in places}


@lru_cache(maxsize=8)
def matcher(topics: tuple[Topic, ...]) -> Matcher:
    return Matcher(topics)


def topics_of(statement: Statement, topics: tuple[Topic, ...]) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """The labels of the topics, in the order of the file, and a reason for each."""
    found = list(matcher(topics).match(statement)) if topics else []
    reasons = (
        Reason(field="topic", value=topic.label, basis=BY_WORDS, evidence=", ".join(words)) for topic, words in found
    )
    return tuple(topic.label for topic, _ in found), tuple(reasons)


def topics_beside(
    statement: Statement, given: tuple[str, ...], told: tuple[Reason, ...], topics: tuple[Topic, ...]
) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """The topics `given` by the document, for the reasons `told`, then those that its text satisfies."""
    found, reasons = topics_of(statement, topics)
    fresh = tuple(reason for reason in reasons if reason.value not in given)
    return tuple(dict.fromkeys((*given, *found))), (*told, *fresh)
