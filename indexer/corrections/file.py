"""overrides.toml: corrections as people write them, and as `rostrum correct` adds to them."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from indexer.corrections.correction import LISTS, Correction
from indexer.errors import StorageFailed, WrongCall
from indexer.tables import Entry, entries, entries_of

OVERRIDES = "overrides.toml"
KIND = "override"
KEYS = frozenset({"statement", "field", "value", "why", "by", "on"})

HEADING = """\
# Corrections: what a person decided about a value of a statement. They hold through re-reading and rebuilding.
#
# [[override]]
#   statement  the id of the statement, as its address and `rostrum search` show it
#   field      date, title, speaker, topic, organisation, kind, language or place
#   value      a string; for speaker, topic and place also a list; [] for none
#              a date is "2016-04-12", "2016-04", "2016" or "undated"
#   why, by    the evidence, and who vouches for it
#   on         (optional) the day it was decided
"""


def load(path: Path) -> tuple[Correction, ...] | None:
    """The corrections of the file, in its order; None when there is no file.

    Raises WrongCall, naming the file and the entry, when it is broken.
    """
    if not path.exists():
        return None
    return tuple(_correction(entry) for entry in entries(path, KIND))


def append(path: Path, correction: Correction) -> None:
    """Add it at the end of the file, made when it is missing; what stands there stays to the letter.

    Raises WrongCall when the file is broken, StorageFailed when it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _locked(path.parent):
            before = path.read_text(encoding="utf-8") if path.exists() else HEADING
            known = [_correction(entry) for entry in entries_of(before, path, KIND)]
            after = f"{before.rstrip()}\n\n{_written(correction)}".lstrip()
            assert [_correction(entry) for entry in entries_of(after, path, KIND)] == [*known, correction]
            _replace(path, after)
    except UnicodeDecodeError as error:
        raise WrongCall(f"{path} is not text in UTF-8 ({error}); correct it or remove it.") from error
    except OSError as error:
        raise StorageFailed(
            f"{path} cannot be written: {error.strerror}; see that its folder has room and belongs to this user"
        ) from error


def _correction(entry: Entry) -> Correction:
    if strange := sorted(entry.plain.keys() - KEYS):
        raise entry.wrong(f"has `{strange[0]}`, which means nothing here; it can have {', '.join(sorted(KEYS))}")
    statement, field, why, by = (entry.text(key) for key in ("statement", "field", "why", "by"))
    try:
        return Correction(
            statement=statement, field=field, values=_values(entry, field), why=why, by=by, on=_day(entry, "on")
        )
    except WrongCall as error:
        if str(entry.path) in str(error):
            raise
        raise entry.wrong(f"(for {statement!r}) cannot be: {error}") from error


def _values(entry: Entry, field: str) -> tuple[str, ...]:
    value = entry.plain.get("value")
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(dict.fromkeys(value))
    if isinstance(value, date):
        return (_day(entry, "value"),)
    if isinstance(value, str):
        return (value,)
    raise entry.wrong('needs `value = ["...", "..."]`' if field in LISTS else 'needs `value = "..."`')


def _day(entry: Entry, key: str) -> str:
    """A day written as a string or as TOML writes dates."""
    value = entry.plain.get(key, "")
    return value.isoformat()[:10] if isinstance(value, date) else entry.text(key, "")


def _written(correction: Correction) -> str:
    many = correction.field in LISTS or not correction.values
    value = f"[{', '.join(map(_quoted, correction.values))}]" if many else _quoted(correction.values[0])
    lines = [
        f"[[{KIND}]]",
        f"statement = {_quoted(correction.statement)}",
        f"field = {_quoted(correction.field)}",
        f"value = {value}",
        f"why = {_quoted(correction.why)}",
        f"by = {_quoted(correction.by)}",
        *([f"on = {_quoted(correction.on)}"] if correction.on else []),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON escapes the same way, and a correction holds no control characters."""
    return json.dumps(text, ensure_ascii=False)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Two that add at the same time do so one after the other; what was added is on disk at the end."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _replace(path: Path, text: str) -> None:
    """Whole or not at all, whatever happens meanwhile; a link stays a link."""
    path = path.resolve()
    fresh = path.with_name(f".{path.name}.new")
    with fresh.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        fresh.chmod(path.stat().st_mode & 0o777)
    fresh.replace(path)
