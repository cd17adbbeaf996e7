"""Where documents come from: `folders` walks what lies on disk, `records` streams files of known statements."""

from indexer.sources.content import Content, digest, load
from indexer.sources.folders import Entry, Target, passed_over, path_of, targets, walk, within
from indexer.sources.records import BadLine, are_records, stream

__all__ = [
    "BadLine",
    "Content",
    "Entry",
    "Target",
    "are_records",
    "digest",
    "load",
    "passed_over",
    "path_of",
    "stream",
    "targets",
    "walk",
    "within",
]
