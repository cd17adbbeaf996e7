"""How far a long piece of work has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`stage` is reading (counted in files), tagging, comparing, indexing or rebuilding (statements); `total` is None
    where it is not known; `name` is the file just done with or in hand, or why the index is rebuilt."""

    stage: str
    done: int
    total: int | None = None
    name: str = ""


Progress = Callable[[Step], None]


def silent(step: Step) -> None:
    """Nobody looks on."""
