"""Tables of a TOML file that people edit: each can say where it stands when something is wrong with it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.errors import WrongCall


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a file: [[kind]], the `number`th of them."""

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

    def tables(self, key: str) -> Iterator[Entry]:
        value = self.plain.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.wrong(f"needs `{key}` to be a list of tables")
        for each in value:
            yield Entry(self.path, self.number, self.kind, each)

    def wrong(self, what: str) -> WrongCall:
        return WrongCall(f"{self.path}: [[{self.kind}]] number {self.number} {what}; correct it and try again.")


def entries(path: Path, kind: str) -> Iterator[Entry]:
    """The tables [[kind]] of the file, none when it is missing. Raises WrongCall when it is broken, naming it."""
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise WrongCall(f"{path} cannot be read ({error.strerror}); make it readable or remove it.") from error
    except UnicodeDecodeError as error:
        raise _broken(path, error) from error
    yield from entries_of(text, path, kind)


def entries_of(text: str, path: Path, kind: str) -> Iterator[Entry]:
    """The tables [[kind]] of a text that stands, or will stand, in the file `path`."""
    try:
        plain = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _broken(path, error) from error
    tables = plain.get(kind, [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise WrongCall(f"{path}: `{kind}` is not a list of tables; write each as [[{kind}]].")
    for number, table in enumerate(tables, start=1):
        yield Entry(path, number, kind, table)


def _broken(path: Path, error: Exception) -> WrongCall:
    return WrongCall(f"{path} is not TOML ({error}); correct it or remove it.")
