"""The JSON shapes that other programs read: the same from the command line and from the API, and stable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from indexer.results import Bucket, Facet, Hit, Results
from indexer.reviewing import Question, Review
from indexer.statement import Speaker, Statement


def results_shape(results: Results) -> dict[str, Any]:
    return {
        "total": results.total,
        "page": results.page,
        "pages": results.pages,
        "took_ms": round(results.took_ms, 1),
        "query": results.read_back,
        "hits": [hit_shape(hit) for hit in results.hits],
        "facets": {facet.name: facet_shape(facet) for facet in results.facets},
        "suggestion": results.suggestion,
        "notes": list(results.notes),
    }


def hit_shape(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "title": "".join(span.text for span in hit.title),
        "date": hit.date.value.isoformat() if hit.date.value else None,
        "date_precision": hit.date.precision.value,
        "speakers": [speaker_shape(speaker) for speaker in hit.speakers],
        "topics": list(hit.topics),
        "language": hit.language,
        "score": hit.score,
        "url": hit.url,
        "snippet": [{"text": span.text, "match": span.match} for span in hit.snippet],
    }


def facet_shape(facet: Facet) -> list[dict[str, Any]]:
    return [bucket_shape(bucket) for bucket in facet.buckets]


def bucket_shape(bucket: Bucket) -> dict[str, Any]:
    return {"value": bucket.value, "count": bucket.count, "chosen": bucket.chosen}


def statement_shape(statement: Statement) -> dict[str, Any]:
    """A statement with its text; `rostrum extract` puts the file before it."""
    return {
        "id": statement.id,
        "title": statement.title,
        "text": statement.text,
        "language": statement.language,
        "date": statement.date.value.isoformat() if statement.date.value else None,
        "date_precision": statement.date.precision.value,
        "date_basis": statement.date.basis,
        "date_evidence": statement.date.evidence,
        "speakers": [speaker_shape(speaker) for speaker in statement.speakers],
        "organisation": statement.organisation,
        "topics": list(statement.topics),
        "places": list(statement.places),
        "kind": statement.kind,
    }


def whole_statement_shape(statement: Statement) -> dict[str, Any]:
    """All that is known of a statement: also where it is from, who is named in it, and why each value is as it is."""
    return {
        **statement_shape(statement),
        "url": statement.url,
        "quoted": [speaker_shape(speaker) for speaker in statement.quoted],
        "mentioned": [speaker_shape(speaker) for speaker in statement.mentioned],
        "sources": list(statement.sources),
        "reasons": [asdict(reason) for reason in statement.reasons],
        "likenesses": [{**asdict(likeness), "kind": likeness.kind.value} for likeness in statement.likenesses],
        "group": statement.group,
    }


def review_shape(reviews: Iterable[Review]) -> dict[str, Any]:
    """What `rostrum review --json` prints."""
    return {
        "doubts": [
            {
                "doubt": review.doubt.name,
                "field": review.doubt.field,
                "about": review.doubt.about,
                "count": review.count,
                "page": review.page,
                "pages": review.pages,
                "statements": [question_shape(question) for question in review.questions],
            }
            for review in reviews
        ]
    }


def question_shape(question: Question) -> dict[str, Any]:
    hit = question.hit
    return {
        "id": hit.id,
        "title": "".join(span.text for span in hit.title),
        "date": hit.date.value.isoformat() if hit.date.value else None,
        "date_precision": hit.date.precision.value,
        "speakers": [speaker_shape(speaker) for speaker in hit.speakers],
        "basis": question.basis,
        "evidence": question.evidence,
        "command": question.command,
    }


def speaker_shape(speaker: Speaker) -> dict[str, Any]:
    return {"name": speaker.name, "role": speaker.role, "basis": speaker.basis}
