"""Exact form -> stem, by script, whatever the document's language: Porter for Latin, light10 for Arabic."""

from __future__ import annotations

import re
import threading
from sys import intern

import Stemmer

_ARABIC = re.compile("[\u0620-\u06ff]")
_PREFIXES = ("ال", "وال", "بال", "كال", "فال", "لل", "و")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


class _PerThread(threading.local):
    """PyStemmer's objects may not be shared between threads."""

    def __init__(self) -> None:
        self.porter = Stemmer.Stemmer("porter", 0)


_LOCAL = _PerThread()


def stem(exact: str) -> str:
    """The stem of an exact form. A possessive ending and apostrophes inside a word are dropped first."""
    bare = exact.removesuffix("'s").replace("'", "") or exact
    if len(bare) < 3:  # Snowball makes "u" of "us" and "" of "s"; Lucene's Porter leaves such words alone
        return bare
    if bare.isascii():
        return intern(_LOCAL.porter.stemWord(bare))
    return _light10(bare) if _ARABIC.search(bare) else bare


def _light10(word: str) -> str:
    """Larkey's light stemmer with the length checks of Lucene's arabic_stem; expects folded letters."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + (3 if len(prefix) == 1 else 2):
            word = word[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) >= len(suffix) + 2:
            word = word[: -len(suffix)]
    return word
