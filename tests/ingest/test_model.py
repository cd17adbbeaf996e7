"""Whatever happens to a folder between runs, and to the runs, what is held afterwards is what the files say."""

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from fakes import FAKE_READER, DictionaryEngine, ReadersHere
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from indexer.catalogue import Catalogue
from indexer.ingest import ingest
from indexer.settings import Settings

SAID = [("Salt", "rises"), ("Salt", "falls"), ("Bread", "small"), ("Oil", "dear")]
PAGES = st.sampled_from(["a.txt", "b.txt", "c/a.txt", "c/b.txt"])
RECORDS = st.sampled_from(["a.jsonl", "c/b.jsonl"])
STATEMENTS = st.lists(st.sampled_from(SAID), min_size=1, max_size=3, unique=True)
BAD = "\0"


class Interrupting(ReadersHere):
    """Reads so many documents, then the run is interrupted."""

    left = 10**6

    def read(self, document):
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt
        return super().read(document)


class FolderMachine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.place = TemporaryDirectory()
        self.folder = Path(self.place.name) / "documents"
        (self.folder / "c").mkdir(parents=True)
        self.settings = Settings(data=Path(self.place.name) / "var")
        self.catalogue = Catalogue(self.settings.catalogue_path)
        self.engine = DictionaryEngine()
        self.version = 1
        self.taken_in = set()

    def teardown(self):
        self.catalogue.close()
        self.place.cleanup()

    # what happens to the folder

    @rule(name=PAGES, said=STATEMENTS)
    def a_page_is_written(self, name, said):
        (self.folder / name).write_text("\n----\n".join(f"{title}\n{text}" for title, text in said))

    @rule(name=RECORDS, said=STATEMENTS, broken=st.booleans())
    def a_file_of_records_is_written(self, name, said, broken):
        lines = [json.dumps({"id": title, "title": title, "text": text}) for title, text in said]
        (self.folder / name).write_text("\n".join([*lines, "{broken"] if broken else lines))

    @rule(name=PAGES)
    def a_page_turns_bad(self, name):
        (self.folder / name).write_text(BAD)

    @rule(old=PAGES, new=PAGES)
    def a_page_is_renamed(self, old, new):
        if (self.folder / old).exists():
            (self.folder / old).rename(self.folder / new)

    @rule(name=PAGES | RECORDS)
    def a_file_is_taken_away(self, name):
        (self.folder / name).unlink(missing_ok=True)

    # what happens to the runs and to the index

    @rule()
    def the_reader_becomes_another(self):
        self.version += 1

    @rule()
    def the_index_is_lost(self):
        self.engine = DictionaryEngine()

    @rule(documents=st.integers(0, 4))
    def a_run_is_interrupted(self, documents):
        readers = self.readers()
        readers.left = documents
        try:
            self.run(readers, delete=True)
        except KeyboardInterrupt:
            assert self.held() <= set(SAID)

    @rule(delete=st.booleans())
    def a_run_is_made(self, delete):
        said, bad = self.said(), any(p.read_text() == BAD for p in self.pages())
        summary = self.run(self.readers(), delete=delete)
        assert summary.seen == summary.added + summary.updated + summary.unchanged + len(summary.failed)
        held = self.held()
        assert said <= held
        if delete and not bad:  # what a bad page said before is kept
            assert held == said
        self.taken_in |= said
        again = self.run(readers := self.readers(), delete=delete)
        assert (again.added, again.updated, again.removed) == (0, 0, 0)
        assert again.unchanged + len(again.failed) == again.seen == summary.seen
        assert sorted(again.failed) == sorted(summary.failed)
        assert readers.was_read == []

    @rule()
    def whatever_was_taken_in_is_kept(self):
        ids = [id for _, id, _ in self.catalogue.changes_since(0)]
        kept = {(v.statement.title, v.statement.text) for id in ids for v in self.catalogue.versions(id)}
        assert self.taken_in <= kept
        assert self.catalogue.check() == ()

    # how it is asked

    def readers(self):
        return Interrupting(replace(FAKE_READER, version=str(self.version)))

    def run(self, readers, *, delete):
        return ingest(
            [self.folder],
            settings=self.settings,
            catalogue=self.catalogue,
            engine=self.engine,
            delete=delete,
            readers=readers,
        )

    def pages(self):
        return [p for p in self.folder.rglob("*.txt") if p.is_file()]

    def said(self):
        pages = [part for p in self.pages() for part in p.read_text().split("\n----\n") if part != BAD]
        lines = [line for p in self.folder.rglob("*.jsonl") for line in p.read_text().splitlines() if line != "{broken"]
        records = [(r["title"], r["text"]) for r in map(json.loads, lines)]
        return {tuple(part.split("\n")) for part in pages} | set(records)

    def held(self):
        statements = list(self.catalogue.statements())
        held = {(s.title, s.text) for s in statements}
        assert len(held) == len(statements) == self.catalogue.size
        return held


TestFolder = FolderMachine.TestCase
TestFolder.settings = settings(stateful_step_count=25)
