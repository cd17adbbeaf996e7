"""The index: what is in it, how it is filled, how it answers. Whoever uses it enters by this front door.

A walk through the house, along its two straight lines.

A document becomes something that can be found::

    file -> sources -> extraction -> Statement -> catalogue -> engine.apply -> found

`sources` walks folders and record files and hands over each `Document` as bytes. `extraction` reads it into
a `Statement`: title, text, date, speakers and topics, each value with its basis. `catalogue` keeps the
original and what was read, in SQLite, and is the truth; what it has committed is acknowledged. `ingest`
carries statements from there to an engine, whose index can be thrown away and rebuilt at any time. What a person
decides stands in `corrections`, and the catalogue applies it to whatever it hands out; `doubts` says where to look.

A question becomes an answer::

    words -> grammar.parse -> Query -> engine.search -> Results

`grammar` turns what a visitor typed into a tree of clauses and says what it left out. `language` makes terms
of text, the same for every engine and for the marks in a snippet. `engines.base` is the promise every engine
keeps; `engines.whoosh` keeps it on one machine. Fields are declared once, in `fields`.

    >>> from indexer import compose, from_environment, open_engine
    >>> engine = open_engine(from_environment())                    # doctest: +SKIP
    >>> engine.search(compose('water "Lake Accord" 2019..2021'))    # doctest: +SKIP

What needs no library is here at once; what loads one (`compose`, `parse`, `find`, `highlight`, the engine)
is loaded when it is first named, so that importing the front door stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from indexer.corrections import AS_READ, CORRECTED_BY, is_corrected
from indexer.doubts import DOUBTS, Doubt
from indexer.engines.base import Change, Engine, Put, Remove, Status
from indexer.errors import (
    IndexDamaged,
    Locked,
    NoIndex,
    RostrumError,
    StampDiffers,
    StorageFailed,
    Unavailable,
    Unreadable,
    WrongCall,
)
from indexer.fields import BY_NAME, FACETS, FIELDS, UNDATED, Field
from indexer.query import (
    MAX_DEPTH,
    MAX_PAGE_SIZE,
    PAGE_SIZE,
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
    leaves,
)
from indexer.results import Bucket, Facet, Histogram, Hit, Results, Span
from indexer.reviewing import Question, Review, doubts_held, review
from indexer.settings import Settings, from_environment
from indexer.shapes import results_shape, whole_statement_shape
from indexer.statement import Kinship, Likeness, Precision, Reason, Speaker, Statement, StatementDate, date_written

if TYPE_CHECKING:
    from indexer.catalogue import History, Version, changes_of, redline_shape, versions_shape
    from indexer.grammar import Parsed, compose, parse, write
    from indexer.language import LANGUAGES, MONTH_NAMES, find, highlight
    from indexer.redline import Edit, Passage, Piece, Redline, redlined, what_changed

_WHEN_NAMED = {
    **dict.fromkeys(("History", "Version", "changes_of", "redline_shape", "versions_shape"), "indexer.catalogue"),
    **dict.fromkeys(("Edit", "Passage", "Piece", "Redline", "redlined", "what_changed"), "indexer.redline"),
    "Parsed": "indexer.grammar",
    "compose": "indexer.grammar",
    "parse": "indexer.grammar",
    "write": "indexer.grammar",
    "LANGUAGES": "indexer.language",
    "MONTH_NAMES": "indexer.language",
    "find": "indexer.language",
    "highlight": "indexer.language",
}


def __getattr__(name: str) -> Any:
    if name not in _WHEN_NAMED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHEN_NAMED[name]), name)


def open_engine(settings: Settings) -> Engine:
    """The engine over the index that the settings name."""
    from indexer.engines.whoosh import WhooshEngine

    return WhooshEngine(settings.index_path, search_seconds=settings.search_seconds)


def open_history(settings: Settings) -> History:
    """The versions of statements in the catalogue that the settings name; a catalogue is not needed."""
    from indexer.catalogue import History

    return History(settings.catalogue_path)


__all__ = [
    "AS_READ",
    "BY_NAME",
    "CORRECTED_BY",
    "DOUBTS",
    "FACETS",
    "FIELDS",
    "LANGUAGES",
    "MAX_DEPTH",
    "MAX_PAGE_SIZE",
    "MONTH_NAMES",
    "PAGE_SIZE",
    "UNDATED",
    "AllOf",
    "AnyOf",
    "Between",
    "Bucket",
    "Change",
    "Clause",
    "Doubt",
    "Edit",
    "Engine",
    "Everything",
    "Facet",
    "Field",
    "Filters",
    "Histogram",
    "History",
    "Hit",
    "IndexDamaged",
    "Kinship",
    "Likeness",
    "Locked",
    "Near",
    "NoIndex",
    "Not",
    "Parsed",
    "Passage",
    "Phrase",
    "Piece",
    "Precision",
    "Prefix",
    "Put",
    "Query",
    "Question",
    "Reason",
    "Redline",
    "Remove",
    "Results",
    "Review",
    "RostrumError",
    "Settings",
    "Sort",
    "Span",
    "Speaker",
    "StampDiffers",
    "Statement",
    "StatementDate",
    "Status",
    "StorageFailed",
    "Unavailable",
    "Unreadable",
    "Version",
    "Words",
    "WrongCall",
    "changes_of",
    "compose",
    "date_written",
    "doubts_held",
    "find",
    "from_environment",
    "highlight",
    "is_corrected",
    "leaves",
    "open_engine",
    "open_history",
    "parse",
    "redline_shape",
    "redlined",
    "results_shape",
    "review",
    "versions_shape",
    "what_changed",
    "whole_statement_shape",
    "write",
]
