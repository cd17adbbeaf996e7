"""How a statement is cited: one line for a footnote, and the tags that reference managers read."""

from __future__ import annotations

from indexer import Statement
from search_app.state import as_typed
from search_app.wording import day_in_words


def cite(statement: Statement, permalink: str) -> str:
    """Who, “what”, the body that issued it, when, where."""
    who = ", ".join(f"{s.name} ({s.role})" if s.role else s.name for s in statement.speakers)
    parts = [who, f"“{statement.title}”", statement.organisation or "", day_in_words(statement.date), permalink]
    return ", ".join(part for part in parts if part)


def meta_tags(statement: Statement, permalink: str) -> tuple[tuple[str, str], ...]:
    """Names and contents of Highwire and Dublin Core tags; what is not known has no tag."""
    day = as_typed(statement.date)
    tags = [
        ("citation_title", statement.title),
        *(("citation_author", speaker.name) for speaker in statement.speakers),
        ("citation_publication_date", day.replace("-", "/")),
        ("citation_language", "" if statement.language == "und" else statement.language),
        ("citation_publisher", statement.organisation or ""),
        ("citation_public_url", permalink),
        ("DC.title", statement.title),
        *(("DC.creator", speaker.name) for speaker in statement.speakers),
        ("DC.date", day),
        *(("DC.subject", topic) for topic in statement.topics),
        ("DC.identifier", permalink),
        ("DC.source", statement.url or ""),
    ]
    return tuple((name, content) for name, content in tags if content)
