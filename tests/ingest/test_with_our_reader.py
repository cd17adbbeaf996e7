"""The reader that is really used, over files such as arrive: what can be read is, what cannot has a reason."""

import os
from dataclasses import replace

import pytest

from indexer.ingest import Readers, ingest

SALT = (
    "The price of salt rises again, said the council of the harbour after its meeting, and the small loaf is smaller "
    "than it was before the winter."
)
MILH = "ارتفع سعر الملح مرة أخرى كما قال مجلس الميناء بعد اجتماعه، والرغيف الصغير أصغر مما كان عليه قبل الشتاء."

READ = {
    "utf8.txt": f"Title: Salt\n\n{SALT}".encode(),
    "latin1.html": f"<meta charset='iso-8859-1'><title>Café</title><h1>Café</h1><p>Café: {SALT}</p>".encode("latin-1"),
    "windows.txt": f"عنوان البيان\n\n{MILH}\n\n{MILH}".encode("cp1256"),
    "utf16.txt": f"Title: Wide\n\n{SALT} Wide.".encode("utf-16"),
    "broken.txt": f"Title: Broken\n\n{SALT} Broken: ".encode() + b"\xff\xfe\x80.",
}

REFUSED = {
    "binary.txt": (bytes(range(256)) * 40, "it holds NUL bytes"),
    "program": (b"\x7fELF\x02\x01\x01" + bytes(range(1, 200)), "program"),
    "paper.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(1, 200)), "PDF"),
    "empty.txt": (b"", "the file is empty"),
    "blank.txt": (b" \n\t\n" * 50, "The file is empty"),
    "deep.html": (b"<div>" * 100_000 + SALT.encode() + b"</div>" * 100_000, "deep; at most 512"),
    "tags.html": (b"<a " * 20_000 + SALT.encode(), "attributes"),
    "attributes.html": (b"<p " + b"a=1 " * 100_000 + b">" + SALT.encode(), "100,000 attributes; at most 1,000"),
    "script.html": (b"<html><script>var a = 1</script></html>", "no text"),
}


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory):
    """The summary of a run over all of these, and what was held after it."""
    from fakes import DictionaryEngine

    from indexer.catalogue import Catalogue
    from indexer.settings import Settings

    place = tmp_path_factory.mktemp("arrived")
    folder = place / "documents"
    (folder / "inner").mkdir(parents=True)
    for name, content in (READ | {name: content for name, (content, _) in REFUSED.items()}).items():
        (folder / name).write_bytes(content)
    os.mkfifo(folder / "pipe.txt")
    (folder / "inner" / "loop").symlink_to(folder)
    with (folder / "huge.html").open("wb") as file:
        file.truncate(1024**3)
    settings = Settings(data=place / "var", authority=place / "nobody")
    with Catalogue(settings.catalogue_path) as catalogue, Readers(settings) as readers:
        engine = DictionaryEngine()
        summary = ingest([folder], settings=settings, catalogue=catalogue, engine=engine, readers=readers)
        again = ingest([folder], settings=settings, catalogue=catalogue, engine=engine, readers=readers)
    return summary, again, {s.sources[0]: s for s in engine.held.values()}


def test_an_authority_file_that_changes_between_two_runs_has_everything_read_again(folder, settings, catalogue, engine):
    """By the same readers, as `watch` does."""
    authority = settings.data.parent / "authority"
    authority.mkdir()
    (folder / "utf8.txt").write_bytes(READ["utf8.txt"])
    settings = replace(settings, authority=authority)
    with Readers(settings) as readers:

        def reader_of_the_file():
            ingest([folder], settings=settings, catalogue=catalogue, engine=engine, readers=readers)
            [source] = catalogue.sources(next(catalogue.statements()).id)
            return source.reader

        first = reader_of_the_file()
        assert reader_of_the_file() == first
        (authority / "people.toml").write_text("")
        second = reader_of_the_file()
        assert second != first
        assert second == readers.version


def test_everything_is_counted_once(taken_in):
    summary, again, held = taken_in
    assert summary.seen == len(READ) + len(REFUSED) + 3
    assert (summary.added, len(summary.failed)) == (len(READ), len(REFUSED) + 3)
    assert set(held) == set(READ)
    assert (again.seen, again.unchanged, sorted(again.failed)) == (summary.seen, len(READ), sorted(summary.failed))


@pytest.mark.parametrize("name", [*REFUSED, "huge.html", "pipe.txt", "inner/loop"])
def test_what_cannot_be_read_has_a_reason_that_a_person_understands(taken_in, name):
    reasons = {
        "huge.html": "the file is larger than 10 MB",
        "pipe.txt": "this is a named pipe (FIFO), not a document",
        "inner/loop": "this link leads back to a folder above it (a loop)",
        **{name: reason for name, (_, reason) in REFUSED.items()},
    }
    assert reasons[name] in dict(taken_in[0].failed)[name]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("utf8.txt", SALT),
        ("latin1.html", f"Café: {SALT}"),
        ("windows.txt", MILH),
        ("utf16.txt", f"{SALT} Wide."),
        ("broken.txt", SALT),
    ],
)
def test_whatever_encoding_the_words_came_in_they_are_read(taken_in, name, words):
    assert words in taken_in[2][name].text
