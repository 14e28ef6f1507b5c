"""What a description can mean: "the bloc" no state, "all states" nobody that was named."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from foedus.model.time import OPEN
from foedus.reading.lexicon import lexicon

if TYPE_CHECKING:
    from foedus.gazetteer import Gazetteer
    from foedus.reading.links import Link
    from foedus.reading.parse import Token

_PLACES = frozenset(
    {"region", "entity", "republic", "enclave", "exclave", "province", "territory", "statelet", "pseudostate"}
)
STATES = frozenset({"state", "former-state", "de-facto-state"})
_OF_TYPE = {
    "union": frozenset({"union"}),
    "country": STATES,
    "nation": STATES,
}
_SMALL_COUNTS = frozenset({"two", "both", "three", "four", "five"})
_QUANTIFIERS = frozenset({"all", "most", "many", "several", "some", "few", "any", "no", "more", "other", "every"})


@cache
def described() -> dict[str, frozenset[str]]:
    """The states that nouns such as "the kingdom" and "the island" can mean."""
    return {noun: frozenset(keys) for noun, keys in lexicon("nouns")["kinds"].items()}


def regional(token: Token) -> tuple[str, ...]:
    """The states among which a noun's words place those that it means: "Nordic", "Baltic"; empty where none do."""
    table: dict[str, list[str]] = lexicon("nouns")["regional"]
    for child in token.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.i < token.i:
            said = child.doc[child.left_edge.i : child.i + 1].text.lower()
            found = table.get(child.lower_) or table.get(said) or table.get(f"{_word_before(child)} {child.lower_}")
            if found:
                return tuple(found)
    return ()


def _word_before(token: Token) -> str:
    return token.doc[token.i - 1].lower_ if token.i else ""


def is_small(noun: str, link: Link) -> bool:
    """Whether a people's word tells which place is meant: "the Gagauz ... the region", "Saudi ... the kingdom"."""
    return link.type in ("de-facto-state", "region") or link.key in described().get(noun, frozenset())


def epithet(noun: str, before: str) -> str | None:
    """The organisation that words call instead of naming it: "world" before "body" is the UN.

    before: the words before the noun in its phrase, lower case, without the article.
    """
    for key, said in lexicon("nouns")["epithets"].items():
        if noun in said["nouns"] and any(f" {words} " in f" {before} " for words in said["before"]):
            return str(key)
    return None


def fits(noun: str, link: Link) -> bool:
    """Whether a description can mean a named entity: "the republic" is no alliance, "the bloc" no state."""
    if noun in _PLACES:
        return link.type in ("de-facto-state", "region", "place") or (
            noun in ("republic", "territory") and link.type == "state"
        )
    kind = described().get(noun)
    if kind is not None:
        return link.key in kind or noun in link.mention.text.lower().split()
    if noun in _OF_TYPE:
        return link.type in _OF_TYPE[noun]
    return True


def breakaway_of(gazetteer: Gazetteer, parent: str) -> str | None:
    """The one polity that has broken away from a state, for "Moldova's breakaway region"; None where there are more."""
    parts = _broken_away(gazetteer).get(parent, ())
    return parts[0] if len(parts) == 1 else None


@lru_cache(maxsize=4)
def _broken_away(gazetteer: Gazetteer) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for actor in gazetteer.actors.values():
        if actor.type == "de-facto-state" and actor.of and actor.spell.end == OPEN:
            found[actor.of] = (*found.get(actor.of, ()), actor.key)
    return found


def is_new(token: Token) -> bool:
    """Whether a plural noun takes up nobody that was named: "all states", "most governments", "five members of X"."""
    if any(c.lower_ in _QUANTIFIERS for c in token.children):
        return True
    definite = any(c.dep_ in ("det", "poss", "predet", "preconj") for c in token.children)
    count = next((c for c in token.children if c.dep_ == "nummod"), None)
    large = count is not None and count.lower_ not in _SMALL_COUNTS
    told = any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)
    return count is not None and not definite and (large or told)
