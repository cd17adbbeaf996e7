"""The rows of facts: what is compared of each statement, and which others are worth comparing with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import numpy as np

from indexer.catalogue.storage import Store
from indexer.likeness import Facts, marks

NEXT = 25  # before and after that share a mark: of a text printed a thousand times not all pairs are compared
CROWD = 500  # statements of one day, among which translations cannot be told apart

FACTS = "statement, language, day, content, signature"


class FactRows:
    """Works inside a transaction; keeps the promise of `likeness.Known`. What was read is remembered until the next
    `put`."""

    def __init__(self, store: Store) -> None:
        self._run = store.run
        self._beside: dict[str, tuple[int, ...]] = {}
        self._known: dict[int, Facts] = {}

    def fingerprint(self, id: str) -> str:
        """Of what the facts were read from, "" when there are none."""
        row = self._run("SELECT fingerprint FROM facts WHERE statement = ?", (id,)).fetchone()
        return str(row[0]) if row else ""

    def of(self, id: str) -> Facts | None:
        return next(iter(self._load([_number(id)])), None)

    def put(self, before: Facts | None, after: Facts | None, fingerprint: str) -> None:
        """The facts of one statement become others; None where it is new or gone. It stays in its family."""
        if before:
            for mark in marks(before):
                self._run("DELETE FROM marks WHERE mark = ? AND number = ?", (mark, _number(before.id)))
        if before and not after:
            self._run("DELETE FROM facts WHERE number = ?", (_number(before.id),))
        if after:
            self._write(after, fingerprint)
        self._beside.clear()
        self._known.clear()

    def _write(self, facts: Facts, fingerprint: str) -> None:
        number = _number(facts.id)
        content = json.dumps(_plain(facts), ensure_ascii=False, separators=(",", ":"))
        signature = facts.signature.astype("<u4").tobytes()
        self._run(
            "INSERT INTO facts (number, statement, fingerprint, language, day, content, signature) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET fingerprint = excluded.fingerprint, "
            "language = excluded.language, day = excluded.day, content = excluded.content, "
            "signature = excluded.signature",
            (number, facts.id, fingerprint, facts.language, facts.day, content, signature),
        )
        for mark in marks(facts):
            self._run("INSERT OR IGNORE INTO marks (mark, number) VALUES (?, ?)", (mark, number))

    def rename(self, id: str, family: str) -> bool:
        """Whether the family had another name, or the statement another family."""
        done = self._run("UPDATE facts SET family = ? WHERE statement = ? AND family != ?", (family, id, family))
        return bool(done.rowcount)

    def beside(self, one: Facts) -> Sequence[Facts]:
        if one.id not in self._beside:
            self._beside[one.id] = self._neighbours(one)
        return self._load(self._beside[one.id])

    def contemporaries(self, one: Facts) -> Sequence[Facts]:
        """None of a crowded day, and none for a statement of one."""
        if one.day is None or self.crowded(one.day):
            return ()
        rows = self._run(
            "SELECT number, day FROM facts WHERE day BETWEEN ? AND ? AND language != ? ORDER BY number",
            (one.day - 1, one.day + 1, one.language),
        ).fetchall()
        full = {day for day in {day for _, day in rows} if self.crowded(day)}
        return self._load([number for number, day in rows if day not in full])

    def around(self, one: Facts) -> set[str]:
        """All whose likenesses may depend on this statement."""
        return {other.id for other in (*self.beside(one), *self.contemporaries(one))}

    def crowded(self, day: int) -> bool:
        return int(self._run("SELECT COUNT(*) FROM facts WHERE day = ?", (day,)).fetchone()[0]) > CROWD

    def around_day(self, day: int) -> set[str]:
        """The statements of this day, and those a day from it that could be compared with them."""
        days = [other for other in (day - 1, day, day + 1) if other == day or not self.crowded(other)]
        rows = self._run(f"SELECT statement FROM facts WHERE day IN ({','.join('?' * len(days))})", days)
        return {statement for (statement,) in rows}

    def _neighbours(self, one: Facts) -> tuple[int, ...]:
        number, found = _number(one.id), set[int]()
        for mark in marks(one):
            for order in ("> ? ORDER BY number", "< ? ORDER BY number DESC"):
                found.update(
                    other
                    for (other,) in self._run(
                        f"SELECT number FROM marks WHERE mark = ? AND number {order} LIMIT {NEXT}", (mark, number)
                    )
                )
        return tuple(sorted(found))

    def _load(self, numbers: Sequence[int]) -> list[Facts]:
        for number in numbers:
            if number not in self._known:
                row = self._run(f"SELECT {FACTS} FROM facts WHERE number = ?", (number,)).fetchone()
                if row:
                    self._known[number] = _facts(row)
        return [self._known[number] for number in numbers if number in self._known]


def _number(id: str) -> int:
    """63 bits of a hash; two ids of a million share one with a chance of 1 in 20 million."""
    return int.from_bytes(hashlib.sha256(id.encode("utf-8", "surrogatepass")).digest()[:8], "big") >> 1


def _plain(facts: Facts) -> dict[str, Any]:
    return {
        "numbers": sorted(facts.numbers),
        "people": sorted(facts.people),
        "places": sorted(facts.places),
        "organisation": facts.organisation,
        "kind": facts.kind,
        "heading": facts.heading,
        "corrects": facts.corrects,
        "length": facts.length,
        "shingles": facts.shingles,
    }


def _facts(row: tuple[Any, ...]) -> Facts:
    id, language, day, content, signature = row
    plain: dict[str, Any] = json.loads(content)
    for name in ("numbers", "people", "places"):
        plain[name] = frozenset(plain[name])
    numbers = np.frombuffer(signature, "<u4").astype(np.uint32)
    return Facts(id=id, language=language, day=day, signature=numbers, **plain)
