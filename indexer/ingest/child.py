"""The reading process: reads one document after another, within limits, and dies with its parent.

It answers in JSON, so that nothing a document made it say is ever unpickled.
"""

from __future__ import annotations

import ctypes
import json
import os
import pickle
import resource
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from indexer.document import Document
from indexer.errors import Unreadable, WrongCall
from indexer.ingest.reader import Read, Reader, Unfinished
from indexer.statement import to_json

PR_SET_PDEATHSIG = 1
LENGTH = 8  # bytes of the length before each message


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the parent asks of its child: seconds of CPU for one document, bytes of memory above those at the start."""

    reader: Reader
    seconds: float
    memory: int
    parent: int


def main() -> None:
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    order: Order = pickle.loads(_receive(requests))
    _die_with(order.parent)
    try:
        read = order.reader.load()
    except Exception as error:
        _send(answers, {"broken": f"{type(error).__name__}: {error}"})
        return
    _limit_memory(order.memory)
    _send(answers, {"ready": True})
    while message := _receive(requests):
        signal.setitimer(signal.ITIMER_PROF, order.seconds)  # SIGPROF kills, even inside a C library
        answer = _answer(read, pickle.loads(message))
        signal.setitimer(signal.ITIMER_PROF, 0)
        _send(answers, answer)


def _answer(read: Read, document: Document) -> dict[str, Any]:
    try:
        return {"statements": [to_json(s) for s in read(document)]}
    except Unfinished as error:
        return {"unfinished": str(error)}
    except Unreadable as error:
        return {"unreadable": str(error)}
    except WrongCall as error:
        return {"wrong": str(error)}
    except MemoryError:
        return {"greedy": True}


def _receive(requests: BinaryIO) -> bytes:
    """The next message, empty when the parent has closed its end."""
    return requests.read(int.from_bytes(requests.read(LENGTH), "big"))


def _send(answers: BinaryIO, answer: dict[str, Any]) -> None:
    message = json.dumps(answer).encode()
    answers.write(len(message).to_bytes(LENGTH, "big") + message)
    answers.flush()


def _die_with(parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(0)


def _limit_memory(memory: int) -> None:
    """RLIMIT_DATA counts what is writable and private, not the files and reserved address space that RLIMIT_AS counts
    and that the arenas of malloc take by 64 MB a thread."""
    status = Path("/proc/self/status")
    if status.exists():
        held = next(line for line in status.read_text().splitlines() if line.startswith("VmData"))
        limit = int(held.split()[1]) * 1024 + memory
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


if __name__ == "__main__":
    main()
