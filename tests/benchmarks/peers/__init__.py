"""The engines that are measured. Each gives the same whole answer: total, every facet, ten hits with snippets.

A word is found by its stem in title or body, a phrase and a prefix by the exact form; the title weighs the same in all.
"""

from __future__ import annotations

from importlib.util import find_spec

from tests.benchmarks.peers.base import Answer, Peer
from tests.benchmarks.peers.fts5 import Fts5
from tests.benchmarks.peers.rostrum import Rostrum
from tests.benchmarks.peers.stock import StockWhoosh
from tests.benchmarks.peers.tantivy import Tantivy

__all__ = ["Answer", "Peer", "installed"]


def installed() -> tuple[list[type[Peer]], list[str]]:
    """The engines that can be measured here, ours first, and a notice for each that cannot."""
    peers: list[type[Peer]] = [Rostrum, StockWhoosh, Fts5]
    if find_spec("tantivy") is None:
        return peers, ["Tantivy is not installed and is left out; the extra `bench` has it."]
    return [*peers, Tantivy], []
