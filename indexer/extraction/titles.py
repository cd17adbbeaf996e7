"""The title of a page, without the name of the site; and of a plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.extraction.layout import Block
from indexer.extraction.metadata import Metadata
from indexer.extraction.readings import Reading
from indexer.extraction.sheet import words_only

_SITE = re.compile(r"\s+(?:[|»›·•–—]|::?|-)\s+")


def page_title(window: str, metadata: Metadata, blocks: Sequence[Block]) -> tuple[Reading | None, int | None]:
    """The title, and the place of the block that shows it.

    A heading that the page also names to machines (title tag, og:title) is the surest; then what is named to machines;
    then the only h1; then the title tag.
    """
    named = [(reading.value, reading.basis) for reading in metadata.found.get("title", ())]
    if window:
        named.append((window, "title tag"))
    headings = [
        (n, block) for n, block in enumerate(blocks) if block.kind in ("h1", "h2", "h3") and block.region != "chrome"
    ]
    for level in ("h1", "h2", "h3"):
        for n, block in headings:
            said = " ".join(block.text.split())
            if block.kind == level and any(_names(value, said) for value, _ in named):
                return Reading(value=said, basis=f"heading {level}, named by the page", evidence=said), n
    firsts = [(n, b) for n, b in headings if b.kind == "h1"]
    if named:
        site = metadata.first("organisation")
        value, basis = named[0]
        title = without_site(value, site.value if site else "")
        if len(firsts) == 1 and basis == "title tag" and len(firsts[0][1].text) > 15 and len(title) < 12:
            named = []
        elif title:
            return Reading(value=title, basis=basis, evidence=value), _shown(title, blocks)
    if firsts:
        n, block = firsts[0]
        return Reading(value=" ".join(block.text.split()), basis="heading h1", evidence=block.text), n
    return None, None


def without_site(title: str, site: str) -> str:
    """ "A visit | The Office" -> "A visit": the last parts go that name the site or are short beside the first."""
    pieces = _SITE.split(title)
    if len(pieces) == 1:
        return title
    if site and words_only(pieces[0]) == words_only(site):
        return title[_SITE.search(title).end() :]  # type: ignore[union-attr]
    cut = [m.start() for m in _SITE.finditer(title)]
    marks = [m[0].strip() for m in _SITE.finditer(title)]
    for at, mark, tail in zip(cut, marks, pieces[1:], strict=True):
        rest = title[at:]
        if (site and words_only(site) in words_only(rest)) or (mark in "|»›::" and len(pieces[0]) >= 10):
            return title[:at]
        if (
            mark in "-–—·•"
            and tail == pieces[-1]
            and len(tail.split()) <= 5
            and len(title[:at].split()) >= 5
            and not site
        ):
            return title[:at] if not re.search(r"\d", tail) else title
    return title


def _names(value: str, heading: str) -> bool:
    """Whether the words for machines begin with this heading, alone or with the site's name before or after it."""
    a, b = words_only(value), words_only(heading)
    if not b or a == b:
        return bool(b)
    pieces = [words_only(piece) for piece in _SITE.split(value)]
    return (b in (pieces[0], pieces[-1]) and (len(b) >= 15 or (b == pieces[0] and len(pieces) > 1))) or (
        len(b) >= 15 and a.startswith(b + " ") and any(b.endswith(piece) for piece in pieces[:-1] if piece)
    )


def _shown(title: str, blocks: Sequence[Block]) -> int | None:
    wanted = words_only(title)
    return next(
        (n for n, block in enumerate(blocks) if block.region != "chrome" and words_only(block.text) == wanted), None
    )
