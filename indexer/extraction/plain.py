"""Plain text -> a sheet: typewritten headers, e-mail-like headers, text in one line, hard-wrapped lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from indexer.errors import Unreadable
from indexer.extraction.headlines import text_title
from indexer.extraction.labels import labelled_lines
from indexer.extraction.layout import tidy
from indexer.extraction.main_text import is_furniture
from indexer.extraction.sheet import Sheet, date_only, dateline_end, is_marker, is_rule

MAX_TEXT = 2_000_000
_HEADER_LINES = 30
_SENTENCE = 140  # a line this long is text and not header
_GAP = re.compile(r"\s{3,}|_{3,}|-{4,}|={3,}|\*{3,}|\t+")
_TURN = re.compile(r"[A-Z][A-Z.'’ \-]{1,40}(?:\([^)]{1,40}\))?\s?:\s?(?:\S|$)")
_ENDS = (".", "!", "?", "؟", "”", '."', ":", "،")


def lay_out_text(text: str, *, name: str, today: date, is_body: Callable[[str], bool] = lambda _: False) -> Sheet:
    """`is_body`: whether a line is the name of a known organisation, which is no title.

    Raises Unreadable when no line holds a letter or digit, or when it is longer than MAX_TEXT characters.
    """
    if len(text) > MAX_TEXT:
        raise Unreadable(f"The text has {len(text):,} characters; at most {MAX_TEXT:,} are read. Split it.")
    if not any(c.isalnum() for c in text):
        raise Unreadable("The file holds no words.")
    header, rest = _header([line.replace("\x0c", "") for line in text.split("\n")])
    labels = labelled_lines(header)
    used = {place for label in labels for place in range(label.place, label.place + label.length)}
    head = [line for n, line in enumerate(header) if n not in used and not is_rule(line)]
    body = _paragraphs(rest)
    if not head and not body and not any(label.field == "title" for label in labels):
        body = [tidy(text)]  # labels alone are a text as well
    titled = text_title(labels, head, body, is_body)
    return Sheet(
        name=name,
        title=titled.title,
        head=tuple(titled.head),
        body=tuple(titled.body) or (titled.title.value,),
        labels=tuple(labels),
        today=today,
    )


def _header(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The short lines before the text, wide gaps inside them read as line ends; and the text's lines."""
    header: list[str] = []
    labels = 0
    for n, line in enumerate(lines):
        flat = tidy(line)
        if not flat or is_rule(flat):
            if labels > 1:  # a header of labels ends with its first blank line
                return header, list(lines[n:])
            continue
        labelled = bool(labelled_lines([flat]))
        if len(header) > _HEADER_LINES or (not labelled and _begins_text(flat, bool(header))):
            return header, list(lines[n:])
        labels += labelled
        place = dateline_end(flat)
        if not labelled and 0 < place < len(flat):
            header.append(flat[:place].strip())
            if _is_text(flat[place:]):
                return header, [flat[place:], *lines[n + 1 :]]
            header.append(flat[place:].strip())
        else:
            header += [flat] if labelled else [tidy(piece) for piece in _GAP.split(line.strip()) if tidy(piece)]
    return _short(lines) or (header, [])


def _short(lines: Sequence[str]) -> tuple[list[str], list[str]] | None:
    """A text of short lines only: its header ends with the blank line below the title; None without one."""
    header: list[str] = []
    titled = False
    for n, line in enumerate(lines):
        flat = tidy(line)
        if flat and not is_rule(flat):
            label = next(iter(labelled_lines([flat])), None)
            titled = titled or (label.field == "title" if label else not (date_only(flat) or is_marker(flat)))
            header.append(flat)
        elif titled and any(tidy(rest) for rest in lines[n:]):
            return header, list(lines[n:])
    return None


def _begins_text(line: str, later: bool) -> bool:
    """A sentence, a turn, a salutation, a note in brackets."""
    if (_TURN.match(line) and not line.isupper()) or (later and line.endswith((",", "،")) and len(line) < 80):
        return True
    if dateline_end(line):
        return False
    pieces = [tidy(piece) for piece in _GAP.split(line)]
    return any(map(_is_text, pieces)) or (line[0] in "([" and len(line) > 40)


def _is_text(line: str) -> bool:
    if len(line) >= _SENTENCE and (line.rstrip().endswith(_ENDS) or len(line) >= 2 * _SENTENCE):
        return True
    return len(line) > 50 and line.endswith(_ENDS) and not date_only(line)


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Blank lines part paragraphs; without any, each long line is one and short lines are joined as wrapped."""
    blank = sum(not line.strip() for line in lines)
    filled = [line for line in lines if line.strip()]
    if not filled:
        return []
    lengths = sorted(len(line) for line in filled)
    middle = lengths[len(lengths) // 2]
    wrapped = middle < 100 and len(filled) > 3
    if not wrapped or (blank * 4 > len(lines) and middle > 100) or (blank + 1 >= len(filled) and max(lengths) > 120):
        return [flat for line in filled if (flat := tidy(line)) and not is_furniture(flat)]
    groups: list[list[str]] = [[]]
    for line in lines:
        flat = tidy(line)
        if not flat:
            groups.append([])
        elif groups[-1] and _begins_paragraph(line, flat, groups[-1][-1]):
            groups.append([flat])
        else:
            groups[-1].append(flat)
    joined = (re.sub(r"(?<=[a-z])- (?=[a-z])", "-", " ".join(group)) for group in groups if group)
    return [paragraph for paragraph in joined if not is_furniture(paragraph)]


def _begins_paragraph(line: str, flat: str, before: str) -> bool:
    if _TURN.match(flat) or re.match(r"[-•*]\s|\d+[.)]\s", flat):
        return True
    return line[:4].isspace() and before.endswith((".", "!", "?", "”", '"', "؟", ":"))
