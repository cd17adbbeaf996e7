"""Files of records: streamed, each line on its own, none of them able to stop the rest."""

import gzip
import json
import lzma
import os

import pytest

from indexer.document import RECORD, Document
from indexer.errors import Unreadable
from indexer.sources import BadLine, records, stream


def line(id, text="Salt rises.", **more):
    return json.dumps({"id": id, "title": f"Title {id}", "text": text, **more}, ensure_ascii=False)


def write(folder, *lines, name="all.jsonl"):
    content = "\n".join(lines).encode()
    pack = {"xz": lzma.compress, "gz": gzip.compress}.get(name.rpartition(".")[2], bytes)
    (folder / name).write_bytes(pack(content))
    os.utime(folder / name, (1, len(content)))
    return folder / name


@pytest.mark.parametrize("name", ["all.jsonl", "all.jsonl.gz", "all.jsonl.xz"])
def test_each_line_is_a_statement_and_a_file_unchanged_as_a_whole_is_not_unpacked(taking_in, name, monkeypatch):
    write(taking_in.folder, *(line(n, f"text {n}") for n in range(20)), name=name)
    assert taking_in.run().added == 20
    assert taking_in.engine.held["7"].sources == (f"{name}, 7",)
    monkeypatch.setattr("indexer.ingest.records.stream", None)
    assert taking_in.run().unchanged == 20
    assert taking_in.readers.was_read == []


def test_a_bad_line_is_quarantined_by_its_number_and_the_rest_goes_on(taking_in):
    write(
        taking_in.folder,
        line(1, "one"),
        "{broken",
        line(3, "three"),
        '["a list"]',
        "",
        '{"id": 6}',
        "[" * 200_000,
        line(8, "eight"),
    )
    summary = taking_in.run()
    assert summary.added == 3
    assert [file for file, _ in summary.failed] == [
        "all.jsonl, line 2",
        "all.jsonl, line 4",
        "all.jsonl, 6",
        "all.jsonl, line 7",
    ]
    assert dict(summary.failed)["all.jsonl, line 7"] == "the line is nested too deeply"
    again = taking_in.run()
    assert (again.unchanged, sorted(again.failed)) == (3, sorted(summary.failed))


def test_only_changed_records_are_read_again(taking_in):
    write(taking_in.folder, line(1, "one"), line(2, "two"), "broken", line(3, "three"))
    taking_in.run()
    write(taking_in.folder, line(0, "nought"), line(1, "one"), line(2, "two, corrected"), line(3, "three"))
    summary = taking_in.run()
    assert (summary.added, summary.updated, summary.unchanged, summary.failed) == (1, 1, 2, ())
    assert len(taking_in.readers.was_read) == 2
    assert list(taking_in.catalogue.quarantine()) == []


def test_records_that_left_the_file_stay_until_delete_is_asked(taking_in):
    write(taking_in.folder, line(1, "one"), line(2, "two"))
    taking_in.run()
    write(taking_in.folder, line(2, "two"))
    assert taking_in.run().removed == 0
    assert set(taking_in.engine.held) == {"1", "2"}
    assert taking_in.run(delete=True).removed == 1
    assert set(taking_in.engine.held) == {"2"}
    assert taking_in.run(delete=True).removed == 0


def test_a_line_put_before_records_without_ids_leaves_them_what_they_are(taking_in):
    def unnamed(text):
        return json.dumps({"title": text, "text": text})

    write(taking_in.folder, unnamed("one"), unnamed("two"))
    taking_in.run()
    write(taking_in.folder, unnamed("nought"), unnamed("one"), unnamed("two"))
    summary = taking_in.run()
    assert (summary.added, summary.unchanged, summary.updated) == (1, 2, 0)


def test_two_records_of_one_id_are_both_kept_and_a_repeated_line_counts_as_unchanged(taking_in):
    write(taking_in.folder, line(1, "one"), line(1, "another"), line(1, "one"))
    summary = taking_in.run()
    assert (summary.added, summary.unchanged) == (2, 1)
    assert sorted(s.text for s in taking_in.engine.held.values()) == ["another", "one"]
    assert taking_in.run().unchanged == 3
    assert taking_in.run(version="2").unchanged == 3


def test_a_renamed_file_of_records_is_renamed_record_by_record(taking_in):
    path = write(taking_in.folder, line(1, "one"), line(2, "two"))
    taking_in.run()
    path.rename(taking_in.folder / "new.jsonl")
    summary = taking_in.run()
    assert (summary.unchanged, summary.renamed) == (2, 2)
    assert taking_in.engine.held["1"].sources == ("new.jsonl, 1",)


def test_a_compressed_file_cut_short_gives_what_it_held_and_a_reason(taking_in):
    path = write(taking_in.folder, *(line(n, os.urandom(3000).hex()) for n in range(300)), name="all.jsonl.xz")
    path.write_bytes(path.read_bytes()[:500_000])
    summary = taking_in.run()
    assert summary.added > 100
    [(file, why)] = summary.failed
    assert file == "all.jsonl.xz"
    assert "damaged after line" in why
    again = taking_in.run()
    assert (again.unchanged, again.failed) == (summary.added, summary.failed)


def test_several_compressed_streams_in_one_file_are_read_one_after_the_other(tmp_path):
    for name, pack in (("a.jsonl.xz", lzma.compress), ("a.jsonl.gz", gzip.compress)):
        (tmp_path / name).write_bytes(b"".join(pack(line(n).encode() + b"\n") for n in range(5)))
        found = list(stream(str(tmp_path / name), uri="file:///a", name=name))
        assert [d.part for d in found] == ["0", "1", "2", "3", "4"]
        assert all(d.form == RECORD for d in found)


def test_a_line_without_end_is_refused_in_bounded_memory_and_the_next_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(records, "LINE", 1000)
    monkeypatch.setattr(records, "CHUNK", 100)
    (tmp_path / "a.jsonl").write_text(
        "\n".join([line(1), "x" * 5000, line(3, "y" * 850), line(4, "z" * 2000), line(5)])
    )
    found = list(stream(str(tmp_path / "a.jsonl"), uri="file:///a", name="a"))
    assert [f.number if isinstance(f, BadLine) else f.part for f in found] == ["1", 2, "3", 4, "5"]


def test_a_bomb_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(records, "GIVE_UP", 20 * 1024**2)
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress(bytes(64 * 1024**2)))
    with pytest.raises(Unreadable, match="without a record"):
        list(stream(str(tmp_path / "bomb.jsonl.gz"), uri="file:///a", name="a"))


def test_a_file_that_is_no_records_at_all_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(records, "BAD_LINES", 10)
    (tmp_path / "a.jsonl").write_text("nonsense\n" * 100)
    with pytest.raises(Unreadable, match="most of its lines"):
        list(stream(str(tmp_path / "a.jsonl"), uri="file:///a", name="a"))


@pytest.mark.parametrize("content", [b"\n\n", b"\xfd7zXZ\0 no", b"\x1f\x8b no"])
def test_a_file_without_a_record_is_refused_with_a_reason(taking_in, content):
    suffix = {b"\n": ".jsonl", b"\xfd": ".jsonl.xz", b"\x1f": ".jsonl.gz"}[content[:1]]
    (taking_in.folder / f"a{suffix}").write_bytes(content)
    summary = taking_in.run()
    assert [file for file, _ in summary.failed] == [f"a{suffix}"]
    assert taking_in.run().failed == summary.failed


def test_a_record_is_the_bytes_of_its_line(tmp_path):
    (tmp_path / "a.jsonl").write_text(line("ж/1") + "\n")
    [found] = stream(str(tmp_path / "a.jsonl"), uri="file:///a", name="a.jsonl")
    assert found == Document(uri="file:///a", name="a.jsonl", content=line("ж/1").encode(), form=RECORD, part="ж/1")
