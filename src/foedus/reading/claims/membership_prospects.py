"""How likely a membership is: on the way to it, on nobody's agenda, or a part in the work that nobody takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.membership_nouns import bodies_of
from foedus.reading.claims.membership_roles import Match, members_among, organisations
from foedus.reading.lexicon import lexicon, words
from foedus.reading.modality import modality
from foedus.reading.phrases import VERBAL
from foedus.reading.syntax import nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "membership"
_DENIED = {"affirmed": "negated", "negated": "affirmed"}


def find(context: Context) -> Iterator[Match]:
    """What is told of each way to an organisation, of agendas, and of parts in its work."""
    for noun in context.having(words(_L, "paths")):
        if noun.pos_ == "NOUN":
            yield from _on_the_way(context, noun)
    for noun in context.having(lexicon(_L)["agenda"]):
        if noun.pos_ == "NOUN":
            yield from _on_the_agenda(context, noun)
    for noun in context.having(words(_L, "work")):
        yield from _in_the_work(context, noun)
    for noun in context.having(words(_L, "links")):
        yield from _frozen(context, noun)


def _on_the_way(context: Context, noun: Token) -> Iterator[Match]:
    """ "X is on a path to Y", "X's road to Y is long"."""
    bodies = organisations(context, obliques(noun, "to", "into", "towards", "toward"))
    owners = nominal_agents(noun)
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "on" else noun
    going = subjects(verb) if verb.lemma_ in words(_L, "copulas") | {"embark"} else ()
    who = members_among(context, going) or members_among(context, owners)
    if bodies:
        status = "planned" if modality(noun).polarity == "affirmed" else "actual"
        yield Match(noun, who, bodies, "joins", "path", status=status)


def _on_the_agenda(context: Context, noun: Token) -> Iterator[Match]:
    """ "Membership of Y is not on X's agenda", "joining Y is off the table", "… is out of the question"."""
    frame = lexicon(_L)["agenda"][noun.lemma_.lower()]
    if noun.dep_ == "attr" and "attr" in frame:
        verb, denied = noun.head, False
    elif noun.dep_ == "pobj" and noun.head.lower_ in frame:
        denied = frame[noun.head.lower_] == "denied"
        verb = noun.head.head.head if noun.head.lower_ == "of" else noun.head.head
    else:
        return
    if verb.pos_ not in VERBAL or verb.lemma_ not in words(_L, "stands") | words(_L, "copulas"):
        return
    said = modality(verb).polarity
    polarity = _DENIED[said] if denied else said
    status = "actual" if polarity == "negated" else "possible"
    for thing in (c for c in verb.children if c.dep_ in ("nsubj", "csubj")):
        bodies = _wanted(context, thing)
        keys = {body.actor for body in bodies}
        who = _whose(context, thing, noun, verb)
        yield Match(
            verb, tuple(m for m in who if m.actor not in keys), bodies, "joins", "agenda", "never", polarity, status
        )


def _wanted(context: Context, thing: Token) -> tuple[Mention, ...]:
    """The organisation whose membership is spoken of: "membership of Y", "joining Y", "accession to Y"."""
    if thing.lemma_.lower() in words(_L, "membership") - words(_L, "vague"):
        return bodies_of(context, thing, leaving=False)
    return organisations(context, objects(thing)) if thing.lemma_.lower() in words(_L, "joining") else ()


def _whose(context: Context, thing: Token, noun: Token, verb: Token) -> tuple[Mention, ...]:
    """Whose membership it is: its possessor's, the agenda's, that of whom it is no option for, the speaker's."""
    for heads in (
        nominal_agents(thing),
        tuple(c for c in noun.children if c.dep_ == "poss"),
        (*obliques(noun, "for"), *obliques(verb, "for")),
    ):
        if found := members_among(context, heads):
            return found
    speaker = context.speaker(verb)
    own = context.referents.polity(speaker) if speaker is not None else None
    return (own,) if own is not None and own != speaker else ()


def _in_the_work(context: Context, noun: Token) -> Iterator[Match]:
    """ "X takes no part in the work of Y", "X has stopped taking part in Y's activities": its membership rests."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "in" else noun.head
    if verb.lemma_ == "part" and verb.dep_ == "dobj":
        verb = verb.head
    if verb.lemma_.lower() not in words(_L, "takes_part") or modality(verb).polarity != "negated":
        return
    if modality(verb).status not in ("actual", "planned"):
        return
    owners = (*obliques(noun, "of"), *(c for c in noun.children if c.dep_ in ("poss", "compound")))
    bodies = organisations(context, owners)
    who = members_among(context, subjects(verb))
    yield Match(verb, who, bodies, "suspends", "takes-no-part", "never", "affirmed")


def _frozen(context: Context, noun: Token) -> Iterator[Match]:
    """ "X froze its ties with Y", where Y is an organisation."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.lemma_.lower() not in lexicon(_L)["holds"]["suspends"]:
        return
    bodies = organisations(context, (*obliques(noun, "with", "in"), *obliques(verb, "with", "in")))
    keys = {body.actor for body in bodies}
    who = members_among(context, subjects(verb) or nominal_agents(noun))
    yield Match(verb, tuple(m for m in who if m.actor not in keys), bodies, "suspends", "frozen-ties")
