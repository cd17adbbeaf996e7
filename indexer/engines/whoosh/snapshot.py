"""One generation, opened: verified files, Whoosh's readers over its segments, columns and posting lists."""

from __future__ import annotations

import json
import time
import weakref
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.index import TOC
from whoosh.reading import SegmentReader, TermNotFound

from indexer.engines.whoosh import schema
from indexer.engines.whoosh.builds import Builds
from indexer.engines.whoosh.columnar import columns
from indexer.engines.whoosh.columnar.postings import PostingLists
from indexer.engines.whoosh.storage import Checksums, DurableStorage, Manifest, latest_generation, verify
from indexer.errors import IndexDamaged, NoIndex
from indexer.statement import Statement, from_json

ATTEMPTS = 100
PAUSE = 0.02  # seconds; a commit deletes what came before while we open it


class SegmentCache:
    """Columns of segments already read, kept from one generation to the next."""

    def __init__(self) -> None:
        self._kept: dict[str, columns.SegmentColumns] = {}

    def read(self, storage: DurableStorage, segments: list[Any]) -> list[columns.SegmentColumns]:
        names = [str(s.segment_id()) for s in segments]
        kept = {
            name: self._kept.get(name) or columns.read_segment(storage, segment)
            for name, segment in zip(names, segments, strict=True)
        }
        self._kept = kept
        return [kept[name] for name in names]


class Snapshot:
    """Never changes; searches go on over it while newer generations are committed."""

    def __init__(self, folder: Path, manifest: Manifest, cache: SegmentCache) -> None:
        storage = DurableStorage(folder)
        whoosh_schema = schema.make_schema()
        segments = TOC.read(storage, "MAIN", gen=manifest.generation, schema=whoosh_schema).segments
        self._readers = [SegmentReader(storage, whoosh_schema, s) for s in segments]
        weakref.finalize(self, _close, self._readers)  # when the last search over it has ended
        self._bases = np.cumsum([0, *(s.doc_count_all() for s in segments)])
        live = np.ones(int(self._bases[-1]), bool)
        for segment, base in zip(segments, self._bases.tolist(), strict=False):
            live[[base + n for n in segment.deleted_docs()]] = False
        self.manifest = manifest
        self.name = f"{folder.name.removeprefix('build-')}-{manifest.generation}"
        self.lists = PostingLists(storage, segments, self._readers)
        self.columns = columns.join(cache.read(storage, segments), live)

    def find(self, id: str) -> int | None:
        """The live document that holds the statement."""
        for reader, base in zip(self._readers, self._bases.tolist(), strict=False):
            try:
                with self.lists.lock:
                    found = list(reader.postings(schema.ID, id.encode("utf-8", "surrogatepass")).all_ids())
            except TermNotFound:
                continue
            for number in found:
                if self.columns.live[base + number]:
                    return int(base + number)
        return None

    def statement(self, doc: int) -> Statement:
        part = int(np.searchsorted(self._bases, doc, side="right")) - 1
        with self.lists.lock:
            stored = self._readers[part].stored_fields(doc - int(self._bases[part]))
        return from_json(json.loads(stored[schema.STATEMENT]))


def _close(readers: list[SegmentReader]) -> None:
    for reader in readers:
        reader.close()


def open_snapshot(builds: Builds, checksums: Checksums, cache: SegmentCache) -> Snapshot:
    """The newest generation. Raises NoIndex, StampDiffers, IndexDamaged; a commit in between is waited for."""
    for attempt in range(ATTEMPTS):
        try:
            folder = builds.current()
            generation = latest_generation(folder)
            if generation is None:
                raise NoIndex(f"the index in {folder} is empty; run: rostrum index FOLDER")
            manifest = Manifest.load(folder, generation)
            verify(folder, manifest, schema.make_stamp(), checksums)
            return Snapshot(folder, manifest, cache)
        except FileNotFoundError as error:
            if attempt == ATTEMPTS - 1:
                raise IndexDamaged(f"a file of the index is missing: {error.filename}; run: rostrum rebuild") from error
            time.sleep(PAUSE)
    raise AssertionError("unreachable")
