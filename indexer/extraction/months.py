"""Names of months and weekdays as patterns that find them in a text as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.language.months import NAMES
from indexer.language.words import exact_sequence

_HIJRI = (
    ("محرم", "المحرم"),
    ("صفر",),
    ("ربيع الأول",),
    ("ربيع الثاني", "ربيع الآخر"),
    ("جمادى الأولى", "جمادى الأول"),
    ("جمادى الآخرة", "جمادى الثانية", "جمادى الثاني"),
    ("رجب",),
    ("شعبان",),
    ("رمضان",),
    ("شوال",),
    ("ذو القعدة", "ذي القعدة"),
    ("ذو الحجة", "ذي الحجة"),
)
_WEEKDAYS = (
    ("monday", "mon", "الاثنين"),
    ("tuesday", "tues", "tue", "الثلاثاء", "الثلثاء"),
    ("wednesday", "weds", "wed", "الأربعاء"),
    ("thursday", "thurs", "thur", "thu", "الخميس"),
    ("friday", "fri", "الجمعة"),
    ("saturday", "sat", "السبت"),
    ("sunday", "sun", "الأحد"),
)
_LETTERS = {
    **dict.fromkeys("اأإآ", "[اأإآ]"),
    **dict.fromkeys("ةه", "[ةه]"),
    **dict.fromkeys("يى", "[يى]"),
    " ": r"\s+",
}


class Calendar:
    """Names of months or days, numbered from `first`; Arabic ones are found in each of their spellings."""

    def __init__(self, names: Iterable[tuple[str, ...]], *, first: int = 1) -> None:
        numbered = [(name, number) for number, several in enumerate(names, start=first) for name in several]
        self._numbers = {_folded(name): number for name, number in numbered}
        longest = sorted((name for name, _ in numbered), key=len, reverse=True)
        self.pattern = "|".join("".join(_LETTERS.get(letter, letter) for letter in name) for name in longest)
        """A regular expression for the names, the longest first; to be used without regard to case."""

    def number(self, name: str) -> int:
        """The number of a name as it stood in a text."""
        return self._numbers[_folded(name)]


def _folded(name: str) -> str:
    return re.sub(r"\s+", " ", " ".join(exact_sequence(name)))


MONTHS = Calendar(NAMES)
HIJRI = Calendar(_HIJRI)
WEEKDAYS = Calendar(_WEEKDAYS, first=0)
"""Monday is 0, as in `date.weekday`."""
