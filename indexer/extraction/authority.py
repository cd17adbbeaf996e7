"""The authority files: people, organisations, places and topics as an archive decided to name them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from indexer.errors import WrongCall
from indexer.extraction.names import Names
from indexer.grammar import parse
from indexer.query import Clause
from indexer.statement import StatementDate


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
    id: str
    label: str
    clause: Clause
    others: tuple[str, ...] = ()


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
    people = ((_person(entry), _names(entry)) for entry in _entries(folder / "people.toml", "person"))
    bodies = ((_body(entry), _names(entry)) for entry in _entries(folder / "organisations.toml", "organisation"))
    places = ((_place(entry), _names(entry)) for entry in _entries(folder / "places.toml", "place"))
    topics = (_topic(entry) for entry in _entries(folder / "topics.toml", "topic"))
    return Authority(Names(people), Names(bodies), Names(places), tuple(topics))


@dataclass(frozen=True, slots=True)
class _Entry:
    """One table of a file, which can say where it stands when something is wrong with it."""

    path: Path
    number: int
    kind: str
    plain: dict[str, Any]

    def text(self, key: str, default: str | None = None) -> str:
        value = self.plain.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.wrong(f'needs `{key} = "..."`')
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.plain.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.wrong(f"needs `{key}` to be a list of strings")
        return tuple(value)

    def tables(self, key: str) -> Iterator[_Entry]:
        value = self.plain.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.wrong(f"needs `{key}` to be a list of tables")
        for each in value:
            yield _Entry(self.path, self.number, self.kind, each)

    def wrong(self, what: str) -> WrongCall:
        return WrongCall(f"{self.path}: [[{self.kind}]] number {self.number} {what}; correct it and try again.")


def _entries(path: Path, kind: str) -> Iterator[_Entry]:
    try:
        plain = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise WrongCall(f"{path} cannot be read ({error.strerror}); make it readable or remove it.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise WrongCall(f"{path} is not TOML ({error}); correct it or remove it.") from error
    tables = plain.get(kind, [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise WrongCall(f"{path}: `{kind}` is not a list of tables; write each as [[{kind}]].")
    for number, table in enumerate(tables, start=1):
        yield _Entry(path, number, kind, table)


def _names(entry: _Entry) -> Iterable[str]:
    return filter(None, (entry.text("name"), entry.text("arabic", ""), *entry.texts("variants")))


def _person(entry: _Entry) -> Person:
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


def _body(entry: _Entry) -> Body:
    return Body(id=entry.text("id", ""), name=entry.text("name"), kind=entry.text("kind", ""))


def _place(entry: _Entry) -> Place:
    return Place(id=entry.text("id", ""), name=entry.text("name"), kind=entry.text("kind", ""))


def _topic(entry: _Entry) -> Topic:
    others = filter(None, (entry.text("label_arabic", ""), *entry.texts("variants")))
    clause = parse(entry.text("query")).clause
    return Topic(id=entry.text("id", ""), label=entry.text("label"), clause=clause, others=tuple(others))
