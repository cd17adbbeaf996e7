"""Reading happens in child processes: what is slow, greedy or crashes is quarantined, everything else goes on."""

import json
import os
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FAKE_READER

from indexer.document import Document
from indexer.errors import Unavailable, Unreadable
from indexer.ingest import Readers, ingest
from indexer.ingest.reader import Unfinished
from indexer.settings import MEGABYTE


@pytest.fixture
def readers(settings):
    limited = replace(settings, read_seconds=0.4, read_memory=200 * MEGABYTE)
    with Readers(limited, reader=FAKE_READER, processes=2) as readers:
        yield readers


def document(text):
    return Document(uri="file:///a", name="a", content=text.encode())


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        ("SPIN", r"it took longer than 0\.4 seconds to read"),
        ("SLEEP", r"it took longer than 0\.4 seconds to read"),
        ("GREEDY", "it needed more than 200 MB of memory to read"),
        ("CRASH", r"reading it crashed \(SIGSEGV\)"),
        ("KILLED", r"reading it crashed \(SIGKILL\)"),
        ("DEEP", "nested too deeply"),
        ("STUMBLE", "reading it failed .KeyError"),
    ],
)
def test_a_document_that_asks_for_trouble_is_refused_with_a_reason(readers, trouble, reason):
    with pytest.raises(Unreadable, match=reason):
        readers.submit(document(f"{trouble}\ntext")).result()
    [statement] = readers.submit(document("Good\nIt is read.")).result()
    assert statement.title == "Good"


@pytest.mark.parametrize(("trouble", "again"), [("SLEEP", True), ("CRASH", True), ("STUMBLE", True), ("DEEP", False)])
def test_what_may_not_be_the_fault_of_the_document_is_tried_again_by_the_next_run(readers, trouble, again):
    with pytest.raises(Unreadable) as told:
        readers.submit(document(f"{trouble}\ntext")).result()
    assert isinstance(told.value, Unfinished) is again


def test_trouble_stops_nothing_else_and_results_come_in_the_order_of_the_walk(
    folder, settings, catalogue, engine, readers
):
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(f"Statement {number}\ntext")
    for number, trouble in ((3, "SPIN"), (4, "GREEDY"), (9, "CRASH")):
        (folder / f"{number:02}.txt").write_text(f"{trouble}\ntext")
    summary = ingest([folder], settings=settings, catalogue=catalogue, engine=engine, readers=readers)
    assert summary.added == 9
    assert [file for file, _ in summary.failed] == ["03.txt", "04.txt", "09.txt"]
    entered = [id for _, id, _ in catalogue.changes_since(0)]
    assert entered == [f"statement-{n}" for n in range(12) if n not in (3, 4, 9)]


def test_a_record_that_asks_for_trouble_stops_nothing_else_and_order_is_kept(
    folder, settings, catalogue, engine, readers
):
    lines = [{"id": str(n), "title": f"Record {n}", "text": "text"} for n in range(12)]
    lines[3]["title"], lines[9]["title"] = "SPIN", "CRASH"
    (folder / "all.jsonl").write_text("\n".join(map(json.dumps, lines)))
    summary = ingest([folder], settings=settings, catalogue=catalogue, engine=engine, readers=readers)
    assert summary.added == 10
    assert [file for file, _ in summary.failed] == ["all.jsonl, 3", "all.jsonl, 9"]
    entered = [id for _, id, _ in catalogue.changes_since(0)]
    assert entered == [str(n) for n in range(12) if n not in (3, 9)]


def test_children_stay_warm(settings):
    with Readers(settings, reader=FAKE_READER, processes=1) as readers:
        readers.submit(document("A\n")).result()
        before = set(readers._children)
        readers.submit(document("B\n")).result()
        assert set(readers._children) == before


def test_what_a_library_prints_does_not_reach_the_answer(readers):
    [statement] = readers.submit(document("LOUD\ntext")).result()
    assert statement.title == "LOUD"


def test_a_large_document_goes_there_and_back(readers):
    [statement] = readers.submit(document("Large\n" + "نص " * 1_500_000)).result()
    assert len(statement.text) == 4_500_000


def test_a_reader_that_cannot_be_loaded_is_told_at_once(settings):
    missing = replace(FAKE_READER, function="no_such_module:read")
    with Readers(settings, reader=missing, processes=1) as readers, pytest.raises(Unavailable, match="no_such_module"):
        readers.submit(document("A\n")).result()


def test_what_a_broken_off_run_left_to_be_read_is_given_up_by_the_next(settings):
    with Readers(settings, reader=FAKE_READER, processes=1) as readers:
        left = [readers.submit(document(f"A{number}\n")) for number in range(2000)]
        readers.refresh()
        [statement] = readers.submit(document("B\n")).result()
        assert statement.title == "B"
        assert sum(reading.cancelled() for reading in left) > 1000


def test_no_document_is_blamed_when_no_child_can_be_started(settings):
    missing = replace(FAKE_READER, function="no_such_module:read")
    with Readers(settings, reader=missing, processes=1) as readers:
        for _ in range(3):
            with pytest.raises(Unavailable):
                readers.submit(document("A\n")).result()
        readers.reader = FAKE_READER
        [statement] = readers.submit(document("A\n")).result()
        assert statement.title == "A"


def test_no_child_outlives_its_parent(tmp_path):
    script = textwrap.dedent(f"""
        import sys, time
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from pathlib import Path
        from fakes import FAKE_READER
        from indexer.document import Document
        from indexer.ingest import Readers
        from indexer.settings import Settings
        readers = Readers(Settings(data=Path({str(tmp_path)!r})), reader=FAKE_READER, processes=1)
        readers.submit(Document(uri="file:///a", name="a", content=b"A")).result()
        readers.submit(Document(uri="file:///a", name="a", content=b"SLEEP"))
        [child] = readers._children
        print(child._process.pid, flush=True)
        time.sleep(60)
        """)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        child = int(parent.stdout.readline())
        assert Path(f"/proc/{child}").exists()
        parent.kill()
    deadline = time.monotonic() + 5
    while _alive(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _alive(child)


def _alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and ") Z " in status.read_text())
