"""What a run did, counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from indexer.catalogue import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """seen == added + updated + unchanged + len(failed). A file of records counts each of its records.

    `failed` is (file, reason); `renamed` are among the unchanged, `duplicates` among the added.
    """

    seen: int
    added: int
    updated: int
    unchanged: int
    removed: int
    failed: tuple[tuple[str, str], ...]
    renamed: int
    duplicates: int
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """The shape that `rostrum index --json` prints."""
        return {
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "removed": self.removed,
            "failed": [{"file": file, "reason": reason} for file, reason in self.failed],
            "seconds": round(self.seconds, 3),
        }


@dataclass(slots=True)
class Tally:
    """The counts of a run as it goes on; `files` of `all_files` are done with."""

    files: int = 0
    all_files: int | None = None
    seen: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    renamed: int = 0
    duplicates: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        match outcome:
            case Outcome.ADDED | Outcome.DUPLICATE:
                self.added += 1
                self.duplicates += outcome is Outcome.DUPLICATE
            case Outcome.UPDATED:
                self.updated += 1
            case Outcome.UNCHANGED:
                self.unchanged += 1

    def fail(self, failures: Iterable[tuple[str, str]]) -> None:
        self.failed.extend(failures)

    def summary(self, seconds: float) -> Summary:
        return Summary(
            seen=self.seen,
            added=self.added,
            updated=self.updated,
            unchanged=self.unchanged,
            removed=self.removed,
            failed=tuple(self.failed),
            renamed=self.renamed,
            duplicates=self.duplicates,
            seconds=seconds,
        )
