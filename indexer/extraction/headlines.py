"""The title of a plain text: a labelled one, a heading line, or the words in title case that open the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indexer.extraction.dates import Order, find_dates
from indexer.extraction.labels import Labelled
from indexer.extraction.readings import Reading
from indexer.extraction.sheet import first_words, is_dateline, is_marker, time_only
from indexer.extraction.wordlists import BODIES, word_set

_OFFICE = re.compile(
    r"(?:the )?(?:white house|office of|department of|ministry of|embassy of|permanent mission|"
    r"press (?:office|service)|government of|united nations|bureau of|parliament|republic of|kingdom of)\b.{0,60}|"
    r"(?:وزارة|مكتب|رئاسة|سفارة|الجمهورية|المملكة|الأمم المتحدة|دائرة|المكتب الإعلامي|البعثة).{0,60}",
    re.I,
)
_BYLINE = re.compile(r"(?:by|an? \w+ by)\s+[A-Z]|بقلم", re.I)
_TIME_PREFIX = re.compile(r"\s*(?:at\s+)?\d{1,2}:\d{2}(?:\s*[ap]\.?m\.?)?\s+", re.I)
_SMALL = word_set(
    "a an the of on in at to for from by with and or as under over into after before against amid vs is are its "
    "their his her al el de & despite due following because"
)
_SENTENCE_STARTS = word_set(
    "President Vice-president Vice-President Secretary-General Member The Head Activists Minister Spokesman "
    "Spokesperson Chairman Director In On Twitter At A"
)


@dataclass(frozen=True, slots=True)
class Titled:
    """The title, with the head and body that remain."""

    title: Reading
    head: list[str]
    body: list[str]


def text_title(labels: Sequence[Labelled], head: list[str], body: list[str], is_body: Callable[[str], bool]) -> Titled:
    """`is_body`: whether a line is the name of a known organisation."""
    said = next((label for label in labels if label.field == "title"), None)
    if said:
        return Titled(Reading(value=said.value, basis="header line", evidence=said.evidence), head, body)
    places = [n for n, line in enumerate(head) if _may_title(line) and not is_body(line)]
    if len(places) > 1 and _is_letterhead(head[places[0]]):
        places.pop(0)
    if not places or (not body and len(head) == 1):
        return _glued_title(head, body)
    start = places[0]
    end = start + 1
    while end < len(head) and head[start].isupper() and head[end].isupper() and end in places and end - start < 4:
        end += 1
    title = " ".join(head[start:end])
    return Titled(Reading(value=title, basis="first heading line", evidence=title), head[:start] + head[end:], body)


def _may_title(line: str) -> bool:
    return (
        len(line.split()) >= 2
        and len(line) <= 250
        and not is_dateline(line)
        and not is_marker(line)
        and not time_only(line)
        and not _OFFICE.fullmatch(line)
        and not _BYLINE.match(line)
        and not line.startswith("(")
        and not (re.match(r"no\.?\s*\d", line, re.I))
    )


def _is_letterhead(line: str) -> bool:
    """ "HARBOUR UNION OF SIRMAL", "Council for Truth": a body by itself, where "Council Condemns Attack" is a title."""
    words = [word.casefold().strip(".,'’") for word in line.split()]
    for n, word in enumerate(words):
        if word in BODIES and len(words) <= 8 and (n + 1 == len(words) or words[n + 1] in ("of", "for", "and", "to")):
            return True
    return False


def _glued_title(head: list[str], body: list[str]) -> Titled:
    """ "Saturday 23 April 2016 18:05 A Title. The text ..." in one line: the date goes to the head."""
    if not body:
        words = first_words(head)
        return Titled(Reading(value=words, basis="first words", evidence=words), [], list(head))
    first = body[0]
    dates = find_dates(first[:80], order=Order.UNKNOWN)
    if dates and dates[0].start == 0 and dates[0].value is not None:
        rest = first[dates[0].end :]
        if time := _TIME_PREFIX.match(rest):
            rest = rest[time.end() :]
        head = [*head, first[: len(first) - len(rest)].strip()]
        first = rest.strip()
        if title := _leading_title(first):
            text = first[len(title) :].lstrip(" .")
            reading = Reading(value=title, basis="leading words in title case", evidence=title)
            return Titled(reading, head, [text, *body[1:]] if text else body[1:])
        body = [first, *body[1:]]
    words = first_words(body)
    return Titled(Reading(value=words, basis="first words", evidence=words), head, body)


def _leading_title(text: str) -> str:
    """The leading words in title case up to the first full stop, or up to where a sentence's case begins."""
    words = text[:300].split(" ")
    for n, word in enumerate(words):
        if word.endswith((".", "!", "?")) and n >= 3 and not re.fullmatch(r"(?:[A-Z]\.)+|(?:Mr|Dr|St|No)\.", word):
            return " ".join(words[: n + 1]).rstrip(".")
        if word[:1].islower() and word not in _SMALL and not word.startswith(("al-", "el-")):
            return _before_sentence(words[:n])
    return ""


def _before_sentence(words: Sequence[str]) -> str:
    """Where the title ended and the first sentence began, judged by a word that opens sentences."""
    for n in range(len(words) - 1, 3, -1):
        if words[n] in _SENTENCE_STARTS:
            return " ".join(words[:n])
    return ""
