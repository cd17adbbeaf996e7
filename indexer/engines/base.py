"""The promise every engine keeps. A list in memory could stand behind it, and in the tests one does.

1. Words given together are joined by AND (the grammar says so, the clause tree shows it); a word may stand in the
   title or the body.
2. A phrase is exact: unstemmed, no stop words dropped, adjacent, in order, inside one field.
3. Inside a facet OR, across facets AND. The counts of a facet ignore its own choices and obey everything else;
   the date range is obeyed by all. Counts are exact. Buckets go by count, then value; chosen values stay at 0.
4. A page past the last has no hits and the same total. Without words: everything, newest first, score None.
5. Sorted by date: score None, undated last both ways, ties by id. By relevance: ties by date, newest first, then id.
6. Scores order one answer and are never compared between engines.
7. What `apply` has returned from is found by the next `search`, in this process and every other.
8. A search ends within its time limit; when cut short its notes say that the counts are incomplete.
9. With `collapse` one statement of each group is kept: of those found the earliest dated, undated last, ties by id.
   What is found is settled first, by words, dates and choices; so every facet, whose own choices are ignored, keeps
   one of each group by itself, and its counts, the totals and the histogram are exact. Statements without a group
   all stay. A hit says how many were found and left out for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from indexer.query import Query
from indexer.results import Results
from indexer.statement import Statement


@dataclass(frozen=True, slots=True)
class Put:
    """Add the statement, or replace the one that has its id."""

    statement: Statement


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove the statement with this id; one that is not there is no error."""

    id: str


Change = Put | Remove


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """`cursor` is the catalogue's sequence number up to which changes have been applied; `committed` when, in UTC.
    `trouble` says why a newer state cannot be opened while this one goes on answering."""

    generation: str
    cursor: int
    statements: int
    undated: int
    first: date | None
    last: date | None
    committed: datetime
    trouble: str = ""


class Engine(Protocol):
    def search(self, query: Query) -> Results:
        """The answer to the query. Raises WrongCall for an unknown facet or a page or size below one."""

    def count(self, query: Query) -> int:
        """How many statements the query finds, its page and sort ignored."""

    def get(self, id: str) -> Statement | None:
        """The statement as it was put, None when it is not there."""

    def apply(self, changes: Iterable[Change], *, cursor: int) -> None:
        """Apply all changes in order and commit them durably, together with the cursor; all or nothing."""

    def rebuild(
        self, statements: Iterable[Statement], *, cursor: int, progress: Callable[[int], None] = lambda n: None
    ) -> None:
        """Build anew from these statements alone, beside the old state, and swap; readers go on undisturbed."""

    def status(self) -> Status:
        """What is held. Raises NoIndex, StampDiffers or IndexDamaged."""

    def check(self) -> tuple[str, ...]:
        """What is wrong with the files of the index, one sentence each; empty when all is sound."""

    def close(self) -> None:
        """Let go of files and memory; the engine is not used again."""
