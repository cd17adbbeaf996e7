"""A record, whose metadata is known -> a statement, as it says."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from indexer.errors import Unreadable
from indexer.extraction.authority import Authority
from indexer.extraction.ids import propose_id
from indexer.extraction.sheet import first_words
from indexer.extraction.strangers import strangers_among
from indexer.extraction.topics import topics_of
from indexer.language import detect
from indexer.statement import Reason, Speaker, Statement, StatementDate, date_written

BASIS = "record"

_BLANK_LINES = re.compile(r"\n[ \t\f\v]*(?:\n[ \t\f\v]*)+")
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")


def read_record(content: bytes, authority: Authority) -> Statement:
    """Raises Unreadable when the record has no text, or a field that is not what its name promises."""
    plain = _object(content)
    text = _paragraphs(_text(plain, "text"))
    if not any(c.isalnum() for c in text):
        raise Unreadable("The record has no text; give its field `text` the words of the statement.")
    when = _date(_text(plain, "date"))
    org = "; ".join(_texts(plain, "org"))
    body = authority.bodies.get(org) if org else None
    statement = Statement(
        id=_text(plain, "id"),
        title=_line(_text(plain, "title")) or first_words([text]),
        text=text,
        language=_line(_text(plain, "lang")) or detect(text),
        date=when,
        speakers=tuple(_speaker(name, when, authority) for name in _texts(plain, "speaker")),
        organisation=body.name if body else org or None,
        kind="; ".join(_texts(plain, "kind")) or None,
        url=_text(plain, "url") or None,
    )
    topics = _texts(plain, "topics")
    reasons = tuple(Reason(field="topic", value=topic, basis=BASIS, evidence=topic) for topic in topics)
    if not topics:
        topics, reasons = topics_of(statement, authority.topics)
    reasons = (*strangers_among(statement.speakers, authority), *reasons)
    statement = replace(statement, topics=topics, reasons=reasons)
    return replace(statement, id=propose_id(statement))


def _object(content: bytes) -> dict[str, Any]:
    try:
        plain = json.loads(content)
    except RecursionError as error:
        raise Unreadable("The record is nested too deeply.") from error
    except ValueError as error:
        raise Unreadable("The record is not JSON in UTF-8; write one JSON object.") from error
    if not isinstance(plain, dict):
        raise Unreadable('The record is not a JSON object; write {"text": ...}.')
    return plain


def _text(plain: dict[str, Any], key: str) -> str:
    value = plain.get(key)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise Unreadable(f"The field `{key}` is {_shown(value)}; write it as a string.")
    return _NOT_TEXT.sub("", value).strip()


def _texts(plain: dict[str, Any], key: str) -> tuple[str, ...]:
    value = plain.get(key)
    if not isinstance(value, list):
        return tuple(filter(None, [_line(_text(plain, key))]))
    if not all(isinstance(each, str) for each in value):
        raise Unreadable(f"The field `{key}` is {_shown(value)}; write it as a string or a list of strings.")
    return tuple(dict.fromkeys(filter(None, (_line(_NOT_TEXT.sub("", each)) for each in value))))


def _date(said: str) -> StatementDate:
    if not said:
        return StatementDate()
    try:
        when = date_written(said)
    except ValueError:
        when = None
    if when is None:
        raise Unreadable(f"The field `date` is {_shown(said)}; write YYYY-MM-DD, YYYY-MM or YYYY, or leave it out.")
    return replace(when, basis=BASIS, evidence=said)


def _speaker(name: str, when: StatementDate, authority: Authority) -> Speaker:
    person = authority.people.get(name)
    if person is None:
        return Speaker(name=name, basis=BASIS, evidence=name)
    return Speaker(name=person.name, role=person.role_at(when), basis=BASIS, evidence=name)


def _line(text: str) -> str:
    return " ".join(text.split())


def _paragraphs(text: str) -> str:
    return _BLANK_LINES.sub("\n\n", text.replace("\r\n", "\n").replace("\r", "\n"))


def _shown(value: object) -> str:
    said = json.dumps(value, ensure_ascii=False)
    return said if len(said) <= 60 else said[:60] + "…"
