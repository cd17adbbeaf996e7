"""What the catalogue holds, as values."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime

from indexer.errors import Unreadable
from indexer.statement import Statement, to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """By what a file is known to be unchanged without reading it. `noted_ns`: when it was noted (Unix time).

    `ctime_ns` cannot be set back: an archive unpacked over the file may leave its size, time and even its inode.
    """

    size: int = 0
    mtime_ns: int = 0
    ctime_ns: int = 0
    inode: int = 0
    noted_ns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that was seen. `state` is begun, held, failed or gone; `entries` is how many
    statements and refused parts were counted in it when it was last read."""

    id: int
    uri: str
    name: str
    state: str
    reason: str
    stamp: Stamp
    sha256: str
    reader: str
    entries: int
    run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One statement's place in a file, as the writer sees it; `run` is the last run that saw it."""

    id: int
    state: str
    reason: str
    statement: str | None
    sha256: str
    reader: str
    run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A statement as it was read, the bytes it was read from with their SHA-256, and the versions of the reader and of
    the topics it was tagged by.

    Two sources of the same `identity` (title, text and language) hold the same statement. `kept` is the JSON that is
    kept, without id, sources and likenesses. Raises Unreadable for text that cannot be stored.
    """

    statement: Statement
    content: bytes
    sha256: str
    reader: str
    tagged: str = ""
    identity: str = field(init=False)
    kept: str = field(init=False)

    def __post_init__(self) -> None:
        kept = as_kept(self.statement)
        try:
            (kept + self.statement.id).encode()
        except UnicodeEncodeError as error:
            raise Unreadable("its text has broken characters (halves of a surrogate pair)") from error
        object.__setattr__(self, "identity", identity(self.statement))
        object.__setattr__(self, "kept", kept)


def as_kept(statement: Statement) -> str:
    """The JSON of a version: the statement without its id, sources and likenesses, which are known otherwise."""
    plain = to_json(statement) | {"id": "", "sources": []}
    for compared in ("likenesses", "group"):
        del plain[compared]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def identity(statement: Statement) -> str:
    """SHA-256 of title, text and language, in hexadecimal."""
    words = "\0".join((statement.title, statement.text, statement.language))
    return hashlib.sha256(words.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement was found. `file` is the URI; times in UTC."""

    file: str
    name: str
    part: str
    root: str
    state: str
    sha256: str
    reader: str
    first_seen: datetime
    last_seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a statement, the first has number 1. `original` is the SHA-256 of the bytes it was read from."""

    number: int
    statement: Statement
    identity: str
    original: str
    reader: str
    made: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    content: bytes
    sha256: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file, or one part of it, that could not become a statement, and why."""

    file: str
    name: str
    reason: str
    last_seen: datetime


def shown(name: str, part: str) -> str:
    """What a person calls a part of a file."""
    return f"{name}, {part}" if part else name
