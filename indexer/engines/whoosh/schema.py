"""The Whoosh schema, made from FIELDS; only stock Whoosh types, so that Whoosh without our code opens the index."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy
import whoosh
from whoosh import analysis, columns, fields

from indexer.fields import FACETS, FIELDS, TEXTS
from indexer.language import ANALYSIS_VERSION

LAYOUT = 2  # of columns and stored fields; raise it when what this package writes changes
SEPARATOR = "\x1f"  # between the values of a many-valued column
ID = "id"
GROUP = "group"
FIRST_DAY = "date"
LAST_DAY = "date_last"
STATEMENT = "statement"
DERIVED = frozenset({"year", "month"})  # facets read from the date


def exact(name: str) -> str:
    """The field that holds the unstemmed forms of a text field."""
    return f"{name}_exact"


def values(name: str) -> str:
    """The field that holds the whole values of a facet."""
    return f"{name}_value"


STORED_FACETS = tuple(f for f in FACETS if f.name not in DERIVED)


def make_schema() -> Any:
    """A new whoosh Schema. Text fields take terms we analysed ourselves; their analyzer only splits at blanks."""
    schema = fields.Schema(statement=fields.STORED)
    schema.add(ID, fields.ID(unique=True, sortable=columns.VarBytesColumn()))
    schema.add(GROUP, fields.ID(sortable=columns.VarBytesColumn()))
    schema.add(FIRST_DAY, fields.DATETIME(sortable=True))
    schema.add(LAST_DAY, fields.DATETIME(sortable=True))
    for text in TEXTS:
        for name in (text.name, exact(text.name)):
            schema.add(name, fields.TEXT(analyzer=analysis.SpaceSeparatedTokenizer(), phrase=True))
    for facet in STORED_FACETS:
        schema.add(values(facet.name), fields.ID(sortable=columns.VarBytesColumn()))
    return schema


def make_stamp() -> dict[str, str]:
    """What an index is made of; one that differs from another makes the index unusable until rebuilt."""
    declared = ",".join(f"{f.name}:{f.text:d}{f.facet:d}{f.many:d}" for f in FIELDS)
    return {
        "layout": str(LAYOUT),
        "fields": hashlib.sha256(declared.encode()).hexdigest()[:16],
        "analysis": ANALYSIS_VERSION,
        "whoosh": ".".join(map(str, whoosh.__version__)),
        "numpy": numpy.__version__.split(".")[0],
    }
