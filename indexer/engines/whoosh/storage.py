"""Whoosh's file storage made durable: every file of a commit is on disk, and listed with its SHA-256 in a manifest,
before the table of contents that names it appears; what came before is deleted only after that."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage

from indexer.errors import IndexDamaged, StampDiffers

TOC_PREFIX = "_MAIN_"
TOC_SUFFIX = ".toc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What one commit holds. `files`: name -> (bytes, SHA-256); `committed` an ISO time in UTC."""

    generation: int
    stamp: dict[str, str]
    cursor: int
    committed: str
    statements: int
    undated: int
    first: str | None
    last: str | None
    files: dict[str, tuple[int, str]] = field(default_factory=dict)

    @staticmethod
    def name(generation: int) -> str:
        return f"manifest-{generation}.json"

    def to_json(self) -> str:
        return json.dumps({name: getattr(self, name) for name in self.__slots__}, indent=1, sort_keys=True)

    @classmethod
    def load(cls, folder: Path, generation: int) -> Manifest:
        """Raises FileNotFoundError when it is not there, IndexDamaged when it cannot be read."""
        text = (folder / cls.name(generation)).read_bytes()
        try:
            plain: dict[str, Any] = json.loads(text)
            plain["files"] = {name: (int(size), str(digest)) for name, (size, digest) in plain["files"].items()}
            return cls(**plain)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise IndexDamaged(f"the manifest of generation {generation} cannot be read: {error}") from error


class Checksums:
    """SHA-256 of immutable files, remembered by name, size and time of change."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int, int], str] = {}

    def of(self, path: Path) -> tuple[int, str]:
        status = path.stat()
        key = (str(path), status.st_size, status.st_mtime_ns)
        if key not in self._known:
            with path.open("rb") as stream:
                self._known[key] = hashlib.file_digest(stream, "sha256").hexdigest()
        return status.st_size, self._known[key]


def verify(folder: Path, manifest: Manifest, stamp: dict[str, str], checksums: Checksums) -> None:
    """Raises StampDiffers or IndexDamaged, and FileNotFoundError when a file is gone (a newer commit may be there)."""
    if manifest.stamp != stamp:
        changed = ", ".join(sorted(k for k in stamp if manifest.stamp.get(k) != stamp[k])) or "an unknown part"
        raise StampDiffers(f"the index was made by another version ({changed} differs); it must be rebuilt")
    for name, expected in manifest.files.items():
        if checksums.of(folder / name) != expected:
            raise IndexDamaged(f"{name} does not match its checksum; run: rostrum rebuild")


def latest_generation(folder: Path) -> int | None:
    """The newest committed generation in the folder, None when there is none."""
    found = [
        int(path.name[len(TOC_PREFIX) : -len(TOC_SUFFIX)])
        for path in folder.iterdir()
        if path.name.startswith(TOC_PREFIX) and path.name.endswith(TOC_SUFFIX)
    ]
    return max(found, default=None)


def sync_file(path: Path) -> None:
    _sync(path, os.O_RDONLY)


def sync_folder(path: Path) -> None:
    _sync(path, os.O_RDONLY | os.O_DIRECTORY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_durably(path: Path, content: bytes) -> None:
    """Replace the file by a rename that survives a power cut."""
    beside = path.with_name(path.name + ".new")
    with beside.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)
    sync_folder(path.parent)


class DurableStorage(FileStorage):  # type: ignore[misc]
    """Calls `seal(path of the finished table of contents, its final name)` just before the rename that commits it."""

    def __init__(self, folder: Path, seal: Callable[[Path, str], None] | None = None) -> None:
        super().__init__(str(folder))
        self._seal = seal

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        folder = Path(self.folder)
        if newname.endswith(TOC_SUFFIX) and self._seal is not None:
            self._seal(folder / oldname, newname)
        super().rename_file(oldname, newname, safe)
        sync_folder(folder)
