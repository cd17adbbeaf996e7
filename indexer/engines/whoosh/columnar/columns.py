"""What is known of every statement without reading it: days, facet values, ids; arrays by document number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import columns
from whoosh.codec.whoosh3 import W3Codec
from whoosh.util.numeric import byte_to_length

from indexer.engines.whoosh import schema
from indexer.fields import FACETS, UNDATED

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

NO_DAY = -1
ALONE = -1
NO_MOMENT = -1  # Whoosh's default for DATETIME is the greatest unsigned number, which is this when read as signed
DAY_MICROSECONDS = 24 * 60 * 60 * 1_000_000
UNIX_ORDINAL = date(1970, 1, 1).toordinal()
_LENGTHS = np.array([byte_to_length(b) for b in range(256)], dtype=np.float64)


def _numbers(storage: Any, segment: Any, name: str, dtype: str, default: int) -> NDArray[Any]:
    """A numeric Whoosh column as an array; Whoosh leaves out trailing defaults and absent columns."""
    count = segment.doc_count_all()
    found = np.full(count, default, dtype=np.dtype(dtype).newbyteorder("="))
    path = Path(storage.folder) / W3Codec.column_filename(segment, name)
    if path.exists():
        held = np.fromfile(path, dtype=dtype)[:count]
        found[: len(held)] = held
    return found


def read_lengths(storage: Any, segment: Any, name: str) -> NDArray[np.float64]:
    """Field length of each document as Whoosh's own lossy byte gives it."""
    found: NDArray[np.float64] = _LENGTHS[_numbers(storage, segment, f"_{name}_len", "u1", 0)]
    return found


def read_days(storage: Any, segment: Any) -> tuple[Ints, Ints, Mask]:
    """First and last day as proleptic ordinals (NO_DAY when undated), and which documents are not deleted."""
    found = []
    for name in (schema.FIRST_DAY, schema.LAST_DAY):
        moments = _numbers(storage, segment, name, ">i8", NO_MOMENT)
        found.append(np.where(moments == NO_MOMENT, NO_DAY, moments // DAY_MICROSECONDS + 1))
    live = np.ones(segment.doc_count_all(), dtype=bool)
    live[list(segment.deleted_docs())] = False
    return found[0], found[1], live


def read_values(storage: Any, segment: Any, name: str) -> list[str]:
    """A VarBytes column as text, one string a document."""
    count = segment.doc_count_all()
    filename = W3Codec.column_filename(segment, name)
    if not storage.file_exists(filename):
        return [""] * count
    with storage.open_file(filename) as stream:
        reader = columns.VarBytesColumn().reader(stream, 0, storage.file_length(filename), count)
        return [bytes(v).decode("utf-8", "surrogatepass") for v in reader]


@dataclass(frozen=True, slots=True)
class Codes:
    """A facet as numbers: document `docs[i]` holds `values[codes[i]]`; values in order, documents ascending."""

    values: tuple[str, ...]
    docs: Ints
    codes: Ints

    @classmethod
    def of(cls, held: Sequence[str]) -> Codes:
        """From one joined string a document; an empty one holds nothing."""
        pairs = [(n, value) for n, joined in enumerate(held) if joined for value in joined.split(schema.SEPARATOR)]
        values = tuple(sorted({v for _, v in pairs}))
        number = {v: i for i, v in enumerate(values)}
        docs = np.fromiter((n for n, _ in pairs), np.int64, len(pairs))
        return cls(values, docs, np.fromiter((number[v] for _, v in pairs), np.int64, len(pairs)))

    def mask(self, chosen: frozenset[str], count: int) -> Mask:
        """Documents that hold any of the chosen values."""
        wanted = np.fromiter((v in chosen for v in self.values), bool, len(self.values))
        found = np.zeros(count, dtype=bool)
        found[self.docs[wanted[self.codes]]] = True
        return found

    def counts(self, mask: Mask) -> Ints:
        """How many of the documents in the mask hold each value."""
        return np.bincount(self.codes[mask[self.docs]], minlength=len(self.values))


@dataclass(frozen=True, slots=True)
class SegmentColumns:
    """The columns of one segment; they never change, deletions apart."""

    ids: list[str]
    first: Ints
    last: Ints
    groups: list[str]
    facets: dict[str, list[str]]


def read_segment(storage: Any, segment: Any) -> SegmentColumns:
    first, last, _ = read_days(storage, segment)
    facets = {f.name: read_values(storage, segment, schema.values(f.name)) for f in schema.STORED_FACETS}
    ids, groups = (read_values(storage, segment, name) for name in (schema.ID, schema.GROUP))
    return SegmentColumns(ids, first, last, groups, facets)


@dataclass(frozen=True, slots=True)
class Columns:
    """All segments of a generation side by side. `month` is year * 12 + month - 1, NO_DAY when undated; `coarse`
    marks dates known to the year only; `newest` and `oldest` give each document's place in that order; `groups`
    numbers the groups of near-duplicates, ALONE where there is none."""

    ids: list[str]
    live: Mask
    first: Ints
    last: Ints
    month: Ints
    coarse: Mask
    newest: Ints
    oldest: Ints
    groups: Ints
    facets: dict[str, Codes]

    @property
    def count(self) -> int:
        return len(self.ids)


def _months(first: Ints) -> Ints:
    days = np.where(first == NO_DAY, UNIX_ORDINAL, first) - UNIX_ORDINAL
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    return np.where(first == NO_DAY, NO_DAY, months)


def _places(ids: list[str], keys: Ints) -> Ints:
    """Each document's rank by key, then id."""
    by_id = np.empty(len(ids), np.int64)
    by_id[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    places = np.empty(len(ids), np.int64)
    places[np.lexsort((by_id, keys))] = np.arange(len(ids))
    return places


def _numbered(groups: list[str]) -> Ints:
    """Each group as a number of its own."""
    numbers = {"": ALONE}
    for group in groups:
        numbers.setdefault(group, len(numbers) - 1)
    return np.fromiter(map(numbers.__getitem__, groups), np.int64, len(groups))


def _dates_as_facets(month: Ints, coarse: Mask) -> dict[str, Codes]:
    years = [UNDATED if m == NO_DAY else f"{m // 12:04d}" for m in month.tolist()]
    months = [
        "" if m == NO_DAY or rough else f"{m // 12:04d}-{m % 12 + 1:02d}"
        for m, rough in zip(month.tolist(), coarse.tolist(), strict=True)
    ]
    return {"year": Codes.of(years), "month": Codes.of(months)}


def join(parts: Sequence[SegmentColumns], live: Mask) -> Columns:
    """Columns over all documents, numbered through the segments in order."""
    none = np.zeros(0, np.int64)
    first = np.concatenate([none, *(p.first for p in parts)])
    last = np.concatenate([none, *(p.last for p in parts)])
    ids = [i for p in parts for i in p.ids]
    month = _months(first)
    coarse = (last - first) > 31
    held = {f.name: [v for p in parts for v in p.facets[f.name]] for f in schema.STORED_FACETS}
    facets = {name: Codes.of(values) for name, values in held.items()} | _dates_as_facets(month, coarse)
    never = np.iinfo(np.int64).max
    return Columns(
        ids=ids,
        live=live,
        first=first,
        last=last,
        month=month,
        coarse=coarse,
        newest=_places(ids, np.where(first == NO_DAY, never, -first)),
        oldest=_places(ids, np.where(first == NO_DAY, never, first)),
        groups=_numbered([g for p in parts for g in p.groups]),
        facets={f.name: facets[f.name] for f in FACETS},
    )
