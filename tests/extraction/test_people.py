"""The words of a line -> the persons and offices that it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extraction.people import people_in
from indexer.extraction.person_names import is_name, surname_of

LINES = {
    "Anna B. Finch, Minister of Works": [("Anna B. Finch", "Minister of Works")],
    "Minister of Works Anna Finch": [("Anna Finch", "Minister of Works")],
    "Anna Finch": [("Anna Finch", "")],
    "Dr. Anna Finch, Head of the Harbour Corps": [("Anna Finch", "Head of the Harbour Corps")],
    "President of the Harbour Union Anas al-Hadi": [("Anas al-Hadi", "President of the Harbour Union")],
    "Hadi al-Zahr president of the Harbour Union warns": [("Hadi al-Zahr", "president of the Harbour Union")],
    "THE PRIME MINISTER, MR. HAROLD O'FINCH": [("Harold O'Finch", "Prime Minister")],
    "THE PRIME MINISTER, SIR ROBERT FINCH": [("Robert Finch", "Prime Minister")],
    "THE PRIME MINISTER THE HON PJ FINCH MP PRESS CONFERENCE": [("P.J. Finch", "Prime Minister")],
    "the Prime Minister and Minister for Works, Mr Finch, announced": [("Finch", "Prime Minister, Minister for Works")],
    "the Prime Minister, Senator John Finch": [("John Finch", "Prime Minister, Senator")],
    "His Excellency the Minister of Water and Land, Mr Yusuf Tarab": [("Yusuf Tarab", "Minister of Water and Land")],
    "Deputy Attorney General Rod J. Finch": [("Rod J. Finch", "Deputy Attorney General")],
    "Assistant to the President for Homeland Security Lisa Finch": [
        ("Lisa Finch", "Assistant to the President for Homeland Security")
    ],
    "President Finch, French President Duval, and British Prime Minister Brown": [
        ("Finch", "President"),
        ("Duval", "French President"),
        ("Brown", "British Prime Minister"),
    ],
    "the President, Mrs. Finch and Dr. Bell": [("", "President"), ("Finch", ""), ("Bell", "")],
    "President Finch and Prime Minister Bell of Qumrat at the harbour": [
        ("Finch", "President"),
        ("Bell", "Prime Minister"),
    ],
    "the President and First Lady": [("", "President"), ("", "First Lady")],
    "the President to the Nation": [("", "President")],
    "the President Commemorating the Dead": [("", "President")],
    "PRIME MINISTER PRESS STATEMENT NO. 203": [("", "Prime Minister")],
    "President of the": [("", "President")],
    "Chairman of Qumrat": [("", "Chairman of Qumrat")],
    "Senator Finch Announces a Grant": [("Finch", "Senator")],
    "Office of the Spokesperson": [],
    "Ministry of Works": [],
    "Brussels, Belgium": [],
    "Joint Session of Congress": [],
    "ليث قنديل، عضو لجنة الصياغة": [("ليث قنديل", "عضو لجنة الصياغة")],
    "القاضي فارس وهبة، رئيس الهيئة": [("فارس وهبة", "رئيس الهيئة")],
}


@pytest.mark.parametrize(("line", "expected"), LINES.items())
def test_persons_and_offices(line: str, expected: list[tuple[str, str]]) -> None:
    assert [(person.name, person.role) for person in people_in(line)] == expected


@pytest.mark.parametrize("name", ["Anna Finch", "Anas al-Hadi", "Ludwig van der Berg", "J. M. O'Neill", "مروان كسّاب"])
def test_what_can_be_a_name(name: str) -> None:
    assert is_name(name.split())


@pytest.mark.parametrize("line", ["Finch", "Press Office", "finch and bell", "Minister Finch", "Room 12", "of the"])
def test_what_cannot_be_a_name(line: str) -> None:
    assert not is_name(line.split())


@pytest.mark.parametrize("name", ["Anas al-Hadi", "Anas Al-Hadi", "HADI", "M. Hadi"])
def test_a_surname_is_compared_without_its_article(name: str) -> None:
    assert surname_of(name) == "hadi"


@given(st.text(max_size=200))
def test_any_line_is_read_without_an_error(line: str) -> None:
    assert all(person.name or person.role for person in people_in(line))
