"""The passage of a text that shows best why it was found."""

from __future__ import annotations

import re
from collections import Counter

from indexer.language.finding import Found, Range, apart, asked_of, spans
from indexer.query import Clause
from indexer.results import Span

SHORTEST, LONGEST = 150, 250  # characters of a snippet
LEFT_OUT = "…"

_ROOM = LONGEST - 2 * len(f"{LEFT_OUT} ")
_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"""[.!?؟。]["'”’»)\]]*\s+|\n\s*""")


def snippet(text: str, clause: Clause) -> tuple[Span, ...]:
    """The passage of a body that shows most of what was asked, closest together; else its beginning.

    150 to 250 characters where the text has them, each stretch of white space one space, "…" where it was cut.
    """
    asked = asked_of(clause, "body")
    found = asked.found_in(text)
    start, end = _around(text, *_best(found, asked.weights) if found else (0, 0))
    shown = apart([each for each in found if each.start < end and start < each.end])
    passage = [Span(_SPACE.sub(" ", span.text), span.match) for span in spans(text, shown, start, end)]
    before = [Span(f"{LEFT_OUT} ")] if text[:start].strip() else []
    after = [Span(f" {LEFT_OUT}")] if text[end:].strip() else []
    return (*before, *passage, *after)


def _best(found: list[Found], weights: list[int]) -> Range:
    """The stretch that fits and holds most of what was asked, a phrase counting for all its words; among equals
    the shortest, then the first."""
    best, best_key = (found[0].start, found[0].end), (0, 0)
    held: Counter[int] = Counter()
    first = reach = 0
    for last in found:
        held[last.leaf] += 1
        reach = max(reach, last.end)
        while held[found[first].leaf] > 1 or (reach - found[first].start > _ROOM and found[first] != last):
            held[found[first].leaf] -= 1
            first += 1
        shown = +held
        length = reach - found[first].start
        key = (sum(weights[leaf] for leaf in shown), -length if len(shown) > 1 else 0)
        if key > best_key:
            best, best_key = (found[first].start, reach), key
    return best


def _around(text: str, start: int, end: int) -> Range:
    """The passage around a stretch; what one side has no text for goes to the other."""
    end = min(end, start + _ROOM)
    spare = _ROOM - (end - start)
    begin = _beginning(text, max(0, start - max(spare // 2, spare - (len(text) - end))), start)
    return begin, _ending(text, begin, max(end, begin + SHORTEST))


def _beginning(text: str, earliest: int, start: int) -> int:
    """Where the sentence begins, if that is not too early and leaves enough to show; else where a word does."""
    sentences = [found.end() for found in _SENTENCE_END.finditer(text, earliest, start)]
    for begin in reversed(sentences):
        if len(text) - begin >= SHORTEST:
            return begin
    if earliest == 0:
        return len(text) - len(text.lstrip())
    space = _SPACE.search(text, earliest, start)
    return space.end() if space else start


def _ending(text: str, begin: int, soonest: int) -> int:
    """Where the last sentence that fits ends, or else the last word."""
    latest = begin + _ROOM
    if latest >= len(text):
        return len(text.rstrip())
    for boundary in (_SENTENCE_END, _SPACE):
        ends = [found.end() for found in boundary.finditer(text, soonest, latest + 1)]
        if ends:
            return begin + len(text[begin : ends[-1]].rstrip())
    return latest
