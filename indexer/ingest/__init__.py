"""A document's straight line: source, extraction, catalogue (committed), engine (applied), found.

`ingest` takes in what lies below the paths given; `watch` goes on doing so; `catch_up` and `rebuild` bring an engine to
what the catalogue holds; `liken` compares what it holds; `amend` brings the catalogue to what people corrected and to
the topics as they are now, and `trial` says what other topics would change. Whoever writes holds `writing(settings)`;
`ingest` and `watch` take it themselves.
"""

from indexer.ingest.amending import amend, correct, retag
from indexer.ingest.following import catch_up, liken, rebuild
from indexer.ingest.lock import writing
from indexer.ingest.pool import Readers
from indexer.ingest.preview import preview
from indexer.ingest.progress import Progress, Step
from indexer.ingest.reader import Reader
from indexer.ingest.run import ingest
from indexer.ingest.tally import Summary
from indexer.ingest.trial import TopicChange, Trial, trial
from indexer.ingest.watching import watch

__all__ = [
    "Progress",
    "Reader",
    "Readers",
    "Step",
    "Summary",
    "TopicChange",
    "Trial",
    "amend",
    "catch_up",
    "correct",
    "ingest",
    "liken",
    "preview",
    "rebuild",
    "retag",
    "trial",
    "watch",
    "writing",
]
