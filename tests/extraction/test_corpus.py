"""The demonstration corpus: every statement is read right, and every value has its reason."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from indexer.document import Document
from indexer.extraction import read
from indexer.statement import Precision, Statement

CORPUS = Path(__file__).parents[2] / "corpus"
FURNITURE = (
    "cookie",
    "Read next",
    "Subscribe",
    "Print this",
    "Visitors:",
    "All rights reserved",
    "اطبع",
    "الأكثر قراءة",
)


@pytest.fixture(scope="module")
def corpus() -> dict[str, Statement]:
    """File name -> statement, of the files in the folders of the corpus."""
    found: dict[str, Statement] = {}
    for path in sorted(CORPUS.glob("*/*")):
        name = path.relative_to(CORPUS).as_posix()
        document = Document(uri=path.as_uri(), name=name, content=path.read_bytes())
        (found[name],) = read(document, authority=CORPUS)
    return found


def test_there_is_enough_of_it_to_show_what_it_can(corpus: dict[str, Statement]) -> None:
    said = list(corpus.values())
    assert len(said) >= 60
    assert sum(statement.language == "ar" for statement in said) >= 15
    assert {statement.language for statement in said} == {"ar", "en"}
    assert len({speaker.name for statement in said for speaker in statement.speakers}) >= 12
    assert len({topic for statement in said for topic in statement.topics}) >= 12
    assert len({statement.organisation for statement in said}) >= 10
    assert len({statement.kind for statement in said}) >= 8


def test_dates_are_as_precise_as_what_is_written(corpus: dict[str, Statement]) -> None:
    counts = Counter(statement.date.precision for statement in corpus.values())
    assert counts[Precision.MONTH] >= 2
    assert counts[Precision.YEAR] >= 1
    undated = {name for name, statement in corpus.items() if statement.date.value is None}
    without_year = {name for name in undated if "no year stated" in corpus[name].date.basis}
    assert len(without_year) >= 2
    assert "civic/the-first-forty-eight-hours.html" in undated - without_year
    assert len(undated) <= 5


def test_every_statement_has_a_title_a_text_and_a_body_that_issued_it(corpus: dict[str, Statement]) -> None:
    for name, statement in corpus.items():
        assert statement.title, name
        assert not statement.title.endswith(" -"), name
        assert len(statement.text) > 300, name
        assert statement.organisation, name
        assert statement.date.value is None or 2019 <= statement.date.value.year <= 2025, name


def test_no_menu_no_footer_no_share_bar(corpus: dict[str, Statement]) -> None:
    for name, statement in corpus.items():
        for words in FURNITURE:
            assert words not in statement.text, name
        assert not statement.text.startswith(statement.title) or name.startswith("dispatches/"), name


def test_speakers_are_people_of_the_authority_file(corpus: dict[str, Statement]) -> None:
    from indexer.extraction.authority import load

    known = load(CORPUS).people
    for name, statement in corpus.items():
        for speaker in statement.speakers:
            assert known.get(speaker.name), (name, speaker)
            assert speaker.basis, name
            assert speaker.evidence, name


def test_a_translation_agrees_with_its_original(corpus: dict[str, Statement]) -> None:
    pairs = [
        (n, next(o for o in corpus if Path(o).stem == Path(n).stem[:-3]))
        for n in corpus
        if Path(n).stem.endswith("-ar")
    ]
    assert len(pairs) >= 8
    for arabic, english in pairs:
        a, e = corpus[arabic], corpus[english]
        assert a.date.value == e.date.value, arabic
        assert a.organisation == e.organisation, arabic
        assert [s.name for s in a.speakers] == [s.name for s in e.speakers], arabic


def test_a_notice_that_was_mirrored_is_the_same_statement(corpus: dict[str, Statement]) -> None:
    one, two = corpus["accord-council/mirrored-harbour-strike-notice.html"], corpus["civic/harbour-strike-notice.html"]
    assert (one.title, one.text, one.speakers, one.organisation) == (
        two.title,
        two.text,
        two.speakers,
        two.organisation,
    )


FACTS = {
    "government/address-to-the-nation-decree-14.html": ("2020-02-11", "Jalil Maqsoud", "speech"),
    "government/tel-safwan-treaty-signed.html": ("2025-06-12", "Hanan Sabbour", "speech"),
    "government/joint-communique-wadra-ceasefire.html": ("2022-10-12", None, "communiqué"),
    "accord-council/minutes-of-the-second-session.html": ("2020-09-12", None, "minutes"),
    "civic/kessab-on-bread-and-the-crane.html": ("2019-08-15", "Marwan Kessab", "interview"),
    "civic/hearing-31-testimony-of-a-nurse.html": ("2025-03-11", "Samar Ghazzul", "testimony"),
    "dispatches/selma-hadoun-on-the-second-closing.txt": ("2022-06-20", "Salma Haddoun", "press release"),
    "dispatches/wahbeh-on-the-eleven-stations.txt": ("2023-10-09", "Faris Wahbeh", "transcript"),
    "dispatches/hazmeen-bakery-queue.txt": (None, "Lamia Rehani", "statement"),
    "arabic/qatira-irrigation-turns.txt": ("2019-08-04", "Yusuf Tarabine", None),
    "arabic/sabbour-on-the-salt-coast.html": ("2025-07-23", "Hanan Sabbour", "communiqué"),
}


@pytest.mark.parametrize("name", FACTS)
def test_facts(corpus: dict[str, Statement], name: str) -> None:
    day, speaker, kind = FACTS[name]
    statement = corpus[name]
    assert (statement.date.value.isoformat() if statement.date.value else None) == day
    assert [s.name for s in statement.speakers] == ([speaker] if speaker else [])
    assert statement.kind == kind
