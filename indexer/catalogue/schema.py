"""The schema as a list of migrations; `PRAGMA user_version` says how many of them a file has had."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from indexer.errors import Unavailable

FIRST = """
CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY,
    size INTEGER NOT NULL,              -- bytes before compression
    content BLOB NOT NULL               -- zlib
);

CREATE TABLE statements (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,           -- the current one
    identity TEXT NOT NULL,             -- hash of title, text and language of the current version
    created TEXT NOT NULL,
    removed TEXT,                       -- when its last source went; NULL while it is held
    seq INTEGER NOT NULL UNIQUE         -- rises with every change of any statement
);
CREATE INDEX statements_identity ON statements (identity);

CREATE TABLE versions (
    statement TEXT NOT NULL REFERENCES statements (id),
    number INTEGER NOT NULL,
    identity TEXT NOT NULL,
    content TEXT NOT NULL,              -- the statement as JSON, with the basis of every value
    original TEXT NOT NULL REFERENCES originals (sha256),
    reader TEXT NOT NULL,
    made TEXT NOT NULL,
    PRIMARY KEY (statement, number)
);

CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    uri TEXT NOT NULL,
    name TEXT NOT NULL,                 -- relative to root, as shown to people
    root TEXT NOT NULL,                 -- the folder it was found below
    state TEXT NOT NULL CHECK (state IN ('begun', 'held', 'failed', 'gone')),
    reason TEXT NOT NULL DEFAULT '',    -- why it failed
    size INTEGER NOT NULL DEFAULT 0,
    mtime_ns INTEGER NOT NULL DEFAULT 0,
    inode INTEGER NOT NULL DEFAULT 0,
    stamped_ns INTEGER NOT NULL DEFAULT 0, -- when size, time and inode were noted
    sha256 TEXT NOT NULL DEFAULT '',
    reader TEXT NOT NULL DEFAULT '',
    entries INTEGER NOT NULL DEFAULT 0, -- what was counted in it when it was last read
    run INTEGER NOT NULL,               -- the last run that saw it
    read_run INTEGER NOT NULL DEFAULT 0, -- the last run that read it
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL
);
CREATE UNIQUE INDEX files_uri ON files (uri) WHERE state != 'gone';
CREATE INDEX files_uri_ever ON files (uri);
CREATE INDEX files_sha256 ON files (sha256);

CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    file INTEGER NOT NULL REFERENCES files (id),
    part TEXT NOT NULL,                 -- which of the statements of the file, '' when it is the only one
    state TEXT NOT NULL CHECK (state IN ('held', 'failed', 'gone')),
    reason TEXT NOT NULL DEFAULT '',
    statement TEXT REFERENCES statements (id),
    sha256 TEXT NOT NULL DEFAULT '',
    reader TEXT NOT NULL DEFAULT '',
    run INTEGER NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    UNIQUE (file, part)
);
CREATE INDEX sources_statement ON sources (statement);
"""

CHANGE_TIME = """
ALTER TABLE files ADD COLUMN ctime_ns INTEGER NOT NULL DEFAULT 0; -- unlike mtime_ns nobody can set it back
"""

CORRECTIONS = """
CREATE TABLE corrections (
    statement TEXT NOT NULL,            -- may name one that is not there
    field TEXT NOT NULL,
    content TEXT NOT NULL,              -- the correction as JSON
    PRIMARY KEY (statement, field)
);

ALTER TABLE statements ADD COLUMN tagged TEXT NOT NULL DEFAULT ''; -- by which topics the current version was tagged
CREATE INDEX statements_tagged ON statements (tagged);
"""

LIKENESSES = """
CREATE TABLE facts (
    number INTEGER PRIMARY KEY,         -- a hash of the id: an order that does not depend on when a statement came
    statement TEXT NOT NULL UNIQUE REFERENCES statements (id),
    fingerprint TEXT NOT NULL,          -- of what the facts were read from
    language TEXT NOT NULL,
    day INTEGER,                        -- ordinal, NULL unless known to the day
    content TEXT NOT NULL,              -- the other facts as JSON
    signature BLOB NOT NULL,            -- 128 x uint32, little-endian; empty for a text too short to be compared
    family TEXT NOT NULL DEFAULT ''     -- the smallest id of its near-duplicates and theirs, '' when alone
);
CREATE INDEX facts_day ON facts (day, language);

CREATE TABLE marks (                    -- two statements that share one are compared
    mark INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (mark, number)
) WITHOUT ROWID;

CREATE TABLE likenesses (               -- each stands here twice, once each way
    statement TEXT NOT NULL,
    other TEXT NOT NULL,
    kind TEXT NOT NULL,
    score REAL NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (statement, kind, other)
) WITHOUT ROWID;

CREATE TABLE compared (                 -- one row
    method TEXT NOT NULL,
    cursor INTEGER NOT NULL             -- the change of a statement up to which all are compared
);
INSERT INTO compared VALUES ('', 0);
"""

MIGRATIONS: tuple[str, ...] = (FIRST, CHANGE_TIME, CORRECTIONS, LIKENESSES)


def migrate(connection: sqlite3.Connection, migrations: tuple[str, ...] = MIGRATIONS) -> None:
    """Bring the file to the newest schema in one transaction. Raises Unavailable for a newer file."""
    if _version(connection, len(migrations)) == len(migrations):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection, len(migrations))  # another process may have been quicker
        for script in migrations[version:]:
            for statement in _statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _version(connection: sqlite3.Connection, newest: int) -> int:
    """How many migrations the file has had, 0 for an empty one."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > newest:
        raise Unavailable(
            f"the catalogue was written by a newer Rostrum (schema {version}; this one knows {newest}); "
            "install the newer version"
        )
    return version


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would commit before the first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
