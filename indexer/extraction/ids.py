"""Readable identifiers for statements."""

from __future__ import annotations

import hashlib
import re

from indexer.statement import Statement

_LONGEST = 80


def slug(text: str, longest: int = _LONGEST) -> str:
    """The text in [a-z0-9-], whole words, at most `longest` characters; "" when nothing of it can be written so."""
    from anyascii import anyascii

    plain = re.sub(r"['’`´]", "", anyascii(text[:1_000])).lower()
    plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(plain) <= longest:
        return plain
    whole = plain[: longest + 1].rsplit("-", 1)[0]
    return (whole if len(whole) > longest // 2 else plain[:longest]).strip("-")


def propose_id(statement: Statement) -> str:
    """A given id in slug form, else date and title; the text's fingerprint where neither can be written in letters."""
    if statement.id and (given := slug(statement.id)):
        return given
    when = statement.date
    day = when.value.isoformat() if when.value and when.precision == "day" else when.month or when.year or "undated"
    title = slug(statement.title, _LONGEST - len(day) - 1)
    if not title:
        title = hashlib.sha256(f"{statement.title}\n{statement.text}".encode("utf-8", "replace")).hexdigest()[:12]
    return f"{day}-{title}"
