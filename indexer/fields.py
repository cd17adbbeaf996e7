"""FIELDS: every field of the index, declared once. The schema, the facets, the grammar and the README read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from indexer.doubts import doubts_of
from indexer.statement import Statement

UNDATED = "undated"
Values = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field. `text` fields are searched by words, `facet` fields are counted and filtered, some are both.

    `values` gives what a statement holds in it; `names` what a visitor may type before the colon.
    `empty` is the bucket of statements without a value, None where such a bucket would help nobody.
    """

    name: str
    values: Callable[[Statement], Values]
    names: Values = ()
    text: bool = False
    facet: bool = False
    many: bool = False
    weight: float = 1.0
    empty: str | None = None
    about: str = ""


def _some(value: str | None) -> Values:
    return (value,) if value else ()


FIELDS: tuple[Field, ...] = (
    Field(
        name="title",
        values=lambda s: _some(s.title),
        names=("title", "العنوان"),
        text=True,
        weight=2.5,
        about="the heading; counts two and a half times as much as the body",
    ),
    Field(
        name="body",
        values=lambda s: _some(s.text),
        names=("body", "text", "النص"),
        text=True,
        about="the paragraphs of the statement",
    ),
    Field(
        name="speaker",
        values=lambda s: tuple(dict.fromkeys(p.name for p in s.speakers)),
        names=("speaker", "by", "المتحدث"),
        text=True,
        facet=True,
        many=True,
        about="who makes the statement",
    ),
    Field(
        name="topic",
        values=lambda s: s.topics,
        names=("topic", "about", "الموضوع"),
        text=True,
        facet=True,
        many=True,
        about="what it is about",
    ),
    Field(
        name="year",
        values=lambda s: (s.date.year or UNDATED,),
        facet=True,
        empty=UNDATED,
        about="year of the date; undated statements stand under “undated”",
    ),
    Field(
        name="month",
        values=lambda s: _some(s.date.month),
        facet=True,
        about="month of the date, when the date is that precise",
    ),
    Field(
        name="language",
        values=lambda s: _some(s.language),
        names=("language", "lang", "اللغة"),
        text=True,
        facet=True,
        about="language of the text, as a two-letter code",
    ),
    Field(
        name="organisation",
        values=lambda s: _some(s.organisation),
        names=("organisation", "organization", "org", "الجهة"),
        text=True,
        facet=True,
        about="the body that issues it",
    ),
    Field(
        name="kind",
        values=lambda s: _some(s.kind),
        names=("kind", "type", "النوع"),
        text=True,
        facet=True,
        about="press release, speech, communiqué, interview, minutes",
    ),
    Field(
        name="doubt",
        values=doubts_of,
        facet=True,
        many=True,
        about="what a person should look at: a year inferred, no date, a speaker nobody knows",
    ),
)

BY_NAME: dict[str, Field] = {f.name: f for f in FIELDS}
BY_TYPED_NAME: dict[str, Field] = {typed: f for f in FIELDS for typed in f.names}
FACETS: tuple[Field, ...] = tuple(f for f in FIELDS if f.facet)
TEXTS: tuple[Field, ...] = tuple(f for f in FIELDS if f.text)
DEFAULT: tuple[Field, ...] = (BY_NAME["title"], BY_NAME["body"])
