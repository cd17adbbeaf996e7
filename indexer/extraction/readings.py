"""A reading: a value with the rule that found it and the words it was read from."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.statement import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    value: str
    basis: str
    evidence: str = ""

    def reason(self, field: str) -> Reason:
        """The same, as a statement keeps it for `field`."""
        return Reason(field=field, value=self.value, basis=self.basis, evidence=shortened(self.evidence))


def shortened(evidence: str, limit: int = 200) -> str:
    """Evidence on one line, cut at a word where it is longer than `limit` characters."""
    line = " ".join(evidence.split())
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + " …"
