"""Likenesses: kept beside the statements and brought up to date by what has changed since they were last compared.

What is alike depends on the statements held and not on the order in which they came: a change is compared anew with
all that it is or was beside, and so are those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from indexer.catalogue.facts import FactRows
from indexer.catalogue.statements import StatementRows
from indexer.catalogue.storage import Store
from indexer.likeness import METHOD, Facts, cluster, facts_of, fingerprint, links_of
from indexer.statement import Kinship, Likeness, Statement

MOST_CHARACTERS = 8 * 1024 * 1024  # of the statements compared in one commit

Rows = Callable[..., Iterator[tuple[Any, ...]]]
ChangesSince = Callable[[int], Iterator[tuple[int, str, Statement | None]]]


def likenesses(rows: Rows, id: str) -> tuple[Likeness, ...]:
    """Those of one statement with others that are held, near-duplicates first, in each kind the surest first."""
    found = rows(
        "SELECT l.other, l.kind, l.score, l.evidence FROM likenesses l JOIN statements s ON s.id = l.other "
        "WHERE l.statement = ? AND s.removed IS NULL ORDER BY l.kind, l.score DESC, l.other",
        id,
    )
    return tuple(Likeness(id=o, kind=Kinship(kind), score=score, evidence=why) for o, kind, score, why in found)


def group(rows: Rows, id: str) -> str:
    """The name that a statement shares with its near-duplicates, "" when it has none."""
    return next((str(family) for (family,) in rows("SELECT family FROM facts WHERE statement = ?", id)), "")


def compare(store: Store, changes_since: ChangesSince, *, most: int) -> int:
    """One commit's worth of comparing; gives the number of changes looked at."""
    with _transaction(store):
        [(method, cursor)] = store.rows("SELECT method, cursor FROM compared")
        taken, reached = _take(changes_since(cursor if method == METHOD else 0), most)
        if taken or method != METHOD:
            Comparison(store).bring(taken)
            store.run("UPDATE compared SET method = ?, cursor = ?", (METHOD, reached))
    return len(taken)


@contextmanager
def _transaction(store: Store) -> Iterator[None]:
    store.run("BEGIN IMMEDIATE")
    try:
        yield
        store.run("COMMIT")
    finally:
        if store.in_transaction:
            store.run("ROLLBACK")


def _take(
    changes: Iterator[tuple[int, str, Statement | None]], most: int
) -> tuple[list[tuple[str, Statement | None]], int]:
    taken: list[tuple[str, Statement | None]] = []
    reached = characters = 0
    for seq, id, statement in changes:
        reached = seq
        taken.append((id, statement))
        characters += len(statement.text) if statement else 0
        if len(taken) >= most or characters >= MOST_CHARACTERS:
            break
    return taken, reached


@dataclass(frozen=True, slots=True)
class _Change:
    """The facts of a statement as they were and as they are; None where it was or is not there."""

    before: Facts | None
    after: Facts | None
    fingerprint: str


class Comparison:
    """Works inside a transaction."""

    def __init__(self, store: Store) -> None:
        self._run = store.run
        self._facts = FactRows(store)
        self._statements = StatementRows(store)
        self._statements.begin(datetime.now(UTC).isoformat(timespec="seconds"))

    def bring(self, statements: Iterable[tuple[str, Statement | None]]) -> None:
        """Put the facts of these statements in place of those known, and set right every likeness that depends on
        them; the statements whose likenesses change take a new `seq`."""
        changes = [change for id, statement in statements if (change := self._change(id, statement))]
        days = {f.day for c in changes for f in (c.before, c.after) if f is not None and f.day is not None}
        crowded = {day: self._facts.crowded(day) for day in days}
        near = {id for c in changes if c.before for id in self._facts.around(c.before)}
        for change in changes:
            self._facts.put(change.before, change.after, change.fingerprint)
        near |= {id for c in changes if c.after for id in self._facts.around(c.after)}
        for day in days:
            if self._facts.crowded(day) != crowded[day]:
                near |= self._facts.around_day(day)
        near |= {f.id for c in changes for f in (c.before, c.after) if f is not None}
        self._tell(self._relink(near))

    def _change(self, id: str, statement: Statement | None) -> _Change | None:
        known = self._facts.fingerprint(id)
        now = fingerprint(statement) if statement else ""
        if known == now:
            return None
        return _Change(self._facts.of(id), facts_of(statement) if statement else None, now)

    def _relink(self, ids: set[str]) -> set[str]:
        """Set the links of these statements right; gives those that have others now, their partners included."""
        changed: set[str] = set()
        torn: set[str] = set()
        for id in sorted(ids):
            facts = self._facts.of(id)
            before, after = set(self._links(id)), set(links_of(facts, self._facts)) if facts else set()
            for link in before - after:
                self._unlink(id, link)
            for link in after - before:
                self._link(id, link)
            for link in before ^ after:
                changed |= {id, link.id}
                if link.kind is Kinship.NEAR_DUPLICATE:
                    torn |= {id, link.id}
        return changed | self._regroup(torn)

    def _regroup(self, torn: set[str]) -> set[str]:
        changed: set[str] = set()
        while torn:
            family = cluster(min(torn), self._near)
            torn = torn - family
            name = min(family) if len(family) > 1 else ""
            for id in family:
                if self._facts.rename(id, name):
                    changed.add(id)
        return changed

    def _tell(self, ids: set[str]) -> None:
        for id in sorted(ids):
            self._statements.relate(id)

    def _links(self, id: str) -> list[Likeness]:
        rows = self._run("SELECT other, kind, score, evidence FROM likenesses WHERE statement = ?", (id,))
        return [Likeness(id=o, kind=Kinship(kind), score=score, evidence=why) for o, kind, score, why in rows]

    def _near(self, id: str) -> list[str]:
        rows = self._run(
            "SELECT other FROM likenesses WHERE statement = ? AND kind = ?", (id, Kinship.NEAR_DUPLICATE.value)
        )
        return [other for (other,) in rows]

    def _unlink(self, id: str, link: Likeness) -> None:
        for one, other in ((id, link.id), (link.id, id)):
            self._run(
                "DELETE FROM likenesses WHERE statement = ? AND kind = ? AND other = ?", (one, link.kind.value, other)
            )

    def _link(self, id: str, link: Likeness) -> None:
        for one, other in ((id, link.id), (link.id, id)):
            self._run(
                "INSERT OR REPLACE INTO likenesses (statement, other, kind, score, evidence) VALUES (?, ?, ?, ?, ?)",
                (one, other, link.kind.value, link.score, link.evidence),
            )
