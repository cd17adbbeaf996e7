"""All engines asked in turn, question by question, in one process."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter_ns

from tests.benchmarks.building import Built, build
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.peers import Answer, Peer
from tests.benchmarks.questions import KINDS, Question, ask_for


@dataclass(slots=True)
class Times:
    """Milliseconds a question of one kind took one engine: when first asked, and every time after that."""

    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Difference:
    """A count that not all engines agree on."""

    kind: str
    words: str
    what: str
    counts: dict[str, int]


@dataclass(slots=True, kw_only=True)
class Measurement:
    """`times`: kind -> engine -> times; `totals`: kind -> what each question finds, by our engine."""

    corpus: str
    count: int
    plain: bool
    built: list[Built]
    times: dict[str, dict[str, Times]]
    totals: dict[str, list[int]]
    differences: list[Difference]


def percentile(values: Sequence[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]


@contextmanager
def opened(peers: Sequence[type[Peer]], folder: Path) -> Iterator[list[Peer]]:
    with ExitStack() as stack:
        found = [peer(folder / peer.opens) for peer in peers]
        for peer in found:
            stack.callback(peer.close)
        yield found


def measure(
    corpus: Corpus, peers: Sequence[type[Peer]], folder: Path, *, each: int, repeat: int, seed: int
) -> Measurement:
    """Build every index below the folder, then ask `each` questions of every kind once and `repeat` times more."""
    built = [build(peer, folder / peer.name, corpus) for peer in peers if peer.opens == peer.name]
    questions = ask_for(corpus.statements(), each=each, seed=seed)
    with opened(peers, folder) as engines:
        times = _timed(engines, questions, repeat, Random(seed))
        totals, differences = _compared(engines, questions, facets=corpus.plain)
    return Measurement(
        corpus=corpus.name,
        count=built[0].statements,
        plain=corpus.plain,
        built=built,
        times=times,
        totals=totals,
        differences=differences,
    )


def _timed(
    engines: Sequence[Peer], questions: Sequence[Question], repeat: int, rng: Random
) -> dict[str, dict[str, Times]]:
    times = {kind: {engine.name: Times() for engine in engines} for kind in KINDS}
    gc.collect()
    gc.freeze()
    try:
        for round in range(1 + repeat):
            for question in questions:
                for engine in rng.sample(engines, len(engines)):
                    held = times[question.kind][engine.name]
                    (held.again if round else held.first).append(_milliseconds(engine, question))
    finally:
        gc.unfreeze()
    return times


def _milliseconds(engine: Peer, question: Question) -> float:
    gc.collect()  # what the others left behind is not collected at this one's cost
    started = perf_counter_ns()
    engine.ask(question.query)
    return (perf_counter_ns() - started) / 1e6


def _compared(
    engines: Sequence[Peer], questions: Sequence[Question], *, facets: bool
) -> tuple[dict[str, list[int]], list[Difference]]:
    """What each question finds, by the first engine, and every count that not all agree on."""
    totals: dict[str, list[int]] = {kind: [] for kind in KINDS}
    differences: list[Difference] = []
    for question in questions:
        answers = {engine.name: engine.tell(engine.ask(question.query)) for engine in engines}
        totals[question.kind].append(answers[engines[0].name].total)
        counts = {name: _counts(answer, facets=facets) for name, answer in answers.items()}
        for what in sorted({w for held in counts.values() for w in held}):
            said = {name: held.get(what, 0) for name, held in counts.items()}
            if len(set(said.values())) > 1:
                differences.append(Difference(question.kind, question.words, what, said))
    return totals, differences


def _counts(answer: Answer, *, facets: bool) -> dict[str, int]:
    counts = {"total": answer.total}
    if facets:
        counts["hits"] = answer.hits
        counts.update({f"{name}: {value}": n for name, held in answer.facets.items() for value, n in held.items()})
    return counts
