"""The engine under test, chosen with `--engine`, and the seed of all that is random, printed with every run.

`HYPOTHESIS_PROFILE=torture` makes the random tests long.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings

from indexer.engines.base import Engine, Put
from indexer.statement import Statement
from tests.oracle import MemoryEngine
from tests.statements import COLLECTION

settings.register_profile(
    "ci",
    max_examples=40,
    deadline=None,
    derandomize=False,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("torture", settings.get_profile("ci"), max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where one index is. All engines opened here hold the same statements; `path` is None in memory."""

    open: Callable[[], Engine]
    path: Path | None = None


@contextmanager
def in_memory() -> Iterator[Place]:
    engine = MemoryEngine()
    yield Place(lambda: engine)


@contextmanager
def with_whoosh() -> Iterator[Place]:
    from indexer.engines.whoosh import WhooshEngine

    with TemporaryDirectory(prefix="rostrum-test-") as folder, ExitStack() as opened:
        path = Path(folder) / "index"

        def open() -> Engine:
            engine = WhooshEngine(path, search_seconds=60.0)  # a busy machine must not cut an answer short
            opened.callback(engine.close)
            return engine

        yield Place(open, path)


ENGINES: dict[str, Callable[[], AbstractContextManager[Place]]] = {"whoosh": with_whoosh, "memory": in_memory}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=sorted(ENGINES), default="whoosh", help="the engine that is tested")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--hypothesis-seed") is None:
        config.option.hypothesis_seed = str(random.SystemRandom().randrange(2**32))


def pytest_report_header(config: pytest.Config) -> str:
    engine, seed = config.getoption("--engine"), config.option.hypothesis_seed
    return f"engine {engine}; random tests run again with --hypothesis-seed={seed}"


@pytest.fixture(scope="session")
def new_place(request: pytest.FixtureRequest) -> Callable[[], AbstractContextManager[Place]]:
    """`with new_place() as place:` is a place without an index; at the end all is closed and deleted."""
    return ENGINES[request.config.getoption("--engine")]


@pytest.fixture
def place(new_place: Callable[[], AbstractContextManager[Place]]) -> Iterator[Place]:
    with new_place() as place:
        yield place


@pytest.fixture
def engine_of(
    new_place: Callable[[], AbstractContextManager[Place]],
) -> Iterator[Callable[[Iterable[Statement]], Engine]]:
    """`engine_of(statements)` is an engine that holds these."""
    with ExitStack() as places:
        yield lambda statements: filled(places.enter_context(new_place()), statements)


@pytest.fixture(scope="module")
def engine(new_place: Callable[[], AbstractContextManager[Place]]) -> Iterator[Engine]:
    """An engine that holds the hand-written collection; to be read, not changed."""
    with new_place() as place:
        yield filled(place, COLLECTION)


def filled(place: Place, statements: Iterable[Statement]) -> Engine:
    engine = place.open()
    engine.apply([Put(statement) for statement in statements], cursor=1)
    return engine
