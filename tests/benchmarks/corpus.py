"""Statements to measure with: generated from a seed, or read from a file."""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, islice, product
from pathlib import Path
from random import Random
from typing import Any, Protocol

from indexer.statement import Precision, Speaker, Statement, StatementDate

VOCABULARY = 20_000
EXPONENT = 1.05  # of the Zipfian curve; the commonest word stands in four statements of five
PAIRED = 0.08  # of the words are followed by their partner, so that phrases come back
UNDATED = 0.02
FIRST_DAY = date(2010, 1, 1)
DAYS = 15 * 365
LANGUAGES = ("en", "ar", "fr")
KINDS = ("press release", "speech", "interview", "communiqué", "minutes")


class Corpus(Protocol):
    """Gives the same statements each time; `plain` when every engine must count the same in them."""

    @property
    def name(self) -> str: ...

    @property
    def plain(self) -> bool: ...

    def statements(self) -> Iterator[Statement]: ...


def words(count: int) -> list[str]:
    """Invented words of open syllables, the commonest shortest. None has an ending that a stemmer takes off."""
    syllables = ["".join(letters) for letters in product("bdfghjklmnprstvwz", "ao")]
    short, long = (["".join(parts) for parts in product(syllables, repeat=length)] for length in (2, 3))
    for of_length in (short, long):
        Random(count).shuffle(of_length)
    return [*short, *long][:count]


def _falling(values: list[str] | tuple[str, ...]) -> list[float]:
    """Cumulative weights, the first value the most frequent."""
    return list(accumulate((rank + 2.0) ** -EXPONENT for rank in range(len(values))))


@dataclass(frozen=True)
class Generated:
    """`count` statements of invented words in Zipfian frequency, 300 words in the middle and 40 to 2,000 long."""

    count: int
    seed: int = 1
    plain: bool = field(default=True, init=False)

    @property
    def name(self) -> str:
        return f"generated from seed {self.seed}"

    @cached_property
    def _vocabulary(self) -> list[str]:
        return words(VOCABULARY)

    @cached_property
    def _weights(self) -> list[float]:
        return _falling(self._vocabulary)

    @cached_property
    def _partners(self) -> dict[str, str]:
        shuffled = self._vocabulary[40:4_000]
        Random(self.seed).shuffle(shuffled)
        return dict(zip(self._vocabulary[40:4_000], shuffled, strict=True))

    @cached_property
    def _names(self) -> list[str]:
        given, family = self._vocabulary[300:340], self._vocabulary[5_000:5_040]
        return [f"{a} {b}".title() for a, b in zip(given, family, strict=True)]

    def statements(self) -> Iterator[Statement]:
        rng = Random(self.seed)
        for number in range(self.count):
            yield self._statement(rng, f"s{number:07d}")

    def _statement(self, rng: Random, id: str) -> Statement:
        length = min(2_000, max(40, int(rng.lognormvariate(5.7, 0.6))))
        topics, organisations = self._vocabulary[400:425], self._names[:8]
        return Statement(
            id=id,
            title=" ".join(self._words(rng, rng.randint(4, 9))).capitalize(),
            text=self._text(rng, length),
            language=_one(rng, LANGUAGES),
            date=_day(rng),
            speakers=tuple(Speaker(name=n) for n in _few(rng, self._names, most=2)),
            topics=_few(rng, topics, most=3),
            organisation=_one(rng, organisations),
            kind=_one(rng, KINDS),
        )

    def _words(self, rng: Random, count: int) -> list[str]:
        drawn = rng.choices(self._vocabulary, cum_weights=self._weights, k=count)
        for place in range(1, count):
            if rng.random() < PAIRED:
                drawn[place] = self._partners.get(drawn[place - 1], drawn[place])
        return drawn

    def _text(self, rng: Random, length: int) -> str:
        drawn, paragraphs, sentences = self._words(rng, length), [], []
        while drawn:
            sentence, drawn = drawn[: (cut := rng.randint(8, 24))], drawn[cut:]
            sentences.append(" ".join(sentence).capitalize() + ".")
            if len(sentences) == 4 or not drawn:
                paragraphs.append(" ".join(sentences))
                sentences = []
        return "\n\n".join(paragraphs)


def _one(rng: Random, values: list[str] | tuple[str, ...]) -> str:
    return rng.choices(values, cum_weights=_falling(values))[0]


def _few(rng: Random, values: list[str], *, most: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_one(rng, values) for _ in range(rng.randint(1, most))))


def _day(rng: Random) -> StatementDate:
    if rng.random() < UNDATED:
        return StatementDate()
    return StatementDate(value=FIRST_DAY + timedelta(rng.randrange(DAYS)), precision=Precision.DAY, basis="generated")


@dataclass(frozen=True)
class FromFile:
    """The first `count` statements of a .jsonl file, plain, .gz or .xz; one object a line with id, title, text,
    date (2016, 2016-04 or 2016-04-12), speaker, topics, org, kind, lang."""

    path: Path
    count: int
    plain: bool = field(default=False, init=False)

    @property
    def name(self) -> str:
        return self.path.name

    def statements(self) -> Iterator[Statement]:
        openers: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".xz": lzma.open}
        with openers.get(self.path.suffix, open)(self.path, "rt", encoding="utf-8") as lines:
            for line in islice(filter(str.strip, lines), self.count):
                yield _recorded(json.loads(line))


def _recorded(record: dict[str, Any]) -> Statement:
    return Statement(
        id=str(record["id"]),
        title=record.get("title") or "",
        text=record.get("text") or "",
        language=record.get("lang") or "und",
        date=_written(record.get("date") or ""),
        speakers=tuple(Speaker(name=name) for name in _all(record.get("speaker"))),
        topics=_all(record.get("topics")),
        organisation=next(iter(_all(record.get("org"))), None),
        kind=record.get("kind"),
    )


def _all(value: str | list[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(dict.fromkeys(value or ()))


def _written(when: str) -> StatementDate:
    if not when:
        return StatementDate()
    precision = {4: Precision.YEAR, 7: Precision.MONTH}.get(len(when), Precision.DAY)
    return StatementDate(value=date.fromisoformat((when + "-01-01")[:10]), precision=precision, basis="written")
