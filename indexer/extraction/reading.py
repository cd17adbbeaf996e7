"""A document -> a statement, by way of a sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from indexer.document import Document
from indexer.extraction.authority import Authority
from indexer.extraction.dating import date_of
from indexer.extraction.encoding import decode
from indexer.extraction.ids import propose_id
from indexer.extraction.kind import kind_of
from indexer.extraction.markup import looks_like_html
from indexer.extraction.organisation import issuer_by_office, issuer_of
from indexer.extraction.page import lay_out_page
from indexer.extraction.places import places_of
from indexer.extraction.plain import lay_out_text
from indexer.extraction.sheet import Sheet
from indexer.extraction.speakers import voices_of
from indexer.extraction.strangers import strangers_among
from indexer.extraction.tags import tags_of
from indexer.extraction.topics import topics_beside
from indexer.language import detect
from indexer.statement import Statement


def read_page(document: Document, authority: Authority) -> Statement:
    """Raises Unreadable when the document holds no text."""
    text = decode(document.content).text
    today = document.retrieved or date.today()
    if looks_like_html(text, document.name):
        sheet = lay_out_page(text, name=document.name, today=today)
    else:
        known = authority.bodies.get
        sheet = lay_out_text(text, name=document.name, today=today, is_body=lambda line: known(line) is not None)
    return read_sheet(sheet, authority)


def read_sheet(sheet: Sheet, authority: Authority) -> Statement:
    """The statement of a sheet, each value with its reason."""
    when = date_of(sheet)
    issuer = issuer_of(sheet, authority)
    voices = voices_of(sheet, when=when, body=issuer.id if issuer else "", authority=authority)
    issuer = issuer or issuer_by_office(voices.speakers, when, authority)
    kind = kind_of(sheet)
    places, place_reasons = places_of(sheet, authority)
    statement = Statement(
        id="",
        title=sheet.title.value,
        text=sheet.text,
        language=detect(sheet.text),
        date=when,
        speakers=voices.speakers,
        quoted=voices.quoted,
        mentioned=voices.mentioned,
        organisation=issuer.reading.value if issuer else None,
        places=places,
        kind=kind.value if kind else None,
        url=sheet.url,
    )
    named = (("title", sheet.title), ("organisation", issuer and issuer.reading), ("kind", kind))
    reasons = tuple(reading.reason(field) for field, reading in named if reading)
    topics, topic_reasons = topics_beside(statement, *tags_of(sheet, authority.topics), authority.topics)
    strangers = strangers_among(voices.speakers, authority)
    reasons = (*reasons, *voices.reasons, *strangers, *place_reasons, *topic_reasons)
    statement = replace(statement, topics=topics, reasons=reasons)
    return replace(statement, id=propose_id(statement))
