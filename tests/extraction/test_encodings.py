"""Bytes in any encoding -> the same text; what is no text is refused with a reason."""

from __future__ import annotations

import codecs

import pytest

from indexer.errors import Unreadable
from indexer.extraction.encoding import MAX_BYTES, decode

ARABIC = "قال المتحدث إن المنارة على الشاطئ أُطفئت في الليل، وإن أهل القرية كتبوا إلى المجلس من أجل ذلك.\n" * 4
WESTERN = "The café’s lights were “out” — and nobody’s résumé mentioned it.\n" * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256"])
def test_arabic_in_any_encoding(encoding: str) -> None:
    plain = ARABIC if encoding != "cp1256" else ARABIC.replace("ُ", "")
    assert decode(plain.encode(encoding)).text.lstrip("\ufeff") == plain


def test_arabic_of_the_older_standard() -> None:
    plain = ARABIC.replace("ُ", "").replace("،", ",")
    assert decode(plain.encode("iso-8859-6")).text == plain


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_western_text_in_any_encoding(encoding: str) -> None:
    assert decode(WESTERN.encode(encoding)).text == WESTERN


def test_a_declared_smaller_set_is_read_as_the_larger_one() -> None:
    page = '<meta charset="iso-8859-1"><p>“Lights” — out'
    assert "“Lights” — out" in decode(page.encode("cp1252")).text


def test_a_wrong_declaration_of_utf8_is_not_believed() -> None:
    page = f'<meta charset="utf-8"><p>{ARABIC}'.replace("ُ", "")
    assert "قال المتحدث" in decode(page.encode("cp1256")).text


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    broken = ARABIC.encode()[:-2] + b"\xff"
    assert decode(broken).text.startswith("قال المتحدث")


def test_line_ends_are_plain() -> None:
    assert decode(b"one\r\ntwo\rthree").text == "one\ntwo\nthree"


REFUSED = {
    "The file is empty.": b" \n\t",
    "This is a PDF file": b"%PDF-1.7 ...",
    "This is a ZIP archive": b"PK\x03\x04....",
    "This is a PNG image": b"\x89PNG\r\n",
    "it holds NUL bytes": b"abc\x00\x00\x00def" * 50,
    "many of its bytes are control characters": bytes(range(1, 9)) * 200,
    "at most 10,000,000 are read": b"a" * (MAX_BYTES + 1),
}


@pytest.mark.parametrize(("reason", "content"), REFUSED.items())
def test_what_is_no_text_is_refused_with_a_reason(reason: str, content: bytes) -> None:
    with pytest.raises(Unreadable, match=reason):
        decode(content)


def test_a_mark_alone_is_an_empty_file() -> None:
    with pytest.raises(Unreadable, match="empty"):
        decode(codecs.BOM_UTF8)
