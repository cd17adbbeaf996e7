"""The visitor's words -> a clause, in our own syntax: never raises, in time that the length bounds, and what was
ignored or changed is told in notes.

`lexemes` cuts the words, `operators` applies NEAR, NOT and brackets, `colons` tells fields, dates and prose apart,
`parser` joins by AND and OR what `terms` makes of each lexeme; `saying` says the clause in plain English,
`writing` in the syntax again; `wording` has the notes.
"""

from indexer.grammar.parser import Parsed, compose, parse
from indexer.grammar.writing import write

__all__ = ["Parsed", "compose", "parse", "write"]
