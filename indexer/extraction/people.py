"""A person's name and office out of the words of a line: "Antony Bell, Secretary of State", "President of the Union
Anas al-Hadi", "THE PRIME MINISTER, MR. HAROLD FINCH"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.extraction.person_names import ARABIC, LINKS, bare, cased, is_name, phrase_of, prefixed, surname_of
from indexer.extraction.wordlists import (
    AFTER_NAMES,
    BODIES,
    FIELDS,
    MODIFIERS,
    NEVER_NAMES,
    OFFICES,
    PARTICLES,
    STOPS,
    TITLES,
    word_set,
)

_LONGEST = 300
_TOKEN = re.compile(r"[^\s,;:()\[\]|·•\"“”«»،؛]+|[,;:()\[\]|·•،؛]")
_SEPARATORS = frozenset(",;،؛")
_ENDS = frozenset(":|·•()[]–—-")
_AND = word_set("and & y et und")
_ARTICLES = frozenset(["the", "by", "el", "la", "le", "der", "die", *_AND])
_COMPLETE = word_set("president lady pm chair premier presidente")  # offices that nothing follows
_TO = word_set("assistant adviser advisor ambassador envoy representative observer delegate counsel aide")
_FORMS = word_set("senator ambassador congressman congresswoman")  # offices by which one is addressed

_BEHIND = word_set("general elect designate العام العامة")  # stand behind the noun of an office
_OFFICIAL = OFFICES | BODIES | FIELDS | MODIFIERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """A person as a line names them. `name` is "" where only an office stands; `title` is "mrs", "dr" or ""."""

    name: str = ""
    role: str = ""
    title: str = ""

    @property
    def surname(self) -> str:
        return surname_of(self.name)


def people_in(phrase: str) -> list[Attributed]:
    """The persons and offices that the phrase begins with; [] when it begins with anything else."""
    seen: list[tuple[Attributed, bool]] = []
    for words, beside in _segments(_tokens(phrase)):
        person = _person(words)
        if person is None:
            break
        seen.append((person, beside))
    return _joined_up(seen)


def person_in(phrase: str) -> Attributed | None:
    """The first person or office that the phrase begins with."""
    return next(iter(people_in(phrase)), None)


def _joined_up(seen: Sequence[tuple[Attributed, bool]]) -> list[Attributed]:
    """Offices and the one name after their comma are one person; where more names follow it is a list of persons."""
    alone = sum(bool(each.name) for each, _ in seen) == 1
    found: list[Attributed] = []
    for each, beside in seen:
        if found and found[-1].name and not each.name and beside:
            found[-1] = replace(found[-1], role=_listed([found[-1], each]))
        elif alone and each.name and found and beside and (not each.role or each.role.casefold() in _FORMS):
            found = [replace(each, role=_listed([*found, each]))]
        else:
            found.append(each)
    return found


def _listed(several: Sequence[Attributed]) -> str:
    return ", ".join(each.role for each in several if each.role)


def _tokens(phrase: str) -> list[str]:
    text = re.sub(r"\bP\.\s?M\.(?=\s|$)", "PM", phrase[:_LONGEST])
    text = re.sub(r"(?<=[a-z]{3})\.(?=\s|$)", " |", text)
    text = re.sub(r"(?<=[.])(?=[A-Z][a-z]{2})|(?<=[A-Z]\.)(?=[A-Z]{3})", " ", text)
    text = re.sub(r"(?i)\b(Hon)\s+\.", r"\1", text)
    return _TOKEN.findall(text)


def _segments(tokens: Sequence[str]) -> Iterator[tuple[list[str], bool]]:
    """Runs of words between commas and between "and" where two persons meet, and whether a comma stood before each.

    It ends where the naming ends.
    """
    words: list[str] = []
    beside = True
    for n, token in enumerate(tokens):
        plain = bare(token)
        if token in _SEPARATORS or (plain in _AND and _parts_people(words, tokens[n + 1 : n + 7])):
            if words:
                yield words, beside
            words, beside = [], token in _SEPARATORS
        elif token in _ENDS or _stops(token, words, tokens[n + 1 : n + 2]):
            break
        elif not words and plain in AFTER_NAMES and plain not in TITLES and token.isupper():
            if not (n + 1 < len(tokens) and tokens[n + 1] in _SEPARATORS):
                break
        elif words or (plain not in _ARTICLES and any(c.isalpha() for c in token)):
            words.append(token)
            if _ends_name(plain, token, words, tokens[n + 1 : n + 2]):
                break
    if words:
        yield words, beside


def _ends_name(plain: str, token: str, words: Sequence[str], following: Sequence[str]) -> bool:
    """ "JOHN FINCH MP PRESS CONFERENCE": the letters end the name, unless an office follows after a comma."""
    return (
        plain in AFTER_NAMES and token.isupper() and len(words) > 2 and not (following and following[0] in _SEPARATORS)
    )


def _stops(word: str, before: Sequence[str], following: Sequence[str]) -> bool:
    """Whether the naming ends before this word."""
    plain = bare(word)
    last = bare(before[-1]) if before else ""
    if plain == "for":
        return not _is_role(before) or (last in _COMPLETE and "to" not in before) or _names_someone(before)
    if plain == "to":
        return last not in _TO
    if plain == "of":
        return last not in OFFICES and _names_someone(before)
    if plain.endswith("ing") and len(plain) > 6 and before and following and following[0] not in _SEPARATORS:
        return bare(following[0]) not in AFTER_NAMES
    if plain in NEVER_NAMES and plain not in _OFFICIAL and _is_role(before) and last not in LINKS:
        return True
    return plain in STOPS or (bool(before) and _unknown(word) and last not in LINKS)


def _unknown(word: str) -> bool:
    """A word in small letters that is part of no name, office or body."""
    plain = bare(word)
    known = plain in OFFICES or plain in BODIES or plain in FIELDS or plain in MODIFIERS or plain in PARTICLES
    return word[:1].islower() and not (known or plain in LINKS or plain in TITLES or prefixed(word))


def _parts_people(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether "and" stands between two persons, and not inside "Minister of Trade and Industry"."""
    right = [bare(word) for word in after]
    right = right[1:] if right[:1] and right[0] in ("the", "el", "la") else right
    end = next((n for n, word in enumerate(right) if word in _SEPARATORS or word in _ENDS), len(right))
    if any(word in OFFICES or word in TITLES for word in right[: min(end, 3)]):
        return True
    if before and bare(before[-1]) in _COMPLETE:
        return any(word in OFFICES for word in right[:end])
    return _names_someone(before)


def _names_someone(words: Sequence[str]) -> bool:
    seen = _person(list(words))
    return seen is not None and bool(seen.name)


def _person(words: list[str]) -> Attributed | None:
    """The name and office of one segment, None when it holds neither."""
    words, title = _without_titles(words)
    words = _without_letters(words)
    if not words:
        return None
    if is_name(words, least=1 if title else 2):
        return Attributed(name=cased(words), title=title)
    first = next((n for n, word in enumerate(words) if bare(word) in OFFICES), None)
    if first is None or any(bare(word) in LINKS for word in words[:first]):
        return None
    if ARABIC.match(words[first]):
        return Attributed(role=phrase_of(words)) if first == 0 else None
    if is_name(words[:first]) and (words[first].islower() or first + 1 == len(words)) and not words[0].isupper():
        return Attributed(name=cased(words[:first]), role=phrase_of(words[first:]), title=title)
    start = _name_start(words, first)
    name, own = _without_titles(words[start:])
    name = _without_letters(name)[:4]
    if name and (own or len(name) > 1 or bare(words[start - 1]) in _OFFICIAL) and is_name(name, least=1):
        return Attributed(name=cased(name), role=phrase_of(words[:start]), title=own)
    return Attributed(role=phrase_of(_trimmed(words)))


def _trimmed(words: Sequence[str]) -> Sequence[str]:
    """An office without what stands behind it: "PRIME MINISTER PRESS [STATEMENT]"."""
    if any(bare(word) in LINKS for word in words):
        return words
    last = max(n for n, word in enumerate(words) if bare(word) in OFFICES)
    while last + 1 < len(words) and bare(words[last + 1]) in _BEHIND:
        last += 1
    return words[: last + 1]


def _name_start(words: Sequence[str], first: int) -> int:
    """Where the office ends: before a title, behind its last noun, or behind the word that follows its last "of"."""
    start = 0
    for n, word in enumerate(words):
        plain = bare(word)
        if n > first and plain in TITLES and plain not in MODIFIERS and n + 1 < len(words):
            return n
        if plain in OFFICES or plain in BODIES or plain in MODIFIERS or plain in FIELDS:
            start = n + 1
        elif plain in LINKS and not (plain in PARTICLES and n > start):
            start = n + 1 if plain == "the" else n + 2
    return start


def _is_role(words: Sequence[str]) -> bool:
    return any(bare(word) in OFFICES for word in words)


def _without_titles(words: Sequence[str]) -> tuple[list[str], str]:
    rest, title = list(words), ""
    while rest:
        plain = bare(rest[0])
        if plain not in TITLES and plain not in ("the", "and"):
            break
        if plain == "general" and len(rest) > 1 and bare(rest[1]) in OFFICES:
            break
        title = title if plain in ("the", "and") else plain
        rest.pop(0)
    return rest, title


def _without_letters(words: Sequence[str]) -> list[str]:
    """Without "MP", "QC" and the like at the end."""
    rest = list(words)
    while len(rest) > 1 and rest[-1][:1].isupper() and bare(rest[-1]) in AFTER_NAMES:
        rest.pop()
    return rest
