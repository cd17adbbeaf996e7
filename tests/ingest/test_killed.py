"""A killed process loses nothing that was acknowledged, and the next run goes on from there.

`HYPOTHESIS_PROFILE=torture` kills many more times, `ROSTRUM_KILLS=50` as often as it says.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from indexer.catalogue import Catalogue
from indexer.engines.whoosh import WhooshEngine
from indexer.errors import NoIndex
from indexer.query import Query, Words

KILLS = int(os.environ.get("ROSTRUM_KILLS", "60" if os.environ.get("HYPOTHESIS_PROFILE") == "torture" else "6"))
PAGES, RECORDS = 80 * KILLS, 40 * KILLS
TOTAL = PAGES + RECORDS

# The command itself, with batches so small that many commits lie in the way of a kill.
COMMAND = "import indexer.ingest.desk as desk; desk.BATCH = 7; desk.REST = 1; from indexer.cli import main; main()"


@pytest.fixture
def seed(request):
    return int(request.config.option.hypothesis_seed)


@pytest.fixture
def filled(folder):
    """A folder of pages and records, each with a word of its own."""
    for number in range(PAGES):
        words = (
            f"The notice of this day, read aloud in the square before noon, nailed to the door, says page{number:05}."
        )
        (folder / f"{number:05}.txt").write_text(f"Title: Notice {number}\n\n{words}")
    lines = (
        json.dumps({"id": f"record-{n}", "title": f"Record {n}", "text": f"It says record{n:05}."})
        for n in range(RECORDS)
    )
    (folder / "records.jsonl").write_text("\n".join(lines))
    return folder


@pytest.fixture
def command(settings):
    """What to run, and in which environment, as keywords of `subprocess`."""
    environment = {**os.environ, "ROSTRUM_DATA": str(settings.data), "ROSTRUM_AUTHORITY": str(settings.data / "none")}

    def command(*words):
        return {"args": [sys.executable, "-c", COMMAND, *map(str, words)], "env": environment}

    return command


def to_its_end(command):
    """What it printed; it ends with 0."""
    done = subprocess.run(**command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def begun(command):
    return subprocess.Popen(**command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def killed(process):
    """Whether the kill came before the process had ended by itself."""
    process.kill()
    return process.wait() == -signal.SIGKILL


def held(settings):
    with Catalogue(settings.catalogue_path) as catalogue:
        return {s.id: s.text for s in catalogue.statements()}


def wait_for(process, catalogue, size):
    """Until the catalogue has acknowledged so many statements, or the process has ended."""
    while catalogue.size < size and process.poll() is None:
        time.sleep(0.002)


def test_killed_again_and_again_it_loses_nothing_and_comes_to_the_end(settings, filled, command, seed):
    random_ = random.Random(seed)
    acknowledged, interrupted, cursor = {}, 0, 0
    Catalogue(settings.catalogue_path).close()
    for _ in range(KILLS):
        process = begun(command("index", filled))
        with Catalogue(settings.catalogue_path) as catalogue:
            wait_for(process, catalogue, catalogue.size + random_.randrange(40))
            time.sleep(random_.uniform(0, 0.03))
            news = list(catalogue.changes_since(cursor))
            acknowledged |= {id: statement.text for _, id, statement in news}
            cursor = max(cursor, *(seq for seq, _, _ in news), 0)
        interrupted += killed(process)
        now = held(settings)
        assert acknowledged.items() <= now.items()
        assert_index_is_whole(settings, now)
    print(f"seed {seed}: {interrupted} kills interrupted, {len(acknowledged)} of {TOTAL} acknowledged before the last")
    assert interrupted >= KILLS - 1
    assert len(acknowledged) >= 5 * KILLS

    summary = json.loads(to_its_end(command("index", "--json", filled)))
    assert summary["added"] + summary["unchanged"] == TOTAL
    assert summary["unchanged"] >= len(acknowledged)
    now = held(settings)
    assert len(now) == TOTAL
    assert acknowledged.items() <= now.items()
    engine = WhooshEngine(settings.index_path, search_seconds=60)
    assert {id: engine.get(id).text for id in now} == now
    for word in (*(f"page{n:05}" for n in range(PAGES)), *(f"record{n:05}" for n in range(RECORDS))):
        assert engine.count(Query(clause=Words(word))) == 1, word
    with Catalogue(settings.catalogue_path) as catalogue:
        assert catalogue.check() == ()
    assert engine.check() == ()


def assert_index_is_whole(settings, catalogue):
    """It can be opened and holds only what the catalogue holds; before its first commit there is none."""
    engine = WhooshEngine(settings.index_path, search_seconds=60)
    try:
        answer = engine.search(Query(size=50))
    except NoIndex:
        return
    assert answer.total <= len(catalogue)
    assert all(catalogue[hit.id] == engine.get(hit.id).text for hit in answer.hits)
    assert engine.status().trouble == ""


def test_a_rebuild_that_is_killed_leaves_the_index_answering(settings, filled, command, seed):
    random_ = random.Random(seed)
    to_its_end(command("index", filled))
    began = time.monotonic()
    to_its_end(command("rebuild"))
    length = time.monotonic() - began
    interrupted = 0
    for _ in range(KILLS // 2):
        process = begun(command("rebuild"))
        time.sleep(random_.uniform(0.3, 0.9) * length)
        interrupted += killed(process)
        engine = WhooshEngine(settings.index_path, search_seconds=60)
        assert engine.search(Query(clause=Words("notice"))).total == PAGES
        assert engine.check() == ()
    print(f"seed {seed}: {interrupted} rebuilds interrupted")
    assert interrupted >= 1
    to_its_end(command("rebuild"))
    assert len([p for p in settings.index_path.iterdir() if p.name.startswith("build-")]) == 1
