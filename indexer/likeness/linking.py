"""With whom a statement is linked, among all that are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from indexer.likeness.correction import correction
from indexer.likeness.facts import Facts
from indexer.likeness.near import near_duplicate
from indexer.likeness.signature import alike
from indexer.likeness.translation import translation
from indexer.statement import Likeness

SAME_TEXT = 0.7


class Known(Protocol):
    """The facts of all statements, and which of them are worth comparing. Both ways: what is beside one has it beside
    itself."""

    def beside(self, one: Facts) -> Sequence[Facts]:
        """Those that share one of its `marks`."""

    def contemporaries(self, one: Facts) -> Sequence[Facts]:
        """Those in other languages dated within a day."""


def links_of(one: Facts, known: Known) -> tuple[Likeness, ...]:
    """Near-duplicates, corrections and translations, in each the surest first. They depend on what is known and on
    nothing else, and are the same both ways."""
    beside = known.beside(one)
    near = [found for other in beside if (found := near_duplicate(one, other))]
    corrected = [found for other in beside if (found := correction(one, other))]
    links = [*near, *corrected, *_translations(one, known)]
    return tuple(sorted(links, key=lambda link: (link.kind, -link.score, link.id)))


def _translations(one: Facts, known: Known) -> list[Likeness]:
    """One in each language at most: that which fits best, if this one fits it best too."""
    others = known.contemporaries(one)
    found = []
    for language in sorted({other.language for other in others}):
        best = _best(one, [other for other in others if other.language == language])
        if best is None:
            continue
        back = _best(best, [other for other in known.contemporaries(best) if other.language == one.language])
        if back is not None and back.id == one.id and (link := translation(one, best)):
            found.append(link)
    return found


def _best(one: Facts, others: Sequence[Facts]) -> Facts | None:
    """The one that fits best; None when two texts that are not near-duplicates fit equally well."""
    judged = [(found.score, other) for other in others if (found := translation(one, other))]
    if not judged:
        return None
    most = max(score for score, _ in judged)
    fitting = sorted((other for score, other in judged if score == most), key=lambda other: other.id)
    first = fitting[0]
    same = all(alike(first.signature, other.signature) >= SAME_TEXT for other in fitting[1:])
    return first if same else None


def cluster(id: str, near: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """All that are reached from `id` by near-duplicates of near-duplicates, itself included."""
    reached, waiting = {id}, [id]
    while waiting:
        fresh = set(near(waiting.pop())) - reached
        reached |= fresh
        waiting += fresh
    return frozenset(reached)
