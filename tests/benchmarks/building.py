"""Each index built in a process of its own, so that its memory is its own."""

from __future__ import annotations

import gc
import multiprocessing
import resource
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from tests.benchmarks.corpus import Corpus
from tests.benchmarks.peers import Peer


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """`index` and `text` in bytes; `memory` is the peak of the build beyond the statements given, in bytes."""

    peer: str
    statements: int
    seconds: float
    text: int
    index: int
    memory: int

    @property
    def rate(self) -> float:
        """Statements a second."""
        return self.statements / self.seconds


def build(peer: type[Peer], folder: Path, corpus: Corpus) -> Built:
    """Build the peer's index in the folder, in a new process."""
    folder.mkdir(parents=True)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as alone:
        return alone.submit(_build, peer, folder, corpus).result()


def _build(peer: type[Peer], folder: Path, corpus: Corpus) -> Built:
    statements = list(corpus.statements())
    gc.freeze()  # they are not the engine's; walking over them again and again would be charged to it
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")  # Linux counts the peak from here
    before, started = _peak(), perf_counter()
    peer.build(folder, statements)
    return Built(
        peer=peer.name,
        statements=len(statements),
        seconds=perf_counter() - started,
        text=sum(len(f"{s.title}{s.text}".encode("utf-8", "surrogatepass")) for s in statements),
        index=sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink()),
        memory=_peak() - before,
    )


def _peak() -> int:
    """The most memory this process has held, in bytes. Linux hands ru_maxrss down from the parent, VmHWM not."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
