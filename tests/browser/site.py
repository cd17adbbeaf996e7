"""The demonstration corpus, indexed and served by the server that users run, and the browser to look at it with."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from waitress.server import create_server

from indexer import Settings, open_engine
from indexer.catalogue import Catalogue
from indexer.ingest import ingest
from search_app import create_app

CORPUS = Path(__file__).parents[2] / "corpus"
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--hide-scrollbars")  # fmt: skip


def chromium() -> str | None:
    """Where the browser is; the variable CHROMIUM says so before any usual name."""
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    return os.environ.get("CHROMIUM") or next((found for name in names if (found := shutil.which(name))), None)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the served corpus, without a slash at its end; the index is made in `folder`."""
    settings = Settings(data=folder, authority=CORPUS)
    with Catalogue(settings.catalogue_path) as catalogue:
        ingest([CORPUS], settings=settings, catalogue=catalogue, engine=open_engine(settings))
    server = create_server(create_app(settings=settings), host="127.0.0.1", port=0, threads=4)
    serving = threading.Thread(target=server.run, daemon=True)
    serving.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    serving.join(timeout=5)
