"""Who held an office on a day, where a document names the office and not the person."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from indexer.extraction.authority import Authority, Person
from indexer.extraction.people import Attributed, surname_of
from indexer.language.words import exact_sequence
from indexer.statement import StatementDate

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
    said = " ".join(person.role.casefold().removeprefix("the ").split()) or person.title
    candidates = [office for office in _offices() if said in office.said]
    if person.name:
        return next(filter(None, (_same(office, person, when) for office in candidates)), None)
    for office in _meant(candidates, frame, text):
        if name := office.held_by(when):
            return Holder(name=name, title=office.title, basis="who held it on that date")
    return None


def _same(office: _Office, person: Attributed, when: StatementDate) -> Holder | None:
    name = office.held_by(when)
    if name and len(person.name.split()) == 1 and surname_of(name) == person.surname:
        return Holder(name=name, title=office.title, basis="the full name of who held it")
    return None


def _meant(candidates: Sequence[_Office], frame: str, text: str) -> list[_Office]:
    """The office whose state or body stands in the frame; else the one that the text names most by far."""
    in_frame = [office for office in candidates if _count(office, frame)]
    if len(in_frame) == 1:
        return in_frame
    counts = sorted(((_count(office, text[:20_000]), office.title) for office in in_frame or candidates), reverse=True)
    if not counts or counts[0][0] < _OFTEN or (len(counts) > 1 and counts[0][0] < 2 * counts[1][0]):
        return []
    return [office for office in candidates if office.title == counts[0][1]]


def _count(office: _Office, text: str) -> int:
    names = "|".join(re.escape(name) for name in office.of)
    return len(re.findall(rf"(?<!\w)(?:{names})(?!\w)", text, re.I))


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
