"""Whole indexes side by side: each build is a folder, `current` a symbolic link to the one that answers."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

from indexer.engines.whoosh.storage import sync_folder
from indexer.errors import NoIndex


class Builds:
    """The builds below one folder, owner-only: Whoosh keeps pickles, and whoever writes them runs code here."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._link = path / "current"

    def current(self) -> Path:
        """The folder of the build that answers now. Raises NoIndex."""
        try:
            return self._path / self._link.readlink()
        except OSError as error:
            raise NoIndex(f"there is no index in {self._path}; run: rostrum index FOLDER") from error

    def mark(self) -> tuple[int, int, int]:
        """A value that changes with every commit and swap; costs one system call."""
        try:
            status = self._link.stat()
        except OSError as error:
            raise NoIndex(f"there is no index in {self._path}; run: rostrum index FOLDER") from error
        return status.st_dev, status.st_ino, status.st_mtime_ns

    def create(self) -> Path:
        """A new empty folder that nobody reads yet."""
        self._path.mkdir(mode=0o700, parents=True, exist_ok=True)
        build = self._path / f"build-{uuid.uuid4().hex[:12]}"
        build.mkdir(mode=0o700)
        return build

    def swap(self, build: Path) -> None:
        """Make the build the current one by one rename, durably, then clear away all others."""
        sync_folder(build)
        beside = self._path / f"current-{uuid.uuid4().hex[:12]}"
        beside.symlink_to(build.name, target_is_directory=True)
        beside.replace(self._link)
        sync_folder(self._path)
        self.sweep()

    def sweep(self) -> None:
        """Remove every build and link that is not the current one: leavings of killed rebuilds."""
        kept = {"current"}
        if self._link.is_symlink():
            kept.add(self._link.readlink().name)
        for entry in self._path.iterdir():
            if entry.name in kept:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)
