"""A document: a text as it was read, with what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.model.ids import text_id


@dataclass(frozen=True, slots=True)
class Document:
    """An article, communiqué or interview, its text untouched.

    path: where it was read from, as the caller named it.
    text: the decoded text; every offset anywhere counts Unicode code points in it.
    published: an EDTF date or None; published_basis: ``stated``, ``inferred`` or None.
    boilerplate: sorted, disjoint spans (start, end) that are not the article; nothing is read from them.
    kept: of the text, what a ledger keeps: ``text`` (all of it), ``evidence`` (what is quoted, with spaces in the place
    of the rest, so that offsets hold) or ``erased`` (nothing).  held_as: its id where not all of the text is there.

    >>> Document(path="-", text="Minsk denied it.").id[:13]
    'sha256:52f5aa'
    """

    path: str
    text: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    address: str | None = None
    published: str | None = None
    published_basis: str | None = None
    published_note: str | None = None
    language: str | None = "en"
    boilerplate: tuple[tuple[int, int], ...] = ()
    kept: str = "text"
    held_as: str | None = None

    @property
    def id(self) -> str:
        """``sha256:`` and the hash of the text."""
        return self.held_as or text_id(self.text)

    @property
    def is_english(self) -> bool:
        """Whether it may be read: English, or of a language that nobody could tell."""
        return self.language in (None, "en")

    def record(self) -> dict[str, Any]:
        """The document as the contract's JSON object."""
        return {
            "type": "document",
            "id": self.id,
            "path": self.path,
            "title": self.title,
            "outlet": self.outlet,
            "byline": self.byline,
            "address": self.address,
            "published": self.published,
            "published_basis": self.published_basis,
            "published_note": self.published_note,
            "language": self.language,
            "text": self.text,
            "boilerplate": [list(span) for span in self.boilerplate],
            **({} if self.kept == "text" else {"kept": self.kept}),
        }

    @staticmethod
    def from_record(record: dict[str, Any]) -> Document:
        """The document that a record was made of."""
        fields = {k: v for k, v in record.items() if k not in ("type", "id", "boilerplate")}
        if record.get("kept", "text") != "text":
            fields["held_as"] = record["id"]
        return Document(**fields, boilerplate=tuple((a, b) for a, b in record["boilerplate"]))
