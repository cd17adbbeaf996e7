"""Which places of the authority file a statement names."""

from __future__ import annotations

from indexer.extraction.authority import Authority
from indexer.extraction.readings import shortened
from indexer.extraction.sheet import Sheet
from indexer.statement import Reason


def places_of(sheet: Sheet, authority: Authority) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """The preferred names, those of the header first, and a reason for each."""
    found: dict[str, Reason] = {}
    texts = [(label.value, "header line") for label in sheet.labels if label.field == "place"]
    texts += [(reading.value, f"metadata {reading.basis}") for reading in sheet.metadata.found.get("place", ())]
    texts += [(line, "line above the text") for line in sheet.head]
    texts += [(sheet.title.value, "title"), (sheet.text, "named in the text")]
    for text, basis in texts:
        for place in authority.places.find(text):
            name = place.entry.name
            found.setdefault(name, Reason(field="place", value=name, basis=basis, evidence=shortened(place.words)))
    return tuple(found), tuple(found.values())
