"""Documents as rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from foedus.views.table import Record, Table, one_line

if TYPE_CHECKING:
    from foedus.ledger import Passage

PASSAGE_COLUMNS = ("document", "path", "title", "published", "start", "end", "text", "matches")
_BEFORE, _SHOWN = 80, 300


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


def passage_record(passage: Passage) -> Record:
    """A passage as a JSON object; matches are spans of the document's text."""
    given = {name: getattr(passage, name) for name in PASSAGE_COLUMNS}
    return {"type": "passage", **given, "matches": [list(span) for span in passage.matches]}


def passages_table(passages: Iterable[Passage]) -> Table:
    """Passages for people: where, when, and the words around the first of those that were asked for."""
    rows = tuple((passage.path, passage.published or "undated", _around(passage)) for passage in passages)
    return Table("Passages", ("path", "published", "words"), rows)


def _around(passage: Passage) -> str:
    first = passage.matches[0][0] - passage.start if passage.matches else 0
    begin = passage.text.rfind(" ", 0, max(first - _BEFORE, 0)) + 1
    return f"{'… ' if begin else ''}{one_line(passage.text[begin:], _SHOWN)}"
