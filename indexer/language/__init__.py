"""Words: one analysis for index, query, highlighter and grammar.

A text is cut into tokens whose offsets are those of the original text; each has an exact form (lower case, accents
and Arabic spelling variants folded) and a stem (Porter for Latin script, light10 for Arabic). A hyphenated word
gives its parts at successive positions and its joined form at the position of the first, in exact forms and stems
alike, so that al-Bahra is found by `al-bahra`, `bahra` and `albahra`.
"""

from indexer.language.detection import detect
from indexer.language.finding import find, highlight
from indexer.language.matching import meets, satisfies, seated
from indexer.language.months import MONTHS
from indexer.language.naming import LANGUAGES, MONTH_NAMES
from indexer.language.passages import snippet
from indexer.language.words import (
    ANALYSIS_VERSION,
    Analysis,
    Token,
    analyze,
    exact_sequence,
    prefix_of,
    stem_alternatives,
    stem_sequence,
    tokenize,
)

__all__ = [
    "ANALYSIS_VERSION",
    "LANGUAGES",
    "MONTHS",
    "MONTH_NAMES",
    "Analysis",
    "Token",
    "analyze",
    "detect",
    "exact_sequence",
    "find",
    "highlight",
    "meets",
    "prefix_of",
    "satisfies",
    "seated",
    "snippet",
    "stem_alternatives",
    "stem_sequence",
    "tokenize",
]
