"""How a page is cited: a permanent address, and the entry of a bibliography in BibTeX and CSL-JSON."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

_BRACES = str.maketrans("{}", "()")


@dataclass(frozen=True, slots=True)
class Citation:
    """What names a page and what it shows.

    title: of the page.  address: the permanent one.  accessed: when it was looked at.
    note: what the answer depends on.
    """

    title: str
    address: str
    accessed: datetime
    note: str = ""

    @property
    def key(self) -> str:
        """A short name for the entry, the same for the same address."""
        return f"foedus-{hashlib.sha256(self.address.encode()).hexdigest()[:8]}"

    def csl(self) -> dict[str, Any]:
        """The entry as CSL-JSON has it (https://docs.citationstyles.org)."""
        day = self.accessed
        return {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "container-title": "foedus",
            "URL": self.address,
            "accessed": {"date-parts": [[day.year, day.month, day.day]]},
            **({"note": self.note} if self.note else {}),
        }

    def csl_text(self) -> str:
        """The entry as text, in a list as citation managers read it."""
        return json.dumps([self.csl()], ensure_ascii=False, indent=2)

    def bibtex(self) -> str:
        """The entry for BibTeX.

        >>> from datetime import UTC
        >>> print(Citation("Texts & dates", "http://localhost/x", datetime(2026, 1, 31, tzinfo=UTC)).bibtex())
        @misc{foedus-0197819f,
            title = "Texts \\& dates",
            howpublished = "foedus",
            url = "http://localhost/x",
            urldate = "2026-01-31"
        }
        """
        fields = {
            "title": self.title,
            "howpublished": "foedus",
            "url": self.address,
            "urldate": self.accessed.date().isoformat(),
            "note": self.note,
        }
        return bibtex_entry(self.key, "misc", fields)


def bibtex_entry(key: str, kind: str, fields: Mapping[str, str | None]) -> str:
    """An entry for BibTeX; fields without a text are left out.

    An address stands as it is, since the writer would escape it; ``author`` is one name, however it is written.
    """
    from pybtex.database import BibliographyData, Entry
    from pybtex.database.output.bibtex import Writer  # asked for by name, it would be looked up anew for every entry

    address = _ADDRESS_ENDS.sub(_coded, fields.get("url") or "")
    told = {name: _plain(text) for name, text in fields.items() if text}
    if "author" in told:
        told["author"] = f"{{{told['author']}}}"
    if address:
        told["url"] = "-"
    entries = {key: Entry(kind, list(told.items()))}
    written = str(Writer().to_string(BibliographyData(entries))).strip()
    return written.replace('url = "-"', f'url = "{address}"', 1)


_ADDRESS_ENDS = re.compile(r'[\s"{}]')
"""What would end an address inside an entry."""


def _coded(character: re.Match[str]) -> str:
    return quote(character[0], safe="")


def _plain(text: str) -> str:
    """The text in one line; braces, which have to be even there, are round ones."""
    return " ".join(text.translate(_BRACES).split())
