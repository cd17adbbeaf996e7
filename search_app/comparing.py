"""The addresses under which two texts stand side by side: versions of a statement, and two statements."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, abort, jsonify, render_template, request

from indexer import Statement, Status, Version, WrongCall, redline_shape, redlined, versions_shape
from search_app import wording
from search_app.asking import answered, engine, history
from search_app.redlines import WORK, redline_panel, versions_page
from search_app.relations import address
from search_app.state import SearchState

comparing = Blueprint("comparing", __name__)


@comparing.get("/statements/<path:id>/versions")
def versions(id: str) -> Response:
    def body(status: Status) -> str:
        held = _versions(id)
        return render_template(
            "versions.html",
            page=versions_page(held, _chosen(held, strict=False)),
            removed=engine().get(id) is None,
            state=SearchState(),
            collection=wording.collection(status),
        )

    return answered(body)


@comparing.get("/api/statements/<path:id>/versions")
def versions_as_json(id: str) -> Response:
    def body(status: Status) -> Response:
        held = _versions(id)
        return jsonify(versions_shape(held, _chosen(held, strict=True), work=WORK))

    return answered(body)


@comparing.get("/redline")
def between() -> Response:
    def body(status: Status) -> str:
        before, after = _two()
        return render_template(
            "redline.html",
            before=before,
            after=after,
            hrefs=(address(before.id), address(after.id)),
            dates=(wording.day_in_words(before.date), wording.day_in_words(after.date)),
            redline=redline_panel(before, after, names=("the first", "the second")),
            state=SearchState(),
            collection=wording.collection(status),
        )

    return answered(body)


@comparing.get("/api/redline")
def between_as_json() -> Response:
    def body(status: Status) -> Response:
        before, after = _two()
        return jsonify(
            {"from": before.id, "to": after.id, **redline_shape(redlined(before.text, after.text, work=WORK))}
        )

    return answered(body)


def _versions(id: str) -> Sequence[Version]:
    held = history().versions(id)
    if not held:
        abort(404, description="No versions of such a statement are kept.")
    return held


def _chosen(versions: Sequence[Version], *, strict: bool) -> tuple[Version, Version] | None:
    """The two that `from` and `to` name, the last two where they name none. Raises WrongCall when strict."""
    known = {str(version.number): version for version in versions}
    before, after = request.args.get("from", ""), request.args.get("to", "")
    if before in known and after in known:
        return known[before], known[after]
    if strict and (before or after):
        raise WrongCall(f"from and to take two of the numbers {', '.join(known)}.")
    return (versions[-2], versions[-1]) if len(versions) > 1 else None


def _two() -> tuple[Statement, Statement]:
    before, after = (engine().get(request.args.get(name, "")) for name in ("from", "to"))
    if before is None or after is None:
        abort(404, description="Two statements are compared by their ids, in from and to; one of these is not there.")
    return before, after
