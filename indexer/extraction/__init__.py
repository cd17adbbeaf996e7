"""Extraction: the bytes of a document -> a statement, each value with the rule and the words it comes from.

decode -> parse -> blocks -> main text -> sheet, and a sheet is all that the rules for titles, dates, speakers,
organisations, kinds and places read. The authority files decide how people, places and organisations are called.
"""

from __future__ import annotations

from pathlib import Path

from indexer.document import RECORD, Document
from indexer.extraction.authority import TOPICS, Topic, load
from indexer.extraction.reading import read_page
from indexer.extraction.records import read_record
from indexer.extraction.tagging import Tagger, tagger, topics_version
from indexer.statement import Statement

__all__ = ["READER_VERSION", "TOPICS", "Tagger", "Topic", "read", "tagger", "topics_version"]

READER_VERSION = "1"
"""Changes when the statement of any document would change; everything is then read again."""


def read(document: Document, *, authority: Path) -> tuple[Statement, ...]:
    """The statement of a document; `authority` is the folder of the authority files.

    Raises Unreadable when there is none in it, WrongCall when an authority file is broken.
    """
    known = load(authority)
    if document.form == RECORD:
        return (read_record(document.content, known),)
    return (read_page(document, known),)
