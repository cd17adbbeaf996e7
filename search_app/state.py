"""The address of a search as a value. Every link on the page is a neighbour of the state it stands on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from indexer import PAGE_SIZE, Filters, Query, Sort, StatementDate, compose


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchState:
    """`since` and `until` are days, months or years, as typed; `collapse` hides near-duplicates; `shown` names the
    facets that list all values.

    A neighbour that changes what is found begins again at page 1.
    """

    words: str = ""
    match: str = "all"
    chosen: Filters = field(default_factory=Filters)
    since: StatementDate | None = None
    until: StatementDate | None = None
    sort: Sort | None = None
    page: int = 1
    size: int = PAGE_SIZE
    collapse: bool = False
    shown: frozenset[str] = frozenset()

    @property
    def filters(self) -> Filters:
        since = self.since.first if self.since else None
        until = self.until.last if self.until else None
        return replace(self.chosen, since=since, until=until)

    @property
    def query(self) -> Query:
        return compose(
            self.words,
            filters=self.filters,
            sort=self.sort,
            page=self.page,
            size=self.size,
            match=self.match,
            collapse=self.collapse,
        )

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """What differs from the plain search, as sorted names and values: equal states have equal pairs."""
        facets = [(name, value) for name, values in self.chosen.chosen for value in values]
        single = [
            ("q", self.words),
            ("match", "" if self.match == "all" else self.match),
            ("from", as_typed(self.since)),
            ("to", as_typed(self.until)),
            ("sort", self.sort.value if self.sort else ""),
            ("page", "" if self.page == 1 else str(self.page)),
            ("collapse", "1" if self.collapse else ""),
            ("size", "" if self.size == PAGE_SIZE else str(self.size)),
        ]
        shown = [("show", name) for name in self.shown]
        return tuple(sorted([*facets, *shown, *(pair for pair in single if pair[1])]))

    @property
    def address(self) -> str:
        """The query string, without "?"; empty for the plain search."""
        return urlencode(self.pairs)

    @property
    def href(self) -> str:
        """The path and query string of its page of results."""
        return f"/?{self.address}" if self.pairs else "/"

    def with_value(self, facet: str, value: str) -> SearchState:
        return self._choosing(facet, self.chosen.of(facet) | {value})

    def without_value(self, facet: str, value: str) -> SearchState:
        return self._choosing(facet, self.chosen.of(facet) - {value})

    def with_only(self, facet: str, value: str) -> SearchState:
        return self._choosing(facet, frozenset({value}))

    def with_range(self, since: StatementDate | None, until: StatementDate | None) -> SearchState:
        return replace(self, since=since, until=until, page=1)

    def with_words(self, words: str) -> SearchState:
        return replace(self, words=words, page=1)

    def matching(self, match: str) -> SearchState:
        return replace(self, match=match, page=1)

    def sorted_by(self, sort: Sort | None) -> SearchState:
        return replace(self, sort=sort, page=1)

    def at_page(self, page: int) -> SearchState:
        return replace(self, page=page)

    def showing(self, facet: str) -> SearchState:
        return replace(self, shown=self.shown | {facet})

    def collapsing(self, collapse: bool) -> SearchState:
        return replace(self, collapse=collapse, page=1)

    def without_filters(self) -> SearchState:
        return replace(self, chosen=Filters(), since=None, until=None, collapse=False, page=1)

    def _choosing(self, facet: str, values: frozenset[str]) -> SearchState:
        return replace(self, chosen=self.chosen.with_values(facet, values), page=1)


def as_typed(day: StatementDate | None) -> str:
    """A day, month or year as an address writes it: "2016-04-12", "2016-04", "2016"; "" for None."""
    return day.written if day else ""
