"""The names of months in English and Arabic (Levantine, Egyptian, Maghrebi, Hijri), and of weekdays."""

from __future__ import annotations

_ENGLISH = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sept sep",
    "october oct",
    "november nov",
    "december dec",
)
_LEVANTINE = (
    "كانون الثاني",
    "شباط",
    "آذار|اذار|أذار",
    "نيسان",
    "أيار|ايار|آيار",
    "حزيران",
    "تموز",
    "آب|اب",
    "أيلول|ايلول",
    "تشرين الأول|تشرين الاول|تشرين أول",
    "تشرين الثاني|تشرين ثاني",
    "كانون الأول|كانون الاول",
)
_EGYPTIAN = (
    "يناير",
    "فبراير",
    "مارس",
    "أبريل|ابريل|إبريل",
    "مايو",
    "يونيو|يونيه",
    "يوليو|يوليه",
    "أغسطس|اغسطس",
    "سبتمبر",
    "أكتوبر|اكتوبر",
    "نوفمبر",
    "ديسمبر",
)
_MAGHREBI = (
    "جانفي|ينايير",
    "فيفري|فبراير",
    "مارس",
    "أفريل|افريل|أبريل",
    "ماي|ماية",
    "جوان",
    "جويلية|جويليه|يوليوز",
    "أوت|اوت|غشت",
    "سبتمبر|شتنبر",
    "أكتوبر|اكتوبر",
    "نوفمبر|نونبر",
    "ديسمبر|دجنبر",
)
_HIJRI = (
    "محرم|المحرم",
    "صفر",
    "ربيع الأول|ربيع الاول",
    "ربيع الثاني|ربيع الآخر|ربيع الاخر",
    "جمادى الأولى|جمادى الاولى|جمادي الأولى",
    "جمادى الآخرة|جمادى الاخرة|جمادى الثانية|جمادي الثاني",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو القعدة|ذي القعدة",
    "ذو الحجة|ذي الحجة",
)


def _table() -> dict[str, int]:
    names: dict[str, int] = {}
    for number in range(12):
        names.update(dict.fromkeys(_ENGLISH[number].split(), number + 1))
        for family in (_LEVANTINE, _EGYPTIAN, _MAGHREBI):
            names.update(dict.fromkeys(family[number].split("|"), number + 1))
    return names


MONTHS: dict[str, int] = _table()
HIJRI: dict[str, int] = {name: n + 1 for n, family in enumerate(_HIJRI) for name in family.split("|")}
WEEKDAYS: dict[str, int] = {
    **{
        name: n
        for n, names in enumerate(
            (
                "monday mon",
                "tuesday tues tue",
                "wednesday weds wed",
                "thursday thurs thur thu",
                "friday fri",
                "saturday sat",
                "sunday sun",
            )
        )
        for name in names.split()
    },
    **{
        name: n
        for n, names in enumerate(
            (
                "الاثنين|الإثنين|الأثنين",
                "الثلاثاء|الثلثاء",
                "الأربعاء|الاربعاء",
                "الخميس",
                "الجمعة",
                "السبت",
                "الأحد|الاحد",
            )
        )
        for name in names.split("|")
    },
}


def alternatives(names: dict[str, int]) -> str:
    """A regular expression for the names, the longest first, any white space between their words."""
    return "|".join(name.replace(" ", r"\s+") for name in sorted(names, key=len, reverse=True))


def number_of(name: str, names: dict[str, int]) -> int:
    """1 for January; the name as it stood in the text."""
    return names[" ".join(name.casefold().rstrip(".").split())]
