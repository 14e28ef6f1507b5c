"""A surname that several leaders bear, with an office before it, on a day when one of them held that office.

"South Korean President Lee" is one person in 2010 and another in 2025; without a day it is nobody in particular.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.model.time import Truth
from foedus.reading.lexicon import lexicon

if TYPE_CHECKING:
    from datetime import date

    from foedus.gazetteer import Gazetteer
    from foedus.reading.links import Link
    from foedus.reading.page import Page
    from foedus.reading.parse import Parse

_LONGEST = 3
_POSSESSIVE = re.compile(r"[’']s?$")
_PAST = frozenset({"former", "ex", "late", "then"})


def in_office(page: Page, links: Sequence[Link], gazetteer: Gazetteer) -> list[Link]:
    """The links with those surnames that an office and the day of the text tell apart."""
    day = page.day
    bare = [link for link in links if _is_bare(link)]
    if day is None or not bare:
        return list(links)
    keys = frozenset(link.key for link in links if link.known)
    meant: dict[str, str] = {}
    for link in bare:
        if link.key not in meant and (person := _holder(page, link, links, keys, gazetteer, day)):
            meant[link.key] = person
    return list(_renamed(links, meant))


def _is_bare(link: Link) -> bool:
    return not link.known and link.type == "person" and " " not in link.mention.text


def _renamed(links: Sequence[Link], meant: Mapping[str, str]) -> Iterator[Link]:
    for link in links:
        if _is_bare(link) and link.key in meant:
            yield replace(link, mention=replace(link.mention, actor=meant[link.key]), role="surname", known=True)
        else:
            yield link


def _holder(
    page: Page, link: Link, links: Sequence[Link], keys: frozenset[str], gazetteer: Gazetteer, day: date
) -> str | None:
    """The one bearer of a surname who held, on a day, the office that stands before it."""
    title = _title(page.passages[link.passage].parse, link.first)
    if title is None:
        return None
    office, start = title
    owner = next((o.key for o in links if o.passage == link.passage and start - 2 <= o.last < start), None)
    found = {
        tenure.person
        for person in gazetteer.persons_named(_POSSESSIVE.sub("", link.mention.text))
        for tenure in gazetteer.offices(person, day)
        if tenure.office == office
        and tenure.spell.on(day) is Truth.YES
        and tenure.of in (keys if not owner else {owner})
    }
    return found.pop() if len(found) == 1 else None


def _title(parse: Parse, first: int) -> tuple[str, int] | None:
    """The contract's word for the longest title right before a token, and where the title begins."""
    titles: Mapping[str, str] = lexicon("offices")["titles"]
    for length in range(min(_LONGEST, first), 0, -1):
        start = first - length
        office = titles.get(" ".join(token.lower_ for token in parse.tokens[start:first]))
        if office is not None:
            past = start > 0 and parse.tokens[start - 1].lower_.rstrip("-") in _PAST
            return None if past else (office, start)
    return None
