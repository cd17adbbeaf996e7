"""What every engine that is measured can do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

from indexer.query import Query
from indexer.statement import Statement

SNIPPET = 250  # characters


@dataclass(frozen=True, slots=True)
class Answer:
    """`facets`: name -> value -> count, no zeros; `hits` is how many of them came with a snippet."""

    total: int
    hits: int
    facets: dict[str, dict[str, int]]


class Peer(Protocol):
    """An open index. `opens` names the peer whose files it reads, itself unless it builds none."""

    name: ClassVar[str]
    opens: ClassVar[str]

    def __init__(self, folder: Path) -> None: ...

    @staticmethod
    def version() -> str: ...

    @staticmethod
    def build(folder: Path, statements: Iterable[Statement]) -> None:
        """Index the statements durably in the folder, which is empty."""

    def ask(self, query: Query) -> Any:
        """The whole answer in the engine's own shapes; this is timed."""

    def tell(self, answer: Any) -> Answer:
        """The same in ours; this is not."""

    def close(self) -> None: ...
