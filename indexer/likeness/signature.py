"""MinHash: a text as 128 numbers, of which as many agree between two texts as their sets of shingles overlap.

Broder, "On the resemblance and containment of documents" (1997); the bands are those of Leskovec, Rajaraman and
Ullman, "Mining of Massive Datasets", chapter 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Signature = NDArray[np.uint32]
Hashes = NDArray[np.uint64]

SIZE = 128  # numbers of a signature: the overlap is estimated within 0.04 (standard error at 0.7)
WORDS = 3  # of a shingle
ROWS = 5  # of a band: two texts that overlap by 0.7 share one of 25 bands in 99 of 100 cases, by 0.8 always
BANDS = SIZE // ROWS
FEWEST_SHINGLES = 18  # a text of fewer than 20 words says too little to be told from another
AT_ONCE = 8192  # shingles hashed together: 8 MB

_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def _mixed(numbers: Hashes) -> Hashes:
    """SplitMix64's finalizer: every bit of a number decides over every bit of its hash."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _MIX[0]
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _MIX[1]
    return numbers ^ (numbers >> np.uint64(31))


_SEEDS = _mixed(np.arange(1, 2 * SIZE + 1, dtype=np.uint64) * _ODD)
_FACTORS, _SHIFTS = _SEEDS[:SIZE] | np.uint64(1), _SEEDS[SIZE:]


class _Words(dict[str, int]):
    """Word -> hash, the same in every process; most of a text is made of words seen before."""

    def __missing__(self, word: str) -> int:
        number = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
        if len(self) >= 1 << 18:
            self.clear()
        self[word] = number
        return number


@cache
def _words() -> _Words:
    return _Words()


def shingles(words: Sequence[str]) -> Hashes:
    """The distinct runs of three words, each as a hash, ascending."""
    hashes = np.fromiter(map(_words().__getitem__, words), np.uint64, len(words))
    if len(hashes) < WORDS:
        return np.zeros(0, np.uint64)
    found = np.zeros(len(hashes) - WORDS + 1, np.uint64)
    for place in range(WORDS):
        found = _mixed(found * _ODD + hashes[place : place + len(found)])
    return np.unique(found)


def signature(hashes: Hashes) -> Signature:
    """128 numbers of a set of shingles; none of a set too small to be compared."""
    if len(hashes) < FEWEST_SHINGLES:
        return np.zeros(0, np.uint32)
    least = np.full(SIZE, np.iinfo(np.uint64).max)
    for start in range(0, len(hashes), AT_ONCE):
        some = hashes[start : start + AT_ONCE, None]
        least = np.minimum(least, (some * _FACTORS + _SHIFTS).min(axis=0))
    found: Signature = (least >> np.uint64(32)).astype(np.uint32)
    return found


def bands(numbers: Signature) -> tuple[int, ...]:
    """A number of 63 bits for each band of a signature; two texts that are alike share one, nearly always."""
    if not len(numbers):
        return ()
    rows = numbers[: BANDS * ROWS].reshape(BANDS, ROWS).astype(np.uint64)
    found = np.arange(1, BANDS + 1, dtype=np.uint64)
    for row in range(ROWS):
        found = _mixed(found * _ODD + rows[:, row])
    return tuple((found >> np.uint64(1)).tolist())


def alike(one: Signature, other: Signature) -> float:
    """The Jaccard overlap of the two sets of shingles, estimated; 0 where one has no signature."""
    if not len(one) or not len(other):
        return 0.0
    return float(np.mean(one == other))
