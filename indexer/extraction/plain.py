"""Plain text -> a sheet: typewritten headers, e-mail-like headers, text in one line, hard-wrapped lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from indexer.errors import Unreadable
from indexer.extraction.dates import Order, find_dates
from indexer.extraction.labels import Labelled, labelled_lines
from indexer.extraction.layout import tidy
from indexer.extraction.main_text import is_furniture
from indexer.extraction.readings import Reading
from indexer.extraction.sheet import Sheet, date_only, first_words, is_marker, is_rule, time_only

_HEADER_LINES = 30
_SENTENCE = 140  # a line this long is text and not header
_GAP = re.compile(r"\s{3,}|_{3,}|-{4,}|={3,}|\*{3,}|\t+")
_TURN = re.compile(r"[A-Z][A-Z.'’ \-]{1,40}(?:\([^)]{1,40}\))?\s?:\s?(?:\S|$)")
_OFFICE = re.compile(
    r"(?:the )?(?:white house|office of|department of|ministry of|embassy of|permanent mission|press (?:office|service)|"
    r"government of|united nations|bureau of|parliament|republic of|kingdom of)\b.{0,60}|"
    r"(?:وزارة|مكتب|رئاسة|سفارة|الجمهورية|المملكة|الأمم المتحدة|دائرة|المكتب الإعلامي|البعثة).{0,60}",
    re.I,
)
_TIME_PREFIX = re.compile(r"\s*(?:at\s+)?\d{1,2}:\d{2}(?:\s*[ap]\.?m\.?)?\s+", re.I)


def lay_out_text(text: str, *, name: str, today: date) -> Sheet:
    """Raises Unreadable when no line holds a letter or digit."""
    lines = [line.replace("\x0c", "") for line in text.split("\n")]
    header, rest = _header(lines)
    if not any(c.isalnum() for c in text):
        raise Unreadable("The file holds no words.")
    labels = labelled_lines(header)
    used = {place for label in labels for place in range(label.place, label.place + label.length)}
    head = [line for n, line in enumerate(header) if n not in used and not is_rule(line)]
    body = _paragraphs(rest)
    title, head, body = _title(labels, head, body)
    if not body:
        body = [title.value]
    return Sheet(name=name, title=title, head=tuple(head), body=tuple(body), labels=tuple(labels), today=today)


def _header(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The short lines before the text, wide gaps inside them read as line ends; and the text's lines."""
    header: list[str] = []
    for n, line in enumerate(lines):
        flat = tidy(line)
        if not flat or is_rule(flat):
            continue
        pieces = [tidy(piece) for piece in _GAP.split(line.strip()) if piece and tidy(piece)]
        labelled = bool(labelled_lines([flat]))
        if len(header) > _HEADER_LINES or (not labelled and (_TURN.match(flat) or any(map(_is_text, pieces)))):
            return header, list(lines[n:])
        header.extend([flat] if labelled else pieces)
    return header, []


def _is_text(line: str) -> bool:
    if len(line) >= _SENTENCE:
        return True
    return len(line) > 50 and line.endswith((".", "!", "?", "؟", "”", '."', ":", "،")) and not date_only(line)


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Blank lines part paragraphs; without any, each long line is one and short lines are joined as wrapped."""
    blank = sum(not line.strip() for line in lines)
    filled = [line for line in lines if line.strip()]
    if not filled:
        return []
    lengths = sorted(len(line) for line in filled)
    wrapped = lengths[len(lengths) // 2] < 100 and len(filled) > 3
    if not wrapped or (blank * 4 > len(lines) and lengths[len(lengths) // 2] > 100):
        return [flat for line in filled if (flat := tidy(line)) and not is_furniture(flat)]
    groups: list[list[str]] = [[]]
    for line in lines:
        flat = tidy(line)
        if not flat:
            groups.append([])
        elif groups[-1] and (
            _TURN.match(flat)
            or re.match(r"[-•*]\s|\d+[.)]\s", flat)
            or (line[:4].isspace() and not groups[-1][-1][:1].isspace() and _ends(groups[-1][-1]))
        ):
            groups.append([flat])
        else:
            groups[-1].append(flat)
    joined = (re.sub(r"(?<=[a-z])- (?=[a-z])", "-", " ".join(group)) for group in groups if group)
    return [paragraph for paragraph in joined if not is_furniture(paragraph)]


def _ends(line: str) -> bool:
    return line.endswith((".", "!", "?", "”", '"', "؟", ":"))


def _title(labels: Sequence[Labelled], head: list[str], body: list[str]) -> tuple[Reading, list[str], list[str]]:
    """The title with the head and body that remain."""
    said = next((label for label in labels if label.field == "title"), None)
    if said:
        return Reading(value=said.value, basis="header line", evidence=said.evidence), head, body
    for n, line in enumerate(head):
        if _may_title(line):
            end = n + 1
            while end < len(head) and line.isupper() and head[end].isupper() and _may_title(head[end]) and end - n < 4:
                end += 1
            title = " ".join(head[n:end])
            if not body and len(head) == 1:
                break
            return Reading(value=title, basis="first heading line", evidence=title), head[:n] + head[end:], body
    return _glued_title(head, body)


def _may_title(line: str) -> bool:
    words = line.split()
    return (
        len(words) >= 2
        and len(line) <= 250
        and not date_only(line)
        and not is_marker(line)
        and not time_only(line)
        and not _OFFICE.fullmatch(line)
        and not line.startswith("(")
        and not (re.match(r"no\.?\s*\d", line, re.I))
    )


def _glued_title(head: list[str], body: list[str]) -> tuple[Reading, list[str], list[str]]:
    """ "Saturday 23 April 2016 18:05 A Title. The text ..." in one line: the date goes to the head, the title is found."""
    if not body:
        words = first_words(head)
        return Reading(value=words, basis="first words", evidence=words), [], list(head)
    first = body[0]
    dates = find_dates(first[:80], order=Order.UNKNOWN)
    glued = dates and dates[0].start == 0 and dates[0].value is not None
    if glued:
        rest = first[dates[0].end :]
        if time := _TIME_PREFIX.match(rest):
            rest = rest[time.end() :]
        head = [*head, first[: len(first) - len(rest)].strip()]
        first = rest.strip()
        title = _leading_title(first)
        if title:
            text = first[len(title) :].lstrip(" .")
            kept = [text, *body[1:]] if text else body[1:]
            return Reading(value=title, basis="leading words in title case", evidence=title), head, kept
        body = [first, *body[1:]]
    words = first_words(body)
    return Reading(value=words, basis="first words", evidence=words), head, body


_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "on",
        "in",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "and",
        "or",
        "as",
        "under",
        "over",
        "into",
        "after",
        "before",
        "against",
        "amid",
        "vs",
        "is",
        "are",
        "its",
        "their",
        "his",
        "her",
        "al",
        "el",
        "de",
        "&",
        "despite",
        "due",
        "following",
        "because",
    ]
)


def _leading_title(text: str) -> str:
    """The leading words in title case up to the first full stop; without one, up to where a sentence's case begins."""
    words = text[:300].split(" ")
    for n, word in enumerate(words):
        if word.endswith((".", "!", "?")) and n >= 3 and not re.fullmatch(r"(?:[A-Z]\.)+|(?:Mr|Dr|St|No)\.", word):
            return " ".join(words[: n + 1]).rstrip(".")
        if word[:1].islower() and word not in _SMALL and not word.startswith(("al-", "el-")):
            return _before_sentence(words[:n])
    return ""


_SENTENCE_STARTS = (
    "President",
    "Vice-president",
    "Vice-President",
    "Secretary-General",
    "Member",
    "The",
    "Head",
    "Activists",
    "Minister",
    "Spokesman",
    "Spokesperson",
    "Chairman",
    "Director",
    "In",
    "On",
    "Twitter",
    "At",
    "A",
)


def _before_sentence(words: Sequence[str]) -> str:
    """Where the title ended and the first sentence began, judged by a word that opens sentences."""
    for n in range(len(words) - 1, 3, -1):
        if words[n] in _SENTENCE_STARTS:
            return " ".join(words[:n])
    return ""


def stem_of(name: str) -> str:
    return PurePath(name.replace("\\", "/")).stem
