"""Opening a file that may be replaced, grow or vanish while it is looked at."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO

from indexer.errors import Unreadable

CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The bytes of a file and their SHA-256 in hexadecimal."""

    content: bytes
    sha256: str


@contextmanager
def opened(path: str) -> Iterator[FileIO]:
    """The regular file at `path`; never waits for a FIFO. Raises Unreadable with the reason."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(descriptor, "rb", buffering=0) as file:  # noqa: PTH123 - a descriptor, not a path
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Unreadable("this is not a regular file")
            yield file
    except OSError as error:
        raise Unreadable(why(error)) from error


def why(error: OSError) -> str:
    """The reason in words a person understands."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "the file vanished before it could be read"
        case PermissionError():
            return "there is no permission to read it"
        case _:
            return f"the disk could not read it ({error.strerror or error})"


def load(path: str, *, limit: int) -> Content:
    """All bytes of the file. Raises Unreadable when it has grown over `limit` bytes or cannot be read."""
    with opened(path) as file:
        pieces: list[bytes] = []
        size = 0
        while piece := file.read(CHUNK):
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                raise Unreadable(too_large(limit))
    content = b"".join(pieces)
    return Content(content=content, sha256=hashlib.sha256(content).hexdigest())


def digest(path: str) -> str:
    """SHA-256 of the file in hexadecimal, in bounded memory. Raises Unreadable."""
    with opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def too_large(limit: int) -> str:
    return f"the file is larger than {limit / (1024 * 1024):.3g} MB, the limit for one document"
