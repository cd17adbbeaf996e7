"""Who held an office on a day, where a document names the office and not the person."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from indexer.extraction.authority import Authority, Person
from indexer.extraction.people import Attributed
from indexer.extraction.person_names import is_name, surname_of
from indexer.extraction.wordlists import TITLES
from indexer.language.words import exact_sequence
from indexer.statement import StatementDate

_OPENING = 600  # characters in which an interviewer greets, and thanks at the end
_OFTEN = 3  # mentions of a country that make it the one that is meant, with twice as many as of any other


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """`basis`: how the holder was found, in words that follow the rule that found the office."""

    name: str
    title: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Office:
    title: str
    said: frozenset[str]
    of: tuple[str, ...]
    land: tuple[str, ...]
    holders: tuple[tuple[str, str], ...]

    def held_by(self, when: StatementDate) -> str:
        """The name; "" when the period has none or more than one."""
        if when.first is None or when.last is None:
            return ""
        first, last = when.first.isoformat(), when.last.isoformat()
        begun = [name for name, since in self.holders if since <= first]
        later = [name for name, since in self.holders if first < since <= last]
        return begun[-1] if begun and not later else ""


@cache
def _offices() -> tuple[_Office, ...]:
    plain = tomllib.loads(files("indexer.extraction").joinpath("offices.toml").read_text(encoding="utf-8"))
    return tuple(
        _Office(
            title=office["title"],
            said=frozenset(office["said"]),
            of=tuple(office["of"]),
            land=tuple(office.get("land", office["of"])),
            holders=tuple((name, since) for name, since in office["holders"]),
        )
        for office in plain["office"]
    )


def holder_of(
    person: Attributed, *, when: StatementDate, body: str, authority: Authority, frame: str, text: str
) -> Holder | None:
    """Who is meant by an office, or by an office and a surname.

    `body`: id of the organisation that issues the statement; `frame`: title, header and footer; `text`: the rest.
    """
    if not person.name and (known := _of_authority(person, when, body, authority)):
        return Holder(name=known.name, title=known.role_at(when) or person.role, basis="who held it by people.toml")
    said = " ".join(person.role.casefold().removeprefix("the ").split(",")[0].split()) or person.title
    candidates = [office for office in _offices() if said in office.said]
    if person.name:
        possible = candidates if when.value else _meant(candidates, frame, text)
        return next(filter(None, (_same(office, person, when) for office in possible)), None)
    for office in _meant(candidates, frame, text):
        if name := office.held_by(when):
            return Holder(name=name, title=office.title, basis="who held it on that date by the list of offices")
    return None


def principal_of(frame: str, when: StatementDate) -> Holder | None:
    """Whom a house serves that issues a speech and names nobody: the first office whose house stands in the frame."""
    named = [office for office in _offices() if _count(office.of[:1], frame)]
    if named and (name := named[-1].held_by(when)):
        return Holder(name=name, title=named[-1].title, basis="the office that issued it served them on that date")
    return None


def named_beside(role: str, text: str) -> str:
    """The one full name that stands behind the office where the text opens and closes; "" for none or several."""
    words = r"\s+".join(map(re.escape, role.split()))
    word = r"(?:[A-Z]\.|[A-Z][\w’'-]+)"
    pattern = rf"(?i:\b{words})(?: of [A-Z]\w+)?,?\s+((?:{word} ){{1,2}}[A-Z][\w’'-]+)"
    names = {name for name in re.findall(pattern, f"{text[:_OPENING]}\n{text[-_OPENING:]}") if is_name(name.split())}
    names = {name for name in names if name.split()[0].casefold().strip(".") not in TITLES}
    return names.pop() if len(names) == 1 else ""


def _same(office: _Office, person: Attributed, when: StatementDate) -> Holder | None:
    """The holder of that surname: on the date, or the only one there ever was where the document has no date."""
    held = {office.held_by(when)} if when.value else {name for name, _ in office.holders}
    names = {name for name in held if name and surname_of(name) == person.surname}
    return Holder(name=names.pop(), title=office.title, basis="by the list of offices") if len(names) == 1 else None


def _meant(candidates: Sequence[_Office], frame: str, text: str) -> list[_Office]:
    """The office whose state or body stands in the frame; else the one that the text names most by far."""
    in_frame = [office for office in candidates if _count(office.of, frame)]
    if len(in_frame) == 1:
        return in_frame
    possible = in_frame or candidates
    counts = sorted(((_count(office.land, text[:20_000]), n) for n, office in enumerate(possible)), reverse=True)
    if not counts or counts[0][0] < _OFTEN or (len(counts) > 1 and counts[0][0] < 2 * counts[1][0]):
        return []
    return [possible[counts[0][1]]]


def _count(names: Sequence[str], text: str) -> int:
    return len(re.findall(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", text, re.I))


def _of_authority(person: Attributed, when: StatementDate, body: str, authority: Authority) -> Person | None:
    """The one person of the authority files whose title begins so at the date, of the issuing body where several do."""
    words = exact_sequence(person.role)
    held = [
        (known, role)
        for known in authority.people.entries
        for role in known.roles
        if role.held(when) and any(_begins(exact_sequence(title), words) for title in (role.title, role.title_arabic))
    ]
    own = [known for known, role in held if role.organisation == body]
    if not body:
        return None
    found = own or [known for known, _ in held]
    return found[0] if words and len({known.id for known in found}) == 1 else None


def _begins(title: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return bool(title) and (title[: len(words)] == words or _bare(title) == _bare(words))


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in ("of", "the", "for", "and"))
