"""Readers: child processes that read documents, each within limits, killed and replaced when over."""

from __future__ import annotations

import json
import os
import pickle
import select
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from indexer.document import Document
from indexer.errors import Unavailable, Unreadable, WrongCall
from indexer.ingest.child import LENGTH, Order
from indexer.ingest.reader import Reader, Unfinished, standard
from indexer.settings import MEGABYTE, Settings
from indexer.statement import Statement, from_json

START_SECONDS = 60.0
MOST_ANSWER = 256 * MEGABYTE
WALL = 2  # on a busy machine the clock on the wall runs while the child waits for its share of the processor
BOOT = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from indexer.ingest.child import main; main()"


class Crashed(Exception):
    """The child ended before it answered."""


class Readers:
    """`submit` gives a future of the statements read, or of Unreadable.

    Children start when first needed and stay; close them, or use it as a context manager.
    """

    def __init__(self, settings: Settings, *, reader: Reader | None = None, processes: int | None = None) -> None:
        self.reader = reader or standard(settings.authority)
        self._standard = reader is None
        self.processes = processes or os.cpu_count() or 1
        self._settings = settings
        self._threads = ThreadPoolExecutor(self.processes, thread_name_prefix="reading")
        self._own = threading.local()
        self._children: set[Child] = set()
        self._readings: set[Future[tuple[Statement, ...]]] = set()
        self._closed = False

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def version(self) -> str:
        return self.reader.version

    def refresh(self) -> None:
        """Between two runs: give up what one that was broken off left to be read, and read with the authority files
        as they are now."""
        for reading in tuple(self._readings):
            reading.cancel()
        fresh = standard(self._settings.authority) if self._standard else self.reader
        if fresh != self.reader:
            self.reader = fresh
            for child in tuple(self._children):
                self._replace(child)

    def submit(self, document: Document) -> Future[tuple[Statement, ...]]:
        """Read in a child process; raises WrongCall when what the reader was given to work with is wrong."""
        reading = self._threads.submit(self._ask, document)
        self._readings.add(reading)
        reading.add_done_callback(self._readings.discard)
        return reading

    def close(self) -> None:
        """End the children; what is still being read is given up."""
        self._closed = True
        for child in tuple(self._children):
            child.kill()
        self._threads.shutdown(cancel_futures=True)
        for child in tuple(self._children):
            self._replace(child)

    def _ask(self, document: Document) -> tuple[Statement, ...]:
        """A crash is tried once more in a new child: the system may have killed the first for want of memory."""
        try:
            return self._once(document)
        except Crashed:
            pass
        try:
            return self._once(document)
        except Crashed as error:
            raise Unfinished(f"reading it crashed ({error})") from None

    def _once(self, document: Document) -> tuple[Statement, ...]:
        child = self._child()
        try:
            answer = child.ask(document)
        except BaseException:
            self._replace(child)
            raise
        if "greedy" in answer:
            self._replace(child)
            raise Unreadable(f"it needed more than {self._settings.read_memory // MEGABYTE} MB of memory to read")
        if "unreadable" in answer:
            raise Unreadable(answer["unreadable"])
        if "unfinished" in answer:
            raise Unfinished(answer["unfinished"])
        if "wrong" in answer:
            raise WrongCall(answer["wrong"])
        return tuple(from_json(plain) for plain in answer["statements"])

    def _child(self) -> Child:
        child: Child | None = getattr(self._own, "child", None)
        if child is None or child not in self._children:
            if self._closed:
                raise Unavailable("reading has been stopped")
            child = Child(self.reader, self._settings)
            self._children.add(child)
            try:
                child.start()
            except BaseException:
                self._replace(child)
                raise
            self._own.child = child
        return child

    def _replace(self, child: Child) -> None:
        child.kill()
        child.bury()
        self._children.discard(child)


class Child:
    """One reading process and the pipes to it."""

    def __init__(self, reader: Reader, settings: Settings) -> None:
        self._order = Order(
            reader=reader, seconds=settings.read_seconds, memory=settings.read_memory, parent=os.getpid()
        )
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", BOOT, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def start(self) -> None:
        """Wait until it is ready. Raises Unavailable when it cannot read at all."""
        try:
            self._send(pickle.dumps(self._order))
            answer = self._receive(START_SECONDS)
        except (Crashed, Unreadable) as error:
            raise Unavailable(f"no reading process could be started ({error})") from error
        if "broken" in answer:
            raise Unavailable(f"the reader {self._order.reader.function} cannot be loaded: {answer['broken']}")

    def ask(self, document: Document) -> dict[str, Any]:
        """Raises Unfinished when it took too long, Crashed when the child ended."""
        self._send(pickle.dumps(document))
        return self._receive(self._order.seconds * WALL)

    def _send(self, message: bytes) -> None:
        assert self._process.stdin
        try:
            self._process.stdin.write(len(message).to_bytes(LENGTH, "big") + message)
            self._process.stdin.flush()
        except BrokenPipeError:
            raise self._death() from None

    def _receive(self, seconds: float) -> dict[str, Any]:
        deadline = time.monotonic() + seconds
        length = int.from_bytes(self._bytes(LENGTH, deadline), "big")
        if length > MOST_ANSWER:
            raise Unreadable(f"what was read from it is larger than {MOST_ANSWER // MEGABYTE} MB")
        answer: dict[str, Any] = json.loads(self._bytes(length, deadline))
        return answer

    def _bytes(self, count: int, deadline: float) -> bytes:
        assert self._process.stdout
        answers = self._process.stdout.fileno()
        waiting = select.poll()
        waiting.register(answers, select.POLLIN)
        pieces = bytearray()
        while len(pieces) < count:
            if not waiting.poll(max(0.0, deadline - time.monotonic()) * 1000):
                raise self._too_slow()
            piece = os.read(answers, min(count - len(pieces), MEGABYTE))
            if not piece:
                raise self._death()
            pieces += piece
        return bytes(pieces)

    def _death(self) -> Exception:
        status = self._process.wait()
        if status == -signal.SIGPROF:
            return self._too_slow()
        name = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        return Crashed(name)

    def _too_slow(self) -> Unfinished:
        return Unfinished(f"it took longer than {self._order.seconds:g} seconds to read")

    def kill(self) -> None:
        self._process.kill()

    def bury(self) -> None:
        """Close the pipes of a killed child and take its exit status."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.wait()
        self._process.stdout.close()
        with suppress(BrokenPipeError):
            self._process.stdin.close()
