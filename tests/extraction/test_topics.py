"""Topics: saved queries that a statement's title and text satisfy, and the publisher's own tags."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from indexer.extraction.authority import Topic
from indexer.extraction.topics import Matcher
from indexer.grammar import parse
from indexer.language import satisfies
from indexer.query import AllOf, AnyOf, Clause, Near, Not, Phrase, Prefix, Words
from indexer.statement import Statement
from tests.extraction.conftest import PROSE, Read, page

BLANK = Statement(id="a", title="", text="")


def matched(query: str, text: str, title: str = "") -> tuple[str, ...] | None:
    """The words that a statement is recognised by, None when the topic is not its."""
    matcher = Matcher((Topic(id="t", label="t", clause=parse(query).clause),))
    return next((words for _, words in matcher.match(replace(BLANK, title=title, text=text))), None)


def test_words_by_their_stem_with_the_words_of_the_text_as_the_reason() -> None:
    assert matched("strike OR wage", "The Strikers want their WAGES.") == ("WAGES",)
    assert matched("strikes", "The STRIKE goes on.") == ("STRIKE",)
    assert matched("strike", "nothing of the kind") is None


def test_a_phrase_is_exact_and_shown_whole() -> None:
    assert matched('"drinking water"', "There is no drinking\nwater here.") == ("drinking water",)
    assert matched('"drinking water"', "Water for drinking.") is None
    assert matched('"drinking water"', "Drinking.", title="Water") is None


def test_hyphenated_words_joined_and_apart() -> None:
    for text in ("the cease-fire held", "the ceasefire held"):
        assert matched("cease-fire", text) is not None


def test_prefix_not_and_the_title() -> None:
    assert matched("light*", "the lighthouses") == ("lighthouses",)
    assert matched("light NOT oil", "the light", title="no oil") is None
    assert matched("title:oil light", "the light", title="Oil") == ("Oil", "light")
    assert matched("title:oil", "the oil") is None


def test_words_near_each_other_at_the_very_end() -> None:
    matcher = Matcher((Topic(id="t", label="t", clause=Near("oil light", 3)),))
    assert [words for _, words in matcher.match(replace(BLANK, text="there is light oil"))] == [("light oil",)]


def test_arabic_words_with_their_article_and_conjunction() -> None:
    assert matched("المياه", "انقطعت المياه عن القرية") == ("المياه",)
    assert matched("مياه", "والمياه قليلة") == ("والمياه",)


terms = st.sampled_from(["strike", "harbour", "the", "light", "al-Bahra", "مرفأ", "oil"])
leaves = st.one_of(
    terms.map(Words),
    st.lists(terms, min_size=1, max_size=3).map(lambda several: Phrase(" ".join(several))),
    st.lists(terms, min_size=2, max_size=3).map(lambda several: Near(" ".join(several), 3)),
    st.sampled_from(["str", "har", "lig", "مرف"]).map(Prefix),
    terms.map(lambda term: Words(term, "title")),
)
clauses = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda several: AllOf(tuple(several))),
        st.lists(inner, min_size=1, max_size=3).map(lambda several: AnyOf(tuple(several))),
        inner.map(Not),
    ),
    max_leaves=6,
)
texts = st.lists(st.one_of(terms, st.text(max_size=6)), max_size=12).map(" ".join)


@given(st.lists(clauses, min_size=1, max_size=6), texts, texts)
def test_one_pass_finds_what_the_meaning_of_each_query_finds(several: list[Clause], title: str, text: str) -> None:
    statement = replace(BLANK, title=title, text=text)
    topics = tuple(Topic(id=str(n), label=str(n), clause=clause) for n, clause in enumerate(several))
    found = [topic for topic, _ in Matcher(topics).match(statement)]
    assert found == [topic for topic in topics if satisfies(topic.clause, statement)]


@given(clauses, texts)
def test_the_reason_stands_in_the_statement(clause: Clause, text: str) -> None:
    for _, words in Matcher((Topic(id="t", label="t", clause=clause),)).match(replace(BLANK, text=text)):
        assert all(word in " ".join(text.split()) for word in words)


def test_a_statement_gets_the_labels_and_their_reasons(read_as: Read) -> None:
    said = read_as(f"Oil for the lighthouse\n\n{PROSE} The reservoir is full.")
    assert said.topics == ("water", "lights at sea")
    shown = {reason.value: (reason.basis, reason.evidence) for reason in said.reasons if reason.field == "topic"}
    assert shown == {
        "water": ("words of the text", "reservoir"),
        "lights at sea": ("words of the text", "lighthouse"),
    }


def test_a_topic_line_of_a_text_is_honoured_and_named_as_we_name_it(read_as: Read) -> None:
    said = read_as(f"Title: Oil\nTopic: WATER; oil lamps\n\n{PROSE}")
    assert said.topics == ("water", "oil lamps")


def test_the_tags_of_a_page_are_kept_beside_and_count_only_where_they_are_topics(read_as: Read) -> None:
    head = '<meta name="keywords" content="lights at sea, oil lamps">'
    said = read_as(page(f"<h1>Oil</h1><p>{PROSE}</p>", head), "a.html")
    assert said.topics == ("lights at sea",)
    assert [(r.value, r.basis) for r in said.reasons if r.field == "tag"] == [("oil lamps", "metadata meta keywords")]
