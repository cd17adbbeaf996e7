"""Reader: which function reads documents, named so that a child process can find it, and the version of its answers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from indexer.document import Document
from indexer.errors import Unreadable, WrongCall
from indexer.statement import Statement

Read = Callable[[Document], tuple[Statement, ...]]


class Unfinished(Unreadable):
    """Reading was broken off, perhaps by a busy machine or a fault of ours; the next run tries again."""


class ReadFunction(Protocol):
    def __call__(self, document: Document, *, authority: Path) -> tuple[Statement, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """`function` is "module:name" and takes (document, authority=folder); when `version` changes everything is read
    again. `topics` is the version of the topics it tags by: when it changes, statements are only tagged again."""

    version: str
    authority: Path
    topics: str = ""
    function: str = "indexer.extraction:read"

    def load(self) -> Read:
        """The function, with its authority files; what goes wrong in it becomes Unreadable with a reason, but for
        WrongCall: a broken authority file is no fault of the document."""
        module, name = self.function.split(":")
        function: ReadFunction = getattr(import_module(module), name)

        def read(document: Document) -> tuple[Statement, ...]:
            try:
                return function(document, authority=self.authority)
            except (Unreadable, WrongCall, MemoryError):
                raise
            except RecursionError as error:
                raise Unreadable("it is nested too deeply to be read") from error
            except Exception as error:
                raise Unfinished(f"reading it failed ({type(error).__name__}: {error})") from error

        return read


def standard(authority: Path) -> Reader:
    """Our extraction with the people, organisations and places of the folder; other ones are another version. Topics
    and corrections are not: what they change is changed without reading a document again."""
    from indexer.corrections import OVERRIDES
    from indexer.extraction import READER_VERSION, TOPICS, topics_version

    files = hashlib.sha256()
    for path in sorted(authority.glob("*.toml")):
        if path.name not in (OVERRIDES, TOPICS):
            files.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return Reader(
        version=f"{READER_VERSION}+{files.hexdigest()[:8]}",
        authority=authority,
        topics=topics_version(authority / TOPICS),
    )
