"""Posting lists as arrays, decoded from Whoosh's own blocks when a term is first asked for, and kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from whoosh.formats import Positions
from whoosh.reading import TermNotFound

from indexer.engines.whoosh.columnar.columns import Ints, read_lengths

Floats = NDArray[np.float64]
T = TypeVar("T")

KEPT_BYTES = 128 * 1024 * 1024
POSITION_BITS = 32  # a key is document << 32 | position
B = 0.75
K1 = 1.2

_decode = Positions().decode_positions


@dataclass(frozen=True, slots=True)
class Posting:
    """Documents ascending and how often the term stands in each; `payloads` are Whoosh's encoded positions."""

    docs: Ints
    counts: Floats
    payloads: tuple[bytes, ...]

    @property
    def size(self) -> int:
        return self.docs.nbytes * 2 + sum(len(p) + 33 for p in self.payloads)


NOTHING = Posting(np.zeros(0, np.int64), np.zeros(0), ())


def _blocks(matcher: Any) -> tuple[list[int], list[float], list[bytes]]:
    """All postings of a matcher. A block at a time, which is 40 times faster than Whoosh's posting at a time."""
    ids: list[int] = []
    weights: list[float] = []
    values: list[bytes] = []
    if not hasattr(matcher, "_read_data"):  # the postings stand in the term's own record
        return list(matcher._ids), list(matcher._weights), list(matcher._values)
    matcher.reset()  # the filter may have moved it past deleted documents, which still count in N and df
    while matcher.is_active():
        matcher._read_ids()
        matcher._read_weights()
        matcher._read_values()
        ids.extend(matcher._ids)
        weights.extend(matcher._weights)
        values.extend(matcher._values)
        matcher._next_block()
    return ids, weights, values


def _places(posting: Posting) -> Ints:
    lists = [_decode(payload) for payload in posting.payloads]
    positions = np.fromiter((p for places in lists for p in places), np.int64)
    docs = np.repeat(posting.docs, np.fromiter(map(len, lists), np.int64, len(lists)))
    return (docs << POSITION_BITS) | positions


class Recent(Generic[T]):
    """The values last used, up to so many bytes; the one just put always stays."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held = 0
        self._values: OrderedDict[tuple[str, str], tuple[T, int]] = OrderedDict()

    def get(self, key: tuple[str, str]) -> T | None:
        if key not in self._values:
            return None
        self._values.move_to_end(key)
        return self._values[key][0]

    def put(self, key: tuple[str, str], value: T, size: int) -> None:
        self._values[key] = (value, size)
        self._held += size
        while self._held > self._limit and len(self._values) > 1:
            self._held -= self._values.popitem(last=False)[1][1]


class PostingLists:
    """The posting lists of one generation. Whoosh's readers move a file pointer, so one thread at a time reads."""

    def __init__(self, storage: Any, segments: Sequence[Any], readers: Sequence[Any]) -> None:
        self._readers = readers
        self._bases = np.cumsum([0, *(s.doc_count_all() for s in segments)]).tolist()
        self._storage = storage
        self._segments = segments
        self.lock = threading.Lock()
        self._postings: Recent[Posting] = Recent(KEPT_BYTES)
        self._positions: Recent[Ints] = Recent(KEPT_BYTES)
        self._lengths: dict[str, Floats] = {}
        self.documents: int = self._bases[-1]

    def posting(self, field: str, term: str) -> Posting:
        with self.lock:
            found = self._postings.get((field, term))
            if found is None:
                found = self._read(field, term.encode("utf-8", "surrogatepass"))
                self._postings.put((field, term), found, found.size)
            return found

    def positions(self, field: str, term: str) -> Ints:
        """Every place of the term as document << POSITION_BITS | position, ascending."""
        posting = self.posting(field, term)
        with self.lock:
            found = self._positions.get((field, term))
            if found is None:
                found = _places(posting)
                self._positions.put((field, term), found, found.nbytes)
            return found

    def starting_with(self, field: str, prefix: str) -> dict[str, int]:
        """Terms of the field that begin so -> in how many documents they stand (deleted ones included)."""
        found: dict[str, int] = {}
        start = prefix.encode("utf-8", "surrogatepass")
        with self.lock:
            for reader in self._readers:
                for term in reader.expand_prefix(field, start):
                    text = bytes(term).decode("utf-8", "surrogatepass")
                    found[text] = found.get(text, 0) + int(reader.doc_frequency(field, term))
        return found

    def scores(self, field: str, docs: Ints, counts: Floats) -> Floats:
        """BM25F by Whoosh's formula, with the document frequency over all segments."""
        if not len(docs):
            return np.zeros(0)
        idf = log(self.documents / (len(docs) + 1)) + 1
        lengths = self._field_lengths(field)
        average = self._average(field)
        return np.asarray(idf * (counts * (K1 + 1)) / (counts + K1 * ((1 - B) + B * lengths[docs] / average)))

    def _average(self, field: str) -> float:
        total = sum(r.field_length(field) for r in self._readers)
        return total / (self.documents or 1) or 1.0

    def _field_lengths(self, field: str) -> Floats:
        if field not in self._lengths:
            parts = [read_lengths(self._storage, s, field) for s in self._segments]
            self._lengths[field] = np.concatenate([np.zeros(0), *parts])
        return self._lengths[field]

    def _read(self, field: str, term: bytes) -> Posting:
        docs: list[Ints] = []
        counts: list[Floats] = []
        payloads: list[bytes] = []
        for reader, base in zip(self._readers, self._bases, strict=False):
            try:
                matcher = reader.postings(field, term)
            except TermNotFound:
                continue
            while hasattr(matcher, "child"):  # the filter that hides deleted documents
                matcher = matcher.child
            ids, weights, values = _blocks(matcher)
            docs.append(np.asarray(ids, np.int64) + base)
            counts.append(np.asarray(weights, np.float64))
            payloads.extend(values)
        if not docs:
            return NOTHING
        return Posting(np.concatenate(docs), np.concatenate(counts), tuple(payloads))
