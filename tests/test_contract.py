"""The promise of `indexer/engines/base.py`, sentence by sentence: what is asked (1 to 6, 9).

It is shown on the hand-written collection, against the engine that `--engine` names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from indexer.engines.base import Engine, Put
from indexer.fields import FACETS, UNDATED
from indexer.grammar import parse
from indexer.query import (
    MAX_DEPTH,
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
)
from indexer.results import Bucket, Results
from indexer.statement import Statement
from tests.oracle import MemoryEngine
from tests.statements import BY_ID, COLLECTION, COUNCIL, MINISTRY, said

EngineOf = Callable[[Iterable[Statement]], Engine]
NEWEST_FIRST = [
    "treaty",
    "elections-again",
    "elections",
    "exchange",
    "water-law",
    "broken",
    "plain",
    "ceasefire",
    "ceasefire-ar",
    "talks",
    "siege",
    "siege-ar",
    "anthem",
    "bread",
    "harbour",
    "founding",
    "dam-quarrel",
    "drought",
    "leaflet",
    "quarrel",
]
EVERYTHING = Everything()


def ask(engine: Engine, clause: Clause = EVERYTHING, **parts: Any) -> Results:
    return engine.search(Query(clause=clause, **{"size": 50, **parts}))


def ids(results: Results) -> list[str]:
    return [hit.id for hit in results.hits]


def found(engine: Engine, clause: Clause) -> set[str]:
    return set(ids(ask(engine, clause)))


def choosing(**chosen: set[str]) -> Filters:
    return Filters(chosen=tuple(sorted((name, frozenset(values)) for name, values in chosen.items())))


# 1. Words given together are joined by AND; a word may stand in the title or the body.


@pytest.mark.parametrize("clause", [AllOf((Words("harbour"), Words("strike"))), parse("harbour strike").clause])
def test_words_together_must_all_be_there_each_in_the_title_or_the_body(engine: Engine, clause: Clause) -> None:
    assert found(engine, clause) == {"harbour", "bread"}


def test_a_word_of_one_field_is_found_only_there(engine: Engine) -> None:
    assert found(engine, Words("harbour")) == {"harbour", "bread", "anthem"}
    assert found(engine, Words("harbour", "title")) == {"harbour", "anthem"}
    assert found(engine, Words("harbour", "body")) == {"bread"}
    assert found(engine, Words("harbour", "organisation")) == {"harbour", "bread"}
    assert found(engine, Words("idris", "speaker")) == {"founding", "talks", "ceasefire"}
    assert found(engine, Words("relief", "topic")) == {"siege", "siege-ar", "plain"}


def test_any_of_the_words_ranks_by_how_much_is_matched(engine: Engine) -> None:
    answer = ids(ask(engine, AnyOf((Words("harbour"), Words("strike")))))
    assert set(answer[:2]) == {"harbour", "bread"}
    assert answer[2:] == ["anthem"]


def test_not_leaves_out_and_everything_else_stays(engine: Engine) -> None:
    assert found(engine, AllOf((Words("harbour"), Not(Words("strike"))))) == {"anthem"}
    assert found(engine, Not(Words("harbour"))) == set(BY_ID) - {"harbour", "bread", "anthem"}
    assert found(engine, Not(Not(Words("harbour")))) == {"harbour", "bread", "anthem"}


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("negotiate", {"talks", "ceasefire"}),
        ("DETAINEE", {"exchange", "siege"}),
        ("detained", set()),
        ("cafe", {"water-law"}),
        ("u.s.", {"plain"}),
        ("alqatira", {"drought", "broken", "plain"}),
        ("al-Qatira", {"drought", "broken", "plain"}),
        ("qatira", {"drought", "broken", "plain"}),
        ("cease-fire", {"ceasefire", "broken"}),
        ("ceasefire", {"ceasefire", "broken"}),
        ("سلام", {"ceasefire-ar"}),
        ("المعتقلين", {"ceasefire-ar"}),
        ("حَزْمين", {"siege-ar"}),
        ("إيقاف", set()),
    ],
)
def test_a_word_is_found_by_its_stem_in_every_spelling(engine: Engine, word: str, right: set[str]) -> None:
    assert found(engine, Words(word)) == right


# 2. A phrase is exact: unstemmed, no stop words dropped, adjacent, in order, inside one field.


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("peace talks", {"talks"}),
        ("talks of peace", {"talks"}),
        ("talks peace", set()),
        ("talk of peace", set()),
        ("The ceasefire holds", {"ceasefire"}),
        ("ceasefire hold", set()),
        ("holds the ceasefire", set()),
        ("to be paid late is to be paid less", {"bread"}),
        ("to be paid less is to be paid late", set()),
        ("cease-fire held", {"broken"}),
        ("cease fire", {"broken"}),
        ("وقف إطلاق النار", {"ceasefire-ar"}),
        ("وقف النار", set()),
        ("إن السلام", {"ceasefire-ar"}),
    ],
)
def test_a_phrase_is_exact(engine: Engine, words: str, right: set[str]) -> None:
    assert found(engine, Phrase(words)) == right


def test_a_phrase_does_not_run_from_one_field_or_value_into_the_next(engine: Engine) -> None:
    assert found(engine, Phrase("Tel Safwan")) == {"dam-quarrel", "treaty"}
    assert found(engine, Phrase("treaty Tel")) == set()
    assert found(engine, Phrase("Marwan Kessab", "speaker")) == {"harbour", "bread"}
    assert found(engine, Phrase("Kessab Salma", "speaker")) == set()


def test_near_words_stand_in_any_order_within_the_slop(engine: Engine) -> None:
    assert found(engine, Near("ceasefire negotiate", 1)) == {"ceasefire"}
    assert found(engine, Near("negotiate ceasefire", 1)) == {"ceasefire"}
    assert found(engine, Near("ceasefire negotiate", 0)) == set()


def test_near_needs_as_many_words_as_were_given_in_one_field(engine: Engine) -> None:
    assert found(engine, Near("detainee detainee", 10)) == {"exchange"}
    assert found(engine, Near("strike crane", 10)) == {"harbour"}
    assert found(engine, Near("harbour strike", 10)) == set()


def test_a_prefix_is_not_stemmed(engine: Engine) -> None:
    assert found(engine, Prefix("negotiat")) == {"talks", "ceasefire"}
    assert found(engine, Prefix("negotiation")) == {"ceasefire"}
    assert found(engine, Prefix("elect")) == {"elections", "elections-again"}
    assert found(engine, Prefix("المعت")) == set()
    assert found(engine, Prefix("والمعت")) == {"ceasefire-ar"}


# 3. Inside a facet OR, across facets AND; counts ignore a facet's own choices and obey all else.


def test_inside_a_facet_any_choice_will_do(engine: Engine) -> None:
    answer = ask(engine, filters=choosing(topic={"water", "labour"}))
    assert set(ids(answer)) == {"drought", "dam-quarrel", "water-law", "treaty", "harbour", "bread", "anthem"}


def test_across_facets_every_one_must_agree(engine: Engine) -> None:
    answer = ask(engine, filters=choosing(topic={"water", "labour"}, organisation={MINISTRY, COUNCIL}))
    assert set(ids(answer)) == {"drought", "dam-quarrel", "water-law", "treaty"}


def test_the_counts_of_a_facet_ignore_its_own_choices_and_obey_the_others(engine: Engine) -> None:
    answer = ask(engine, filters=choosing(topic={"water"}, organisation={MINISTRY}))
    assert answer.facet("organisation").buckets == (Bucket(MINISTRY, 3, True), Bucket(COUNCIL, 1))
    assert answer.facet("topic").buckets == (
        Bucket("water", 3, True),
        Bucket("politics", 1),
        Bucket("prices", 1),
    )
    assert answer.facet("speaker").buckets == (Bucket("Yusuf Tarabine", 3), Bucket("Hanan Sabbour", 1))


def test_the_counts_of_every_facet_obey_the_words_and_the_range_of_dates(engine: Engine) -> None:
    filters = replace(choosing(year={"2019"}), since=date(2019, 6, 1), until=date(2023, 2, 1))
    answer = ask(engine, Words("river"), filters=filters)
    assert ids(answer) == ["dam-quarrel"]
    assert answer.facet("year").buckets == (Bucket("2019", 1, True), Bucket("2022", 1), Bucket("2023", 1))
    assert answer.facet("kind").buckets == (Bucket("minutes", 1),)


def test_buckets_go_by_count_then_value_and_count_every_value_once(engine: Engine) -> None:
    assert ask(engine).facet("topic").buckets == tuple(
        Bucket(*pair)
        for pair in [
            ("politics", 5),
            ("ceasefire", 4),
            ("water", 4),
            ("aid, relief", 3),
            ("detainees", 3),
            ("labour", 3),
            ("elections", 2),
            ("prices", 2),
            ("siege", 2),
        ]
    )
    assert [facet.name for facet in ask(engine).facets] == [field.name for field in FACETS]


def test_a_chosen_value_stays_at_nothing(engine: Engine) -> None:
    answer = ask(engine, Words("harbour"), filters=choosing(topic={"water", "gold"}))
    assert answer.total == 0
    assert answer.facet("topic").buckets == (
        Bucket("labour", 3),
        Bucket("prices", 1),
        Bucket("gold", 0, True),
        Bucket("water", 0, True),
    )


def test_undated_is_a_year_and_no_month(engine: Engine) -> None:
    assert Bucket(UNDATED, 2) in ask(engine).facet("year").buckets
    assert sum(bucket.count for bucket in ask(engine).facet("month").buckets) == 16
    assert ids(ask(engine, filters=choosing(year={UNDATED}))) == ["leaflet", "quarrel"]


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        choosing(kind={"speech"}),
        choosing(language={"ar"}, topic={"siege", "detainees"}),
        choosing(month={"2022-10", "2021-03"}),
        Filters(since=date(2022, 10, 31)),
        Filters(until=date(2019, 1, 1)),
    ],
)
@pytest.mark.parametrize("clause", [Everything(), Words("peace"), Not(Words("the")), Between(None, None)])
def test_counts_are_those_of_brute_force(engine: Engine, clause: Clause, filters: Filters) -> None:
    answer, right = (ask(each, clause, filters=filters) for each in (engine, MemoryEngine(COLLECTION)))
    assert (answer.total, answer.facets, answer.histogram) == (right.total, right.facets, right.histogram)
    assert engine.count(Query(clause=clause, filters=filters, page=7, size=3)) == answer.total


@pytest.mark.parametrize(
    ("since", "until", "right"),
    [
        (date(2022, 2, 28), date(2022, 3, 10), {"talks"}),
        (date(2022, 3, 1), date(2022, 3, 11), {"ceasefire", "ceasefire-ar"}),
        (None, date(2019, 1, 1), {"drought"}),
        (date(2023, 12, 31), date(2024, 12, 31), {"water-law"}),
        (date(2025, 1, 20), None, {"treaty"}),
        (date(2025, 1, 21), None, set()),
        (None, None, set(BY_ID) - {"leaflet", "quarrel"}),
        (date(2023, 1, 2), date(2023, 1, 1), {"water-law"}),
    ],
)
def test_a_range_meets_the_period_of_a_date(
    engine: Engine, since: date | None, until: date | None, right: set[str]
) -> None:
    assert found(engine, Between(since, until)) == right
    if since or until:
        assert set(ids(ask(engine, filters=Filters(since=since, until=until)))) == right


def test_the_histogram_goes_by_month_within_two_years(engine: Engine) -> None:
    answer = ask(engine, filters=Filters(since=date(2022, 2, 1), until=date(2023, 9, 10)))
    histogram = answer.histogram
    assert histogram.unit == "month"
    assert [bucket.value for bucket in histogram.buckets][::19] == ["2022-02", "2023-09"]
    assert [bucket.count for bucket in histogram.buckets] == [1, 2, *[0] * 6, 2, *[0] * 5, 1, *[0] * 4, 1]
    assert (histogram.coarse, histogram.undated) == (1, 0)


def test_the_histogram_goes_by_year_over_a_longer_time_and_adds_up(engine: Engine) -> None:
    answer = ask(engine)
    assert answer.histogram.unit == "year"
    assert [(b.value, b.count) for b in answer.histogram.buckets] == [
        ("2019", 2),
        ("2020", 1),
        ("2021", 5),
        ("2022", 5),
        ("2023", 4),
        ("2024", 0),
        ("2025", 1),
    ]
    assert sum(b.count for b in answer.histogram.buckets) + answer.histogram.undated == answer.total == 20


# 4. A page past the last has no hits and the same total. Without words: everything, newest first, score None.


def test_pages_follow_one_another_and_end(engine: Engine) -> None:
    pages = [ask(engine, page=page, size=6) for page in range(1, 6)]
    assert [ids(page) for page in pages] == [NEWEST_FIRST[n : n + 6] for n in range(0, 30, 6)]
    assert {(page.total, page.pages) for page in pages} == {(20, 4)}
    assert {page.facets for page in pages} == {pages[0].facets}


def test_pages_of_an_answer_by_relevance_follow_one_another(engine: Engine) -> None:
    whole = ask(engine, Words("the"))
    parts = [ask(engine, Words("the"), page=page, size=4).hits for page in range(1, whole.pages * 13)]
    assert tuple(hit for hits in parts for hit in hits) == whole.hits
    assert whole.total > 8


def test_a_page_far_past_the_last_is_empty(engine: Engine) -> None:
    answer = ask(engine, Words("harbour"), page=10**6)
    assert (answer.hits, answer.total, answer.page, answer.pages) == ((), 3, 10**6, 1)


def test_nothing_found_is_no_page(engine: Engine) -> None:
    answer = ask(engine, Words("zeppelin"))
    assert (answer.total, answer.pages, answer.hits) == (0, 0, ())
    assert all(facet.buckets == () for facet in answer.facets)
    assert answer.histogram.buckets == ()


@pytest.mark.parametrize("size", [50, 30])
def test_every_page_that_is_counted_can_be_reached_and_none_beyond(many: Engine, size: int) -> None:
    answer = ask(many, size=size)
    assert answer.total == MAX_DEPTH + 5
    assert answer.pages == -(-MAX_DEPTH // size)
    last = ask(many, size=size, page=answer.pages)
    assert ids(last) == [f"n{n:04d}" for n in range((answer.pages - 1) * size, MAX_DEPTH)]
    beyond = ask(many, size=size, page=answer.pages + 1)
    assert (beyond.hits, beyond.total) == ((), answer.total)


@pytest.fixture(scope="module")
def many(new_place: Any) -> Iterator[Engine]:
    with new_place() as place:
        engine = place.open()
        engine.apply([Put(said(f"n{n:04d}", "", "peace")) for n in range(MAX_DEPTH + 5)], cursor=1)
        yield engine


@pytest.mark.parametrize("clause", [Everything(), Between(), Not(Words("zeppelin")), Not(Not(Everything()))])
def test_without_words_the_newest_come_first_and_have_no_score(engine: Engine, clause: Clause) -> None:
    answer = ask(engine, clause)
    assert ids(answer) == [id for id in NEWEST_FIRST if id in found(engine, clause)]
    assert {hit.score for hit in answer.hits} == {None}


# 5. Sorted by date: score None, undated last both ways, ties by id. By relevance: ties by date, then id.


def test_sorted_by_date_the_undated_are_last_both_ways(engine: Engine) -> None:
    newest, oldest = (ask(engine, sort=sort) for sort in (Sort.NEWEST, Sort.OLDEST))
    assert ids(newest) == NEWEST_FIRST
    assert ids(oldest) == [
        "drought",
        "dam-quarrel",
        "founding",
        "anthem",
        "bread",
        "harbour",
        "siege",
        "siege-ar",
        "talks",
        "ceasefire",
        "ceasefire-ar",
        "broken",
        "plain",
        "water-law",
        "exchange",
        "elections",
        "elections-again",
        "treaty",
        "leaflet",
        "quarrel",
    ]


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
def test_sorted_by_date_words_give_no_score(engine: Engine, sort: Sort) -> None:
    answer = ask(engine, Words("harbour"), sort=sort)
    assert ids(answer) == ["anthem", "bread", "harbour"]
    assert {hit.score for hit in answer.hits} == {None}


def test_equal_scores_go_by_date_newest_first_then_id_and_undated_last(engine_of: EngineOf) -> None:
    whens = {"d": "2020-01-01", "c": "2021", "b": "", "a": "2020-01-01", "e": "2021-05-02"}
    engine = engine_of([said(id, "", "the same words", when=when) for id, when in whens.items()])
    answer = ask(engine, Words("words"))
    assert len({hit.score for hit in answer.hits}) == 1
    assert ids(answer) == ["e", "c", "a", "d", "b"]


# 6. Scores order one answer.


@pytest.mark.parametrize(
    "clause",
    [
        Words("peace"),
        Phrase("the ceasefire"),
        Near("of the", 3),
        Prefix("elect"),
        AnyOf((Words("peace"), Words("river"), Everything())),
        AllOf((Words("peace"), Not(Words("litres")))),
    ],
)
def test_by_relevance_every_hit_has_a_score_and_none_is_above_the_one_before(engine: Engine, clause: Clause) -> None:
    scores = [hit.score for hit in ask(engine, clause).hits]
    assert len(scores) > 1
    numbers = [score for score in scores if score is not None]
    assert numbers == sorted(scores, key=lambda score: -(score or 0))


def test_what_matches_in_the_title_as_well_is_first(engine_of: EngineOf) -> None:
    engine = engine_of(
        [
            said("body", "A meeting in the town", "They spoke of water and left."),
            said("both", "A meeting about water", "They spoke of water and left."),
        ]
    )
    assert ids(ask(engine, Words("water"))) == ["both", "body"]


# 9. With `collapse` one statement of each group is kept, the earliest dated; every facet and count keeps to that.


TWINS = [
    said("late", "On bread", "Bread is dear.", when="2021-05-02", by=["Idris"], about=["prices"], group="early"),
    said("early", "On bread", "Bread is dear!", when="2021-05-01", by=["Salma"], about=["bread"], group="early"),
    said("undated", "On bread", "Bread is very dear.", by=["Salma"], about=["bread"], group="early"),
    said("alone", "On salt", "Bread needs salt.", when="2020", by=["Salma"], about=["prices"]),
    said("alone too", "On salt", "Bread needs salt.", when="2022", by=["Idris"], about=["bread"]),
]


def test_of_a_group_the_earliest_is_kept_and_says_how_many_it_stands_for(engine_of: EngineOf) -> None:
    for order in (TWINS, TWINS[::-1]):
        answer = ask(engine_of(order), Words("bread"), collapse=True, sort=Sort.OLDEST)
        assert [(hit.id, hit.alike) for hit in answer.hits] == [("alone", 0), ("early", 2), ("alone too", 0)]
        assert answer.total == 3
        assert [(b.value, b.count) for b in answer.histogram.buckets] == [("2020", 1), ("2021", 1), ("2022", 1)]


def test_without_being_asked_nothing_is_collapsed(engine_of: EngineOf) -> None:
    answer = ask(engine_of(TWINS), Words("bread"))
    assert answer.total == 5
    assert {hit.alike for hit in answer.hits} == {0}


def test_what_is_not_found_stands_for_nobody(engine_of: EngineOf) -> None:
    engine = engine_of(TWINS)
    assert ids(ask(engine, Words("very"), collapse=True)) == ["undated"]
    assert ids(ask(engine, Words("bread", "title"), collapse=True, filters=choosing(speaker={"Idris"}))) == ["late"]
    assert engine.count(Query(clause=Words("bread"), collapse=True)) == 3


def test_each_facet_collapses_what_is_found_without_its_own_choices(engine_of: EngineOf) -> None:
    """Said by Idris only the later one is found; for the counts of speakers the earlier, by Salma, stands for it."""
    answer = ask(engine_of(TWINS), Words("bread"), collapse=True, filters=choosing(speaker={"Idris"}))
    assert set(ids(answer)) == {"late", "alone too"}
    assert answer.facet("speaker").buckets == (Bucket("Salma", 2), Bucket("Idris", 1, True))
    assert answer.facet("topic").buckets == (Bucket("bread", 1), Bucket("prices", 1))
