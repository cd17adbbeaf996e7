"""What kind of text it is: press release, speech, interview, minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.extraction.attribution import header_lines
from indexer.extraction.readings import Reading
from indexer.extraction.sheet import Sheet
from indexer.extraction.turns import transcript_of

_KINDS: tuple[tuple[str, str], ...] = (
    # The first that a line contains; what is more specific comes before what it contains.
    ("press conference", r"press conference|news conference|مؤتمر صحفي|مؤتمر صحافي"),
    ("interview", r"interview|doorstop|in conversation with|حوار|مقابلة|لقاء مع"),
    ("press release", r"press release|media release|news release|for immediate release|خبر صحفي|للنشر"),
    ("communiqué", r"(?:joint )?communiqu[eé]s?|بلاغ(?: مشترك)?|بيان ختامي"),
    ("minutes", r"minutes(?= of|: |$)|^minutes|محضر"),
    ("transcript", r"transcript"),
    ("letter", r"(?:open )?letter(?: of \w+)?|رسالة"),
    ("testimony", r"testimony|^شهادة"),
    ("report", r"report|تقرير"),
    ("foreword", r"foreword|preface|تقديم"),
    (
        "speech",
        r"speech|address(?= to| by| at| of|$)|remarks|keynote|lecture|toast|eulogy|declaration|"
        r"كلمة|خطاب|discurso|declaraciones",
    ),
    ("briefing", r"briefing|إحاطة"),
    ("announcement", r"announcement|^إعلان"),
    ("decision", r"decision|ruling|^قرار"),
    ("notice", r"notice|إشعار|تعميم"),
    ("message", r"message|رسالة صوتية"),
    ("fact sheet", r"fact ?sheet|backgrounder|صحيفة وقائع"),
    ("advice", r"advice|guidance|إرشادات"),
    ("clarification", r"clarification|توضيح"),
    ("reply", r"reply|replies|رد(?= على)"),
    ("statement", r"statements?|بيان|تصريح"),
)
_FIND = tuple((kind, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I)) for kind, words in _KINDS)
_ANYWHERE = re.compile(
    r"remarks|speech|address|interview|press conference|communiqu|transcript|minutes|كلمة|خطاب", re.I
)
_EXACT = 40  # a line as short as this names the kind by itself


def kind_of(sheet: Sheet) -> Reading | None:
    """None when nothing shows it."""
    for said, basis in _said(sheet):
        if kind := kind_in(said):
            return Reading(value=kind, basis=basis, evidence=said)
    if label := sheet.label("kind"):
        return Reading(value=label.casefold(), basis="header line", evidence=label)
    if transcript := transcript_of(sheet.body):
        return Reading(value="transcript", basis="turns in the text", evidence=transcript.speaking[0].label)
    return None


def _said(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """What may name the kind, the surest first: labels, metadata, short header lines, the title, other header lines."""
    if label := sheet.label("kind"):
        yield label, "header line"
    for reading in sheet.metadata.found.get("kind", ()):
        yield reading.value, f"metadata {reading.basis}"
    for reading in sheet.metadata.found.get("topic", ()):
        if "section" in reading.basis.casefold():
            yield reading.value, f"metadata {reading.basis}"
    lines = header_lines(sheet)
    yield from ((line, "line above the text") for line in lines if len(line) <= _EXACT and len(line.split()) <= 3)
    yield from ((part, "title") for part in _telling(sheet.title.value))
    yield from ((line, "line above the text") for line in lines if len(line) <= 160)
    yield from ((line, "line above the text") for line in sheet.head if len(line) <= _EXACT)


def _telling(title: str) -> list[str]:
    """The parts of a title where it says what it is: its first words, and what follows a colon.

    Elsewhere "letter" or "report" is what the text is about; only words such as "remarks" tell anywhere.
    """
    return [" ".join(title.split()[:5]), title.rpartition(":")[2], *([title] if _ANYWHERE.search(title) else [])]


def kind_in(line: str) -> str | None:
    """The kind that is named first in the line."""
    named = [(match.start(), n, kind) for n, (kind, words) in enumerate(_FIND) if (match := words.search(line))]
    return min(named)[2] if named else None
