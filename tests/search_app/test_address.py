"""The address of a search is a value: what is read from it and what it writes are the same."""

from __future__ import annotations

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from indexer import FACETS, Filters, Sort
from search_app import address
from search_app.state import SearchState, as_typed

TYPED_DAYS = st.none() | st.sampled_from(["2016", "2016-04", "2016-04-12"]).map(address.read_day)
WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@st.composite
def states(draw: st.DrawFn) -> SearchState:
    chosen = Filters()
    for facet in FACETS:
        values = draw(st.frozensets(WORDS, max_size=3))
        chosen = chosen.with_values(facet.name, values)
    since, until = draw(TYPED_DAYS), draw(TYPED_DAYS)
    if since and until and since.first > until.last:
        since, until = until, since
    return SearchState(
        words=" ".join(draw(st.lists(WORDS, max_size=4))),
        match=draw(st.sampled_from(["all", "any"])),
        chosen=chosen,
        since=since,
        until=until,
        sort=draw(st.sampled_from([None, *Sort])),
        page=draw(st.integers(1, 20)),
        size=draw(st.integers(1, 50)),
        collapse=draw(st.booleans()),
        shown=frozenset(draw(st.lists(st.sampled_from([facet.name for facet in FACETS]), max_size=2))),
    )


def read(typed: str) -> address.Reading:
    return address.read(MultiDict(parse_qsl(typed, keep_blank_values=True)))


@given(states())
def test_what_an_address_writes_is_read_back_as_the_same_state(state: SearchState) -> None:
    reading = read(state.address)
    assert (reading.state, reading.faults, reading.notes) == (state, [], [])


@given(states(), states())
def test_equal_states_have_equal_addresses_and_others_do_not(one: SearchState, other: SearchState) -> None:
    assert (one == other) == (one.address == other.address)


@given(states())
def test_a_neighbour_that_changes_what_is_found_begins_again_at_page_one(state: SearchState) -> None:
    for neighbour in (
        state.with_value("topic", "water"),
        state.without_filters(),
        state.with_words("other"),
        state.collapsing(True),
    ):
        assert neighbour.page == 1
    assert state.at_page(3).page == 3


def test_days_months_and_years_keep_their_precision() -> None:
    for typed in ("2016", "2016-04", "2016-04-12"):
        assert as_typed(address.read_day(typed)) == typed
    reading = read("from=2016-02&to=2016-02")
    assert str(reading.state.filters.until) == "2016-02-29"


def test_the_plain_search_has_the_plain_address() -> None:
    assert SearchState().href == "/"
    assert SearchState(words="bread").href == "/?q=bread"
