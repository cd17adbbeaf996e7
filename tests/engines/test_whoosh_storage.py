"""What is committed stays, what is damaged is noticed, and nobody is disturbed meanwhile."""

from __future__ import annotations

import errno
import os
import pickletools
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from whoosh import index as whoosh_index
from whoosh import query as whoosh_query

from indexer.engines.base import Put, Remove
from indexer.engines.whoosh import WhooshEngine, schema, storage, writer
from indexer.engines.whoosh.storage import latest_generation
from indexer.errors import IndexDamaged, Locked, NoIndex, StampDiffers, StorageFailed
from indexer.query import Query, Words
from indexer.statement import Statement


def statement(number: int, text: str = "the harbour stays open") -> Statement:
    return Statement(id=f"s-{number:04d}", title=f"Notice {number}", text=text)


def total(engine: WhooshEngine, word: str = "harbour") -> int:
    return engine.search(Query(clause=Words(word))).total


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def engine(path: Path) -> WhooshEngine:
    made = WhooshEngine(path)
    made.apply([Put(statement(n)) for n in range(5)], cursor=5)
    return made


def build_of(path: Path) -> Path:
    return (path / "current").resolve()


def test_an_absent_index_says_how_to_make_one(path: Path) -> None:
    with pytest.raises(NoIndex, match="rostrum index"):
        WhooshEngine(path).status()


def test_the_folder_is_for_its_owner_only(engine: WhooshEngine, path: Path) -> None:
    assert path.stat().st_mode & 0o077 == 0
    assert build_of(path).stat().st_mode & 0o077 == 0


def test_every_file_is_synced_before_the_commit_and_nothing_deleted_before_it(
    engine: WhooshEngine, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[tuple[str, str]] = []
    real_rename, real_remove = os.rename, os.remove

    def rename(old: str, new: str) -> None:
        events.append(("commit" if str(new).endswith(".toc") else "rename", Path(new).name))
        real_rename(old, new)

    def remove(name: str) -> None:
        events.append(("delete", Path(name).name))
        real_remove(name)

    def sync(file: Path) -> None:
        events.append(("sync", file.name))
        real_sync(file)

    real_sync = storage.sync_file
    monkeypatch.setattr(os, "rename", rename)
    monkeypatch.setattr(os, "remove", remove)
    monkeypatch.setattr(writer, "sync_file", sync)
    engine.apply([Put(statement(n)) for n in range(5, 9)], cursor=9)

    commit = next(number for number, (what, _) in enumerate(events) if what == "commit")
    synced = {name for what, name in events[:commit] if what == "sync"}
    newest = {p.name for p in build_of(path).iterdir() if p.suffix in {".trm", ".pst", ".col"}}
    assert newest <= synced
    assert not [name for what, name in events[:commit] if what == "delete" and name.startswith("_MAIN")]
    assert [name for what, name in events[commit:] if what == "delete" and name.endswith(".toc")]


def test_a_flipped_bit_in_any_file_is_noticed_and_never_answered_from(engine: WhooshEngine, path: Path) -> None:
    build = build_of(path)
    files = [p for p in build.iterdir() if p.is_file() and p.suffix != ".json" and p.stat().st_size]
    files = [p for p in files if not p.name.endswith("WRITELOCK")]
    assert len(files) > 10
    for file in files:
        content = file.read_bytes()
        middle = len(content) // 2
        file.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
        with pytest.raises(IndexDamaged, match="rostrum rebuild"):
            WhooshEngine(path).search(Query())
        assert file.name in engine.check()[0]
        file.write_bytes(content)
    assert total(WhooshEngine(path)) == 5


def test_a_missing_file_is_damage_and_not_an_empty_index(engine: WhooshEngine, path: Path) -> None:
    next(build_of(path).glob("*.trm")).unlink()
    with pytest.raises(IndexDamaged, match="missing"):
        WhooshEngine(path).search(Query())


def test_the_last_good_generation_answers_while_a_newer_one_is_damaged(engine: WhooshEngine, path: Path) -> None:
    assert total(engine) == 5
    other = WhooshEngine(path)
    other.apply([Put(statement(9))], cursor=9)
    newest = max(build_of(path).glob("*.pst"), key=lambda p: p.stat().st_mtime_ns)
    newest.write_bytes(b"\0" * newest.stat().st_size)
    assert total(engine) == 5
    assert "does not match its checksum" in engine.status().trouble
    with pytest.raises(IndexDamaged):
        engine.apply([Put(statement(10))], cursor=10)
    engine.rebuild([statement(n) for n in range(6)], cursor=9)
    assert total(engine) == 6
    assert (engine.status().statements, engine.status().trouble) == (6, "")


def test_another_stamp_is_refused_with_its_cause_and_healed_by_a_rebuild(
    engine: WhooshEngine, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "ANALYSIS_VERSION", "another")
    other = WhooshEngine(path)
    with pytest.raises(StampDiffers, match=r"analysis.*rebuilt"):
        other.status()
    with pytest.raises(StampDiffers):
        other.apply([Put(statement(7))], cursor=7)
    other.rebuild([statement(1)], cursor=1)
    assert other.status().statements == 1


def test_a_failure_in_the_middle_of_a_batch_leaves_the_old_state_and_a_free_lock(engine: WhooshEngine) -> None:
    def changes() -> list[Put]:
        bad = Statement(id="bad", title="Bad", text="x")
        object.__setattr__(bad, "speakers", None)
        return [Put(statement(20)), Put(bad)]

    with pytest.raises(TypeError):
        engine.apply(changes(), cursor=20)
    assert total(engine) == 5
    engine.apply([Put(statement(21))], cursor=21)
    assert total(engine) == 6


def test_a_full_disk_is_told_and_loses_nothing(engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    fired = []

    def full(path: Path) -> None:
        fired.append(path)
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(writer, "sync_file", full)
        with pytest.raises(StorageFailed, match="disk is full"):
            engine.apply([Put(statement(20))], cursor=20)
    assert fired
    assert (total(engine), engine.status().cursor) == (5, 5)
    engine.apply([Put(statement(20))], cursor=20)
    assert total(WhooshEngine(engine._builds._path)) == 6


def test_a_second_writer_is_refused(engine: WhooshEngine, path: Path) -> None:
    held = writer.StatementWriter(build_of(path), cursor=0, checksums=storage.Checksums())
    try:
        with pytest.raises(Locked, match="another process"):
            WhooshEngine(path).apply([Put(statement(8))], cursor=8)
    finally:
        held.cancel()
    engine.apply([Put(statement(8))], cursor=8)
    assert total(engine) == 6


def test_many_small_commits_keep_few_segments_and_every_statement(engine: WhooshEngine, path: Path) -> None:
    for n in range(5, 40):
        engine.apply([Put(statement(n)), Remove(f"s-{n - 5:04d}")], cursor=n)
    assert total(engine) == 5
    assert len(list(build_of(path).glob("*.trm"))) <= writer.MOST_SEGMENTS


def test_readers_in_other_threads_see_whole_commits_only(engine: WhooshEngine) -> None:
    seen: list[int] = []
    failures: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                seen.append(total(engine))
            except BaseException as error:
                failures.append(error)
                return

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for n in range(5, 45, 10):
        engine.apply([Put(statement(m)) for m in range(n, n + 10)], cursor=n)
    done.set()
    for thread in threads:
        thread.join()
    assert not failures
    assert set(seen) <= {5, 15, 25, 35, 45}
    assert total(engine) == 45


def test_another_process_finds_a_commit_at_its_next_search(engine: WhooshEngine, path: Path) -> None:
    reader = WhooshEngine(path)
    for n in range(5, 15):
        engine.apply([Put(statement(n))], cursor=n)
        assert total(reader) == n + 1


def test_a_rebuild_leaves_no_other_build_behind(engine: WhooshEngine, path: Path) -> None:
    (path / "build-left-by-a-killed-rebuild").mkdir()
    engine.rebuild([statement(1), statement(2)], cursor=2)
    assert total(engine) == 2
    assert sorted(p.name for p in path.iterdir()) == sorted(["current", build_of(path).name])


KILLED = """
import sys
from pathlib import Path
from indexer.engines.base import Put
from indexer.engines.whoosh import WhooshEngine
from indexer.statement import Statement
engine = WhooshEngine(Path(sys.argv[1]))
number = int(sys.argv[2])
while True:
    number += 1
    engine.apply([Put(Statement(id=f"k-{number}", title="Kept", text="the harbour stays open"))], cursor=number)
    print(number, flush=True)
"""


def test_a_killed_writer_loses_nothing_that_it_acknowledged(path: Path) -> None:
    acknowledged = 0
    kills = 0
    for _ in range(4):
        command = [sys.executable, "-c", textwrap.dedent(KILLED), str(path), str(acknowledged)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _ in range(5):
                acknowledged = int(process.stdout.readline())
            process.send_signal(signal.SIGKILL)
            rest = process.stdout.read().split()
            acknowledged = int(rest[-1]) if rest else acknowledged
        kills += process.returncode == -signal.SIGKILL
        engine = WhooshEngine(path)
        assert engine.check() == ()
        assert engine.status().cursor >= acknowledged
        acknowledged = engine.status().cursor
        assert total(engine) == acknowledged
    assert kills == 4


def test_whoosh_without_our_code_opens_the_index_and_finds_the_same(engine: WhooshEngine, path: Path) -> None:
    engine.apply([Put(statement(30, "the harbour harbour is shut")), Remove("s-0001")], cursor=30)
    build = build_of(path)
    toc = (build / f"_MAIN_{latest_generation(build)}.toc").read_bytes()
    start = toc.index(b"\x80\x02")
    modules = {str(arg).split()[0] for op, arg, _ in pickletools.genops(toc[start:]) if op.name == "GLOBAL"}
    assert modules
    assert not any(m.startswith("indexer") for m in modules)
    with whoosh_index.open_dir(str(build)).searcher() as searcher:
        hits = searcher.search(whoosh_query.Term("body", "harbour"), limit=None)
        theirs = {hit["statement"][7:13]: hit.score for hit in hits}
    ours = {h.id: h.score for h in engine.search(Query(clause=Words("harbour", "body"))).hits}
    assert theirs.keys() == ours.keys()
    assert theirs == pytest.approx(ours, rel=1e-4)
