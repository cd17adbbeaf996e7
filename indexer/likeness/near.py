"""Near-duplicates: two texts of much the same words."""

from __future__ import annotations

from indexer.likeness.facts import Facts
from indexer.likeness.signature import alike
from indexer.statement import Kinship, Likeness

ENOUGH = 0.7  # of the shingles of both
MOST_OF_IT = 0.9  # of the shingles of the shorter ...
AND_OF_BOTH = 0.5  # ... when so much of both is shared; with less the estimate is too rough


def near_duplicate(one: Facts, other: Facts) -> Likeness | None:
    """How `other` is a near-duplicate of `one`; the score is the estimated overlap of their shingles, or of the
    shorter with the longer that holds it."""
    overlap = alike(one.signature, other.signature)
    if overlap >= ENOUGH:
        return Likeness(
            id=other.id,
            kind=Kinship.NEAR_DUPLICATE,
            score=round(overlap, 2),
            evidence=f"{overlap:.0%} of their runs of three words are the same",
        )
    held = _containment(overlap, one.shingles, other.shingles)
    if overlap >= AND_OF_BOTH and held >= MOST_OF_IT:
        return Likeness(
            id=other.id,
            kind=Kinship.NEAR_DUPLICATE,
            score=round(held, 2),
            evidence=f"{held:.0%} of the shorter text stands in the longer",
        )
    return None


def _containment(overlap: float, one: int, other: int) -> float:
    """What part of the smaller set is shared, from the overlap and the sizes."""
    shared = overlap / (1 + overlap) * (one + other)
    return min(1.0, shared / max(1, min(one, other)))
