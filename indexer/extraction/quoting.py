"""Who is quoted in a text, and who is quoted throughout: "President of the Union Anas al-Hadi said ... Hadi added"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.extraction.people import Attributed, people_in
from indexer.extraction.wordlists import BODIES, MODIFIERS, OFFICES

_VERBS = (
    r"said|says|added|adds|stressed|stresses|warned|warns|called|calls|explained|explains|emphasi[sz]ed|pointed|noted|"
    r"notes|stated|announced|announces|told|urged|urges|condemned|condemns|concluded|confirmed|reiterated|affirmed|"
    r"asserted|declared|expressed|highlighted|underlined|underscored|commented|welcomed|extended|sent|delivered|"
    r"insisted|described|hailed|praised|remarked|argued|reaffirmed|denounced|appealed|pledged|vowed|advised|indicated"
)
_BETWEEN = (
    r"(?:(?:,|also|further|later|then|has|had|today|yesterday|earlier|tonight|on \w+day|in \w+|this \w+)\s+){0,4}"
)
_VERB = re.compile(rf"\s+(?:{_BETWEEN}(?:{_VERBS})|(?:today|yesterday|this week),?\s+[a-z]+ed)\b")
_BRACKETS = re.compile(r"\s*\([^()]{1,40}\)")
_INVERTED = re.compile(
    rf"[\"”’,]\s+(?:{'said|says|added|stated|explained|warned|concluded|noted'})\s+(?P<who>[A-Z][^\n]{{3,160}})"
)
SAID_ARABIC = re.compile(
    r"(?<!\w)[وف]?(?:قال|قالت|أكد|أكدت|صرح|صرحت|أضاف|أضافت|أوضح|أوضحت|شدد|شددت|أعلن|أعلنت|دعا|دعت|لخص|لخّص|لخصت|لخّصت|"
    r"أشار|أشارت|اعتبر|اعتبرت|ذكر|ذكرت|تابع|تابعت|حذر|حذرت)(?!\w)"
)
_SENTENCE = re.compile(r"(?<=[.!?؟])[\"”’)]*\s+(?=[A-Z“\"‘\u0621-\u064a(])")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Hon|Rt|Prof|Gen|Col|Sen|Rep|Gov|Lt|No|[A-Z])\.$")
_ADVERBIAL = re.compile(r"(?:[A-Z][A-Z, ]+[,—–-]+ ?)?(?:In|At|On|During|After|Following|Speaking)\b[^,]{2,80}, ")
_LONGEST = 600  # characters of a sentence
_PARAGRAPH = 100_000  # characters of one
_MANY = 400  # sentences looked at


@dataclass(slots=True)
class Quoted:
    """`sentence`: number of the one that introduces them, from 0; `subject`: they are what that sentence is about."""

    person: Attributed
    sentence: int
    subject: bool
    evidence: str
    times: int = 1


def quoted_in(body: Sequence[str]) -> list[Quoted]:
    """Everyone who is introduced by name and quoted, in order, with how often."""
    sentences = list(_sentences(body))
    found: dict[str, Quoted] = {}
    for number, sentence in enumerate(sentences):
        for person, subject in _introduced(sentence):
            if person.surname not in found and (person.role or person.title or len(person.name.split()) > 1):
                found[person.surname] = Quoted(person, number, subject, sentence)
    for surname, quoted in found.items():
        last = re.escape(quoted.person.name.split()[-1])
        bare = re.escape(surname)
        again = re.compile(
            rf"\b(?:{last}|{bare})\b,?(?:\s+{_BETWEEN}(?:{_VERBS})\b)|\b(?:said|added|explained|concluded|stated) "
            rf"(?:\w+\.? ){{0,2}}(?:{last}|{bare})\b",
            re.I,
        )
        later = sum(bool(again.search(sentence)) for sentence in sentences[quoted.sentence + 1 :])
        quoted.times += later
    return list(found.values())


def quoted_throughout(quoted: Sequence[Quoted], title: str) -> list[Quoted]:
    """Those whom the opening or the title is about, and who are quoted again; with those who speak in one sentence."""
    subjects = [each for each in quoted if each.subject and each.sentence <= 2]
    sure = [each for each in subjects if _throughout(each, title)]
    return [each for each in subjects if sure and each.sentence == sure[0].sentence]


def _throughout(quoted: Quoted, title: str) -> bool:
    if quoted.sentence <= 1 and quoted.times >= 2:
        return True
    return (quoted.sentence == 0 and bool(quoted.person.role)) or _named(quoted, title)


def officers_of(quoted: Sequence[Quoted], about: str) -> list[Quoted]:
    """Those whose office names a body that the title, the source line or the first sentence names as well.

    `about`: these lines. A mere "Attorney General" names no body.
    """
    named = {word.strip(".,()'’").casefold().removesuffix("s") for word in re.findall(r"[^\s]+", about[:600])}
    found = []
    for each in quoted:
        bodies = [_bare(word) for word in each.person.role.split() if word[:1].isupper()]
        bodies = [word for word in bodies if word not in OFFICES | MODIFIERS]
        names_body = any(word in BODIES or word.removesuffix("s") in BODIES for word in bodies) or re.search(
            r"\b[A-Z]{2,}\b", each.person.role
        )
        if each.subject and names_body and all(word.removesuffix("s") in named for word in bodies):
            found.append(each)
    return found


def _bare(word: str) -> str:
    return re.sub(r"['’]s$", "", word.strip(".,()")).casefold()


def _named(quoted: Quoted, title: str) -> bool:
    surname = quoted.person.surname
    return bool(surname) and re.search(rf"\b{re.escape(surname)}\b", title, re.I) is not None


def _sentences(body: Sequence[str]) -> Iterator[str]:
    count = 0
    for paragraph in body:
        held = ""
        for piece in _SENTENCE.split(" ".join(paragraph[:_PARAGRAPH].split())):
            held = f"{held} {piece}" if held else piece
            if len(held) > _LONGEST or not _ABBREVIATED.search(held[-12:]):
                yield held[:_LONGEST]
                held, count = "", count + 1
            if count >= _MANY:
                return
        if held:
            yield held[:_LONGEST]


def _introduced(sentence: str) -> Iterator[tuple[Attributed, bool]]:
    """The persons whom a sentence quotes, and whether it begins with them."""
    sentence = _BRACKETS.sub("", sentence)
    verb = _VERB.search(sentence)
    if verb:
        before = sentence[: verb.start()].rstrip(" ,")
        for start in _starts(before):
            people = people_in(before[start:])
            if people and people[-1].name and (_covers(people[-1], before) or (start == 0 and _is_subject(people))):
                opens = start == 0 or _ADVERBIAL.fullmatch(before[:start]) is not None
                yield from ((person, opens) for person in people if person.name)
                return
    for match in _INVERTED.finditer(sentence):
        yield from ((person, False) for person in people_in(match["who"])[:1] if person.name)


def _is_subject(people: Sequence[Attributed]) -> bool:
    """ "Senator Anna Finch of Qumrat, chair of the committee, said": what stands between belongs to her."""
    return len(people) == 1 and bool(people[0].role or people[0].title)


def _starts(before: str) -> Iterator[int]:
    """Where the naming may begin: with the sentence, after a comma, after a quotation."""
    yield 0
    for match in re.finditer(r"[,”\"]\s+|\b(?:that|as|when|while|and)\s+", before):
        if len(before) - match.end() <= 160:
            yield match.end()


def _covers(person: Attributed, before: str) -> bool:
    """Whether what was read as a person reaches to the verb."""
    last = before.rsplit(maxsplit=1)[-1].strip(",.").casefold()
    return last in person.name.casefold().split() or last in person.role.casefold().split()
