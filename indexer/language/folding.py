"""A word as written -> its exact form: lower case, accents and Arabic spellings folded, nothing stemmed.

Arabic follows Lucene's arabic_normalization (marks and tatweel dropped, alef, ya and ta-marbuta folded) and goes
a little further, in exact forms too, so that a quoted name is found in either spelling: ؤ and ئ lose their hamza,
and the Persian ya and kaf that some keyboards write become the Arabic ones.
"""

from __future__ import annotations

import re
import unicodedata

MAX_TERM = 64  # characters of a term, in the index and in a query alike

APOSTROPHES = "'’‘‛ʼʻʾʿ′`´＇"

_FOLDED = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ŧ": "t",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ς": "σ",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ة": "ه",
        "ۃ": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "ٱ": "ا",
        "ک": "ك",
        "ـ": "",
        "٫": ".",
        "٬": "",
        ",": "",
        **{chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)},
        **dict.fromkeys(APOSTROPHES, "'"),
    }
)
# Everything that is neither letter nor digit, most marks among it; the marks of Indic scripts and of kana are
# vowels and voicing, without them other words would be the same.
_DROPPED = re.compile(r"[^\w'.\u0900-\u1aaf\u3099\u309a]|_")


def fold(word: str) -> str:
    """The exact form of one word, at most 64 characters; "" when nothing of it can be searched."""
    lowered = word.lower()
    if not (lowered.isascii() and lowered.isalnum()):
        plain = unicodedata.normalize("NFKD", lowered.translate(_FOLDED)).lower().translate(_FOLDED)
        lowered = unicodedata.normalize("NFC", _DROPPED.sub("", plain)).strip("'.")
    return lowered[:MAX_TERM]
