"""Names of months as people write them: English, and the three Arabic calendars of names."""

from __future__ import annotations

from indexer.language.words import exact_sequence

NAMES: tuple[tuple[str, ...], ...] = (
    ("january", "jan", "كانون الثاني", "كانون ثاني", "يناير", "ينايير", "جانفي"),
    ("february", "feb", "شباط", "فبراير", "فيفري"),
    ("march", "mar", "آذار", "مارس"),
    ("april", "apr", "نيسان", "أبريل", "أفريل"),
    ("may", "أيار", "مايو", "ماي", "ماية"),
    ("june", "jun", "حزيران", "يونيو", "يونيه", "جوان"),
    ("july", "jul", "تموز", "يوليو", "يوليه", "يوليوز", "جويلية"),
    ("august", "aug", "آب", "أغسطس", "أوت", "غشت"),
    ("september", "sept", "sep", "أيلول", "سبتمبر", "شتنبر"),
    ("october", "oct", "تشرين الأول", "تشرين أول", "أكتوبر"),
    ("november", "nov", "تشرين الثاني", "تشرين ثاني", "نوفمبر", "نونبر"),
    ("december", "dec", "كانون الأول", "كانون أول", "ديسمبر", "دجنبر"),
)
"""The spellings of each month from January on, in small letters."""

MONTHS: dict[str, int] = {
    " ".join(exact_sequence(name)): number for number, names in enumerate(NAMES, start=1) for name in names
}
"""Folded name -> number; alef with and without its hamza is one letter there."""
