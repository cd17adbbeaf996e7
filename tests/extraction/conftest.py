"""Authority files of a small invented country, and documents read with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from indexer.document import Document
from indexer.extraction import read
from indexer.statement import Statement

Read = Callable[..., Statement]
TODAY = date(2026, 1, 1)

PEOPLE = """
[[person]]
id = "mira-solane"
name = "Mira Solane"
arabic = "ميرا سولان"
variants = ["Myra Solane", "Solane", "سولان"]
roles = [
    { title = "Deputy Mayor of Ostrava Bay", organisation = "bay-council", from = "2012", to = "2016-05" },
    { title = "Mayor of Ostrava Bay", title_arabic = "عمدة الخليج", organisation = "bay-council", from = "2016-06" },
]

[[person]]
id = "karim-haddel"
name = "Karim al-Haddel"
arabic = "كريم الهدّال"
variants = ["Kareem Haddel", "al-Haddel", "الهدال"]
roles = [{ title = "President of the Lantern Union", organisation = "lantern-union" }]
"""
BODIES = """
[[organisation]]
id = "bay-council"
name = "Bay Council"
arabic = "مجلس الخليج"
variants = ["Council of the Bay"]
kind = "council"

[[organisation]]
id = "lantern-union"
name = "Lantern Union"
arabic = "اتحاد الفوانيس"
kind = "union"
"""
PLACES = """
[[place]]
id = "ostrava-bay"
name = "Ostrava Bay"
arabic = "خليج أوسترافا"
variants = ["the Bay of Ostrava"]
kind = "city"

[[place]]
id = "qumrat"
name = "Qumrat"
arabic = "قمرات"
variants = ["Al-Qumrat", "Koumrat"]
kind = "town"
"""
TOPICS = """
[[topic]]
id = "water"
label = "water"
label_arabic = "المياه"
query = 'reservoir OR "drinking water" OR المياه'

[[topic]]
id = "lighthouses"
label = "lights at sea"
query = 'lighthouse OR beacon'
"""


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("authority")
    files = {"people": PEOPLE, "organisations": BODIES, "places": PLACES, "topics": TOPICS}
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def nobody(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder without authority files."""
    return tmp_path_factory.mktemp("nobody")


@pytest.fixture(scope="session")
def read_as(authority: Path) -> Read:
    """Read a text or the bytes of a page as the file of that name."""

    def reading(content: str | bytes, name: str = "statement.txt", *, known: Path = authority) -> Statement:
        raw = content.encode() if isinstance(content, str) else content
        (statement,) = read(Document(uri=f"file:///{name}", name=name, content=raw, retrieved=TODAY), authority=known)
        return statement

    return reading


def page(body: str, head: str = "", language: str = "en") -> str:
    """An HTML page around a body that has prose of its own."""
    return f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


PROSE = (
    "The keepers of the northern light have asked for oil before the winter, and the council has answered that there "
    "is none. We have read the answer twice and found no reason in it."
)
