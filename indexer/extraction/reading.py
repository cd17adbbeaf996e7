"""A sheet -> a statement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from indexer.document import Document
from indexer.extraction.authority import Authority
from indexer.extraction.dating import date_of
from indexer.extraction.encoding import decode
from indexer.extraction.ids import propose_id
from indexer.extraction.markup import looks_like_html
from indexer.extraction.page import lay_out_page
from indexer.extraction.plain import lay_out_text
from indexer.extraction.sheet import Sheet
from indexer.extraction.topics import topics_of
from indexer.language import detect
from indexer.statement import Statement


def read_page(document: Document, authority: Authority) -> Statement:
    """Raises Unreadable when the document holds no text."""
    text = decode(document.content).text
    today = document.retrieved or date.today()
    lay_out = lay_out_page if looks_like_html(text, document.name) else lay_out_text
    return read_sheet(lay_out(text, name=document.name, today=today), authority)


def read_sheet(sheet: Sheet, authority: Authority) -> Statement:
    statement = Statement(
        id="",
        title=sheet.title.value,
        text=sheet.text,
        language=detect(sheet.text),
        date=date_of(sheet),
        url=sheet.url,
    )
    topics, reasons = topics_of(statement, authority.topics)
    statement = replace(statement, topics=topics, reasons=(sheet.title.reason("title"), *reasons))
    return replace(statement, id=propose_id(statement))
