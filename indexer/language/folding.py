"""A word as written -> its exact form: lower case, accents and Arabic spellings folded, nothing stemmed.

Arabic follows Lucene's arabic_normalization (marks and tatweel dropped, alef, ya and ta-marbuta folded) and goes
a little further, in exact forms too, so that a quoted name is found in either spelling: hamza seats (ؤ ئ) lose
their hamza, and the Persian ya and kaf that some keyboards write become the Arabic ones.
"""

from __future__ import annotations

import re
import unicodedata

MAX_TERM = 64  # characters of a term, in the index and in a query alike

APOSTROPHES = "'’‘‛ʼʻʾʿ′`´＇"
# Soft hyphen, direction marks, zero-width spaces and joiners: invisible inside a word.
INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"

_LETTERS = str.maketrans({
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ß": "ss",
    "æ": "ae", "œ": "oe", "þ": "th",
    "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ۃ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه",
    "ٱ": "ا", "ک": "ك", "ـ": "",
    "٫": ".", "٬": "", ",": "",
    **{chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)},
    **dict.fromkeys(APOSTROPHES, "'"),
})
_DROPPED = re.compile(r"[^\w'.]|_")


def fold(word: str) -> str:
    """The exact form of one word, at most 64 characters; "" when nothing of it can be searched."""
    lowered = word.lower()
    if not (lowered.isascii() and lowered.isalnum()):
        lowered = unicodedata.normalize("NFKD", lowered.translate(_LETTERS)).lower().translate(_LETTERS)
        lowered = _DROPPED.sub("", lowered).strip("'.")
    return lowered[:MAX_TERM]
