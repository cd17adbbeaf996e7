"""What is typed -> the clause it asks for, without a note: the syntax, one line for each thing one can write."""

from __future__ import annotations

import pytest

from indexer.grammar import compose, parse
from indexer.query import AllOf, AnyOf, Clause, Everything, Filters, Near, Not, Phrase, Prefix, Sort, Words


def both(*clauses: Clause) -> Clause:
    return AllOf(clauses)


def either(*clauses: Clause) -> Clause:
    return AnyOf(clauses)


a, b, c, d = map(Words, "abcd")

WORDS = {
    "": Everything(),
    " \t\n": Everything(),
    "()": Everything(),
    '""': Everything(),
    "harbour": Words("harbour"),
    "harbour strike": both(Words("harbour"), Words("strike")),
    "harbour  harbour": Words("harbour"),
    "peace, war; talks": both(Words("peace"), Words("war"), Words("talks")),
    "peace,war": both(Words("peace"), Words("war")),
    "سلام،حرب": both(Words("سلام"), Words("حرب")),
    "peace — talks.": both(Words("peace"), Words("talks")),
    "1,000 U.S. al-Bahra": both(Words("1,000"), Words("U.S"), Words("al-Bahra")),
    "O’Brien's 12:30": both(Words("O’Brien's"), Words("12:30")),
    "https://council.example/founding": Words("https://council.example/founding"),
    "and or not near": both(Words("and"), Words("or"), Words("not"), Words("near")),
    "Not And": both(Words("Not"), Words("And")),
    "north-east --war": both(Words("north-east"), Words("war")),
    "- war": Words("war"),
    "we said: peace": both(Words("we"), Words("said"), Words("peace")),
    "said: (a OR b)": both(Words("said"), either(a, b)),
    "said:": Words("said"),
    "السلام": Words("السلام"),
    "\u200fسلام\u200e": Words("سلام"),
    "pea\x00ce \ud800war": both(Words("pea"), Words("ce"), Words("war")),
}
PHRASES = {
    '"open the gates"': Phrase("open the gates"),
    '"peace"': Phrase("peace"),
    "“open the gates”": Phrase("open the gates"),
    "«وقف إطلاق النار»": Phrase("وقف إطلاق النار"),
    '"open  the\ngates!"': Phrase("open the gates"),
    '"NOT AND (OR) -x"': Phrase("NOT AND (OR) -x"),
    'gates "open the"sea': both(Words("gates"), Phrase("open the"), Words("sea")),
    '"" peace': Words("peace"),
    'a ""~5 b': both(a, b),
}
OPERATORS = {
    "a AND b": both(a, b),
    "a OR b": either(a, b),
    "a OR b c": either(a, both(b, c)),
    "a b OR c d": either(both(a, b), both(c, d)),
    "a OR b AND c OR d": either(a, both(b, c), d),
    "(a OR b) c": both(either(a, b), c),
    "(a OR b)(c OR d)": both(either(a, b), either(c, d)),
    "a OR (b OR c)": either(a, b, c),
    "((a)) (b)": both(a, b),
    "a OR a": a,
    "-a": Not(a),
    "−a": Not(a),
    "NOT a": Not(a),
    "NOT NOT a": a,
    "NOT -a": a,
    "-a -b": both(Not(a), Not(b)),
    "a -b": both(a, Not(b)),
    "a NOT b": both(a, Not(b)),
    "a AND NOT b": both(a, Not(b)),
    "a OR NOT b": either(a, Not(b)),
    "-(a b)": Not(both(a, b)),
    "NOT (a OR b) c": both(Not(either(a, b)), c),
    "-(-a)": a,
    '-"a b" c': both(Not(Phrase("a b")), c),
    "(-a)": Not(a),
}
PREFIXES = {
    "cease*": Prefix("cease"),
    "-cease*": Not(Prefix("cease")),
    "cease**": Prefix("cease"),
    "(cease*).": Prefix("cease"),
    "al-qat*": Prefix("al-qat"),
    "معتق*": Prefix("معتق"),
    "title:cease*": Prefix("cease", "title"),
}
NEAR = {
    '"aid Hazmeen"~5': Near("aid Hazmeen", 5),
    '"aid Hazmeen"~0': Near("aid Hazmeen", 0),
    '"aid Hazmeen"~٥': Near("aid Hazmeen", 5),
    "aid NEAR/5 Hazmeen": Near("aid Hazmeen", 5),
    "aid NEAR Hazmeen": Near("aid Hazmeen", 10),
    "aid NEAR/2 road NEAR/3 Hazmeen": Near("aid road Hazmeen", 3),
    "aid NEAR/3 road NEAR/2 Hazmeen": Near("aid road Hazmeen", 3),
    'aid NEAR/2 "open road"': Near("aid open road", 2),
    '-"aid road"~5': Not(Near("aid road", 5)),
    "-aid NEAR/5 road": Not(Near("aid road", 5)),
    "a aid NEAR/5 road b": both(a, Near("aid road", 5), b),
    "title:aid NEAR/5 road": Near("aid road", 5, "title"),
    'body:"aid road"~5': Near("aid road", 5, "body"),
    '"peace"~5': Words("peace"),
    '"al-Bahra"~5': Near("al-Bahra", 5),
}
FIELDS = {
    "title:dam": Words("dam", "title"),
    "body:dam text:wall النص:سد": both(Words("dam", "body"), Words("wall", "body"), Words("سد", "body")),
    "speaker:Haddoun by:Saqqal": both(Words("Haddoun", "speaker"), Words("Saqqal", "speaker")),
    "topic:water": Words("water", "topic"),
    "kind:speech organisation:council": both(Words("speech", "kind"), Words("council", "organisation")),
    "organization:a org:b": both(Words("a", "organisation"), Words("b", "organisation")),
    "SPEAKER:Haddoun": Words("Haddoun", "speaker"),
    "speaker: Haddoun": Words("Haddoun", "speaker"),
    "speaker：Haddoun": Words("Haddoun", "speaker"),
    "-speaker:Haddoun": Not(Words("Haddoun", "speaker")),
    "المتحدث:سلمى": Words("سلمى", "speaker"),
    "الجهه:المجلس": Words("المجلس", "organisation"),
    "topic:aid,relief": Words("aid,relief", "topic"),
    'speaker:"Salma Haddoun"': Phrase("Salma Haddoun", "speaker"),
    "title:(a OR b)": either(Words("a", "title"), Words("b", "title")),
    "title:(a body:b)": both(Words("a", "title"), Words("b", "body")),
    "-title:(a -b)": Not(both(Words("a", "title"), Not(Words("b", "title")))),
    "title:OR": Words("OR", "title"),
}
LANGUAGES = {
    f"language:{typed}": Words(code, "language")
    for code, names in {
        "en": ["en", "EN", "english", "English", '"English"', "الإنجليزية", "الانكليزية"],
        "ar": ["ar", "arabic", "العربية", "العربيه", "عربي"],
        "fr": ["french", "français", "Francais"],
        "und": ["und", "unknown"],
        "klingon": ["klingon"],
    }.items()
    for typed in names
} | {
    "lang:en": Words("en", "language"),
    "اللغة:العربية": Words("ar", "language"),
    "language:(english OR arabic)": either(Words("en", "language"), Words("ar", "language")),
}


@pytest.mark.parametrize(
    ("typed", "clause"),
    [line for table in (WORDS, PHRASES, OPERATORS, PREFIXES, NEAR, FIELDS, LANGUAGES) for line in table.items()],
)
def test_what_is_typed_is_understood_without_a_note(typed: str, clause: Clause) -> None:
    parsed = parse(typed)
    assert parsed.clause == clause
    assert parsed.notes == ()


LOOSELY = {
    "a": a,
    "a b": either(a, b),
    'a "b c" cease*': either(a, Phrase("b c"), Prefix("cease")),
    "a AND b c": either(both(a, b), c),
    "a b OR c": either(a, b, c),
    "(a b) c": either(both(a, b), c),
    "a b -c": both(either(a, b), Not(c)),
    "-a -b": both(Not(a), Not(b)),
    "title:a b": either(Words("a", "title"), b),
    "speaker:a b c": both(Words("a", "speaker"), either(b, c)),
    "speaker:a speaker:b topic:c": both(either(Words("a", "speaker"), Words("b", "speaker")), Words("c", "topic")),
    "we said: peace": either(Words("we"), Words("said"), Words("peace")),
    "(speaker:a OR b) c": either(Words("a", "speaker"), b, c),
    "": Everything(),
}


@pytest.mark.parametrize(("typed", "clause"), LOOSELY.items())
def test_any_makes_alternatives_of_words_and_keeps_what_narrows(typed: str, clause: Clause) -> None:
    assert parse(typed, match="any").clause == clause


@pytest.mark.parametrize("typed", ["", "*", "-war", "since:2020", "-war since:2020"])
def test_without_words_to_be_relevant_to_the_newest_come_first(typed: str) -> None:
    assert compose(typed).sort is Sort.NEWEST
    assert compose(typed, sort=Sort.OLDEST).sort is Sort.OLDEST


@pytest.mark.parametrize("typed", ["war", '"a b"', "speaker:Haddoun", "since:2020 war", "war*", '"a b"~3'])
def test_with_words_the_most_relevant_come_first(typed: str) -> None:
    assert compose(typed).sort is Sort.RELEVANCE
    assert compose(typed, sort=Sort.NEWEST).sort is Sort.NEWEST


def test_a_query_holds_all_that_was_asked() -> None:
    filters = Filters().with_values("speaker", frozenset({"Salma Haddoun"}))
    query = compose("water cease*d", filters=filters, sort=Sort.OLDEST, page=3, size=10, match="any")
    assert query.clause == either(Words("water"), Prefix("cease"))
    assert (query.filters, query.sort, query.page, query.size) == (filters, Sort.OLDEST, 3, 10)
    assert query.read_back == 'statements with water or words beginning with "cease", by Salma Haddoun'
    assert query.notes == parse("water cease*d").notes != ()
