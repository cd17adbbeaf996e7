"""From what matched to what is answered: filters, exact facet counts, the histogram, and the order of a page."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indexer.engines.whoosh.columnar.columns import ALONE, NO_DAY, Columns, Ints, Mask
from indexer.engines.whoosh.columnar.execution import Matched, within
from indexer.engines.whoosh.columnar.postings import Floats
from indexer.query import Filters, Sort
from indexer.results import Bucket, Facet, Histogram

MONTHS_SHOWN = 24  # a histogram over this many months or fewer goes by month


@dataclass(frozen=True, slots=True)
class Selection:
    """`matched` obeys the words and the date range; `chosen` has a mask for each facet with choices; `collapse` keeps
    one of each group in every mask that is given."""

    columns: Columns
    matched: Mask
    chosen: dict[str, Mask]
    filters: Filters
    collapse: bool = False

    @classmethod
    def of(cls, columns: Columns, mask: Mask, filters: Filters, *, collapse: bool = False) -> Selection:
        matched = mask & columns.live
        if filters.since is not None or filters.until is not None:
            matched &= within(columns, filters.since, filters.until)
        chosen = {name: columns.facets[name].mask(values, columns.count) for name, values in filters.chosen if values}
        return cls(columns, matched, chosen, filters, collapse)

    def mask(self, *, ignoring: str | None = None) -> Mask:
        """Documents that pass every filter, those of one facet left out if asked; of each group one."""
        found = self.passing(ignoring=ignoring)
        return collapsed(self.columns, found) if self.collapse else found

    def passing(self, *, ignoring: str | None = None) -> Mask:
        """The same, near-duplicates included."""
        found = self.matched
        for name, allowed in self.chosen.items():
            if name != ignoring:
                found = found & allowed
        return found

    def left_out(self, docs: list[int]) -> list[int]:
        """For each of these documents, how many of its group pass the filters and are left out for it."""
        if not self.collapse:
            return [0] * len(docs)
        groups = self.columns.groups[self.passing()]
        held = self.columns.groups[docs].tolist()
        return [0 if group == ALONE else int((groups == group).sum()) - 1 for group in held]

    def facets(self) -> tuple[Facet, ...]:
        everything = self.mask()
        return tuple(
            self._facet(name, self.mask(ignoring=name) if name in self.chosen else everything)
            for name in self.columns.facets
        )

    def _facet(self, name: str, mask: Mask) -> Facet:
        codes = self.columns.facets[name]
        chosen = self.filters.of(name)
        counts = codes.counts(mask).tolist()
        found = {value: n for value, n in zip(codes.values, counts, strict=True) if n or value in chosen}
        found.update({value: 0 for value in chosen if value not in found})
        ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        return Facet(name, tuple(Bucket(value, n, value in chosen) for value, n in ordered))

    def histogram(self) -> Histogram:
        """Over exactly the documents found."""
        mask = self.mask()
        months = self.columns.month[mask]
        dated = months[months != NO_DAY]
        undated = len(months) - len(dated)
        if not len(dated):
            return Histogram("year", (), undated)
        fine = months[(months != NO_DAY) & ~self.columns.coarse[mask]]
        if len(fine) and int(dated.max()) - int(dated.min()) < MONTHS_SHOWN:
            return Histogram("month", _runs(fine, "{0:04d}-{1:02d}"), undated, len(dated) - len(fine))
        return Histogram("year", _runs(dated // 12 * 12, "{0:04d}", step=12), undated)


def collapsed(columns: Columns, mask: Mask) -> Mask:
    """Of the documents of each group only the earliest dated, undated last, ties by id."""
    docs = np.flatnonzero(mask & (columns.groups != ALONE))
    if not len(docs):
        return mask
    docs = docs[np.lexsort((columns.oldest[docs], columns.groups[docs]))]
    kept = mask.copy()
    kept[docs[1:][np.diff(columns.groups[docs]) == 0]] = False
    return kept


def _runs(months: Ints, label: str, step: int = 1) -> tuple[Bucket, ...]:
    """One bucket a period from the first to the last, empty ones too."""
    first = int(months.min())
    counts = np.bincount((months - first) // step).tolist()
    periods = (divmod(first + number * step, 12) for number in range(len(counts)))
    return tuple(
        Bucket(label.format(year, month + 1), count) for (year, month), count in zip(periods, counts, strict=True)
    )


def ordered(
    columns: Columns, found: Matched, mask: Mask, sort: Sort, first: int, size: int
) -> list[tuple[int, float | None]]:
    """Documents `first` to `first + size` in the order asked for, each with its score, None where none ranks."""
    docs = np.flatnonzero(mask)
    if sort is Sort.RELEVANCE and found.scores is not None:
        scores = found.scores[docs]
        docs, scores = _best(docs, scores, first + size)
        best = np.lexsort((columns.newest[docs], -scores))[first : first + size]
        return [(doc, float(score)) for doc, score in zip(docs[best].tolist(), scores[best].tolist(), strict=True)]
    places = (columns.oldest if sort is Sort.OLDEST else columns.newest)[docs]
    if len(docs) > first + size:
        near = np.argpartition(places, first + size)[: first + size]
        docs, places = docs[near], places[near]
    return [(doc, None) for doc in docs[np.argsort(places)][first : first + size].tolist()]


def _best(docs: Ints, scores: Floats, wanted: int) -> tuple[Ints, Floats]:
    """Only the documents that can be among the best, all ties at the edge kept."""
    if len(docs) <= wanted:
        return docs, scores
    edge = np.partition(scores, len(scores) - wanted)[len(scores) - wanted]
    kept = scores >= edge
    return docs[kept], scores[kept]
