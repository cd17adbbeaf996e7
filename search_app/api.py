"""The same answers as JSON. An address with a part that has no meaning is refused, not read generously."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, abort, jsonify, request

from indexer import Facet, Results, Status, WrongCall, results_shape, whole_statement_shape
from search_app import address
from search_app.asking import answered, engine
from search_app.facets import LISTED

api = Blueprint("api", __name__, url_prefix="/api")


@api.get("/search")
def search() -> Response:
    reading = address.read(request.args)
    if reading.faults:
        raise WrongCall(" ".join(reading.faults))

    def body(status: Status) -> Response:
        found = _within_limits(engine().search(reading.state.query), reading.state.shown)
        return jsonify(results_shape(replace(found, notes=(*reading.notes, *found.notes))))

    return answered(body)


@api.get("/statements/<path:id>")
def statement(id: str) -> Response:
    def body(status: Status) -> Response:
        found = engine().get(id)
        if found is None:
            abort(404, description="No statement has this id.")
        return jsonify(whole_statement_shape(found))

    return answered(body)


def _within_limits(results: Results, shown: frozenset[str]) -> Results:
    """At most LISTED values a facet and every chosen one, unless all were asked for; a note says what was cut."""
    cut = {f.name for f in results.facets if f.name not in shown and len(f.buckets) > LISTED}
    notes = tuple(
        f"The facet {f.name} has {len(f.buckets):,} values; {LISTED} are given. Ask for all with show={f.name}."
        for f in results.facets
        if f.name in cut
    )
    facets = tuple(_cut(facet) if facet.name in cut else facet for facet in results.facets)
    return replace(results, facets=facets, notes=(*results.notes, *notes))


def _cut(facet: Facet) -> Facet:
    rest = tuple(bucket for bucket in facet.buckets[LISTED:] if bucket.chosen)
    return replace(facet, buckets=facet.buckets[:LISTED] + rest)
