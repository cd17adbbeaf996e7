"""Records: imported as they say; what they leave out is derived, what they get wrong is refused with advice."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.document import RECORD, Document
from indexer.errors import Unreadable
from indexer.extraction import read
from indexer.statement import Precision, Statement
from tests.extraction.conftest import PROSE

Import = Callable[..., Statement]


@pytest.fixture
def import_(authority: Path) -> Import:
    def importing(**fields: object) -> Statement:
        return imported(json.dumps(fields).encode(), authority)

    return importing


def imported(content: bytes, authority: Path) -> Statement:
    (statement,) = read(
        Document(uri="file:///a.jsonl", name="a.jsonl", content=content, form=RECORD), authority=authority
    )
    return statement


def test_a_full_record_is_imported_as_it_says(import_: Import) -> None:
    said = import_(
        id="Light/12",
        title="Oil for\nthe light",
        text=f"{PROSE}\r\n\r\n\r\nAgain.",
        date="2016-05-12",
        speaker=["Myra Solane", "Anna Finch"],
        topics=["oil", "night"],
        org="Council of the Bay",
        kind="letter",
        lang="en",
        url="https://lights.example/12",
    )
    assert (said.id, said.title, said.text) == ("light-12", "Oil for the light", f"{PROSE}\n\nAgain.")
    assert (said.date.value, said.date.precision) == (date(2016, 5, 12), Precision.DAY)
    assert [(s.name, s.role) for s in said.speakers] == [
        ("Mira Solane", "Deputy Mayor of Ostrava Bay"),
        ("Anna Finch", None),
    ]
    assert (said.topics, said.organisation, said.kind, said.language) == (
        ("oil", "night"),
        "Bay Council",
        "letter",
        "en",
    )
    assert said.url == "https://lights.example/12"


def test_only_the_text_is_required(import_: Import) -> None:
    said = import_(text=f"The reservoir is empty. {PROSE}")
    assert (said.title, said.language, said.topics) == ("The reservoir is empty.", "en", ("water",))
    assert (said.date.value, said.speakers, said.organisation) == (None, (), None)
    assert said.id == "undated-the-reservoir-is-empty"


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("2016", date(2016, 1, 1), Precision.YEAR),
        ("2016-05", date(2016, 5, 1), Precision.MONTH),
        ("2016-05-12", date(2016, 5, 12), Precision.DAY),
        (2016, date(2016, 1, 1), Precision.YEAR),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(
    import_: Import, written: object, day: date, precision: Precision
) -> None:
    said = import_(text=PROSE, date=written).date
    assert (said.value, said.precision, said.basis) == (day, precision, "record")


def test_a_speaker_and_a_topic_may_stand_alone(import_: Import) -> None:
    said = import_(text=PROSE, speaker="Anna Finch", topics="oil")
    assert ([s.name for s in said.speakers], said.topics) == (["Anna Finch"], ("oil",))


REFUSED: dict[str, dict[str, object]] = {
    "no text": {"title": "Oil"},
    "no text; give its field `text`": {"text": " \n—"},
    'field `date` is "12 May 2016"; write YYYY-MM-DD': {"text": "a", "date": "12 May 2016"},
    'field `date` is "2016-13"': {"text": "a", "date": "2016-13"},
    "field `date` is true": {"text": "a", "date": True},
    "field `text` is 3.5; write it as a string": {"text": 3.5},
    r"field `speaker` is \[1\]; write it as a string or a list": {"text": "a", "speaker": [1]},
    r"field `title` is \{\}": {"text": "a", "title": {}},
}


@pytest.mark.parametrize(("reason", "fields"), REFUSED.items())
def test_what_a_record_gets_wrong_is_said_with_advice(import_: Import, reason: str, fields: dict[str, object]) -> None:
    with pytest.raises(Unreadable, match=reason):
        import_(**fields)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000], ids=repr)
def test_what_is_no_record(authority: Path, content: bytes) -> None:
    with pytest.raises(Unreadable, match="record"):
        imported(content[:100_000], authority)


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
keys = st.sampled_from(["id", "title", "text", "date", "speaker", "topics", "org", "kind", "lang", "url"])


@given(fields=st.dictionaries(keys, st.one_of(plain, st.text(min_size=1), st.lists(st.text()))))
def test_any_record_is_a_statement_or_is_refused(nobody: Path, fields: dict[str, object]) -> None:
    with suppress(Unreadable):
        said = imported(json.dumps(fields).encode(), nobody)
        assert said.id
        assert said.title
        assert said.text.encode()


def test_thousands_of_small_records_a_second(authority: Path) -> None:
    content = json.dumps({"title": "Oil", "text": PROSE * 5, "lang": "en", "topics": "oil", "date": "2016"}).encode()
    started = time.process_time()
    for _ in range(2_000):
        imported(content, authority)
    assert time.process_time() - started < 1
