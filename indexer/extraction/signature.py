"""The signature under a letter or a statement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from indexer.extraction.attribution import Claim
from indexer.extraction.people import Attributed, people_in
from indexer.extraction.person_names import is_name
from indexer.extraction.sheet import Sheet
from indexer.extraction.wordlists import NOT_NAMES, word_set

_CLOSING = re.compile(
    r"(?:yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|(?:best|kind|warm) regards|respectfully(?: yours)?|"
    r"by order|signed|with best wishes|والسلام|مع التحية|التوقيع|وتفضلوا .{0,40})\s*[,:.،]?",
    re.I,
)

_SMALL = word_set("of the for and to de la del al el bin ibn ben abu von van der di da president secretary chair")


def signatures(sheet: Sheet, known: Callable[[str], bool]) -> Iterator[Claim]:
    """A name in one of the last lines that an office follows or a closing formula precedes, or that is `known`."""
    lines = (
        [line for paragraph in sheet.body[-4:] for line in paragraph.split("\n")][-6:] if len(sheet.body) > 1 else []
    )
    lines += sheet.tail[:3]
    for n, line in enumerate(lines):
        if not _is_signature(line):
            continue
        if known(line):
            yield Claim((Attributed(name=line),), "signature", line)
            continue
        people = people_in(line)
        before = n > 0 and _CLOSING.fullmatch(lines[n - 1].strip()) is not None
        after = people_in(lines[n + 1]) if n + 1 < len(lines) and len(lines[n + 1]) < 100 else []
        signed = people and people[0].name and not _elsewhere(people[0].name)
        whole = signed and " " in people[0].name
        if signed and (before or (whole and people[0].role) or (after and not after[0].name)):
            role = people[0].role or (after[0].role if after else "")
            yield Claim((Attributed(name=people[0].name, role=role),), "signature", line)
        elif n == len(lines) - 2 and is_name(line.split()) and not _elsewhere(line) and len(lines[-1].split()) <= 3:
            yield Claim(tuple(people_in(line)[:1]), "signature", line)


def _is_signature(line: str) -> bool:
    """Short, no sentence, no label: every word but the small ones of an office has a capital."""
    words = line.split()
    small = [word for word in words if word[:1].islower()]
    return (
        len(line) <= 120
        and ":" not in line
        and not line.rstrip().endswith((".", "?", "!", ","))
        and all(word in _SMALL or word.startswith(("al-", "el-", "as-")) for word in small)
    )


def _elsewhere(name: str) -> bool:
    return any(word.casefold() in NOT_NAMES for word in name.split())
