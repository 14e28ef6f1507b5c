"""Forces that do something abroad, whatever it is: "X's soldiers were seen looting shops in Y"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.presence.making import around, keys, presence
from foedus.reading.claims.presence.places import lands, places, where
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.phrases import VERBAL, conjuncts
from foedus.reading.syntax import objects

if TYPE_CHECKING:
    from foedus.reading.claims.presence.forces import Forces
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "presence"
_AT = ("in", "on", "at", "near", "along", "inside", "across", "over", "throughout", "off", "into", "through", "around")


def find(context: Context, forces: Forces) -> Iterator[Draft]:
    """What no other rule has seen: forces whose owner is named, in a clause that names a place abroad."""
    for noun in context.having(words(_L, "forces") | words(_L, "soft_forces") | words(_L, "irregulars")):
        if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ in ("compound", "amod", "poss") or not forces.are(noun):
            continue
        subject = conjuncts(_counted(noun))[0]
        verb, passive = subject.head, subject.dep_ == "nsubjpass"
        if verb.pos_ not in VERBAL or subject.dep_ not in ("nsubj", "nsubjpass"):
            continue
        said = _told(verb) if passive else verb
        if {verb.lemma_.lower(), said.lemma_.lower()} & words(_L, "idle"):
            continue
        if passive and said is verb and noun.lemma_.lower() in words(_L, "arms"):
            continue  # what is done to weapons is done by others
        actors = forces.whose([noun], stated=True)
        sites = tuple(m for m in _sites(context, said, keys(actors)) if not _home(context, m, actors))
        if actors and sites:
            kind = "contingent" if passive and said is verb else "activity"
            yield from presence(context, said, kind, actors, sites, counted=[noun])


def _counted(noun: Token) -> Token:
    """The head of the phrase that a noun of forces is counted in: "hundreds of soldiers"."""
    above = noun.head.head
    of = noun.dep_ == "pobj" and noun.head.lower_ == "of"
    return above if of and (above.like_num or above.lemma_.lower() in words(_L, "quantities")) else noun


def _told(verb: Token) -> Token:
    """What forces are seen or said to do: "were reported *digging in* along the river"."""
    return next((c for c in verb.children if c.dep_ in ("xcomp", "advcl") and c.tag_ in ("VBG", "VB")), verb)


def _sites(context: Context, verb: Token, apart: frozenset[str]) -> tuple[Mention, ...]:
    things = objects(verb)
    return where(context, [verb, *things], _AT, apart) or places(
        context, (t for t in lands(context, things) if t.pos_ != "PRON"), apart
    )


def _home(context: Context, place: Mention, actors: Iterable[Mention]) -> bool:
    """Whether a place lies in the state whose forces they are."""
    return bool({m.actor for m in around(context, [place])} & keys(actors))
