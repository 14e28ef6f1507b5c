"""Sources of proposed entries: one for each document, with the words that were accepted and who accepted them.

How sure an entry is follows from them: ``high`` where at least two sources that are independent of one another say it,
``medium`` where one does.  Two documents that quote the same speaker, carry the same words or are of one outlet are one
source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from foedus.model.ids import slug
from foedus.promotion.values import Backed


def source_key(backed: Backed, taken: Mapping[str, Any]) -> str:
    """A short key for a document's source: the one that it has, else its outlet and day, told apart from others'."""
    had = next((key for key, known in taken.items() if same_text(known, backed)), None)
    if had is not None:
        return had
    name = slug(outlet(backed))
    plain = f"{name}-{slug(backed.published)}" if backed.published else name
    key = plain if plain.isascii() and plain[:1].isalnum() else f"source-{backed.claim.document[7:13]}"
    number, tried = 1, key
    while tried in taken:
        number += 1
        tried = f"{key}-{number}"
    return tried


def same_text(known: Mapping[str, Any], backed: Backed) -> bool:
    """Whether a source of a library is the document of a claim: by its address, else by the file that it was read from.

    >>> from types import SimpleNamespace as Read
    >>> page = {"title": "Gazette", "address": "https://example.org/a/#top"}
    >>> same_text(page, Read(address="https://example.org/a", path="a.html"))
    True
    >>> same_text(page, Read(address=None, path="a.html"))
    False
    """
    return _place(known.get("address")) == _place(backed.address or backed.path)


def _place(address: str | None) -> str | None:
    return address and address.split("#")[0].rstrip("/")


def outlet(backed: Backed) -> str:
    """Who published the document, as far as it is known: the outlet, else the site, else the file."""
    if backed.outlet:
        return backed.outlet
    place = backed.address or backed.path
    return urlsplit(place).hostname or place.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def title(backed: Backed) -> str:
    """The citation of a document."""
    told = ", ".join(filter(None, (outlet(backed), backed.published)))
    return f"{told}: {' '.join(backed.title.split())}" if backed.title else told if len(told) > 2 else f"file {told}"


def quoted(backed: Backed) -> str:
    """The words of a claim, who says them, its id, and who accepted it when and why."""
    said = f"said by {backed.said_by}; " if backed.said_by else ""
    held = "corrected" if backed.accepted.verdict == "correct" else "accepted"
    by = f"{held} by {backed.accepted.by} on {backed.accepted.at:%Y-%m-%d}"
    return f"“{backed.quote}” ({said}{backed.id}; {by}: {' '.join(backed.accepted.reason.split())})"


def source(backed: Backed, notes: Iterable[str]) -> dict[str, str]:
    """A source as the library's files hold it."""
    return {"title": title(backed), "address": backed.address or backed.path, "note": "; ".join(notes)}


def cited(several: Sequence[Backed]) -> str:
    """Sources in words, for files whose entries hold a citation instead of a key."""
    return "; ".join(f"{title(each)} ({each.address or each.path}): {quoted(each)}" for each in several)


def independent(several: Iterable[Backed]) -> int:
    """How many sources that are independent of one another say it."""
    groups: list[set[str]] = []
    for each in several:
        speaker = f"says {each.speaker}" if each.speaker else f"in {outlet(each).casefold()}"
        marks = {speaker, f"words {each.quote.casefold()}", each.claim.document}
        joined = [group for group in groups if group & marks]
        groups = [group for group in groups if not group & marks] + [marks.union(*joined)]
    return len(groups)


def confidence(several: Sequence[Backed]) -> str:
    """How sure an entry is: ``high`` by two independent sources, ``medium`` by one."""
    return "high" if independent(several) > 1 else "medium"
