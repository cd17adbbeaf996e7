"""Which blocks of a page are the statement, and the statement's text.

trafilatura says what belongs; the words and their order come from our own blocks, so that nothing is invented and
headings, lists and quotes survive. Where it finds too little, the densest container of prose is taken instead.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import html

from indexer.extraction.layout import Block

_LETTERS = re.compile(r"[\W_]+")
_PROSE = 80  # characters from which a block reads as a sentence and not as a label
_FURNITURE = re.compile(
    r"(?:share|tweet|print|e-?mail|facebook|twitter|linkedin|whatsapp|telegram|pinterest|instagram|youtube|reddit|"
    r"download(?: \w+){0,3}|skip to .{0,30}|back to .{0,30}|read more|view (?:transcript|more|all)|font size|"
    r"print this(?: page)?|share this.{0,30}|(?:share|follow us) on .{0,60}|follow us.{0,40}|subscribe.{0,60}|"
    r"sign up .{0,60}|related .{0,40}|you may also like.{0,20}|more news.{0,20}|latest news.{0,20}|"
    r"(?:we|this (?:web)?site) uses? cookies.{0,300}|accept(?: all)?(?: cookies)?|cookie .{0,40}|copy link|"
    r"all rights reserved.{0,60}|(?:copyright|©).{0,120}|previous|next|advertisement|menu|search|home|close|tags?:?|"
    r"click here to .{0,60}|your browser does not .{0,80}|please enable javascript.{0,60}|comments?|leave a comment|"
    r"مشاركة|شارك.{0,30}|طباعة|تابعنا.{0,30}|اقرأ أيضا.{0,80}|مواضيع ذات صلة|أخبار ذات صلة|جميع الحقوق محفوظة.{0,60}|"
    r"فيسبوك|تويتر|واتساب|تلغرام|حجم الخط|العودة .{0,30}|المزيد|الرئيسية|بحث|القائمة|إغلاق|التعليقات)"
    r"(?:[\s|·•/]+(?:share|tweet|print|e-?mail|facebook|twitter|linkedin|whatsapp|telegram|مشاركة|طباعة|فيسبوك|تويتر))*"
    r"[\s.:!…»>›|]*",
    re.I,
)
_RELATED = re.compile(
    r"(?:related|see also|read (?:also|next)|more (?:from|on|news|speeches|stories)|you may|also (?:in|on)|latest|"
    r"recent|most (?:read|popular|viewed)|other (?:news|stories|speeches)|previous (?:news|releases)|recommended)"
    r"\b.{0,40}|(?:اقرأ|مواضيع|أخبار|مقالات|آخر ال|الأكثر|المزيد من|ذات صلة).{0,40}",
    re.I,
)


@dataclass(frozen=True, slots=True)
class MainText:
    """`chosen`: places of the statement's blocks among all blocks, in order. `basis`: how they were found."""

    chosen: tuple[int, ...]
    basis: str


def main_text(tree: html.HtmlElement, blocks: Sequence[Block]) -> MainText:
    """The statement's blocks; none when the page holds no prose at all."""
    reading = _squash(_trafilatura(tree))
    agreed = [n for n, block in enumerate(blocks) if _agrees(block, reading)]
    ours = _densest(blocks)
    if _size(blocks, agreed) * 2 < _size(blocks, ours):
        chosen, basis = ours, "densest part of the page"
    else:
        chosen, basis = _mended(blocks, agreed), "main text"
    return MainText(tuple(_trimmed(blocks, chosen)), basis)


def paragraphs(blocks: Sequence[Block]) -> list[str]:
    """The texts of the blocks as paragraphs; items of one list stay together, one a line."""
    written: list[str] = []
    in_list: tuple[int, ...] | None = None
    for block in blocks:
        if block.kind == "item":
            line = "- " + re.sub(r"^[-•*·▪]\s*", "", block.text.replace("\n", " "))
            if in_list is not None and block.path[: len(in_list)] == in_list:
                written[-1] += "\n" + line
                continue
            in_list = block.path[:-1]
            written.append(line)
        else:
            in_list = None
            written.append(block.text)
    return written


def is_furniture(text: str) -> bool:
    """Whether a line is a share bar, a cookie notice, a "print this page"."""
    return len(text) < 400 and _FURNITURE.fullmatch(text.strip()) is not None


def _trafilatura(tree: html.HtmlElement) -> str:
    from copy import deepcopy

    import trafilatura

    try:
        return (
            trafilatura.extract(deepcopy(tree), include_comments=False, include_tables=True, with_metadata=False) or ""
        )
    except (RecursionError, ValueError, TypeError, AttributeError, AssertionError, IndexError, KeyError):
        return ""  # it meets odd trees with such errors; the densest container is still there


def _squash(text: str) -> str:
    return _LETTERS.sub("", text).casefold()


def _agrees(block: Block, reading: str) -> bool:
    """Whether trafilatura kept this block; a short label is too easily found inside other words."""
    if block.region == "chrome" and block.links > 0.3:
        return False
    squashed = _squash(block.text)
    return len(squashed) > 12 and squashed in reading


def _size(blocks: Sequence[Block], chosen: Sequence[int]) -> int:
    return sum(len(blocks[n].text) for n in chosen)


def _densest(blocks: Sequence[Block]) -> list[int]:
    """The container whose prose, less its links, weighs most; a paragraph counts half for each level further out."""
    weights: defaultdict[tuple[int, ...], float] = defaultdict(float)
    for block in blocks:
        if block.region == "chrome" or len(block.text) < _PROSE or block.links > 0.5:
            continue
        weight = len(block.text) * (1 - block.links)
        for up, share in ((1, 1.0), (2, 0.9), (3, 0.6)):
            if len(block.path) > up:
                weights[block.path[:-up]] += weight * share
    if not weights:
        return [n for n, b in enumerate(blocks) if b.region != "chrome" and b.links < 0.5 and not is_furniture(b.text)]
    best = max(weights, key=lambda path: (weights[path], len(path)))
    return [n for n, b in enumerate(blocks) if b.path[: len(best)] == best and b.region != "chrome" and b.links < 0.7]


def _mended(blocks: Sequence[Block], agreed: Sequence[int]) -> list[int]:
    """What trafilatura kept, and what stands between in the same container: lists, short turns, sub-headings."""
    if not agreed:
        return []
    common = home_of(blocks, agreed)
    kept = set(agreed)
    prose = [n for n in agreed if len(blocks[n].text) >= _PROSE] or list(agreed)
    for n in range(prose[0], prose[-1] + 1):
        block = blocks[n]
        if block.path[: len(common)] == common and block.region != "chrome" and block.links < 0.5:
            kept.add(n)
    return sorted(kept)


def home_of(blocks: Sequence[Block], chosen: Sequence[int]) -> tuple[int, ...]:
    """The path of the innermost container that holds nine tenths of the prose."""
    prose = [blocks[n].path for n in chosen if len(blocks[n].text) >= _PROSE]
    return _common(prose or [blocks[chosen[0]].path])


def _common(paths: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """The innermost container that holds nine tenths of the paragraphs."""
    counts: Counter[tuple[int, ...]] = Counter()
    for path in paths:
        counts.update(path[:n] for n in range(1, len(path)))
    enough = [path for path, count in counts.items() if count * 10 >= len(paths) * 9]
    return max(enough, key=len, default=())


def _trimmed(blocks: Sequence[Block], chosen: Sequence[int]) -> list[int]:
    """Without furniture, and without what follows a "related" heading that no prose follows."""
    kept = [n for n in chosen if not is_furniture(blocks[n].text)]
    for place, n in enumerate(kept):
        block = blocks[n]
        rest = kept[place + 1 :]
        if (
            place
            and len(block.text) < 60
            and _RELATED.fullmatch(block.text)
            and all(len(blocks[r].text) < 200 or blocks[r].links > 0.3 for r in rest)
        ):
            return kept[:place]
    return kept
