"""Who makes the statement, who is quoted in it, who is only named: with the rule and the words that show it."""

from __future__ import annotations

import pytest

from indexer.statement import Statement
from tests.extraction.conftest import PROSE, Read, page

PLAIN = f"{PROSE}\n\n{PROSE.replace('winter', 'spring')}"
TODAY = "12 May 2016"


def article(header: str, body: str = "", head: str = "") -> str:
    return page(f"<article><h1>Oil for the light</h1>{header}<p>{PROSE}</p>{body}<p>{PROSE}</p></article>", head)


def names(statement: Statement) -> list[str]:
    return [speaker.name for speaker in statement.speakers]


def turns(*said: str) -> str:
    return f"A talk about oil\n\n{TODAY}\n\n" + "\n\n".join(said)


SAYS = "We have asked for oil before the winter, and the council has answered that there is none."

PAGES = {
    "a meta tag": (article("", head='<meta name="speaker" content="Anna Finch">'), ["Anna Finch"]),
    "JSON-LD": (
        article(
            "", head='<script type="application/ld+json">{"@type":"Article","speaker":{"name":"Anna Finch"}}</script>'
        ),
        ["Anna Finch"],
    ),
    "a labelled line": (article("<p>Speaker: Anna Finch</p>"), ["Anna Finch"]),
    "an attribution line": (
        article("<p>Office of the Spokesperson</p><p>The following is attributable to Spokesperson Anna Finch:</p>"),
        ["Anna Finch"],
    ),
    "a byline with an office": (article("<p>Anna Finch, Minister of Works</p>"), ["Anna Finch"]),
    "a byline with by": (article("<p>By Anna Finch · 2 min read</p>"), ["Anna Finch"]),
    "remarks by": (article("<p>Remarks by Minister of Works Anna Finch</p>"), ["Anna Finch"]),
    "testimony of": (article("<p>Testimony of Anna Finch, nurse. Questions by the chair</p>"), ["Anna Finch"]),
    "an interview with an office": (article("<p>Interview with Anna Finch, union secretary</p>"), ["Anna Finch"]),
    "a name above the text that returns": (
        article("<p>Anna Finch</p>", "<p>Finch has said so before.</p>"),
        ["Anna Finch"],
    ),
    "two who sign together": (
        article("<p>Statement by Minister Anna Finch and Senator Paul Bell</p>"),
        ["Anna Finch", "Paul Bell"],
    ),
    "the author that the page names": (
        article(
            "",
            head='<script type="application/ld+json">{"@type":"Article","author":{"name":"Anna Finch"}}</script>',
        ),
        ["Anna Finch"],
    ),
    "an office speaks": (article("<p>Office of the Spokesperson</p>"), []),
    "an interviewer is named without office": (article("<p>Interview with Anna Finch on Harbour Radio</p>"), []),
    "a place is no name": (article("<p>Rose Garden</p>", "<p>The garden was full.</p>"), []),
    "a body is no person": (article("<p>By the Relief Corps, Health Desk</p>"), []),
}


@pytest.mark.parametrize(("content", "expected"), PAGES.values(), ids=PAGES)
def test_of_a_page(read_as: Read, content: str, expected: list[str]) -> None:
    said = read_as(content, "a.html")
    assert names(said) == expected
    assert all(speaker.basis and speaker.evidence for speaker in said.speakers)


TEXTS = {
    "a header in capitals": (f"REMARKS BY MINISTER OF WORKS ANNA FINCH\n{TODAY}\n\n{PLAIN}", ["Anna Finch"]),
    "a title with a colon": (f"ANNA FINCH: “THE LIGHT IS OUT”\n{TODAY}\n\n{PLAIN}", ["Anna Finch"]),
    "made the following statement": (
        f"Oil for the light\n\n{TODAY}\n\nAnna Finch, Minister of Works, today made the following "
        f"statement.\n\n{PLAIN}",
        ["Anna Finch"],
    ),
    "turns, and those who ask": (
        turns(
            "QUESTION: Is the light out?", f"MINISTER FINCH: {SAYS}", "QUESTION: Since when?", f"MINISTER FINCH: {SAYS}"
        ),
        ["Finch"],
    ),
    "an interviewer is known by the questions": (
        turns("BELL: Is the light out?", f"FINCH: {SAYS}", "BELL: Since when is it out?", f"FINCH: {SAYS}"),
        ["Finch"],
    ),
    "beside an office a surname asks": (
        turns("BELL: Good morning.", f"MINISTER FINCH: {SAYS}", "BELL: A pleasure.", f"MINISTER FINCH: {SAYS}"),
        ["Finch"],
    ),
    "labels in small letters": (
        turns(
            "The Shed: Is it out?",
            f"Finch: {SAYS}",
            "The Shed: Since when?",
            f"Finch: {SAYS}",
            "The Shed: Why?",
            f"Finch: {SAYS}",
        ),
        ["Finch"],
    ),
    "the first label gives the name in full": (
        turns(f"JUDGE ANNA FINCH: {SAYS}", "Q: Since when?", f"FINCH: {SAYS}", "Q: And now?", f"FINCH: {SAYS}"),
        ["Anna Finch"],
    ),
    "quoted throughout": (
        f"Union asks for oil\n\n{TODAY}\n\nPresident of the Harbour Union Anas al-Zahr said that the light is out. "
        f"Zahr added that there is no oil. {PROSE}",
        ["Anas al-Zahr"],
    ),
    "an officer of the body that issues it": (
        f"Harbour Union Asks for Oil\n\n{TODAY}\n\nThe light is out since Monday. It was lit for ninety "
        f"years. Nobody knows "
        "why it went out. Vice-president of the Harbour Union Anas al-Zahr said that there is no "
        "oil.\n\n(Source: Harbour Union)",
        ["Anas al-Zahr"],
    ),
    "quoted by another": (
        f"Council has no oil\n\n{TODAY}\n\nThe council met on Monday. It has no oil. {PROSE} The minister "
        f"of works, Anna "
        "Finch, said that she had read the letter.",
        [],
    ),
    "a signature": (
        f"To the council\n\n{TODAY}\n\n{PLAIN}\n\nYours faithfully,\n\nAnna Finch\n\nSecretary",
        ["Anna Finch"],
    ),
    "nobody": (f"Oil for the light\n\n{TODAY}\n\n{PLAIN}", []),
}


@pytest.mark.parametrize(("content", "expected"), TEXTS.values(), ids=TEXTS)
def test_of_a_text(read_as: Read, content: str, expected: list[str]) -> None:
    assert names(read_as(content)) == expected


def test_a_name_is_the_preferred_one_with_the_office_held_on_that_day(read_as: Read) -> None:
    said = {year: read_as(f"Words of Myra Solane\n\n12 May {year}\n\n{PLAIN}").speakers[0] for year in (2015, 2018)}
    assert said[2015].name == said[2018].name == "Mira Solane"
    assert said[2015].role == "Deputy Mayor of Ostrava Bay"
    assert said[2018].role == "Mayor of Ostrava Bay"


def test_an_office_is_whoever_held_it_that_day_in_the_body_that_issues_it(read_as: Read) -> None:
    text = f"BAY COUNCIL\n12 May 2018\n\nREMARKS BY THE MAYOR ON OIL\n\n{PLAIN}"
    (speaker,) = read_as(text).speakers
    assert (speaker.name, speaker.role) == ("Mira Solane", "Mayor of Ostrava Bay")
    assert "people.toml" in speaker.basis


def test_an_office_of_a_state_is_whoever_held_it_that_day(read_as: Read) -> None:
    header = "THE WHITE HOUSE\nOffice of the Press Secretary\nJune 15, 1999\n\nREMARKS BY THE PRESIDENT ON OIL\n\n"
    (speaker,) = read_as(header + PLAIN).speakers
    assert (speaker.name, speaker.role) == ("Bill Clinton", "President of the United States")
    assert "list of offices" in speaker.basis


def test_an_office_that_nobody_is_known_to_hold_is_a_reason_and_no_name(read_as: Read) -> None:
    said = read_as(turns("REPORTER: Is it out?", f"THE GOVERNOR: {SAYS}", "REPORTER: Why?", f"THE GOVERNOR: {SAYS}"))
    assert said.speakers == ()
    assert [reason.value for reason in said.reasons if reason.field == "office"] == ["Governor"]


def test_an_office_takes_the_name_by_which_it_is_spoken_to(read_as: Read) -> None:
    said = read_as(
        turns("REPORTER: Mr Finch, is it out?", f"THE GOVERNOR: {SAYS}", "REPORTER: Why?", f"THE GOVERNOR: {SAYS}")
    )
    assert names(said) == ["Finch"]


def test_who_is_quoted_and_who_is_named_are_kept_apart(read_as: Read) -> None:
    text = (
        f"Council has no oil\n\n{TODAY}\n\nThe council met on Monday. It has no oil. {PROSE} The deputy "
        f"mayor, Mira Solane, "
        "said that she had read the letter of Kareem Haddel."
    )
    said = read_as(text)
    assert names(said) == []
    assert [quoted.name for quoted in said.quoted] == ["Mira Solane"]
    assert [mentioned.name for mentioned in said.mentioned] == ["Karim al-Haddel"]


ARABIC = "يطلب حرّاس المنارة الشمالية زيتًا قبل الشتاء، وقد أجاب المجلس بأن ليس عنده زيت، وقرأنا الجواب مرتين."
IN_ARABIC = {
    "a title": (f"كلمة ميرا سولان في افتتاح المنارة\n12 أيار 2018\n\n{ARABIC}", ["Mira Solane"]),
    "a byline": (f"زيت للمنارة\nميرا سولان، عمدة الخليج\n12 أيار 2018\n\n{ARABIC}", ["Mira Solane"]),
    "an unknown person": (f"زيت للمنارة\nبقلم: سليم حاطوم، أمين السر\n12 أيار 2018\n\n{ARABIC}", ["سليم حاطوم"]),
    "an officer is quoted": (
        f"مجلس الخليج\n\nزيت للمنارة\n\n12 أيار 2018\n\nقالت ميرا سولان، عمدة الخليج، إن المنارة أُطفئت. {ARABIC}",
        ["Mira Solane"],
    ),
    "a signature": (f"إلى المجلس\n\n12 أيار 2018\n\n{ARABIC}\n\n{ARABIC}\n\nكريم الهدال", ["Karim al-Haddel"]),
}


@pytest.mark.parametrize(("content", "expected"), IN_ARABIC.values(), ids=IN_ARABIC)
def test_in_arabic(read_as: Read, content: str, expected: list[str]) -> None:
    assert names(read_as(content)) == expected
