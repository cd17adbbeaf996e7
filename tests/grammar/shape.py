"""What every parsed query keeps, whatever was typed."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.fields import BY_NAME
from indexer.grammar import Parsed
from indexer.language import exact_sequence, prefix_of, stem_alternatives, stem_sequence
from indexer.query import AllOf, AnyOf, Between, Clause, Everything, Near, Not, Phrase, Prefix, Words

DEEPEST = 17  # five levels, the top and four brackets, each of OR, AND and NOT; "any" adds two joins to the top
MOST_TERMS = 16


def check(parsed: Parsed) -> None:
    """Fails unless the clause is bounded and has no empty part, and the notes and what is read back are sentences."""
    if parsed.clause != Everything():
        terms = list(_checked(parsed.clause, DEEPEST))
        assert 1 <= len(terms) <= MOST_TERMS
    assert parsed.read_back == "all statements" or parsed.read_back.startswith("statements ")
    assert len(set(parsed.notes)) == len(parsed.notes)
    for said in (parsed.read_back, *parsed.notes):
        assert said.encode()
        assert not {"\x00", "\n", "\u202e", "\u2066"} & set(said)
    for note in parsed.notes:
        assert len(note) < 200
        assert note.endswith(".")
        assert note[0].isupper() or note[0] in "“*~"


def _checked(clause: Clause, depth: int) -> Iterator[Clause]:
    """The terms, those that are excluded too."""
    assert depth > 0
    match clause:
        case AllOf(children) | AnyOf(children):
            assert len(set(children)) == len(children) > 1
            for child in children:
                assert type(child) is not type(clause)
                yield from _checked(child, depth - 1)
        case Not(child):
            assert not isinstance(child, Not)
            yield from _checked(child, depth - 1)
        case _:
            _check_term(clause)
            yield clause


def _check_term(term: Clause) -> None:
    assert not isinstance(term, Everything)
    if isinstance(term, Words | Phrase | Near | Prefix):
        assert term.field is None or BY_NAME[term.field].text
        assert term.text == term.text.strip()
        assert term.text.isprintable() or min(c for c in term.text if not c.isprintable()) >= "\u00ad"
    match term:
        case Words(text):
            assert stem_alternatives(text)
        case Phrase(text):
            assert exact_sequence(text)
        case Near(text, slop):
            assert 2 <= len(stem_sequence(text)) <= 8
            assert 0 <= slop <= 10
        case Prefix(text):
            assert len(prefix_of(text)) >= 3
        case Between(since, until):
            assert since or until
