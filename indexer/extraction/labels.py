"""Lines that name what follows: "Date: 12 May 2016", "Speaker: ...", "المتحدث: ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_LABELS: dict[str, str] = {
    "date": "date|dated|date of (?:release|issue|statement|publication|speech)|release date|released|released on|"
    "issued|issued on|issue date|published|published on|publication date|posted|posted on|delivered|delivered on|"
    "التاريخ|تاريخ|تاريخ النشر|نشر في|نشر بتاريخ|نُشر في|تاريخ الإصدار|صدر في|صدر بتاريخ|بتاريخ|تاريخ البيان",
    "not a date": "today|today is|today's date|اليوم|"
    "updated|updated on|last updated|last (?:modified|reviewed|updated on)|modified|printed|print date|"
    "accessed|retrieved|expires|embargo(?:ed)?(?: until)?|event date|deadline|آخر تحديث|تحديث|تاريخ الطباعة|طباعة|"
    "تاريخ الفعالية|حظر النشر حتى",
    "speaker": "speakers?|delivered by|statement by|remarks by|speech by|spoken by|presented by|"
    "المتحدث|المتحدثة|المتحدثون|المتكلم|المتكلمة|القائل|صاحب التصريح|ألقاها|ألقاه|ألقتها|الخطيب|المصرح",
    "author": "author|authors|by|from|الكاتب|بقلم|كتب|من",
    "title": "title|subject|headline|re|العنوان|عنوان|الموضوع",
    "topic": "topics?|topic\\(s\\)|tags?|subjects?|keywords?|category|categories|issues?|themes?|filed under|"
    "المواضيع|الموضوعات|الوسوم|وسوم|الكلمات المفتاحية|كلمات مفتاحية|التصنيف|التصنيفات|القسم",
    "place": "place|location|venue|city|where|المكان|مكان|الموقع|المدينة",
    "organisation": "organi[sz]ation|issued by|publisher|body|institution|source|agency|department|component\\(s\\)|"
    "الجهة|الجهة المصدرة|المصدر|المؤسسة|المنظمة|الناشر|صادر عن|صدر عن",
    "kind": "kind|type|document type|content type|release type|النوع|نوع الوثيقة|نوع",
    "role": "role|position|office|المنصب|الصفة",
    "language": "language|lang|اللغة",
    "url": "url|link|web address|الرابط",
}
_FIELD_OF = re.compile("|".join(rf"(?P<f{n}>{names})" for n, names in enumerate(_LABELS.values())), re.I)
_NAMES = tuple(_LABELS)
_LINE = re.compile(r"(?P<label>[^\W\d_][^:：\n]{1,28}?)\s*[:：]\s*(?P<value>.*)", re.S)


@dataclass(frozen=True, slots=True)
class Labelled:
    """`place` and `length`: which lines of those given it was read from."""

    field: str
    value: str
    evidence: str
    place: int
    length: int = 1


def field_of(label: str) -> str | None:
    """What a label names, None when it names nothing we keep."""
    found = _FIELD_OF.fullmatch(label.strip(" :：\u00a0*-–"))
    return _NAMES[int(found.lastgroup[1:])] if found and found.lastgroup else None


def labelled_lines(lines: Sequence[str], *, bare: Iterable[int] = ()) -> list[Labelled]:
    """The labelled lines, in order. A label that ends its line, or is one of `bare`, names the line after it.

    `bare`: places of the lines that the page marks as labels (dt, th) and that need no colon.
    """
    marked = set(bare)
    found: list[Labelled] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        match = _LINE.fullmatch(line) if len(line) < 400 else None
        which = field_of(match["label"]) if match else field_of(line) if place in marked else None
        length = 1
        if which:
            value = match["value"].strip() if match else ""
            if not value and place + 1 < len(lines) and len(lines[place + 1]) < 300:
                value, length = lines[place + 1].strip(), 2
            if value:
                if which == "title" and any(label.field == "title" for label in found):
                    which = "topic"  # "Subject:" below "Title:"
                found.append(Labelled(which, value, f"{line} {value}" if length == 2 else line, place, length))
        place += length
    return found
