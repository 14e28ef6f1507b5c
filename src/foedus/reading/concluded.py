"""Agreements of the library by whom they bind and when: "the 1951 treaty between A and B", "B's pact with C".

A text rarely gives a title.  It names the parties, the year or what the treaty is about; where that fits one agreement
alone, that one is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from foedus.reading.lexicon import lexicon, words
from foedus.reading.phrases import conjuncts
from foedus.reading.syntax import obliques, subjects
from foedus.reading.titles import content_of, is_definite, noun_of

if TYPE_CHECKING:
    from foedus.gazetteer import Gazetteer
    from foedus.reading.links import Links
    from foedus.reading.page import Page
    from foedus.reading.parse import Token

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_PAIR = 2
_FEW = 3
"""Parties up to which naming two tells which agreement is meant: many states are party to a regional one."""


@dataclass(frozen=True, slots=True)
class Concluded:
    """An agreement as descriptions tell of it: whom it binds, the years that date it, and the words that fit it."""

    key: str
    parties: frozenset[str]
    years: frozenset[int]
    words: frozenset[str]


@lru_cache(maxsize=4)
def concluded(gazetteer: Gazetteer) -> tuple[Concluded, ...]:
    """The agreements whose parties a gazetteer knows."""
    return tuple(
        Concluded(
            actor.key,
            frozenset(actor.parties) | _alliance(actor.key),
            frozenset(actor.years),
            _words(actor.label, *(name.text for name in actor.names if name.language == "en"), actor.matter or ""),
        )
        for actor in gazetteer.actors.values()
        if actor.type == "agreement" and actor.parties
    )


def _alliance(key: str) -> frozenset[str]:
    """The alliance that an agreement founds, under which its parties are named."""
    alliance = lexicon("commitment")["alliances"].get(key)
    return frozenset([alliance]) if alliance else frozenset()


def _words(*texts: str) -> frozenset[str]:
    told = {word for text in texts for word in re.findall(r"[a-z]+", text.lower())}
    kin = lexicon("texts")["kin"]
    return frozenset(told.union(*(kin.get(word, ()) for word in told)))


def meant(token: Token, phrase: list[Token], page: Page, links: Links, gazetteer: Gazetteer) -> str | None:
    """The one agreement of the library that a description fits; None where none or several do."""
    if noun_of(token) not in words("texts", "treaties"):
        return None
    years = _years(token, phrase)
    owned = any(c.dep_ == "poss" for c in token.children)
    if not years and not owned and not is_definite(token) and token.pos_ != "PROPN":
        return None  # "a treaty with B" may be a new one
    sides = _sides(token, phrase, page, links, gazetteer)
    said = {word for word in content_of(phrase, token) if word.isalpha() and word not in _empty()}
    said -= {t.lower_ for side in sides.values() for t in side}
    founding = bool(said & words("texts", "founding"))
    if len(sides) < _PAIR and not (sides and (years or founding)):
        return None
    fitting = [
        known
        for known in concluded(gazetteer)
        if known.parties >= sides.keys()
        and (len(known.parties) <= _FEW or _alliance(known.key) & sides.keys())
        and (not years or years & known.years)
        and (said <= known.words or (founding and _alliance(known.key) & sides.keys()))
    ]
    return fitting[0].key if len(fitting) == 1 else None


def _empty() -> frozenset[str]:
    return words("texts", "empty") | words("texts", "months")


def _years(token: Token, phrase: list[Token]) -> set[int]:
    """The years in a description, and those of the clause that says when it was concluded."""
    told = [phrase[0].doc[phrase[0].i : phrase[-1].i + 1].text]
    told.extend(clause.doc[clause.left_edge.i : clause.right_edge.i + 1].text for clause in _concluding(token))
    return {int(year) for text in told for year in _YEAR.findall(text)[:_PAIR]}


def _concluding(token: Token) -> list[Token]:
    """The clauses that say who concluded an agreement and when."""
    told = words("texts", "concluding")
    return [c for c in token.children if c.dep_ in ("acl", "relcl") and c.lemma_.lower() in told]


def _sides(token: Token, phrase: list[Token], page: Page, links: Links, gazetteer: Gazetteer) -> dict[str, list[Token]]:
    """The parties that a description names, by key with the words that name them."""
    tokens = list(phrase)
    tokens.extend(t for side in obliques(token, "with", "between", "of") for t in (side, *conjuncts(side)))
    tokens.extend(c for c in token.children if c.dep_ == "poss")
    for clause in _concluding(token):
        tokens.extend((*subjects(clause), *obliques(clause, "with", "between")))
    if any(c.tag_ == "PRP$" for c in token.children) and token.head.pos_ == "VERB":
        tokens.extend(t for t in subjects(token.head) if t.i != token.i)
    return _polities({t.i: t for t in tokens}.values(), page, links, gazetteer)


def _polities(tokens: Iterable[Token], page: Page, links: Links, gazetteer: Gazetteer) -> dict[str, list[Token]]:
    found: dict[str, list[Token]] = {}
    for token in tokens:
        link = links.at(page, token)
        if link is None or link.type == "agreement":
            continue
        key = gazetteer.polity(link.key, page.day)
        if key is not None:
            found.setdefault(key, []).extend(token.doc[link.first : link.last + 1])
    return found
