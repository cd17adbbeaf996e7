"""What lies on disk below the paths given, in sorted order; nothing is opened here."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import unquote_to_bytes

from indexer.errors import WrongCall
from indexer.sources.content import too_large, why
from indexer.sources.records import are_records

# About the collection, hidden, or half-written: not documents.
PASSED_OVER = (".*", "README*", "LICENSE*", "*.toml", "*~", "*.swp", "*.tmp", "*.part", "*.crdownload")
DEEPEST = 100
SPECIAL = {
    stat.S_IFIFO: "a named pipe (FIFO)",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A file or folder to look at, and the folder its names are relative to. Absolute paths."""

    path: str
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file seen. `refused` says why it must not be opened, empty when it may be; `folder` marks what is or may be
    a folder and could not be listed, so that nothing below it is taken for gone."""

    path: str
    uri: str
    name: str
    root: str
    size: int = 0
    mtime_ns: int = 0
    ctime_ns: int = 0
    inode: int = 0
    refused: str = ""
    folder: bool = False


def targets(paths: Iterable[str | Path]) -> tuple[Target, ...]:
    """The paths given, made absolute, without those that lie below another. Raises WrongCall for a missing one."""
    given = dict.fromkeys(os.path.abspath(p) for p in paths)  # noqa: PTH100 - keeps links in the path as given
    if missing := [p for p in given if not os.path.lexists(p)]:
        raise WrongCall(f"there is no file or folder {printable(missing[0])}")
    folders = [p for p in given if Path(p).is_dir()]
    kept = (p for p in given if not any(_walked_from(folder, p) for folder in folders))
    return tuple(Target(path=p, root=p if Path(p).is_dir() else str(Path(p).parent)) for p in kept)


def _walked_from(folder: str, path: str) -> bool:
    return (
        within(path, folder)
        and path != folder
        and not any(passed_over(part) for part in Path(path).relative_to(folder).parts)
    )


def within(path: str, folder: str) -> bool:
    """Whether the path is the folder or lies below it."""
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def passed_over(name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in PASSED_OVER)


def walk(given: Iterable[Target], *, max_file: int, skip: Iterable[Path] = ()) -> Iterator[Entry]:
    """Every file at or below the targets, in sorted order, each once. `skip` names folders that are not entered.

    A folder reached by a link is walked once; one that leads back above itself is an entry with a reason.
    """
    skipped = frozenset(os.path.abspath(p) for p in skip)  # noqa: PTH100
    visited: set[tuple[int, int]] = set()
    for target in given:
        yield from _Walk(target.root, max_file, skipped, visited).at(target.path, ())


@dataclass(frozen=True, slots=True)
class _Walk:
    root: str
    max_file: int
    skipped: frozenset[str]
    visited: set[tuple[int, int]]

    def at(self, path: str, above: tuple[tuple[int, int], ...]) -> Iterator[Entry]:
        """`above` are the folders (device, inode) on the way down from the target."""
        try:
            about = os.stat(path)  # noqa: PTH116
        except OSError as error:
            yield self._refused(path, _link_reason(path, error), folder=True)
            return
        if not stat.S_ISDIR(about.st_mode):
            yield self._file(path, about)
            return
        here = (about.st_dev, about.st_ino)
        if here in above:
            yield self._refused(path, "this link leads back to a folder above it (a loop)")
        elif len(above) >= DEEPEST:
            yield self._refused(path, f"the folder lies more than {DEEPEST} folders deep", folder=True)
        elif here not in self.visited and path not in self.skipped:
            self.visited.add(here)
            yield from self._below(path, (*above, here))

    def _below(self, folder: str, above: tuple[tuple[int, int], ...]) -> Iterator[Entry]:
        try:
            names = sorted(os.listdir(folder), key=os.fsencode)  # noqa: PTH208
        except OSError as error:
            yield self._refused(folder, why(error).replace("the file", "the folder"), folder=True)
            return
        for name in names:
            if not passed_over(name):
                yield from self.at(os.path.join(folder, name), above)  # noqa: PTH118

    def _file(self, path: str, about: os.stat_result) -> Entry:
        special = SPECIAL.get(stat.S_IFMT(about.st_mode))
        if special is None and not stat.S_ISREG(about.st_mode):
            special = "no regular file"
        refused = ""
        if special:
            refused = f"this is {special}, not a document"
        elif about.st_size == 0:
            refused = "the file is empty"
        elif about.st_size > self.max_file and not are_records(path):
            refused = too_large(self.max_file)
        return Entry(
            path=path,
            uri=uri(path),
            name=self._name(path),
            root=self.root,
            size=about.st_size,
            mtime_ns=about.st_mtime_ns,
            ctime_ns=about.st_ctime_ns,
            inode=about.st_ino,
            refused=refused,
        )

    def _refused(self, path: str, reason: str, *, folder: bool = False) -> Entry:
        return Entry(path=path, uri=uri(path), name=self._name(path), root=self.root, refused=reason, folder=folder)

    def _name(self, path: str) -> str:
        inside = path != self.root and within(path, self.root)
        return printable(path[len(self.root.rstrip("/")) + 1 :] if inside else Path(path).name or path)


def _link_reason(path: str, error: OSError) -> str:
    if not Path(path).is_symlink():
        return why(error)
    if isinstance(error, FileNotFoundError):
        return "this link leads to a file that is not there"
    if isinstance(error, PermissionError):
        return why(error)
    return "this link leads back to itself (a loop)"


def uri(path: str) -> str:
    """The file URI of an absolute path; bytes that are no UTF-8 are percent-encoded, so it can always be stored."""
    return Path(path).as_uri()


def printable(name: str) -> str:
    """The name with what cannot be shown (broken encoding, control characters) written as escapes."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def path_of(uri: str) -> str:
    """The path that `uri` was made from."""
    return os.fsdecode(unquote_to_bytes(uri.removeprefix("file://")))
