"""The Whoosh engine: Whoosh keeps schema, segments, postings, columns and stored fields; NumPy answers over them.

`schema` says what is kept, `analysis` turns a statement into it, `storage` and `writer` commit it durably, `builds`
swaps whole indexes, `snapshot` opens one generation, `compiler` turns a clause into a plan of posting lists,
`columnar` carries the plan out, `answer` reads the outcome into Results, `engine` keeps the promise of `base`.
"""

from indexer.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
