"""Whatever the bytes, reading ends in a statement that can be kept, or in a reason."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from indexer.document import PAGE, RECORD, Document
from indexer.errors import Unreadable
from indexer.extraction import read
from indexer.statement import Statement, from_json, to_json

PIECES = (
    *(
        "<p>",
        "</p>",
        "<div>",
        "</table>",
        "<td>",
        "<h1>",
        "<title>",
        "<a href=",
        "<!--",
        "-->",
        "<script>",
        "&amp;",
        "&#0;",
    ),
    *(
        "\n",
        "\n\n",
        " ",
        "\t",
        "—",
        ":",
        ",",
        "،",
        ".",
        "?",
        '"',
        "“",
        "(",
        "[",
        "- ",
        "•",
        "\u200f",
        "\x00",
        "\x0c",
        "\ud800",
    ),
    *(
        "12 May 2016",
        "2016-05-12",
        "١٢ أيار",
        "Saturday",
        "31/12/1999",
        "Speaker:",
        "Title:",
        "العنوان:",
        "QUESTION:",
        "Q:",
    ),
    *(
        "THE PRESIDENT:",
        "Remarks by",
        "President",
        "Mr",
        "Anna Finch",
        "said",
        "قال",
        "of",
        "the",
        "and",
        "MP",
        "al-Hadi",
    ),
    *("FOR IMMEDIATE RELEASE", "Yours faithfully,", "(Source: Union)", "attributable to", "x" * 500),
)
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=60).map("".join)
encoded = st.builds(
    lambda text, encoding: text.encode(encoding, "replace"),
    texts,
    st.sampled_from(["utf-8", "utf-16", "cp1256", "cp1252", "utf-8-sig"]),
)
names = st.sampled_from(["a.html", "a.txt", "2016/05/12 release", "", "\ud800.htm"])


def attempt(document: Document, authority: Path) -> tuple[Statement, ...]:
    """What is read, nothing where it is refused; every other error is the test's failure."""
    with suppress(Unreadable):
        return read(document, authority=authority)
    return ()


@given(content=st.one_of(st.binary(max_size=400), encoded), name=names, form=st.sampled_from([PAGE, RECORD]))
@example(content="<html><p>\ud800</p>".encode("utf-8", "surrogatepass"), name="a.html", form=PAGE)
@example(content=b"\x00", name="a.txt", form=PAGE)
@example(content=b"Speaker:!", name="a.txt", form=PAGE)
@example(content=b'{"text": "\\ud800 a"}', name="a.jsonl", form=RECORD)
@example(content=b"<html><body><time>12 May 2016", name="a.html", form=PAGE)
def test_any_bytes(authority: Path, content: bytes, name: str, form: str) -> None:
    document = Document(uri="file:///x", name=name, content=content, form=form)
    for statement in attempt(document, authority):
        assert statement.id
        assert statement.title.strip()
        assert statement.text.strip()
        assert from_json(to_json(statement)) == statement
        for value in (statement.title, statement.text, statement.id):
            value.encode()


@given(content=encoded, name=names)
def test_the_same_bytes_are_the_same_statement(authority: Path, content: bytes, name: str) -> None:
    document = Document(uri="file:///x", name=name, content=content)
    assert attempt(document, authority) == attempt(document, authority)
