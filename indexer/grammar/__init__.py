"""The visitor's words -> a clause, in our own syntax: never raises, in time that the length bounds, and what was
ignored or changed is told in notes.

`lexemes` cuts the words, `parser` reads AND, OR and brackets, `terms` makes the leaves, `dates` the ranges;
`wording` has every sentence that a person reads.
"""

from indexer.grammar.parser import Parsed, compose, parse

__all__ = ["Parsed", "compose", "parse"]
