"""Nothing that is asked, and nothing that goes wrong, gives a bare failure."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

import indexer.errors
from indexer import Engine, IndexDamaged, NoIndex, RostrumError, Settings, WrongCall
from search_app import address, create_app
from search_app.errors import OURS
from tests.search_app.conftest import Visitor


class Broken:
    """An engine that raises the same error whatever it is asked."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> object:
        def fail(*args: object, **named: object) -> None:
            raise self._error

        return fail


def visitor_of(error: Exception) -> Visitor:
    app = create_app(Broken(error), Settings())  # type: ignore[arg-type]
    app.logger.disabled = True
    return Visitor(app.test_client())


@pytest.mark.parametrize("error", [NoIndex("run: rostrum index"), IndexDamaged("a file is missing")])
def test_an_index_that_cannot_be_searched_is_503_with_its_reason_and_a_time_to_come_back(error: RostrumError) -> None:
    visitor = visitor_of(error)
    page = visitor.open("/?q=harbour")
    assert page.status == 503
    assert str(error) in page.text("main")
    assert page.headers["Retry-After"] == "10"
    assert visitor.client.get("/api/search").get_json() == {"error": str(error)}
    assert visitor.client.get("/readyz").status_code == 503
    assert visitor.client.get("/healthz").status_code == 200


def test_what_nobody_foresaw_tells_a_number_and_no_more() -> None:
    page = visitor_of(ZeroDivisionError("secret detail")).open("/")
    assert page.status == 500
    assert "report the number" in page.text("main")
    assert "secret" not in str(page.html)
    assert "Traceback" not in str(page.html)


def test_every_error_of_ours_has_a_row_in_the_table_by_itself_or_by_its_root() -> None:
    kinds = [k for k in vars(indexer.errors).values() if isinstance(k, type) and issubclass(k, RostrumError)]
    assert len(kinds) > 5
    unreachable = {RostrumError, indexer.errors.Unreadable}  # the root, and what ends in quarantine
    assert {k for k in kinds if not any(issubclass(k, row) for row in OURS)} == unreachable


def test_an_index_made_after_the_start_is_found(tmp_path: Path, engine: Engine) -> None:
    from indexer import Put, open_engine
    from tests.statements import COLLECTION

    settings = Settings(data=tmp_path)
    visitor = Visitor(create_app(settings=settings).test_client())
    assert visitor.open("/").status == 503
    open_engine(settings).apply([Put(statement) for statement in COLLECTION], cursor=1)
    assert visitor.open("/").total == len(COLLECTION)


@pytest.mark.parametrize(
    ("method", "place", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/statements/", 404),
        ("POST", "/", 405),
        ("DELETE", "/statements/siege", 405),
        ("GET", "/?q=" + "a" * 513, 400),
        ("GET", "/?" + "speaker=" + "x" * 20_000, 414),
        ("GET", "/static/../../pyproject.toml", 404),
    ],
)
def test_every_wrong_request_is_a_page_with_a_heading_and_a_way_on(
    visitor: Visitor, method: str, place: str, status: int
) -> None:
    answer = visitor.client.open(place, method=method)
    assert answer.status_code == status
    text = answer.get_data(as_text=True)
    assert "<h1>" in text
    assert 'href="/"' in text


def test_a_body_is_refused(visitor: Visitor) -> None:
    assert visitor.client.get("/", data=b"x" * 100_000).status_code == 413


def test_a_host_that_is_not_ours_is_refused(engine: Engine) -> None:
    app = create_app(engine, Settings(trusted_hosts=("search.example.org",)))
    assert app.test_client().get("/", base_url="http://evil.example").status_code == 400
    assert app.test_client().get("/", base_url="http://search.example.org").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/", "/statements/siege", "/redline?from=siege&to=bread", "/help", "/nowhere", "/api/search", "/static/page.css"],
)
def test_every_answer_carries_the_protecting_headers(visitor: Visitor, address: str) -> None:
    with visitor.client.get(address) as answer:
        headers = answer.headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "address", ["/?q=harbour", "/statements/siege", "/redline?from=siege&to=bread", "/help", "/nowhere"]
)
def test_no_page_needs_anything_inline_or_from_elsewhere(visitor: Visitor, address: str) -> None:
    html = visitor.open(address).html
    assert html.select("[style], [onclick], [onload], style, script:not([src])") == []
    for element in html.select("script, link[rel=stylesheet], link[rel=icon], img"):
        assert str(element.get("src") or element.get("href")).startswith("/static/")


ANY_TEXT = st.text(max_size=80)
NAMES = st.sampled_from(
    ["q", "match", "from", "to", "sort", "page", "size", "speaker", "year", "month", "show", "collapse", "x"]
)


@given(pairs=st.lists(st.tuples(NAMES, ANY_TEXT | st.integers().map(str)), max_size=6), path=ANY_TEXT)
def test_no_address_whatever_gives_a_500(everything: Flask, pairs: list[tuple[str, str]], path: str) -> None:
    client = everything.test_client()
    query = "&".join(f"{name}={quote(value.encode('utf-8', 'replace'))}" for name, value in pairs)
    for place in (
        f"/?{query}",
        f"/api/search?{query}",
        f"/statements/{quote(path.encode('utf-8', 'replace'))}?{query}",
        f"/statements/{quote(path.encode('utf-8', 'replace'))}/versions?{query}",
        f"/api/statements/{quote(path.encode('utf-8', 'replace'))}/versions?{query}",
        f"/redline?to=siege&{query}",
    ):
        assert client.get(place).status_code in (200, 308, 400, 404), place


@given(raw=st.binary(max_size=60))
def test_no_bytes_in_an_address_give_a_500(everything: Flask, raw: bytes) -> None:
    encoded = "".join(f"%{byte:02x}" for byte in raw)
    for place in (
        f"/?q={encoded}",
        f"/?speaker={encoded}",
        f"/statements/{encoded}",
        f"/api/search?q={encoded}",
        f"/redline?from={encoded}&to={encoded}",
    ):
        assert everything.test_client().get(place).status_code in (200, 308, 400, 404)


def test_too_many_words_are_answered_with_what_to_do_instead() -> None:
    with pytest.raises(WrongCall, match="few of its words"):
        address.read(MultiDict({"q": "a" * 513}))
