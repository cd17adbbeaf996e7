"""An HTML page -> a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from indexer.errors import Unreadable
from indexer.extraction.dates import Order
from indexer.extraction.labels import Labelled, field_of, labelled_lines
from indexer.extraction.layout import Block, blocks, tidy
from indexer.extraction.main_text import home_of, is_furniture, main_text, paragraphs
from indexer.extraction.markup import parse
from indexer.extraction.metadata import Metadata, read_metadata
from indexer.extraction.people import person_in
from indexer.extraction.readings import Reading
from indexer.extraction.sheet import Sheet, first_words, is_dateline, is_marker, is_rule, same_words, time_only
from indexer.extraction.titles import page_title
from indexer.extraction.turns import is_turn

_ABOVE = 12  # blocks above the text that may be its header
_BELOW = 14
_SHORT = 300
_LINE = 200
_HEADER = 6  # blocks at the beginning of the text that may belong to its header
_PROSE = 80  # characters from which a block is a sentence


@dataclass(frozen=True, slots=True)
class _Parts:
    head: list[Block]
    body: list[Block]
    tail: list[Block]
    banner: list[Block]


def lay_out_page(text: str, *, name: str, today: date) -> Sheet:
    """Raises Unreadable when the page holds no text of its own."""
    tree = parse(text)
    metadata = read_metadata(tree)
    seen = blocks(tree)
    window = tidy(" ".join((tree.findtext(".//title") or "").split()))
    order = _order(metadata)
    title, shown = page_title(window, metadata, seen)
    chosen = list(main_text(tree, seen).chosen)
    parts = _divide(seen, chosen, shown, title.value if title else "", order)
    body = paragraphs(parts.body)
    if not any(any(c.isalnum() for c in paragraph) for paragraph in body):
        raise Unreadable("The page holds markup and no text.")
    if title is None or not title.value:
        title = Reading(value=first_words(body), basis="first words", evidence=first_words(body))
    return Sheet(
        name=name,
        title=title,
        head=_lines(parts.head),
        body=tuple(body),
        tail=_lines(parts.tail),
        banner=_lines(parts.banner),
        labels=tuple(_labels(parts)),
        metadata=metadata,
        order=order,
        today=today,
        page=True,
    )


def _order(metadata: Metadata) -> Order:
    """English of the United States puts the month first; every other declared language puts the day first."""
    language = metadata.language or (found.value.lower() if (found := metadata.first("language")) else "")
    if language.startswith(("en-us", "en_us")):
        return Order.MONTH_FIRST
    return Order.UNKNOWN if language in ("", "en") else Order.DAY_FIRST


def _divide(seen: Sequence[Block], chosen: Sequence[int], shown: int | None, title: str, order: Order) -> _Parts:
    """Header lines go to the head and foot lines to the tail, though the main text held them.

    What belongs to the head stands in the same container as title and text; what stands before it is the banner.
    """
    if not chosen:
        return _Parts([], [], [], [])
    home = home_of(seen, chosen)
    frame = _shared(home, seen[shown].path) if shown is not None else home[:-1]
    inside = [n for n in chosen if _within(seen[n], home) or (_within(seen[n], frame) and len(seen[n].text) >= _PROSE)]
    inside = [n for n in inside if shown is None or n > shown or len(seen[n].text) >= _PROSE] or list(chosen)
    inside = inside[_header_length([seen[n] for n in inside[:_HEADER]], title, order) :]
    while len(inside) > 1 and _foots(seen[inside[-1]], order):
        inside.pop()
    first, last = inside[0], inside[-1]
    above = [n for n in range(first) if _beside(seen[n], title)]
    prose = next((n for n in inside if len(seen[n].text) >= _PROSE), first)
    head = [n for n in above if _within(seen[n], frame)][-_ABOVE:]
    head += [n for n in range(first, prose) if n not in inside and _beside(seen[n], title) and _within(seen[n], frame)]
    return _Parts(
        head=[seen[n] for n in head],
        body=[seen[n] for n in inside],
        tail=[b for b in seen[last + 1 : last + 1 + _BELOW] if _beside(b, title)],
        banner=[seen[n] for n in above if n not in head][:_ABOVE],
    )


def _header_length(blocks: Sequence[Block], title: str, order: Order) -> int:
    """How many of the first blocks are header: up to the last that is one for sure, while all are short."""
    length = 0
    for n, block in enumerate(blocks[:-1], start=1):
        if len(block.text) > _LINE or is_turn(block.text):
            break
        if _heads(block, title, order):
            length = n
    return length


def _within(block: Block, container: tuple[int, ...]) -> bool:
    return block.path[: len(container)] == container


def _shared(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    """The innermost container of both."""
    return tuple(x for x, _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def _beside(block: Block, title: str) -> bool:
    return (
        block.region != "chrome"
        and len(block.text) < _SHORT
        and not same_words(block.text, title)
        and not is_furniture(block.text)
    )


def _heads(block: Block, title: str, order: Order) -> bool:
    text = block.text
    return (
        same_words(text, title)
        or is_dateline(text, order)
        or is_marker(text)
        or time_only(text)
        or is_rule(text)
        or (len(text) < 120 and bool(labelled_lines([text])))
        or _is_byline(text)
    )


def _is_byline(text: str) -> bool:
    """ "Anna Finch, Minister of Works"."""
    if len(text) > 160 or text.endswith((".", "!", "?", ":")):
        return False
    person = person_in(text.removeprefix("By "))
    return person is not None and bool(person.name) and bool(person.role) and "," in text.replace("،", ",")


def _foots(block: Block, order: Order) -> bool:
    text = block.text
    if is_rule(text):
        return True
    label, _, _value = text.partition(":")
    return (len(text) < 200 and field_of(label) is not None and ":" in text) or (
        text.startswith(("Updated ", "Last updated", "آخر تحديث")) and len(text) < 60
    )


def _lines(parts: Sequence[Block]) -> tuple[str, ...]:
    return tuple(line for block in parts for line in block.text.split("\n"))


def _labels(parts: _Parts) -> list[Labelled]:
    """Labelled lines of the head and tail, and of the first and last blocks of the text."""
    near = [*parts.head, *parts.body[:4], *parts.tail]
    lines: list[str] = []
    bare: list[int] = []
    for block in near:
        for line in block.text.split("\n"):
            if block.kind == "label":
                bare.append(len(lines))
            lines.append(line)
    return labelled_lines(lines, bare=bare)
