"""The authority files: people, organisations, places and topics as an archive decided to name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from indexer.extraction.names import Names
from indexer.grammar import parse
from indexer.query import Clause
from indexer.statement import StatementDate
from indexer.tables import Entry, entries

TOPICS = "topics.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """`since` and `until` are "YYYY" or "YYYY-MM"; "" when open. `organisation` is an id."""

    title: str
    title_arabic: str = ""
    organisation: str = ""
    since: str = ""
    until: str = ""

    def held(self, when: StatementDate) -> bool:
        """Whether it was held in any part of the period; an undated statement meets no term."""
        if when.first is None or when.last is None:
            return False
        first, last = when.first.isoformat(), when.last.isoformat()
        return (not self.since or last[: len(self.since)] >= self.since) and (
            not self.until or first[: len(self.until)] <= self.until
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    id: str
    name: str
    roles: tuple[Role, ...] = ()

    def office_at(self, when: StatementDate) -> Role | None:
        """The office held at the date, the latest begun of several; at no date the only one there is."""
        held = [role for role in self.roles if role.held(when)]
        if held:
            return max(held, key=lambda role: role.since)
        return self.roles[0] if len(self.roles) == 1 and when.value is None else None

    def role_at(self, when: StatementDate) -> str | None:
        """The title of the office held at the date."""
        office = self.office_at(when)
        return office.title if office else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation. `kind`: "opposition", "army", "union" ..."""

    id: str
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    id: str
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """`others` are more names of it, `parent` the id of a broader topic."""

    id: str
    label: str
    clause: Clause
    others: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Authority:
    people: Names[Person] = field(default_factory=Names)
    bodies: Names[Body] = field(default_factory=Names)
    places: Names[Place] = field(default_factory=Names)
    topics: tuple[Topic, ...] = ()


@lru_cache(maxsize=8)
def load(folder: Path) -> Authority:
    """What the files of the folder say; a file that is missing says nothing.

    Raises WrongCall, naming the file, when one cannot be understood.
    """
    people = ((_person(entry), _names(entry)) for entry in entries(folder / "people.toml", "person"))
    bodies = ((_body(entry), _names(entry)) for entry in entries(folder / "organisations.toml", "organisation"))
    places = ((_place(entry), _names(entry)) for entry in entries(folder / "places.toml", "place"))
    return Authority(Names(people), Names(bodies), Names(places), load_topics(folder / TOPICS))


def load_topics(path: Path) -> tuple[Topic, ...]:
    """The topics of a file such as topics.toml, none when it is missing. Raises WrongCall when it is broken."""
    return tuple(_topic(entry) for entry in entries(path, "topic"))


def _names(entry: Entry) -> Iterable[str]:
    return filter(None, (entry.text("name"), entry.text("arabic", ""), *entry.texts("variants")))


def _person(entry: Entry) -> Person:
    roles = tuple(
        Role(
            title=role.text("title"),
            title_arabic=role.text("title_arabic", ""),
            organisation=role.text("organisation", ""),
            since=role.text("from", ""),
            until=role.text("to", ""),
        )
        for role in entry.tables("roles")
    )
    return Person(id=entry.text("id", ""), name=entry.text("name"), roles=roles)


def _body(entry: Entry) -> Body:
    return Body(id=entry.text("id", ""), name=entry.text("name"), kind=entry.text("kind", ""))


def _place(entry: Entry) -> Place:
    return Place(id=entry.text("id", ""), name=entry.text("name"), kind=entry.text("kind", ""))


def _topic(entry: Entry) -> Topic:
    others = filter(None, (entry.text("label_arabic", ""), *entry.texts("variants")))
    clause = parse(entry.text("query")).clause
    return Topic(
        id=entry.text("id", ""),
        label=entry.text("label"),
        clause=clause,
        others=tuple(others),
        parent=entry.text("parent", ""),
    )
