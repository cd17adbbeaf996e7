"""The pages: results, statement, review, help, health."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response, abort, jsonify, render_template, request

from indexer import UNDATED, Status, Unavailable, WrongCall
from search_app import address, wording
from search_app.asking import answered, engine, version_count
from search_app.help import CHAPTERS
from search_app.panels import results_page
from search_app.reading import statement_page
from search_app.relations import relations
from search_app.relaxing import relaxing
from search_app.review import named, review_page
from search_app.state import SearchState

pages = Blueprint("pages", __name__)


@pages.get("/")
def results() -> Response:
    reading = address.read(request.args)

    def body(status: Status) -> str:
        found = engine().search(reading.state.query)
        page = results_page(reading.state, found, tuple(reading.faults + reading.notes))
        help = None if found.total else relaxing(reading.state, engine().count)
        return render_template(
            "results.html", page=page, help=help, state=reading.state, collection=wording.collection(status)
        )

    return answered(body)


@pages.get("/statements/<path:id>")
def statement(id: str) -> Response:
    state = _search_it_was_found_by()

    def body(status: Status) -> str:
        found = engine().get(id)
        if found is None:
            abort(404, description="No statement has this address. It may have been removed since.")
        path = f"{request.script_root}/statements/{quote(id, safe='/')}"
        page = statement_page(found, state, path=path, permalink=request.host_url.rstrip("/") + path)
        return render_template(
            "statement.html",
            page=page,
            related=relations(found, engine().get, versions=version_count(id)),
            state=state,
            collection=wording.collection(status),
        )

    return answered(body)


@pages.get("/help")
def help() -> Response:
    return answered(
        lambda status: render_template(
            "help.html",
            state=SearchState(),
            chapters=CHAPTERS,
            undated=SearchState().with_value("year", UNDATED).href,
            collection=wording.collection(status),
        )
    )


@pages.get("/review")
def review() -> Response:
    doubt = named(request.args.get("doubt", ""))
    typed = request.args.get("page", "")
    page = int(typed) if typed.isdecimal() and len(typed) < 6 else 1

    def body(status: Status) -> str:
        shown = review_page(engine(), doubt, max(page, 1))
        return render_template("review.html", page=shown, state=SearchState(), collection=wording.collection(status))

    return answered(body)


@pages.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return jsonify({"alive": True})


@pages.get("/readyz")
def readyz() -> tuple[Response, int]:
    """The index answers."""
    try:
        status = engine().status()
    except Unavailable as reason:
        return jsonify({"ready": False, "reason": str(reason)}), 503
    return jsonify({"ready": True, "statements": status.statements, "generation": status.generation}), 200


def _search_it_was_found_by() -> SearchState:
    """A statement is shown whatever its address says about a search."""
    try:
        return address.read(request.args).state
    except WrongCall:
        return SearchState()
