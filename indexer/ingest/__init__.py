"""A document's straight line: source, extraction, catalogue (committed), engine (applied), found.

`ingest` takes in what lies below the paths given; `watch` goes on doing so; `liken` compares what the catalogue holds,
`catch_up` and `rebuild` bring an engine to it. Whoever writes holds `writing(settings)`; `ingest` and `watch` take it
themselves.
"""

from indexer.ingest.following import catch_up, liken, rebuild
from indexer.ingest.lock import writing
from indexer.ingest.pool import Readers
from indexer.ingest.preview import preview
from indexer.ingest.progress import Progress, Step
from indexer.ingest.reader import Reader
from indexer.ingest.run import ingest
from indexer.ingest.tally import Summary
from indexer.ingest.watching import watch

__all__ = [
    "Progress",
    "Reader",
    "Readers",
    "Step",
    "Summary",
    "catch_up",
    "ingest",
    "liken",
    "preview",
    "rebuild",
    "watch",
    "writing",
]
