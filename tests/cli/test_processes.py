"""The command as a process of its own: a terminal, a closed pipe, signals, and what is dropped in while it runs."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.request import urlopen

import pytest

from indexer import Query, Words
from indexer.engines.whoosh import WhooshEngine
from indexer.errors import NoIndex

SECONDS = 30  # how long a test waits for what should come at once
COMMAND = [sys.executable, "-m", "indexer.cli"]
MAIN = "from indexer.cli import main; main()"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of every command that is started."""
    monkeypatch.setenv("ROSTRUM_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of enough statements to show progress."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(200):
        (folder / f"[b]{number:03}.txt").write_text(f"Title: Notice {number}\n\nThe notice of this day says so.")
    return folder


@contextmanager
def started(*words: str | Path) -> Iterator[subprocess.Popen[str]]:
    """The command running; killed at the end if it has not ended."""
    command = [*COMMAND, *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def wait_until(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + SECONDS
    while not condition() and time.monotonic() < deadline:
        assert process.poll() is None
        time.sleep(0.01)
    assert condition()


def found(engine: WhooshEngine, word: str) -> bool:
    try:
        return engine.search(Query(clause=Words(word))).total == 1
    except NoIndex:
        return False


def drop(folder: Path, word: str) -> float:
    """A file arrives as a copying program leaves it, whole; gives the moment."""
    half = folder / f"{word}.txt.part"
    half.write_text(f"Title: On the {word}\n\nThe {word} was seen over the harbour this morning, all were glad of it.")
    half.replace(folder / f"{word}.txt")
    return time.monotonic()


def test_a_dropped_file_is_found_by_an_open_engine_of_another_process_within_two_seconds(
    data: Path, folder: Path
) -> None:
    engine = WhooshEngine(data / "index")
    with started("watch", folder) as process:
        assert "3 added" in line(process)
        assert found(engine, "dam")
        times = []
        for word in ("kite", "heron", "balloon"):
            assert not found(engine, word)
            dropped = drop(folder, word)
            wait_until(lambda word=word: found(engine, word), process)  # type: ignore[misc]
            times.append(time.monotonic() - dropped)
    print(f"found after {', '.join(f'{seconds:.2f}' for seconds in times)} s")
    assert median(times) < 2.0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_watching_at_once_and_cleanly(data: Path, folder: Path, number: signal.Signals) -> None:
    with started("watch", folder) as process:
        assert "3 added" in line(process)
        process.send_signal(number)
        _, told = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert "Traceback" not in told
    assert data.exists()


def test_control_c_ends_indexing_in_a_sentence_and_the_next_run_goes_on(data: Path, many: Path) -> None:
    with started("index", many) as process:
        wait_until(lambda: (data / "catalogue.sqlite").exists(), process)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=SECONDS)
    assert (process.returncode, told.strip()) == (130, "rostrum: stopped; what was committed is kept")
    done = subprocess.run([*COMMAND, "index", "--json", str(many)], capture_output=True, text=True, check=True)
    summary = json.loads(done.stdout)
    assert summary["added"] + summary["unchanged"] == 200


@pytest.mark.parametrize("kilobytes", [8, 150])
def test_a_disk_that_takes_no_more_is_told_and_nothing_that_was_acknowledged_is_lost(
    data: Path, many: Path, kilobytes: int
) -> None:
    """Here by the system's limit on the size of a file, of which the catalogue and its log are the first to know."""
    most = kilobytes * 1024
    script = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most})); {MAIN}"
    limited = [sys.executable, "-c", script, "index", str(many)]
    full = subprocess.run(limited, capture_output=True, text=True, check=False)
    assert (full.returncode, full.stdout) == (3, "")
    assert full.stderr.startswith("rostrum: ")
    assert "run the same command again" in full.stderr
    assert "Traceback" not in full.stderr
    assert max(path.stat().st_size for path in data.iterdir()) <= most
    index = [*COMMAND, "index", "--json", str(many)]
    summary = json.loads(subprocess.run(index, capture_output=True, text=True, check=True).stdout)
    assert summary["added"] + summary["unchanged"] == 200
    assert subprocess.run([*COMMAND, "check"], capture_output=True, check=False).returncode == 0


@pytest.mark.usefixtures("data")
def test_on_a_terminal_progress_is_a_bar_and_the_summary_stays(many: Path) -> None:
    parent, child = pty.openpty()
    command = [*COMMAND, "index", str(many)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=child, text=True) as process:
        os.close(child)
        shown = b""
        try:
            while piece := os.read(parent, 65536):
                shown += piece
        except OSError:  # EIO: the other end is closed
            pass
        os.close(parent)
        summary, _ = process.communicate()
    assert process.returncode == 0
    assert summary.startswith("200 seen: 200 added")
    assert "━".encode() in shown
    assert b"reading" in shown
    assert b"/200" in shown
    assert b"[b]" in shown
    assert b"Traceback" not in shown


@pytest.mark.usefixtures("data")
def test_elsewhere_standard_output_is_the_summary_alone(many: Path) -> None:
    done = subprocess.run([*COMMAND, "index", "--json", str(many)], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["added"] == 200
    assert "━" not in done.stderr


@pytest.mark.usefixtures("data")
def test_whoever_reads_the_output_may_stop_reading(many: Path) -> None:
    with started("extract", "--jsonl", many) as process:
        assert process.stdout is not None
        assert json.loads(line(process))["title"] == "Notice 0"
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""
        process.wait(SECONDS)


def get(address: str) -> str:
    with urlopen(address, timeout=SECONDS) as answer:
        body: bytes = answer.read()
    return body.decode()


@pytest.mark.usefixtures("data")
def test_serve_says_where_answers_keeps_up_and_ends_with_its_watcher(folder: Path) -> None:
    with started("serve", "--port", "0", "--watch", folder) as process:
        said = line(process)
        while "http://" not in said:
            assert process.poll() is None
            said = line(process)
        address = next(word for word in said.split() if word.startswith("http://")).rstrip("/")
        assert get(f"{address}/healthz")

        def total(word: str) -> int:
            try:
                return int(json.loads(get(f"{address}/api/search?q={word}"))["total"])
            except OSError:  # 503 until something is indexed
                return 0

        wait_until(lambda: total("dam") == 1, process)
        drop(folder, "kite")
        wait_until(lambda: total("kite") == 1, process)
        [watcher] = children(process.pid)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=SECONDS)
    assert "Traceback" not in told
    deadline = time.monotonic() + SECONDS
    while Path(f"/proc/{watcher}").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not Path(f"/proc/{watcher}").exists()


@pytest.mark.usefixtures("data")
def test_serve_says_so_when_its_watcher_has_ended(folder: Path) -> None:
    with started("serve", "--port", "0", "--watch", folder) as process:
        while "http://" not in line(process):
            assert process.poll() is None
        [watcher] = children(process.pid)
        os.kill(watcher, signal.SIGKILL)
        assert process.stderr is not None
        told = process.stderr.readline()
    assert told == "watching has ended (status -9): new files are not taken in; start the command again\n"


@pytest.mark.usefixtures("data")
def test_serve_begins_with_the_topics_as_they_are_and_a_broken_file_of_them_does_not_keep_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROSTRUM_AUTHORITY", str(tmp_path / "authority"))
    (tmp_path / "authority").mkdir()
    drop(folder, "kite")
    subprocess.run([*COMMAND, "index", str(folder)], capture_output=True, check=False)
    for query, expected in (("kite", ""), ("", "topics.toml: [[topic]] number 1 needs")):
        (tmp_path / "authority" / "topics.toml").write_text(f'[[topic]]\nlabel = "toys"\nquery = "{query}"\n')
        with started("serve", "--port", "0") as process:
            address = next(word for word in line(process).split() if word.startswith("http://")).rstrip("/")
            assert json.loads(get(f"{address}/api/search?topic=toys"))["total"] == 1
            process.kill()
            _, told = process.communicate()
        assert expected in told


def test_a_terminal_that_cannot_show_a_letter_ends_nothing(data: Path, folder: Path) -> None:
    subprocess.run([*COMMAND, "index", str(folder)], capture_output=True, check=False)
    narrow = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    for option in ([], ["--json"]):
        words = [*COMMAND, "search", "كلمة", *option]
        done = subprocess.run(words, capture_output=True, text=True, env=narrow, check=True)
        assert done.stderr == ""
        assert "\\u0643" in done.stdout
    assert json.loads(done.stdout)["total"] == 1
    assert data.exists()


def children(parent: int) -> list[int]:
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    if not listed.exists():
        pytest.skip("this system does not list the children of a process")
    return [int(pid) for pid in listed.read_text().split()]


@pytest.mark.usefixtures("data")
def test_a_port_that_is_taken_is_told(folder: Path) -> None:
    with started("serve", "--port", "0") as first:
        said = line(first)
        port = said.split("http://")[1].split()[0].rstrip("/").rpartition(":")[2]
        second = subprocess.run([*COMMAND, "serve", "--port", port], capture_output=True, text=True, check=False)
    assert second.returncode == 2
    assert "name another port" in second.stderr
    assert "Traceback" not in second.stderr
