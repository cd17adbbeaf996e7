"""Whatever happens in whatever order, the catalogue holds what a dictionary would: the name of a page -> its words."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from indexer.catalogue import Catalogue, Outcome
from indexer.statement import Statement
from tests.catalogue.scribe import ROOT, fail, page, reading, said

NAMES = st.sampled_from(["a", "b", "c", "d", "e"])
STATEMENTS = st.builds(said, st.sampled_from(["Salt", "Bread"]), st.sampled_from(["rises", "falls", "stays"]))


@dataclass
class Model:
    """What each page says, which of them could not be read when they were last seen, and all that was ever said."""

    pages: dict[str, Statement] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    ever: set[tuple[str, str]] = field(default_factory=set)


class CatalogueMachine(RuleBasedStateMachine):
    """Runs, one after the other; `committed` is what must be held should this one break off."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.model, self.committed = Model(), Model()
        self.following: dict[str, Statement] = {}
        self.cursor = 0
        self.begin_run()

    def begin_run(self) -> None:
        self.catalogue = Catalogue(Path(self.folder.name) / "catalogue.sqlite")
        self.ledger = self.catalogue.ledger()
        self.seen: set[str] = set()

    def teardown(self) -> None:
        self.catalogue.close()
        self.folder.cleanup()

    @rule(name=NAMES, statement=STATEMENTS, reader=st.sampled_from(["1", "2"]))
    def a_page_is_read(self, name: str, statement: Statement, reader: str) -> None:
        before, twin = self.model.pages.get(name), statement in self.model.pages.values()
        [outcome] = page(self.ledger, name, [reading(statement, reader=reader)])
        if before is None:
            assert outcome is (Outcome.DUPLICATE if twin else Outcome.ADDED)
        else:
            assert outcome is (Outcome.UNCHANGED if before == statement else Outcome.UPDATED)
        self.model.pages[name] = statement
        self.model.failed.discard(name)
        self.model.ever.add(words(statement))
        self.seen.add(name)

    @rule(name=NAMES)
    def a_page_cannot_be_read(self, name: str) -> None:
        fail(self.ledger, name, "a reason")
        self.model.failed.add(name)
        self.seen.add(name)

    @rule(old=NAMES, new=NAMES)
    def a_page_is_renamed(self, old: str, new: str) -> None:
        taken = {*self.model.pages, *self.model.failed}
        file = self.ledger.file(f"{ROOT}/{old}")
        if file is None or old not in self.model.pages or old in self.model.failed or new in taken:
            return
        self.ledger.move(file, uri=f"{ROOT}/{new}", name=new, root="/in")
        self.model.pages[new] = self.model.pages.pop(old)
        if old in self.seen:
            self.seen = (self.seen - {old}) | {new}

    @rule(delete=st.booleans())
    def the_run_ends(self, delete: bool) -> None:
        """What it has not seen is let go with `delete`; a page that failed and holds nothing is forgotten anyway."""
        removed = self.ledger.remove([ROOT], delete=delete)
        gone = {name for name in {*self.model.pages, *self.model.failed} - self.seen if delete or self.empty(name)}
        assert removed == len(gone & set(self.model.pages))
        for name in gone:
            self.model.pages.pop(name, None)
            self.model.failed.discard(name)
        self.batch_is_committed()
        self.catalogue.close()
        self.begin_run()

    def empty(self, name: str) -> bool:
        return name not in self.model.pages

    @rule()
    def batch_is_committed(self) -> None:
        self.ledger.commit()
        self.committed = deepcopy(self.model)

    @rule()
    def the_run_breaks_off(self) -> None:
        self.model = deepcopy(self.committed)
        self.catalogue.close()
        self.begin_run()

    @rule()
    def somebody_follows_the_changes(self) -> None:
        self.batch_is_committed()
        for seq, id, statement in self.catalogue.changes_since(self.cursor):
            assert seq > self.cursor
            self.cursor = seq
            if statement is None:
                self.following.pop(id, None)
            else:
                self.following[id] = statement
        assert self.cursor == self.catalogue.cursor
        assert self.following == {s.id: s for s in self.catalogue.statements()}

    @invariant()
    def the_words_of_the_pages_are_held_each_once_with_all_their_sources(self) -> None:
        expected: dict[tuple[str, str], set[str]] = {}
        for name, statement in self.model.pages.items():
            expected.setdefault(words(statement), set()).add(name)
        held = list(self.catalogue.statements())
        assert {words(s): set(s.sources) for s in held} == expected
        assert len(held) == len(expected) == self.catalogue.size == self.catalogue.counts().statements
        assert {r.name for r in self.catalogue.quarantine()} == self.model.failed

    @invariant()
    def every_id_gives_its_statement_and_the_last_of_its_versions(self) -> None:
        for statement in self.catalogue.statements():
            assert self.catalogue.get(statement.id) == statement
            assert words(self.catalogue.versions(statement.id)[-1].statement) == words(statement)

    @invariant()
    def whatever_was_said_is_kept(self) -> None:
        ids = [id for _, id, _ in self.catalogue.changes_since(0)]
        assert {words(v.statement) for id in ids for v in self.catalogue.versions(id)} == self.model.ever
        assert self.catalogue.check() == ()


def words(statement: Statement) -> tuple[str, str]:
    return statement.title, statement.text


TestCatalogue = CatalogueMachine.TestCase
