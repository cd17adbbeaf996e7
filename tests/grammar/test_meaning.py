"""What is meant, once written in the syntax and read again, finds the same statements."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import accumulate
from types import UnionType

import pytest
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from indexer.fields import BY_NAME, TEXTS
from indexer.grammar import parse, write
from indexer.language import prefix_of, satisfies, stem_sequence
from indexer.query import AllOf, AnyOf, Between, Clause, Everything, Near, Not, Phrase, Prefix, Words
from indexer.statement import Statement
from tests.oracle import judged
from tests.statements import COLLECTION
from tests.strategies import FREQUENT, NAMES, SAID_WORDS, collections

LONGEST = 256  # characters
MOST_BRACKETS = 4
DAY = timedelta(days=1)

one_word = st.sampled_from([word for word in FREQUENT * 8 + SAID_WORDS if " " not in word])
few_words = st.lists(st.sampled_from(SAID_WORDS), min_size=1, max_size=3).map(" ".join)
fields = st.sampled_from([*[None] * 12, *(field.name for field in TEXTS)])
days = st.dates(date(2011, 1, 1), date(2015, 1, 1))
beginnings = st.builds(lambda word, length: word[:length].rstrip(","), one_word, st.sampled_from([3, 4, 9]))
terms: st.SearchStrategy[Clause] = st.one_of(
    st.builds(Words, one_word, fields),
    st.builds(Phrase, few_words | st.sampled_from(NAMES), fields),
    st.builds(Near, few_words.filter(lambda words: len(stem_sequence(words)) <= 8), st.integers(0, 10), fields),
    st.builds(Prefix, beginnings.filter(lambda beginning: len(prefix_of(beginning)) >= 3), fields),
    st.builds(Between, days, st.none()) | st.builds(Between, st.none(), days),
    st.tuples(days, days).map(sorted).map(lambda ends: Between(*ends)),
)


def _joined(inner: st.SearchStrategy[Clause]) -> st.SearchStrategy[Clause]:
    several = st.lists(inner, min_size=2, max_size=4).map(tuple)
    return st.builds(AllOf, several) | st.builds(AnyOf, several) | st.builds(Not, inner)


meanings = st.recursive(terms, _joined, max_leaves=6)


class Writer:
    """Writes clauses in the syntax of a visitor, each in one of the ways in which it can be written."""

    def __init__(self, draw: st.DataObject) -> None:
        self._draw = draw

    def one_of(self, *ways: str) -> str:
        return self._draw.draw(st.sampled_from(ways))

    def written(self, clause: Clause) -> str:
        match clause:
            case Words(text, field):
                return self.named(field) + text
            case Phrase(text, field):
                return self.named(field) + self.one_of('"{}"', "“{}”", "«{}»").format(text)
            case Near(text, slop, field):
                return f'{self.named(field)}"{text}"~{slop}'
            case Prefix(text, field):
                return f"{self.named(field)}{text}*"
            case Between(since, until):
                return self.dated(since, until)
            case Not(child):
                return self.one_of("-", "NOT ", "NOT  ") + self.bracketed(child, AllOf | AnyOf | Not)
            case AllOf(children):
                return self.one_of(" ", " AND ", "  ").join(self.bracketed(c, AllOf | AnyOf) for c in children)
            case AnyOf(children):
                loosest = (
                    AnyOf if self.one_of("AND binds tighter", "to be sure") == "AND binds tighter" else AllOf | AnyOf
                )
                return " OR ".join(self.bracketed(c, loosest) for c in children)
            case _:
                raise AssertionError(clause)

    def bracketed(self, clause: Clause, loose: type | UnionType) -> str:
        return f"({self.written(clause)})" if isinstance(clause, loose) else self.written(clause)

    def named(self, field: str | None) -> str:
        return self.one_of(*BY_NAME[field].names) + self.one_of(":", ": ") if field else ""

    def dated(self, since: date | None, until: date | None) -> str:
        if since and until:
            return f"{since}..{until}" if since < until else self.one_of("on:", "in:", "في:") + str(since)
        if since:
            return self.one_of(f"since:{since}", f"after:{since - DAY}", f"{since}..", f"منذ:{since}")
        return self.one_of(f"until:{until}", f"..{until}", f"حتى:{until}")


def brackets_within_brackets(words: str) -> int:
    return max(accumulate((c == "(") - (c == ")") for c in words))


def read_again(meaning: Clause, draw: st.DataObject) -> Clause:
    words = Writer(draw).written(meaning)
    assume(len(words) <= LONGEST and brackets_within_brackets(words) <= MOST_BRACKETS)
    note(f"typed: {words}")
    parsed = parse(words)
    assert parsed.notes == ()
    return parsed.clause


often = settings(max_examples=5 * settings().max_examples)


@often
@given(meanings, st.data(), collections(most=6))
def test_what_is_meant_is_what_is_found(meaning: Clause, data: st.DataObject, held: list[Statement]) -> None:
    clause = read_again(meaning, data)
    for statement in (*held, *COLLECTION):
        assert satisfies(clause, statement) == judged(meaning, statement)


@given(meanings, st.data())
def test_what_was_read_is_read_the_same_when_written_again(meaning: Clause, data: st.DataObject) -> None:
    clause = read_again(meaning, data)
    assert read_again(clause, data) == clause


def test_the_meanings_find_some_statements_and_leave_others() -> None:
    """The tests above would pass on queries that find nothing; this one would not."""
    seen: Counter[str] = Counter()

    @settings(max_examples=40, database=None)
    @given(st.lists(meanings, min_size=20, max_size=20), collections())
    def ask(several: list[Clause], held: list[Statement]) -> None:
        for meaning in several:
            if 0 < sum(satisfies(meaning, statement) for statement in held) < len(held):
                seen.update(kinds_in(meaning))

    ask()
    print(dict(seen))
    floors = {"Words": 9, "Phrase": 5, "Near": 5, "Prefix": 5, "Between": 5, "AllOf": 5, "AnyOf": 9, "Not": 9}
    assert {name: seen[name] for name, floor in floors.items() if seen[name] < floor} == {}


def kinds_in(clause: Clause) -> set[str]:
    inside: tuple[Clause, ...] = ()
    match clause:
        case AllOf(children) | AnyOf(children):
            inside = children
        case Not(child):
            inside = (child,)
    return {type(clause).__name__}.union(*map(kinds_in, inside))


@given(meanings, st.data())
def test_what_is_written_by_the_grammar_is_read_as_the_same(meaning: Clause, data: st.DataObject) -> None:
    clause = read_again(meaning, data)
    words = write(clause)
    assume(words)
    assert parse(words).clause == clause
    assert parse(words).notes == ()


def test_what_no_words_ask_for_is_not_written() -> None:
    for clause in (Everything(), Between(), Words("OR"), Words("b:c"), AllOf(()), Phrase("")):
        assert write(clause) == ""


@pytest.mark.parametrize(
    "words",
    ["aid", '"aid for Hazmeen"', '"aid Hazmeen"~5', "ceas*", "speaker:Haddoun", "2019-01-01..2021-12-31",
     "..2021-12-31", "on:2021-05-03", "-war",
     "aid OR relief", "(aid OR relief) -(war OR siege)", 'title:"the dam" water'],
)  # fmt: skip
def test_what_a_visitor_types_comes_back(words: str) -> None:
    assert write(parse(words).clause) == words
