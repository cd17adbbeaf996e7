"""Writes into a catalogue what a run over a folder of pages would."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from indexer.catalogue import Catalogue, Ledger, Outcome, Reading, Stamp
from indexer.statement import Reason, Statement

ROOT = "file:///in"


def said(title: str, text: str, *, id: str = "") -> Statement:
    """A statement of which the reader proposes the id, its title if none is given."""
    why = Reason(field="title", value=title, basis="first line", evidence=title)
    return Statement(id=id or title.lower(), title=title, text=text, language="en", reasons=(why,))


def reading(statement: Statement, *, content: bytes | None = None, reader: str = "1") -> Reading:
    content = f"{statement.title}\n{statement.text}".encode() if content is None else content
    return Reading(statement=statement, content=content, sha256=hashlib.sha256(content).hexdigest(), reader=reader)


def page(ledger: Ledger, name: str, readings: Iterable[Reading]) -> list[Outcome]:
    """Enter a page of these statements, read to its end."""
    readings = list(readings)
    file = ledger.enter(uri=f"{ROOT}/{name}", name=name, root="/in")
    outcomes = [ledger.place(file, "" if n == 1 else str(n), each) for n, each in enumerate(readings, 1)]
    ledger.finish(
        file,
        stamp=Stamp(),
        sha256=readings[0].sha256,
        reader=readings[0].reader,
        entries=len(readings),
        whole=True,
    )
    return outcomes


def fail(ledger: Ledger, name: str, reason: str) -> None:
    ledger.fail(ledger.enter(uri=f"{ROOT}/{name}", name=name, root="/in"), reason, stamp=Stamp())


def run(catalogue: Catalogue, pages: dict[str, Statement | Reading], *, delete: bool = False) -> dict[str, Outcome]:
    """One run that sees these pages of one statement each, and with `delete` lets go of all others."""
    with catalogue.ledger() as ledger:
        outcomes = {
            name: page(ledger, name, [held if isinstance(held, Reading) else reading(held)])[0]
            for name, held in pages.items()
        }
        ledger.remove([ROOT], delete=delete)
    return outcomes


def held(catalogue: Catalogue) -> dict[str, str]:
    """Id -> text of what is held."""
    return {statement.id: statement.text for statement in catalogue.statements()}
