"""Debian's Chromium over the demonstration corpus, indexed once and served by the server that users run."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from waitress.server import create_server

from indexer import Settings, open_engine
from indexer.catalogue import Catalogue
from indexer.ingest import ingest
from search_app import create_app

CORPUS = Path(__file__).parents[2] / "corpus"
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--hide-scrollbars")  # fmt: skip


def chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    return os.environ.get("CHROMIUM") or next((found for name in names if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = chromium()
    if found is None:
        missing = "no Chromium here; on Debian: apt install chromium"
        pytest.fail(missing) if os.environ.get("ROSTRUM_REQUIRE_BROWSER") else pytest.skip(missing)
    return {**browser_type_launch_args, "executable_path": found, "args": list(QUIET)}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the served corpus, without a slash at its end."""
    settings = Settings(data=tmp_path_factory.mktemp("site"), authority=CORPUS)
    with Catalogue(settings.catalogue_path) as catalogue:
        ingest([CORPUS], settings=settings, catalogue=catalogue, engine=open_engine(settings))
    server = create_server(create_app(settings=settings), host="127.0.0.1", port=0, threads=4)
    serving = threading.Thread(target=server.run, daemon=True)
    serving.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    serving.join(timeout=5)
