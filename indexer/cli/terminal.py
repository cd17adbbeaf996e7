"""What comes from documents, made fit for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from indexer.statement import StatementDate


def safe(text: str) -> str:
    """Without control characters: a document must not be able to command the terminal."""
    return "".join(" " if category(c) == "Cc" else c for c in text)


def day(when: StatementDate) -> str:
    """ "2021-03-04", "2021-03", "2021" or "undated"."""
    return when.written or "undated"
