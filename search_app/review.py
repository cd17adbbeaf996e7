"""The page of what a person should look at, finished: each doubt with its statements and how to settle them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from indexer import DOUBTS, MAX_DEPTH, Doubt, Engine, Question, Review, doubts_held, review
from search_app import wording
from search_app.panels import Link, page_links, statement_href
from search_app.state import SearchState

AT_ONCE = 5  # statements of each doubt, where all doubts are shown
A_PAGE = 20  # statements, where one doubt is


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPanel:
    """`value` is what was read, `basis` how and from which words, `command` what to type to correct it."""

    title: str
    href: str
    lang: str
    dir: str
    value: str
    basis: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtPanel:
    """`search` finds the same statements; `all` leads to the rest of them, None where there is no more."""

    heading: str
    about: str
    count: str
    search: str
    all: str | None
    questions: tuple[QuestionPanel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """`one` is the doubt that is shown alone, None where all are; `first` the number of its first question."""

    title: str
    one: str | None
    doubts: tuple[DoubtPanel, ...]
    first: int
    pages: tuple[Link, ...]


def named(name: str) -> Doubt | None:
    """The doubt of this name, None when there is none such."""
    return next((doubt for doubt in DOUBTS if doubt.name == name), None)


def review_page(engine: Engine, doubt: Doubt | None, page: int) -> ReviewPage:
    """All doubts with the first statements of each, or one page of one of them."""
    if doubt is None:
        reviews = [review(engine.search, each, size=AT_ONCE) for each in doubts_held(engine.search)]
        return ReviewPage(
            title="To review", one=None, doubts=tuple(_doubt(each) for each in reviews), first=1, pages=()
        )
    page = min(page, MAX_DEPTH // A_PAGE)
    shown = review(engine.search, doubt, page=page, size=A_PAGE)
    return ReviewPage(
        title=f"To review: {doubt.name}",
        one=doubt.name,
        doubts=(_doubt(shown),),
        first=(page - 1) * A_PAGE + 1,
        pages=page_links(page, shown.pages, lambda number: address(doubt, number)),
    )


def address(doubt: Doubt, page: int = 1) -> str:
    """The path and query string of a page of one doubt."""
    return "/review?" + urlencode({"doubt": doubt.name, **({"page": page} if page > 1 else {})})


def _doubt(shown: Review) -> DoubtPanel:
    doubt = shown.doubt
    return DoubtPanel(
        heading=doubt.name[:1].upper() + doubt.name[1:],
        about=doubt.about,
        count=wording.statements(shown.count),
        search=SearchState().with_value("doubt", doubt.name).href,
        all=address(doubt) if shown.count > len(shown.questions) and shown.pages > 1 else None,
        questions=tuple(_question(question, doubt) for question in shown.questions),
    )


def _question(question: Question, doubt: Doubt) -> QuestionPanel:
    hit = question.hit
    names = ", ".join(speaker.name for speaker in hit.speakers) or "nobody is named"
    return QuestionPanel(
        title="".join(span.text for span in hit.title),
        href=statement_href(hit.id, SearchState()),
        lang=hit.language,
        dir=wording.direction(hit.language),
        value=wording.day_in_words(hit.date) if doubt.field == "date" else names,
        basis=wording.basis(question.basis, question.evidence),
        command=question.command,
    )
