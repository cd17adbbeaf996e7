"""The examples of the help page: what is typed, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass

from search_app.state import SearchState


@dataclass(frozen=True, slots=True)
class Example:
    words: str
    finds: str

    @property
    def href(self) -> str:
        return SearchState(words=self.words).href


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    examples: tuple[Example, ...]


CHAPTERS = (
    Chapter("Words", (
        Example("harbour strike", "both words, in any form: strikes, striking"),
        Example('"harbour strike"', "exactly these words, side by side"),
        Example("harbour OR port", "either word; capitals make it a command"),
        Example("harbour -strike", "the first word and not the second; NOT says the same"),
        Example("(bread OR flour) siege", "parentheses group"),
        Example("negotiat*", "all words that begin so; three letters at least"),
        Example("bread NEAR/5 price", "both words, with at most five others between them"),
        Example("الحصار", "Arabic is searched as it is written, with or without vowel signs"),
    )),
    Chapter("Where it stands", (
        Example("title:ceasefire", "in the heading only"),
        Example("speaker:Haddoun", "said by; also by:"),
        Example("topic:water", "by topic; also about:"),
        Example("lang:ar", "in Arabic"),
    )),
    Chapter("When it was said", (
        Example("in:2022", "a year, a month (2022-03) or a day (2022-03-04)"),
        Example("siege 2021..2022", "from one to the other, both included"),
        Example("since:2022-06", "from then on; until: for the other end"),
    )),
)  # fmt: skip
