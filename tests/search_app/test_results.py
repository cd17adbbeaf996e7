"""The page of results, by what a visitor without JavaScript sees and does."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from urllib.parse import parse_qs, urlsplit

import pytest

from indexer import MAX_DEPTH, Statement
from tests.search_app.conftest import Page, Visitor
from tests.statements import COLLECTION, said

# What is found


def test_without_words_everything_is_there_newest_first(visitor: Visitor) -> None:
    page = visitor.open("/")
    assert page.total == len(COLLECTION)
    assert page.hits()[0] == "treaty"
    assert page.text("head > title") == "All – 20 statements – Rostrum"
    assert page.text(".asked") == "all statements"


def test_words_find_statements_listed_with_title_date_speaker_topics_and_a_marked_passage(visitor: Visitor) -> None:
    page = visitor.search("detainees charge")
    assert page.text("h1") == "1 statement"
    assert page.text("head > title") == "detainees charge – 1 statement – Rostrum"
    assert page.text(".asked") == "statements with detainees and charge"
    (hit,) = page.html.select("ol.hits > li")
    assert page.links("ol.hits h2 a") == {"Hazmeen is under siege": "/statements/siege?q=detainees+charge#match-1"}
    assert page.text(".hit time") == "14 September 2021"
    assert hit.select_one("time")["datetime"] == "2021-09-14"
    assert page.texts(".hit .speaker") == ["Salma Haddoun"]
    assert page.texts(".hit .topics li") == ["siege", "aid, relief"]
    assert page.texts(".snippet mark") == ["detainees", "charge"]


def test_an_arabic_hit_reads_from_the_right_and_names_its_language(visitor: Visitor) -> None:
    page = visitor.search("حزمين")
    (heading,) = page.html.select(".hit h2")
    assert (heading["lang"], heading["dir"]) == ("ar", "rtl")
    assert page.texts(".snippet mark") == ["حزمين"]
    assert page.text("head > title").startswith("حزمين – 1 statement")
    everything = visitor.open("/")
    assert everything.texts(".hit .language") == ["Arabic", "Arabic"]


def test_what_was_ignored_is_said_in_a_note(visitor: Visitor) -> None:
    page = visitor.search('harbour "strike')
    assert page.total == 2
    assert page.texts(".notes li") == ["A quotation mark was not closed; the phrase runs to the end."]


def test_text_that_looks_like_markup_is_shown_as_text(visitor_of: Callable[[Iterable[Statement]], Visitor]) -> None:
    hostile = said("evil", "<script>alert(1)</script>", "<img src=x onerror=alert(2)> & harbour", by=['"><b>'])
    page = visitor_of([hostile]).search("harbour")
    assert page.text(".hit h2") == "<script>alert(1)</script>"
    assert "<img src=x onerror=alert(2)> & harbour" in page.text(".snippet")
    assert page.texts(".hit .speaker") == ['"><b>']
    assert page.html.find("img") is None
    assert [script.get("src") for script in page.html.find_all("script")] != [None]


# Facets


def test_each_facet_is_a_group_of_check_boxes_with_exact_counts(visitor: Visitor) -> None:
    page = visitor.open("/")
    assert page.texts("#filters legend") == [
        "Date", "Speaker", "Topic", "Year", "Month", "Language", "Organisation", "Kind", "To review", "Words",
        "Near-duplicates",
    ]  # fmt: skip
    assert page.counts("language") == {"en": 18, "ar": 2}
    assert page.counts("topic")["politics"] == 5
    assert list(page.counts("year"))[-1] == "undated"


def test_values_of_one_facet_widen_and_facets_narrow_together(visitor: Visitor) -> None:
    page = visitor.open("/")
    water = visitor.submit(page, topic=["water"])
    assert water.total == 4
    wider = visitor.submit(water, topic=["water", "labour"])
    assert wider.total == 7
    assert wider.chosen("topic") == ["water", "labour"]
    assert wider.counts("topic") == page.counts("topic")
    narrower = visitor.submit(wider, speaker=["Marwan Kessab"])
    assert narrower.total == 2
    assert set(narrower.hits()) == {"harbour", "bread"}


def test_a_chosen_filter_is_a_chip_that_takes_itself_away(visitor: Visitor) -> None:
    page = visitor.search("harbour", speaker="Marwan Kessab", topic=["labour", "prices"], **{"from": "2021"})
    chips = page.links(".chips a")
    assert list(chips) == [
        "Remove filter From: 2021",
        "Remove filter Speaker: Marwan Kessab",
        "Remove filter Topic: labour",
        "Remove filter Topic: prices",
        "Clear all",
    ]
    assert visitor.open(chips["Remove filter Speaker: Marwan Kessab"]).chosen("speaker") == []
    cleared = visitor.open(chips["Clear all"])
    assert cleared.address == "/?q=harbour"
    assert cleared.html.select(".chips") == []


def test_a_chosen_value_stays_in_sight_when_nothing_has_it(visitor: Visitor) -> None:
    page = visitor.search("harbour", speaker=["Rima Saqqal"])
    assert page.total == 0
    assert page.counts("speaker")["Rima Saqqal"] == 0
    assert page.chosen("speaker") == ["Rima Saqqal"]


def test_eight_values_stand_open_and_the_rest_behind_show_all(
    visitor_of: Callable[[Iterable[Statement]], Visitor],
) -> None:
    many = [said(f"s{n}", f"Notice {n}", "harbour", by=[f"Speaker {n:03}"]) for n in range(60)]
    page = visitor_of(many).open("/")
    (speakers,) = page.html.select("fieldset[data-live=speaker]")
    (details,) = speakers.select("details")
    assert len(speakers.select("input")) - len(details.select("input")) == 8
    assert page.texts("fieldset[data-live=speaker] summary") == ["Show all 60 speakers"]
    assert len(speakers.select("input")) == 50
    full = visitor_of(many).open(page.links("fieldset[data-live=speaker] details p a")["Show all 60 speakers"])
    assert len(full.counts("speaker")) == 60


# Dates


def test_a_date_range_takes_days_months_and_years(visitor: Visitor) -> None:
    assert visitor.search(**{"from": "2022", "to": "2022-03"}).hits() == ["ceasefire", "ceasefire-ar", "talks"]
    exchanged = visitor.search(**{"from": "2023", "to": "2022"})
    assert "exchanged" in exchanged.text(".notes li")
    assert exchanged.total == visitor.search(**{"from": "2022", "to": "2023"}).total


def test_a_date_that_is_none_is_left_out_with_a_note(visitor: Visitor) -> None:
    page = visitor.search(**{"from": "yesterday"})
    assert page.total == 20
    assert "yesterday" in page.text(".notes li")


@pytest.mark.parametrize("words", ["", "ceasefire", "topic:water", "speaker:Haddoun"])
def test_the_histogram_adds_up_to_the_total_and_every_bar_is_a_link_that_keeps_its_word(
    visitor: Visitor, words: str
) -> None:
    page = visitor.search(words)
    figures = [int(cell.replace(",", "")) for cell in page.texts(".chart tbody td")]
    assert sum(figures) == page.total == int(page.text(".chart tfoot td"))
    for said_, address in page.links(".chart svg a").items():
        assert visitor.open(address).text("h1") == said_.rpartition(": ")[2]


# Order and pages


def test_sorting_is_a_link_and_the_current_order_is_marked(visitor: Visitor) -> None:
    page = visitor.search("harbour")
    assert page.texts(".sorts a[aria-current]") == ["Relevance"]
    oldest = visitor.open(page.links(".sorts a")["Oldest"])
    assert oldest.texts(".sorts a[aria-current]") == ["Oldest"]
    assert sorted(oldest.hits()) == sorted(page.hits())
    assert "Relevance" not in visitor.open("/").links(".sorts a")


def test_pages_are_numbered_and_together_hold_everything_once(visitor: Visitor) -> None:
    page = visitor.search(size="6")
    assert page.text(".pages [aria-current]") == "1"
    seen = page.hits()
    while (following := page.links(".pages a[rel=next]")) and len(seen) < 100:
        page = visitor.open(following["Next"])
        seen += page.hits()
    assert page.text("head > title") == "All – 20 statements (page 4 of 4) – Rostrum"
    assert sorted(seen) == sorted(statement.id for statement in COLLECTION)


def test_past_the_last_page_the_total_stays_and_the_way_back_is_shown(visitor: Visitor) -> None:
    page = visitor.search(page="40")
    assert (page.total, page.hits()) == (20, [])
    assert visitor.open(page.links(".beyond a")["The last page is 1"]).hits()[0] == "treaty"


def test_only_so_many_can_be_paged_to_and_the_page_says_so(
    visitor_of: Callable[[Iterable[Statement]], Visitor],
) -> None:
    visitor = visitor_of([said(f"s{n:04}", "", "harbour") for n in range(MAX_DEPTH + 5)])
    page = visitor.search(size="900", page="99999999")
    assert (page.status, page.total, page.hits()) == (200, MAX_DEPTH + 5, [])
    assert "at most 50" in page.texts(".notes li")[0]
    assert "Only the first 1,000" in page.texts(".notes li")[1]
    last = visitor.open(page.links(".beyond a")["The last page is 20"])
    assert len(last.hits()) == 50


# Nothing found


def test_when_nothing_is_found_each_change_offered_finds_what_it_says(visitor: Visitor) -> None:
    page = visitor.search("harbour xylophone", speaker="Marwan Kessab")
    assert page.total == 0
    assert page.text(".relaxing .missing") == "xylophone"
    offered = page.links(".relaxing li a")
    assert list(offered) == ["any of the words instead of all", "without xylophone", "without any words"]
    counts = page.texts(".relaxing li .count")
    assert [visitor.open(address).text("h1") for address in offered.values()] == counts


def test_no_link_anywhere_leads_to_nothing(visitor: Visitor) -> None:
    """A random walk over links and facet values: 200 steps, no dead end. The examples of the help page are not
    asked: they are about no collection."""
    chance = random.Random(11)
    page = visitor.open("/")
    for _ in range(200):
        page = visitor.open("/") if page.address.startswith("/help") else _step(visitor, page, chance)
        assert page.status == 200, page.address
        assert page.address.startswith(("/help", "/review", "/statements")) or page.total, page.address


def _step(visitor: Visitor, page: Page, chance: random.Random) -> Page:
    addresses = list(page.links("a[href]").values())
    boxes = [(n, v) for n in ("speaker", "topic", "year", "kind") for v, count in page.counts(n).items() if count]
    if boxes and chance.random() < 0.4:
        name, value = chance.choice(boxes)
        return visitor.submit(page, **{name: [*page.chosen(name), value], "page": "1"})
    return visitor.open(chance.choice(addresses))


# The address


def test_the_address_is_the_whole_search_and_gives_the_same_bytes(visitor: Visitor) -> None:
    address = "/?q=harbour&topic=labour&sort=oldest"
    assert visitor.client.get(address).data == visitor.client.get(address).data
    page = visitor.open(address)
    assert (page.chosen("topic"), page.texts(".sorts [aria-current]")) == (["labour"], ["Oldest"])


def test_submitting_the_form_keeps_order_and_size(visitor: Visitor) -> None:
    page = visitor.search("harbour", sort="oldest", size="2")
    again = visitor.submit(page, q="strike")
    assert parse_qs(urlsplit(again.address).query)["sort"] == ["oldest"]
    assert len(again.hits()) == 2


def test_what_the_visitor_holds_already_is_not_sent_again(visitor: Visitor) -> None:
    first = visitor.client.get("/?q=harbour")
    again = visitor.client.get("/?q=harbour", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = visitor.client.get("/?q=strike", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


# For everyone


def test_the_page_has_landmarks_one_heading_and_every_control_a_label(visitor: Visitor) -> None:
    page = visitor.search("harbour")
    assert len(page.html.select("h1")) == 1
    assert len(page.html.select("main")) == 1
    assert page.html.select_one("form[role=search]") is not None
    assert page.html.select_one("html")["lang"] == "en"
    assert page.html.select_one("h1 [role=status]") is not None
    assert page.texts(".skip a") == ["Skip to the results", "Skip to the filters"]
    for control in page.html.select("input:not([type=hidden])"):
        assert control.find_parent("label") or page.html.select(f"label[for={control.get('id')}]"), control
    for group in page.html.select("fieldset"):
        assert group.find("legend") is not None


def test_every_example_of_the_help_page_is_a_search_without_complaint(visitor: Visitor) -> None:
    examples = visitor.open("/help").links("dt a")
    assert len(examples) > 10
    for words, address in examples.items():
        page = visitor.open(address)
        assert page.status == 200
        assert page.texts(".notes li") == [], words
