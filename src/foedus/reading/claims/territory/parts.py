"""What is part of what: "X is part of Y", "regards X as part of Y", "X, a province of Y", "X makes up half of Y"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.territory.lands import is_fraction, lands, names_beside, nearest_small, patients, small
from foedus.reading.claims.territory.making import relation
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.roles import is_polity, polities
from foedus.reading.syntax import nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "territory"
_BESIDE = frozenset({"advmod", "punct", "cc", "conj", "npadvmod", "neg"})
"""What may stand beside "Ruritanian" where it says whose a place is."""


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
    yield from _one_of(context)
    yield from _own(context)
    yield from _theirs(context)
    yield from _included(context)


def _own_land(context: Context) -> Iterator[Draft]:
    """ "Z is X's territory", "Z, X soil", "recognised as X territory"."""
    for noun in context.having(words(_L, "own_land")):
        owners = [c for c in noun.children if c.dep_ in ("amod", "compound", "poss", "nmod") and c.i < noun.i]
        links = [link for c in owners if (link := context.referents.link(c)) is not None]
        wholes = tuple(link.mention for link in links if is_polity(context, link.mention))
        if noun.dep_ == "attr" and (told := _pronounced(context, noun, owners)):
            yield from relation(context, noun.head, "part-of", *told)
            continue
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


def _pronounced(
    context: Context, noun: Token, owners: list[Token]
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]] | None:
    """ "X says that they have been its territory": the place that is spoken of, and who calls it his."""
    own = [c for c in owners if c.tag_ == "PRP$"]
    wholes = tuple(m for m in context.actors(own) if is_polity(context, m))
    doers = subjects(noun.head)
    if not wholes or not doers or doers[0].lower_ not in ("it", "they", "this", "these"):
        return None
    sites = tuple(m for m in nearest_small(context, doers[0]) if m.actor not in {w.actor for w in wholes})
    return (sites, wholes[:1]) if sites else None


def _nationalities(context: Context) -> Iterator[Draft]:
    """ "Z is Ruritanian", "Z was and will remain Ruritanian", "Z is Ruritania": whose a place is."""
    for link in context.links.ordered:
        if link.type not in ("state", "de-facto-state"):
            continue
        word = context.page.passages[link.passage].parse[link.head]
        if word.dep_ == "appos" and word.head.dep_ == "attr" and link.role != "demonym":
            word = word.head  # "Z is de jure Ruritania"
        verb = word.head
        if word.dep_ not in ("attr", "acomp") or verb.lemma_ not in words(_L, "being"):
            continue
        equal = link.role != "demonym" and verb.lemma_ in ("be", "remain")
        if not equal and (link.role != "demonym" or any(c.dep_ not in _BESIDE for c in word.children)):
            continue
        if equal and any(c.dep_ in ("det", "amod", "poss", "prep", "relcl", "acl") for c in word.children):
            continue
        sites = _linked(context, subjects(verb)) if equal else lands(context, subjects(verb), {link.key})
        sites = tuple(m for m in sites if small(context, m) and m.actor != link.key)
        if sites:
            yield from relation(context, verb, "part-of", sites, (link.mention,))


def _linked(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    named = (link for t in tokens if (link := context.referents.link(t)) is not None)
    return tuple(link.mention for link in named if link.type in ("region", "place", "de-facto-state", "city"))


def _one_of(context: Context) -> Iterator[Draft]:
    """ "The island is one of its provinces", "we are one of X's regions"."""
    for noun in context.having(words(_L, "part") | words("integration", "division") | {"entity"}):
        one = noun.head.head
        if noun.dep_ != "pobj" or noun.head.lower_ != "of" or one.lower_ != "one" or one.dep_ not in ("attr", "appos"):
            continue
        owners = nominal_agents(noun)
        wholes = tuple(m for m in context.actors(owners) if is_polity(context, m)) or polities(
            context, obliques(noun, "of")
        )
        doers = subjects(one.head) if one.dep_ == "attr" else (one.head,)
        sites = lands(context, doers) or context.actors(t for t in doers if t.pos_ == "PRON")
        if {m.actor for m in wholes} & {m.actor for m in sites}:
            wholes = tuple(m for m in _matrix(context, one) if is_polity(context, m))  # "X says that Z is one of its …"
        sites = tuple(m for m in sites if small(context, m))
        if wholes and sites:
            yield from relation(context, one.head, "part-of", sites, wholes[:1])


def _theirs(context: Context) -> Iterator[Draft]:
    """ "X maintains that Z is theirs", "Z is ours, said X"."""
    for word in context.page.index.written(("theirs", "ours")):
        verb = word.head
        if word.dep_ not in ("attr", "acomp") or verb.lemma_ != "be":
            continue
        speaker = context.speaker(word)
        owners = _matrix(context, word) or ((context.referents.polity(speaker),) if speaker is not None else ())
        sites = _linked(context, subjects(verb))
        if sites and len(owners) == 1 and is_polity(context, owners[0]):
            yield from relation(context, verb, "claimed-by", sites, owners)


def _own(context: Context) -> Iterator[Draft]:
    """ "X considers Z its own"."""
    for word in context.having(("own",)):
        verb = word.head
        if verb.lower_ == "as":
            verb = verb.head
        if word.pos_ == "VERB" or verb.lemma_.lower() not in words(_L, "regard"):
            continue
        if not any(c.tag_ == "PRP$" for c in word.children) or word.dep_ not in ("ccomp", "oprd", "acomp", "pobj"):
            continue
        claimants = tuple(m for m in context.actors(subjects(verb)) if is_polity(context, m))
        sites = lands(context, subjects(word) or objects(verb), {m.actor for m in claimants})
        if claimants and sites:
            yield from relation(context, verb, "claimed-by", sites, claimants)


def _included(context: Context) -> Iterator[Draft]:
    """ "X's territorial integrity, including Z", "recognise X's borders, Z included"."""
    for word in context.having(("include", "including")):
        sites = _linked(context, obliques(word.head, "including") if word.dep_ == "prep" else ())
        if word.dep_ == "prep" and not sites:
            sites = _linked(context, (c for c in word.children if c.dep_ == "pobj"))
        if word.tag_ in ("VBN", "VBD") and not any(c.dep_ == "dobj" for c in word.children):
            sites = _linked(
                context,
                (*(c for c in word.children if c.dep_ == "nsubj"), *((word.head,) if word.dep_ == "acl" else ())),
            )
        if not sites:
            continue
        before = [t for t in word.sent if t.i < word.i and t.lemma_.lower() in words(_L, "extents")]
        whose = [t for t in reversed(before) if nominal_agents(t) or obliques(t, "of")]
        wholes = polities(context, nominal_agents(whose[0]) or obliques(whose[0], "of")) if whose else ()
        if len(wholes) == 1 and wholes[0].actor not in {m.actor for m in sites}:
            yield from relation(context, whose[0], "part-of", sites, wholes, status="actual", polarity="affirmed")


def _wholes(context: Context, noun: Token) -> tuple[Mention, ...]:
    of = obliques(noun, "of")
    governor = _regarding(noun)
    owned = any(c.tag_ == "PRP$" for t in (noun, *of) for c in t.children)
    renegade = any(c.lower_ in words(_L, "breakaway") for c in noun.children) and not of
    if governor is not None and (owned or renegade):
        regarding = tuple(m for m in context.actors(_viewers(governor)) if is_polity(context, m))
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
    told = tuple(m for m in _matrix(context, noun) if is_polity(context, m)) if owned and governor is None else ()
    if (
        told
        and named
        and noun.dep_ == "attr"
        and {m.actor for m in named} <= {m.actor for m in _said_of(context, noun)}
    ):
        return told  # "X insists that Z is part of its territory": not of Z's own
    return tuple(named or (m for m in _own_whole(context, noun) if is_polity(context, m)))


def _viewers(verb: Token) -> tuple[Token, ...]:
    """Who takes a view: in "X ignores Z, which *it* considers …" the pronoun is X, not Z."""
    doers = subjects(verb)
    if verb.dep_ != "relcl" or not any(t.lower_ in ("it", "they") for t in doers):
        return doers
    above = next((t for t in verb.head.ancestors if t.pos_ == "VERB"), None)
    return (subjects(above) if above is not None else ()) or doers


def _said_of(context: Context, noun: Token) -> tuple[Mention, ...]:
    return context.actors(subjects(noun.head))


def _matrix(context: Context, noun: Token) -> tuple[Mention, ...]:
    """Who says what a noun's clause says: the subject of the verb above it."""
    verb = noun.head
    return context.actors(subjects(verb.head)) if verb.dep_ == "ccomp" else ()


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
    if noun.dep_ == "dobj" and governor.dep_ == "relcl" and governor.lemma_.lower() in words(_L, "regard"):
        return lands(context, (governor.head,), apart), governor  # "Z, which X considers part of …"
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
