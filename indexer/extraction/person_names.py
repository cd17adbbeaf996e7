"""Personal names: what can be one, and how one is written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.extraction.wordlists import ASKERS, BODIES, MODIFIERS, NEVER_NAMES, OFFICES, PARTICLES, STOPS, word_set

ARABIC = re.compile("[\u0621-\u064a]")
LINKS = word_set("of for to the and & del de du der des")
_NEVER = OFFICES | BODIES | STOPS | MODIFIERS | ASKERS | NEVER_NAMES | (LINKS - PARTICLES)
_NAME_WORD = re.compile(r"(?:[^\W\d_]|['’`.\-‐‑\u064b-\u0652\u0670])+")
_INITIALS = re.compile(r"(?:[A-Z]\.?){1,3}")


def surname_of(name: str) -> str:
    """The last word of a name in lower case, without the Arabic article: "Anas al-Hadi" -> "hadi"."""
    last = name.replace("’", "'").split()[-1:] or [""]
    return re.sub(r"^(?:al|el|as|ad|ar|at|an|az|ash)[-‐‑]", "", last[0].casefold()).strip(".'")


def is_name(words: Sequence[str], *, least: int = 2) -> bool:
    """Whether the words can be a personal name and nothing else."""
    if not least <= len(words) <= 6 or not all(map(_named, words)):
        return False
    whole = [w for w in words if bare(w) not in PARTICLES and not _INITIALS.fullmatch(w)]
    return len(whole) >= 1 and bare(words[-1]) not in PARTICLES and any(len(w.strip(".")) > 1 for w in whole)


def _named(word: str) -> bool:
    plain = bare(word)
    if not _NAME_WORD.fullmatch(word) or plain in _NEVER or word.casefold().endswith(("'s", "’s")):
        return False
    return word[0].isupper() or plain in PARTICLES or ARABIC.match(word) is not None or prefixed(word)


def prefixed(word: str) -> bool:
    """al-Hadi, d'Este, de-Luca: a small particle joined to a capital."""
    return re.match(r"(?:al|el|as|ad|ar|at|an|az|ash|d|l)[-‐‑'’][A-Z]", word) is not None


def bare(word: str) -> str:
    """The word as the lists have it: small letters, no full stop, no possessive."""
    return word.replace("’", "'").rstrip(".").removesuffix("'s").casefold()


def phrase_of(words: Sequence[str]) -> str:
    """The words of an office as a phrase, not in capitals, without an open end."""
    text = " ".join(words).rstrip(".")
    while (shorter := re.sub(r"\s(?:of|for|to|the|and|&)$", "", text, flags=re.I)) != text:
        text = shorter
    return text.title().replace(" Of ", " of ").replace(" The ", " the ") if text.isupper() and len(text) > 4 else text


def cased(words: Sequence[str]) -> str:
    """The name as it is written, in capitals and small letters."""
    text = " ".join(words).rstrip(".,")
    if not text.isupper() or len(text) < 4:
        return text
    text = re.sub(r"\b([B-DF-HJ-NP-TV-Z])([B-DF-HJ-NP-TV-Z])(?=\s)", r"\1.\2.", text)
    lowered = re.sub(r"[^\W\d_]+", lambda m: m[0] if len(m[0]) == 1 else m[0].capitalize(), text)
    return re.sub(r"\bMc([a-z])", lambda m: "Mc" + m[1].upper(), lowered).replace("Al-", "al-").replace("El-", "el-")
