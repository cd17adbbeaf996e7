"""What a page says about itself to machines."""

from __future__ import annotations

import json

import pytest
from lxml import html

from indexer.extraction.metadata import Metadata, read_metadata


def metadata(head: str, body: str = "<p>text</p>", language: str = "") -> Metadata:
    return read_metadata(
        html.document_fromstring(f'<html lang="{language}"><head>{head}</head><body>{body}</body></html>')
    )


def of(which: str, head: str, body: str = "<p>text</p>") -> list[tuple[str, str]]:
    return [(reading.value, reading.basis) for reading in metadata(head, body).found.get(which, [])]


def ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


ARTICLE = ld(
    **{
        "@type": "NewsArticle",
        "headline": "Oil for the light",
        "datePublished": "2016-05-12",
        "author": {"@type": "Person", "name": "Anna Finch", "jobTitle": "Minister of Works"},
        "publisher": {"@type": "Organization", "name": "Keepers"},
        "keywords": ["oil", "light"],
    }
)


def test_json_ld() -> None:
    assert of("title", ARTICLE) == [("Oil for the light", "JSON-LD headline")]
    assert of("date", ARTICLE) == [("2016-05-12", "JSON-LD datePublished")]
    assert of("author", ARTICLE) == [("Anna Finch, Minister of Works", "JSON-LD author (person)")]
    assert of("organisation", ARTICLE) == [("Keepers", "JSON-LD publisher (organization)")]
    assert [value for value, _ in of("topic", ARTICLE)] == ["oil", "light"]


def test_json_ld_in_a_graph_and_in_a_list() -> None:
    for plain in ({"@graph": [{"@type": "Article", "headline": "Oil"}]}, [{"@type": "Article", "headline": "Oil"}]):
        script = f'<script type="application/ld+json">{json.dumps(plain)}</script>'
        assert of("title", script) == [("Oil", "JSON-LD headline")]


@pytest.mark.parametrize("broken", ["", "{", "[" * 5_000, '"text"', "null", '{"@type": 7, "headline": {"name": 3}}'])
def test_broken_json_ld_says_nothing(broken: str) -> None:
    assert metadata(f'<script type="application/ld+json">{broken}</script>').found == {}


TAGS = {
    '<meta name="DC.date" content="2016-05-12">': ("date", "2016-05-12", "meta dc.date"),
    '<meta property="article:published_time" content="2016-05-12T08:00Z">': (
        "date",
        "2016-05-12T08:00Z",
        "meta article:published_time",
    ),
    '<meta name="DC.title" content="Oil">': ("title", "Oil", "meta dc.title"),
    '<meta property="og:site_name" content="Keepers">': ("organisation", "Keepers", "meta og:site_name"),
    '<meta name="keywords" content="oil, light">': ("topic", "oil, light", "meta keywords"),
    '<meta itemprop="datePublished" content="2016-05-12">': ("date", "2016-05-12", "meta datepublished"),
}


@pytest.mark.parametrize(("tag", "expected"), TAGS.items())
def test_tags(tag: str, expected: tuple[str, str, str]) -> None:
    which, value, basis = expected
    assert of(which, tag) == [(value, basis)]


def test_what_was_published_comes_before_what_was_merely_dated() -> None:
    tags = '<meta name="date" content="2001-01-01"><meta name="dcterms.issued" content="2016-05-12">'
    assert [value for value, _ in of("date", tags)] == ["2016-05-12", "2001-01-01"]


def test_a_time_element_of_the_article_and_not_of_a_list() -> None:
    own = '<article><h1>Oil</h1><time datetime="2016-05-12">12 May</time></article>'
    others = (
        '<ul><li><time datetime="2019-01-01">x</time></li></ul><a href="/b"><time datetime="2019-01-02">y</time></a>'
    )
    assert of("date", "", own + others) == [("2016-05-12", "time element")]


def test_the_language_that_the_page_declares() -> None:
    assert metadata("", language="AR").language == "ar"
