"""What is asked: eight kinds of query, their words picked by how many of the statements hold them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from indexer.query import AllOf, AnyOf, Everything, Filters, Phrase, Prefix, Query, Words
from indexer.statement import Statement

HITS = 10
SAMPLED = 400  # statements that questions are picked from
EXPANDED = 100  # words a prefix may stand for; the engine takes no more than 500
WORD = re.compile(r"[a-z]{4,}")
PAIR = re.compile(r"(?=\b([a-z]{4,} [a-z]{4,})\b)")


@dataclass(frozen=True, slots=True)
class Question:
    """`words` names it in the report."""

    kind: str
    words: str
    query: Query


@dataclass(slots=True)
class Census:
    """In how many statements each word stands, and some of the statements."""

    count: int = 0
    holding: Counter[str] = field(default_factory=Counter)
    sample: list[Statement] = field(default_factory=list)
    days: list[date] = field(default_factory=list)

    @classmethod
    def of(cls, statements: Iterable[Statement], rng: Random) -> Census:
        found = cls()
        for statement in statements:
            found.count += 1
            found.holding.update(set(plain_words(f"{statement.title} {statement.text}")))
            if statement.date.value is not None:
                found.days.append(statement.date.value)
            if len(found.sample) < SAMPLED:
                found.sample.append(statement)
            elif (place := rng.randrange(found.count)) < SAMPLED:
                found.sample[place] = statement
        return found

    def within(self, word: str, low: float, high: float) -> bool:
        """Whether the share of statements that hold the word lies between these."""
        return low * self.count <= self.holding[word] <= max(2, high * self.count)


def plain_words(text: str) -> list[str]:
    """Words of four and more plain letters, in order; what is not such a word is left out."""
    return [w for w in re.findall(r"\w+", text.lower()) if WORD.fullmatch(w)]


def _words(census: Census, rng: Random, count: int, low: float, high: float) -> list[str]:
    """Different words of one statement, of this share of all statements; of any share when it has too few."""
    for statement in rng.sample(census.sample, len(census.sample)):
        held = sorted(w for w in set(plain_words(statement.text)) if census.within(w, low, high))
        if len(held) >= count:
            return rng.sample(held, count)
    return rng.sample(sorted(census.holding), count)


def _rare(census: Census, rng: Random) -> Query:
    return Query(clause=Words(*_words(census, rng, 1, 0, 0.002)))


def _common(census: Census, rng: Random) -> Query:
    return Query(clause=Words(*_words(census, rng, 1, 0.05, 0.35)))


def _two(census: Census, rng: Random) -> Query:
    return Query(clause=AllOf(tuple(map(Words, _words(census, rng, 2, 0.02, 0.25)))))


def _three(census: Census, rng: Random) -> Query:
    return Query(clause=AnyOf(tuple(map(Words, _words(census, rng, 3, 0.01, 0.15)))))


def _phrase(census: Census, rng: Random) -> Query:
    standing = Counter(pair for statement in census.sample for pair in set(PAIR.findall(statement.text)))
    fit = {p: n for p, n in standing.items() if all(census.within(w, 0.002, 0.35) for w in p.split())} or standing
    common = sorted(p for p, n in fit.items() if n > 1) or sorted(fit)
    return Query(clause=Phrase(rng.choice(common)))


def _prefix(census: Census, rng: Random) -> Query:
    starts = Counter(w[:4] for w in census.holding if len(w) > 4)
    return Query(
        clause=Prefix(rng.choice(sorted(s for s, n in starts.items() if 2 <= n <= EXPANDED) or sorted(starts)))
    )


def _dated(census: Census, rng: Random) -> Query:
    since = rng.choice(census.days) if census.days else date(2000, 1, 1)
    return Query(clause=_common(census, rng).clause, filters=Filters(since=since, until=since + timedelta(days=730)))


def _everything(census: Census, rng: Random) -> Query:
    return Query(clause=Everything())


KINDS: dict[str, Callable[[Census, Random], Query]] = {
    "rare": _rare,
    "common": _common,
    "and": _two,
    "or": _three,
    "phrase": _phrase,
    "prefix": _prefix,
    "dates": _dated,
    "everything": _everything,
}


def ask_for(statements: Iterable[Statement], *, each: int, seed: int) -> list[Question]:
    """`each` questions of every kind, the first page of ten hits asked of each."""
    rng = Random(seed)
    census = Census.of(statements, rng)
    return [_question(kind, pick(census, rng)) for kind, pick in KINDS.items() for _ in range(each)]


def _question(kind: str, query: Query) -> Question:
    match query.clause:
        case AllOf(clauses) | AnyOf(clauses):
            words = " ".join(c.text for c in clauses if isinstance(c, Words))
        case Words(text) | Phrase(text) | Prefix(text):
            words = text
        case _:
            words = ""
    if query.filters.since and query.filters.until:
        words += f" {query.filters.since}..{query.filters.until}"
    return Question(kind, words, Query(clause=query.clause, filters=query.filters, size=HITS))
