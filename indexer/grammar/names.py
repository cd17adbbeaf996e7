"""Names that may stand before a colon, whatever their case and spelling -> the fields they mean."""

from __future__ import annotations

from functools import lru_cache

from indexer.fields import BY_TYPED_NAME
from indexer.language import exact_sequence


@lru_cache(maxsize=1024)
def folded(name: str) -> str:
    """A name as it is compared: lower case, accents and Arabic spelling variants folded."""
    return " ".join(exact_sequence(name))


FIELD_NAMES: dict[str, str] = {folded(typed): field.name for typed, field in BY_TYPED_NAME.items()}
"""what may stand before the colon, folded -> the name of the field"""
