"""Our engine, by its front."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

from indexer.engines.whoosh import WhooshEngine
from indexer.query import Query
from indexer.statement import Statement
from tests.benchmarks.peers.base import Answer

PATIENT = 600.0  # seconds; an answer cut short would look fast


class Rostrum:
    name: ClassVar[str] = "rostrum"
    opens: ClassVar[str] = "rostrum"

    def __init__(self, folder: Path) -> None:
        self._engine = WhooshEngine(folder, search_seconds=PATIENT)

    @staticmethod
    def version() -> str:
        return f"{version('rostrum')}, NumPy {version('numpy')}"

    @staticmethod
    def build(folder: Path, statements: Iterable[Statement]) -> None:
        WhooshEngine(folder).rebuild(statements, cursor=1)

    def ask(self, query: Query) -> Any:
        return self._engine.search(query)

    def tell(self, answer: Any) -> Answer:
        facets = {f.name: {b.value: b.count for b in f.buckets} for f in answer.facets}
        return Answer(answer.total, len(answer.hits), facets)

    def close(self) -> None:
        self._engine.close()
