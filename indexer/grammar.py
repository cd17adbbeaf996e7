"""The visitor's words -> a clause, in our own syntax. Never raises; notes what it ignored."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.language import stem_alternatives
from indexer.query import PAGE_SIZE, AllOf, AnyOf, Clause, Everything, Filters, Phrase, Query, Sort, Words

_PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Parsed:
    """`read_back` is the clause said in words; `notes` say what was ignored or changed."""

    clause: Clause
    read_back: str
    notes: tuple[str, ...] = ()


def parse(words: str, *, match: str = "all") -> Parsed:
    """The clause that the words ask for; `match` "any" joins top-level words by OR."""
    found: list[Clause] = [Words(m[2]) if m[2] else Phrase(m[1]) for m in _PIECE.finditer(words[:256])]
    children = tuple(c for c in found if isinstance(c, Words | Phrase) and stem_alternatives(c.text))[:16]
    if not children:
        return Parsed(Everything(), "all statements")
    said = " and ".join(f'"{c.text}"' if isinstance(c, Phrase) else c.text for c in children)
    clause = children[0] if len(children) == 1 else AnyOf(children) if match == "any" else AllOf(children)
    return Parsed(clause, f"statements with {said}")


def compose(words: str, *, filters: Filters | None = None, sort: Sort | None = None, page: int = 1,
            size: int = PAGE_SIZE, match: str = "all") -> Query:
    """The query for an engine; without a sort, by relevance, or newest first when it has no words."""
    parsed = parse(words, match=match)
    usual = Sort.NEWEST if isinstance(parsed.clause, Everything) else Sort.RELEVANCE
    return Query(clause=parsed.clause, filters=filters or Filters(), sort=sort or usual, page=page, size=size,
                 read_back=parsed.read_back, notes=parsed.notes)
