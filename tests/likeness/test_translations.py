"""Translations and corrections: claimed on evidence only, which is told in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.likeness import correction, facts_of, translation
from indexer.statement import Speaker, Statement
from tests.statements import COUNCIL, MINISTRY, on, said

ENGLISH = replace(
    said(
        "en",
        "Relief for Hazmeen",
        "Of 61,000 people 203 were treated on one day, and 311 sacks of flour came through the gate.",
        when="2021-12-18",
        by=["Lamia Rehani"],
        organisation=COUNCIL,
        kind="statement",
    ),
    places=("Hazmeen", "Zaytuna Gate"),
)
ARABIC = replace(
    said(
        "ar",
        "إغاثة لحزمين",
        "من ٦١٬٠٠٠ إنسان عولج ٢٠٣ في يوم واحد، ودخل من البوابة 311 كيسًا من الطحين.",
        when="2021-12-18",
        by=["Lamia Rehani"],
        language="ar",
        organisation=COUNCIL,
        kind="statement",
    ),
    places=("Hazmeen", "Zaytuna Gate"),
)


def told(one: Statement, other: Statement) -> str | None:
    """The evidence, the same both ways."""
    found, back = translation(facts_of(one), facts_of(other)), translation(facts_of(other), facts_of(one))
    if found is None or back is None:
        assert found is back
        return None
    assert (found.score, found.evidence, found.id, back.id) == (back.score, back.evidence, other.id, one.id)
    assert 0.5 < found.score <= 1
    return found.evidence


def test_the_same_day_numbers_and_names_tell_a_translation_whatever_the_digits() -> None:
    assert told(ENGLISH, ARABIC) == "same day, 3 of 3 numbers, 3 names, same organisation"


def test_a_day_apart_will_do_and_is_said() -> None:
    assert told(ENGLISH, replace(ARABIC, date=on("2021-12-19"))) == (
        "within a day, 3 of 3 numbers, 3 names, same organisation"
    )


def test_one_known_thing_missing_on_one_side_is_no_contradiction() -> None:
    assert told(ENGLISH, replace(ARABIC, organisation=None, speakers=())) == "same day, 3 of 3 numbers, 2 names"


@pytest.mark.parametrize(
    "other",
    [
        replace(ARABIC, date=on("2021-12-20")),
        replace(ARABIC, date=on("")),
        replace(ARABIC, date=on("2021-12")),
        replace(ARABIC, language="en"),
        replace(ARABIC, language="und"),
        replace(ARABIC, organisation=MINISTRY),
        replace(ARABIC, text=ARABIC.text * 4),
        replace(ARABIC, text=ARABIC.text.replace("٢٠٣", "204").replace("311", "312")),
        replace(ARABIC, text="لا طحين في حزمين منذ أيام ولا ماء ولا دواء", places=("Hazmeen",), speakers=()),
    ],
    ids=["two days", "undated", "a month", "language", "unknown", "body", "length", "numbers", "too little"],
)  # fmt: skip
def test_whatever_speaks_against_it_and_too_little_for_it_is_enough_to_claim_nothing(other: Statement) -> None:
    assert told(ENGLISH, other) is None


FIRST = said("one", "Local elections: turnout", "It was 83.6 per cent.", when="2023-09-26", organisation=COUNCIL)
CORRECTED = said("two", "Corrected: Local elections: turnout", "It was 63.8.", when="2023-09-28", organisation=COUNCIL)


def test_a_title_marked_as_corrected_is_linked_with_the_same_title_before_it() -> None:
    found = correction(facts_of(FIRST), facts_of(CORRECTED))
    assert found is not None
    assert found.evidence == "same title and organisation, one marked as a correction, 2 days apart"
    assert correction(facts_of(CORRECTED), facts_of(FIRST)) == replace(found, id="one")


@pytest.mark.parametrize(
    "other",
    [
        replace(CORRECTED, title="Local elections: turnout"),
        replace(CORRECTED, title="Corrected: Referendum: turnout"),
        replace(CORRECTED, organisation=MINISTRY),
        replace(CORRECTED, date=on("2023-09-20")),
        replace(CORRECTED, date=on("2024-09-28")),
        replace(CORRECTED, language="ar"),
    ],
)
def test_anything_else_is_no_correction(other: Statement) -> None:
    assert correction(facts_of(FIRST), facts_of(other)) is None


def test_people_are_compared_in_whatever_role_they_stand() -> None:
    quoted = replace(ARABIC, speakers=(), mentioned=(Speaker(name="Lamia Rehani"),))
    assert told(ENGLISH, quoted) == "same day, 3 of 3 numbers, 3 names, same organisation"
