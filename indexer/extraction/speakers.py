"""Who speaks, who is quoted, who is only named.

The first rule that finds a person decides: an explicit line or tag, the turns of a transcript, who is interviewed, who
is quoted throughout, the author, the signature. Where all are silent the organisation speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.extraction.attribution import SAID_OF_ARABIC, Claim, claims, header_lines, interviewed, title_subject
from indexer.extraction.authority import Authority, Person
from indexer.extraction.offices import holder_of, named_beside, principal_of
from indexer.extraction.people import Attributed
from indexer.extraction.person_names import ARABIC, is_name, surname_of
from indexer.extraction.quoting import SAID_ARABIC, Quoted, officers_of, quoted_in, quoted_throughout
from indexer.extraction.readings import shortened
from indexer.extraction.sheet import Sheet
from indexer.extraction.signature import signatures
from indexer.extraction.turns import Transcript, addressed, people_of, transcript_of
from indexer.extraction.wordlists import TITLES
from indexer.statement import Reason, Speaker, StatementDate

_AT_MOST = 8  # speakers of one statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """`reasons`: an office that speaks though nothing says who held it."""

    speakers: tuple[Speaker, ...] = ()
    quoted: tuple[Speaker, ...] = ()
    mentioned: tuple[Speaker, ...] = ()
    reasons: tuple[Reason, ...] = ()


def voices_of(sheet: Sheet, *, when: StatementDate, body: str, authority: Authority) -> Voices:
    """`body`: the id of the organisation that issues the statement, "" when unknown."""
    return _Listener(sheet, when, body, authority).listen()


class _Listener:
    def __init__(self, sheet: Sheet, when: StatementDate, body: str, authority: Authority) -> None:
        self._sheet = sheet
        self._when = when
        self._body = body
        self._authority = authority
        self._frame = "\n".join(_short((*header_lines(sheet), *sheet.tail, *sheet.banner, *_organisations(sheet))))
        source = [text[-120:] for text in (*sheet.body[-2:], *sheet.tail[:2]) if "ource" in text[-120:]]
        self._about = "\n".join((sheet.title.value, *_organisations(sheet), *source, *sheet.body[:1]))[:1_500]
        self._opening = "\n".join((sheet.title.value, *sheet.head, *sheet.body[:8]))
        self._text = sheet.text
        self._offices: list[Reason] = []

    def listen(self) -> Voices:
        quoted = quoted_in(self._sheet.body)
        speakers = self._speakers(quoted)
        others = [self._resolved(each.person, "quoted in the text", each.evidence) for each in quoted]
        others += list(self._quoted_in_arabic())
        known = {speaker.name for speaker in speakers}
        surnames = {surname_of(speaker.name) for speaker in speakers}
        quotes = _once(o for o in others if o and o.name not in known and surname_of(o.name) not in surnames)
        mentioned = _once(m for m in self._mentions() if m.name not in known | {q.name for q in quotes})
        reasons = () if speakers else tuple(self._offices[:1])
        return Voices(speakers=speakers, quoted=quotes, mentioned=mentioned, reasons=reasons)

    def _speakers(self, quoted: Sequence[Quoted]) -> tuple[Speaker, ...]:
        transcript = transcript_of(self._sheet.body)
        for claim in self._in_order(transcript, quoted):
            if not claim.people and not transcript:
                return self._principal()
            found = self._all(claim)
            if len(found) > 1 and transcript:
                heard = {each.name for each in self._all(_turns(transcript, people_of(transcript.heard)))}
                found = tuple(each for n, each in enumerate(found) if n == 0 or each.name in heard)
            if found:
                return found[:_AT_MOST]
        return self._principal()

    def _principal(self) -> tuple[Speaker, ...]:
        """An address in the first person that names nobody is that of whom the issuing office serves."""
        title = self._sheet.title.value
        first_person = re.findall(r"\bI(?:['’]|\b)", self._sheet.text[:3_000])
        if not re.search(r"\b(?:address|speech)\b", title, re.I) or len(first_person) < 2:
            return ()
        holder = principal_of(self._frame, self._when)
        if holder is None:
            return ()
        return (Speaker(name=holder.name, role=holder.title, basis=holder.basis, evidence=shortened(title)),)

    def _all(self, claim: Claim) -> tuple[Speaker, ...]:
        return _once(self._resolved(person, claim.basis, claim.evidence) for person in claim.people)

    def _in_order(self, transcript: Transcript, quoted: Sequence[Quoted]) -> Iterator[Claim]:
        said = list(claims(self._sheet, self._is_known))
        yield from (claim for claim in said if claim.people and "author" not in claim.basis)
        yield from self._named_in_arabic()
        if transcript:
            yield _turns(transcript, people_of(transcript.speaking))
            if name := addressed(transcript):
                yield Claim((Attributed(name=name),), "addressed by name in the questions", name)
        yield from interviewed(self._sheet)
        yield from (claim for claim in said if not claim.people)
        if own := officers_of(quoted, self._about):
            people = tuple(each.person for each in own)
            yield Claim(people, "quoted as an officer of the body that issues it", own[0].evidence)
        if throughout := quoted_throughout(quoted, self._sheet.title.value):
            yield Claim(tuple(each.person for each in throughout), "quoted throughout", throughout[0].evidence)
        yield from title_subject(self._sheet)
        yield from self._opens_title()
        if not re.search(r"\bminutes\b|محضر", self._sheet.title.value, re.I):
            yield from said
        yield from signatures(self._sheet, self._is_known)

    def _named_in_arabic(self) -> Iterator[Claim]:
        """ "كلمة فلان في ...": Arabic has no capitals, so only the authority files tell where a name ends."""
        for line in (self._sheet.title.value, *self._sheet.head):
            if match := SAID_OF_ARABIC.search(line):
                for found in self._authority.people.find(match["who"][:80])[:1]:
                    yield Claim((Attributed(name=found.entry.name),), "header line", line)
        for text in self._sheet.body[:1]:
            for found in self._authority.people.find(text)[:1]:
                office = found.entry.office_at(self._when)
                own = office is not None and office.organisation == self._body
                if own and SAID_ARABIC.search(text):
                    person = Attributed(name=found.entry.name)
                    yield Claim((person,), "quoted as an officer of the body that issues it", text)

    def _opens_title(self) -> Iterator[Claim]:
        title = self._sheet.title.value
        for found in self._authority.people.find(title)[:1]:
            if found.start == 0:
                yield Claim((Attributed(name=found.entry.name),), "named first in the title", title)

    def _resolved(self, person: Attributed, basis: str, evidence: str) -> Speaker | None:
        """The person by the name that the authority files prefer; None for an office that nobody is known to hold."""
        known = self._known(person.name) if person.name else None
        if known:
            return self._of_authority(known, person.role, basis, evidence)
        holder = holder_of(
            person,
            when=self._when,
            body=self._body,
            authority=self._authority,
            frame=self._frame,
            text=self._text,
        )
        if holder:
            return Speaker(
                name=holder.name, role=holder.title, basis=f"{basis}; {holder.basis}", evidence=shortened(evidence)
            )
        if not person.name and (beside := named_beside(person.role, self._text)):
            return Speaker(
                name=beside,
                role=person.role,
                basis=f"{basis}; named beside the office in the text",
                evidence=shortened(evidence),
            )
        if not person.name:
            self._offices.append(Reason(field="office", value=person.role, basis=basis, evidence=shortened(evidence)))
            return None
        name = person.name if " " in person.name else self._fuller(person)
        return Speaker(name=name, role=person.role or None, basis=basis, evidence=shortened(evidence))

    def _is_known(self, name: str) -> bool:
        return self._authority.people.get(name) is not None

    def _known(self, name: str) -> Person | None:
        """The person of that name; in Arabic also one whose name stands in what was read as a name."""
        people = self._authority.people
        if (exact := people.get(name)) or not ARABIC.search(name):
            return exact
        return next((found.entry for found in people.find(name)), None)

    def _of_authority(self, known: Person, role: str, basis: str, evidence: str) -> Speaker:
        said = known.role_at(self._when) or role or None
        return Speaker(name=known.name, role=said, basis=basis, evidence=shortened(evidence))

    def _fuller(self, person: Attributed) -> str:
        """A surname with the first name that stands before it in the title or the opening, under the same office."""
        surname = re.escape(person.name)
        before = rf"{re.escape(person.role)}\s+" if person.role else ""
        names = re.findall(rf"{before}((?:[A-Z][\w.'’\-]+ ){{1,2}}{surname})\b", self._opening)
        names = [name for name in names if name.split()[0].casefold().strip(".") not in TITLES]
        names = [name for name in names if is_name(name.split())]
        return names[0] if names and (person.role or len(set(names)) == 1) else person.name

    def _mentions(self) -> Iterator[Speaker]:
        for found in (*self._authority.people.find(self._sheet.title.value), *self._authority.people.find(self._text)):
            yield self._of_authority(found.entry, "", "named in the text", found.words)

    def _quoted_in_arabic(self) -> Iterator[Speaker]:
        for found in self._authority.people.find(self._text):
            near = self._text[max(0, found.start - 60) : found.end + 40]
            if SAID_ARABIC.search(near):
                yield self._of_authority(found.entry, "", "quoted in the text", near)


def _short(lines: Iterable[str]) -> Iterator[str]:
    """Lines that name a place or a body; a list of subjects may name any."""
    return (line for line in lines if len(line) <= 60 and ";" not in line)


def _turns(transcript: Transcript, people: tuple[Attributed, ...]) -> Claim:
    labels = ", ".join(turns.label for turns in transcript.speaking)
    return Claim(people, "turns of the transcript", labels)


def _organisations(sheet: Sheet) -> tuple[str, ...]:
    return tuple(
        reading.value for field in ("organisation", "author") for reading in sheet.metadata.found.get(field, ())
    )


def _once(people: Iterable[Speaker | None]) -> tuple[Speaker, ...]:
    """Each person once, as first found."""
    found: dict[str, Speaker] = {}
    for person in people:
        if person is not None:
            found.setdefault(person.name, person)
    return tuple(found.values())
