"""Documents as rows."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.views.table import Record, Table


def published(document: Record) -> str:
    """The date of publication with its basis, or that it is not known."""
    if not document["published"]:
        return "undated"
    return f"{document['published']} ({document['published_basis']})"


def words(document: Record) -> int:
    """How many words of the document are read: what is boilerplate is not."""
    text, kept, end = document["text"], [], 0
    for a, b in document["boilerplate"]:
        kept.append(text[end:a])
        end = b
    return len(" ".join((*kept, text[end:])).split())


def documents_table(documents: Iterable[Record]) -> Table:
    """The documents, one a row."""
    rows = tuple(
        (
            document["path"],
            document["outlet"] or "",
            published(document),
            document["language"] or "",
            str(words(document)),
            document["title"] or "",
        )
        for document in documents
    )
    return Table("Documents", ("path", "outlet", "published", "language", "words", "title"), rows)
