"""The page of one statement, finished: its text with the matches marked, and every value with its basis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer import AS_READ, Clause, Everything, Span, Speaker, Statement, highlight, is_corrected
from search_app import wording
from search_app.citation import cite, meta_tags
from search_app.state import SearchState, as_typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A piece of a paragraph; `number` counts the matches from 1 and is 0 for text that does not match."""

    text: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    number: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One value of a fact: `detail` stands beside it (a role), `basis` below it (where it was read)."""

    text: str
    href: str | None = None
    detail: str = ""
    basis: str = ""
    iso: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """`before` says what was read where a person has corrected it."""

    name: str
    entries: tuple[Entry, ...]
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage:
    """`back` leads to the search it was opened from, `plain` to the same page without marks; None without one."""

    title: str
    heading: tuple[Span, ...]
    lang: str
    dir: str
    facts: tuple[Fact, ...]
    paragraphs: tuple[Paragraph, ...]
    marked: str
    first_match: str | None
    back: str | None
    plain: str
    words: str
    url: str | None
    sources: tuple[str, ...]
    citation: str
    permalink: str
    meta: tuple[tuple[str, str], ...] = field(default=())


def statement_page(statement: Statement, state: SearchState, *, path: str, permalink: str) -> StatementPage:
    """`path` is where the statement stands without the search it was found by, `permalink` its full address."""
    clause = state.query.clause if state.words else Everything()
    paragraphs = tuple(_paragraphs(highlight(statement.text, clause, field="body")))
    matches = max((mark.number for paragraph in paragraphs for mark in paragraph.marks), default=0)
    return StatementPage(
        title=f"{statement.title} – Rostrum",
        heading=highlight(statement.title, clause, field="title"),
        lang=statement.language,
        dir=wording.direction(statement.language),
        facts=tuple(fact for fact in _facts(statement) if fact.entries),
        paragraphs=paragraphs,
        marked=_marked(matches, clause),
        first_match="#match-1" if matches else None,
        back=state.href if state.pairs else None,
        plain=path,
        words=state.words,
        url=statement.url,
        sources=statement.sources,
        citation=cite(statement, permalink),
        permalink=permalink,
        meta=meta_tags(statement, permalink),
    )


def _marked(matches: int, clause: Clause) -> str:
    if isinstance(clause, Everything):
        return ""
    count = {0: "No match", 1: "1 match"}.get(matches, f"{matches:,} matches")
    return f"{count} in the text"


def _paragraphs(spans: tuple[Span, ...]) -> Iterator[Paragraph]:
    """The spans cut at blank lines; paragraphs count from 1, matches through the whole text."""
    paragraph: list[Mark] = []
    number = matches = 0
    for span in (*spans, Span("\n\n")):
        matches += span.match
        for i, text in enumerate(span.text.split("\n\n")):
            if i and any(mark.text.strip() for mark in paragraph):
                number += 1
                yield Paragraph(number=number, marks=tuple(paragraph))
            if i:
                paragraph = []
            if text:
                paragraph.append(Mark(text=text, number=matches if span.match else 0))


def _facts(statement: Statement) -> Iterator[Fact]:
    day = statement.date
    dated = Entry(
        text=wording.day_in_words(day), iso=as_typed(day) or None, basis=wording.basis(day.basis, day.evidence)
    )
    title = _values(statement, "title", statement.title, linked=False) if is_corrected(statement, "title") else ()
    yield _fact("Title", "title", statement, title)
    yield _fact("Date", "date", statement, (dated,))
    yield _fact("Speaker", "speaker", statement, tuple(_person(person) for person in statement.speakers))
    for name, facet, values in (
        ("Organisation", "organisation", (statement.organisation,)),
        ("Topics", "topic", statement.topics),
        ("Kind", "kind", (statement.kind,)),
        ("Language", "language", (statement.language,)),
    ):
        yield _fact(name, facet, statement, _values(statement, facet, *values))
    yield Fact(name="Quoted", entries=tuple(_person(person, linked=False) for person in statement.quoted))
    yield Fact(name="Mentioned", entries=tuple(_person(person, linked=False) for person in statement.mentioned))
    yield _fact("Places", "place", statement, _values(statement, "place", *statement.places, linked=False))


def _fact(name: str, field: str, statement: Statement, entries: tuple[Entry, ...]) -> Fact:
    """A fact with what was read before a person corrected it; one that was taken away is told as "none"."""
    before = tuple(
        f"read before: {wording.reading(reason.value, reason.basis, reason.evidence)}"
        for reason in statement.reasons
        if reason.field == f"{field}{AS_READ}"
    )
    if before and not entries:
        entries = (Entry(text="none", basis=_reason(statement, field, "")),)
    return Fact(name=name, entries=entries, before=before)


def _person(person: Speaker, *, linked: bool = True) -> Entry:
    href = SearchState().with_value("speaker", person.name).href if linked else None
    return Entry(
        text=person.name, href=href, detail=person.role or "", basis=wording.basis(person.basis, person.evidence)
    )


def _values(statement: Statement, facet: str, *values: str | None, linked: bool = True) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            text=wording.facet_value(facet, value),
            href=SearchState().with_value(facet, value).href if linked else None,
            basis=_reason(statement, facet, value),
        )
        for value in values
        if value
    )


def _reason(statement: Statement, field: str, value: str) -> str:
    """Why the field has the value; fields of many values may be named in the plural."""
    for reason in statement.reasons:
        if reason.field in (field, f"{field}s") and reason.value == value:
            return wording.basis(reason.basis, reason.evidence)
    return ""
