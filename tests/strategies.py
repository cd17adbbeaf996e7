"""Random statements, changes and queries, as hypothesis strategies.

Few words, some of them frequent, so that random queries find something; and spellings that fold, stem or join
into one another, so that what they find is worth judging.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from indexer.doubts import DOUBTS
from indexer.engines.base import Change, Put, Remove
from indexer.fields import TEXTS, UNDATED
from indexer.query import (
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
from indexer.statement import Statement
from tests.statements import COUNCIL, said

FREQUENT = ["peace", "the", "talks", "of", "al-Qatira", "السلام", "water"]
RARE = [
    "Peace",
    "peaceful",
    "talk",
    "talking",
    "qatira",
    "Alqatira",
    "Qatira-West",
    "cease-fire",
    "ceasefire",
    "fire",
    "to",
    "be",
    "not",
    "café",
    "Cafe",
    "U.S.",
    "W-2",
    "68th",
    "women's",
    "O’Brien",
    "S/RES/2254",
    "2012",
    "٢٠١٢",
    "سلام",
    "والسَّلام",
    "المعتقلين",
    "معتقلون",
    "حزمين",
    "الورّاقي",
    "ســلمى",
    "straße",
    "ﬁnal",
    "e\u0301tat",
]
TOGETHER = ["the talks of peace", "water of al-Qatira", "Idris al-Warraqi", "peace talks"]
WORDS = (FREQUENT + TOGETHER) * 3 + RARE
GAPS = [" ", " ", " ", ", ", ". ", "\n\n", " — ", "، ", " («", "/", " '"]
SPEAKERS = ["Idris al-Warraqi", "Salma Haddoun", "Salma al-Qatira", "Idris", "سلمى حدّون", "O’Brien, Peace"]
TOPICS = ["water", "Water", "peace", "aid, relief", "al-Qatira", "السلام", "the talks of peace"]
ORGANISATIONS = [COUNCIL, "Council of Peace", "مجلس الوفاق"]
KINDS = ["speech", "press release", "communiqué"]
GROUPS = ["", "", "s01", "s02", "بيان-1"]
LANGUAGES = ["en", "ar", "fr", "und"]
IDS = [*(f"s{n:02d}" for n in range(1, 13)), "s1", "S01", "a b/c?", "بيان-1", "2012-peace", "é"]

AGES = [
    (date(2012, 1, 1), date(2013, 12, 31)),
    (date(2011, 6, 1), date(2014, 6, 30)),
    (date(1789, 4, 30), date(2031, 1, 1)),
]


def some(values: list[str], *, least: int = 0, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=most)


@st.composite
def texts(draw: st.DrawFn, *, least: int = 0, most: int) -> str:
    words = draw(some(WORDS, least=least, most=most))
    gaps = draw(st.lists(st.sampled_from(GAPS), min_size=len(words), max_size=len(words)))
    return "".join(word + gap for word, gap in zip(words, gaps, strict=True))


@st.composite
def statements(draw: st.DrawFn, *, id: str, age: tuple[date, date]) -> Statement:
    when = draw(st.dates(*age)).isoformat()[: draw(st.sampled_from([10, 10, 10, 7, 4, 0]))]
    statement = said(
        id,
        draw(texts(most=5)),
        draw(texts(most=3) | texts(least=8, most=20)),
        when=when,
        by=draw(some(SPEAKERS, most=3)),
        about=draw(some(TOPICS, most=3)),
        language=draw(st.sampled_from(LANGUAGES)),
        kind=draw(st.sampled_from([None, *KINDS])),
        organisation=draw(st.sampled_from([None, *ORGANISATIONS])),
        group=draw(st.sampled_from(GROUPS)),
    )
    basis = draw(st.sampled_from(["", "", "", "dateline, no year stated", "dateline; its weekday does not agree"]))
    return replace(statement, date=replace(statement.date, basis=basis, inferred=bool(when) and draw(st.booleans())))


@st.composite
def collections(draw: st.DrawFn, *, most: int = 14) -> list[Statement]:
    """Statements of one age, in any order, no two with one id."""
    age = draw(st.sampled_from(AGES))
    least = draw(st.sampled_from([1, most - 4]))
    ids = draw(st.lists(st.sampled_from(IDS), min_size=least, max_size=most, unique=True))
    return [draw(statements(id=id, age=age)) for id in ids]


@st.composite
def histories(draw: st.DrawFn) -> list[list[Change]]:
    """Batches of changes over few ids, so that what is put is replaced, removed and put again."""
    age = draw(st.sampled_from(AGES))
    changes = st.sampled_from(IDS[:5]).flatmap(
        lambda id: st.just(Remove(id)) | st.builds(Put, statements(id=id, age=age))
    )
    return draw(st.lists(st.lists(changes, max_size=5), min_size=1, max_size=4))


# Random queries

ends = st.none() | st.dates(date(2011, 1, 1), date(2015, 1, 1)) | st.dates(date(1780, 1, 1), date(2040, 1, 1))
fields = st.sampled_from([None, None, None, None, *(field.name for field in TEXTS)])
NAMES = [*SPEAKERS, *TOPICS, *ORGANISATIONS, *KINDS, *LANGUAGES]
SAID_WORDS = [*WORDS, *(part for name in NAMES for part in name.split())]
one_word = st.sampled_from(SAID_WORDS)
few_words = some(SAID_WORDS, least=1, most=3).map(" ".join)
ranges = st.builds(Between, ends, ends)
leaf_clauses = st.one_of(
    st.builds(Words, one_word, fields),
    st.builds(Words, st.sampled_from(FREQUENT)),
    st.builds(Phrase, few_words, fields),
    st.builds(Phrase, st.sampled_from(NAMES + TOGETHER), fields),
    st.builds(Near, few_words, st.integers(0, 10), fields),
    st.builds(Prefix, one_word.flatmap(lambda w: st.sampled_from([w[:n] for n in (3, 4, 9)])), fields),
    st.just(Everything()),
    ranges,
)


def _joined(inner: st.SearchStrategy[Clause]) -> st.SearchStrategy[Clause]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.builds(AllOf, several) | st.builds(AnyOf, several) | st.builds(Not, inner)


clauses: st.SearchStrategy[Clause] = st.one_of(
    leaf_clauses, _joined(leaf_clauses), st.recursive(leaf_clauses, _joined, max_leaves=5)
)

CHOICES = {
    "speaker": [*SPEAKERS, "Nobody Else"],
    "topic": [*TOPICS, "nothing"],
    "year": ["2011", "2012", "2013", "2014", UNDATED, "1066"],
    "month": ["2012-01", "2013-06", "2013-12", "1066-10"],
    "language": LANGUAGES,
    "organisation": [*ORGANISATIONS, "No body"],
    "kind": [*KINDS, "song"],
    "doubt": [*(doubt.name for doubt in DOUBTS), "whether"],
}


@st.composite
def filters(draw: st.DrawFn) -> Filters:
    names = draw(st.sets(st.sampled_from(sorted(CHOICES)), max_size=2))
    narrowed = draw(st.just(Filters()) | st.builds(Filters, since=ends, until=ends))
    for name in sorted(names):
        narrowed = narrowed.with_values(name, frozenset(draw(some(CHOICES[name], least=1, most=3))))
    return narrowed


queries: st.SearchStrategy[Query] = st.builds(
    Query,
    clause=clauses,
    filters=st.just(Filters()) | filters(),
    sort=st.sampled_from(Sort),
    page=st.integers(1, 4),
    size=st.integers(1, 6),
    collapse=st.booleans(),
    read_back=st.sampled_from(["", "peace", "السلام"]),
    notes=st.sampled_from([(), ("a quotation mark without its twin was ignored",)]),
)
