"""Loaded terms: names and modifiers in a claim's words that take a position on what they name."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from foedus.model.claims import Quote, Term

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.links import Link

_WORD = re.compile(r"\w+(?:[-'’‐‑]\w+)*")
_PART = re.compile(r"\w+(?:['’]\w+)*")
_LONGEST = 4
"""Words of the longest modifier."""
_NEAR = 40
"""Characters between a modifier and the name that it loads."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AFTER = "after"
_OWNERS = frozenset({"'s", "’s", "'", "’"})
"""What makes the name before it an owner ("X's self-styled president")."""
_MARKS = (",", "(", "–", "—", "-")
"""What sets a description off from the name before it ("X, the so-called republic")."""


def terms_in(evidence: Quote, context: Context) -> tuple[Term, ...]:
    """The loaded names and modifiers inside some evidence, in the order of the text, each once.

    A modifier's term runs from the modifier to the name that it loads ("so-called South Ossetia").
    """
    links = [link for link in context.links.within(evidence.start, evidence.end) if link.role != "demonym"]
    found = {
        (link.mention.start, link.mention.end): Term(
            link.mention.text, link.mention.start, link.mention.end, link.key, link.sense
        )
        for link in links
        if link.sense
    }
    openings = _openings(context.page.document.text, context.gazetteer.words.openers)
    opened = openings[bisect_left(openings, evidence.start) : bisect_left(openings, evidence.end)]
    words = list(_WORD.finditer(evidence.text)) if opened else []
    for i in range(len(words)):
        if evidence.start + words[i].start() not in opened:
            continue
        for n in range(min(_LONGEST, len(words) - i), 0, -1):
            low, high = words[i].start(), words[i + n - 1].end()
            loaded = context.gazetteer.words.senses(evidence.text[low:high])
            start, end = evidence.start + low, evidence.start + high
            if not loaded or _cuts_name(links, start, end):
                continue
            link = _loaded(context, links, start, end, loaded[0].position)
            if link is not None:
                first, last = min(start, link.mention.start), max(end, link.mention.end)
                text = context.page.document.text[first:last]
                found.setdefault((first, last), Term(text, first, last, link.key, loaded[0].sense))
            break
    return tuple(found[span] for span in sorted(found))


@lru_cache(maxsize=2)  # every claim of a document asks for it
def _openings(text: str, openers: frozenset[str]) -> tuple[int, ...]:
    """Where the words of a text stand that may open a modifier ("self" of "self-proclaimed"); few of its words do."""
    return tuple(part.start() for part in _PART.finditer(text) if part[0].lower() in openers)


def _runs_on(context: Context, end: int, link: Link) -> bool:
    """Whether a verb or an "and" parts a modifier from a name: "was illegal and X", "self-styled leader asked X"."""
    passage = context.page.passages[link.passage]
    at = link.head
    while at > 0 and passage.start + passage.parse[at - 1].idx >= end:
        at -= 1
        token = passage.parse[at]
        if passage.start + token.idx < link.mention.start and (token.tag_ in _FINITE or token.pos_ == "CCONJ"):
            return True
    return False


def _cuts_name(links: list[Link], start: int, end: int) -> bool:
    """Whether a modifier ends inside a name: in "self-proclaimed Republic of X" it is the first word alone."""
    return any(start < link.mention.start < end < link.mention.end for link in links)


def _loaded(context: Context, links: list[Link], start: int, end: int, position: str) -> Link | None:
    """The name that a modifier loads: the next one, or where it follows its name the one before."""
    if position == _AFTER:
        return next((link for link in reversed(links) if 0 <= start - link.mention.end <= 3), None)
    following = next((link for link in links if 0 <= link.mention.start - end <= _NEAR), None)
    if following is not None and not _runs_on(context, end, following):
        return following
    before = next((link for link in reversed(links) if 0 <= start - link.mention.end <= _NEAR // 2), None)
    if before is not None and context.page.document.text[before.mention.end : start].strip() in _OWNERS:
        return before
    apart = before is not None and context.page.document.text[before.mention.end : start].lstrip().startswith(_MARKS)
    return before if apart else None
