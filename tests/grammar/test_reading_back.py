"""The query said in plain English, filters included."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.fields import UNDATED
from indexer.grammar import compose, parse
from indexer.query import Filters

SAID = {
    "": "all statements",
    "harbour": "statements with harbour",
    "harbour strike": "statements with harbour and strike",
    "a b c": "statements with a, b and c",
    "a OR b c": "statements with a or (b and c)",
    "(a OR b) c": "statements with (a or b) and c",
    '"open the gates"': 'statements with "open the gates"',
    "cease*": 'statements with words beginning with "cease"',
    '"aid road"~5': "statements with aid near road (at most 5 words between)",
    '"aid road"~1': "statements with aid near road (at most 1 word between)",
    '"aid road"~0': "statements with aid near road (side by side)",
    "-war": "statements without war",
    "-war -peace": "statements without war or peace",
    "-(war peace)": "statements without (war and peace)",
    "truce -war": "statements with truce but not war",
    "truce -(war OR siege)": "statements with truce but not (war or siege)",
    "truce -war -siege": "statements with truce but not war or siege",
    "truce OR -war": "statements with truce or not war",
    "title:dam": "statements with dam in the title",
    "body:dam": "statements with dam in the text",
    "speaker:Haddoun": "statements by a speaker named Haddoun",
    "topic:water organisation:Council": "statements on a topic named water, from an organisation named Council",
    "kind:speech": "statements of a kind named speech",
    "language:ar": "statements in Arabic",
    "language:(english OR ar)": "statements in English or Arabic",
    "language:klingon": "statements in klingon",
    "-language:en": "statements not in English",
    "peace speaker:(Haddoun OR Saqqal)": "statements with peace, by a speaker named Haddoun or Saqqal",
    "speaker:Haddoun OR water": "statements either by a speaker named Haddoun or with water",
    "since:2020": "statements since 2020",
    "peace since:2020-03": "statements with peace, since March 2020",
    "before:2020-03-15": "statements until 14 March 2020",
    "until:2020-03": "statements until the end of March 2020",
    "until:2020": "statements until the end of 2020",
    "in:2023": "statements in 2023",
    "in:2023-05": "statements in May 2023",
    "on:2023-05-07": "statements on 7 May 2023",
    "2019..2021": "statements from 2019 to 2021",
    "2019..2021-05": "statements from 2019 to the end of May 2021",
    "2019-05-07..2021-05": "statements from 7 May 2019 to the end of May 2021",
    "-in:2020": "statements not in 2020",
    "in:2020 OR in:2022": "statements either in 2020 or in 2022",
    "until:9999": "statements until the end of 9999",
}


@pytest.mark.parametrize(("typed", "said"), SAID.items())
def test_a_query_is_said_as_a_person_would(typed: str, said: str) -> None:
    assert parse(typed).read_back == said
    assert compose(typed).read_back == said


def filters(since: date | None = None, until: date | None = None, **chosen: set[str]) -> Filters:
    narrowed = Filters(since=since, until=until)
    for name, values in chosen.items():
        narrowed = narrowed.with_values(name, frozenset(values))
    return narrowed


NARROWED = [
    ("", filters(speaker={"Salma Haddoun"}), "statements by Salma Haddoun"),
    ("water", filters(speaker={"B", "A"}), "statements with water, by A or B"),
    ("water", filters(year={"2021"}, topic={"aid, relief"}), "statements with water, on aid, relief, in 2021"),
    ("", filters(year={UNDATED}), "statements undated"),
    ("", filters(year={"2021", UNDATED}), "statements in 2021 or undated"),
    ("", filters(month={"2021-09"}), "statements in September 2021"),
    ("", filters(language={"ar"}, kind={"speech"}), "statements of the kind speech, in Arabic"),
    ("", filters(organisation={"Council"}), "statements from Council"),
    ("", filters(since=date(2020, 3, 1)), "statements since March 2020"),
    ("-war", filters(since=date(2020, 3, 1), until=date(2020, 3, 1)), "statements without war, on 1 March 2020"),
]


@pytest.mark.parametrize(("typed", "narrowed", "said"), NARROWED)
def test_filters_are_said_with_the_words(typed: str, narrowed: Filters, said: str) -> None:
    assert compose(typed, filters=narrowed).read_back == said
