"""What of a statement is compared with others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from indexer.language import analyze
from indexer.likeness.signature import Signature, bands, shingles, signature
from indexer.statement import Precision, Statement

METHOD = "1"
"""Changes when other likenesses would be found; everything is then compared again."""

READ_FOR_NUMBERS = 10_000  # words


CORRECTED = frozenset(
    {"corrected", "correction", "corrigendum", "erratum", "rectificatif", "تصحيح", "مصحح", "مصححه", "استدراك"}
)
WORDS_OF_A_HEADING = 3  # fewer, such as "Press release", head many statements


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """`day` as a proleptic ordinal, None unless known to the day; `people` and `places` as the authority calls them;
    `heading` is the title in folded words, without those that
    say that it `corrects` something; `length` in characters; `shingles` counts the distinct ones."""

    id: str
    language: str
    day: int | None
    numbers: frozenset[str]
    people: frozenset[str]
    places: frozenset[str]
    organisation: str
    kind: str
    heading: str
    corrects: bool
    length: int
    shingles: int
    signature: Signature = field(compare=False)


def facts_of(statement: Statement) -> Facts:
    words = analyze(statement.text).exact
    title = analyze(statement.title).exact
    found = shingles(words)
    people = (*statement.speakers, *statement.quoted, *statement.mentioned)
    return Facts(
        id=statement.id,
        language=statement.language.partition("-")[0].lower(),
        day=_day(statement),
        numbers=_numbers([*title, *words[:READ_FOR_NUMBERS]]),
        people=frozenset(person.name for person in people),
        places=frozenset(statement.places),
        organisation=statement.organisation or "",
        kind=statement.kind or "",
        heading=" ".join(word for word in title if word not in CORRECTED),
        corrects=not CORRECTED.isdisjoint(title),
        length=len(statement.text),
        shingles=len(found),
        signature=signature(found),
    )


def marks(facts: Facts) -> tuple[int, ...]:
    """Numbers of 63 bits: two statements are compared when they share one. Those of the bands of the signature, and
    one of the title with the body that issues it."""
    found = bands(facts.signature)
    if facts.organisation and facts.heading.count(" ") + 1 >= WORDS_OF_A_HEADING:
        said = f"{facts.organisation}\0{facts.heading}".encode("utf-8", "surrogatepass")
        found += (int.from_bytes(hashlib.sha256(said).digest()[:8], "big") >> 1,)
    return found


def fingerprint(statement: Statement) -> str:
    """Equal for two states of a statement that have equal facts."""
    people = (*statement.speakers, *statement.quoted, *statement.mentioned)
    held = (
        METHOD,
        statement.title,
        statement.text,
        statement.language,
        str(_day(statement)),
        repr(sorted(person.name for person in people)),
        repr(sorted(statement.places)),
        repr((statement.organisation, statement.kind)),
    )
    return hashlib.sha256("\0".join(held).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _day(statement: Statement) -> int | None:
    when = statement.date
    return when.value.toordinal() if when.value and when.precision is Precision.DAY else None


def _numbers(words: Iterable[str]) -> frozenset[str]:
    """Those in digits; the folding of words has made "1,904" 1904, and the digits of all scripts the same."""
    return frozenset(word for word in words if word.replace(".", "", 1).isdecimal())
