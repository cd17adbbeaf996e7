"""A tiny reader for tests, importable in a child process: the first line is the title, the rest the text; a title in
capitals asks for trouble."""

import ctypes
import json
import os
import time

from indexer.document import RECORD
from indexer.errors import Unreadable
from indexer.statement import Reason, Speaker, Statement


def read(document, *, authority):
    if document.form == RECORD:
        return (_record(document),)
    text = document.content.decode("utf-8", "surrogateescape")
    if "\0" in text:
        raise Unreadable("this is a binary file")
    title = text.split("\n", 1)[0]
    if title in TROUBLE:
        TROUBLE[title]()
    return tuple(_statement(part) for part in text.split("\n----\n"))


def _statement(text):
    title, _, body = text.partition("\n")
    date_line = Reason(field="title", value=title, basis="first line", evidence=title)
    return Statement(id=propose_id(title), title=title, text=body, language="en", reasons=(date_line,))


def _record(document):
    plain = json.loads(document.content)
    if plain.get("title") in TROUBLE:
        TROUBLE[plain["title"]]()
    if "text" not in plain:
        raise Unreadable("the record has no text")
    return Statement(
        id=propose_id(str(plain.get("id") or plain.get("title"))),
        title=plain.get("title") or "",
        text=plain["text"],
        language="en",
        speakers=tuple(Speaker(name=n) for n in plain.get("speaker", ())),
    )


def propose_id(title):
    return "-".join(title.lower().split())[:60]


def _spin():
    while True:
        pass


def _die_for_want_of_memory():
    os.kill(os.getpid(), 9)


TROUBLE = {
    "SPIN": _spin,
    "SLEEP": lambda: time.sleep(60),
    "GREEDY": lambda: bytearray(2 * 1024**3),
    "CRASH": lambda: ctypes.string_at(0),
    "KILLED": _die_for_want_of_memory,
    "DEEP": lambda: json.loads("[" * 100_000),
    "STUMBLE": lambda: {}["nothing"],
    "LOUD": lambda: print("a library that prints to standard output"),
}
