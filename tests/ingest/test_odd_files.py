"""Odd files: each is counted, given a reason a person understands, and stops nothing else."""

import os
import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from fakes import FAKE_READER

from indexer.catalogue import Catalogue
from indexer.sources import targets, walk


@pytest.fixture
def reason(taking_in):
    """`reason(name)` takes the folder in beside a good file, and gives the one reason for which `name` was refused."""
    (taking_in.folder / "good.txt").write_text("Good\nIt is read.")

    def reason(name):
        summary = taking_in.run()
        assert list(taking_in.engine.held) == ["good"]
        [(file, why)] = summary.failed
        assert file == name
        assert taking_in.run().failed == summary.failed
        assert [(r.name, r.reason) for r in taking_in.catalogue.quarantine()] == [(file, why)]
        return why

    return reason


def test_a_file_of_one_gigabyte_is_refused_without_being_read(taking_in, reason):
    with (taking_in.folder / "huge.txt").open("wb") as file:
        file.truncate(1024**3)
    assert reason("huge.txt") == "the file is larger than 10 MB, the limit for one document"


def test_a_fifo_is_refused_and_never_opened(taking_in, reason):
    os.mkfifo(taking_in.folder / "pipe.txt")
    assert reason("pipe.txt") == "this is a named pipe (FIFO), not a document"


def test_a_socket_is_refused(taking_in, reason, monkeypatch):
    monkeypatch.chdir(taking_in.folder)  # the path of a socket has at most 107 bytes
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s.txt")
        assert reason("s.txt") == "this is a socket, not a document"


def test_a_link_to_a_device_is_refused_and_never_opened(taking_in, reason):
    (taking_in.folder / "zero.txt").symlink_to("/dev/zero")
    assert reason("zero.txt") == "this is a device, not a document"


def test_an_empty_file_is_refused(taking_in, reason):
    (taking_in.folder / "empty.txt").touch()
    assert reason("empty.txt") == "the file is empty"


def test_a_binary_is_refused(taking_in, reason):
    (taking_in.folder / "program").write_bytes(b"\x7fELF\0\0\0")
    assert reason("program") == "this is a binary file"


def test_a_loop_of_folders_is_told_and_its_files_are_read_once(taking_in, reason):
    (taking_in.folder / "inner").mkdir()
    (taking_in.folder / "inner" / "again").symlink_to(taking_in.folder)
    assert reason("inner/again") == "this link leads back to a folder above it (a loop)"


def test_a_link_to_itself_is_told(taking_in, reason):
    (taking_in.folder / "self").symlink_to(taking_in.folder / "self")
    assert reason("self") == "this link leads back to itself (a loop)"


def test_a_link_to_nothing_is_told(taking_in, reason):
    (taking_in.folder / "lost").symlink_to(taking_in.folder / "nowhere")
    assert reason("lost") == "this link leads to a file that is not there"


@pytest.fixture
def just_before_opening(monkeypatch):
    """`just_before_opening(path, act)` has `act(path)` done once, when the file has been seen and is to be opened; the
    list given tells whether that happened."""
    real, fired = os.open, []

    def install(path, act):
        def opening(where, *how):
            if where == str(path) and not fired:
                fired.append(path)
                act(path)
            return real(where, *how)

        monkeypatch.setattr(os, "open", opening)
        return fired

    return install


def test_a_file_that_vanishes_while_it_is_looked_at_is_told(taking_in, just_before_opening):
    path = taking_in.folder / "gone.txt"
    path.write_text("Gone\ntext")
    fired = just_before_opening(path, Path.unlink)
    assert taking_in.run().failed == (("gone.txt", "the file vanished before it could be read"),)
    assert fired == [path]
    assert taking_in.run().seen == 0
    assert list(taking_in.catalogue.quarantine()) == []


def test_a_file_that_grows_over_the_limit_while_it_is_read_is_refused(taking_in, just_before_opening):
    path = taking_in.folder / "grows.txt"
    path.write_text("Grows\ntext")
    fired = just_before_opening(path, lambda path: os.truncate(path, 11 * 1024**2))
    [(file, why)] = taking_in.run().failed
    assert fired == [path]
    assert (file, why) == ("grows.txt", "the file is larger than 10 MB, the limit for one document")


def test_a_name_that_is_no_utf8_is_read_stored_and_can_be_shown(taking_in):
    name = os.fsdecode(b"caf\xe9\n.txt")
    (taking_in.folder / name).write_text("Coffee\nIt is read.")
    assert taking_in.run().added == 1
    assert taking_in.engine.held["coffee"].sources == ("caf\\xe9\\n.txt",)
    assert taking_in.catalogue.sources("coffee")[0].file.endswith("/caf%E9%0A.txt")
    assert taking_in.run().unchanged == 1
    (taking_in.folder / name).rename(taking_in.folder / "cafe.txt")
    assert taking_in.run().renamed == 1


def test_what_is_about_the_collection_or_half_written_is_passed_over(taking_in):
    for name in (
        ".hidden",
        "README.md",
        "LICENSE",
        "people.toml",
        "a.txt~",
        "a.txt.swp",
        "a.tmp",
        "a.part",
        "a.crdownload",
        ".git/config",
    ):
        path = taking_in.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Not a statement\n")
    assert taking_in.run().seen == 0


def test_a_file_named_outright_is_taken_whatever_its_name(taking_in):
    (taking_in.folder / "README.md").write_text("Read me\ntext")
    assert taking_in.run(taking_in.folder / "README.md").added == 1


def test_a_linked_folder_is_followed_once(taking_in):
    elsewhere = taking_in.folder.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.txt").write_text("Salt\nrises")
    (taking_in.folder / "one").symlink_to(elsewhere)
    (taking_in.folder / "two").symlink_to(elsewhere)
    assert taking_in.run().added == 1
    assert taking_in.engine.held["salt"].sources == ("one/a.txt",)


def test_a_path_given_twice_or_inside_another_is_seen_once(taking_in):
    path = taking_in.folder / "inner" / "a.txt"
    path.parent.mkdir()
    path.write_text("Salt\nrises")
    assert taking_in.run(path, taking_in.folder, taking_in.folder / "inner", taking_in.folder).seen == 1


def test_folders_nested_without_end_are_given_up_with_a_reason(taking_in):
    path = taking_in.folder
    for _ in range(102):
        path = path / "d"
        path.mkdir()
    [(_, why)] = taking_in.run().failed
    assert why == "the folder lies more than 100 folders deep"


def test_the_walk_is_in_sorted_order(taking_in):
    for name in ("b.txt", "a/z.txt", "c/a.txt", "B.txt"):
        path = taking_in.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    assert [e.name for e in walk(targets([taking_in.folder]), max_file=10)] == ["B.txt", "a/z.txt", "b.txt", "c/a.txt"]


def test_what_may_not_be_read_is_told(tmp_path):
    """As another user, for nothing is forbidden to root."""
    if os.getuid() == 0 and not Path("/proc/self").exists():
        pytest.skip("root may read everything, and there is no other user to become")
    folder = tmp_path / "documents"
    (folder / "closed").mkdir(parents=True)
    (folder / "secret.txt").write_text("Secret\ntext")
    (folder / "secret.txt").chmod(0)
    (folder / "closed").chmod(0)
    for parent in (folder, *folder.parents):
        if parent.owner() == "root" and len(parent.parts) > 2:
            parent.chmod(0o755)
    script = textwrap.dedent("""
        import os, sys
        from indexer.errors import Unreadable
        from indexer.sources import load, targets, walk
        if os.getuid() == 0:
            os.setgid(65534), os.setuid(65534)
        for entry in walk(targets([sys.argv[1]]), max_file=100):
            try:
                print(entry.name, entry.folder, entry.refused or load(entry.path, limit=100))
            except Unreadable as error:
                print(entry.name, entry.folder, error)
        """)
    run = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=False)
    (folder / "closed").chmod(0o700)
    assert run.stdout.splitlines() == [
        "closed True there is no permission to read it",
        "secret.txt False there is no permission to read it",
    ], run.stderr


def test_original_bytes_are_kept_as_they_came(taking_in):
    content = b"Salt\r\nrises  \r\n"
    (taking_in.folder / "a.txt").write_bytes(content)
    taking_in.run()
    with Catalogue(taking_in.settings.catalogue_path) as catalogue:
        [version] = catalogue.versions(next(catalogue.statements()).id)
        original = catalogue.original(version.original)
        assert original.content == content
        assert [s.name for s in original.sources] == ["a.txt"]
        assert version.reader == FAKE_READER.version
        assert version.statement.reasons[0].basis == "first line"
