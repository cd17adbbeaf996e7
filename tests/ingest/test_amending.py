"""Corrections and topics are brought to catalogue and index by any run, without a document being read again."""

import logging
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from fakes import DictionaryEngine, ReadersHere

from indexer.catalogue import Catalogue
from indexer.document import Document
from indexer.errors import WrongCall
from indexer.extraction import authority as authority_files
from indexer.extraction import read, tagger
from indexer.ingest import Readers, amend, catch_up, ingest, retag, trial
from indexer.ingest.reader import standard
from indexer.settings import Settings
from indexer.sources import load, targets, walk

ROOT = Path(__file__).parents[2]
PRICES = '[[topic]]\nid = "prices"\nlabel = "prices"\nquery = "salt OR bread"\n'
WATER = '[[topic]]\nid = "water"\nlabel = "water"\nquery = "well"\n'
SALT = (
    "Title: On salt\nDate: 12 March 2024\nSpeaker: Salma Haddoun\n\nThe salt in the shops is dear again this winter.\n"
)
WELL = "Title: On the well\nTopic: villages\nDate: 13 March 2024\n\nThe well by the mill has water again, and salt.\n"
NOTICE = """
[[override]]
statement = "2024-03-12-on-salt"
field = "kind"
value = "notice"
why = "it hung on the door"
by = "Lamia"
"""


class FreshReaders(ReadersHere):
    """As the real ones between two runs: with the authority files as they are now."""

    def refresh(self):
        authority_files.load.cache_clear()
        self.reader = standard(self.reader.authority)


@pytest.fixture
def archive(tmp_path):
    """Two documents, an authority folder, and `run()`, which gives the summary and the names of what it read."""
    folder, authority = tmp_path / "documents", tmp_path / "authority"
    folder.mkdir()
    authority.mkdir()
    (folder / "salt.txt").write_text(SALT)
    (folder / "well.txt").write_text(WELL)
    settings = Settings(data=tmp_path / "var", authority=authority)
    readers = FreshReaders(standard(authority))
    with Catalogue(settings.catalogue_path) as catalogue:
        engine = DictionaryEngine()

        def run():
            readers.was_read.clear()
            summary = ingest([folder], settings=settings, catalogue=catalogue, engine=engine, readers=readers)
            assert engine.held == {s.id: s for s in catalogue.statements()}
            return summary, readers.was_read

        yield SimpleNamespace(run=run, authority=authority, catalogue=catalogue, engine=engine, folder=folder)


def topics(archive):
    return {s.title: s.topics for s in archive.engine.held.values()}


def test_other_topics_are_given_without_reading_a_document(archive):
    archive.run()
    assert topics(archive) == {"On salt": (), "On the well": ("villages",)}
    (archive.authority / "topics.toml").write_text(PRICES)
    summary, was_read = archive.run()
    assert (summary.unchanged, was_read) == (2, [])
    assert topics(archive) == {"On salt": ("prices",), "On the well": ("villages", "prices")}
    (archive.authority / "topics.toml").write_text(WATER)
    archive.run()
    assert topics(archive) == {"On salt": (), "On the well": ("villages", "water")}
    assert archive.catalogue.counts().versions == 2


def test_other_corrections_are_applied_without_reading_a_document(archive):
    archive.run()
    (archive.authority / "overrides.toml").write_text(NOTICE)
    summary, was_read = archive.run()
    assert (summary.unchanged, was_read) == (2, [])
    assert archive.engine.held["2024-03-12-on-salt"].kind == "notice"
    (archive.authority / "overrides.toml").write_text("# none any more")
    archive.run()
    assert archive.engine.held["2024-03-12-on-salt"].kind is None


def test_other_people_are_a_reason_to_read_everything_and_corrections_hold(archive):
    (archive.authority / "overrides.toml").write_text(NOTICE)
    archive.run()
    (archive.authority / "people.toml").write_text('[[person]]\nname = "S. Haddoun"\nvariants = ["Salma Haddoun"]\n')
    summary, was_read = archive.run()
    assert (summary.updated, sorted(was_read)) == (1, ["salt.txt", "well.txt"])
    statement = archive.engine.held["2024-03-12-on-salt"]
    assert ([s.name for s in statement.speakers], statement.kind) == (["S. Haddoun"], "notice")


def test_a_file_that_is_gone_changes_nothing(archive):
    (archive.authority / "topics.toml").write_text(PRICES)
    (archive.authority / "overrides.toml").write_text(NOTICE)
    archive.run()
    before = archive.engine.held.copy()
    for name in ("topics.toml", "overrides.toml"):
        (archive.authority / name).unlink()
    archive.run()
    assert archive.engine.held == before
    with pytest.raises(WrongCall, match=r"there is no .*topics\.toml; write one"):
        retag(archive.catalogue, archive.authority)


def test_the_index_can_be_made_anew_from_the_catalogue_alone(archive, tmp_path):
    (archive.authority / "topics.toml").write_text(PRICES)
    (archive.authority / "overrides.toml").write_text(NOTICE)
    archive.run()
    for folder in (archive.authority, archive.folder):
        for file in folder.iterdir():
            file.unlink()
    engine = DictionaryEngine()
    catch_up(archive.catalogue, engine)
    assert engine.held == archive.engine.held
    assert engine.held["2024-03-12-on-salt"].kind == "notice"


@pytest.mark.parametrize(("name", "kind"), [("topics.toml", "topic"), ("overrides.toml", "override")])
def test_a_broken_file_is_told_and_changes_nothing(archive, name, kind):
    archive.run()
    before = archive.engine.held.copy()
    (archive.authority / name).write_text(f"[[{kind}]]\n")
    with pytest.raises(WrongCall, match=rf"{name}: \[\[{kind}\]\] number 1 needs .*; correct it"):
        archive.run()
    assert archive.engine.held == before


def test_a_correction_of_nothing_is_told_once_and_kept(archive, caplog):
    """Not one of a statement that comes in the same run."""
    (archive.authority / "overrides.toml").write_text(NOTICE + NOTICE.replace("on-salt", "on-bread"))
    with caplog.at_level(logging.WARNING, "indexer.ingest.amending"):
        archive.run()
        archive.run()
    [told] = [message for message in caplog.messages if "corrects" in message]
    assert "corrects '2024-03-12-on-bread', which is not held" in told
    assert archive.catalogue.amending.strays() == ("2024-03-12-on-bread",)


# Tagging anew is as good as reading anew


@pytest.fixture(scope="module")
def documents():
    """The demonstration corpus."""
    entries = list(walk(targets([ROOT / "corpus"]), max_file=10**7, skip=()))
    return [Document(uri=e.uri, name=e.name, content=load(e.path, limit=10**7).content) for e in entries]


def other_topics(folder):
    """People and places as they are, fewer topics, other words, and a tag of the corpus for a name."""
    folder.mkdir()
    for file in (ROOT / "corpus").glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        if file.name == "topics.toml":
            parts = text.split("[[topic]]\n")
            text = "[[topic]]\n".join([parts[0], *parts[1::2]]).replace("water", "bread")
            text += (
                '\n[[topic]]\nid = "closed"\nlabel = "closed town"\nvariants = ["siege", "drought"]\nquery = "gate"\n'
            )
        (folder / file.name).write_text(text, encoding="utf-8")
    return folder


def test_every_statement_of_the_corpus_is_tagged_as_reading_it_would(documents, tmp_path):
    there, here = other_topics(tmp_path / "authority"), ROOT / "corpus"
    tag_here, tag_there = tagger(here / "topics.toml"), tagger(there / "topics.toml")
    assert len(documents) > 80
    changed = 0
    for document in documents:
        for one, other in zip(read(document, authority=here), read(document, authority=there), strict=True):
            assert tag_there(one) == other
            assert tag_here(other) == one
            changed += one.topics != other.topics
    assert changed > 40


def test_a_record_that_names_its_topics_keeps_them(tmp_path):
    (tmp_path / "topics.toml").write_text(PRICES)
    tag = tagger(tmp_path / "topics.toml")
    for given, expected in ('["villages"]', ("villages",)), ("[]", ("prices",)):
        content = f'{{"text": "Salt is dear.", "topics": {given}}}'.encode()
        document = Document(uri="file:///r", name="r.jsonl", content=content, form="record")
        (statement,) = read(document, authority=tmp_path / "nobody")
        assert tag(statement).topics == expected


# What other topics would change


def test_a_trial_says_what_would_change_and_changes_nothing(archive, tmp_path):
    (archive.authority / "topics.toml").write_text(PRICES)
    archive.run()
    (tmp_path / "tried.toml").write_text(WATER)
    before = archive.catalogue.cursor
    outcome = trial(archive.catalogue, tmp_path / "tried.toml")
    assert (outcome.statements, outcome.changed) == (2, 2)
    assert [(c.label, c.adds, c.removes) for c in outcome.topics] == [("water", 1, 0), ("prices", 0, 2)]
    assert outcome.topics[0].added == [("2024-03-13-on-the-well", "On the well")]
    assert (archive.catalogue.cursor, topics(archive)["On salt"]) == (before, ("prices",))
    assert trial(archive.catalogue, archive.authority / "topics.toml").changed == 0


def test_a_trial_leaves_out_topics_that_a_person_corrected(archive, tmp_path):
    (archive.authority / "overrides.toml").write_text(NOTICE.replace('"kind"', '"topic"'))
    archive.run()
    (tmp_path / "tried.toml").write_text(PRICES)
    assert [c.adds for c in trial(archive.catalogue, tmp_path / "tried.toml").topics] == [1]


def test_what_a_trial_says_is_what_tagging_does(archive, documents):
    (archive.authority / "topics.toml").write_text((ROOT / "corpus" / "topics.toml").read_text(encoding="utf-8"))
    for number, document in enumerate(documents):
        (archive.folder / f"{number}{Path(document.name).suffix}").write_bytes(document.content)
    archive.run()
    other = other_topics(archive.folder.parent / "other") / "topics.toml"
    expected = trial(archive.catalogue, other)
    (archive.authority / "topics.toml").write_bytes(other.read_bytes())
    before = {s.id: s.topics for s in archive.catalogue.statements()}
    outcome = retag(archive.catalogue, archive.authority)
    after = {s.id: s.topics for s in archive.catalogue.statements()}
    assert outcome.seen == expected.statements
    assert sum(before[id] != after[id] for id in before) == expected.changed > 40
    for change in expected.topics:
        assert sum(change.label in after[id] and change.label not in before[id] for id in before) == change.adds
        assert sum(change.label in before[id] and change.label not in after[id] for id in before) == change.removes


def test_a_tagging_says_how_far_it_has_come(archive, monkeypatch):
    monkeypatch.setattr("indexer.catalogue.amending.BATCH", 1)
    archive.run()
    (archive.authority / "topics.toml").write_text(PRICES)
    steps = []
    amend(archive.catalogue, archive.authority, steps.append)
    assert [(step.stage, step.done, step.total) for step in steps] == [("tagging", 1, 2), ("tagging", 2, 2)]


# Killed

COMMAND = "import indexer.catalogue.amending as a; a.BATCH = 5; from indexer.cli import main; main()"


def test_a_tagging_that_is_killed_is_gone_on_with(tmp_path, request):
    random_ = random.Random(int(request.config.option.hypothesis_seed))
    settings = Settings(data=tmp_path / "var", authority=tmp_path / "authority")
    settings.authority.mkdir()
    (tmp_path / "in.jsonl").write_text(
        "".join(f'{{"id": "s{n}", "text": "Salt costs {n} today. {"word " * 300}"}}\n' for n in range(400))
    )
    with Catalogue(settings.catalogue_path) as catalogue, Readers(settings, processes=1) as readers:
        ingest(
            [tmp_path / "in.jsonl"], settings=settings, catalogue=catalogue, engine=DictionaryEngine(), readers=readers
        )
    (settings.authority / "topics.toml").write_text(PRICES)
    environment = {**os.environ, "ROSTRUM_DATA": str(settings.data), "ROSTRUM_AUTHORITY": str(settings.authority)}
    version, left, interrupted = tagger(settings.authority / "topics.toml").version, 400, 0
    for _ in range(4):
        process = subprocess.Popen([sys.executable, "-c", COMMAND, "retag"], env=environment, stderr=subprocess.DEVNULL)
        with Catalogue(settings.catalogue_path) as catalogue:
            enough = left - random_.randrange(5, 60)
            while catalogue.amending.tagged_otherwise(version) > enough and process.poll() is None:
                time.sleep(0.001)
            process.kill()
            interrupted += process.wait() == -signal.SIGKILL
            left = catalogue.amending.tagged_otherwise(version)
            assert sum(s.topics == ("prices",) for s in catalogue.statements()) == 400 - left
            assert catalogue.check() == ()
    print(f"{interrupted} killed, {left} left")
    assert interrupted >= 3
    subprocess.run([sys.executable, "-c", COMMAND, "retag"], env=environment, check=True, capture_output=True)
    with Catalogue(settings.catalogue_path) as catalogue:
        assert {s.topics for s in catalogue.statements()} == {("prices",)}
        assert catalogue.counts().versions == 400


def test_reader_versions_do_not_depend_on_topics_and_corrections(tmp_path):
    before = standard(tmp_path)
    (tmp_path / "topics.toml").write_text(PRICES)
    (tmp_path / "overrides.toml").write_text(NOTICE)
    after = standard(tmp_path)
    assert after.topics != before.topics == ""
    assert replace(after, topics="") == before
    (tmp_path / "places.toml").write_text("")
    assert standard(tmp_path).version != before.version
