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
    from foedus.gazetteer.scan import NameMatch
    from foedus.reading.links import Link
    from foedus.reading.page import Page
    from foedus.reading.parse import Parse, Span, Token

_NEAR = 5
_LENT = frozenset({"state", "former-state", "union", "organisation"})
"""Types of actors whose names others bear in longer names."""
_LAND = re.compile(r",\s+(?P<land>[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b")


def longer_name(span: Span, match: NameMatch) -> tuple[Span, str] | None:
    """The longer name that a state's, people's or capital's is but the head of, and what it names; None for none.

    "the Irish Sea" is no state, nor are "American Airlines" and "Cuba Gooding"; "Treaty of Paris" names no government.
    """
    doc, role = span.doc, match.name.role
    if match.part is not None or match.type not in _LENT:
        return None
    after = doc[span.end] if span.end < len(doc) else None
    if after is not None and after.text[:1].isupper() and after.text.isalpha():
        if after.lower_ in words("names", "waters"):
            return doc[span.start : span.end + 1], "place"
        if after.lower_ in words("names", "firms"):
            return doc[span.start : span.end + 1], "organisation"
        if role != "demonym" and len(span) == 1 and _given_name(span[0], after):
            return doc[span.start : _end_of_name(after)], "person"
    before = doc[span.start - 1] if span.start else None
    if before is not None and before.text in words("names", "firms_before"):
        return doc[span.start - 1 : span.end], "organisation"
    if role == "metonym" and before is not None and before.lower_ == "of" and span.start > 1:
        return (span, "place") if doc[span.start - 2].text in words("names", "called_after") else None
    return None


def _given_name(name: Token, after: Token) -> bool:
    """Whether a name stands before a family name: the recogniser sees the latter as a person, the parse as its head."""
    entity = next((e for e in name.doc.ents if e.start == after.i), None)
    if entity is None or entity.label_ != "PERSON" or not name.text.istitle():
        return False
    return name.dep_ == "compound" and after.i <= name.head.i < entity.end


def _end_of_name(token: Token) -> int:
    return next((e.end for e in token.doc.ents if e.start <= token.i < e.end), token.i + 1)


def apart(page: Page, links: Sequence[Link], gazetteer: Gazetteer) -> list[Link]:
    """The links with those renamed that mean a namesake."""
    own = list(_chambers(list(_towns(page, links)), gazetteer))
    return in_office(page, list(_strangers(page, own, gazetteer)), gazetteer)


def _towns(page: Page, links: Sequence[Link]) -> Iterator[Link]:
    """A capital's or state's name before the name of a state of the Union or a Canadian province is a town's."""
    for link in links:
        land = _LAND.match(page.document.text, link.mention.end) if link.known and link.type in _LARGE else None
        if land and land["land"] in _provinces() and link.role in ("name", "short", "metonym"):
            yield renamed(link, slug(f"{link.mention.text} {land['land']}"), "place")
        else:
            yield link


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
