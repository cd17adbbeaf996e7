"""The file of the catalogue: durable, migrated, for one writer, and honest about damage and a failing disk."""

from __future__ import annotations

import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from indexer.catalogue import Catalogue, schema, storage
from indexer.errors import Locked, StorageFailed, Unavailable
from tests.catalogue.scribe import held, page, reading, run, said

SALT = said("Salt", "The price of salt rises.")
BREAD = said("Bread", "The small loaf is smaller.")


def asked(catalogue: Catalogue, sql: str) -> object:
    """The one value of the answer, on the connection that the catalogue itself uses."""
    return next(catalogue._store.rows(sql))[0]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "BUSY_SECONDS", 0.05)


def test_a_commit_is_on_the_disk_when_it_returns(catalogue: Catalogue) -> None:
    """In WAL mode only synchronous=FULL (2) has every commit synced."""
    assert asked(catalogue, "PRAGMA journal_mode") == "wal"
    assert asked(catalogue, "PRAGMA synchronous") == 2
    assert asked(catalogue, "PRAGMA foreign_keys") == 1


def test_the_file_and_its_folder_are_for_their_owner_only(catalogue: Catalogue, path: Path) -> None:
    run(catalogue, {"a.txt": SALT})
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(p.stat().st_mode) for p in path.parent.iterdir()} == {0o600}


def test_what_was_committed_is_there_for_the_next_who_opens_it(catalogue: Catalogue, path: Path) -> None:
    run(catalogue, {"a.txt": SALT})
    with Catalogue(path) as another:
        assert held(another) == {"salt": SALT.text}


def test_an_error_undoes_the_open_batch_and_nothing_else(catalogue: Catalogue) -> None:
    with suppress(KeyboardInterrupt), catalogue.ledger() as ledger:
        page(ledger, "a.txt", [reading(SALT)])
        ledger.commit()
        page(ledger, "b.txt", [reading(BREAD)])
        raise KeyboardInterrupt
    assert held(catalogue) == {"salt": SALT.text}


# migrations


def made_by(path: Path, migrations: tuple[str, ...]) -> None:
    """A catalogue as an earlier Rostrum made it, with one statement."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        schema.migrate(file, migrations)
        file.execute("INSERT INTO originals VALUES (?, 0, x'789c030000000001')", (reading(SALT).sha256,))
        file.execute(
            "INSERT INTO statements (id, version, identity, created, seq) "
            "VALUES ('salt', 1, ?, '2024-01-01T00:00:00+00:00', 1)",
            (identity,),
        )
        file.execute(
            "INSERT INTO versions VALUES ('salt', 1, ?, ?, ?, '1', '2024-01-01T00:00:00+00:00')",
            (identity, reading(SALT).kept, reading(SALT).sha256),
        )


identity = reading(SALT).identity


@pytest.mark.parametrize("steps", range(1, len(schema.MIGRATIONS)))
def test_an_older_schema_is_brought_up_to_the_newest_and_keeps_what_it_held(path: Path, steps: int) -> None:
    made_by(path, schema.MIGRATIONS[:steps])
    with Catalogue(path) as catalogue:
        assert asked(catalogue, "PRAGMA user_version") == len(schema.MIGRATIONS)
        assert held(catalogue) == {"salt": SALT.text}
        run(catalogue, {"b.txt": BREAD})
        assert set(held(catalogue)) == {"salt", "bread"}


def test_a_migration_that_fails_half_way_leaves_the_file_as_it_was(path: Path) -> None:
    made_by(path, schema.MIGRATIONS[:1])
    broken = (*schema.MIGRATIONS[:1], "CREATE TABLE half (x);\nCREATE TABLE half (x);\n")
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        with pytest.raises(sqlite3.OperationalError, match="already exists"):
            schema.migrate(file, broken)
        assert file.execute("PRAGMA user_version").fetchone() == (1,)
        assert file.execute("SELECT * FROM sqlite_master WHERE name = 'half'").fetchall() == []
    with Catalogue(path) as catalogue:
        assert held(catalogue) == {"salt": SALT.text}


def test_processes_that_come_upon_an_older_file_together_migrate_it_once(path: Path) -> None:
    made_by(path, schema.MIGRATIONS[:1])
    faults: list[BaseException] = []
    start = threading.Barrier(4)

    def open_it() -> None:
        start.wait()
        try:
            Catalogue(path).close()
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_a_file_of_a_newer_rostrum_is_refused_and_left_as_it_is(path: Path) -> None:
    Catalogue(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("PRAGMA user_version = 1000")
    with pytest.raises(Unavailable, match=r"written by a newer Rostrum .schema 1000.*install the newer version"):
        Catalogue(path)
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (1000,)


# one writer, many readers


@pytest.mark.usefixtures("impatient")
def test_a_second_writer_is_told_to_wait(path: Path) -> None:
    told = r"another program is writing to the catalogue .* wait until it has finished"
    with Catalogue(path) as one, Catalogue(path) as two, one.ledger(), pytest.raises(Locked, match=told):
        two.ledger()


@pytest.mark.usefixtures("impatient")
def test_readers_are_not_kept_waiting_and_see_what_was_committed_last(path: Path) -> None:
    with Catalogue(path) as writer, writer.ledger() as ledger:
        page(ledger, "a.txt", [reading(SALT)])
        ledger.commit()
        page(ledger, "b.txt", [reading(BREAD)])
        with Catalogue(path) as reader:
            assert held(reader) == {"salt": SALT.text}
            assert reader.cursor == 2


def test_a_reading_that_has_begun_sees_one_state_to_its_end(path: Path) -> None:
    with Catalogue(path) as writer, Catalogue(path) as reader:
        run(writer, {f"{n}.txt": said(f"s{n}", "x") for n in range(5)})
        statements = reader.statements()
        first = next(statements)
        run(writer, {}, delete=True)
        assert [s.id for s in (first, *statements)] == [f"s{n}" for n in range(5)]
        assert held(reader) == {}


# a failing disk


def test_a_full_disk_is_told_with_what_to_do_and_keeps_what_was_committed(path: Path) -> None:
    large = said("Large", "".join(f"{n} " for n in range(100_000)))
    with Catalogue(path) as catalogue:
        run(catalogue, {"a.txt": SALT})
        pages = int(str(asked(catalogue, "PRAGMA page_count")))
        assert asked(catalogue, f"PRAGMA max_page_count = {pages + 2}") == pages + 2
        with pytest.raises(StorageFailed, match="the disk is full; free some space and run the same command again"):
            run(catalogue, {"a.txt": SALT, "b.txt": large})
        assert held(catalogue) == {"salt": SALT.text}
        assert catalogue.check() == ()
        asked(catalogue, f"PRAGMA max_page_count = {pages + 10_000}")
        run(catalogue, {"a.txt": SALT, "b.txt": large})
        assert held(catalogue) == {"salt": SALT.text, "large": large.text}


def test_a_disk_that_may_not_be_written_to_is_told(catalogue: Catalogue) -> None:
    list(catalogue._store.rows("PRAGMA query_only = ON"))
    with pytest.raises(StorageFailed, match="cannot be written to; give this user the right to write"):
        run(catalogue, {"a.txt": SALT})


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StorageFailed, match=r"cannot be used: .*see that the folder exists"):
        Catalogue(tmp_path / "file" / "catalogue.sqlite")


def test_a_file_that_is_no_catalogue_is_told_and_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"These are minutes, not a catalogue. " * 100)
    before = path.read_bytes()
    with pytest.raises(StorageFailed, match="it is no catalogue"):
        Catalogue(path)
    assert path.read_bytes() == before


# check


@pytest.fixture
def sound(catalogue: Catalogue, path: Path) -> Iterator[sqlite3.Connection]:
    """The file of a sound catalogue of two statements, to be damaged."""
    run(catalogue, {"a.txt": SALT, "b.txt": BREAD})
    assert catalogue.check() == ()
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        yield file


def test_check_names_an_original_whose_bytes_have_changed(catalogue: Catalogue, sound: sqlite3.Connection) -> None:
    sha256 = reading(SALT).sha256
    (packed,) = sound.execute("SELECT content FROM originals WHERE sha256 = ?", (sha256,)).fetchone()
    for damaged in (packed[:-5], bytes(len(packed)), packed[:10] + bytes([packed[10] ^ 1]) + packed[11:]):
        sound.execute("UPDATE originals SET content = ? WHERE sha256 = ?", (damaged, sha256))
        assert catalogue.check() == (f"the original {sha256} does not match its checksum",)


def test_check_names_a_version_whose_words_have_changed(catalogue: Catalogue, sound: sqlite3.Connection) -> None:
    sound.execute("UPDATE versions SET content = replace(content, 'rises', 'falls') WHERE statement = 'salt'")
    assert catalogue.check() == ("version 1 of the statement salt does not match its checksum",)


def test_check_names_a_row_that_refers_to_nothing(catalogue: Catalogue, sound: sqlite3.Connection) -> None:
    sound.execute("DELETE FROM originals WHERE sha256 = ?", (reading(SALT).sha256,))
    assert catalogue.check() == ("a row of versions refers to one of originals that is not there",)


def test_check_names_a_damaged_page(path: Path) -> None:
    with Catalogue(path) as catalogue:
        run(catalogue, {f"{n}.txt": said(f"Notice {n}", "word " * 300) for n in range(40)})
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    with Catalogue(path) as catalogue:
        assert catalogue.check() != ()
