"""What the page of results shows, finished: templates only repeat and leave out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from indexer import Bucket, Hit, Results, Sort, Span, Speaker, StatementDate
from search_app import wording
from search_app.charts import Chart, chart
from search_app.facets import Chip, DateRange, FacetPanel, chips, date_range, facet_panels
from search_app.state import SearchState, as_typed

NEIGHBOURS = 2  # numbered pages on either side of the one that is shown
SORT_NAMES = {Sort.RELEVANCE: "Relevance", Sort.NEWEST: "Newest", Sort.OLDEST: "Oldest"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`current` marks the one that is shown; without `href` it is only text."""

    text: str
    href: str | None
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerPanel:
    name: str
    role: str | None
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePanel:
    """`iso` is what `datetime` takes, None when undated; `evidence` the words the date was read from."""

    said: str
    iso: str | None
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HitPanel:
    """`language` is None when it is the one that most of the answer is in; `alike` leads to the near-duplicates that
    were left out."""

    href: str
    title: tuple[Span, ...]
    snippet: tuple[Span, ...]
    date: DatePanel
    speakers: tuple[SpeakerPanel, ...]
    topics: tuple[Link, ...]
    organisation: str | None
    kind: str | None
    language: str | None
    lang: str
    dir: str
    alike: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsPage:
    """`beyond` links to the last page when the one asked for lies past it."""

    title: str
    state: SearchState
    count: str
    read_back: str
    notes: tuple[str, ...]
    chips: tuple[Chip, ...]
    clear: str
    sorts: tuple[Link, ...]
    chart: Chart | None
    hits: tuple[HitPanel, ...]
    first: int
    beyond: Link | None
    pages: tuple[Link, ...]
    previous: str | None
    next: str | None
    dates: DateRange
    facets: tuple[FacetPanel, ...]
    hidden: tuple[tuple[str, str], ...]
    suggestion: Link | None


def results_page(state: SearchState, results: Results, notes: tuple[str, ...]) -> ResultsPage:
    beyond = bool(results.total) and not results.hits
    return ResultsPage(
        title=_title(state, results),
        state=state,
        count=wording.statements(results.total),
        read_back=results.read_back,
        notes=tuple(dict.fromkeys(notes + results.notes)),
        chips=chips(state),
        clear=state.without_filters().href,
        sorts=_sorts(state),
        chart=chart(results.histogram, state, results.total),
        hits=tuple(_hit(hit, state, _usual_language(results)) for hit in results.hits),
        first=(results.page - 1) * state.size + 1,
        beyond=Link(text=f"{results.pages:,}", href=state.at_page(results.pages).href) if beyond else None,
        pages=page_links(state.page, results.pages, lambda page: state.at_page(page).href),
        previous=state.at_page(state.page - 1).href if 1 < state.page <= results.pages else None,
        next=state.at_page(state.page + 1).href if state.page < results.pages else None,
        dates=date_range(state, results.histogram),
        facets=facet_panels(state, results),
        hidden=tuple(pair for pair in state.pairs if pair[0] in ("sort", "size", "show")),
        suggestion=_suggestion(state, results.suggestion),
    )


def statement_href(id: str, state: SearchState) -> str:
    """The page of a statement, opened at its first match and remembering the search it was found by."""
    path = f"/statements/{quote(id, safe='/')}"
    return f"{path}?{state.address}#match-1" if state.pairs else path


def date_panel(day: StatementDate) -> DatePanel:
    iso = as_typed(day) or None
    evidence = f"read from “{day.evidence}”" if day.evidence else ""
    return DatePanel(said=wording.day_in_words(day), iso=iso, evidence=evidence)


def speaker_panel(speaker: Speaker) -> SpeakerPanel:
    return SpeakerPanel(
        name=speaker.name, role=speaker.role, href=SearchState().with_value("speaker", speaker.name).href
    )


def topic_link(topic: str) -> Link:
    return Link(text=topic, href=SearchState().with_value("topic", topic).href)


def _title(state: SearchState, results: Results) -> str:
    words = state.words if len(state.words) <= 60 else state.words[:59] + "…"
    where = f" (page {results.page} of {results.pages})" if 1 < results.page <= results.pages else ""
    return f"{words or 'All'} – {wording.statements(results.total)}{where} – Rostrum"


def _hit(hit: Hit, state: SearchState, usual: str | None) -> HitPanel:
    return HitPanel(
        href=statement_href(hit.id, state),
        title=hit.title,
        snippet=hit.snippet,
        date=date_panel(hit.date),
        speakers=tuple(speaker_panel(speaker) for speaker in hit.speakers),
        topics=tuple(topic_link(topic) for topic in hit.topics),
        organisation=hit.organisation,
        kind=hit.kind,
        language=wording.language(hit.language) if hit.language != usual else None,
        lang=hit.language,
        dir=wording.direction(hit.language),
        alike=_alike(hit),
    )


def _alike(hit: Hit) -> Link | None:
    if not hit.alike:
        return None
    text = "and 1 near-duplicate" if hit.alike == 1 else f"and {hit.alike:,} near-duplicates"
    return Link(text=text, href=f"/statements/{quote(hit.id, safe='/')}#alike")


def _usual_language(results: Results) -> str | None:
    """The language that most of what was found, its own filter set aside, is in."""
    buckets: tuple[Bucket, ...] = results.facet("language").buckets
    return buckets[0].value if buckets else None


def _sorts(state: SearchState) -> tuple[Link, ...]:
    asked = state.query
    usual = SearchState(words=state.words, match=state.match).query.sort
    offered = [sort for sort in Sort if sort is not Sort.RELEVANCE or usual is Sort.RELEVANCE]
    return tuple(
        Link(
            text=SORT_NAMES[sort],
            href=state.sorted_by(None if sort is usual else sort).href,
            current=sort is asked.sort,
        )
        for sort in offered
    )


def page_links(current: int, pages: int, href: Callable[[int], str]) -> tuple[Link, ...]:
    """The first, the last and those around the current one; "…" stands for the ones between."""
    if pages < 2:
        return ()
    around = range(current - NEIGHBOURS, current + NEIGHBOURS + 1)
    shown = sorted({1, pages, *(page for page in around if 1 <= page <= pages)})
    links: list[Link] = []
    for before, page in zip([0, *shown], shown, strict=False):
        if page - before == 2:
            links.append(Link(text=f"{page - 1:,}", href=href(page - 1)))
        elif page - before > 2:
            links.append(Link(text="…", href=None))
        links.append(Link(text=f"{page:,}", href=href(page), current=page == current))
    return tuple(links)


def _suggestion(state: SearchState, words: str | None) -> Link | None:
    return Link(text=words, href=state.with_words(words).href) if words else None
