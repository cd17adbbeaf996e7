"""Random statements, changes and queries: the engine under test must answer as the list in `tests/oracle.py` does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

from hypothesis import given, note, settings
from hypothesis import strategies as st

from indexer.engines.base import Change, Engine, Put
from indexer.language import satisfies
from indexer.query import MAX_PAGE_SIZE, Clause, Query
from indexer.results import Hit
from indexer.statement import Statement
from tests.conftest import Place
from tests.oracle import MemoryEngine, judged, newest_first, scored
from tests.strategies import clauses, collections, histories, queries

NewPlace = Callable[[], AbstractContextManager[Place]]
many_queries = st.lists(queries, min_size=4, max_size=12)
often = settings(max_examples=8 * settings().max_examples)


def agree(engine: Engine, oracle: MemoryEngine, query: Query) -> None:
    """The engine answers the query as the oracle does, wherever the promise leaves no choice."""
    note(f"asked: {query}")
    answer, right = engine.search(query), oracle.search(query)
    assert answer.total == right.total == engine.count(query)
    assert answer.facets == right.facets
    assert answer.histogram == right.histogram
    assert (answer.page, answer.pages) == (right.page, right.pages)
    assert (answer.read_back, answer.notes) == (right.read_back, right.notes)
    assert answer.generation == engine.status().generation
    assert answer.took_ms >= 0
    everything = replace(query, page=1, size=MAX_PAGE_SIZE)
    hits, right_hits = engine.search(everything).hits, oracle.search(everything).hits
    agree_on_order(query, hits, right_hits)
    assert answer.hits == hits[(query.page - 1) * query.size : query.page * query.size]


def agree_on_order(query: Query, hits: tuple[Hit, ...], right: tuple[Hit, ...]) -> None:
    if not scored(query):
        assert [plain(hit) for hit in hits] == [plain(hit) for hit in right]
        return
    assert sorted(map(plain, hits), key=repr) == sorted(map(plain, right), key=repr)
    keys = [(-(hit.score or 0), *newest_first(hit)) for hit in hits]
    assert None not in [hit.score for hit in hits]
    assert keys == sorted(keys)


def plain(hit: Hit) -> Hit:
    """The hit without what an engine is free to choose: its score's size."""
    return replace(hit, score=None if hit.score is None else 0.0)


@given(collections(), many_queries)
def test_a_collection_is_answered_as_by_brute_force(
    new_place: NewPlace, held: list[Statement], asked: list[Query]
) -> None:
    oracle = MemoryEngine(held)
    with new_place() as place:
        engine = place.open()
        engine.apply([Put(statement) for statement in held], cursor=1)
        for query in asked:
            agree(engine, oracle, query)


@given(histories(), many_queries)
def test_after_any_changes_in_any_batches_the_engine_holds_what_the_list_holds(
    new_place: NewPlace, batches: list[list[Change]], asked: list[Query]
) -> None:
    oracle = MemoryEngine([])
    with new_place() as place:
        engine, reader = place.open(), place.open()
        for cursor, batch in enumerate(batches, start=1):
            engine.apply(iter(batch), cursor=cursor)
            oracle.apply(batch, cursor=cursor)
            hold_the_same(engine, oracle, batches)
            agree(reader, oracle, asked[cursor - 1])
        for query in [Query(), *asked]:
            agree(engine, oracle, query)


@given(histories(), collections(most=6), histories(), many_queries)
def test_a_rebuild_holds_the_statements_given_and_nothing_else_and_can_be_changed_after(
    new_place: NewPlace,
    before: list[list[Change]],
    held: list[Statement],
    after: list[list[Change]],
    asked: list[Query],
) -> None:
    oracle = MemoryEngine([])
    with new_place() as place:
        engine = place.open()
        engine.apply([change for batch in before for change in batch], cursor=1)
        engine.rebuild(iter(held), cursor=2)
        oracle.rebuild(held, cursor=2)
        hold_the_same(engine, oracle, before)
        agree(engine, oracle, asked[0])
        for batch in after:
            engine.apply(batch, cursor=3)
            oracle.apply(batch, cursor=3)
        hold_the_same(engine, oracle, after)
        for query in [Query(), *asked[1:]]:
            agree(engine, oracle, query)


def hold_the_same(engine: Engine, oracle: MemoryEngine, batches: list[list[Change]]) -> None:
    """Also for the statements that the batches removed."""
    for change in (change for batch in batches for change in batch):
        id = change.statement.id if isinstance(change, Put) else change.id
        assert engine.get(id) == oracle.get(id)
    held, right = engine.status(), oracle.status()
    assert (held.cursor, held.statements, held.undated) == (right.cursor, right.statements, right.undated)
    assert (held.first, held.last) == (right.first, right.last)
    assert engine.check() == ()


@often
@given(collections(most=5), clauses)
def test_what_satisfies_a_clause_is_what_brute_force_finds(held: list[Statement], clause: Clause) -> None:
    for statement in held:
        assert satisfies(clause, statement) == judged(clause, statement)


def test_random_queries_find_some_statements_and_leave_others() -> None:
    """The tests above would pass on queries that find nothing; this one would not."""
    seen: Counter[str] = Counter()

    @settings(max_examples=250, database=None)
    @given(collections(), many_queries)
    def ask(held: list[Statement], asked: list[Query]) -> None:
        engine = MemoryEngine(held)
        for query in asked:
            answer = engine.search(query)
            kind = type(query.clause).__name__
            seen[kind] += 0 < answer.total < len(held)
            seen["filtered"] += not query.filters.empty and 0 < answer.total < len(held)
            seen["ordered by relevance"] += scored(query) and answer.total > 2
            seen["by month"] += answer.histogram.unit == "month"
            seen["coarse"] += answer.histogram.coarse > 0
            seen["second page"] += query.page > 1 and answer.hits != ()
            seen["collapsed"] += answer.total < engine.count(replace(query, collapse=False))

    ask()
    print(dict(seen))
    floors = {
        "Words": 2,
        "Phrase": 2,
        "Near": 2,
        "Prefix": 2,
        "Between": 2,
        "AllOf": 2,
        "AnyOf": 2,
        "Not": 2,
        "filtered": 15,
        "ordered by relevance": 15,
        "by month": 15,
        "coarse": 15,
        "second page": 15,
        "collapsed": 15,
    }
    assert {name: seen[name] for name, floor in floors.items() if seen[name] < floor} == {}
