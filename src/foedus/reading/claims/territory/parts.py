"""What is part of what: "X is part of Y", "regards X as part of Y", "X, a province of Y", "X makes up half of Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.territory.lands import is_fraction, lands, names_beside, patients, small
from foedus.reading.claims.territory.making import relation
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.roles import is_polity, polities
from foedus.reading.syntax import nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "territory"


def find(context: Context) -> Iterator[Draft]:
    """Parts and wholes."""
    for noun in context.having(words(_L, "part")):
        wholes = _wholes(context, noun)
        if not wholes:
            continue
        sites, predicate = _parted(context, noun, {m.actor for m in wholes})
        if sites:
            yield from relation(context, predicate, "part-of", sites, wholes[:1])
        elif noun.dep_ in ("appos", "ROOT", "dep", "npadvmod"):
            yield from _beside(context, noun, wholes[:1])
    yield from _shares(context)
    yield from _own_land(context)
    yield from _nationalities(context)


def _own_land(context: Context) -> Iterator[Draft]:
    """ "Z is X's territory", "Z, X soil", "recognised as X territory"."""
    for noun in context.having(words(_L, "own_land")):
        owners = [c for c in noun.children if c.dep_ in ("amod", "compound", "poss", "nmod") and c.i < noun.i]
        links = [link for c in owners if (link := context.referents.link(c)) is not None]
        wholes = tuple(link.mention for link in links if is_polity(context, link.mention))
        if not wholes or len(links) != len([c for c in owners if c.lemma_.lower() not in words(_L, "very")]):
            continue
        apart = {m.actor for m in wholes}
        if noun.dep_ == "attr" and noun.head.lemma_ in words(_L, "being"):
            sites, predicate = lands(context, subjects(noun.head), apart), noun.head
        else:
            sites, predicate = _parted(context, noun, apart)
        if not sites and noun.dep_ in ("appos", "dobj", "dep", "npadvmod", "pobj"):
            sites = tuple(m for m in names_beside(context, noun) if m.actor not in apart)
        sites = tuple(m for m in sites if small(context, m))
        if sites:
            yield from relation(context, predicate, "part-of", sites, wholes[:1])


def _nationalities(context: Context) -> Iterator[Draft]:
    """ "Z is Ruritanian", "Z was and will remain Ruritanian": said of a place, it tells whose it is."""
    for link in context.links.ordered:
        if link.role != "demonym" or link.type not in ("state", "de-facto-state"):
            continue
        word = context.page.passages[link.passage].parse[link.head]
        verb = word.head
        if word.dep_ not in ("attr", "acomp") or verb.lemma_ not in words(_L, "being"):
            continue
        if any(c.dep_ not in ("advmod", "punct", "cc") for c in word.children):
            continue
        named = (other for t in subjects(verb) if (other := context.referents.link(t)) is not None)
        sites = tuple(o.mention for o in named if o.type in ("region", "place", "de-facto-state", "city"))
        if sites:
            yield from relation(context, verb, "part-of", sites, (link.mention,))


def _wholes(context: Context, noun: Token) -> tuple[Mention, ...]:
    of = obliques(noun, "of")
    governor = _regarding(noun)
    owned = any(c.tag_ == "PRP$" for t in (noun, *of) for c in t.children)
    renegade = any(c.lower_ in words(_L, "breakaway") for c in noun.children) and not of
    if governor is not None and (owned or renegade):
        regarding = tuple(m for m in context.actors(subjects(governor)) if is_polity(context, m))
        if regarding:  # "X considers Y part of its territory": of X's own
            return regarding
    if noun.lemma_.lower() in words(_L, "inner"):
        of = of or obliques(noun, "inside", "within", "in")
    named = [m for m in polities(context, of) if is_polity(context, m)]
    peopled = any(c.lower_ == "ethnic" for c in noun.children)  # "an ethnic Armenian exclave" is none of Armenia's
    if not named and not peopled and noun.lemma_.lower() != "part":
        links = [link for t in nominal_agents(noun) if (link := context.referents.link(t)) is not None]
        named = [link.mention for link in links if is_polity(context, link.mention)]
        named = named or [m for m in context.actors(nominal_agents(noun)) if is_polity(context, m)]
    return tuple(named or (m for m in _own_whole(context, noun) if is_polity(context, m)))


def _regarding(noun: Token) -> Token | None:
    """The verb by which a noun is somebody's view: "considers Y part of …", "sees Y as a …", "deems Y to be its …"."""
    governor = noun.head
    as_such = noun.dep_ == "pobj" and governor.lower_ == "as"
    if as_such or (noun.dep_ == "attr" and governor.lemma_ == "be" and governor.dep_ in ("ccomp", "xcomp")):
        governor = governor.head
    elif noun.dep_ not in ("oprd", "ccomp", "xcomp", "dobj"):
        return None
    return governor if governor.lemma_.lower() in words(_L, "regard") else None


def _own_whole(context: Context, noun: Token) -> Iterator[Mention]:
    """ "part of its own territory": the owner of the territory is the whole."""
    for inner in obliques(noun, "of"):
        owner = context.referents.owner(inner, context.speaker(inner))
        if owner is not None:
            yield context.referents.polity(owner)


def _parted(context: Context, noun: Token, apart: set[str]) -> tuple[tuple[Mention, ...], Token]:
    """What is said to be a part, and the word that says so."""
    governor = noun.head
    if noun.lemma_.lower() == "part" and noun.dep_ == "attr" and governor.lemma_ in words(_L, "being"):
        return lands(context, subjects(governor), apart), governor
    if noun.dep_ == "attr" and governor.lemma_ in words(_L, "being") and not _seceded(noun):
        sites = tuple(m for m in lands(context, subjects(governor), apart) if small(context, m))
        return sites, _regarding(noun) or governor
    if noun.dep_ == "pobj" and governor.lower_ == "as" and governor.head.lemma_.lower() in words(_L, "regard"):
        return lands(context, patients(context, governor.head), apart), governor.head
    if noun.dep_ == "oprd" and governor.lemma_.lower() in words(_L, "regard"):
        return lands(context, objects(governor) or subjects(governor), apart), governor
    own = [c for c in noun.children if c.dep_ == "nsubj"]
    if noun.dep_ == "ccomp" and own and governor.lemma_.lower() in words(_L, "regard"):
        return lands(context, own, apart), governor  # "considers X a part of Y"
    return (), noun


def _seceded(noun: Token) -> bool:
    """Whether a part is one no more or not quite: "a former province of X", "a breakaway region of X"."""
    return any(c.lower_ in words(_L, "breakaway") | words(_L, "once") for c in noun.children)


def _beside(context: Context, noun: Token, wholes: tuple[Mention, ...]) -> Iterator[Draft]:
    """ "Y, a province of X": a part of it; "a former province", once: it broke away."""
    keys = {m.actor for m in wholes}
    sites = tuple(m for m in names_beside(context, noun) if m.actor not in keys and small(context, m))
    if not sites or any(c.lower_ in words(_L, "breakaway") for c in noun.children):
        return
    former = any(c.lower_ in words(_L, "once") for c in noun.children)
    yield from relation(context, noun, "breakaway-from" if former else "part-of", sites, wholes, status="actual")


def _shares(context: Context) -> Iterator[Draft]:
    """ "Y makes up two thirds of X", "Y belongs to X"."""
    for verb in context.having(words(_L, "comprising")):
        if verb.pos_ != "VERB":
            continue
        if verb.lemma_ == "belong":
            wholes = polities(context, obliques(verb, "to"))
        else:
            shares = [t for t in (*objects(verb), *obliques(verb, "for")) if is_fraction(t)]
            wholes = tuple(m for t in shares for m in polities(context, obliques(t, "of")))
        sites = lands(context, subjects(verb), {m.actor for m in wholes})
        if wholes and sites and all(is_polity(context, m) for m in wholes):
            yield from relation(context, verb, "part-of", sites, wholes[:1])
