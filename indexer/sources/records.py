"""Files of statements whose metadata is known: one JSON object a line, plain or compressed, streamed.

Memory stays bounded whatever the file holds: a line is at most LINE bytes, and a decompression bomb without lines is
given up after GIVE_UP bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import lzma
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import FileIO

from indexer.document import RECORD, Document
from indexer.errors import Unreadable
from indexer.sources.content import opened

SUFFIXES = (".jsonl", ".jsonl.gz", ".jsonl.xz")
CHUNK = 256 * 1024
LINE = 10 * 1024 * 1024
GIVE_UP = 1024 * 1024 * 1024
XZ_MEMORY = 256 * 1024 * 1024  # `xz -9` needs 65 MB to unpack
BAD_LINES = 1000
LONGEST_ID = 300


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no record; `number` counts from 1."""

    number: int
    reason: str


def are_records(name: str) -> bool:
    """Whether a file of this name holds records."""
    return name.lower().endswith(SUFFIXES)


def stream(path: str, *, uri: str, name: str) -> Iterator[Document | BadLine]:
    """Each record as a Document whose `part` is the record's id, or "#" and the start of its SHA-256 when it has none,
    so that inserting a line above it does not make it another record.

    Raises Unreadable when the file cannot be read to its end; what came before it stands.
    """
    good = bad = number = 0
    with opened(path) as raw:
        for number, line in _numbered(raw, path):
            found = _record(line, number, uri, name)
            yield found
            if isinstance(found, BadLine):
                bad += 1
                if bad > BAD_LINES and bad > good:
                    raise Unreadable(f"most of its lines are not JSON objects; given up at line {number:,}")
            else:
                good += 1
    if not number:
        raise Unreadable("the file holds no records")


def _record(line: bytes | None, number: int, uri: str, name: str) -> Document | BadLine:
    if line is None:
        return BadLine(number, f"the line is longer than {LINE // (1024 * 1024)} MB")
    try:
        plain = json.loads(line)
    except RecursionError:
        return BadLine(number, "the line is nested too deeply")
    except UnicodeDecodeError:
        return BadLine(number, "the line is not UTF-8")
    except ValueError as error:
        return BadLine(number, f"the line is not JSON ({getattr(error, 'msg', error)})")
    if not isinstance(plain, dict):
        return BadLine(number, "the line is not a JSON object")
    return Document(uri=uri, name=name, content=line, form=RECORD, part=_part(plain.get("id"), line))


def _part(id: object, line: bytes) -> str:
    text = str(id).strip() if isinstance(id, str | int) else ""
    if text and len(text) <= LONGEST_ID and text.isprintable():
        return text
    return "#" + hashlib.sha256(line).hexdigest()[:16]


def _numbered(raw: FileIO, path: str) -> Iterator[tuple[int, bytes | None]]:
    """Lines that are not blank with their numbers from 1; None for one that is too long."""
    number = 0
    try:
        for number, line in enumerate(_lines(_unpacked(raw, path)), start=1):
            if line is None or line.strip():
                yield number, line
    except (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile) as error:
        raise Unreadable(f"the compressed file is damaged after line {number:,} ({error})") from error


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes | None]:
    rest: list[bytes] = []
    held = idle = 0  # bytes of the line begun, bytes since the last line that was kept
    for chunk in chunks:
        idle += len(chunk)
        *whole, tail = chunk.split(b"\n")
        for piece in whole:
            line = b"".join((*rest, piece)) if held + len(piece) <= LINE else None
            rest, held = [], 0
            idle = 0 if line else idle
            yield line
        held += len(tail)
        rest = [*rest, tail] if held <= LINE else []
        if idle > GIVE_UP:
            raise Unreadable("the file goes on for more than 1 GB without a record; given up there")
    if held:
        yield b"".join(rest) if held <= LINE else None


def _unpacked(raw: FileIO, path: str) -> Iterator[bytes]:
    if path.lower().endswith(".xz"):
        yield from _unpacked_xz(raw)
        return
    file = gzip.GzipFile(fileobj=raw) if path.lower().endswith(".gz") else raw
    while chunk := file.read(CHUNK):
        yield chunk


def _unpacked_xz(raw: FileIO) -> Iterator[bytes]:
    """All streams of an .xz file one after the other (lzma.open takes no limit of memory)."""
    packed = raw.read(CHUNK)
    while packed.strip(b"\0"):
        decoder = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=XZ_MEMORY)
        while not decoder.eof:
            if chunk := decoder.decompress(packed, CHUNK):
                yield chunk
            packed = b""
            if decoder.needs_input and not decoder.eof:
                packed = raw.read(CHUNK)
                if not packed:
                    raise EOFError("it breaks off")
        packed = decoder.unused_data or raw.read(CHUNK)
