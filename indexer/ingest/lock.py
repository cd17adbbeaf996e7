"""One writer at a time: an advisory lock that ends with the process holding it, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from indexer.errors import Locked, StorageFailed
from indexer.settings import Settings


@contextmanager
def writing(settings: Settings) -> Iterator[None]:
    """Hold the right to write. Raises Locked, naming the process that holds it."""
    path = settings.lock_path
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StorageFailed(
            f"the lock {path} cannot be used: {error.strerror}; see that the folder exists, has room "
            "and belongs to this user"
        ) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip() or "unknown"
            raise Locked(
                f"another process (pid {holder}) is writing to {path.parent}; wait until it has finished, or stop it"
            ) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)
