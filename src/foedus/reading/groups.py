"""Who is in a group that a text takes up: "the two countries", "both governments", "the three Baltic states"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reading.descriptions import STATES, regional
from foedus.reading.lexicon import words
from foedus.reading.links import PERSON
from foedus.reading.phrases import conjuncts
from foedus.reading.salience import sentences_between

if TYPE_CHECKING:
    from foedus.reading.links import Link
    from foedus.reading.parse import Token
    from foedus.reading.referents import Referents

EACH = frozenset({"both", "each", "neither", "either"})
COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
SIDES = frozenset({"side", "party", "both", "each", "neither"})
"""What groups are called that need not be states: the sides of a war or a ceasefire."""
_COMPASS = frozenset({"north", "south", "east", "west"})
_MOST = 4
_NEAR = 2


def members(referents: Referents, token: Token, types: frozenset[str], states: frozenset[str]) -> tuple[str, ...]:
    """The keys of the members of the group last named together; empty where none was.

    A coordination of names counts before names that merely stand near.
    types: of the names that can be members; states: the types of the states for which their leaders can stand.
    """
    counted = next((COUNTS[t.lower_] for t in (token, *token.children) if t.lower_ in COUNTS), None)
    number = counted or 2
    region = regional(token)
    if region and counted == len(region):
        return region
    if not region and _is_elsewhere(referents, token):
        return ()
    nearest: dict[str, Link] = {}
    passing: dict[str, Link] = {}
    alone, pronoun = token.lower_ in EACH, token.pos_ == "PRON"
    for link in referents.earlier(token):
        key = _as_member(referents, link, types, states)
        if key is None or (region and key not in region):
            continue
        if alone and not _is_near(referents, link, token):
            break
        named = link.role not in ("demonym", "plural-demonym")
        together = _coordinated(referents, link, types, states) if named else {}
        if len(together) > 1 and (len(together) == number or pronoun or not counted):
            return tuple(together)
        (nearest if named or _is_owner(referents, link) else passing).setdefault(key, link)
        if len(nearest) >= number and not pronoun and len(nearest) > _MOST:
            break
    if len(nearest) < number:  # "American bombers struck": who is named only so counts where no others are
        nearest |= {key: link for key, link in passing.items() if key not in nearest}
    if len(nearest) < number or (alone and len(nearest) > number) or (pronoun and not alone):
        return ()
    chosen = sorted(list(nearest.items())[:number], key=lambda member: member[1].mention.start)
    return tuple(key for key, _ in chosen)


def _is_elsewhere(referents: Referents, token: Token) -> bool:
    """Whether a word says in which part of the world a group is: "European nations" are none that the text named."""
    if token.tag_ not in ("NNS", "NNPS"):
        return False
    for beside in (c for c in token.children if c.dep_ in ("amod", "compound", "nmod") and c.i < token.i):
        link = referents.link(beside)
        no_state = link is None or not link.known or link.type not in STATES
        if beside.lower_ == "regional" or (no_state and beside.ent_type_ in ("NORP", "LOC")):
            return True
    return False


def by_region(referents: Referents, token: Token, lemma: str, types: frozenset[str]) -> str | None:
    """The state last named that a region's word or a side of the compass means: "the Baltic country", "the north"."""
    if lemma in words("nouns", "polity"):
        region = regional(token) if token.tag_ != "NNS" and _has_article(token) else ()
        return next((link.key for link in referents.earlier(token) if link.key in region), None) if region else None
    if lemma not in _COMPASS or not _has_article(token) or any(c.dep_ == "prep" for c in token.children):
        return None
    for link in referents.earlier(token):
        said = link.mention.text.lower().split()
        if link.type in types and (lemma in said or f"{lemma}ern" in said):
            return link.key
    return None


def _has_article(token: Token) -> bool:
    return any(c.lower_ == "the" for c in token.children)


def _as_member(referents: Referents, link: Link, types: frozenset[str], states: frozenset[str]) -> str | None:
    """The key under which a name can be a member of a group; for "the governments" their leaders' states count."""
    if link.type in types:
        return link.key
    if not states or link.type != PERSON:
        return None
    state = referents.polity_key(link.key)
    actor = referents.gazetteer.actor(state)
    return state if actor is not None and actor.type in states else None


def _is_owner(referents: Referents, link: Link) -> bool:
    """Whether a people's word speaks of its state: "the Russian president", "Russian and Belarusian officials"."""
    word = referents.page.passages[link.passage].parse[link.head]
    return word.head.lemma_.lower() in words("nouns", "person") or len(conjuncts(word)) > 1


def _is_near(referents: Referents, link: Link, token: Token) -> bool:
    """Whether a name stands near enough for "both" or "neither": two sentences on at most."""
    head = referents.page.passages[link.passage].parse[link.head]
    return sentences_between(head, token) <= _NEAR


def _coordinated(referents: Referents, link: Link, types: frozenset[str], states: frozenset[str]) -> dict[str, Link]:
    """The names that a name is coordinated with, itself among them, in the order of the text."""
    parse = referents.page.passages[link.passage].parse
    found: dict[str, Link] = {}
    for head in conjuncts(parse[link.head]):
        other = referents.links.at(referents.page, head)
        key = _as_member(referents, other, types, states) if other is not None else None
        if other is not None and key is not None:
            found.setdefault(key, other)
    return found
