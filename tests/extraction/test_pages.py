"""A page -> its title and its text, without what stands around them."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from indexer.errors import Unreadable
from tests.extraction.conftest import PROSE, Read, page

SECOND = "We shall write a third time, by the same boat, and we ask that the answer be read before it is sent."
MENU = '<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>'
FOOTER = "<footer><p>© 2016 Keepers of the Light. All rights reserved.</p></footer>"


def test_menu_footer_and_share_bar_are_not_the_text(read_as: Read) -> None:
    body = f"{MENU}<main><h1>Oil for the light</h1><p>{PROSE}</p><p>{SECOND}</p><p>Share | Tweet</p></main>{FOOTER}"
    said = read_as(page(body), "a.html")
    assert (said.title, said.paragraphs) == ("Oil for the light", (PROSE, SECOND))


def test_a_page_of_tables(read_as: Read) -> None:
    body = (
        '<table><tr><td colspan=2><a href="/">Home</a> | <a href="/n">News</a></td></tr><tr><td><a href="/16">2016</a>'
        f'<br><a href="/15">2015</a></td><td><h2>Oil for the light</h2><p><b>12 May '
        f"2016</b></p><p>{PROSE}</p><p>{SECOND}"
        "</p></td></tr><tr><td colspan=2>Visitors: 00123</td></tr></table>"
    )
    said = read_as(page(body, "<title>Keepers - Oil for the light</title>"), "a.html")
    assert (said.title, said.paragraphs) == ("Oil for the light", (PROSE, SECOND))


def test_the_name_of_the_site_is_no_part_of_the_title(read_as: Read) -> None:
    head = '<title>Oil for the northern light | Keepers</title><meta property="og:site_name" content="Keepers">'
    said = read_as(page(f"<p>{PROSE}</p>", head), "a.html")
    assert (said.title, said.organisation) == ("Oil for the northern light", "Keepers")


def test_a_text_without_any_title_is_called_by_its_first_words(read_as: Read) -> None:
    said = read_as(page(f"<p>{SECOND} {PROSE}</p>"), "a.html")
    assert said.title.startswith("We shall write a third time")
    assert len(said.title) <= 102


def test_lists_quotes_and_headings_stay_in_the_text(read_as: Read) -> None:
    body = (
        f"<article><h1>Oil for the light</h1><p>{PROSE}</p><h2>What we ask</h2><ul><li>Oil</li><li>Wicks</li></ul>"
        f"<blockquote><p>{SECOND}</p></blockquote></article>"
    )
    assert read_as(page(body), "a.html").paragraphs == (PROSE, "What we ask", "- Oil\n- Wicks", SECOND)


def test_a_date_inside_a_sentence_does_not_break_it(read_as: Read) -> None:
    broken = PROSE.replace("winter", '<time datetime="2016-11-01">first of November</time>')
    body = f"<h1>Oil for the light</h1><p>{broken}</p><p>{SECOND}</p>"
    assert read_as(page(body), "a.html").paragraphs[0] == PROSE.replace("winter", "first of November")


def test_a_text_file_of_markup_is_a_page_and_a_page_of_text_is_text(read_as: Read) -> None:
    assert read_as(page(f"<h1>Oil for the light</h1><p>{PROSE}</p>"), "a.txt").title == "Oil for the light"
    assert read_as(f"Oil for the light\n\n{PROSE} 3 < 4.", "a.html").text == f"{PROSE} 3 < 4."


def test_the_address_of_the_page(read_as: Read) -> None:
    head = '<link rel="canonical" href="https://lights.example/oil">'
    assert (
        read_as(page(f"<h1>Oil for the light</h1><p>{PROSE}</p>", head), "a.html").url == "https://lights.example/oil"
    )


HOSTILE = {
    "nests its elements": "<div>" * 100_000 + PROSE,
    "One tag has": "<html><p " + " ".join(f"a{n}=1" for n in range(100_000)) + f">{PROSE}</p>",
    "more than 40,000 elements": "<html>" + "<br>" * 100_000,
    "no text": "<html><script>let a = 1</script><style>p {}</style></html>",
}


@pytest.mark.parametrize(("reason", "content"), HOSTILE.items())
def test_markup_beyond_the_limits_is_refused_with_a_reason(read_as: Read, reason: str, content: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_as(content, "a.html")


ENDLESS = {
    "open tags": "<a " * 20_000,
    "open comments": "<!-- " * 20_000,
    "open attributes": '<a b="' * 20_000,
    "fonts left open": "<font>" * 30_000 + PROSE,
    "initials": "A. B. " * 30_000,
    "capitals": "A " * 100_000,
    "labels": "Speaker: a\n" * 20_000,
    "names": "Mr Smith said " * 20_000,
    "dates": "12 May 2016 " * 20_000,
    "offices": "statement by the President of the " * 10_000,
    "brackets": "[" * 100_000,
    "joined words": "al-" * 50_000,
}


@pytest.mark.parametrize("content", ENDLESS.values(), ids=ENDLESS)
def test_no_markup_and_no_text_takes_long(read_as: Read, content: str) -> None:
    started = time.process_time()
    for name in ("a.html", "a.txt"):
        with suppress(Unreadable):
            read_as(content, name)
    assert time.process_time() - started < 10
