"""The demonstration corpus: every pair that is known is found, and nothing else is claimed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.catalogue import Catalogue
from indexer.ingest import liken, preview
from indexer.settings import Settings
from indexer.statement import Kinship, Statement
from tests.catalogue.scribe import reading, run

CORPUS = Path(__file__).parents[1] / "corpus"
Pairs = set[frozenset[str]]


def listed() -> Pairs:
    """The translated pairs that the README of the corpus lists, by their file names."""
    chapter = (CORPUS / "README.md").read_text(encoding="utf-8").split("## Translated pairs")[1].split("\n## ")[0]
    names = re.findall(r"^- `(.+)/(.+)\.(\w+)`$", chapter, re.M)
    return {frozenset({f"{folder}/{name}.{end}", f"arabic/{name}-ar.{end}"}) for folder, name, end in names}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Statement]]:
    """Id -> statement of the corpus, compared."""
    settings = Settings(data=tmp_path_factory.mktemp("var"), authority=CORPUS)
    read = dict(preview([CORPUS], settings=settings))
    with Catalogue(settings.catalogue_path) as catalogue:
        run(
            catalogue, {name: reading(s, content=name.encode()) for name, s in read.items() if isinstance(s, Statement)}
        )
        liken(catalogue)
        yield {statement.id: statement for statement in catalogue.statements()}


def pairs(held: dict[str, Statement], kind: Kinship) -> Pairs:
    """The ids of each two that are linked."""
    return {frozenset({id, link.id}) for id, s in held.items() for link in s.likenesses if link.kind is kind}


def by_id(held: dict[str, Statement], names: Pairs) -> Pairs:
    """The same pairs by the ids of the statements that were read from these files."""
    ids = {name.removeprefix("corpus/"): id for id, s in held.items() for name in s.sources}
    return {frozenset(ids[name] for name in pair) for pair in names}


def test_every_translated_pair_is_found_and_nothing_else_is_called_a_translation(held: dict[str, Statement]) -> None:
    assert len(listed()) == 9
    assert pairs(held, Kinship.TRANSLATION) == by_id(held, listed())


def test_the_corrected_version_is_found_and_nothing_else_is_called_one(held: dict[str, Statement]) -> None:
    names = ("civic/local-elections-turnout.html", "civic/local-elections-turnout-corrected.html")
    assert pairs(held, Kinship.CORRECTION) == by_id(held, {frozenset(names)})


def test_a_text_published_twice_is_one_statement_with_both_places(held: dict[str, Statement]) -> None:
    twice = {frozenset(name.removeprefix("corpus/") for name in s.sources) for s in held.values() if len(s.sources) > 1}
    assert twice == {
        frozenset({"civic/harbour-strike-notice.html", "accord-council/mirrored-harbour-strike-notice.html"}),
        frozenset(
            {
                "accord-council/joint-communique-on-renewing-the-wadra-ceasefire.html",
                "government/joint-communique-wadra-ceasefire.html",
            }
        ),
    }


def test_no_two_others_are_near_duplicates(held: dict[str, Statement]) -> None:
    assert pairs(held, Kinship.NEAR_DUPLICATE) == set()
    assert {s.group for s in held.values()} == {""}
