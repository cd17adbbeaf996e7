"""Corrections: what a person decided about a value of a statement, which holds whatever is read from now on.

They stand in overrides.toml, where people edit them; the catalogue keeps a copy and applies it to what it hands out.
"""

from indexer.corrections.applying import AS_READ, CORRECTED_BY, corrected, is_corrected
from indexer.corrections.correction import FIELDS, Correction
from indexer.corrections.file import OVERRIDES, append, load

__all__ = [
    "AS_READ",
    "CORRECTED_BY",
    "FIELDS",
    "OVERRIDES",
    "Correction",
    "append",
    "corrected",
    "is_corrected",
    "load",
]
