"""Bytes -> text, whatever their encoding; what is not text is refused with a reason."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from indexer.errors import Unreadable

MAX_BYTES = 10_000_000
_SAMPLE = 20_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "an RTF document"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.-]{2,40})""", re.I)
# Pages declare the smaller set and use the larger one (the WHATWG table says the same).
_LARGER = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_COMMON_ARABIC = re.compile(r"\b(?:في|من|على|إلى|الى|أن|ان|التي|هذا|عن)\b")
_ARABIC = re.compile("[\u0621-\u064a]")


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str


def decode(content: bytes) -> Decoded:
    """The text of the bytes with plain line ends. Raises Unreadable for what is empty, too large or not text."""
    if not content.strip():
        raise Unreadable("The file is empty.")
    if len(content) > MAX_BYTES:
        raise Unreadable(f"The file has {len(content):,} bytes; at most {MAX_BYTES:,} are read.")
    for magic, what in _MAGIC:
        if content.startswith(magic):
            raise Unreadable(f"This is {what}, neither HTML nor plain text.")
    decoded = _decode(content)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_binary(text)
    return Decoded(text, decoded.encoding)


def _refuse_binary(text: str) -> None:
    sample = text[:_SAMPLE] + text[-_SAMPLE:]
    strange = len(_CONTROL.findall(sample))
    if strange * 20 > len(sample):
        raise Unreadable("The file is not text: many of its bytes are control characters or belong to no encoding.")
    if not text.strip("\ufeff \t\n\f"):
        raise Unreadable("The file is empty.")


def _decode(content: bytes) -> Decoded:
    for bom, name in _BOMS:
        if content.startswith(bom):
            return Decoded(content.decode(name, "replace"), name)
    if b"\x00" in content:
        return _without_bom(content)
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _declared(content) or _nearly_utf8(content) or _arabic(content) or _guessed(content)


def _without_bom(content: bytes) -> Decoded:
    """UTF-16 without a mark has few different bytes on one side; anything else with NUL bytes is binary."""
    sample = content[:4_000]
    for name, high, low in (("utf-16-le", sample[1::2], sample[0::2]), ("utf-16-be", sample[0::2], sample[1::2])):
        if 0 in high and _share(high) > 0.9 > _share(low):
            return Decoded(content.decode(name, "replace"), name)
    if content.count(0) * 1000 < len(content):
        return _decode(content.replace(b"\x00", b""))
    raise Unreadable("The file is not text: it holds NUL bytes.")


def _share(side: bytes) -> float:
    """How much of it its two commonest bytes are: the alphabet, and that of spaces and digits."""
    return sum(count for _, count in Counter(side).most_common(2)) / max(1, len(side))


def _declared(content: bytes) -> Decoded | None:
    found = _DECLARED.search(content[:4_000])
    if not found:
        return None
    name = found[1].decode("ascii").lower()
    name = _LARGER.get(name, name)
    try:
        if codecs.lookup(name).name in ("utf-8", "utf-16", "utf-32"):
            return None
        return Decoded(content.decode(name), name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _nearly_utf8(content: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, a cut at the end among them."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(content) - len(text)  # every sound multi-byte letter makes the text shorter than the bytes
    return Decoded(text, "utf-8") if whole > 20 * broken or (broken <= 3 and whole > broken) else None


def _arabic(content: bytes) -> Decoded | None:
    high = sum(byte > 127 for byte in content[:_SAMPLE])
    for name in ("cp1256", "iso-8859-6"):
        text = content.decode(name, "replace")
        letters = len(_ARABIC.findall(text[:_SAMPLE]))
        if letters * 10 > high * 8 and len(_COMMON_ARABIC.findall(text[:_SAMPLE])) * 60 > letters / 5:
            return Decoded(text, name)
    return None


def _guessed(content: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:_SAMPLE], cp_exclusion=["utf_7"]).best()
    name = best.encoding if best is not None else "cp1252"
    return Decoded(content.decode(name, "replace"), name)
