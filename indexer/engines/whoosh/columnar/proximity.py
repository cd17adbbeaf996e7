"""Phrases and near queries over position keys (document << POSITION_BITS | position, ascending)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from indexer.engines.whoosh.columnar.columns import Ints, Mask
from indexer.engines.whoosh.columnar.postings import POSITION_BITS
from indexer.language import seated

LOOK_AT_CLOCK = 1024  # documents between two looks


def runs(places: Sequence[Ints]) -> Ints:
    """Documents in which the terms stand at successive positions."""
    if not places:
        return np.zeros(0, np.int64)
    starts = places[0]
    for distance, keys in enumerate(places[1:], 1):
        starts = starts[_among(starts + distance, keys)]
    return np.unique(starts >> POSITION_BITS)


def _among(wanted: Ints, keys: Ints) -> Mask:
    """Which of the wanted keys are there; both ascending."""
    if not len(keys):
        return np.zeros(len(wanted), bool)
    at = np.searchsorted(keys, wanted)
    at[at == len(keys)] = 0
    return np.asarray(keys[at] == wanted)


def windows(terms: Sequence[str], places: Sequence[Ints], width: int, expired: Callable[[], bool]) -> Ints:
    """Documents in which the terms have distinct positions that span at most `width`; stops when time expires."""
    if not places or not all(len(p) for p in places):
        return np.zeros(0, np.int64)
    docs = np.unique(places[0] >> POSITION_BITS)
    for keys in places[1:]:
        docs = np.intersect1d(docs, keys >> POSITION_BITS)
    distinct = dict(zip(terms, places, strict=True))
    found = []
    for number, doc in enumerate(docs.tolist()):
        if number % LOOK_AT_CLOCK == 0 and expired():
            break
        held = {t: _positions(keys, doc) for t, keys in distinct.items()}
        if _fits(Counter(terms), held, width):
            found.append(doc)
    return np.asarray(found, np.int64)


def _positions(keys: Ints, doc: int) -> list[int]:
    low, high = np.searchsorted(keys, (doc << POSITION_BITS, (doc + 1) << POSITION_BITS))
    return [k & ((1 << POSITION_BITS) - 1) for k in keys[low:high].tolist()]


def _fits(needed: Counter[str], held: dict[str, list[int]], width: int) -> bool:
    """Whether some window of the width holds every term as often as needed, at distinct positions."""
    events = sorted((p, t) for t, places in held.items() for p in places)
    inside: Counter[str] = Counter()
    low = 0
    for position, term in events:
        inside[term] += 1
        while events[low][0] <= position - width:
            inside[events[low][1]] -= 1
            low += 1
        if all(inside[t] >= n for t, n in needed.items()):
            window = {t: [p for p in held[t] if position - width < p <= position] for t in needed}
            if seated([window[t] for t, n in needed.items() for _ in range(n)]):
                return True
    return False
