"""A visitor: opens addresses as a browser without JavaScript would, follows links and submits the form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient

from indexer import Engine, Settings, Statement
from search_app import create_app


@dataclass(frozen=True)
class Page:
    """One answer as it is seen: `texts(css)` are what stands there, `links(css)` text -> address."""

    status: int
    address: str
    html: BeautifulSoup
    headers: dict[str, str]

    def texts(self, css: str) -> list[str]:
        return [" ".join(found.get_text().split()) for found in self.html.select(css)]

    def text(self, css: str) -> str:
        (only,) = self.texts(css)
        return only

    def links(self, css: str) -> dict[str, str]:
        return {
            " ".join((a.get("aria-label") or a.get_text()).split()): urljoin(self.address, str(a["href"]))
            for a in self.html.select(css)
        }

    def counts(self, facet: str) -> dict[str, int]:
        """Value -> count of one facet, as the check boxes say."""
        return {str(box["value"]): self._count(box) for box in self.html.select(f"input[name={facet}][type=checkbox]")}

    def chosen(self, facet: str) -> list[str]:
        return [str(box["value"]) for box in self.html.select(f"input[name={facet}][checked]")]

    def hits(self) -> list[str]:
        """Ids of the statements listed, in order."""
        return [str(a["href"]).split("?")[0].rpartition("/")[2] for a in self.html.select("ol.hits > li h2 a")]

    @property
    def total(self) -> int:
        return int(self.text("h1").split()[0].replace(",", ""))

    @staticmethod
    def _count(box: Tag) -> int:
        label = box.find_parent("label")
        assert label is not None
        return int(label.select(".count")[0].get_text().replace(",", ""))


@dataclass(frozen=True)
class Visitor:
    client: FlaskClient

    def open(self, address: str) -> Page:
        answer = self.client.get(address.partition("#")[0])
        html = BeautifulSoup(answer.get_data(as_text=True), "lxml")
        return Page(answer.status_code, address, html, dict(answer.headers))

    def search(self, words: str = "", **parts: str | Iterable[str]) -> Page:
        asked = {"q": words, **parts} if words else parts
        return self.open("/?" + urlencode(asked, doseq=True))

    def submit(self, page: Page, /, **filled: str | list[str]) -> Page:
        """The search form of the page with these fields filled in and all others as they stand."""
        fields: dict[str, list[str]] = {}
        form = page.html.select_one("form#search")
        assert form is not None
        for field in [*form.select("input[name]"), *page.html.select("input[form=search]")]:
            ticked = field.get("type") not in ("checkbox", "radio") or field.has_attr("checked")
            if ticked:
                fields.setdefault(str(field["name"]), []).append(str(field.get("value", "")))
        for name, value in filled.items():
            fields[name] = value if isinstance(value, list) else [value]
        return self.open(urljoin(page.address, str(form["action"])) + "?" + urlencode(fields, doseq=True))


@pytest.fixture
def visitor(engine: Engine) -> Visitor:
    """Of the page over the hand-written collection."""
    return Visitor(create_app(engine, Settings()).test_client())


@pytest.fixture
def visitor_of(engine_of: Callable[[Iterable[Statement]], Engine]) -> Callable[[Iterable[Statement]], Visitor]:
    """`visitor_of(statements)` sees these."""
    return lambda statements: Visitor(create_app(engine_of(statements), Settings()).test_client())


@pytest.fixture(scope="module")
def everything(engine: Engine) -> Flask:
    """The app over the hand-written collection, for tests that ask it many things."""
    return create_app(engine, Settings())
