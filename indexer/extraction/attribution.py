"""Lines and tags that say who makes the statement, the most explicit first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from indexer.extraction.people import Attributed, people_in
from indexer.extraction.person_names import is_name
from indexer.extraction.sheet import Sheet, date_only, is_marker
from indexer.extraction.wordlists import NOT_NAMES, OFFICES, VOICES

_LINE = 250  # a longer one is prose
_MADE = (
    r"remarks?|statements?|speech(?:es)?(?: notes)?|speaking notes|address|comments?|message|toast|declaration|words|"
    r"testimony|lecture|eulogy|greetings?|answers|press conference|news conference|briefing|transcript|text|foreword|"
    r"leader|open letter|letter|report|notes|weekly address|broadcast|declaraciones|comentarios|palabras|discurso|"
    r"rede|ansprache|discours|allocution|déclaration|propos"
)
_SAID_BY = re.compile(
    rf"\b(?:{_MADE})\b(?:\s+(?:made|given|delivered|issued|prepared|as delivered|as prepared(?: for delivery)?|"
    r"for delivery|to the \w+(?: \w+)?|to \w+))?\s*[-:]?\s*"
    r"\b(?P<link>by|of|for|from|del|de la|de|von|du)\b[\s-]+(?P<who>.+)",
    re.I,
)
SAID_OF_ARABIC = re.compile(
    r"(?:كلمة|خطاب|تصريح|بيان|رسالة|حوار مع|مقابلة مع|لقاء مع|حديث|شهادة|تقرير|مقال)\s+(?P<who>.+)"
)
_ABOUT = VOICES | frozenset(["to", "on", "after", "following", "in", "about", "regarding", "from", "with"])
_ATTRIBUTED = re.compile(
    r"\b(?:following|statement|below|remarks|readout|comments?|this)\b[^.\n]{0,80}\battribut(?:able|ed) to\s+"
    r"(?P<who>[^\n]{3,160})",
    re.I,
)
_FOLLOWING = re.compile(
    r"(?P<who>[^\n]{4,200}?),?\s+(?:(?:has|have|had|today|yesterday|on \w+|this \w+|,)\s+){0,3}"
    r"(?:made|issued|released|gave|delivered|read|sent)\s+(?:the|this) following\s+(?:\w+\s+){0,3}"
    r"(?:statements?|remarks|speech|message|comments?|address|letter|declaration)\b",
    re.I,
)
_BY = re.compile(
    r"(?:(?:posted|written|published|delivered|taken down|an? \w+(?: \w+)?)\s+)?by:?\s+(?P<who>.+)|"
    r"(?:بقلم|كتب|كتبت)\s*:?\s+(?P<who_ar>.+)",
    re.I,
)
_DATELINE = re.compile(r"[^\n]{0,60}\d{4}\s+[-–—]\s+")
_SPOKEN = re.compile(
    r"\b(?:thanks?|your|you|my|me|I|we|us|our|dear|ladies|gentlemen|welcome|chairman,|"
    r"good (?:morning|afternoon|evening))\b|(?<!\w)(?:أيها|أيتها|يا)\s",
    re.I,
)
_KIND_BEFORE = re.compile(r"(?:transcript|speech|statement|interview|remarks|address)\s*[.:|–—-]\s+", re.I)
_INTERVIEWED = re.compile(r"\binterview with\s+(?P<who>.+)|(?:حوار|مقابلة|لقاء) مع\s+(?P<who_ar>.+)", re.I)


@dataclass(frozen=True, slots=True)
class Claim:
    """`people`: those who speak, in order; () when the line says that a body speaks and no person."""

    people: tuple[Attributed, ...]
    basis: str
    evidence: str


def claims(sheet: Sheet, known: Callable[[str], bool]) -> Iterator[Claim]:
    """What the document says about its speaker, the most explicit first. `known`: whether a name is one of ours."""
    yield from _from_metadata(sheet)
    yield from _from_labels(sheet)
    yield from _attributable(sheet)
    yield from _said_by(sheet, known)
    yield from _from_author_label(sheet)
    yield from _bylines(sheet)
    yield from _title_colon(sheet)
    yield from _authors(sheet)


def header_lines(sheet: Sheet) -> list[str]:
    """The lines above the text, and the lines of a header with which the text begins."""
    lines = [line for line in sheet.head if len(line) <= _LINE]
    for paragraph in sheet.body[:4]:
        several = paragraph.split("\n")
        header = list(takewhile(_is_header if len(several) > 1 else _is_line, several[:10]))
        lines += header
        if len(header) < len(several):
            break
    return [line for line in lines if not date_only(line) and not is_marker(line)]


def _is_header(line: str) -> bool:
    """A line in capitals, or one that begins "Statement by": in wrapped text other lines are halves of sentences."""
    letters = [c for c in line if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return len(line) <= _LINE and (capitals * 10 >= len(letters) * 7 or _SAID_BY.match(line) is not None)


def _is_line(line: str) -> bool:
    """Not a sentence, and spoken to nobody."""
    sentence = len(line) > 90 and line.rstrip().endswith((".", "!", "?", "؟"))
    return len(line) <= _LINE and not sentence and not _SPOKEN.search(line)


def _claim(phrase: str, basis: str, evidence: str, *, named: bool = False) -> Iterator[Claim]:
    people = tuple(each for each in people_in(phrase) if each.role or each.title or not doubtful(each.name))
    bare = bool(people) and not people[0].role and not people[0].title
    if not people or (bare and re.match(r"the\s", phrase, re.I)):
        return
    if not named or any(each.name for each in people):
        yield Claim(people, basis, evidence)


def doubtful(name: str) -> bool:
    """Whether a name that no office and no title supports may be a place or an occasion."""
    return any(word.casefold().strip(".,") in NOT_NAMES for word in name.split())


def _from_metadata(sheet: Sheet) -> Iterator[Claim]:
    for reading in sheet.metadata.found.get("speaker", ()):
        yield from _given([reading.value], f"metadata {reading.basis}")


def _from_labels(sheet: Sheet) -> Iterator[Claim]:
    for label in sheet.labels:
        if label.field == "speaker":
            role = sheet.label("role")
            yield from _given(
                [part for part in re.split(r"\s*[;؛]\s*", label.value) if part], "header line", role or ""
            )


def _from_author_label(sheet: Sheet) -> Iterator[Claim]:
    for label in sheet.labels:
        if label.field == "author":
            yield from _claim(label.value, "byline", label.evidence, named=True)


def _given(values: list[str], basis: str, role: str = "") -> Iterator[Claim]:
    """Names that are said to be names: kept even where nothing else shows that they are."""
    people: list[Attributed] = []
    for value in values:
        seen = people_in(value)
        if not any(each.name for each in seen) or (len(seen) > 1 and "،" in value):
            head, _, rest = re.sub("[،]", ",", value).partition(",")
            seen = [Attributed(name=head.strip(), role=rest.strip())]
        people += [each if each.role or not role else Attributed(name=each.name, role=role) for each in seen]
    if people:
        yield Claim(tuple(people), basis, "; ".join(values))


def _attributable(sheet: Sheet) -> Iterator[Claim]:
    for text in (*sheet.head, *sheet.body[:4], *sheet.tail[:4]):
        for found in _ATTRIBUTED.finditer(text[:600]):
            yield from _claim(found["who"], "attribution line", found[0])
        if opening := _FOLLOWING.match(text[:600]):
            yield from _claim(opening["who"], "sentence before the statement", opening[0], named=True)


def _said_by(sheet: Sheet, known: Callable[[str], bool]) -> Iterator[Claim]:
    places = [(sheet.title.value, "title")] + [(line, "header line") for line in header_lines(sheet)]
    for line, basis in sorted(places, key=lambda place: place[1] != "title"):
        for match in _SAID_BY.finditer(line):
            if basis != "title" and (match.start() > 60 or line[:1].islower()):
                continue
            link = match["link"].lower()
            before = line[: match.start()].split()
            if before and before[-1].casefold() in _ABOUT:
                continue
            if link == "for" and not re.search(r"notes|prepared", match[0], re.I):
                continue
            for claim in _claim(match["who"], basis, line):
                first = claim.people[0]
                if link == "by" or basis != "title" or first.role or first.title or known(first.name):
                    yield claim


def _bylines(sheet: Sheet) -> Iterator[Claim]:
    for line in header_lines(sheet):
        if line.rstrip().endswith((":", ",", "?")) or _SPOKEN.search(line):
            continue
        said = _KIND_BEFORE.sub("", line, count=1)
        by = _BY.match(said)
        who = (by["who"] or by["who_ar"]) if by else _DATELINE.sub("", said, count=1)
        people = people_in(who)
        if people and people[0].name and (by or (people[0].role and ("," in who or "،" in who or not line.isupper()))):
            yield Claim(tuple(people), "byline", line)
        elif not people and _is_office(line):
            yield Claim((), "byline", line)
        elif people and not people[0].name and len(line) <= 40 and line.isupper():
            yield Claim(tuple(people), "header line", line)
        elif _repeated(line, sheet):
            yield Claim((Attributed(name=line),), "name above the text", line)


def _is_office(line: str) -> bool:
    """ "Office of the Spokesperson": the body speaks."""
    return re.match(r"(?:the\s+)?(?:office|department|ministry|bureau) of\b", line, re.I) is not None and len(line) < 80


def _repeated(line: str, sheet: Sheet) -> bool:
    """A name alone in its line, whose last word occurs again."""
    words = line.split()
    if re.match("[\u0621-\u064a]", line) or line.isupper():
        return False
    if not (is_name(words) and len(words) <= 4) or any(word.casefold().strip(".,") in NOT_NAMES for word in words):
        return False
    around = "\n".join((*sheet.head, *sheet.body[:6], *sheet.tail))
    return len(re.findall(rf"\b{re.escape(words[-1])}\b", around)) > 1


def _title_colon(sheet: Sheet) -> Iterator[Claim]:
    """ "Hadi, Deputy Mayor: we stay", "HADI: “WE STAY”"; a name alone needs the quotation."""
    for line in (sheet.title.value, *sheet.head[:6]):
        before, colon, after = line.partition(":")
        if colon and after.strip() and len(before.split()) <= 8:
            for claim in _claim(before, "title before the colon", line, named=True):
                if claim.people[0].role or after.strip()[0] in "\"“«'‘":
                    yield claim


def title_subject(sheet: Sheet) -> Iterator[Claim]:
    """ "Senator Finch Welcomes ...": whom the title lets say something, where the text names them as well."""
    title = sheet.title.value
    for claim in _claim(title, "subject of the title", title, named=True):
        last = claim.people[-1].name.split()[-1]
        after = re.search(rf"\b{re.escape(last)}\b,?\s+(\w+)", title, re.I)
        said = after is not None and after[1].casefold() in VOICES
        if said and re.search(rf"\b{re.escape(last)}\b", sheet.text[:3_000], re.I):
            yield claim


def _authors(sheet: Sheet) -> Iterator[Claim]:
    for reading in sheet.metadata.found.get("author", ()):
        if len(reading.value) > _LINE:
            continue
        people = tuple(people_in(reading.value))
        if people and people[0].name and not any(w.casefold() in NOT_NAMES for w in people[0].name.split()):
            yield Claim(people[:1], f"metadata {reading.basis}", reading.value)


def interviewed(sheet: Sheet) -> Iterator[Claim]:
    """Who is interviewed, where the line gives the office as well: interviewers are named without."""
    for line in (sheet.title.value, *header_lines(sheet)):
        if match := _INTERVIEWED.search(line):
            for person in people_in(match["who"] or match["who_ar"])[:1]:
                if person.name and any(word.casefold() in OFFICES for word in person.role.split()):
                    yield Claim((person,), "interview line", line)
