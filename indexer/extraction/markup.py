"""HTML text -> a tree, after a linear look that keeps hostile markup away from every parser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from lxml import etree, html

from indexer.errors import Unreadable
from indexer.extraction.wordlists import word_set

MAX_DEPTH = 512
MAX_ATTRIBUTES = 1_000  # lxml needs 0.9 s for one tag with 20,000, and four times that for twice as many
MAX_ELEMENTS = 40_000  # 5 s of work
MAX_TAG_LENGTH = 1_000_000

_HTML_NAMES = {".html", ".htm", ".xhtml", ".shtml", ".php", ".aspx", ".asp", ".jsp"}
_LOOKS = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|h1|meta|title|table|span|br)\b[^<>]*>", re.I)
_TAG = re.compile(r"<!--|<(/?)([A-Za-z][A-Za-z0-9:-]{0,60})")
_STEP = re.compile(r"""[>]|=\s*+(["'])""")
_VOID = word_set("area base br col embed hr img input link meta param source track wbr")
# Their end tags may be left out, so they never nest by themselves.
_IMPLIED = word_set("p li dt dd option optgroup tr td th thead tbody tfoot html head body colgroup rp rt")
_RAW = word_set("script style textarea title xmp noembed")
_INLINE = re.compile(r"</?(?:font|b|i|u|em|strong|span|small|big|tt|center|s|strike|a|ins|del|sup|sub)\b[^<>]*>", re.I)


@dataclass(slots=True)
class Measure:
    """What a page asks of a parser. `elements`: tags that open one."""

    depth: int = 0
    attributes: int = 0
    elements: int = 0
    longest: int = 0


def looks_like_html(text: str, name: str) -> bool:
    """By content first: a text file that quotes one tag is text, an .html file without any tag is text."""
    head = text[:20_000]
    found = len(_LOOKS.findall(head))
    start = head.lstrip("\ufeff \n\t")[:200].lower()
    if start.startswith(("<!doctype html", "<html", "<?xml", "<!--", "<head", "<body", "<article", "<div", "<p>")):
        return True
    if PurePath(name).suffix.lower() in _HTML_NAMES:
        return found > 0 or re.search(r"<[A-Za-z/!]", head) is not None
    return found >= 3 or (start.startswith("<") and found + head.count("<") > 20)


def measure(text: str) -> Measure:
    """Depth, attributes and elements by one pass that never looks at a character twice and ends beyond the limit."""
    seen = Measure()
    depth = position = 0
    gone: set[str] = set()  # ends that occur nowhere further on, so that they are sought once only

    def after(needle: str, start: int) -> int:
        if needle in gone:
            return len(text)
        at = text.find(needle, start)
        if at < 0:
            gone.add(needle)
            return len(text)
        return at + len(needle)

    while seen.elements <= MAX_ELEMENTS and (found := _TAG.search(text, position)):
        if found[0] == "<!--":
            position = after("-->", found.end())
            continue
        position, attributes = _tag_end(text, found.end(), after)
        name = found[2].lower()
        seen.elements += not found[1]
        seen.attributes = max(seen.attributes, attributes)
        seen.longest = max(seen.longest, position - found.start())
        if name in _RAW and not found[1]:
            position = after(f"</{found[2]}", position)
        elif name not in _VOID and name not in _IMPLIED and text[position - 2 : position] != "/>":
            depth = max(0, depth - 1) if found[1] else depth + 1
            seen.depth = max(seen.depth, depth)
    return seen


def _tag_end(text: str, position: int, after: object) -> tuple[int, int]:
    """Where the tag ends, and how many attributes it has at least."""
    attributes, start = 0, position
    while step := _STEP.search(text, position):
        attributes += text.count("=", start, step.end())
        if step[0] == ">":
            blanks = len(text[start : step.start()].split())
            return step.end(), max(attributes, blanks if step.end() - start > 4_000 else 0)
        position = start = after(step[1], step.end())  # type: ignore[operator]
    return len(text), attributes + len(text[start:].split())


def parse(text: str) -> html.HtmlElement:
    """The tree of the page. Raises Unreadable when its markup is beyond the limits or holds nothing."""
    text = _guarded(text)
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise Unreadable("The page holds markup and no text.") from error
    return tree


def _guarded(text: str) -> str:
    seen = measure(text)
    if seen.depth > MAX_DEPTH:
        # Old pages leave hundreds of <font> open; without such tags they are shallow.
        text = _INLINE.sub(" ", text)
        seen = measure(text)
    if seen.depth > MAX_DEPTH:
        raise Unreadable(f"The page nests its elements {seen.depth:,} deep; at most {MAX_DEPTH} are read.")
    if seen.attributes > MAX_ATTRIBUTES:
        raise Unreadable(f"One tag has {seen.attributes:,} attributes; at most {MAX_ATTRIBUTES:,} are read.")
    if seen.elements > MAX_ELEMENTS:
        raise Unreadable(f"The page has more than {MAX_ELEMENTS:,} elements; no more are read.")
    if seen.longest > MAX_TAG_LENGTH:
        raise Unreadable(f"One tag is {seen.longest:,} characters long; at most {MAX_TAG_LENGTH:,} are read.")
    return text
