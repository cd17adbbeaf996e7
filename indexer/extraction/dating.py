"""When it was said: the sources of a date in their order of trust.

metadata, header lines, the dateline above the text, the title, the last lines, the address, the file name, "today" in
the text. A date after `today` is never believed, one before 1900 only where header or title states it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePath
from urllib.parse import urlsplit

from indexer.extraction.dates import Order, Written, find_dates
from indexer.extraction.readings import shortened
from indexer.extraction.sheet import EVENT_BEFORE, PLACE_BEFORE, RELEASE_MARKER, Sheet, date_only, is_dateline
from indexer.statement import Precision, StatementDate

_NOT_ISSUE = re.compile(
    r"^today\b\s*:|"
    r"updated|modified|reviewed|print(?:ed)?\b|accessed|retrieved|embargo|not for (?:broadcast|publication)|"
    r"expires|deadline|"
    r"anniversary|since|until|copyright|©|event date|effective|born|تحديث|طباعة|ذكرى|منذ|حتى|حقوق",
    re.I,
)
_TODAY = re.compile(r"\b(?:today|this (?:morning|afternoon|evening)|tonight)\b|(?<!\w)(?:ال)?يوم(?!\w)|مساء|صباح", re.I)
_PATH_DAY = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?([0-2]\d|3[01])(?!\d)")
_PATH_MONTH = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)[/_-](0[1-9]|1[0-2])(?!\d)")
_PERIOD = re.compile(r"(1[5-9]\d\d|20\d\d)(?:-(0[1-9]|1[0-2]))?")
_ARCHIVED = timedelta(days=366)  # a page put up so long after its own dateline belongs to an archive


@dataclass(frozen=True, slots=True)
class _Candidate:
    written: Written
    basis: str
    evidence: str

    @property
    def full(self) -> bool:
        return self.written.precision is Precision.DAY


def date_of(sheet: Sheet) -> StatementDate:
    """The date with its basis and evidence; without one, the words of a day that has no year."""
    candidates = [c for c in _candidates(sheet) if _possible(c, sheet.today)]
    dated = [c for c in candidates if c.written.value is not None]
    partial = next((c for c in candidates if c.written.value is None), None)
    best = _judged(dated)
    if best is None:
        return (
            StatementDate(basis=f"{partial.basis}, no year stated", evidence=shortened(partial.evidence))
            if partial
            else StatementDate()
        )
    if not best.full and partial is not None and (joined := _joined(best, partial, sheet.today)):
        return joined
    basis = best.basis + (f"; {best.written.note}" if best.written.note else "")
    return StatementDate(
        value=best.written.value, precision=best.written.precision, basis=basis, evidence=shortened(best.evidence)
    )


def _possible(candidate: _Candidate, today: date) -> bool:
    value = candidate.written.value
    if value is None:
        return True
    stated = not candidate.basis.startswith(("text", "file name", "address"))
    return value <= today and (value.year >= 1900 or stated)


def _judged(dated: list[_Candidate]) -> _Candidate | None:
    """The first full date, else the first of any precision; two exceptions, both in favour of what the reader sees."""
    best = next((c for c in dated if c.full), None)
    if best is None:
        return dated[0] if dated else None
    if best.basis.startswith(("metadata", "time")):
        for seen in dated:
            if seen.basis in ("dateline", "header line", "title") and seen.full:
                gap = best.written.value - seen.written.value  # type: ignore[operator]
                utc = abs(gap) == timedelta(days=1) and re.search(r"T.*(?:Z|\+00:?00)", best.evidence)
                if utc or (gap > _ARCHIVED and seen.basis != "title"):
                    return seen
    return best


def _joined(known: _Candidate, partial: _Candidate, today: date) -> StatementDate | None:
    """A day without a year, and a month or year from the address that agrees with it."""
    shown = find_dates(f"{partial.written.words} {known.written.value:%Y}") if known.written.value else []
    value = shown[0].value if shown and shown[0].precision is Precision.DAY else None
    if value is None or value > today or known.basis not in ("address", "file name", "metadata date"):
        return None
    if known.written.precision is Precision.MONTH and value.month != known.written.value.month:  # type: ignore[union-attr]
        return None
    return StatementDate(
        value=value,
        precision=Precision.DAY,
        basis=f"{partial.basis}, year inferred from the {known.basis}",
        evidence=shortened(f"{partial.evidence} | {known.evidence}"),
        inferred=True,
    )


def _candidates(sheet: Sheet) -> Iterator[_Candidate]:
    yield from _from_metadata(sheet)
    yield from _from_labels(sheet)
    yield from _from_lines(
        sheet, [*sheet.head, *(line for p in sheet.body[:2] for line in p.split("\n")[:6])], "dateline"
    )
    yield from _from_title(sheet)
    last = (
        [line for p in sheet.body[-3:] for line in p.split("\n")[-3:]][-4:]
        if len(sheet.body) > 1 or "\n" in sheet.text
        else []
    )
    yield from _from_lines(sheet, list(reversed(last)), "last line")
    yield from _from_address(sheet)
    yield from _from_text(sheet)


def _from_metadata(sheet: Sheet) -> Iterator[_Candidate]:
    for reading in sheet.metadata.found.get("date", ()):
        for written in _stated(reading.value[:100], sheet.order):
            yield _Candidate(
                written, "metadata " + reading.basis if "time" not in reading.basis else reading.basis, reading.evidence
            )


def _stated(said: str, order: Order) -> list[Written]:
    """The date of a field that is meant to hold one, where a bare year or year and month are dates as well."""
    if period := _PERIOD.fullmatch(said.strip()):
        value = date(int(period[1]), int(period[2] or 1), 1)
        return [Written(value, Precision.MONTH if period[2] else Precision.YEAR, said, 0, len(said))]
    return find_dates(said, order=order)[:1]


def _from_labels(sheet: Sheet) -> Iterator[_Candidate]:
    for label in sheet.labels:
        if label.field == "date":
            for written in _stated(label.value, sheet.order):
                yield _Candidate(written, "header line", label.evidence)


def _from_lines(sheet: Sheet, lines: list[str], basis: str) -> Iterator[_Candidate]:
    """Lines that are a date and nothing else come before lines that only begin with a place and a date."""
    refused = {label.evidence for label in sheet.labels if label.field == "not a date"}
    weaker: list[_Candidate] = []
    for line in lines:
        if _NOT_ISSUE.search(line[:150]) or any(line in evidence for evidence in refused):
            continue
        found = find_dates(line[:200], order=sheet.order)
        if not found:
            continue
        if len(found) == 1 and (date_only(line, sheet.order) or (is_dateline(line, sheet.order) and len(line) < 60)):
            yield _Candidate(found[0], basis, line)
        elif found[0].value is not None and _opens(line, found[0], basis):
            weaker.append(_Candidate(found[0], basis, line[: found[0].end + 40]))
    yield from weaker


def _opens(line: str, written: Written, basis: str) -> bool:
    """Whether the line begins with the date, after a place or a marker at most, and does not go on as a sentence."""
    before = RELEASE_MARKER.sub("", line[: written.start]).strip(" _-–—.:~")
    rest = line[written.end :].lstrip(" .,،:;)]")
    if EVENT_BEFORE.search(line[: written.start]) or not PLACE_BEFORE.fullmatch(before):
        return False
    if re.search(r"\b(?:On|In|By|Since|From|At)$", before):
        return False
    if len(rest) < 4 or rest[:1] in "–—-|/":
        return True
    dashed = re.match(r"[\s)\]]*(?:\([^)]{0,30}\)\s*)?[–—-]", line[written.end :])
    if before and len(line) > 100:
        return bool(dashed)
    return basis == "dateline" and (rest[:1].isupper() or rest[:1].isdigit() or bool(dashed))


def _from_title(sheet: Sheet) -> Iterator[_Candidate]:
    title = sheet.title.value
    if _NOT_ISSUE.search(title):
        return
    for part in re.split(r"\.\s+", title)[1:]:
        if is_dateline(part, sheet.order):
            yield _Candidate(find_dates(part, order=sheet.order)[0], "title", title)
    for written in find_dates(title, order=sheet.order):
        opens = written.start == 0 and re.match(r"\s*[:–—|,-]", title[written.end :])
        closes = len(title) - written.end <= 2 and not EVENT_BEFORE.search(title[: written.start])
        if (opens or closes) and written.value is not None:
            yield _Candidate(written, "title", title)


def _from_address(sheet: Sheet) -> Iterator[_Candidate]:
    address = urlsplit(sheet.url).path if sheet.url else ""
    for place, basis in ((address, "address"), (PurePath(sheet.name.replace("\\", "/")).stem, "file name")):
        if match := _PATH_DAY.search(place) or _PATH_MONTH.search(place):
            numbers = [int(n) for n in match.groups()]
            try:
                value = date(numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else 1)
            except ValueError:
                continue
            precision = Precision.DAY if len(numbers) > 2 else Precision.MONTH
            yield _Candidate(Written(value, precision, match[0], 0, 0), basis, place)
        named = re.sub(r"[-_/]+", " ", place)
        for written in find_dates(named[-200:])[:1]:
            if written.precision is Precision.DAY:
                yield _Candidate(written, basis, place)


def _from_text(sheet: Sheet) -> Iterator[_Candidate]:
    """Only a date that the text itself calls today; and the first day without a year, kept as evidence."""
    for paragraph in sheet.body[:3]:
        for written in find_dates(paragraph[:1_000], order=sheet.order):
            around = paragraph[max(0, written.start - 30) : written.end].rpartition(". ")[2]
            if written.precision is Precision.DAY and _TODAY.search(around) and not _NOT_ISSUE.search(around):
                yield _Candidate(written, "text, which calls it today", around)
            elif written.value is None and not _NOT_ISSUE.search(around):
                yield _Candidate(written, "text", _sentence(paragraph, written))


def _sentence(paragraph: str, written: Written) -> str:
    start = paragraph.rfind(". ", 0, written.start) + 1
    end = paragraph.find(". ", written.end)
    return paragraph[start : end + 1 if end >= 0 else len(paragraph)].strip()
