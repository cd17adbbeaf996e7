"""A redline: the passages of two texts side by side, and how it is made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from indexer.redline.alignment import Allowance, Pairs, align, between

WORK = 8_000_000  # words looked at, some seconds
PAIRED = 400  # pairs of paragraphs tried for which changed into which
MOST_PARAGRAPHS = 50_000  # without an equal in one place; more are taken as one
ALIKE = 0.35  # of the words of two paragraphs, of which one then is the other changed

_STOPS = r"\s.,;:!?()\[\]{}«»“”\"‹›،؛؟…—–"
_WORD = re.compile(rf"\s+|(?:[^{_STOPS}]|(?<=\d)[.,](?=\d))+|.", re.S)


class Edit(StrEnum):
    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words; `edit` is never CHANGED."""

    text: str
    edit: Edit


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of one text or of both; one that is CHANGED holds pieces of several kinds."""

    edit: Edit
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Redline:
    """`whole` is False when the texts were too long to be compared word by word throughout."""

    passages: tuple[Passage, ...]
    whole: bool = True

    @property
    def before(self) -> str:
        return self._without(Edit.INSERTED)

    @property
    def after(self) -> str:
        return self._without(Edit.DELETED)

    @property
    def same(self) -> bool:
        return all(passage.edit is Edit.SAME for passage in self.passages)

    def _without(self, edit: Edit) -> str:
        return "\n\n".join(
            "".join(piece.text for piece in passage.pieces if piece.edit is not edit)
            for passage in self.passages
            if passage.edit is not edit
        )


def redlined(before: str, after: str, *, work: int = WORK) -> Redline:
    """How `before` became `after`. `work` is the number of words that may be looked at."""
    allowance = Allowance(work)
    old, new = before.split("\n\n"), after.split("\n\n")
    passages: list[Passage] = []
    for a0, a1, b0, b1 in between(align(old, new, allowance), len(old), len(new)):
        passages += _gap(old[a0:a1], new[b0:b1], allowance)
        passages += [Passage(Edit.SAME, (Piece(old[a1], Edit.SAME),))] if a1 < len(old) else []
    return Redline(tuple(passages), not allowance.spent)


def _gap(old: Sequence[str], new: Sequence[str], allowance: Allowance) -> Iterator[Passage]:
    """Paragraphs without an equal: those that are alike as changed, the others as deleted and inserted."""
    if max(len(old), len(new)) > MOST_PARAGRAPHS:
        allowance.spent = True
        old, new = old and ["\n\n".join(old)], new and ["\n\n".join(new)]
    words = [_WORD.findall(paragraph) for paragraph in old], [_WORD.findall(paragraph) for paragraph in new]
    pairs = _changed_into(*words, allowance)
    for a0, a1, b0, b1 in between(pairs, len(old), len(new)):
        yield from (_passage(paragraph, Edit.DELETED) for paragraph in old[a0:a1])
        yield from (_passage(paragraph, Edit.INSERTED) for paragraph in new[b0:b1])
        if a1 < len(old):
            yield Passage(Edit.CHANGED, tuple(_pieces(words[0][a1], words[1][b1], allowance)))


def _passage(paragraph: str, edit: Edit) -> Passage:
    return Passage(edit, (Piece(paragraph, edit),) if paragraph else ())


def _changed_into(old: list[list[str]], new: list[list[str]], allowance: Allowance) -> Pairs:
    """Which paragraph became which, in order, so that as much as possible is alike."""
    few = len(old) * len(new) <= PAIRED
    each = (len(new), len(old)) if few else (1, 1)
    work = each[0] * sum(map(len, old)) + each[1] * sum(map(len, new))
    if not (few or len(old) == len(new)) or not allowance.take(work):
        allowance.spent = True
        return []
    bags = [Counter(words) for words in old], [Counter(words) for words in new]
    if not few:
        return [(n, n) for n, (one, other) in enumerate(zip(*bags, strict=True)) if _likeness(one, other)]
    return _best([[_likeness(one, other) for other in bags[1]] for one in bags[0]])


def _best(likeness: list[list[float]]) -> Pairs:
    """The pairs in order whose likenesses add up to the most."""
    old, new = len(likeness), len(likeness[0]) if likeness else 0
    best = [[0.0] * (new + 1) for _ in range(old + 1)]
    for a in reversed(range(old)):
        for b in reversed(range(new)):
            best[a][b] = max(best[a + 1][b], best[a][b + 1], likeness[a][b] + best[a + 1][b + 1])
    pairs: Pairs = []
    a = b = 0
    while a < old and b < new:
        if likeness[a][b] and best[a][b] == likeness[a][b] + best[a + 1][b + 1]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return pairs


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The part of the words that both have; 0 when it is too little to call one the other changed."""
    words = [sum(count for word, count in bag.items() if not word.isspace()) for bag in (one, other, one & other)]
    part = 2 * words[2] / max(1, words[0] + words[1])
    return part if part >= ALIKE else 0.0


def _pieces(old: list[str], new: list[str], allowance: Allowance) -> Iterator[Piece]:
    """One paragraph become another; the blanks between changed words count as changed with them."""
    kept: list[str] = []
    gone: list[str] = []
    come: list[str] = []
    for a0, a1, b0, b1 in between(align(old, new, allowance), len(old), len(new)):
        gone += old[a0:a1]
        come += new[b0:b1]
        if a1 == len(old):
            break
        if gone and come and old[a1].isspace() and not _ends_change(a1, b1, old, new):
            gone.append(old[a1])
            come.append(new[b1])
        elif gone or come:
            yield from _said(kept, gone, come)
            kept, gone, come = [old[a1]], [], []
        else:
            kept.append(old[a1])
    yield from _said(kept, gone, come)


def _ends_change(a: int, b: int, old: list[str], new: list[str]) -> bool:
    """Whether the same word follows in both."""
    return a + 1 < len(old) and b + 1 < len(new) and old[a + 1] == new[b + 1]


def _said(kept: list[str], gone: list[str], come: list[str]) -> Iterator[Piece]:
    for words, edit in ((kept, Edit.SAME), (gone, Edit.DELETED), (come, Edit.INSERTED)):
        if words:
            yield Piece("".join(words), edit)
