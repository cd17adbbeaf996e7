"""What a run tells apart, and what it never does."""

import os
import stat
import threading
import time
from dataclasses import replace

import pytest

from indexer.errors import IndexDamaged, Locked, StampDiffers, WrongCall
from indexer.ingest import catch_up, ingest, writing
from indexer.ingest.reader import Unfinished


def write(path, text, *, age=60):
    """A file last changed `age` seconds ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    when = time.time() - age
    os.utime(path, (when, when))
    return path


def test_a_new_file_is_added_and_found(taking_in):
    write(taking_in.folder / "a.txt", "Salt prices\nThe price of salt rises.")
    summary = taking_in.run()
    assert (summary.seen, summary.added) == (1, 1)
    assert taking_in.engine.held["salt-prices"].sources == ("a.txt",)


def test_an_unchanged_file_is_not_read_twice(taking_in):
    write(taking_in.folder / "a.txt", "Salt prices\nThe price of salt rises.")
    taking_in.run()
    assert taking_in.run().unchanged == 1
    assert taking_in.readers.was_read == []


def test_a_touched_file_is_compared_by_its_bytes_and_not_read_again(taking_in):
    path = write(taking_in.folder / "a.txt", "Salt prices\nThe price of salt rises.")
    taking_in.run()
    os.utime(path, (1, 1))
    assert taking_in.run().unchanged == 1
    assert taking_in.readers.was_read == []


def test_a_change_that_keeps_size_and_time_is_seen_when_it_came_right_after_the_last(taking_in):
    path = write(taking_in.folder / "a.txt", "Salt\nrises", age=0)
    taking_in.run()
    before = path.stat()
    path.write_text("Salt\nfalls")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert taking_in.run().updated == 1


def test_a_change_that_keeps_size_and_time_is_seen_even_much_later(taking_in, monkeypatch):
    """As unpacking an archive over the file may: the time at which the system noted the change cannot be set back."""
    monkeypatch.setattr("indexer.ingest.run.RACY_NS", -(10**18))
    path = write(taking_in.folder / "a.txt", "Salt\nrises")
    taking_in.run()
    before = path.stat()
    with path.open("r+") as file:
        file.write("Salt\nfalls")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    now = path.stat()
    assert (now.st_size, now.st_mtime_ns, now.st_ino) == (before.st_size, before.st_mtime_ns, before.st_ino)
    assert taking_in.run().updated == 1


def test_a_changed_file_is_a_new_version_of_the_same_statement(taking_in):
    path = write(taking_in.folder / "a.txt", "Salt prices\nThe price of salt rises.")
    taking_in.run()
    write(path, "Salt prices corrected\nThe price of salt falls.")
    assert taking_in.run().updated == 1
    assert [v.statement.title for v in taking_in.catalogue.versions("salt-prices")] == [
        "Salt prices",
        "Salt prices corrected",
    ]
    assert taking_in.engine.held["salt-prices"].text == "The price of salt falls."


def test_a_renamed_file_keeps_its_statement_without_a_new_version(taking_in):
    path = write(taking_in.folder / "b.txt", "Salt prices\nThe price of salt rises.")
    taking_in.run()
    path.rename(taking_in.folder / "a.txt")
    summary = taking_in.run()
    assert (summary.unchanged, summary.renamed, summary.added) == (1, 1, 0)
    assert taking_in.readers.was_read == []
    assert len(taking_in.catalogue.versions("salt-prices")) == 1
    assert taking_in.engine.held["salt-prices"].sources == ("a.txt",)


def test_a_copy_is_one_more_source_and_no_rename(taking_in):
    write(taking_in.folder / "b.txt", "Salt prices\nThe price of salt rises.")
    taking_in.run()
    write(taking_in.folder / "a.txt", "Salt prices\nThe price of salt rises.")
    summary = taking_in.run()
    assert (summary.added, summary.duplicates, summary.renamed) == (1, 1, 0)
    assert taking_in.engine.held["salt-prices"].sources == ("b.txt", "a.txt")


def test_a_statement_stays_while_one_of_its_sources_stays(taking_in):
    first = write(taking_in.folder / "a.txt", "Salt prices\nThe price of salt rises.")
    second = write(taking_in.folder / "b.txt", "Salt prices\nThe price of salt rises.")
    taking_in.run()
    first.unlink()
    assert taking_in.run(delete=True).removed == 1
    assert taking_in.engine.held["salt-prices"].sources == ("b.txt",)
    second.unlink()
    assert taking_in.run(delete=True).removed == 1
    assert taking_in.engine.held == {}
    assert len(taking_in.catalogue.versions("salt-prices")) == 1


def test_a_changed_duplicate_becomes_a_statement_of_its_own(taking_in):
    write(taking_in.folder / "a.txt", "Salt prices\nThe price of salt rises.")
    path = write(taking_in.folder / "b.txt", "Salt prices\nThe price of salt rises.")
    taking_in.run()
    write(path, "Salt prices\nThe price of salt falls.")
    assert taking_in.run().updated == 1
    assert taking_in.engine.held["salt-prices"].text == "The price of salt rises."
    assert {s.text for s in taking_in.engine.held.values()} == {"The price of salt rises.", "The price of salt falls."}


def test_without_delete_what_is_gone_is_kept(taking_in):
    write(taking_in.folder / "a.txt", "Salt prices\nThe price of salt rises.").unlink()
    write(taking_in.folder / "b.txt", "Bread\nThe small loaf.")
    taking_in.run()
    (taking_in.folder / "b.txt").unlink()
    assert taking_in.run().removed == 0
    assert list(taking_in.engine.held) == ["bread"]


def test_delete_reaches_only_below_the_folders_given(taking_in):
    keep = write(taking_in.folder / "keep" / "a.txt", "Salt\nrises")
    drop = write(taking_in.folder / "keep2" / "b.txt", "Bread\nfalls")
    taking_in.run()
    keep.unlink()
    drop.unlink()
    assert taking_in.run(taking_in.folder / "keep2", delete=True).removed == 1
    assert list(taking_in.engine.held) == ["salt"]


def test_delete_spares_a_folder_that_cannot_be_listed(taking_in, monkeypatch):
    path = write(taking_in.folder / "inner" / "a.txt", "Salt\nrises")
    taking_in.run()
    real = os.listdir

    def listdir(where):
        if str(where) == str(path.parent):
            raise PermissionError(13, "Permission denied")
        return real(where)

    monkeypatch.setattr(os, "listdir", listdir)
    summary = taking_in.run(delete=True)
    assert summary.removed == 0
    assert summary.failed == (("inner", "there is no permission to read it"),)
    assert list(taking_in.engine.held) == ["salt"]


def test_delete_spares_what_lay_behind_a_link_that_leads_nowhere_now(taking_in):
    """As to a disk that is not mounted."""
    elsewhere = taking_in.folder.parent / "disk"
    write(elsewhere / "a.txt", "Salt\nrises")
    (taking_in.folder / "link").symlink_to(elsewhere)
    taking_in.run()
    elsewhere.rename(elsewhere.with_name("away"))
    summary = taking_in.run(delete=True)
    assert summary.removed == 0
    assert summary.failed == (("link", "this link leads to a file that is not there"),)
    elsewhere.with_name("away").rename(elsewhere)
    assert taking_in.run(delete=True).unchanged == 1
    assert list(taking_in.catalogue.quarantine()) == []


def test_a_file_that_comes_back_has_its_old_id(taking_in):
    path = write(taking_in.folder / "a.txt", "Salt\nrises")
    taking_in.run()
    path.unlink()
    taking_in.run(delete=True)
    write(path, "Salt and bread\nfall")
    assert taking_in.run().added == 1
    assert taking_in.engine.held["salt"].title == "Salt and bread"


def test_two_texts_with_one_title_have_two_ids_whatever_happens_between(taking_in):
    write(taking_in.folder / "a.txt", "Salt\nrises")
    write(taking_in.folder / "b.txt", "Salt\nfalls")
    taking_in.run()
    ids = set(taking_in.engine.held)
    assert len(ids) == 2
    assert "salt" in ids
    assert taking_in.run(version="2").unchanged == 2
    assert set(taking_in.engine.held) == ids


def test_a_document_of_several_statements_counts_each(taking_in):
    path = write(taking_in.folder / "a.txt", "Salt\nrises\n----\nBread\nfalls\n----\nOil\nstays")
    assert taking_in.run().added == 3
    assert taking_in.run().unchanged == 3
    write(path, "Salt\nrises\n----\nBread\nrises")
    summary = taking_in.run()
    assert (summary.unchanged, summary.updated, summary.removed) == (1, 1, 1)
    assert set(taking_in.engine.held) == {"salt", "bread"}


def test_another_version_of_the_reader_reads_everything_again(taking_in):
    write(taking_in.folder / "a.txt", "Salt\nrises")
    taking_in.run()
    assert taking_in.run(version="2").unchanged == 1
    assert taking_in.readers.was_read == ["a.txt"]
    taking_in.run(version="2")
    assert taking_in.readers.was_read == []


def test_a_reader_that_reads_duplicates_better_keeps_their_one_id(taking_in, monkeypatch):
    import fake_reader

    write(taking_in.folder / "a.txt", "Salt\nrises")
    write(taking_in.folder / "b.txt", "Salt\nrises")
    taking_in.run()
    before = fake_reader.read
    monkeypatch.setattr(
        fake_reader,
        "read",
        lambda document, *, authority: tuple(
            replace(s, text=s.text + ", it is said") for s in before(document, authority=authority)
        ),
    )
    taking_in.run(version="2")
    assert {id: s.text for id, s in taking_in.engine.held.items()} == {"salt": "rises, it is said"}
    assert taking_in.engine.held["salt"].sources == ("a.txt", "b.txt")


def test_a_file_that_cannot_be_read_keeps_its_reason_and_is_not_tried_again(taking_in):
    write(taking_in.folder / "a.bin", "\0\0\0")
    assert taking_in.run().failed == (("a.bin", "this is a binary file"),)
    assert taking_in.run().failed == (("a.bin", "this is a binary file"),)
    assert taking_in.readers.was_read == []
    assert [r.reason for r in taking_in.catalogue.quarantine()] == ["this is a binary file"]


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_a_file_whose_reading_was_broken_off_is_tried_again_by_the_next_run(taking_in, monkeypatch, name):
    content = {"a.txt": "Salt\nrises", "a.jsonl": '{"id": "salt", "text": "rises"}'}[name]
    write(taking_in.folder / name, content)
    monkeypatch.setattr(taking_in.readers, "read", broken_off)
    assert [reason for _, reason in taking_in.run().failed] == ["it took longer than 10 seconds to read"]
    assert [reason for _, reason in taking_in.run().failed] == ["it took longer than 10 seconds to read"]
    monkeypatch.undo()
    assert taking_in.run().added == 1
    assert list(taking_in.catalogue.quarantine()) == []
    assert taking_in.run().unchanged == 1


def broken_off(document):
    raise Unfinished("it took longer than 10 seconds to read")


def test_what_was_read_stays_when_the_file_turns_bad(taking_in):
    path = write(taking_in.folder / "a.txt", "Salt\nrises")
    taking_in.run()
    write(path, "\0\0")
    assert len(taking_in.run().failed) == 1
    assert list(taking_in.engine.held) == ["salt"]
    write(path, "Salt\nrises")
    assert taking_in.run().unchanged == 1
    assert list(taking_in.catalogue.quarantine()) == []


def test_a_bad_file_that_is_taken_away_leaves_quarantine(taking_in):
    path = write(taking_in.folder / "a.bin", "\0")
    taking_in.run()
    path.unlink()
    assert taking_in.run().seen == 0
    assert list(taking_in.catalogue.quarantine()) == []


def test_text_with_broken_characters_is_refused_with_a_reason(taking_in):
    (taking_in.folder / "a.txt").write_bytes(b"Salt \xff\nrises")
    [(file, reason)] = taking_in.run().failed
    assert file == "a.txt"
    assert "broken characters" in reason


def test_a_path_that_is_not_there_is_a_wrong_call_and_nothing_is_done(taking_in):
    write(taking_in.folder / "a.txt", "Salt\nrises")
    with pytest.raises(WrongCall, match="missing"):
        taking_in.run(taking_in.folder, taking_in.folder / "missing", delete=True)
    assert list(taking_in.catalogue.statements()) == []


def test_the_folder_of_the_catalogue_itself_is_not_walked(taking_in):
    assert taking_in.run(taking_in.folder.parent).seen == 0


def test_an_index_that_lacks_changes_is_brought_up_at_the_start_of_a_run(taking_in):
    write(taking_in.folder / "a.txt", "Salt\nrises")
    taking_in.run()
    path = write(taking_in.folder / "b.txt", "Bread\nfalls")
    taking_in.run()
    path.unlink()
    taking_in.run(delete=True)
    taking_in.engine.held = {"salt": taking_in.engine.held["salt"]}
    taking_in.engine.cursor = 1
    taking_in.run()
    assert list(taking_in.engine.held) == ["salt"]
    assert taking_in.engine.cursor == taking_in.catalogue.cursor


@pytest.mark.parametrize("trouble", [StampDiffers("made by Whoosh 1"), IndexDamaged("segment 3 is cut short")])
def test_an_index_that_cannot_be_trusted_is_rebuilt_and_the_reason_told(taking_in, trouble, caplog):
    write(taking_in.folder / "a.txt", "Salt\nrises")
    taking_in.run()
    taking_in.engine.trouble, taking_in.engine.held = trouble, {}
    steps = []
    taking_in.run(progress=steps.append)
    assert list(taking_in.engine.held) == ["salt"]
    assert str(trouble) in [s.name for s in steps if s.stage == "rebuilding"]
    assert str(trouble) in caplog.text


def test_the_index_is_brought_up_in_pieces_of_bounded_size(taking_in, monkeypatch):
    sizes = []
    apply = taking_in.engine.apply
    monkeypatch.setattr(taking_in.engine, "apply", lambda c, *, cursor: (sizes.append(len(c)), apply(c, cursor=cursor)))
    monkeypatch.setattr("indexer.ingest.following.CHUNK", 4)
    monkeypatch.setattr("indexer.ingest.following.CHUNK_CHARACTERS", 100)
    for number in range(6):
        write(taking_in.folder / f"{number}.txt", f"Statement {number}\ntext")
    taking_in.run()
    assert sizes == [4, 2]
    for number in range(3):
        write(taking_in.folder / f"{number}.txt", f"Statement {number}\n{'word ' * 30}")
    taking_in.run()
    assert sizes == [4, 2, 1, 1, 1]


def test_an_index_that_knows_more_than_the_catalogue_is_rebuilt(taking_in):
    taking_in.run()
    taking_in.engine.cursor = 1000
    catch_up(taking_in.catalogue, taking_in.engine)
    assert taking_in.engine.cursor == 0


def test_a_second_writer_is_told_who_writes(taking_in):
    with writing(taking_in.settings), pytest.raises(Locked, match=f"pid {os.getpid()}"):
        taking_in.run()


def test_a_lock_left_by_a_dead_process_does_not_block(taking_in):
    taking_in.settings.lock_path.write_text("99999999\n")
    assert taking_in.run().seen == 0


def test_progress_names_each_file_and_the_total(taking_in):
    for name in "abc":
        write(taking_in.folder / f"{name}.txt", f"{name}\ntext")
    steps = []
    taking_in.run(progress=steps.append)
    assert [(s.done, s.total, s.name) for s in steps if s.stage == "reading"] == [
        (1, 3, "a.txt"),
        (2, 3, "b.txt"),
        (3, 3, "c.txt"),
    ]


def test_the_summary_has_the_shape_that_programs_read(taking_in):
    write(taking_in.folder / "a.bin", "\0")
    shape = taking_in.run().as_json()
    assert shape.pop("seconds") >= 0
    assert shape == {
        "added": 0,
        "updated": 0,
        "unchanged": 0,
        "removed": 0,
        "failed": [{"file": "a.bin", "reason": "this is a binary file"}],
    }


def test_everything_written_is_for_the_owner_only(taking_in):
    write(taking_in.folder / "a.txt", "Salt\nrises")
    taking_in.run()
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in taking_in.settings.data.iterdir()}
    assert stat.S_IMODE(taking_in.settings.data.stat().st_mode) == 0o700
    assert set(modes.values()) == {0o600}
    assert {"catalogue.sqlite", "lock"} <= set(modes)


def test_an_interrupted_run_keeps_what_it_committed_and_goes_on_from_there(taking_in, monkeypatch):
    for number in range(30):
        write(taking_in.folder / f"{number:02}.txt", f"Statement {number}\ntext")
    monkeypatch.setattr("indexer.ingest.desk.BATCH", 10)
    read = taking_in.readers.read

    def interrupted(document):
        if document.name == "25.txt":
            raise KeyboardInterrupt
        return read(document)

    monkeypatch.setattr(taking_in.readers, "read", interrupted)
    with pytest.raises(KeyboardInterrupt):
        taking_in.run()
    kept = {s.title for s in taking_in.catalogue.statements()}
    assert kept == {f"Statement {n}" for n in range(20)}
    monkeypatch.undo()
    summary = taking_in.run()
    assert (summary.unchanged, summary.added) == (20, 10)


@pytest.mark.parametrize(("batch", "seconds"), [(10, 1000.0), (1000, 0.0)])
def test_what_is_committed_by_number_or_by_time_is_found_while_the_run_goes_on(taking_in, monkeypatch, batch, seconds):
    monkeypatch.setattr("indexer.ingest.desk.BATCH", batch)
    monkeypatch.setattr("indexer.ingest.desk.BATCH_SECONDS", seconds)
    monkeypatch.setattr("indexer.ingest.desk.REST", 0)
    for number in range(30):
        write(taking_in.folder / f"{number:02}.txt", f"Statement {number}\ntext")
    read, found = taking_in.readers.read, []

    def reading(document):
        found.append(len(taking_in.engine.held))
        return read(document)

    monkeypatch.setattr(taking_in.readers, "read", reading)
    taking_in.run()
    assert found == [n // batch * batch if seconds else n for n in range(30)]


def test_a_run_from_another_thread_waits_for_nothing_and_is_refused(taking_in):
    refused = []

    def second():
        try:
            ingest(
                [taking_in.folder],
                settings=taking_in.settings,
                catalogue=taking_in.catalogue,
                engine=taking_in.engine,
                readers=taking_in.readers,
            )
        except Locked as error:
            refused.append(error)

    with writing(taking_in.settings):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert len(refused) == 1
