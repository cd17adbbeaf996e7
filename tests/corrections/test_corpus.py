"""The corrections of the demonstration corpus are of statements that it has, and each changes what was read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from indexer.corrections import Correction, corrected, load
from indexer.document import Document
from indexer.extraction import read
from indexer.statement import Statement

CORPUS = Path(__file__).parents[2] / "corpus"


def test_each_is_of_a_statement_that_is_there_and_changes_it() -> None:
    corrections = load(CORPUS / "overrides.toml")
    assert corrections
    statements = _as_read()
    for correction in corrections:
        statement = statements[correction.statement]
        assert _without_reasons(corrected(statement, [correction])) != _without_reasons(statement), correction


def test_what_a_year_is_given_for_is_a_day_without_one() -> None:
    statements = _as_read()
    for correction in _dates(load(CORPUS / "overrides.toml") or ()):
        before = statements[correction.statement].date
        assert before.basis.endswith("no year stated")
        day = corrected(statements[correction.statement], [correction]).date.value
        assert day is not None
        assert f"{day:%A %-d %B}" in before.evidence


def _dates(corrections: tuple[Correction, ...]) -> list[Correction]:
    return [correction for correction in corrections if correction.field == "date"]


def _as_read() -> dict[str, Statement]:
    files = (path for path in CORPUS.glob("*/*") if path.suffix in (".html", ".txt"))
    documents = (Document(uri=path.as_uri(), name=path.name, content=path.read_bytes()) for path in files)
    return {statement.id: statement for document in documents for statement in read(document, authority=CORPUS)}


def _without_reasons(statement: Statement) -> Statement:
    return replace(statement, reasons=(), date=replace(statement.date, basis="", evidence=""))
