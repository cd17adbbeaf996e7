"""Notes: what the grammar tells a person about words that were ignored or changed."""

from __future__ import annotations

TOO_LONG = "Only the first {0} characters were searched."
TOO_MANY = "Only the first {0} words, phrases and dates were searched; {1} more were left out."
TOO_DEEP = "Brackets may stand {0} deep; those inside were read as if they were not there."
LONG_WORD = "Words longer than {0} letters were searched by their first {0}."
UNCLOSED_QUOTE = "A quotation mark was not closed; the phrase runs to the end."
UNCLOSED_BRACKET = "A bracket was not closed; it was closed at the end."
STRAY_BRACKET = "A closing bracket without an opening one was ignored."
ALONE = "{0} needs a word on both sides; it was ignored."
NOT_ALONE = "NOT needs a word after it; it was ignored."
NOTHING = "There is no letter or digit in “{0}” to search for."
SHORT_PREFIX = "“{0}*” was searched as a whole word: before * at least {1} letters are needed."
INNER_STAR = "* can only stand at the end of one word; “{0}” was searched as “{1}”."
STAR_INSIDE = "* means nothing inside quotation marks or beside NEAR and was ignored."
NO_FUZZY = "~ and ^ after a word mean nothing here and were ignored."
WIDE_NEAR = "Near means at most {0} words between; {1} was taken as {0}."
LONG_NEAR = "Only the first {0} words were searched near each other."
UNKNOWN_FIELD = "“{0}:” is not a field; “{0}” was searched as a word."
EMPTY_FIELD = "Nothing stands after “{0}:”; “{0}” was searched as a word."
NO_DATE = "“{0}” is not a date that can be read and was ignored; write 2020, 2020-03 or 2020-03-15."
WORD_NOT_DATE = "“{0}” is not a date; it was searched as a word."

_SHOWN = 40  # characters of what was typed in a note


def shown(typed: str) -> str:
    """What was typed, short enough for a note."""
    return typed if len(typed) <= _SHOWN else typed[:_SHOWN] + "…"
