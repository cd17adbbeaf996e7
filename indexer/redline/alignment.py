"""Two sequences of words or paragraphs -> the places at which they are equal, within an allowance of work."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

SMALL = 160_000  # pairs of words compared one by one
A_STEP = 8  # such pairs cost as much as looking at one word

Pairs = list[tuple[int, int]]


@dataclass(slots=True)
class Allowance:
    left: int
    spent: bool = False

    def take(self, words: int) -> bool:
        """Whether so much work may still be done; it then is."""
        if words > self.left:
            self.spent = True
            return False
        self.left -= words
        return True


def between(pairs: Pairs, old: int, new: int) -> Iterator[tuple[int, int, int, int]]:
    """The stretches before, between and after what was paired, each with its bounds in both."""
    a0 = b0 = 0
    for a1, b1 in [*pairs, (old, new)]:
        yield a0, a1, b0, b1
        a0, b0 = a1 + 1, b1 + 1


def align(old: Sequence[str], new: Sequence[str], allowance: Allowance) -> Pairs:
    """Places of equal items, ascending in both."""
    pairs: Pairs = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        a0, a1, b0, b1 = waiting.pop()
        while a0 < a1 and b0 < b1 and old[a0] == new[b0]:
            pairs.append((a0, b0))
            a0, b0 = a0 + 1, b0 + 1
        while a0 < a1 and b0 < b1 and old[a1 - 1] == new[b1 - 1]:
            a1, b1 = a1 - 1, b1 - 1
            pairs.append((a1, b1))
        if a0 == a1 or b0 == b1 or not allowance.take(a1 - a0 + b1 - b0):
            continue
        anchors = _anchors(old, new, (a0, a1, b0, b1))
        if anchors:
            pairs += anchors
            ends = [(a0 - 1, b0 - 1), *anchors, (a1, b1)]
            waiting += [(a + 1, c, b + 1, d) for (a, b), (c, d) in pairwise(ends)]
        elif (a1 - a0) * (b1 - b0) <= SMALL and allowance.take((a1 - a0) * (b1 - b0) // A_STEP):
            pairs += [(a0 + a, b0 + b) for a, b in _longest_common(old[a0:a1], new[b0:b1])]
        else:
            allowance.spent = True
    return sorted(pairs)


def _anchors(old: Sequence[str], new: Sequence[str], bounds: tuple[int, int, int, int]) -> Pairs:
    """Items that stand once in each stretch, as many as keep their order."""
    a0, a1, b0, b1 = bounds
    once = _once(new, b0, b1)
    both = [(a, once[item]) for item, a in _once(old, a0, a1).items() if item in once]
    return _rising(sorted(both))


def _once(items: Sequence[str], start: int, end: int) -> dict[str, int]:
    """Item -> its place, for those that stand once."""
    counts = Counter(items[start:end])
    return {item: start + n for n, item in enumerate(items[start:end]) if counts[item] == 1}


def _rising(pairs: Pairs) -> Pairs:
    """A longest part of the pairs, ascending by the first, that ascends by the second too (patience sorting)."""
    tops: list[int] = []
    last: list[int] = []  # number of the pair on top of each pile
    before: list[int] = []
    for n, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(last[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(place)
            last.append(n)
        else:
            tops[pile], last[pile] = place, n
    found: Pairs = []
    n = last[-1] if last else -1
    while n >= 0:
        found.append(pairs[n])
        n = before[n]
    return found[::-1]


def _longest_common(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """A longest common subsequence, by the table of lengths."""
    table = [[0] * (len(new) + 1)]
    for item in reversed(old):
        row, under = [0], table[-1]
        for n, other in enumerate(reversed(new)):
            row.append(under[n] + 1 if item == other else max(row[n], under[n + 1]))
        table.append(row)
    pairs: Pairs = []
    a = b = 0
    while a < len(old) and b < len(new):
        here = table[len(old) - a][len(new) - b]
        if old[a] == new[b]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        elif table[len(old) - a - 1][len(new) - b] == here:
            a += 1
        else:
            b += 1
    return pairs
