"""Asking the engine: opened when it is first needed, and not asked again for what the visitor already holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from flask import Response, current_app, make_response, request

from indexer import Engine, RostrumError, Settings, Status, open_engine, open_history

if TYPE_CHECKING:
    from indexer import History


class Opening:
    """Gives the engine; while it cannot be opened every call tries again, so that an index made later is found."""

    def __init__(self, settings: Settings, engine: Engine | None = None) -> None:
        self._settings = settings
        self._engine = engine
        self.history = open_history(settings)
        self._lock = Lock()

    def __call__(self) -> Engine:
        with self._lock:
            if self._engine is None:
                self._engine = open_engine(self._settings)
            return self._engine


def engine() -> Engine:
    opening: Opening = current_app.extensions["rostrum"]
    return opening()


def history() -> History:
    opening: Opening = current_app.extensions["rostrum"]
    return opening.history


def version_count(id: str) -> int:
    """0 where the catalogue cannot be asked: the statement is shown all the same."""
    try:
        return history().count(id)
    except RostrumError:
        current_app.logger.warning("the versions of a statement cannot be counted", exc_info=True)
        return 0


def answered(body: Callable[[Status], Response | str]) -> Response:
    """The body with an ETag of index, software and address, or 304 when the visitor holds that already."""
    status = engine().status()
    tag = _tag(status.generation)
    held = request.if_none_match.contains_weak(tag)
    response = Response(status=304) if held else make_response(body(status))
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _tag(generation: str) -> str:
    """The index may move on between tag and body; the tag is then too old, and the next request asks afresh."""
    parts = (generation, current_app.config["BUILD"], request.host, request.full_path)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]
