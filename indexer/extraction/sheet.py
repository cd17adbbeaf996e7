"""A sheet: a document laid out for reading, whatever it came as. The rules for dates and speakers read sheets only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from indexer.extraction.dates import Order, find_dates
from indexer.extraction.labels import Labelled
from indexer.extraction.metadata import Metadata
from indexer.extraction.readings import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`head`: lines above the text; `body`: paragraphs; `tail`: lines below; `banner`: what the page
    shows above everything, its own name and date. Title, menus and furniture are in none.

    `today`: no date after it can be true. `page`: it was HTML.
    """

    name: str
    title: Reading
    head: tuple[str, ...]
    body: tuple[str, ...]
    tail: tuple[str, ...] = ()
    banner: tuple[str, ...] = ()
    labels: tuple[Labelled, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    order: Order = Order.UNKNOWN
    today: date = field(default_factory=date.today)
    page: bool = False

    @property
    def text(self) -> str:
        return "\n\n".join(self.body)

    @property
    def url(self) -> str | None:
        found = self.metadata.first("url")
        return found.value if found else self.label("url")

    def label(self, which: str) -> str | None:
        return next((line.value for line in self.labels if line.field == which), None)


RELEASE_MARKER = re.compile(
    r"(?:for (?:immediate|general)? ?release|press release|news release|media release|press statement|media statement|"
    r"for (?:the )?press|immediate release|justice news|news|speeches?|statements?|transcript|"
    r"للنشر(?: الفوري| فورا)?|بيان صحفي|بيان صحافي|تصريح صحفي|خبر صحفي|بيان|تصريح|أخبار)[\s:.!]*",
    re.I,
)
_TIME = re.compile(
    r"(?:\b(?:at|as of|الساعة)\s+)?\b[012]?\d(?:[:.h][0-5]\d)?(?:[:.][0-5]\d)?\s*(?:[ap]\.?\s?m\.?)?(?![\w/])"
    r"(?:\s*\(?(?:local time|local|gmt|utc|[ecmp][sd]t|bst|cest|cet|ist|aest|aedt|eet|[A-Z]{3,4})\b\)?)?",
    re.I,
)
_DATE_WORDS = re.compile(
    r"\b(?:for immediate release|date|dated|posted|published|released?|issued|delivered|on|at|the|this|day|of|by|"
    r"press release|media release|news|time|local|last|am|pm|no|number|hrs?)\b|"
    r"(?:نشر|في|بتاريخ|التاريخ|تاريخ|يوم|الموافق|الساعة|هـ|م)(?!\w)",
    re.I,
)
_VOWELS = re.compile("[\u064b-\u0652]")
_DASHES = " -–—.,،:"
_IN_ARABIC = re.compile(r"\s(?:في|بتاريخ|يوم)\s*$")
_DASH = re.compile(r"[\s,.،]*[–—-]{1,2}\s+")
PLACE_BEFORE = re.compile(
    r"[\s(\[]*(?:[A-Z][\w.'’-]*(?:\s+(?:of|the|de|al|el|and|di|du|la))?[\s,/]*){0,6}[\s)\],:–—-]*|"
    r"[\s(\[]*(?:[\u0621-\u0652]+[\s،,/]*){0,3}[\s)\]،:–—-]*"
)
EVENT_BEFORE = re.compile(
    r"\b(?:of|since|after|before|until|by|from|anniversary|on|in|between|the)\s*$|(?:منذ|ذكرى|بعد|قبل|حتى|في|من)\s*$",
    re.I,
)
_RULE = re.compile(r"[\s_\-=*~.•|,،:;()\[\]/–—#]+")


def is_rule(line: str) -> bool:
    """A line of dashes, stars or dots."""
    return not _RULE.sub("", line)


def date_only(line: str, order: Order = Order.UNKNOWN) -> bool:
    """Whether a line holds a date, perhaps a time and a word such as "Posted", and nothing else."""
    if len(line) > 120:
        return False
    found = find_dates(line, order=order)
    if not found:
        return False
    rest = line
    for written in reversed(found):
        rest = rest[: written.start] + " " + rest[written.end :]
    rest = _DATE_WORDS.sub(" ", _TIME.sub(" ", rest))
    return len(_RULE.sub("", rest)) <= 2


def is_dateline(line: str, order: Order = Order.UNKNOWN) -> bool:
    """ "SIRMAL, 14 May 2024 -": a place and a date and nothing else."""
    return len(line) <= 100 and (date_only(line, order) or dateline_end(line, order) >= len(line.rstrip(_DASHES)))


def dateline_end(line: str, order: Order = Order.UNKNOWN) -> int:
    """Where the place and date end with which a line begins, its dash included; 0 when it begins otherwise."""
    found = find_dates(line[:120], order=order)
    if not found:
        return 0
    before = _IN_ARABIC.sub("", RELEASE_MARKER.sub("", line[: found[0].start]))
    if EVENT_BEFORE.search(before) or not PLACE_BEFORE.fullmatch(before.strip(" _-–—.:~")):
        return 0
    rest = line[found[0].end :]
    time = _TIME.match(rest.lstrip(" ,،")) if rest else None
    after = rest.lstrip(" ,،")[time.end() :] if time else rest
    dash = _DASH.match(after)
    return len(line) - len(after) + dash.end() if dash else len(line) if is_rule(after) else 0


def time_only(line: str) -> bool:
    """ "2:02 p.m. EDT"."""
    return len(line) < 40 and bool(re.search(r"\d[:.]\d\d|\d\s*[ap]\.?m", line, re.I)) and is_rule(_TIME.sub("", line))


def is_marker(line: str) -> bool:
    """ "FOR IMMEDIATE RELEASE", "بيان صحفي"."""
    return RELEASE_MARKER.fullmatch(_VOWELS.sub("", line).strip()) is not None


def same_words(a: str, b: str) -> bool:
    return words_only(a) == words_only(b)


def words_only(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def first_words(body: Sequence[str], limit: int = 100) -> str:
    """The first sentence, or its first words when it is longer than `limit` characters."""
    text = " ".join(" ".join(body).split()[:40])
    sentence = re.match(r".{20,}?[.!?؟](?=\s|$)", text)
    text = sentence[0] if sentence and len(sentence[0]) <= limit else text
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"
