"""Who issues a document: the body in whose voice a communiqué says "we", the agency that calls itself "this agency"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.model.ids import slug
from foedus.reading.phrases import VERBAL

if TYPE_CHECKING:
    from foedus.reading.links import Links
    from foedus.reading.page import Page, Passage
    from foedus.reading.referents import Referents

_BODIES = frozenset({"organisation", "alliance", "union", "party", "ministry", "parliament"})
_HEAD = 4
"""Passages at the top of a document among which its letterhead stands."""
_SLASHED = re.compile(r"[/(](?P<agency>[A-Z][\w.\- ]{1,28})[/)]\.?\s*[-–—]?\s*$")


def issuer_of_page(page: Page, links: Links) -> Mention | None:
    """The body that a letterhead names: a line without a verb at the top of the text, with one body in it."""
    for passage in page.passages[:_HEAD]:
        if passage.label is not None or not _is_letterhead(page, passage):
            continue
        bodies = [link for link in links.within(passage.start, passage.end) if link.type in _BODIES]
        if len({link.key for link in bodies}) == 1:
            return bodies[0].mention
    return None


def _is_letterhead(page: Page, passage: Passage) -> bool:
    """Whether a passage is the line of an issuer, with a place or date, and not a headline about a body."""
    text = page.document.text[passage.start : passage.end]
    return (
        len(text.split()) <= _LINE
        and not any(t.pos_ in VERBAL for t in passage.parse)
        and (bool(_YEAR.search(text)) or text.isupper() or passage.index > 0)
    )


_LINE = 16
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def agency_of_page(page: Page, referents: Referents) -> str | None:
    """The key of the agency or paper that "this agency" means: the document's outlet, or the one in its dateline."""
    name = page.document.outlet
    if name is None and page.passages:
        before = _SLASHED.search(page.document.text, 0, page.passages[0].start)
        name = before["agency"] if before else None
    if name is None:
        return None
    keys = referents.gazetteer.resolve(name)
    return keys[0] if len(keys) == 1 else slug(name) or None
