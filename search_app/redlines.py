"""What changed, finished: the versions of a statement, and a redline with what did not change folded away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from indexer import MONTH_NAMES, Edit, Passage, Piece, Statement, Version, changes_of, redlined
from search_app import wording
from search_app.relations import address

WORK = 1_000_000  # words looked at for one page, a second at most
CONTEXT = 1  # unchanged paragraphs shown on either side of a change


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Passages in a row; `folded` names those that stand behind a click: "12 paragraphs unchanged"."""

    passages: tuple[Passage, ...]
    folded: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedlinePanel:
    """`sum` says how much changed; `limits` what was not compared word by word, "" when all was."""

    before: str
    after: str
    lang: str
    dir: str
    heading: tuple[Piece, ...]
    stretches: tuple[Stretch, ...]
    sum: str
    limits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """`href` leads to the redline with the version before, None for the first."""

    number: int
    made: str
    iso: str
    said: str
    href: str | None
    is_before: bool
    is_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsPage:
    title: str
    lang: str
    dir: str
    statement: str
    count: str
    rows: tuple[VersionRow, ...]
    redline: RedlinePanel | None


def versions_page(versions: Sequence[Version], chosen: tuple[Version, Version] | None) -> VersionsPage:
    """`chosen` are the two of which the redline is shown."""
    last = versions[-1].statement
    here = f"{address(last.id)}/versions"
    numbers = [version.number for version in chosen or ()]
    rows = tuple(
        VersionRow(
            number=version.number,
            made=f"{version.made.day} {MONTH_NAMES[version.made.month - 1]} {version.made:%Y, %H:%M} UTC",
            iso=version.made.isoformat(),
            said=_sentence(changed) if changed else "As it was first read.",
            href=f"{here}?from={versions[n - 1].number}&to={version.number}" if n else None,
            is_before=version.number == numbers[0] if numbers else False,
            is_after=version.number == numbers[1] if numbers else False,
        )
        for n, (version, changed) in enumerate(zip(versions, changes_of(versions), strict=True))
    )
    return VersionsPage(
        title=last.title,
        lang=last.language,
        dir=wording.direction(last.language),
        statement=address(last.id),
        count="1 version" if len(versions) == 1 else f"{len(versions):,} versions",
        rows=rows,
        redline=_of_versions(*chosen) if chosen else None,
    )


def _of_versions(before: Version, after: Version) -> RedlinePanel:
    names = f"version {before.number}", f"version {after.number}"
    return redline_panel(before.statement, after.statement, names=names)


def _sentence(changed: Sequence[str]) -> str:
    """ "Changed: text, date and speakers."."""
    first, last = ", ".join(changed[:-1]), changed[-1]
    return f"Changed: {first} and {last}." if first else f"Changed: {last}."


def redline_panel(before: Statement, after: Statement, *, names: tuple[str, str]) -> RedlinePanel:
    """`names` say what the two are called."""
    found = redlined(before.text, after.text, work=WORK)
    heading = redlined(before.title.replace("\n\n", "\n"), after.title.replace("\n\n", "\n"), work=WORK)
    return RedlinePanel(
        before=names[0],
        after=names[1],
        lang=after.language,
        dir=wording.direction(after.language),
        heading=tuple(piece for passage in heading.passages for piece in passage.pieces),
        stretches=tuple(_stretches(found.passages)),
        sum=_sum(found.passages),
        limits=""
        if found.whole
        else "The texts are long: some passages are shown as wholly replaced though parts of them may be the same.",
    )


def _sum(passages: Sequence[Passage]) -> str:
    """ "2 paragraphs changed, 1 inserted"."""
    counts = [(edit, sum(p.edit is edit for p in passages)) for edit in (Edit.CHANGED, Edit.DELETED, Edit.INSERTED)]
    parts = [f"{count:,} {edit.value}" for edit, count in counts if count]
    return f"Paragraphs: {', '.join(parts)}." if parts else "The texts are the same."


def _stretches(passages: Sequence[Passage]) -> Iterator[Stretch]:
    """Unchanged paragraphs are folded, but for those beside a change."""
    place = 0
    for same, run in groupby(passages, key=lambda passage: passage.edit is Edit.SAME):
        held = tuple(run)
        first, last = place == 0, place + len(held) == len(passages)
        place += len(held)
        start = 0 if first else CONTEXT
        end = len(held) if last else len(held) - CONTEXT
        if not same or end - start < 2:
            yield Stretch(passages=held)
            continue
        yield from (Stretch(passages=held[:start]),) if start else ()
        yield Stretch(passages=held[start:end], folded=f"{end - start:,} paragraphs unchanged")
        yield from (Stretch(passages=held[end:]),) if end < len(held) else ()
