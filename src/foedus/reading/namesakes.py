"""Names that are another's too: a person of no fame, a town, a sea, a firm, a battle that bears a capital's name.

A wrong link is worse than none: whoever may well be somebody else keeps the slug of the own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from foedus.model.ids import slug
from foedus.reading.lexicon import lexicon, words
from foedus.reading.surnames import in_office

if TYPE_CHECKING:
    from foedus.gazetteer import Gazetteer
    from foedus.reading.links import Link
    from foedus.reading.page import Page
    from foedus.reading.parse import Parse

_NEAR = 5
_LAND = re.compile(
    r",\s+(?P<land>(?:New|North|South|West|British|Rhode|Nova) [A-Z][a-z]+(?: Wales)?"
    r"|[A-Z]{2}\b|(?:[A-Z][a-z]*\.)+|[A-Z][a-z]+)"
)
_SHARED_LAND = re.compile(r",\s+(?P<land>Georgia)(?:[.;)]|,? (?!and\b|or\b)[a-z]|\s*\Z)")
"""A state of the Union behind a town's name: not the third of a list of countries."""


def apart(page: Page, links: Sequence[Link], gazetteer: Gazetteer) -> list[Link]:
    """The links with those renamed that mean a namesake."""
    own = list(_chambers(list(_among_others(page, list(_towns(page, links)))), gazetteer))
    return in_office(page, list(_strangers(page, own, gazetteer)), gazetteer)


def _towns(page: Page, links: Sequence[Link]) -> Iterator[Link]:
    """A capital's or state's name before the name of a state of the Union or a Canadian province is a town's."""
    for link in links:
        named = link.known and link.type in _LARGE and link.role in ("name", "short", "metonym")
        land = _land(page.document.text, link.mention.end) if named else None
        yield renamed(link, slug(f"{link.mention.text} {land}"), "place") if land else link


def _land(text: str, end: int) -> str | None:
    """The state of the Union or the province that follows a town's name, which ends at an offset."""
    land = _LAND.match(text, end)
    if land and {land["land"], land["land"].rstrip(".")} & _provinces():
        return land["land"].rstrip(".")
    shared = _SHARED_LAND.match(text, end)
    return shared["land"] if shared and text[:end].endswith(_towns_of_union()) else None


def is_of_union(text: str, name: str) -> bool:
    """Whether a text is about American politics or places a town in the state of the Union that bears a name."""
    if words("names", "american") & set(re.findall(r"\w+", text.lower())):
        return True
    towns = re.finditer(rf"\b(\w+)(?=, {re.escape(name)}\b)", text)
    return any(town[1] in _towns_of_union() and _land(text, town.end()) for town in towns)


@cache
def _towns_of_union() -> tuple[str, ...]:
    return tuple(lexicon("names")["towns_of_union"])


def _among_others(page: Page, links: Sequence[Link]) -> Iterator[Link]:
    """Names that need a company ("the Geneva talks"), or that some words turn into another's (a cricket council's)."""
    keys = {link.key for link in links if link.known}
    seats = words("names", "beside_state")
    named = {link.key for link in links if link.known and link.mention.text not in seats}
    wanted: dict[str, list[str]] = lexicon("names")["in_company"]
    foreign: dict[str, list[str]] = lexicon("names")["not_among"]
    for link in links:
        alone = link.key in wanted and not keys & set(wanted[link.key])
        alone = alone or (link.role == "metonym" and link.mention.text in seats and link.key not in named)
        if alone or (link.role == "abbreviation" and link.key in foreign and _has(page, foreign[link.key])):
            yield renamed(link, slug(link.mention.text), "organisation")
        else:
            yield link


def _has(page: Page, among: Sequence[str]) -> bool:
    return not set(among).isdisjoint(re.findall(r"\w+", page.document.text.lower()))


def _chambers(links: Sequence[Link], gazetteer: Gazetteer) -> Iterator[Link]:
    """A parliament's plain name that others have too ("the Senate") in a text of another state and not of its own."""
    states = [link for link in links if link.known and link.type == "state"]
    keys = {link.key for link in states}
    ends = {link.mention.end for link in states}
    for link in links:
        actor = gazetteer.actor(link.key) if link.known and link.type == "parliament" and link.beware else None
        # Whose chamber it is that stands right behind a state's name ("Bolivia's Senate") is grammar's to say.
        owned = any(link.mention.start - width in ends for width in (1, 2, 3))
        if actor is not None and keys and actor.of not in keys and not owned:
            yield renamed(link, slug(link.mention.text), "organisation")
        else:
            yield link


_LARGE = frozenset({"state", "former-state", "union", "city", "region"})


@cache
def _provinces() -> frozenset[str]:
    return frozenset(lexicon("names")["provinces"])


def _strangers(page: Page, links: Sequence[Link], gazetteer: Gazetteer) -> Iterator[Link]:
    """A person of the gazetteer whom nothing in the text places is somebody of that name.

    That is asked of bare surnames and of names that many bear.  A person is placed by the surname alone where that is
    famous, by an office beside the name, by the polity.
    """
    persons = [link for link in links if link.known and link.type == "person"]
    sure = {link.key for link in persons if " " in link.mention.text and not link.beware}
    strange = {link.key for link in persons if link.key not in sure}
    if strange:
        keys = {link.key for link in links if link.known}
        strange = {key for key in strange if not _placed(key, keys, page, links, gazetteer)}
    names: dict[str, str] = {}
    for link in links:
        if link.key not in strange or not link.known:
            yield link
            continue
        named = names.setdefault(link.key, slug(re.sub(r"[’']s?$", "", link.mention.text)))
        yield renamed(link, named, "person")


def _placed(key: str, keys: set[str], page: Page, links: Sequence[Link], gazetteer: Gazetteer) -> bool:
    actor = gazetteer.actor(key)
    if actor is None or any(name.unique for name in actor.names):
        return True
    polities = {actor.of, *(tenure.of for tenure in gazetteer.offices(key))} - {None}
    if polities & keys or any(_within(each, polities, gazetteer) for each in keys):
        return True
    return any(link.key == key and _titled(page, link) for link in links)


def _within(key: str, polities: set[str | None], gazetteer: Gazetteer) -> bool:
    """Whether an actor is of one of some polities, as a parliament, a party, a town or another person is."""
    actor = gazetteer.actor(key)
    return actor is not None and actor.type != "person" and actor.of in polities


def _titled(page: Page, link: Link) -> bool:
    """Whether an office stands beside a name."""
    parse: Parse = page.passages[link.passage].parse
    around = (*parse.tokens[max(0, link.first - _NEAR) : link.first], *parse.tokens[link.last + 1 : link.last + _NEAR])
    return any(token.lemma_.lower() in title_heads() for token in around)


@cache
def title_heads() -> frozenset[str]:
    """The head nouns of titles: "minister" of "minister of foreign affairs"."""
    offices = lexicon("offices")
    heads = {re.split(r" (?:of|for|to|in) ", title)[0].split()[-1] for title in offices["titles"]}
    return frozenset(heads).union(*offices["relative"].values())


def renamed(link: Link, key: str, type_: str = "place") -> Link:
    """A link to somebody whom the gazetteer does not have."""
    mention = replace(link.mention, actor=key)
    return replace(link, mention=mention, type=type_, known=False, sense=None, place=None, beware=None)
