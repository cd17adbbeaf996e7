"""Names of an authority file, found in a text by one pass over its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from indexer.language.words import Token, exact_sequence, tokenize

T = TypeVar("T")
MAX_TEXT = 500_000  # characters of a statement in which names and topics are looked for
_JOINED_TO = frozenset("وفبلك")  # what Arabic writes together with the word after it


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """`words`, from `start` to `end`, name the entry."""

    entry: T
    words: str
    start: int
    end: int


class Names(Generic[T]):
    """Spelling -> entry. Case, accents and Arabic spelling variants do not matter, hyphens neither."""

    def __init__(self, named: Iterable[tuple[T, Iterable[str]]] = ()) -> None:
        self._whole: dict[tuple[str, ...], T] = {}
        self.entries: list[T] = []
        for entry, spellings in named:
            self.entries.append(entry)
            for spelling in spellings:
                if words := exact_sequence(spelling):
                    self._whole.setdefault(words, entry)
        self._starts: dict[str, list[tuple[str, ...]]] = {}
        for words in sorted(self._whole, key=len, reverse=True):
            self._starts.setdefault(words[0], []).append(words)

    def __bool__(self) -> bool:
        return bool(self._whole)

    def get(self, spelling: str) -> T | None:
        """The entry of exactly this spelling."""
        return self._whole.get(exact_sequence(spelling))

    def find(self, text: str) -> list[Found[T]]:
        """Every place in the first MAX_TEXT characters where one stands, the longest spelling first.

        A Latin one needs a capital letter.
        """
        if not self._whole:
            return []
        tokens = _tokens(text[:MAX_TEXT])
        found: list[Found[T]] = []
        reached = 0
        for place, token in enumerate(tokens):
            if place < reached or not self._may_start(token.exact):
                continue
            words, skipped = self._at(tokens, place)
            start, end = token.start + skipped, tokens[place + len(words) - 1].end
            if words and not (said := text[start:end]).islower():
                found.append(Found(self._whole[words], said, start, end))
                reached = place + len(words)
        return found

    def _may_start(self, exact: str) -> bool:
        return exact in self._starts or exact[:1] in _JOINED_TO

    def _at(self, tokens: Sequence[Token], place: int) -> tuple[tuple[str, ...], int]:
        """The spelling that begins at a word, and how many letters before it belong to another word."""
        for first, skipped in _readings(tokens[place].exact):
            for words in self._starts.get(first, ()):
                rest = tokens[place + 1 : place + len(words)]
                if len(rest) == len(words) - 1 and all(t.exact == w for t, w in zip(rest, words[1:], strict=True)):
                    return words, skipped
        return (), 0


def _readings(exact: str) -> Iterator[tuple[str, int]]:
    """A word as it is and without what Arabic joins to it, with how many letters that is: "وبقمرات" -> "قمرات"."""
    yield exact, 0
    for joined in range(1, 3):
        if exact[joined - 1 : joined] not in _JOINED_TO or len(exact) <= joined + 2:
            return
        if exact.startswith("لل", joined - 1):
            yield "ال" + exact[joined + 1 :], joined - 1
        yield exact[joined:], joined


@lru_cache(maxsize=2)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(token for token in tokenize(text) if not token.joined)
