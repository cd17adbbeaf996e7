"""Which body issues the statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.extraction.attribution import header_lines
from indexer.extraction.authority import Authority
from indexer.extraction.readings import Reading
from indexer.extraction.sheet import Sheet
from indexer.extraction.wordlists import BODIES
from indexer.statement import Speaker, StatementDate

_SOURCE = re.compile(r"\(?\s*(?:Source|المصدر)\s*:\s*(?P<who>[^()\n]{3,100})\)?", re.I)
_NO_BODY = re.compile(r"\d|\b(?:by|release|our|us|room|hall|center|centre)\b", re.I)
_LINE = 100


@dataclass(frozen=True, slots=True)
class Issuer:
    """`id` is that of the authority file, "" for a body that it does not know."""

    reading: Reading
    id: str = ""


def issuer_of(sheet: Sheet, authority: Authority) -> Issuer | None:
    """The body by the name that the authority file prefers; one that it does not know as it is written."""
    unknown: Issuer | None = None
    for said, basis in _said(sheet):
        found = authority.bodies.find(said) if len(said) < 300 else []
        if found:
            entry = found[0].entry
            return Issuer(Reading(value=entry.name, basis=basis, evidence=said), entry.id)
        if unknown is None and not basis.startswith("line"):
            unknown = Issuer(Reading(value=said, basis=basis, evidence=said))
    return unknown or _by_its_words(sheet)


def issuer_by_office(speakers: Sequence[Speaker], when: StatementDate, authority: Authority) -> Issuer | None:
    """The body whose office the first speaker held, for a document that names none."""
    person = authority.people.get(speakers[0].name) if speakers else None
    role = person.office_at(when) if person else None
    body = next((entry for entry in authority.bodies.entries if role and entry.id == role.organisation), None)
    if body is None or role is None:
        return None
    return Issuer(Reading(value=body.name, basis="the speaker's office", evidence=role.title), body.id)


def _said(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Values and lines that name the body; of a "line" only a known name in it counts."""
    if said := sheet.label("organisation"):
        yield said, "header line"
    for reading in sheet.metadata.found.get("organisation", ()):
        yield reading.value, f"metadata {reading.basis}"
    for reading in sheet.metadata.found.get("author", ()):
        yield reading.value, f"line of metadata {reading.basis}"
    yield from ((line, "line above the text") for line in header_lines(sheet))
    for text in (*sheet.body[-2:], *sheet.tail):
        if match := _SOURCE.search(text[-200:]):
            yield match["who"].strip(" ."), "source line"
    yield from ((line, "line below the text") for line in sheet.tail)
    yield from ((label.value, "line of the speaker") for label in sheet.labels if label.field == "speaker")
    yield from ((line, "line of the page above the text") for line in sheet.banner)
    yield re.split(r"\b(?:on|at|to|in|for)\b", sheet.title.value, maxsplit=1)[0], "line of the title"


def _by_its_words(sheet: Sheet) -> Issuer | None:
    """A line of the header that is the name of a body: "THE WHITE HOUSE", "Ministry of Works"."""
    for line in (*sheet.head, *sheet.banner):
        words = [word.strip(".,").casefold() for word in line.split()]
        plausible = len(line) <= _LINE and 2 <= len(words) <= 10 and line[:1].isupper() and ":" not in line
        if plausible and any(word in BODIES for word in words[:4]) and not _NO_BODY.search(line):
            name = line.title().replace(" Of ", " of ").replace(" The ", " the ") if line.isupper() else line
            return Issuer(Reading(value=name, basis="line above the text", evidence=line))
    return None
