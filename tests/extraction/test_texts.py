"""A plain text -> its title, its header and its paragraphs."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.statement import Precision
from tests.extraction.conftest import PROSE, Read

SECOND = "We shall write a third time, by the same boat, and we ask that the answer be read before it is sent."


def test_a_header_of_labels(read_as: Read) -> None:
    said = read_as(
        "Title: Oil for the light\nDate: 12 May 2016\nSpeaker: Mira Solane\nTopic: oil; water\nPlace: Koumrat\n"
        f"Organisation: Bay Council\nKind: letter\n\nFriends,\n\n{PROSE}\n"
    )
    assert (said.title, said.date.value, said.kind) == ("Oil for the light", date(2016, 5, 12), "letter")
    assert (said.organisation, said.places) == ("Bay Council", ("Qumrat",))
    assert [speaker.name for speaker in said.speakers] == ["Mira Solane"]
    assert said.topics == ("oil", "water")
    assert said.paragraphs == ("Friends,", PROSE)


def test_a_header_of_arabic_labels(read_as: Read) -> None:
    arabic = "يطلب حرّاس المنارة الشمالية زيتًا قبل الشتاء، وقد أجاب المجلس بأن ليس عنده زيت."
    said = read_as(
        f"العنوان: زيت للمنارة\nالتاريخ: ١٢ أيار ٢٠١٦\nالمتحدثة: ميرا سولان، عمدة الخليج\nالموضوع: المياه\n\n{arabic}"
    )
    assert (said.title, said.date.value, said.language) == ("زيت للمنارة", date(2016, 5, 12), "ar")
    assert [speaker.name for speaker in said.speakers] == ["Mira Solane"]
    assert said.topics == ("water",)


def test_a_typewritten_header(read_as: Read) -> None:
    said = read_as(
        "BAY COUNCIL\nOffice of the Clerk\n____________________________________\n"
        f"For Immediate Release                         May 12, 2016\n\nOIL FOR THE\nNORTHERN "
        f"LIGHT\n\n{PROSE}\n\n{SECOND}\n"
    )
    assert (said.title, said.date.value) == ("OIL FOR THE NORTHERN LIGHT", date(2016, 5, 12))
    assert (said.organisation, said.kind) == ("Bay Council", "press release")
    assert said.paragraphs == (PROSE, SECOND)


def test_a_dateline_before_the_heading(read_as: Read) -> None:
    said = read_as(f"QUMRAT, 12 May 2016 - Words of Mira Solane to the keepers of the light\n\n{PROSE}\n\n{SECOND}")
    assert said.title == "Words of Mira Solane to the keepers of the light"
    assert (said.date.value, said.date.basis) == (date(2016, 5, 12), "dateline")
    assert said.paragraphs == (PROSE, SECOND)


def test_everything_in_one_line(read_as: Read) -> None:
    said = read_as(f"Saturday 14 May 2016 18:05 Keepers Ask the Council for Oil. {PROSE}")
    assert (said.title, said.date.value) == ("Keepers Ask the Council for Oil", date(2016, 5, 14))
    assert said.text == PROSE


def test_wrapped_lines_are_joined_and_turns_are_not(read_as: Read) -> None:
    said = read_as(
        "OIL FOR THE LIGHT\nTuesday, May 10, 2016\n\nMAYOR SOLANE: We have asked for\noil, and the "
        "council has\nanswered.\n"
        "QUESTION: And what did it\nanswer?\nMAYOR SOLANE: That there is\nnone.\n"
    )
    assert said.paragraphs == (
        "MAYOR SOLANE: We have asked for oil, and the council has answered.",
        "QUESTION: And what did it answer?",
        "MAYOR SOLANE: That there is none.",
    )


def test_a_single_line(read_as: Read) -> None:
    said = read_as("The light is out.")
    assert (said.title, said.text, said.date.precision) == ("The light is out.", "The light is out.", Precision.NONE)


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("Title: Oil\n\nThe light burns.", "Oil", "The light burns."),
        ("Oil for the light\n\nIt burns.\n\nCome and see.", "Oil for the light", "It burns.\n\nCome and see."),
        ("FOR IMMEDIATE RELEASE\n\n12 May 2016\n\nThe quay is open\n\nCome in.", "The quay is open", "Come in."),
        ("Nothing more", "Nothing more", "Nothing more"),
    ],
)
def test_a_text_of_short_lines_keeps_its_body(read_as: Read, text: str, title: str, body: str) -> None:
    said = read_as(text)
    assert (said.title, said.text) == (title, body)
