"""Topics given anew to a statement that was read before, as reading it now would give them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.errors import WrongCall
from indexer.extraction import records
from indexer.extraction.authority import Topic, load_topics
from indexer.extraction.tags import tags_again
from indexer.extraction.topics import BY_WORDS, topics_beside
from indexer.statement import Statement

_FIELDS = ("topic", "tag")


def topics_version(path: Path) -> str:
    """A name for what the file of topics says, "" when there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        raise WrongCall(f"{path} cannot be read ({error.strerror}); make it readable or remove it.") from error


@dataclass(frozen=True, slots=True)
class Tagger:
    """Gives a statement the topics of one file: those that its document names stay, those by words are found anew."""

    version: str
    topics: tuple[Topic, ...]

    def __call__(self, statement: Statement) -> Statement:
        """A record that names topics has these and no others."""
        about = [reason for reason in statement.reasons if reason.field in _FIELDS]
        if any(reason.basis == records.BASIS for reason in about):
            return statement
        tags = (reason for reason in about if reason.basis != BY_WORDS)
        topics, reasons = topics_beside(statement, *tags_again(tags, self.topics), self.topics)
        kept = (reason for reason in statement.reasons if reason.field not in _FIELDS)
        return replace(statement, topics=topics, reasons=(*kept, *reasons))


def tagger(path: Path) -> Tagger:
    """By the topics of the file as it is now. Raises WrongCall when it is broken."""
    return Tagger(topics_version(path), load_topics(path))
