"""What somebody does to a polity so that it becomes part of a state: made a province, taken in, put under its law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.integration_roles import SMALL, STATES, draft, step, target
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import lexicon, words
from foedus.reading.page import begin, finish
from foedus.reading.roles import is_polity, polities, type_of
from foedus.reading.syntax import complements, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "integration"
_POSSESSIVES = frozenset({"its", "their", "his", "her", "our"})


def find(context: Context) -> Iterator[Draft]:
    """A draft for each polity that somebody makes part of a state."""
    for verb in context.having(words(_L, "turn")):
        if verb.pos_ == "VERB":
            yield from _turned(context, verb)
    for verb in context.having(words(_L, "bring")):
        if verb.pos_ == "VERB":
            yield from _brought(context, verb)
    for verb in context.having(words(_L, "take_in")):
        if verb.pos_ == "VERB":
            yield from _taken_in(context, verb)
    yield from _acquired(context)
    for verb in context.having(words(_L, "as_state")):
        part = next((t for t in obliques(verb, "as") if t.lemma_.lower() in words(_L, "division")), None)
        owner = division_of(context, part, verb) if part is not None and verb.pos_ == "VERB" else None
        if owner is not None:  # "wants Z as X's eleventh province"
            yield from draft(context, verb, _whole(context, objects(verb)), (owner,), "goal")
    for verb in context.having(words(_L, "extend")):
        if verb.pos_ == "VERB" and any(t.lemma_.lower() in words(_L, "law") for t in objects(verb)):
            under = _small(context, complements(verb, "to", "over", "in", "on"))
            owners = (context.referents.owner(t) for t in objects(verb) if t.lemma_.lower() in words(_L, "law"))
            own = tuple(m for m in owners if m is not None and type_of(context, m) in STATES)
            own = own or tuple(m for m in polities(context, subjects(verb)) if type_of(context, m) in STATES)
            if under and own:
                yield from draft(context, verb, under, own, "absorption")


def _acquired(context: Context) -> Iterator[Draft]:
    """ "X wants to buy the island", "acquire Y for X": land that a state means to have for its own."""
    for verb in context.having(words(_L, "acquire")):
        if verb.pos_ != "VERB":
            continue
        land = tuple(m for m in _small(context, objects(verb)) if type_of(context, m) is not None)
        named = target(context, obliques(verb, "for")) if land else ()
        own = named or (
            tuple(m for m in context.actors(subjects(verb)) if type_of(context, m) in STATES) if land else ()
        )
        if land and own:
            yield from draft(context, verb, land, own[:1], step(verb, default="absorption"))


def _small(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """The polities that can become part of another, among some noun phrases."""
    return tuple(m for m in _whole(context, tokens) if type_of(context, m) in SMALL)


def _whole(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """The polities that noun phrases mean as a whole: "the colony of X" is X, "X's ball" is not."""
    found: dict[str, Mention] = {}
    for token in tokens:
        named = [m for m in context.who(token) if is_polity(context, m)]
        land = token.lemma_.lower() in words("nouns", "small") | words("nouns", "polity") | words(_L, "colony")
        for mention in named or (polities(context, obliques(token, "of")) if land else ()):
            found.setdefault(mention.actor, mention)
    return tuple(found.values())


def _turned(context: Context, verb: Token) -> Iterator[Draft]:
    """ "The bill turns X into a Y-ish province", "the decree made X a region of Y", "Y made X its 27th province"."""
    given = [c for c in verb.children if c.dep_ == "dative" and c.pos_ in ("NOUN", "PROPN")]
    made = [c for c in verb.children if c.dep_ in ("oprd", "ccomp", "attr", "dobj" if given else "oprd")] or [
        *obliques(verb, "into")
    ]
    part = next((t for t in made if t.lemma_.lower() in words(_L, "division")), None)
    owner = division_of(context, part, verb) if part is not None else None
    if part is None or owner is None:
        return
    whom = given or objects(verb) or tuple(c for c in part.children if c.dep_ == "nsubj")
    actors = tuple(m for m in _whole(context, whom) if type_of(context, m) in SMALL | {"state"})
    if actors:
        yield from draft(context, verb, actors, (owner,), step(verb, default="procedure"))


def division_of(context: Context, part: Token, verb: Token) -> Mention | None:
    """Whose province or state something is made: its possessor's, the demonym's, or the number's ("the 51st state")."""
    if any(c.dep_ == "poss" and c.lower_ in _POSSESSIVES for c in part.children):
        own = [m for m in polities(context, subjects(verb)) if type_of(context, m) in STATES]
        own = own or [
            m for c in part.children if c.dep_ == "poss" for m in context.who(c) if type_of(context, m) in STATES
        ]
        return own[0] if own else None
    owner = context.referents.owner(part)
    if owner is not None and type_of(context, owner) in STATES:
        return owner
    named = target(context, obliques(part, "of"))
    if named:
        return named[0]
    numbered = lexicon(_L)["numbered"]
    text = "".join(t.lower_ for t in part.doc[part.left_edge.i : part.i])
    key = next((key for number, key in numbered.items() if text.endswith(number) and part.lemma_ == "state"), None)
    start = part.left_edge
    return _as(context, start, part, key) if key else None


def _as(context: Context, first: Token, last: Token, key: str) -> Mention:
    start, end = begin(first), finish(last)
    return Mention(context.page.document.text[start:end], start, end, key)


def _brought(context: Context, verb: Token) -> Iterator[Draft]:
    """ "Take X out of Y and into Z", "bring X under Z's rule", "return X to Z": X is a part, Z a state."""
    whom = _small(context, objects(verb))
    into = (*obliques(verb, "into", "under"), *_conjoined(verb, "into", "under"))
    if verb.lemma_.lower() in words(_L, "give_back"):
        into = (*into, *obliques(verb, "to"))
    rule = [t for t in into if t.lemma_.lower() in words(_L, "rule")]
    owners = (context.referents.owner(t) for t in rule)
    goals = tuple(m for m in owners if m is not None and type_of(context, m) in STATES)
    goals = goals or target(context, (t for t in into if t not in rule and context.referents.link(t) is not None))
    if whom and goals:
        yield from draft(context, verb, whom, goals, step(verb, default="absorption"))


def _conjoined(verb: Token, *prepositions: str) -> tuple[Token, ...]:
    """What a second preposition governs: "out of A and *into* B"."""
    first = (c for c in verb.children if c.dep_ == "prep")
    second = (c for p in first for c in p.children if c.dep_ == "conj" and c.lower_ in prepositions)
    return tuple(c for p in second for c in p.children if c.dep_ == "pobj")


def _taken_in(context: Context, verb: Token) -> Iterator[Draft]:
    """ "The republic admitted X as its sixth state", "X was admitted to the federation as a region"."""
    whom = _small(context, objects(verb))
    part = next((t for t in obliques(verb, "as") if t.lemma_.lower() in words(_L, "division")), None)
    goals = target(context, obliques(verb, "into", "to"))
    if not goals and part is not None:
        owner = division_of(context, part, verb)
        goals = (owner,) if owner is not None else target(context, subjects(verb))
    if whom and goals:
        yield from draft(context, verb, whom, goals, step(verb, default="absorption"))
