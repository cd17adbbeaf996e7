"""Watching: what is dropped in, changed or taken away is taken in without being asked."""

import threading
import time
from contextlib import contextmanager

import pytest
from fakes import ReadersHere

from indexer.catalogue import Catalogue
from indexer.errors import StorageFailed, WrongCall
from indexer.ingest import watch, watching, writing

SECONDS = 20  # how long a test waits for what should come at once


class Watcher:
    """`watch` in a thread, with a catalogue of its own; `summaries` grows."""

    def __init__(self, work, **options):
        self.summaries, self.fault, self.stop = [], None, threading.Event()
        self.readers = ReadersHere()
        self._work, self._options = work, options
        self.thread = threading.Thread(target=self._run)

    def _run(self):
        try:
            with Catalogue(self._work.settings.catalogue_path) as catalogue:
                for summary in watch(
                    [self._work.folder],
                    settings=self._work.settings,
                    catalogue=catalogue,
                    engine=self._work.engine,
                    readers=self.readers,
                    stop=self.stop,
                    **self._options,
                ):
                    self.summaries.append(summary)
        except Exception as error:
            self.fault = error

    def until(self, condition):
        """Wait until it holds."""
        deadline = time.monotonic() + SECONDS
        while not condition() and time.monotonic() < deadline and self.thread.is_alive():
            time.sleep(0.02)
        assert self.fault is None
        assert condition()


@pytest.fixture
def watched(taking_in):
    """`with watched(**options) as watcher:` watches the folder, and has looked at it once."""

    @contextmanager
    def watched(**options):
        watcher = Watcher(taking_in, **options)
        watcher.thread.start()
        try:
            watcher.until(lambda: watcher.summaries)
            yield watcher
        finally:
            watcher.stop.set()
            watcher.thread.join(SECONDS)
        assert not watcher.thread.is_alive()
        assert watcher.fault is None

    return watched


def titles(work):
    return {s.title for s in list(work.engine.held.values())}


def test_it_begins_with_what_is_there(taking_in, watched):
    (taking_in.folder / "a.txt").write_text("Salt\nrises")
    with watched() as watcher:
        assert watcher.summaries[0].added == 1


def test_files_dropped_in_changed_and_renamed_are_taken_in(taking_in, watched):
    path = taking_in.folder / "new" / "a.txt"
    with watched() as watcher:
        path.parent.mkdir()
        path.write_text("Salt\nrises")
        watcher.until(lambda: titles(taking_in) == {"Salt"})
        path.write_text("Salt falls\nat last")
        watcher.until(lambda: titles(taking_in) == {"Salt falls"})
        path.rename(taking_in.folder / "b.txt")
        watcher.until(lambda: taking_in.engine.held["salt"].sources == ("b.txt",))
        assert watcher.summaries[-1].renamed == 1


def test_a_folder_moved_in_is_taken_in_whole(taking_in, watched):
    elsewhere = taking_in.folder.parent / "elsewhere"
    elsewhere.mkdir()
    for name in "abc":
        (elsewhere / f"{name}.txt").write_text(f"Title {name}\ntext")
    with watched() as watcher:
        elsewhere.rename(taking_in.folder / "in")
        watcher.until(lambda: titles(taking_in) == {"Title a", "Title b", "Title c"})


@pytest.mark.parametrize("delete", [True, False])
def test_what_is_taken_away_goes_only_when_asked(taking_in, watched, delete):
    path = taking_in.folder / "a.txt"
    path.write_text("Salt\nrises")
    with watched(delete=delete) as watcher:
        path.unlink()
        (taking_in.folder / "b.txt").write_text("Bread\nfalls")
        watcher.until(lambda: "Bread" in titles(taking_in))
        watcher.until(lambda: ("Salt" in titles(taking_in)) != delete)


def test_a_folder_that_goes_as_a_whole_takes_nothing_with_it_and_is_watched_again_when_it_is_back(taking_in, watched):
    """As a disk does that is not mounted for a while."""
    (taking_in.folder / "a.txt").write_text("Salt\nrises")
    away = taking_in.folder.with_name("away")
    with watched(delete=True) as watcher:
        taking_in.folder.rename(away)
        time.sleep(3 * watching.TICK_MS / 1000)
        assert titles(taking_in) == {"Salt"}
        away.rename(taking_in.folder)
        (taking_in.folder / "b.txt").write_text("Bread\nfalls")
        watcher.until(lambda: titles(taking_in) == {"Salt", "Bread"})


def test_it_waits_while_another_process_writes(taking_in, watched, caplog):
    with watched() as watcher:
        with writing(taking_in.settings):
            (taking_in.folder / "a.txt").write_text("Salt\nrises")
            watcher.until(lambda: "trying again" in caplog.text)
            time.sleep(3 * watching.TICK_MS / 1000)
            assert titles(taking_in) == set()
        watcher.until(lambda: titles(taking_in) == {"Salt"})
    assert caplog.text.count("trying again") == 1


def test_trouble_that_passes_does_not_end_it(taking_in, watched, monkeypatch, caplog):
    monkeypatch.setattr(watching, "TROUBLE_SECONDS", 0.1)
    apply, fired = taking_in.engine.apply, []

    def full_at_first(changes, *, cursor):
        if not fired:
            fired.append(cursor)
            raise StorageFailed("the disk is full")
        apply(changes, cursor=cursor)

    with watched() as watcher:
        monkeypatch.setattr(taking_in.engine, "apply", full_at_first)
        (taking_in.folder / "a.txt").write_text("Salt\nrises")
        watcher.until(lambda: titles(taking_in) == {"Salt"})
    assert fired
    assert "the disk is full; trying again" in caplog.text


def test_trouble_at_the_start_ends_it(taking_in, monkeypatch):
    (taking_in.folder / "a.txt").write_text("Salt\nrises")
    watcher = Watcher(taking_in)
    monkeypatch.setattr(taking_in.engine, "rebuild", no_space)
    watcher.thread.start()
    watcher.thread.join(SECONDS)
    assert isinstance(watcher.fault, StorageFailed)


def no_space(*_, **__):
    raise StorageFailed("the disk is full")


def test_where_the_system_gives_no_more_watches_it_looks_by_itself(taking_in, watched, monkeypatch, caplog):
    real, tried = watching.notifications, []

    def notifications(*folders, force_polling=None, **more):
        tried.append(force_polling)
        if not force_polling:
            raise OSError(28, "No space left on device")
        return real(*folders, force_polling=True, **more)

    monkeypatch.setattr(watching, "notifications", notifications)
    with watched() as watcher:
        assert tried == [None, True]
        (taking_in.folder / "a.txt").write_text("Salt\nrises")
        watcher.until(lambda: titles(taking_in) == {"Salt"})
    assert "looking for changes every" in caplog.text


def test_a_change_that_no_notification_told_of_is_found_by_the_next_full_look(taking_in, watched, monkeypatch):
    """In a folder behind a link, for one."""
    elsewhere = taking_in.folder.parent / "elsewhere"
    elsewhere.mkdir()
    (taking_in.folder / "link").symlink_to(elsewhere)
    monkeypatch.setattr(watching, "FULL_LOOK_SECONDS", 0.5)
    monkeypatch.setattr(watching, "FULL_LOOK_REST", 0)
    with watched() as watcher:
        (elsewhere / "a.txt").write_text("Salt\nrises")
        watcher.until(lambda: titles(taking_in) == {"Salt"})


def test_looks_that_find_nothing_new_say_nothing(taking_in, watched, monkeypatch):
    (taking_in.folder / "a.bin").write_text("\0")
    monkeypatch.setattr(watching, "FULL_LOOK_SECONDS", 0.2)
    monkeypatch.setattr(watching, "FULL_LOOK_REST", 0)
    with watched() as watcher:
        time.sleep(3 * watching.TICK_MS / 1000)
        (taking_in.folder / "b.bin").write_text("\0")
        watcher.until(lambda: len(watcher.summaries) == 2)
    assert "b.bin" in dict(watcher.summaries[1].failed)


def test_stopping_ends_a_run_that_is_in_hand_and_keeps_what_it_committed(taking_in, monkeypatch):
    for number in range(30):
        (taking_in.folder / f"{number:02}.txt").write_text(f"Statement {number}\ntext")
    monkeypatch.setattr("indexer.ingest.desk.BATCH", 10)
    watcher = Watcher(taking_in)
    read = watcher.readers.read

    def stopping(document):
        if document.name == "25.txt":
            watcher.stop.set()
        return read(document)

    monkeypatch.setattr(watcher.readers, "read", stopping)
    watcher.thread.start()
    watcher.thread.join(SECONDS)
    assert (watcher.fault, watcher.summaries) == (None, [])
    assert {s.title for s in taking_in.catalogue.statements()} == {f"Statement {n}" for n in range(20)}


def test_a_path_that_is_not_there_at_the_start_is_a_wrong_call(taking_in):
    taking_in.folder.rmdir()
    watcher = Watcher(taking_in)
    watcher.thread.start()
    watcher.thread.join(SECONDS)
    assert isinstance(watcher.fault, WrongCall)


def test_half_written_files_are_left_until_they_have_their_name(taking_in, watched):
    with watched() as watcher:
        (taking_in.folder / "a.txt.part").write_text("Half\n")
        time.sleep(2 * watching.DEBOUNCE_MS / 1000)
        (taking_in.folder / "a.txt.part").write_text("Salt\nrises")
        (taking_in.folder / "a.txt.part").replace(taking_in.folder / "a.txt")
        watcher.until(lambda: titles(taking_in) == {"Salt"})
    assert len(taking_in.catalogue.versions("salt")) == 1
