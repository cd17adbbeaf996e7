"""A document: bytes that arrived from somewhere, before anyone has read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

RECORD = "record"  # one JSON object of a .jsonl file, its metadata already known
PAGE = "page"  # a file that extraction reads: HTML or text


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """`uri` and `part` name the place; `name` is what a person calls it (a path relative to the folder given)."""

    uri: str
    name: str
    content: bytes
    form: str = PAGE
    part: str = ""
    retrieved: date | None = None
