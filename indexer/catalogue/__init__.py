"""The system of record: originals, where they came from, every version of a statement, and what was refused and why.

The index is made from it and can always be made again. A document is acknowledged when `Ledger.commit` has returned.
"""

from indexer.catalogue.catalogue import Catalogue, Counts
from indexer.catalogue.history import History, changes_of, redline_shape, versions_shape
from indexer.catalogue.ledger import Ledger, Outcome
from indexer.catalogue.rows import File, Original, Part, Reading, Refused, Source, Stamp, Version, identity

__all__ = [
    "Catalogue",
    "Counts",
    "File",
    "History",
    "Ledger",
    "Original",
    "Outcome",
    "Part",
    "Reading",
    "Refused",
    "Source",
    "Stamp",
    "Version",
    "changes_of",
    "identity",
    "redline_shape",
    "versions_shape",
]
