"""The promise of `indexer/engines/base.py`: what is put, removed and rebuilt (7), what bounds an answer (8), and what
each method says of itself. Runs against the engine that `--engine` names."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from indexer.engines.base import Change, Engine, Put, Remove
from indexer.errors import NoIndex, WrongCall
from indexer.query import AllOf, AnyOf, Clause, Everything, Filters, Near, Not, Phrase, Prefix, Query, Words
from indexer.results import Results, Span
from indexer.statement import Precision, Reason, Speaker, Statement, StatementDate
from tests.conftest import Place
from tests.oracle import MemoryEngine
from tests.statements import BY_ID, COLLECTION, said

EngineOf = Callable[[Iterable[Statement]], Engine]
FIRST = said("a", "On bread", "Bread is dear.", when="2020-01-01", about=["prices"])
SECOND = said("b", "On water", "Water is dear.", when="2021", about=["water"])


def found(engine: Engine, word: str | None = None) -> set[str]:
    clause = Words(word) if word else Everything()
    return {hit.id for hit in engine.search(Query(clause=clause, size=50)).hits}


# 7. What `apply` has returned from is found by the next `search`, in this process and every other.


def test_what_was_put_is_found_by_the_next_search(engine_of: EngineOf) -> None:
    engine = engine_of([FIRST])
    assert found(engine) == {"a"}
    engine.apply([Put(SECOND)], cursor=2)
    assert found(engine) == {"a", "b"}
    assert found(engine, "dear") == {"a", "b"}


def test_what_was_put_is_found_by_engines_opened_before_and_after(place: Place) -> None:
    writer = place.open()
    writer.apply([Put(FIRST)], cursor=1)
    before = place.open()
    assert found(before) == {"a"}
    writer.apply([Put(SECOND), Remove("a")], cursor=2)
    assert found(before) == found(place.open()) == {"b"}
    writer.rebuild([FIRST], cursor=3)
    assert found(before) == found(place.open()) == {"a"}


def test_what_was_put_is_found_by_another_process(place: Place) -> None:
    if place.path is None:
        pytest.skip("a list in memory lives in one process")
    place.open().apply([Put(FIRST), Put(SECOND)], cursor=1)
    count = (
        "import sys; from pathlib import Path; from indexer.engines.whoosh import WhooshEngine;"
        "from indexer.query import Query, Words; engine = WhooshEngine(Path(sys.argv[1]), search_seconds=60);"
        "print(engine.count(Query(clause=Words('dear')))); engine.close()"
    )
    shown = subprocess.run([sys.executable, "-c", count, str(place.path)], capture_output=True, text=True, check=True)
    assert shown.stdout == "2\n"


def test_a_statement_put_again_replaces_the_one_with_its_id(engine_of: EngineOf) -> None:
    engine = engine_of([FIRST, SECOND])
    engine.apply([Put(replace(FIRST, title="On salt", text="Salt is cheap.", topics=("salt",)))], cursor=2)
    assert (found(engine, "bread"), found(engine, "salt")) == (set(), {"a"})
    answer = engine.search(Query())
    assert answer.total == 2
    assert [bucket.value for bucket in answer.facet("topic").buckets] == ["salt", "water"]


def test_what_was_removed_is_gone_from_hits_and_counts(engine_of: EngineOf) -> None:
    engine = engine_of([FIRST, SECOND])
    engine.apply([Remove("a"), Remove("never there")], cursor=2)
    answer = engine.search(Query())
    assert [hit.id for hit in answer.hits] == ["b"]
    assert [bucket.value for bucket in answer.facet("topic").buckets] == ["water"]
    assert [bucket.value for bucket in answer.histogram.buckets] == ["2021"]
    assert engine.get("a") is None


AGAIN = replace(FIRST, text="Salt is cheap.")


@pytest.mark.parametrize(
    ("batch", "right"),
    [
        ([Put(FIRST), Put(AGAIN)], AGAIN),
        ([Put(AGAIN), Put(SECOND), Put(FIRST)], FIRST),
        ([Put(FIRST), Remove("a")], None),
        ([Remove("a"), Put(AGAIN)], AGAIN),
        ([Put(FIRST), Remove("a"), Put(AGAIN)], AGAIN),
    ],
)
@pytest.mark.parametrize("held", [[], [FIRST]])
def test_the_last_change_of_an_id_in_one_batch_counts(
    engine_of: EngineOf, held: list[Statement], batch: list[Change], right: Statement | None
) -> None:
    engine = engine_of(held)
    engine.apply(batch, cursor=2)
    assert engine.get("a") == right
    assert found(engine, "salt") == ({"a"} if right is AGAIN else set())
    assert found(engine, "bread") == ({"a"} if right else set())
    assert len(found(engine)) == engine.status().statements


def test_what_was_removed_can_be_put_again(engine_of: EngineOf) -> None:
    engine = engine_of([FIRST])
    for cursor, changes in enumerate(([Remove("a")], [Put(FIRST)], [Remove("a")], [Put(AGAIN)]), start=2):
        engine.apply(changes, cursor=cursor)
    assert (engine.get("a"), found(engine, "salt"), found(engine)) == (AGAIN, {"a"}, {"a"})


def test_changes_are_all_applied_or_none(engine_of: EngineOf) -> None:
    engine = engine_of([FIRST])

    def broken() -> Iterator[Change]:
        yield Put(SECOND)
        yield Remove("a")
        raise RuntimeError("the source went away")

    with pytest.raises(RuntimeError, match="went away"):
        engine.apply(broken(), cursor=2)
    assert (found(engine), engine.status().cursor) == ({"a"}, 1)
    engine.apply([Put(SECOND)], cursor=3)
    assert (found(engine), engine.status().cursor) == ({"a", "b"}, 3)


def test_no_changes_still_move_the_cursor(engine_of: EngineOf) -> None:
    engine = engine_of([FIRST])
    engine.apply([], cursor=9)
    assert (engine.status().cursor, found(engine)) == (9, {"a"})


# 8. A search ends within its time limit; no question whatever makes it fail.


def test_a_search_cut_short_says_that_its_counts_are_incomplete(place: Place) -> None:
    if place.path is None:
        pytest.skip("a list in memory has no time limit")
    from indexer.engines.whoosh import WhooshEngine

    place.open().apply([Put(s) for s in COLLECTION], cursor=1)
    hurried = WhooshEngine(place.path, search_seconds=0.0)
    answer = hurried.search(Query(clause=Prefix("the"), notes=("kept",)))
    hurried.close()
    assert answer.notes[0] == "kept"
    assert "incomplete" in answer.notes[1]


ODD_TEXTS = {
    "nothing": "",
    "a blank": " ",
    "a hyphen": "-",
    "an apostrophe": "'",
    "marks": "…!؟",
    "a zero byte": "\x00",
    "half a pair": "\ud800",
    "100,000 letters": "a" * 100_000,
    "1,000 hyphens": "a-" * 1_000,
    "a tatweel": "ـ",
    "an Arabic mark": "\u064b",
    "a star": "*",
    "a field": "title:",
    "a direction": "\u202e",
    "a dove": "🕊",
    "a digit": "0",
    "a ligature": "ﷺ",
}


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_odd_words_are_answered_as_by_brute_force(engine: Engine, text: str) -> None:
    for clause in (Words(text), Phrase(text), Prefix(text), Near(text[:20], 10), Not(Words(text))):
        query = Query(clause=clause)
        assert engine.search(query).total == MemoryEngine(COLLECTION).search(query).total


def deep(depth: int) -> Clause:
    return Not(Not(AllOf((deep(depth - 1),)))) if depth else Words("peace")


def wide(depth: int) -> Clause:
    return AnyOf((AllOf((wide(depth - 1), wide(depth - 1))), Words("bread"))) if depth else Words("peace")


ODD_CLAUSES = {
    "deep": deep(30),
    "wide": wide(6),
    "all of none": AllOf(()),
    "any of none": AnyOf(()),
    "not all": Not(AllOf(())),
    "many words": AnyOf(tuple(Words(f"word{n}") for n in range(100))),
    "a long phrase": Phrase("peace " * 500),
    "a word twelve times": Near("the " * 12, 10),
}


@pytest.mark.parametrize("clause", ODD_CLAUSES.values(), ids=ODD_CLAUSES)
def test_odd_clauses_are_answered_as_by_brute_force(engine: Engine, clause: Clause) -> None:
    answer, right = (each.search(Query(clause=clause)) for each in (engine, MemoryEngine(COLLECTION)))
    assert (answer.total, answer.facets) == (right.total, right.facets)


@pytest.mark.parametrize(
    "query",
    [
        Query(page=0),
        Query(page=-1),
        Query(size=0),
        Query(size=-20),
        Query(filters=Filters(chosen=(("colour", frozenset({"red"})),))),
        Query(filters=Filters(chosen=(("title", frozenset({"Harbour closed"})),))),
    ],
)
def test_a_call_without_meaning_is_refused(engine: Engine, query: Query) -> None:
    with pytest.raises(WrongCall):
        engine.search(query)


# What a hit and an answer carry


def test_a_hit_carries_what_its_statement_says(engine: Engine) -> None:
    hit = engine.search(Query(clause=Phrase("Parties of the opposition"))).hits[0]
    held = BY_ID["founding"]
    for part in ("id", "date", "speakers", "topics", "language", "organisation", "kind", "url"):
        assert getattr(hit, part) == getattr(held, part), part
    assert "".join(span.text for span in hit.title) == held.title


def test_what_matched_is_marked_in_title_and_snippet(engine: Engine) -> None:
    hits = {hit.id: hit for hit in engine.search(Query(clause=Words("harbour"))).hits}
    assert [span for span in hits["anthem"].title if span.match] == [Span("harbour", True)]
    assert [span for span in hits["bread"].snippet if span.match] == [Span("harbour", True)]
    assert not any(span.match for span in hits["bread"].title)


def test_an_answer_carries_what_was_said_of_the_query(engine: Engine) -> None:
    answer = engine.search(Query(read_back="everything", notes=("one", "two"), page=3, size=2))
    assert (answer.read_back, answer.notes, answer.page) == ("everything", ("one", "two"), 3)
    assert answer.took_ms >= 0
    assert answer.generation == engine.status().generation


# What each method says of itself


def test_get_gives_the_statement_as_it_was_put(engine_of: EngineOf) -> None:
    full = Statement(
        id="2012-05-01-ايار",
        title="Wörds & <b>\u202e",
        text="One\u00a0\x00 line.\n\nTwo “lines”.\r\n",
        language="ar",
        date=StatementDate(
            value=date(2012, 5, 1), precision=Precision.MONTH, basis="header", evidence="أيار 2012", inferred=True
        ),
        speakers=(Speaker(name="سلمى حدّون", role="president", basis="byline", evidence="by"),),
        quoted=(Speaker(name="Q"),),
        mentioned=(Speaker(name="M", role=None),),
        organisation="O,O",
        topics=("aid, relief", "b"),
        places=("Sirmal",),
        kind="speech",
        url="https://council.example/?a=1&b=2",
        sources=("one.html", "two.txt"),
        reasons=(Reason(field="topics", value="b", basis="table", evidence="b"),),
    )
    engine = engine_of([full, FIRST])
    assert engine.get(full.id) == full
    assert engine.get("2012-05-01") is None


def test_status_says_what_is_held(engine_of: EngineOf) -> None:
    status = engine_of(COLLECTION).status()
    assert (status.statements, status.undated, status.cursor) == (20, 2, 1)
    assert (status.first, status.last) == (date(2019, 1, 1), date(2025, 1, 20))
    assert status.committed.tzinfo is UTC
    assert abs(datetime.now(UTC) - status.committed) < timedelta(minutes=10)


def test_without_an_index_the_engine_says_so_and_makes_none(place: Place) -> None:
    engine = place.open()
    for ask in (engine.status, lambda: engine.search(Query()), lambda: engine.count(Query()), lambda: engine.get("a")):
        with pytest.raises(NoIndex):
            ask()
    assert place.path is None or not place.path.exists() or not any(place.path.iterdir())


def test_an_empty_index_answers(place: Place) -> None:
    engine = place.open()
    engine.apply([], cursor=0)
    status, answer = engine.status(), engine.search(Query(clause=Words("peace")))
    assert (status.statements, status.first, status.last, answer.total, answer.hits) == (0, None, None, 0, ())
    assert engine.search(Query()).facet("topic").buckets == ()


def test_a_rebuild_holds_the_statements_given_and_no_others(engine_of: EngineOf) -> None:
    engine = engine_of([FIRST])
    shown: list[int] = []
    engine.rebuild(iter(COLLECTION), cursor=7, progress=shown.append)
    assert found(engine) == set(BY_ID)
    assert engine.get("a") is None
    assert (engine.status().cursor, engine.status().statements) == (7, 20)
    assert shown[-1] == 20
    assert shown == sorted(shown)


def test_a_rebuild_that_fails_leaves_all_as_it_was(engine_of: EngineOf) -> None:
    engine = engine_of([FIRST])

    def broken() -> Iterator[Statement]:
        yield SECOND
        raise RuntimeError("the catalogue went away")

    with pytest.raises(RuntimeError, match="went away"):
        engine.rebuild(broken(), cursor=7)
    assert (found(engine), engine.status().cursor) == ({"a"}, 1)
    engine.rebuild([SECOND], cursor=8)
    assert found(engine) == {"b"}


def test_readers_are_not_disturbed_while_a_rebuild_goes_on(place: Place) -> None:
    if place.path is None:
        pytest.skip("a list in memory is its own reader")
    writer, reader = place.open(), place.open()
    writer.apply([Put(FIRST)], cursor=1)
    seen: list[Results] = []
    writer.rebuild([SECOND, *COLLECTION], cursor=2, progress=lambda n: seen.append(reader.search(Query())))
    assert {answer.total for answer in seen} == {1}
    assert len(seen) > 0
    assert reader.search(Query()).total == 21


def test_a_sound_index_has_nothing_to_complain_of(engine: Engine) -> None:
    assert engine.check() == ()
