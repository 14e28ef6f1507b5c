"""A stance as a draft: who holds it, whom it is aimed at, which words show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import lexicon, words
from foedus.reading.modality import modality
from foedus.reading.page import begin
from foedus.reading.referents import ORGANISATIONS, POLITIES
from foedus.reading.roles import can_act, named_in, type_of

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "stance"
_BACK = 260
"""Characters back that "the allegation" looks for who made it."""
_FEW = 2
"""Actors that "the move" or "it" can be traced to; more of them is a guess."""
_FOR_NOBODY = frozenset({"member-of-parliament", "politician", "expert"})
"""Offices whose holders speak for themselves."""
_NOBODY = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "EVENT", "LAW"})


@cache
def by_lemma(group: str) -> dict[str, str]:
    """The stance that each word of a group of the lexicon takes."""
    return {lemma: stance for stance, lemmas in lexicon(_L)[group].items() for lemma in lemmas}


def is_cue(verb: Token) -> bool:
    """Whether a verb is said of somebody, not a mere modifier."""
    return verb.pos_ == "VERB" and verb.dep_ not in ("amod", "compound")


def draft(
    context: Context,
    predicate: Token,
    holders: Iterable[Token],
    targets: Iterable[Token],
    stance: str,
    polarity: str | None = None,
) -> Iterator[Draft]:
    """The stance of whoever some noun phrases mean towards whom others mean; nothing where nobody holds it."""
    held: dict[str, Mention] = {}
    for token in holders:
        for mention in _holders(context, token):
            held.setdefault(mention.actor, mention)
    tokens = list(targets)
    if held and not _is_of_treaty(context, predicate, tokens):
        aimed = aimed_at(context, tokens, set(held))
        beside = aimed[:1]
        if not aimed and any(_definite(t) for t in tokens):
            near = _before(context, predicate, set(held))
            aimed = tuple(near) if len(near) <= _FEW else ()
        yield made(context, predicate, tuple(held.values()), aimed, stance, polarity, beside)


def _is_of_treaty(context: Context, predicate: Token, targets: list[Token]) -> bool:
    """Whether a denunciation is of a treaty, which ends one's part in it and condemns nobody."""
    treaty = predicate.lemma_.lower() in ("denounce", "denunciation")
    return treaty and any(context.texts.mention(token) is not None for token in targets)


def made(
    context: Context,
    predicate: Token,
    held: tuple[Mention, ...],
    aimed: tuple[Mention, ...],
    stance: str,
    polarity: str | None = None,
    beside: tuple[Mention, ...] = (),
) -> Draft:
    """The draft of a stance; `beside`: the target that its evidence reaches to."""
    return Draft(
        kind="stance",
        predicate=predicate,
        roles={"holder": held, "target": aimed},
        attributes={"stance": stance, "event": lexicon(_L)["events"][stance]},
        evidence=around(context, predicate, (*held, *beside)),
        polarity=polarity,
        status=_status(predicate),
        rule=stance,
    )


def _status(predicate: Token) -> str:
    """Who threatens, asks or will demand takes his stance by it; what he may or would do stays open."""
    status = modality(predicate).status
    return status if status in ("possible", "conditional", "denied") else "actual"


def _holders(context: Context, token: Token) -> Iterator[Mention]:
    """Who takes a position: an actor, the state of an unnamed official, or a described group."""
    found = [m for m in standing(context, token) if can_act(context, m)]
    described = token.pos_ == "NOUN" and context.referents.link(token) is None
    if not found or (described and all(type_of(context, m) is None and not _is_named(context, m) for m in found)):
        owner = context.referents.owner(token, context.speaker(token)) if token.pos_ == "NOUN" else None
        office = token.lemma_.lower() in words("nouns", "person") | words("nouns", "institution")
        if owner is not None and office:
            found = [context.referents.polity(owner)]
        elif token.lemma_.lower() in words(_L, "groups"):
            found = list(context.who(token))
    yield from found


def _is_named(context: Context, mention: Mention) -> bool:
    return any(context.links.within(mention.start, mention.end))


def standing(context: Context, token: Token) -> tuple[Mention, ...]:
    """Who takes a position: acting polities, and people who speak for nobody (candidates, senators, scholars)."""
    own = [m for m in context.who(token) if type_of(context, m) in (None, "person") and not _represents(context, m)]
    personal = {context.referents.polity(m).actor: m for m in own}
    return tuple(personal.get(m.actor, m) for m in context.actors([token]))


def voice(context: Context, speaker: Mention) -> Mention:
    """Whose position a speaker's is: his state's or body's, or his own."""
    apart = type_of(context, speaker) in (None, "person") and not _represents(context, speaker)
    return speaker if apart else context.referents.polity(speaker)


def _represents(context: Context, mention: Mention) -> bool:
    """Whether somebody's word is that of his state or body: by an office of that day, or where none was ever known."""
    referents = context.referents
    person = mention.actor
    offices = referents.affiliations.offices_of(person)
    tenures = context.gazetteer.offices(person, context.page.day)
    if offices or tenures:
        return bool((offices | {tenure.office for tenure in tenures}) - _FOR_NOBODY)
    return not context.gazetteer.offices(person)


def aimed_at(context: Context, tokens: list[Token], taken: set[str]) -> tuple[Mention, ...]:
    """The actors that a stance is aimed at: those named, those named within ("the Peruvian strike"), groups."""
    found: dict[str, Mention] = {}
    for token in tokens:
        text = context.texts.mention(token)
        named = text is not None and text.text.lower() != text.text  # for "the accord" its parties stand
        if not named and context.referents.link(token) is None and token.ent_type_ in _NOBODY:
            continue
        for mention in (text,) if text is not None and named else _meant(context, token):
            if mention.actor not in taken:
                found.setdefault(mention.actor, mention)
    return tuple(found.values())[:4]


def _meant(context: Context, token: Token) -> list[Mention]:
    """Whom one noun phrase means as a target."""
    direct = [m for m in context.actors([token]) if can_act(context, m)]
    unnamed = context.referents.link(token) is None and token.pos_ in ("NOUN", "PROPN")
    if direct and (not unnamed or any(type_of(context, m) is not None for m in direct)):
        return direct
    within = [context.referents.polity(m) for m in named_in(context, token) if can_act(context, m)]
    if within or (unnamed and token.pos_ == "NOUN"):
        return within or (direct if _is_group(token) else [])
    return direct


def _is_group(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return lemma in words(_L, "groups") or lemma in words("nouns", "person") | words("nouns", "institution")


def _definite(token: Token) -> bool:
    if token.lower_ in ("it", "that", "this", "them"):
        return True
    spelt_out = any(c.dep_ in ("acl", "relcl", "ccomp") for c in token.children)
    return (
        token.pos_ == "NOUN"
        and not spelt_out
        and any(c.lower_ in ("the", "this", "that", "these", "both", "any") for c in token.children)
    )


def _before(context: Context, predicate: Token, taken: set[str]) -> list[Mention]:
    """The polities last spoken of, within a sentence or two: those named together count together."""
    at = begin(predicate)
    found: dict[str, Mention] = {}
    edge: int | None = None
    for link in context.links.before(at):
        if at - link.mention.start > _BACK or (edge is not None and edge - link.mention.end > 25):
            break
        if link.key in taken:
            continue  # a senator who opposes a bill does not oppose his state
        mention = context.referents.polity(link.mention)
        if type_of(context, mention) in POLITIES | ORGANISATIONS and mention.actor not in taken:
            found.setdefault(mention.actor, mention)
            edge = link.mention.start
    return list(found.values())
