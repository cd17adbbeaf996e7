"""Where things live and what limits hold, read once from the environment; command-line options replace values."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import WrongCall

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`data` holds catalogue and index; `authority` is the folder of people.toml, organisations.toml, places.toml,
    topics.toml and overrides.toml.

    Sizes in bytes, times in seconds.
    """

    data: Path = Path("var")
    authority: Path = Path("corpus")
    max_file: int = 10 * MEGABYTE
    read_seconds: float = 10.0
    read_memory: int = 512 * MEGABYTE
    search_seconds: float = 1.0
    trusted_hosts: tuple[str, ...] = ()

    @property
    def catalogue_path(self) -> Path:
        return self.data / "catalogue.sqlite"

    @property
    def index_path(self) -> Path:
        return self.data / "index"

    @property
    def lock_path(self) -> Path:
        return self.data / "lock"


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """ROSTRUM_DATA, ROSTRUM_AUTHORITY, ROSTRUM_MAX_FILE_MB and ROSTRUM_TRUSTED_HOSTS (separated by commas)."""
    env = os.environ if environ is None else environ
    defaults = Settings()
    megabytes = env.get("ROSTRUM_MAX_FILE_MB", "10")
    if not megabytes.isdecimal() or int(megabytes) == 0:
        raise WrongCall(f"ROSTRUM_MAX_FILE_MB is {megabytes!r}; give a whole number of megabytes, such as 10")
    hosts = tuple(h.strip() for h in env.get("ROSTRUM_TRUSTED_HOSTS", "").split(",") if h.strip())
    return Settings(
        data=Path(env.get("ROSTRUM_DATA") or defaults.data),
        authority=Path(env.get("ROSTRUM_AUTHORITY") or defaults.authority),
        max_file=int(megabytes) * MEGABYTE,
        trusted_hosts=hosts,
    )
