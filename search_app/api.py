"""The same answers as JSON. An address with a part that has no meaning is refused, not read generously."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, jsonify, request

from indexer import Facet, Hit, Results, Speaker, Statement, Status, WrongCall
from search_app import address
from search_app.asking import answered, engine
from search_app.facets import LISTED

api = Blueprint("api", __name__, url_prefix="/api")


@api.get("/search")
def search() -> Response:
    reading = address.read(request.args)
    if reading.faults:
        raise WrongCall(" ".join(reading.faults))
    notes, shown = tuple(reading.notes), reading.state.shown
    return answered(
        lambda status: jsonify(results_as_json(engine().search(reading.state.query), notes=notes, shown=shown))
    )


@api.get("/statements/<path:id>")
def statement(id: str) -> Response:
    def body(status: Status) -> Response:
        found = engine().get(id)
        if found is None:
            abort(404, description="No statement has this id.")
        return jsonify(statement_as_json(found))

    return answered(body)


def results_as_json(results: Results, *, notes: tuple[str, ...], shown: frozenset[str]) -> dict[str, Any]:
    cut = [f for f in results.facets if f.name not in shown and len(f.buckets) > LISTED]
    cut_notes = [
        f"The facet {f.name} has {len(f.buckets):,} values; {LISTED} are given. Ask for all with show={f.name}."
        for f in cut
    ]
    return {
        "total": results.total,
        "page": results.page,
        "pages": results.pages,
        "took_ms": round(results.took_ms, 1),
        "query": results.read_back,
        "hits": [hit_as_json(hit) for hit in results.hits],
        "facets": {f.name: facet_as_json(f, limit=LISTED if f in cut else len(f.buckets)) for f in results.facets},
        "suggestion": results.suggestion,
        "notes": [*notes, *results.notes, *cut_notes],
    }


def hit_as_json(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "title": "".join(span.text for span in hit.title),
        "date": hit.date.value.isoformat() if hit.date.value else None,
        "date_precision": hit.date.precision.value,
        "speakers": [speaker_as_json(speaker) for speaker in hit.speakers],
        "topics": list(hit.topics),
        "language": hit.language,
        "score": hit.score,
        "url": hit.url,
        "snippet": [{"text": span.text, "match": span.match} for span in hit.snippet],
    }


def facet_as_json(facet: Facet, *, limit: int) -> list[dict[str, Any]]:
    kept = facet.buckets[:limit] + tuple(bucket for bucket in facet.buckets[limit:] if bucket.chosen)
    return [{"value": bucket.value, "count": bucket.count, "chosen": bucket.chosen} for bucket in kept]


def statement_as_json(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "title": statement.title,
        "text": statement.text,
        "language": statement.language,
        "date": statement.date.value.isoformat() if statement.date.value else None,
        "date_precision": statement.date.precision.value,
        "date_basis": statement.date.basis,
        "date_evidence": statement.date.evidence,
        "speakers": [speaker_as_json(speaker) for speaker in statement.speakers],
        "organisation": statement.organisation,
        "topics": list(statement.topics),
        "places": list(statement.places),
        "kind": statement.kind,
        "url": statement.url,
    }


def speaker_as_json(speaker: Speaker) -> dict[str, Any]:
    return {"name": speaker.name, "role": speaker.role, "basis": speaker.basis}
