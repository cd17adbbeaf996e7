"""A list of statements that keeps the engine's promise by looking at each of them: slow, and plainly right.

It judges the engines and `language.satisfies`, so it borrows from `indexer.language` only the terms of a text
and its snippet. It has no time limit, and a prefix may stand for any number of terms.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import product

from indexer.engines.base import Change, Put, Status
from indexer.errors import NoIndex, WrongCall
from indexer.fields import BY_NAME, DEFAULT, FACETS, Field
from indexer.language import (
    Token,
    exact_sequence,
    highlight,
    prefix_of,
    snippet,
    stem_alternatives,
    stem_sequence,
    tokenize,
)
from indexer.query import (
    MAX_DEPTH,
    MAX_PAGE_SIZE,
    AllOf,
    AnyOf,
    Between,
    Clause,
    Everything,
    Filters,
    Near,
    Not,
    Phrase,
    Prefix,
    Query,
    Sort,
    Words,
    leaves,
)
from indexer.results import Bucket, Facet, Histogram, Hit, Results
from indexer.statement import Statement

Leaf = Words | Phrase | Near | Prefix
MONTHS_SHOWN = 24  # a longer time is counted by years


# Which statements a clause means


def judged(clause: Clause, statement: Statement) -> bool:
    """Whether the clause is true of the statement."""
    match clause:
        case Everything():
            return True
        case AllOf(children):
            return all(judged(child, statement) for child in children)
        case AnyOf(children):
            return any(judged(child, statement) for child in children)
        case Not(child):
            return not judged(child, statement)
        case Between(since, until):
            return _meets(statement, since, until)
        case Words() | Phrase() | Near() | Prefix():
            return any(_stands_in(clause, value) for field in _fields(clause) for value in field.values(statement))


def _fields(leaf: Leaf) -> tuple[Field, ...]:
    return DEFAULT if leaf.field is None else (BY_NAME[leaf.field],)


def _meets(statement: Statement, since: date | None, until: date | None) -> bool:
    first, last = statement.date.first, statement.date.last
    if first is None or last is None:
        return False
    return (since is None or last >= since) and (until is None or first <= until)


def _stands_in(leaf: Leaf, text: str) -> bool:
    tokens = _tokens(text)
    exact = {(token.position, token.exact) for token in tokens}
    stems = {(token.position, token.stem) for token in tokens}
    match leaf:
        case Words(word):
            return any(_in_a_row(terms, stems) for terms in stem_alternatives(word))
        case Phrase(words):
            return _in_a_row(exact_sequence(words), exact)
        case Near(words, slop):
            return _near(stem_sequence(words), stems, slop)
        case Prefix(begin):
            start = prefix_of(begin)
            return start != "" and any(term.startswith(start) for _, term in exact)


def _in_a_row(terms: tuple[str, ...], placed: set[tuple[int, str]]) -> bool:
    """Whether the terms stand at successive positions; no terms stand nowhere."""
    starts = {position for position, _ in placed}
    return terms != () and any(
        all((start + step, term) in placed for step, term in enumerate(terms)) for start in starts
    )


def _near(terms: tuple[str, ...], placed: set[tuple[int, str]], slop: int) -> bool:
    places = [[position for position, held in placed if held == term] for term in terms]
    return terms != () and any(
        len(set(taken)) == len(terms) and max(taken) - min(taken) + 1 <= len(terms) + slop for taken in product(*places)
    )


@lru_cache(maxsize=10_000)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(tokenize(text))


# Which of them the filters keep


def kept(filters: Filters, statement: Statement, *, ignoring: str | None = None) -> bool:
    """Whether every filter keeps the statement, the choices of the facet `ignoring` set aside."""
    if (filters.since or filters.until) and not _meets(statement, filters.since, filters.until):
        return False
    return all(chosen & set(BY_NAME[name].values(statement)) for name, chosen in filters.chosen if name != ignoring)


# Which of those stand for their group


def collapsed(query: Query, found: list[Statement]) -> list[Statement]:
    """Each statement but those that an earlier one of the same group is found with, where that is asked for."""
    if not query.collapse:
        return found
    return [
        s for s in found if not s.group or s.id == min((o for o in found if o.group == s.group), key=oldest_first).id
    ]


# How they are ordered


def newest_first(statement: Statement | Hit) -> tuple[bool, int, str]:
    value = statement.date.value
    return (value is None, -value.toordinal() if value else 0, statement.id)


def oldest_first(statement: Statement | Hit) -> tuple[bool, int, str]:
    value = statement.date.value
    return (value is None, value.toordinal() if value else 0, statement.id)


def scored(query: Query) -> bool:
    """Whether the answer is ordered by relevance: it was asked for, and there are words to be relevant to."""
    return query.sort is Sort.RELEVANCE and any(isinstance(leaf, Leaf) for leaf in leaves(query.clause))


def score(clause: Clause, statement: Statement) -> float:
    """The weights of the fields in which the words stand, added up."""
    return sum(
        field.weight
        for leaf in leaves(clause)
        if isinstance(leaf, Leaf)
        for field in _fields(leaf)
        if any(_stands_in(leaf, value) for value in field.values(statement))
    )


def ordered(query: Query, found: list[Statement]) -> list[Statement]:
    if query.sort is Sort.OLDEST:
        return sorted(found, key=oldest_first)
    if scored(query):
        return sorted(found, key=lambda s: (-score(query.clause, s), *newest_first(s)))
    return sorted(found, key=newest_first)


# How they are counted


def facet(field: Field, query: Query, statements: list[Statement]) -> Facet:
    found = [s for s in statements if judged(query.clause, s) and kept(query.filters, s, ignoring=field.name)]
    counted = collapsed(query, found)
    chosen = query.filters.of(field.name)
    values = chosen | {value for s in counted for value in field.values(s)}
    buckets = [Bucket(v, sum(v in field.values(s) for s in counted), v in chosen) for v in values]
    return Facet(field.name, tuple(sorted(buckets, key=lambda b: (-b.count, b.value))))


def histogram(found: list[Statement]) -> Histogram:
    """By month where all that is dated lies within two years; a year alone then stands at its January."""
    dated = [s for s in found if s.date.value]
    by_month = [s for s in dated if s.date.month]
    undated = len(found) - len(dated)
    if by_month and len(_span([_month_number(s) for s in dated])) <= MONTHS_SHOWN:
        names = [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in _span([_month_number(s) for s in by_month])]
        buckets = tuple(Bucket(name, sum(s.date.month == name for s in by_month)) for name in names)
        return Histogram("month", buckets, undated=undated, coarse=len(dated) - len(by_month))
    names = [f"{year:04d}" for year in _span([_month_number(s) // 12 for s in dated])]
    buckets = tuple(Bucket(name, sum(s.date.year == name for s in dated)) for name in names)
    return Histogram("year", buckets, undated=undated)


def _span(numbers: list[int]) -> range:
    """From the smallest to the greatest, both included."""
    return range(min(numbers), max(numbers) + 1) if numbers else range(0)


def _month_number(statement: Statement) -> int:
    value = statement.date.value
    assert value is not None
    return value.year * 12 + value.month - 1


# The engine


class MemoryEngine:
    """`MemoryEngine()` is an engine without an index; `MemoryEngine(statements)` holds these."""

    def __init__(self, statements: Iterable[Statement] | None = None) -> None:
        self._statements: dict[str, Statement] | None = None
        self._commits = 0
        self._cursor = 0
        self._committed = datetime.now(UTC)
        if statements is not None:
            self.rebuild(statements, cursor=0)

    def search(self, query: Query) -> Results:
        began = time.perf_counter()
        _refuse_nonsense(query)
        held = list(self._held().values())
        everything = self._found(query)
        found = ordered(query, collapsed(query, everything))
        reachable = found[:MAX_DEPTH]
        page = reachable[(query.page - 1) * query.size : query.page * query.size]
        return Results(
            total=len(found),
            page=query.page,
            pages=-(-len(reachable) // query.size),
            hits=tuple(_hit(query, s, everything) for s in page),
            facets=tuple(facet(field, query, held) for field in FACETS),
            histogram=histogram(found),
            read_back=query.read_back,
            notes=query.notes,
            suggestion=None,
            took_ms=(time.perf_counter() - began) * 1000,
            generation=str(self._commits),
        )

    def count(self, query: Query) -> int:
        _refuse_nonsense(query)
        return len(collapsed(query, self._found(query)))

    def get(self, id: str) -> Statement | None:
        return self._held().get(id)

    def apply(self, changes: Iterable[Change], *, cursor: int) -> None:
        after = dict(self._statements or {})
        for change in changes:
            if isinstance(change, Put):
                after[change.statement.id] = change.statement
            else:
                after.pop(change.id, None)
        self._commit(after, cursor)

    def rebuild(
        self,
        statements: Iterable[Statement],
        *,
        cursor: int,
        progress: Callable[[int], None] = lambda n: None,
    ) -> None:
        after: dict[str, Statement] = {}
        for n, statement in enumerate(statements, start=1):
            after[statement.id] = statement
            progress(n)
        self._commit(after, cursor)

    def status(self) -> Status:
        dates = [s.date for s in self._held().values()]
        return Status(
            generation=str(self._commits),
            cursor=self._cursor,
            statements=len(dates),
            undated=sum(d.value is None for d in dates),
            first=min((d.first for d in dates if d.first), default=None),
            last=max((d.last for d in dates if d.last), default=None),
            committed=self._committed,
        )

    def check(self) -> tuple[str, ...]:
        return ()

    def close(self) -> None:
        pass

    def _commit(self, after: dict[str, Statement], cursor: int) -> None:
        self._statements = after
        self._commits += 1
        self._cursor = cursor
        self._committed = datetime.now(UTC)

    def _held(self) -> dict[str, Statement]:
        if self._statements is None:
            raise NoIndex("nothing has been put into this engine yet; apply or rebuild first")
        return self._statements

    def _found(self, query: Query) -> list[Statement]:
        return [s for s in self._held().values() if judged(query.clause, s) and kept(query.filters, s)]


def _refuse_nonsense(query: Query) -> None:
    unknown = {name for name, _ in query.filters.chosen} - {field.name for field in FACETS}
    if unknown or query.page < 1 or not 1 <= query.size <= MAX_PAGE_SIZE:
        raise WrongCall(f"page {query.page}, size {query.size}, unknown facets {unknown}: ask for what exists")


def _hit(query: Query, statement: Statement, found: list[Statement]) -> Hit:
    return Hit(
        id=statement.id,
        title=highlight(statement.title, query.clause, field="title"),
        snippet=snippet(statement.text, query.clause),
        date=statement.date,
        speakers=statement.speakers,
        topics=statement.topics,
        language=statement.language,
        organisation=statement.organisation,
        kind=statement.kind,
        url=statement.url,
        score=score(query.clause, statement) if scored(query) else None,
        alike=sum(s.group == statement.group != "" for s in found) - 1 if query.collapse and statement.group else 0,
    )
