"""Our errors -> a status and a page, in one table; under /api the same as JSON. What nobody foresaw is a 500 that
tells the visitor a number and the log the rest."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from indexer import RostrumError, Unavailable, WrongCall
from search_app.address import MAX_WORDS
from search_app.state import SearchState

RETRY_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """`say` is the sentence for the visitor; when empty, the error's own message is."""

    status: int
    title: str
    say: str = ""


OURS: dict[type[RostrumError], Answer] = {
    WrongCall: Answer(400, "This search cannot be made"),
    Unavailable: Answer(503, "The index cannot be searched now"),
}

HTTP: dict[int, Answer] = {
    400: Answer(400, "This address cannot be read", "The request was not understood."),
    404: Answer(404, "Nothing stands at this address", "No page or statement has this address."),
    405: Answer(405, "Nothing can be changed here", "This address can only be read, with GET."),
    413: Answer(413, "Too much was sent", "A search fits in an address; nothing else is taken."),
    414: Answer(414, "The address is too long", "Search for fewer words, or choose fewer values."),
    429: Answer(429, "Too many requests", "Wait a minute, then go on."),
}

UNFORESEEN = Answer(500, "Something went wrong", "The fault is ours and has been noted.")


def register(app: Flask) -> None:
    app.register_error_handler(RostrumError, _ours)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def _ours(error: RostrumError) -> Response:
    for kind in type(error).__mro__:
        if kind in OURS:
            return _said(OURS[kind], str(error))
    return _unforeseen(error)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if status >= 500:
        return _unforeseen(error)
    answer = HTTP.get(status, Answer(status, error.name, "The request cannot be answered."))
    said = error.description if error.description and "description" in vars(error) else answer.say
    response = _said(answer, said)
    if error.get_response().headers.get("Allow"):
        response.headers["Allow"] = error.get_response().headers["Allow"]
    return response


def _unforeseen(error: Exception) -> Response:
    number = secrets.token_hex(4)
    current_app.logger.error("request %s: %s %s", number, request.method, request.path, exc_info=error)
    return _said(UNFORESEEN, f"{UNFORESEEN.say} If it goes on, report the number {number}.")


def _asked() -> SearchState:
    """What was typed stands in the search box again, cut to what can be searched for."""
    return SearchState(words=request.args.get("q", "")[:MAX_WORDS])


def _said(answer: Answer, sentence: str) -> Response:
    if request.path.startswith("/api/"):
        response = jsonify({"error": sentence})
    else:
        response = make_response(render_template("error.html", answer=answer, sentence=sentence, state=_asked()))
    response.status_code = answer.status
    response.headers["Cache-Control"] = "no-store"
    if answer.status in (429, 503):
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
