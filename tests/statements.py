"""COLLECTION: statements written so that every sentence of the promise can be shown on them.

Country, bodies and people are invented.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from indexer.statement import Precision, Speaker, Statement, StatementDate

COUNCIL = "National Accord Council"
UNION = "Harbour Workers' Union of Sirmal"
MINISTRY = "Ministry of Water and Land"


def on(when: str) -> StatementDate:
    """ "2021-09-14", "2021-09", "2021" or "" for undated."""
    if not when:
        return StatementDate()
    precision = {10: Precision.DAY, 7: Precision.MONTH, 4: Precision.YEAR}[len(when)]
    first_day = date.fromisoformat((when + "-01-01")[:10])
    return StatementDate(value=first_day, precision=precision, basis="written")


def said(
    id: str,
    title: str,
    *paragraphs: str,
    when: str = "",
    by: Iterable[str] = (),
    about: Iterable[str] = (),
    language: str = "en",
    organisation: str | None = None,
    kind: str | None = None,
    url: str | None = None,
    group: str = "",
) -> Statement:
    """A statement in one breath; `by` names its speakers, `about` its topics."""
    return Statement(
        id=id,
        title=title,
        text="\n\n".join(paragraphs),
        date=on(when),
        language=language,
        speakers=tuple(Speaker(name=name) for name in by),
        topics=tuple(about),
        organisation=organisation,
        kind=kind,
        url=url,
        group=group,
    )


COLLECTION: tuple[Statement, ...] = (
    said(
        "drought",
        "Drought in the wheat plain",
        "The wells of al-Qatira are dry. Bread will be dear this winter.",
        when="2019",
        by=["Yusuf Tarabine"],
        about=["water", "prices"],
        organisation=MINISTRY,
        kind="press release",
    ),
    said(
        "dam-quarrel",
        "No agreement on the Tel Safwan dam",
        "Engineers measured the river; the ministers did not agree on what they had measured.",
        when="2019-08-02",
        by=["Yusuf Tarabine"],
        about=["water"],
        organisation=MINISTRY,
        kind="minutes",
    ),
    said(
        "founding",
        "The Council is founded",
        "Parties of the opposition met in Port Lindry and founded a council of national accord.",
        when="2020-05-17",
        by=["Idris al-Warraqi"],
        about=["politics"],
        organisation=COUNCIL,
        kind="communiqué",
        url="https://council.example/founding",
    ),
    said(
        "harbour",
        "Harbour closed",
        "The strike began at dawn. No crane moved, and the sailors sang.",
        when="2021-03-01",
        by=["Marwan Kessab"],
        about=["labour"],
        organisation=UNION,
        kind="press release",
    ),
    said(
        "bread",
        "Strike over bread",
        "Bakers joined the harbour workers. To be paid late is to be paid less.",
        when="2021-03-01",
        by=["Marwan Kessab", "Salma Haddoun"],
        about=["labour", "prices"],
        organisation=UNION,
        kind="press release",
    ),
    said(
        "anthem",
        "Song of the harbour",
        "A poem was read at the gate.",
        when="2021-03-01",
        by=["Layth Qandeel"],
        about=["labour"],
        kind="speech",
    ),
    said(
        "siege",
        "Hazmeen is under siege",
        "Hazmeen has had no flour for nine days. We ask every government to open the road.",
        "Two thousand detainees are held without charge.",
        when="2021-09-14",
        by=["Salma Haddoun"],
        about=["siege", "aid, relief"],
        organisation=COUNCIL,
        kind="press release",
    ),
    said(
        "siege-ar",
        "حزمين تحت الحصار",
        "لا طحين في حزمين منذ تسعة أيام. نطالب بفتح الطريق.",
        when="2021-09-14",
        by=["سلمى حدّون"],
        about=["siege", "aid, relief"],
        language="ar",
        organisation=COUNCIL,
        kind="press release",
    ),
    said(
        "talks",
        "Peace talks on the Wadra",
        "The talks of peace will be held by the river. Negotiators from both banks negotiated all night.",
        when="2022-02",
        by=["Idris al-Warraqi"],
        about=["ceasefire"],
        organisation=COUNCIL,
        kind="press release",
    ),
    said(
        "ceasefire",
        "Ceasefire signed",
        "The ceasefire holds. Negotiations will go on, and the peace must be kept by those who signed it.",
        when="2022-03-11",
        by=["Idris al-Warraqi", "Salma Haddoun"],
        about=["ceasefire"],
        organisation=COUNCIL,
        kind="communiqué",
    ),
    said(
        "ceasefire-ar",
        "توقيع وقف إطلاق النار",
        "إن السَّلام أمانة في أعناقنا، والمعتقلون ينتظرون. صمد وقف إطلاق النار على نهر الودرة.",
        when="2022-03-11",
        by=["إدريس الورّاقي"],
        about=["ceasefire", "detainees"],
        language="ar",
        organisation=COUNCIL,
        kind="communiqué",
    ),
    said(
        "broken",
        "The cease-fire is broken",
        "Shells fell on al-Qatira. The cease-fire held for seven months.",
        when="2022-10",
        by=["Salma Haddoun"],
        about=["ceasefire"],
        organisation=COUNCIL,
        kind="press release",
    ),
    said(
        "plain",
        "Shells on Alqatira",
        "The road to Al Qatira is closed; the U.S. envoy turned back.",
        when="2022-10",
        by=["Lamia Rehani"],
        about=["aid, relief"],
        kind="interview",
    ),
    said(
        "exchange",
        "Exchange of detainees",
        "Forty detainees came home. A detainee is a person with a name.",
        when="2023-04-05",
        by=["Rima Saqqal"],
        about=["detainees"],
        kind="interview",
    ),
    said(
        "water-law",
        "A law on water",
        "Rights to the river belong to those who live on it. Café owners objected.",
        when="2023",
        by=["Hanan Sabbour", "Yusuf Tarabine"],
        about=["water", "politics"],
        organisation=MINISTRY,
        kind="speech",
    ),
    said(
        "elections",
        "Local elections on Sunday",
        "The electoral rolls are open. Elected councils will sit within a month.",
        when="2023-09-10",
        by=["Faris Wahbeh"],
        about=["elections", "politics"],
        kind="press release",
    ),
    said(
        "elections-again",
        "Local elections on Sunday",
        "The electoral rolls are open. Elected councils will sit within a month.",
        when="2023-09-17",
        by=["Faris Wahbeh"],
        about=["elections", "politics"],
        kind="press release",
    ),
    said(
        "quarrel",
        "A member resigns",
        "September 12: I leave the drafting committee. I never agreed to the second article.",
        by=["Layth Qandeel"],
        about=["politics"],
        kind="speech",
    ),
    said(
        "leaflet", "To the mothers of Hazmeen", "Your sons are alive. Nobody signed this leaflet.", about=["detainees"]
    ),
    said(
        "treaty",
        "The dam treaty",
        "Tel Safwan will be filled over nine years. Peace is measured in litres.",
        when="2025-01-20",
        by=["Tarek Benjilal"],
        about=["water"],
        organisation=COUNCIL,
        kind="speech",
    ),
)
BY_ID = {statement.id: statement for statement in COLLECTION}
