"""Translations: two statements of one day in two languages that name the same numbers, people and places."""

from __future__ import annotations

from indexer.likeness.facts import Facts
from indexer.statement import Kinship, Likeness

LONGEST = 2.5  # times as long as the other, in characters
DISTINCT = 3  # digits; a number of so many that is no year is hardly shared by chance
FEW = 0.3  # the weight of another number
PLACE = 0.5
ENOUGH = 3.0  # the evidence needed, of which at least so much from numbers and names:
ENOUGH_SAID = 1.5
AGREEING = 0.6  # of the numbers, when both have several
SEVERAL = 3


def translation(one: Facts, other: Facts) -> Likeness | None:
    """How `other` may translate `one`: None when anything speaks against it or too little for it."""
    if not _possible(one, other):
        return None
    numbers, people = one.numbers & other.numbers, one.people & other.people
    places = one.places & other.places
    said = sum(map(_weight, numbers)) + len(people) + PLACE * len(places)
    evidence = said + (one.organisation == other.organisation != "") + 0.5 * (one.kind == other.kind != "")
    if said < ENOUGH_SAID or evidence < ENOUGH:
        return None
    return Likeness(
        id=other.id,
        kind=Kinship.TRANSLATION,
        score=round(evidence / (evidence + 1), 3),
        evidence=_in_words(one, other),
    )


def _possible(one: Facts, other: Facts) -> bool:
    """Nothing speaks against it: the languages, the days, the lengths, the bodies that issue them, the numbers."""
    if one.day is None or other.day is None or abs(one.day - other.day) > 1:
        return False
    if one.language == other.language or "und" in (one.language, other.language):
        return False
    if max(one.length, other.length) > LONGEST * min(one.length, other.length):
        return False
    return not _other_body(one.organisation, other.organisation) and _numbers_agree(one.numbers, other.numbers)


def _other_body(one: str, other: str) -> bool:
    """Names in two scripts are not compared: the authority files do not know one of them."""
    return one != other and bool(one and other) and one.isascii() == other.isascii()


def _numbers_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """One of the two may write its numbers out in words; those that both give in digits must be the same."""
    fewer, more = sorted((len(one), len(other)))
    if fewer < 2:
        return more < SEVERAL or fewer == len(one & other) > 0
    return len(one & other) >= AGREEING * fewer


def _weight(number: str) -> float:
    digits = number.replace(".", "")
    year = len(number) == 4 and number[:2] in ("19", "20")
    return 1.0 if len(digits) >= DISTINCT and not year else FEW


def _in_words(one: Facts, other: Facts) -> str:
    """ "same day, 9 of 10 numbers, 3 names, same organisation"."""
    numbers = len(one.numbers & other.numbers)
    names = len(one.people & other.people) + len(one.places & other.places)
    parts = ["same day" if one.day == other.day else "within a day"]
    if numbers:
        parts.append(f"{numbers} of {max(len(one.numbers), len(other.numbers))} numbers")
    if names:
        parts.append(f"{names} name{'s' if names > 1 else ''}")
    if one.organisation == other.organisation != "":
        parts.append("same organisation")
    return ", ".join(parts)
