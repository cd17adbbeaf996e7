"""A tree -> the blocks a reader sees, in order: headings, paragraphs, list items, quotes, cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from indexer.extraction.wordlists import word_set

_SKIPPED = word_set(
    "script style noscript template svg math head iframe object embed applet audio video canvas map button select "
    "option textarea input datalist dialog"
)
_BLOCK = word_set(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table "
    "tbody td tfoot th thead tr ul title label"
)
_LEAF_KIND = {
    "blockquote": "quote",
    "li": "item",
    "td": "cell",
    "th": "label",
    "dt": "label",
    "dd": "cell",
    "figcaption": "caption",
    "caption": "caption",
    "label": "caption",
    "pre": "pre",
    **{f"h{n}": f"h{n}" for n in range(1, 7)},
}
_REGION = {"nav": "chrome", "footer": "chrome", "aside": "chrome", "menu": "chrome", "dialog": "chrome"}
_ROLE = {
    "navigation": "chrome",
    "search": "chrome",
    "contentinfo": "chrome",
    "complementary": "chrome",
    "dialog": "chrome",
    "alertdialog": "chrome",
    "menu": "chrome",
    "menubar": "chrome",
    "toolbar": "chrome",
    "main": "main",
    "article": "main",
}
_SPACE = re.compile(r"[ \t\n\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0b\x0e-\x1f\x7f]")
_BREAK = "\x0c"  # stands for <br> while a block is collected; the page's own form feeds were made spaces


@dataclass(frozen=True, slots=True)
class Block:
    """`text` has line breaks where the page breaks lines. `kind`: h1-h6, item, quote, cell, label, caption, pre, text.

    `region`: main, chrome (menus, footers, asides) or "". `links`: share of its letters inside links, 0 to 1.
    `path`: the places of the elements around it, outermost first.
    """

    text: str
    kind: str
    region: str
    links: float
    path: tuple[int, ...]


def tidy(text: str) -> str:
    """One line: runs of white space are one space, invisible signs are gone."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


def blocks(tree: html.HtmlElement) -> tuple[Block, ...]:
    """The visible blocks of the page in reading order, empty ones left out."""
    return tuple(_Collector().collect(tree))


@dataclass(frozen=True, slots=True)
class _Around:
    kind: str = "text"
    region: str = ""
    link: bool = False
    path: tuple[int, ...] = ()


class _Collector:
    def __init__(self) -> None:
        self._parts: list[tuple[str, bool]] = []
        self._at = _Around()
        self._count = 0

    def collect(self, tree: html.HtmlElement) -> Iterator[Block]:
        stack: list[tuple[html.HtmlElement, _Around, bool]] = [(tree, _Around(), False)]
        while stack:
            element, around, leaving = stack.pop()
            if leaving:
                yield from self._leave(element, around)
                continue
            if not isinstance(element.tag, str) or element.tag in _SKIPPED or _hidden(element):
                self._take(element.tail, around)
                continue
            inner = self._enter(element, around)
            if element.tag in _BLOCK:
                yield from self._flush(inner)
            elif element.tag == "br":
                self._parts.append((_BREAK, False))
            self._take(element.text, inner)
            stack.append((element, around, True))
            stack.extend((child, inner, False) for child in reversed(element))
        yield from self._flush(_Around())

    def _enter(self, element: html.HtmlElement, around: _Around) -> _Around:
        tag = element.tag
        if tag not in _BLOCK:
            return _Around(around.kind, around.region, True, around.path) if tag == "a" else around
        self._count += 1
        role = _ROLE.get((element.get("role") or "").lower(), "")
        own = _REGION.get(tag, "") or role or ("main" if tag in ("main", "article") else "")
        region = around.region if around.region == "chrome" or not own else own
        return _Around(
            _LEAF_KIND.get(tag, around.kind if tag in ("p", "div") else "text"),
            region,
            around.link,
            (*around.path, self._count),
        )

    def _leave(self, element: html.HtmlElement, around: _Around) -> Iterator[Block]:
        if element.tag in _BLOCK:
            yield from self._flush(around)
        self._take(element.tail, around)

    def _take(self, text: str | None, around: _Around) -> None:
        if text:
            if around.kind != "pre":
                text = _SPACE.sub(" ", text)
            self._parts.append((text.replace(_BREAK, " ").replace("\n", _BREAK), around.link))

    def _flush(self, following: _Around) -> Iterator[Block]:
        parts, at = self._parts, self._at
        self._parts, self._at = [], following
        whole = "".join(text for text, _ in parts)
        if not whole.strip():
            return
        linked = sum(len(text.strip()) for text, link in parts if link)
        share = min(1.0, linked / max(1, len(whole.strip())))
        for piece in re.split(rf"{_BREAK}[ {_BREAK}]*{_BREAK}", whole):
            lines = [line for line in map(tidy, piece.split(_BREAK)) if line]
            if lines:
                yield Block("\n".join(lines), at.kind, at.region, share, at.path)


def _hidden(element: html.HtmlElement) -> bool:
    # display:none is not among them: transcripts that unfold on a click carry it.
    return "hidden" in element.attrib or element.get("aria-hidden") == "true"
