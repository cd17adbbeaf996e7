"""Transcripts: who speaks in them, and which of those make the statement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.extraction.people import Attributed, people_in
from indexer.extraction.wordlists import ASKERS, NEVER_NAMES, OFFICES

_LABEL = re.compile(
    r"(?P<label>"
    r"[A-Z][A-Z.'’\-]*(?:[ ,]+(?:[A-Z.'’\-]+|and|de|al-[A-Z]+|Mc[A-Z]+)){0,5}|"  # THE MAYOR, MR O'FINCH
    r"(?:El |La )?President[ea]|Moderator|Q|A|"
    r"(?:[A-Z][\w.'’\-]+ ){0,3}[A-Z][\w.'’\-]+|"  # Anna Finch
    r"[\u0621-\u0652]+(?: [\u0621-\u0652]+){0,4})"
    r"(?:,? [A-Z][a-z]+ [A-Z][a-z]+)?\s?(?:\([^()\n]{1,60}\))?\s?[:：](?:\s|$)"
)
_FEW = 2  # turns that make a transcript
_SHARE = 0.34  # of what the one says who says most


@dataclass(slots=True)
class Turns:
    """All that is said under one label: number of turns, characters, turns that end in a question."""

    label: str
    turns: int = 0
    size: int = 0
    questions: int = 0
    first: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Transcript:
    """`speaking`: those who make the statement, the longest first; `heard`: with those beside them."""

    speaking: tuple[Turns, ...] = ()
    heard: tuple[Turns, ...] = ()
    asking: tuple[Turns, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.speaking)


def transcript_of(body: Sequence[str]) -> Transcript:
    """Empty when the text has no turns."""
    found: dict[str, Turns] = {}
    repeated = _repeated(body)
    for label, said in _turns(body, repeated):
        turns = found.setdefault(_key(label), Turns(label, first=said))
        turns.turns += 1
        turns.size += len(said)
        turns.said += said + "\n"
        turns.questions += said.rstrip(" .”\"'").endswith(("?", "؟"))
    if not found or (
        sum(t.turns for t in found.values()) < _FEW and not any(t.label.isupper() for t in found.values())
    ):
        return Transcript()
    found = _by_surname(found)
    asking = [t for t in found.values() if _asks(t)]
    speaking = sorted((t for t in found.values() if t not in asking and _plausible(t)), key=lambda t: -t.size)
    if not speaking:
        return Transcript()
    heard = tuple(t for t in speaking if t.size >= _SHARE * speaking[0].size)
    speaking = _who_hold_office(speaking)
    enough = [t for t in speaking if t.size >= _SHARE * speaking[0].size]
    return Transcript(tuple(enough), heard, tuple(asking))


def _repeated(body: Sequence[str]) -> frozenset[str]:
    """Labels in small letters that three paragraphs at least begin with, one of several: "Finch: ..."."""
    counts = Counter(match["label"] for paragraph in body if (match := _LABEL.match(paragraph)))
    often = frozenset(label for label, count in counts.items() if count >= 2)
    return often if sum(counts[label] for label in often) > 3 else frozenset()


def _turns(body: Sequence[str], repeated: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Label and what is said under it, to the next label."""
    label = ""
    said: list[str] = []
    for line in (line for paragraph in body for line in paragraph.split("\n")):
        match = _LABEL.match(line)
        named = match["label"] if match else ""
        if match and not named.startswith("DEAR") and (named.isupper() or named in repeated or _known(named)):
            if label:
                yield label, " ".join(said)
            label, said = match["label"].strip(" ,"), [line[match.end() :]]
        elif label:
            said.append(line)
    if label:
        yield label, " ".join(said)


def is_turn(line: str) -> bool:
    """Whether a line begins with the label of a turn: "PRIME MINISTER: ..."."""
    match = _LABEL.match(line)
    return match is not None and (match["label"].isupper() or _known(match["label"]))


def _known(label: str) -> bool:
    words = [word.casefold().strip(".") for word in label.split()]
    return (
        words[-1] in ASKERS or any(word in OFFICES for word in words) or re.match("[\u0621-\u064a]", label) is not None
    )


def _by_surname(found: dict[str, Turns]) -> dict[str, Turns]:
    """A label of one word counts with the longer one that ends in it: "JUDGE FARES WAHBA", then "WAHBA"."""
    joined: dict[str, Turns] = {}
    for key, turns in sorted(found.items(), key=lambda each: -len(each[0].split())):
        longer = [k for k in joined if k.split()[-1:] == [key] and len(k.split()) > 1]
        if len(longer) == 1:
            whole = joined[longer[0]]
            whole.turns, whole.size = whole.turns + turns.turns, whole.size + turns.size
            whole.questions, whole.said = whole.questions + turns.questions, whole.said + turns.said
        else:
            joined[key] = turns
    return joined


def _plausible(turns: Turns) -> bool:
    """One turn alone needs an office or a title before it; a sentence in capitals with a colon has neither."""
    seen = people_in(turns.label)
    return turns.turns > 1 or (bool(seen) and bool(seen[0].role or seen[0].title))


def _key(label: str) -> str:
    return re.sub(r"^the |[.’']", "", label.casefold())


def _asks(turns: Turns) -> bool:
    words = [word.strip(".,") for word in _key(turns.label).split()]
    if any(word in ASKERS for word in words):
        return True
    return turns.turns > 1 and turns.questions * 2 >= turns.turns


def _who_hold_office(speaking: list[Turns]) -> list[Turns]:
    """Beside an office, a bare surname is the interviewer, unless the office says almost nothing."""
    offices = [t for t in speaking if set(_key(t.label).split()) & OFFICES]
    if offices and sum(t.size for t in offices) * 3 >= sum(t.size for t in speaking):
        return offices
    return speaking


def people_of(several: Sequence[Turns]) -> tuple[Attributed, ...]:
    """Who is behind the labels; a surname alone is a name here."""
    return tuple(filter(None, map(_of, several)))


def _of(turns: Turns) -> Attributed | None:
    seen = people_in(turns.label)
    if seen and not seen[0].name:
        introduced = people_in(turns.first[:80])
        if introduced and introduced[0].name and "witness" in turns.label.casefold():
            return introduced[0]
    if seen:
        return seen[0]
    words = turns.label.split()
    if len(words) == 1 and len(words[0]) > 2 and words[0].casefold() not in NEVER_NAMES:
        return Attributed(name=words[0].capitalize() if words[0].isupper() else words[0])
    return None


def addressed(transcript: Transcript) -> str:
    """The surname by which those who ask speak to somebody most often ("Mr Finch, ..."), "" when they never do."""
    counts: dict[str, int] = {}
    others = {turns.label.split()[-1].casefold() for turns in (*transcript.heard, *transcript.asking)}
    for turns in transcript.asking:
        for match in _VOCATIVE.finditer(turns.said):
            name = match["a"] or match["b"]
            if name.casefold() not in others:
                counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name], default="")


_VOCATIVE = re.compile(
    r"(?:(?:^|[.?!:]\s+|\b(?:and|but|well|so|now|thank you|good \w+),? )(?:Mr|Mrs|Ms|Dr)\.? (?P<a>[A-Z][\w'’-]+),"
    r"|, (?:Mr|Mrs|Ms|Dr)\.? (?P<b>[A-Z][\w'’-]+)[.?!,])",
    re.M,
)
