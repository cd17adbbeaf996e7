"""What the catalogue keeps: originals, where they came from and when, what was read from them and why, what was not."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from indexer.catalogue import Catalogue, Outcome, Stamp, ledger
from indexer.errors import Unreadable
from indexer.statement import Precision, Reason, Speaker, Statement, StatementDate
from tests.catalogue.scribe import ROOT, fail, held, page, reading, run, said

SALT = said("Salt", "The price of salt rises.")
BREAD = said("Bread", "The small loaf is smaller.")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The time at which transactions begin, changed by changing its one element."""
    now = [datetime(2024, 3, 12, 9, tzinfo=UTC)]

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return now[0]

    monkeypatch.setattr(ledger, "datetime", Clock)
    return now


def test_original_bytes_are_kept_as_they_came_compressed_under_their_sha256(catalogue: Catalogue, path: Path) -> None:
    content = b"<p>The price of salt rises.\r\n</p>" * 200 + b"\xff\0"
    sha256 = hashlib.sha256(content).hexdigest()
    run(catalogue, {"a.html": reading(SALT, content=content)})
    original = catalogue.original(sha256)
    assert original is not None
    assert (original.content, original.sha256) == (content, sha256)
    assert [source.name for source in original.sources] == ["a.html"]
    with sqlite3.connect(path) as file:
        [(size, packed)] = file.execute("SELECT size, content FROM originals").fetchall()
    file.close()
    assert size == len(content) > 10 * len(packed)
    assert zlib.decompress(packed) == content


def test_bytes_that_never_came_are_none(catalogue: Catalogue) -> None:
    assert catalogue.original("0" * 64) is None


def test_a_source_says_from_where_since_when_and_until_when(catalogue: Catalogue, clock: list[datetime]) -> None:
    first = clock[0]
    run(catalogue, {"sub/a.txt": SALT})
    clock[0] = later = first + timedelta(days=2)
    run(catalogue, {"sub/a.txt": SALT})
    [source] = catalogue.sources("salt")
    assert (source.file, source.name, source.root) == (f"{ROOT}/sub/a.txt", "sub/a.txt", "/in")
    assert (source.first_seen, source.last_seen, source.state) == (first, later, "held")
    assert source.sha256 == reading(SALT).sha256


def test_a_source_that_went_is_remembered(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT})
    run(catalogue, {}, delete=True)
    assert [(s.name, s.state) for s in catalogue.sources("salt")] == [("a.txt", "gone")]


def test_every_version_is_kept_with_what_it_was_read_from_by_which_reader_and_when(
    catalogue: Catalogue, clock: list[datetime]
) -> None:
    texts = ["rises", "falls", "rises"]
    for day, text in enumerate(texts):
        clock[0] += timedelta(days=1)
        run(catalogue, {"a.txt": reading(said("Salt", text), reader=f"reader {day}")})
    versions = catalogue.versions("salt")
    assert [v.number for v in versions] == [1, 2, 3]
    assert [v.statement.text for v in versions] == texts
    assert [v.reader for v in versions] == ["reader 0", "reader 1", "reader 2"]
    assert [v.made.day for v in versions] == [13, 14, 15]
    originals = [catalogue.original(v.original) for v in versions]
    assert [o.content for o in originals if o] == [f"Salt\n{text}".encode() for text in texts]


def test_what_was_read_is_given_back_with_the_reason_of_every_value(catalogue: Catalogue) -> None:
    statement = Statement(
        id="accord",
        title="On the accord",
        text="First.\n\nSecond “quoted” نص.",
        language="ar",
        date=StatementDate(
            value=date(2016, 4, 1),
            precision=Precision.MONTH,
            basis="dateline",
            evidence="April",
            inferred=True,
        ),
        speakers=(Speaker(name="Salma Haddoun", role="chair", basis="said", evidence="said Haddoun"),),
        quoted=(Speaker(name="Q"),),
        mentioned=(Speaker(name="M"),),
        organisation="Council",
        topics=("water, and dams",),
        places=("Hazmeen",),
        kind="speech",
        url="https://example.org/1",
        reasons=(Reason(field="topic", value="water, and dams", basis="words", evidence="dam"),),
    )
    run(catalogue, {"a.txt": statement})
    assert catalogue.get("accord") == replace(statement, sources=("a.txt",))
    assert catalogue.versions("accord")[0].statement == statement


def test_a_file_that_could_not_be_read_is_in_quarantine_with_its_reason_until_it_is_read(catalogue: Catalogue) -> None:
    with catalogue.ledger() as ledger:
        fail(ledger, "a.txt", "this is a binary file")
    [refused] = catalogue.quarantine()
    assert (refused.file, refused.name, refused.reason) == (f"{ROOT}/a.txt", "a.txt", "this is a binary file")
    run(catalogue, {"a.txt": SALT})
    assert list(catalogue.quarantine()) == []


def test_a_part_that_could_not_be_read_is_named_with_its_file(catalogue: Catalogue) -> None:
    with catalogue.ledger() as ledger:
        file = ledger.enter(uri=f"{ROOT}/all.jsonl", name="all.jsonl", root="/in")
        ledger.place(file, "7", reading(SALT))
        ledger.refuse(file, "line 8", "the line is not JSON")
        ledger.finish(file, stamp=Stamp(), sha256="", reader="1", entries=2, whole=False)
    assert [(r.name, r.reason) for r in catalogue.quarantine()] == [("all.jsonl, line 8", "the line is not JSON")]
    assert [s.name for s in catalogue.sources("salt")] == ["all.jsonl"]
    assert catalogue.get("salt") == replace(SALT, sources=("all.jsonl, 7",))


def test_a_record_that_turned_bad_and_then_left_its_file_is_no_longer_in_quarantine(catalogue: Catalogue) -> None:
    for lines in ("good", "bad", "none"):
        with catalogue.ledger() as ledger:
            file = ledger.enter(uri=f"{ROOT}/all.jsonl", name="all.jsonl", root="/in")
            if lines == "good":
                ledger.place(file, "7", reading(SALT))
            if lines == "bad":
                ledger.refuse(file, "7", "the record has no text")
            ledger.finish(file, stamp=Stamp(), sha256=lines, reader="1", entries=1, whole=False)
        assert [r.reason for r in catalogue.quarantine()] == (["the record has no text"] if lines == "bad" else [])
    assert held(catalogue) == {"salt": SALT.text}


def test_text_that_cannot_be_stored_is_refused_before_anything_is_written() -> None:
    with pytest.raises(Unreadable, match="broken characters"):
        reading(said("Salt", "half of a pair: \ud83d"), content=b"x")


def test_counts_tell_what_is_held_what_was_and_how_large_it_is(catalogue: Catalogue) -> None:
    run(catalogue, {"a.txt": SALT, "b.txt": SALT, "c.txt": BREAD})
    with catalogue.ledger() as ledger:
        fail(ledger, "d.txt", "the file is empty")
        page(ledger, "a.txt", [reading(SALT)])
        page(ledger, "b.txt", [reading(SALT)])
        ledger.remove([f"{ROOT}/c.txt"], delete=True)
    counts = catalogue.counts()
    assert (counts.statements, counts.removed, counts.versions, counts.sources) == (1, 1, 2, 2)
    assert (counts.files, counts.refused, counts.originals) == (2, 1, 2)
    assert counts.original_bytes == sum(len(f"{s.title}\n{s.text}") for s in (SALT, BREAD))
    assert catalogue.size == counts.statements


def test_what_happened_is_told_of_each_part(catalogue: Catalogue) -> None:
    assert run(catalogue, {"a.txt": SALT, "b.txt": SALT}) == {"a.txt": Outcome.ADDED, "b.txt": Outcome.DUPLICATE}
    changed = said("Salt", "falls")
    assert run(catalogue, {"a.txt": SALT, "b.txt": changed}) == {"a.txt": Outcome.UNCHANGED, "b.txt": Outcome.UPDATED}
