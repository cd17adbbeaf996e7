"""Which statements say the same: near-duplicates by MinHash over words, translations by date, numbers and names,
corrections by their titles.

`signature` sums a text up in 128 numbers, `facts` a statement in what is compared; `near`, `translation` and
`correction` judge one pair each; `linking` says with whom a statement is linked among all that are known. All of it is
pure: whoever keeps the facts (`Known`) says which others may be alike. Rather a likeness missed than one claimed that
is none.
"""

from indexer.likeness.correction import correction
from indexer.likeness.facts import METHOD, Facts, facts_of, fingerprint, marks
from indexer.likeness.linking import Known, cluster, links_of
from indexer.likeness.near import near_duplicate
from indexer.likeness.signature import alike, bands, shingles, signature
from indexer.likeness.translation import translation

__all__ = [
    "METHOD",
    "Facts",
    "Known",
    "alike",
    "bands",
    "cluster",
    "correction",
    "facts_of",
    "fingerprint",
    "links_of",
    "marks",
    "near_duplicate",
    "shingles",
    "signature",
    "translation",
]
