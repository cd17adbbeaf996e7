"""A plan carried out over posting lists: which documents match, and how well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from time import monotonic

import numpy as np

from indexer.engines.whoosh.columnar import proximity
from indexer.engines.whoosh.columnar.columns import NO_DAY, Columns, Ints, Mask
from indexer.engines.whoosh.columnar.postings import Floats, Posting, PostingLists
from indexer.engines.whoosh.compiler import All, And, Best, But, Dates, Expansion, Or, Plan, Run, Term, Window

MOST_EXPANSIONS = 500


@dataclass(slots=True)
class Clock:
    """The time one search may take. `spent` becomes true when it ran out; notes collect what was cut short."""

    seconds: float
    notes: list[str] = field(default_factory=list)
    spent: bool = False
    started: float = field(default_factory=monotonic)

    def expired(self) -> bool:
        if not self.spent and monotonic() - self.started > self.seconds:
            self.spent = True
            self.notes.append(
                f"This search was stopped after {self.seconds:g} s: some statements were not looked at, "
                "so the counts are incomplete. Fewer or rarer words are faster."
            )
        return self.spent

    @property
    def milliseconds(self) -> float:
        return (monotonic() - self.started) * 1000


@dataclass(frozen=True, slots=True)
class Matched:
    """Documents found and their scores (0 where not found); None where nothing in the plan ranks."""

    mask: Mask
    scores: Floats | None


class Execution:
    """Carries out plans over one generation within the time of one search."""

    def __init__(self, lists: PostingLists, columns: Columns, clock: Clock) -> None:
        self._lists = lists
        self._columns = columns
        self._clock = clock
        self._count = columns.count

    def run(self, plan: Plan) -> Matched:
        match plan:
            case All():
                return Matched(np.ones(self._count, bool), None)
            case Dates(since, until):
                return Matched(within(self._columns, since, until), None)
            case And(children):
                return self._both(children)
            case Or(children):
                return self._either(children, np.add)
            case Best(children):
                return self._either(children, np.maximum)
            case But(child):
                return Matched(~self.run(child).mask, None)
            case Term() | Run() | Window() | Expansion():
                if self._clock.expired():
                    return self._found(np.zeros(0, np.int64), np.zeros(0), 1.0)
                return self._leaf(plan)

    def _both(self, children: tuple[Plan, ...]) -> Matched:
        mask = np.ones(self._count, bool)
        scores: Floats | None = None
        for found in map(self.run, children):
            mask &= found.mask
            if found.scores is not None:
                scores = found.scores if scores is None else scores + found.scores
        return Matched(mask, None if scores is None else scores * mask)

    def _either(self, children: tuple[Plan, ...], join: Callable[[Floats, Floats], Floats]) -> Matched:
        mask = np.zeros(self._count, bool)
        scores: Floats | None = None
        for found in map(self.run, children):
            mask |= found.mask
            if found.scores is not None:
                scores = found.scores if scores is None else join(scores, found.scores)
        return Matched(mask, scores)

    def _leaf(self, plan: Term | Run | Window | Expansion) -> Matched:
        match plan:
            case Term(name, text, weight):
                posting = self._lists.posting(name, text)
                return self._found(posting.docs, self._score(name, posting), weight)
            case Expansion(name, prefix, weight):
                posting = self._together(name, self._expand(name, prefix))
                return self._found(posting.docs, self._score(name, posting), weight)
            case Run(name, terms, weight):
                docs = proximity.runs([self._lists.positions(name, t) for t in terms])
                return self._found(docs, self._sum(name, terms, docs), weight)
            case Window(name, terms, width, weight):
                places = [self._lists.positions(name, t) for t in terms]
                docs = proximity.windows(terms, places, width, self._clock.expired)
                return self._found(docs, self._sum(name, terms, docs), weight)

    def _found(self, docs: Ints, scores: Floats, weight: float) -> Matched:
        mask = np.zeros(self._count, bool)
        mask[docs] = True
        dense = np.zeros(self._count)
        dense[docs] = scores * weight
        return Matched(mask, dense)

    def _score(self, name: str, posting: Posting) -> Floats:
        return self._lists.scores(name, posting.docs, posting.counts)

    def _sum(self, name: str, terms: tuple[str, ...], docs: Ints) -> Floats:
        """The scores of all the terms in these documents, each of which holds every term."""
        total = np.zeros(len(docs))
        for term in terms:
            posting = self._lists.posting(name, term)
            total += self._score(name, posting)[np.searchsorted(posting.docs, docs)]
        return total

    def _expand(self, name: str, prefix: str) -> list[str]:
        found = self._lists.starting_with(name, prefix) if prefix else {}
        if len(found) <= MOST_EXPANSIONS:
            return sorted(found)
        note = f"{prefix}* stands for the {MOST_EXPANSIONS} commonest of the words that begin so; add a letter for all."
        if note not in self._clock.notes:
            self._clock.notes.append(note)
        return sorted(found, key=lambda t: (-found[t], t))[:MOST_EXPANSIONS]

    def _together(self, name: str, terms: list[str]) -> Posting:
        """One posting list for all the terms."""
        counts = np.zeros(self._count)
        for term in terms:
            if self._clock.expired():
                break
            posting = self._lists.posting(name, term)
            counts[posting.docs] += posting.counts
        docs = np.flatnonzero(counts)
        return Posting(docs, counts[docs], ())


def within(columns: Columns, since: date | None, until: date | None) -> Mask:
    """Dated documents whose period meets [since, until]; an open end is None."""
    mask: Mask = columns.first != NO_DAY
    if since is not None:
        mask &= columns.last >= since.toordinal()
    if until is not None:
        mask &= columns.first <= until.toordinal()
    return mask
