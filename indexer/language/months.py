"""Names of months as people write them -> number, in folded form: English, and the three Arabic calendars of names."""

from __future__ import annotations

from indexer.language.words import exact_sequence

_NAMES = (
    ("january jan", "كانون الثاني", "يناير", "جانفي"),
    ("february feb", "شباط", "فبراير", "فيفري"),
    ("march mar", "آذار", "مارس"),
    ("april apr", "نيسان", "أبريل", "إبريل", "أفريل"),
    ("may", "أيار", "مايو", "ماي"),
    ("june jun", "حزيران", "يونيو", "يونيه", "جوان"),
    ("july jul", "تموز", "يوليو", "يوليه", "جويلية"),
    ("august aug", "آب", "أغسطس", "أوت", "غشت"),
    ("september sep sept", "أيلول", "سبتمبر", "شتنبر"),
    ("october oct", "تشرين الأول", "أكتوبر"),
    ("november nov", "تشرين الثاني", "نوفمبر", "نونبر"),
    ("december dec", "كانون الأول", "ديسمبر", "دجنبر"),
)

MONTHS: dict[str, int] = {
    " ".join(exact_sequence(name)): number
    for number, (english, *arabic) in enumerate(_NAMES, start=1)
    for name in (*english.split(), *arabic)
}
