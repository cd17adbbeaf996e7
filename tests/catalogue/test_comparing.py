"""Likenesses in the catalogue: brought up to date by what changed, and the same as if all had come at once."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.catalogue import Catalogue, comparing, facts
from indexer.statement import Kinship, Likeness, Statement
from tests.catalogue import scribe
from tests.statements import COUNCIL, on, said

WORDS = [f"word{n}" for n in range(60)]
NAMES = ["a", "b", "c", "d", "e", "f"]


def text(seed: int, changes: int = 0) -> str:
    """Sixty words; those of one seed differ in few."""
    words = random.Random(seed).sample(WORDS, 60)
    for n in range(changes):
        words[n * 20] = "another"
    return " ".join(words)


def alike(catalogue: Catalogue) -> dict[str, set[tuple[str, str]]]:
    """Id -> kind and id of its likenesses."""
    return {s.id: {(link.kind.value, link.id) for link in s.likenesses} for s in catalogue.statements()}


def compare(catalogue: Catalogue, *, most: int = 500) -> int:
    count = 0
    while looked_at := catalogue.compare(most=most):
        count += looked_at
    return count


@contextmanager
def new_catalogue() -> Iterator[Catalogue]:
    with TemporaryDirectory() as folder, Catalogue(Path(folder) / "catalogue.sqlite") as catalogue:
        yield catalogue


def page(id: str, words: str, **more: str) -> Statement:
    return said(id, f"Title of {id}", words, **more)  # type: ignore[arg-type]


def test_near_duplicates_are_linked_both_ways_and_share_a_group(catalogue: Catalogue) -> None:
    pages = {"1": page("b", text(1)), "2": page("a", text(1, 1)), "3": page("c", text(2))}
    scribe.run(catalogue, pages)
    compare(catalogue)
    near = Kinship.NEAR_DUPLICATE.value
    assert alike(catalogue) == {"a": {(near, "b")}, "b": {(near, "a")}, "c": set()}
    assert {s.id: s.group for s in catalogue.statements()} == {"a": "a", "b": "a", "c": ""}
    assert catalogue.check() == ()


def test_what_changes_in_its_likenesses_alone_is_told_to_the_index(catalogue: Catalogue) -> None:
    scribe.run(catalogue, {"1": page("a", text(1)), "2": page("c", text(2))})
    compare(catalogue)
    cursor = catalogue.cursor
    scribe.run(catalogue, {"3": page("b", text(1, 1))})
    compare(catalogue)
    told = {id: statement for _, id, statement in catalogue.changes_since(cursor)}
    assert set(told) == {"a", "b"}
    assert told["a"] == catalogue.get("a")
    assert compare(catalogue) == 0


def test_a_statement_that_goes_takes_its_links_with_it(catalogue: Catalogue) -> None:
    pages = {"1": page("a", text(1)), "2": page("b", text(1, 1)), "3": page("c", text(1, 2))}
    scribe.run(catalogue, pages)
    compare(catalogue)
    assert catalogue.get("c").group == "a"  # type: ignore[union-attr]
    scribe.run(catalogue, {"2": pages["2"], "3": pages["3"]}, delete=True)
    assert {id for links in alike(catalogue).values() for _, id in links} == {"b", "c"}, "even before it is compared"
    compare(catalogue)
    assert {s.id: s.group for s in catalogue.statements()} == {"b": "b", "c": "b"}
    scribe.run(catalogue, {"2": pages["2"]}, delete=True)
    compare(catalogue)
    assert [(s.likenesses, s.group) for s in catalogue.statements()] == [((), "")]
    assert catalogue.get("a") is None


def test_a_new_version_is_compared_anew_and_the_kept_version_does_not_hold_likenesses(catalogue: Catalogue) -> None:
    scribe.run(catalogue, {"1": page("a", text(1)), "2": page("b", text(1, 1))})
    compare(catalogue)
    scribe.run(catalogue, {"2": page("b", text(3))})
    compare(catalogue)
    assert alike(catalogue) == {"a": set(), "b": set()}
    assert [v.statement.likenesses for v in catalogue.versions("b")] == [(), ()]
    scribe.run(catalogue, {"1": page("a", text(1)), "2": page("b", text(3))})
    assert [len(catalogue.versions(id)) for id in "ab"] == [1, 2], "comparing makes no versions"


def test_a_statement_stays_in_its_group_when_something_else_about_it_changes(catalogue: Catalogue) -> None:
    one = page("a", text(1))
    scribe.run(catalogue, {"1": one, "2": page("b", text(1, 1))})
    compare(catalogue)
    scribe.run(catalogue, {"1": replace(one, organisation=COUNCIL)})
    compare(catalogue)
    assert {s.id: s.group for s in catalogue.statements()} == {"a": "a", "b": "a"}


def test_a_batch_that_breaks_off_leaves_nothing_half_done(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    scribe.run(catalogue, {"1": page("a", text(1)), "2": page("b", text(1, 1))})
    before, cursor = alike(catalogue), catalogue.cursor
    with monkeypatch.context() as patch:
        patch.setattr(comparing.Comparison, "_tell", lambda self, ids: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            catalogue.compare()
    assert (alike(catalogue), catalogue.cursor) == (before, cursor)
    compare(catalogue)
    assert len(alike(catalogue)["a"]) == 1


def test_a_newer_method_compares_everything_again(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    scribe.run(catalogue, {"1": page("a", text(1)), "2": page("b", text(1, 1))})
    compare(catalogue)
    assert catalogue.compare() == 0
    monkeypatch.setattr(comparing, "METHOD", "2")
    assert catalogue.compare() == 2
    assert len(alike(catalogue)["a"]) == 1


# However they come


TEXTS = st.builds(text, st.integers(1, 3), st.integers(0, 3))
DAYS = st.sampled_from(["2021-01-01", "2021-01-02", "2021-01-03", "2021-01", ""])


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    """Near-duplicates of one another, in two languages on few days, with numbers and people in common."""
    numbers = " ".join(draw(st.lists(st.sampled_from(["1904", "2260", "318", "7"]), max_size=4)))
    return said(
        "x",
        draw(st.sampled_from(["On the new dam", "Corrected: On the new dam", "Notice"])),
        f"{draw(TEXTS)} {numbers}",
        when=draw(DAYS),
        by=draw(st.sampled_from([["Salma"], ["Salma", "Idris"], []])),
        language=draw(st.sampled_from(["en", "ar"])),
        organisation=draw(st.sampled_from([None, COUNCIL])),
    )


RUNS = st.lists(
    st.tuples(st.dictionaries(st.sampled_from(NAMES), statements(), max_size=6), st.booleans(), st.booleans()),
    min_size=1,
    max_size=4,
)


def named(pages: dict[str, Statement]) -> dict[str, Statement]:
    """Each page has an id and a title of its own, so that no two are one statement."""
    return {name: replace(s, id=name, text=f"{s.text} {name}") for name, s in pages.items()}


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(RUNS, st.sampled_from([1, 2, 500]), st.sampled_from([(25, 500), (1, 2)]))
def test_step_by_step_in_any_order_gives_what_all_at_once_gives(
    runs: list[tuple[dict[str, Statement], bool, bool]], most: int, limits: tuple[int, int]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(facts, "NEXT", limits[0])
        patch.setattr(facts, "CROWD", limits[1])
        with new_catalogue() as step_by_step, new_catalogue() as at_once:
            for pages, delete, compared in runs:
                scribe.run(step_by_step, named(pages), delete=delete)
                if compared:
                    compare(step_by_step, most=most)
            compare(step_by_step, most=most)
            held = {s.id: s for s in step_by_step.statements()}
            for id in sorted(held, reverse=True):
                scribe.run(at_once, {id: replace(held[id], likenesses=(), group="", sources=())})
            compare(at_once)
            assert {s.id: (s.likenesses, s.group) for s in at_once.statements()} == {
                id: (s.likenesses, s.group) for id, s in held.items()
            }
            both_ways(held)


def both_ways(held: dict[str, Statement]) -> None:
    for id, statement in held.items():
        for link in statement.likenesses:
            assert Likeness(id=id, kind=link.kind, score=link.score, evidence=link.evidence) in held[link.id].likenesses
            if link.kind is Kinship.NEAR_DUPLICATE:
                assert statement.group == held[link.id].group == min(members(held, id))
        assert bool(statement.group) == any(k.kind is Kinship.NEAR_DUPLICATE for k in statement.likenesses)


def members(held: dict[str, Statement], id: str) -> set[str]:
    return {other.id for other in held.values() if other.group == held[id].group}


def test_of_a_text_printed_a_hundred_times_all_are_one_group_and_links_stay_few(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "NEXT", 5)
    scribe.run(catalogue, {str(n): page(f"s{n:03d}", f"{text(1)} number{n}") for n in range(100)})
    compare(catalogue, most=30)
    held = list(catalogue.statements())
    assert {s.group for s in held} == {"s000"}
    assert sum(len(s.likenesses) for s in held) < 100 * 5 * 25 * 2
    assert max(len(s.likenesses) for s in held) < 99


def test_translations_of_a_crowded_day_are_not_guessed(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    def told() -> int:
        return sum(len(links) for links in alike(catalogue).values())

    one = said("en", "Names", "Of 1904 names 2260 remain, and 318 more.", when="2021-01-01", by=["Salma"])
    other = said("ar", "أسماء", "من 1904 اسم بقي 2260 و 318.", when="2021-01-01", by=["Salma"], language="ar")
    third = said("fr", "Une note", "Rien.", when="2021-01-01", language="fr")
    scribe.run(catalogue, {"1": one, "2": other})
    compare(catalogue)
    assert told() == 2
    monkeypatch.setattr(facts, "CROWD", 2)
    scribe.run(catalogue, {"3": third})
    compare(catalogue)
    assert told() == 0
    scribe.run(catalogue, {"1": one, "2": other}, delete=True)
    compare(catalogue)
    assert told() == 2


def test_when_two_fit_equally_well_neither_is_claimed(catalogue: Catalogue) -> None:
    one = said("en", "Names", "Of 1904 names 2260 remain, and 318 more.", when="2021-01-01", by=["Salma"])
    other = said("ar", "أسماء", "من 1904 اسم بقي 2260 و 318.", when="2021-01-01", by=["Salma"], language="ar")
    another = replace(other, id="ar2", title="نص", text="1904 و 2260 و 318 وكلام غير ذلك كثير")
    scribe.run(catalogue, {"1": one, "2": other, "3": another})
    compare(catalogue)
    assert alike(catalogue) == {"en": set(), "ar": set(), "ar2": set()}
    scribe.run(catalogue, {"3": replace(another, date=on("2022-01-01"))})
    compare(catalogue)
    assert alike(catalogue)["en"] == {("translation", "ar")}


ENGLISH = said("en", "Names", "Of 4904 names 2260 remain, and 318 more.", when="2021-01-01", by=["Salma"])
ARABIC = said("ar", "أسماء", "من 4904 اسم بقي 2260 و 318.", when="2021-01-01", by=["Salma"], language="ar")
POORER = said("poor", "Others", "Of 4904 names 2260 remain, and that is all.", when="2021-01-01", by=["Salma"])


def test_what_fits_less_well_than_another_is_not_claimed(catalogue: Catalogue) -> None:
    scribe.run(catalogue, {"1": ENGLISH, "2": ARABIC, "3": POORER})
    compare(catalogue)
    assert alike(catalogue) == {"en": {("translation", "ar")}, "ar": {("translation", "en")}, "poor": set()}


def test_a_statement_that_fits_better_takes_the_place_of_one_that_came_before(catalogue: Catalogue) -> None:
    scribe.run(catalogue, {"2": ARABIC, "3": POORER})
    compare(catalogue)
    assert alike(catalogue)["poor"] == {("translation", "ar")}
    scribe.run(catalogue, {"1": ENGLISH})
    compare(catalogue)
    assert alike(catalogue) == {"en": {("translation", "ar")}, "ar": {("translation", "en")}, "poor": set()}


def test_of_a_new_link_both_statements_are_told_to_the_index(catalogue: Catalogue) -> None:
    scribe.run(catalogue, {"1": ENGLISH, "2": ARABIC})
    cursor = catalogue.cursor
    compare(catalogue)
    assert {id for _, id, _ in catalogue.changes_since(cursor)} == {"en", "ar"}
