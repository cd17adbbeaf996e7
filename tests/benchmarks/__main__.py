"""`python -m tests.benchmarks`: measure, print, and keep what was measured."""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import report
from tests.benchmarks.corpus import Corpus, FromFile, Generated
from tests.benchmarks.peers import installed
from tests.benchmarks.peers.rostrum import Rostrum
from tests.benchmarks.questions import KINDS, ask_for
from tests.benchmarks.timing import measure

PROFILED = 20  # times each question is asked under the profiler
LINES = 30


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measure side by side with others.")
    add = parser.add_argument
    add("--statements", type=_sizes, default=(1_000, 4_000), metavar="N,N...", help="how many (default: 1000,4000)")
    add("--file", type=Path, help="statements from a .jsonl, .jsonl.gz or .jsonl.xz file instead of generated ones")
    add("--queries", type=_positive, default=8, metavar="N", help="queries of each kind (default: %(default)s)")
    add("--repeat", type=_positive, default=4, metavar="N", help="times each is asked again (default: %(default)s)")
    add("--seed", type=int, default=1, help="of statements and queries (default: %(default)s)")
    add("--json", type=Path, metavar="FILE", help="write every single figure to this file")
    add("--profile", choices=list(KINDS), metavar="KIND", help=f"profile our engine alone: {', '.join(KINDS)}")
    return parser.parse_args(arguments)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(map(_positive, text.split(",")))


def main(arguments: Sequence[str] | None = None) -> None:
    chosen = options(arguments)
    corpora: list[Corpus] = [
        FromFile(chosen.file, size) if chosen.file else Generated(size, chosen.seed) for size in chosen.statements
    ]
    with TemporaryDirectory(prefix="rostrum-bench-") as folder:
        if chosen.profile:
            profile(corpora[0], Path(folder), chosen)
        else:
            compare(corpora, Path(folder), chosen)


def compare(corpora: Sequence[Corpus], folder: Path, chosen: argparse.Namespace) -> None:
    peers, notices = installed()
    machine, measurements = report.machine(peers), []
    print(report.introduction(peers), *notices, sep="\n", flush=True)
    for number, corpus in enumerate(corpora):
        place = folder / str(number)
        measured = measure(corpus, peers, place, each=chosen.queries, repeat=chosen.repeat, seed=chosen.seed)
        print(f"\n{report.text(measured)}", flush=True)
        measurements.append(report.plain(measured))
    if chosen.json:
        kept = {"machine": machine, "measurements": measurements}
        chosen.json.write_text(json.dumps(kept, indent=1, ensure_ascii=False), encoding="utf-8")


def profile(corpus: Corpus, folder: Path, chosen: argparse.Namespace) -> None:
    """Print where the time of our engine goes for questions of one kind, each asked before."""
    Rostrum.build(folder, corpus.statements())
    found = ask_for(corpus.statements(), each=chosen.queries, seed=chosen.seed)
    questions = [q for q in found if q.kind == chosen.profile]
    with closing(Rostrum(folder)) as engine:
        for question in questions:
            engine.ask(question.query)
        profiler = cProfile.Profile()
        profiler.enable()
        for _ in range(PROFILED):
            for question in questions:
                engine.ask(question.query)
        profiler.disable()
    print(f"{PROFILED * len(questions)} answers to questions of the kind {chosen.profile!r}, {corpus.name}")
    pstats.Stats(profiler).strip_dirs().sort_stats("cumulative").print_stats(LINES)


if __name__ == "__main__":
    main()
