"""Languages as people name them -> the code that a statement holds."""

from __future__ import annotations

from indexer.grammar.names import folded
from indexer.grammar.saying import LANGUAGES

_OTHERWISE = {
    "ar": ("العربية", "عربي", "عربية"),
    "de": ("Deutsch", "الألمانية", "ألماني"),
    "en": ("الإنجليزية", "الإنكليزية", "إنجليزي", "إنكليزي"),
    "es": ("español", "castellano", "الإسبانية", "إسباني"),
    "fa": ("Farsi", "فارسی", "الفارسية", "فارسي"),
    "fr": ("français", "الفرنسية", "فرنسي"),
    "he": ("עברית", "العبرية", "عبري"),
    "it": ("italiano", "الإيطالية", "إيطالي"),
    "ku": ("Kurdî", "الكردية", "كردي"),
    "pt": ("português", "البرتغالية", "برتغالي"),
    "ru": ("русский", "الروسية", "روسي"),
    "tr": ("Türkçe", "التركية", "تركي"),
    "ur": ("اردو", "الأردية"),
    "zh": ("中文", "الصينية", "صيني"),
    "und": ("undetermined", "unknown", "غير محددة"),
}


_CODES = {
    folded(name): code for code, english in LANGUAGES.items() for name in (code, english, *_OTHERWISE.get(code, ()))
}


def code_of(name: str) -> str | None:
    """The code of a language named in English, in Arabic, in itself or by its code; None for any other word."""
    return _CODES.get(folded(name))
