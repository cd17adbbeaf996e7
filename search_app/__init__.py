"""The page: a question in an address, an answer in the browser. It knows the index by its front door only.

An address is read into a `SearchState` (address, state), which is composed into a query; what the engine answers
is made into finished values (panels, facets, charts, reading, relaxing) that the templates only lay out. `asking`
holds the engine and the ETag, `api` gives the same answers as JSON, `errors` is the table of what can go wrong.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, abort, request

from indexer import Engine, Settings, from_environment
from search_app import errors, headers
from search_app.api import api
from search_app.asking import Opening
from search_app.comparing import comparing
from search_app.server import serve
from search_app.views import pages

__all__ = ["create_app", "serve"]

MAX_BODY = 16 * 1024  # bytes; nothing here takes a body at all
MAX_ADDRESS = 16 * 1024  # bytes of a query string
A_YEAR = 365 * 24 * 3600  # seconds


def create_app(engine: Engine | None = None, settings: Settings | None = None) -> Flask:
    """The web app over this engine, or over the one that the settings name, opened at the first request."""
    settings = settings or from_environment()
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.config["TRUSTED_HOSTS"] = list(settings.trusted_hosts) or None
    app.config["BUILD"] = _build(Path(app.root_path))
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = A_YEAR
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["rostrum"] = Opening(settings, engine)
    app.register_blueprint(pages)
    app.register_blueprint(api)
    app.register_blueprint(comparing)
    app.before_request(_refuse_too_much)
    app.context_processor(lambda: {"root": request.script_root, "build": app.config["BUILD"]})
    errors.register(app)
    headers.register(app)
    return app


def _refuse_too_much() -> None:
    if len(request.query_string) > MAX_ADDRESS:
        abort(414)
    if (request.content_length or 0) > MAX_BODY:
        abort(413)


@cache
def _build(root: Path) -> str:
    """A name for this state of the software: its own files, by content."""
    digest = hashlib.sha256()
    for file in sorted(root.rglob("*")):
        if file.suffix in (".py", ".html", ".css", ".js", ".svg"):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
