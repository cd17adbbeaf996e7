import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # children find fake_reader by the parent's path

from fakes import FAKE_READER, DictionaryEngine, ReadersHere

from indexer.catalogue import Catalogue
from indexer.ingest import ingest
from indexer.settings import Settings


@pytest.fixture
def folder(tmp_path):
    """An empty folder of documents."""
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "var")


@pytest.fixture
def catalogue(settings):
    with Catalogue(settings.catalogue_path) as catalogue:
        yield catalogue


@pytest.fixture
def engine():
    return DictionaryEngine()


@pytest.fixture
def taking_in(folder, settings, catalogue, engine):
    """`run()` takes in the folder in this process; every run is checked: its counts add up, and the index holds what
    the catalogue holds."""
    work = SimpleNamespace(readers=ReadersHere(), folder=folder, catalogue=catalogue, engine=engine, settings=settings)

    def run(*paths, version="1", **options):
        work.readers.reader = replace(FAKE_READER, version=version)
        work.readers.was_read.clear()
        summary = ingest(
            paths or [folder], settings=settings, catalogue=catalogue, engine=engine, readers=work.readers, **options
        )
        assert summary.seen == summary.added + summary.updated + summary.unchanged + len(summary.failed)
        assert engine.held == {s.id: s for s in catalogue.statements()}
        return summary

    work.run = run
    return work
