"""What a page says about itself to machines: JSON-LD, meta and Dublin Core tags, properties, `time`, `html lang`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lxml import html

from indexer.extraction.layout import tidy
from indexer.extraction.readings import Reading

_FIELDS: dict[str, tuple[str, ...]] = {
    # In each the more trusted names come first.
    "date": (
        "datepublished",
        "article:published_time",
        "article:published",
        "citation_publication_date",
        "citation_date",
        "dcterms.issued",
        "dc.date.issued",
        "dcterms.date",
        "dc.date",
        "dc:date",
        "dc:issued",
        "dcterms.created",
        "dc.date.created",
        "dc:created",
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "publishdate",
        "publish_date",
        "publish-date",
        "publicationdate",
        "publication_date",
        "date",
        "og:article:published_time",
        "og:published_time",
        "cxenseparse:recs:publishtime",
        "issued",
        "datecreated",
    ),
    "title": (
        "headline",
        "citation_title",
        "og:title",
        "dcterms.title",
        "dc.title",
        "dc:title",
        "twitter:title",
        "title",
    ),
    "author": (
        "citation_author",
        "dcterms.creator",
        "dc.creator",
        "dc:creator",
        "author",
        "article:author",
        "byl",
        "parsely-author",
        "twitter:data1",
    ),
    "topic": (
        "article:tag",
        "dcterms.subject",
        "dc.subject",
        "dc:subject",
        "parsely-tags",
        "article:section",
        "keywords",
        "news_keywords",
    ),
    "organisation": (
        "og:site_name",
        "dcterms.publisher",
        "dc.publisher",
        "dc:publisher",
        "publisher",
        "application-name",
        "citation_publisher",
    ),
    "url": ("og:url",),
    "language": ("dc.language", "dcterms.language", "content-language", "og:locale", "inlanguage"),
    "kind": ("dc.type", "dcterms.type", "dc:type"),
    "speaker": ("speaker", "dc.contributor.speaker"),
    "place": ("dc.coverage.spatial", "dcterms.spatial", "contentlocation"),
}
_FIELD_OF = {name: (which, rank) for which, names in _FIELDS.items() for rank, name in enumerate(names)}
_JSON_LD_KINDS = (
    "article",
    "newsarticle",
    "pressrelease",
    "report",
    "blogposting",
    "webpage",
    "speech",
    "reportagenewsarticle",
    "statement",
    "creativework",
    "governmentstatement",
    "videoobject",
    "event",
)
_MAX_JSON = 300_000
_MOST_TIMES = 50  # a page with more is a list


@dataclass(slots=True)
class Metadata:
    """`found`: field -> readings, the most trusted first. `language`: what the page declares, "" when nothing."""

    found: dict[str, list[Reading]] = field(default_factory=dict)
    language: str = ""

    def first(self, which: str) -> Reading | None:
        return next(iter(self.found.get(which, ())), None)


def read_metadata(tree: html.HtmlElement) -> Metadata:
    ranked: list[tuple[str, int, Reading]] = [*_json_ld(tree), *_tags(tree), *_times(tree)]
    ranked.sort(key=lambda entry: entry[1])
    metadata = Metadata(
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower()
    )
    for which, _, reading in ranked:
        metadata.found.setdefault(which, []).append(reading)
    link = next(iter(tree.xpath("//link[@rel='canonical']/@href")), "")
    if link.startswith("http"):
        metadata.found.setdefault("url", []).insert(0, Reading(value=tidy(link), basis="link canonical", evidence=link))
    return metadata


def _tags(tree: html.HtmlElement) -> Iterator[tuple[str, int, Reading]]:
    """meta tags, and `property` or `itemprop` with a `content` or `datetime` anywhere on the page."""
    for element in tree.iter("meta", "span", "time", "div", "abbr", "p", "h1", "td", "dd", "a"):
        for attribute in ("name", "property", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if not name:
                continue
            for part in name.lower().split():
                part = part.removeprefix("schema:").removeprefix("schema.")
                if part not in _FIELD_OF:
                    continue
                value = element.get("content") or element.get("datetime")
                if value is None and element.tag != "meta" and part in ("datepublished", "dc:date", "headline"):
                    value = element.text_content()[:500]
                if value and (value := tidy(value)):
                    which, rank = _FIELD_OF[part]
                    kind = "meta" if element.tag == "meta" else attribute
                    yield which, rank, Reading(value=value, basis=f"{kind} {part}", evidence=value)


def _times(tree: html.HtmlElement) -> Iterator[tuple[str, int, Reading]]:
    """`time` elements of the page's own article, not of a list of others: one inside a link dates what it leads to."""
    for element in islice(tree.iter("time"), _MOST_TIMES):
        value = tidy(element.get("datetime") or element.text_content()[:100])
        around = [a.tag for a in element.iterancestors()]
        if value and not {"a", "nav", "aside", "footer", "li"} & set(around) and not _of_another(element):
            rank = 30 if "pubdate" in element.attrib or "header" in around else 40
            words = tidy(element.text_content()[:100])
            yield "date", rank, Reading(value=value, basis="time element", evidence=words or value)


def _of_another(element: html.HtmlElement) -> bool:
    """Whether the nearest heading above it is a link: then it dates what the link leads to."""
    for around in element.iterancestors():
        for heading in around.iter("h1", "h2", "h3", "h4", "h5", "h6"):
            return heading.tag != "h1" and (heading.find(".//a") is not None or _is_link(heading.getparent()))
        if around.tag in ("article", "main", "body"):
            break
    return False


def _is_link(element: html.HtmlElement | None) -> bool:
    return element is not None and element.tag == "a"


def _json_ld(tree: html.HtmlElement) -> Iterator[tuple[str, int, Reading]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text or len(script.text) > _MAX_JSON:
            continue
        try:
            plain = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(plain):
            yield from _of_node(node)


def _nodes(plain: Any) -> Iterator[dict[str, Any]]:
    """The objects that describe the page itself: top level, in a list, or in @graph."""
    for node in plain if isinstance(plain, list) else [plain]:
        if isinstance(node, dict):
            yield node
            graph = node.get("@graph")
            if isinstance(graph, list):
                yield from (inner for inner in graph if isinstance(inner, dict))


def _of_node(node: dict[str, Any]) -> Iterator[tuple[str, int, Reading]]:
    kinds = [str(k).lower() for k in _list(node.get("@type"))]
    if not any(k in _JSON_LD_KINDS or k.endswith("article") for k in kinds):
        return
    # A WebPage speaks of its frame, an Article of the text.
    base = 1 if "webpage" in kinds or "event" in kinds else 0
    for key, which in (
        ("datePublished", "date"),
        ("headline", "title"),
        ("author", "author"),
        ("publisher", "organisation"),
        ("keywords", "topic"),
        ("articleSection", "topic"),
        ("about", "topic"),
        ("url", "url"),
        ("inLanguage", "language"),
        ("contentLocation", "place"),
        ("speaker", "speaker"),
    ):
        for value in _list(node.get(key)):
            said = value.get("name") or value.get("url") if isinstance(value, dict) else value
            if isinstance(value, dict) and isinstance(value.get("jobTitle"), str):
                said = f"{said}, {value['jobTitle']}"
            if isinstance(said, str) and (said := tidy(said)[:2_000]):
                person = isinstance(value, dict) and str(value.get("@type", "")).lower()
                basis = f"JSON-LD {key}" + (f" ({person})" if person in ("person", "organization") else "")
                yield which, base, Reading(value=said, basis=basis, evidence=said)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
