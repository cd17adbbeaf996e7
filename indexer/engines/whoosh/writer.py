"""Whoosh's segment writer, fed with terms we analysed ourselves and committing through the manifest."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import columns
from whoosh.codec.whoosh3 import W3Codec
from whoosh.formats import Positions
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from indexer.engines.whoosh import analysis, schema
from indexer.engines.whoosh.columnar.columns import NO_DAY, read_days, read_lengths
from indexer.engines.whoosh.storage import Checksums, DurableStorage, Manifest, sync_file, write_durably
from indexer.statement import Statement, to_json

MEMORY_MB = 256  # of postings held before a sorted run is written out
MOST_SEGMENTS = 8  # scores need document frequencies summed over segments; more make every search slower

_encode = Positions().encode
_VALUES = columns.VarBytesColumn()


class FieldLengths:
    """Field lengths of a segment just written; asked of its column once a posting they took a sixth of a build."""

    def __init__(self, storage: Any, segment: Any) -> None:
        self._storage = storage
        self._segment = segment
        self._lengths: dict[str, list[int]] = {}

    def doc_field_length(self, number: int, name: str) -> int:
        if name not in self._lengths:
            self._lengths[name] = read_lengths(self._storage, self._segment, name).astype(int).tolist()
        return self._lengths[name][number]


def merge_smallest(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """A merge policy: segments half deleted, and the smallest ones beyond the limit together, are written anew."""
    keep = [s for s in segments if s.deleted_count() * 2 <= s.doc_count_all()]
    merge = [s for s in segments if s not in keep]
    keep.sort(key=lambda s: s.doc_count_all())
    total = writer.doc_count() + sum(s.doc_count() for s in merge)
    while keep and (len(keep) >= MOST_SEGMENTS or (merge and keep[0].doc_count_all() <= total)):
        total += keep[0].doc_count()
        merge.append(keep.pop(0))
    for segment in merge:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return keep


class StatementWriter(SegmentWriter):  # type: ignore[misc]
    """Adds and deletes statements and commits them under a manifest; used once, then thrown away."""

    def __init__(self, folder: Path, *, cursor: int, checksums: Checksums) -> None:
        self._folder = folder
        self._cursor = cursor
        self._checksums = checksums
        self._final: list[Any] = []
        index = FileIndex(DurableStorage(folder, self._write_manifest), schema.make_schema())
        super().__init__(index, codec=W3Codec(), limitmb=MEMORY_MB, compound=False)

    def add(self, statement: Statement) -> None:
        """Add one statement whose id is not in the index, or has been deleted from it."""
        number = self.docnum
        self.perdocwriter.start_doc(number)
        self._add_text(statement, number)
        self._add_values(statement, number)
        days = analysis.days(statement)
        if days is not None:
            self._add_stock(schema.FIRST_DAY, days[0], number)
            self._add_stock(schema.LAST_DAY, days[1], number)
        self._add_stock(schema.ID, statement.id, number)
        self.perdocwriter.add_column_value(schema.GROUP, _VALUES, statement.group.encode("utf-8", "surrogatepass"))
        stored = json.dumps(to_json(statement), ensure_ascii=False, separators=(",", ":"))
        self.perdocwriter.add_field(schema.STATEMENT, self.schema[schema.STATEMENT], stored, 0)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1

    def _add_text(self, statement: Statement, number: int) -> None:
        post = self.pool.add
        for name, postings in analysis.text_postings(statement).items():
            length = 0
            for term, positions in postings.items():
                count = len(positions)
                length += count
                post((name, term.encode("utf-8", "surrogatepass"), number, float(count), _encode(positions)))
            self.perdocwriter.add_field(name, self.schema[name], None, length)

    def _add_values(self, statement: Statement, number: int) -> None:
        for facet, values in analysis.facet_values(statement).items():
            name = schema.values(facet)
            for value in values:
                self.pool.add((name, value.encode("utf-8", "surrogatepass"), number, 1.0, b""))
            joined = schema.SEPARATOR.join(values).encode("utf-8", "surrogatepass")
            self.perdocwriter.add_column_value(name, _VALUES, joined)

    def _add_stock(self, name: str, value: Any, number: int) -> None:
        field = self.schema[name]
        for term, _, weight, payload in field.index(value):
            self.pool.add((name, term, number, weight, payload))
        self.perdocwriter.add_column_value(name, field.column_type, field.to_column_value(value))

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        self.fieldwriter.add_postings(
            self.schema, FieldLengths(self.storage, self.get_segment()), self.pool.iter_postings()
        )
        self.fieldwriter.close()

    def _commit_toc(self, segments: list[Any]) -> None:
        self._final = segments
        super()._commit_toc(segments)

    def _write_manifest(self, toc: Path, final_name: str) -> None:
        folder = self._folder
        names = {s.segment_id() for s in self._final}
        paths = [p for p in folder.iterdir() if p.is_file() and p.name.split(".")[0] in names]
        for path in [*paths, toc]:
            sync_file(path)
        files = {p.name: self._checksums.of(p) for p in paths}
        files[final_name] = self._checksums.of(toc)
        manifest = Manifest(
            generation=self.generation,
            stamp=schema.make_stamp(),
            cursor=self._cursor,
            committed=datetime.now(UTC).isoformat(timespec="seconds"),
            files=files,
            **_held(self.storage, self._final),
        )
        write_durably(folder / Manifest.name(self.generation), manifest.to_json().encode())
        for old in folder.glob("manifest-*.json"):
            if old.name not in (Manifest.name(self.generation), Manifest.name(self.generation - 1)):
                old.unlink(missing_ok=True)


def _held(storage: Any, segments: list[Any]) -> dict[str, Any]:
    """Counts and span of all live statements of the segments."""
    parts = [read_days(storage, segment) for segment in segments]
    first = np.concatenate([np.zeros(0, np.int64), *(first[live] for first, _, live in parts)])
    last = np.concatenate([np.zeros(0, np.int64), *(last[live] for _, last, live in parts)])
    dated = first != NO_DAY
    return {
        "statements": len(first),
        "undated": int((~dated).sum()),
        "first": date.fromordinal(int(first[dated].min())).isoformat() if dated.any() else None,
        "last": date.fromordinal(int(last[dated].max())).isoformat() if dated.any() else None,
    }
