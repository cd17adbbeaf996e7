"""Text that nobody would type, and some that somebody would, for tests that parse very many of them."""

from __future__ import annotations

from random import Random

SYNTAX = [
    *("AND", "OR", "NOT", "NEAR", "NEAR/3", "NEAR/77", "(", ")", "((", "))", "-", "--", "−", '"', '""', "“", "»"),
    *("*", "**", "~", "~5", '"~3', '"~99', "^2", ":", "：", "..", "…", "2019..", "..2021", "2021..2019"),
    *("speaker:", "title:", "language:", "english", "العربية", "المتحدث:", "author:", "-kind:", "a:b:c:", "//"),
    *("since:", "in:", "before:", "منذ:", "2020", "2020-13", "٢٠٢٠-٠٣", "May 2023", "0001", "9999-12-31", "7th"),
]
WORDS = [
    *("a", "peace", "al-Bahra", "O’Brien's", "1,000", "U.S.", "9/11", "cease*", "ab*", "*war", "g*v", "gov*nt", "x~2"),
    *("السلام", "وَالسَّلام", "ســلام", "中文字", "ﷺ", "ﬁnal", "e\u0301tat", "ß" * 40, "x" * 80, "☂", "$$", "_", "²", "½"),
    *("/".join("abcdef"), "-".join("abcdef"), ".".join("123456"), "a,b;c،d"),
]
ODD = [
    *("\x00", "\x1b", "\x85", "\x9f", "\ud800", "\udfff", "\U0010ffff"),
    *("\u200b", "\u200f", "\u2028", "\u202e", "\u2066", "\ufeff"),
]
GAPS = ["", "", " ", " ", "  ", "\t", "\n", "\u00a0", "\u3000"]


def hostile(random: Random) -> str:
    """One string: a mixture of pieces, one piece many times, or any characters at all."""
    most = random.choice((3, 12, 60, 200))
    shape = random.random()
    if shape < 0.6:
        pieces = random.choices((SYNTAX, WORDS, ODD), (6, 6, 1), k=random.randint(0, most))
        return "".join(random.choice(each) + random.choice(GAPS) for each in pieces)
    if shape < 0.8:
        few = random.choices(SYNTAX + WORDS + ODD, k=random.randint(1, 3))
        return "".join(each + random.choice(GAPS) for each in few) * random.randint(1, 512)
    if shape < 0.9:
        return "".join(chr(random.randrange(0x110000)) for _ in range(most))
    return "".join(chr(random.choice((random.randrange(128), random.randrange(0x600, 0x700)))) for _ in range(most))
