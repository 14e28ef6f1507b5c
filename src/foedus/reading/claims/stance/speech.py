"""What speakers do to others by their words: "Y must leave", "let Y pay", "Y has betrayed us"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.stance.making import aimed_at, made, voice
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.referents import ORGANISATIONS, POLITIES
from foedus.reading.roles import type_of
from foedus.reading.syntax import is_infinitive, objects, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "stance"


def find(context: Context) -> Iterator[Draft]:
    """What speakers tell other actors to do, and what they charge them with."""
    for predicate, verb in _telling(context):
        yield from _spoken(context, predicate, verb, "urge")
    for verb in context.having(words(_L, "misdeeds")):
        if (
            verb.pos_ == "VERB"
            and verb.dep_ not in ("amod", "compound", "acl", "pcomp", "pobj", "xcomp")
            and _is_charge(verb)
        ):
            yield from _spoken(context, verb, verb, "accuse")
    for verb in context.having(words(_L, "attempts")):
        tried = (c for c in verb.children if c.dep_ == "xcomp" and c.lemma_.lower() in words(_L, "misdeeds"))
        if verb.pos_ == "VERB" and any(tried) and _is_charge(verb, alone=True):
            yield from _spoken(context, verb, verb, "accuse")
    yield from _judged(context)


def _telling(context: Context) -> Iterator[tuple[Token, Token]]:
    """The words by which somebody is told what to do, each with the verb that says what."""
    for modal in context.having(words(_L, "telling")):
        verb = modal.head
        if modal.dep_ == "aux" and verb.dep_ != "advcl" and not _supposes(modal):
            yield verb, verb
    for word in context.having(words(_L, "idle")):
        verb = word.head
        can = any(c.dep_ == "aux" and c.lower_ in ("can", "ca", "could", "may") for c in verb.children)
        if word.dep_ in ("acomp", "advmod") and can and any(c.dep_ == "neg" for c in verb.children):
            yield verb, verb
    for verb in context.having({"have", "need"}):
        inner = next((c for c in verb.children if c.dep_ == "xcomp" and is_infinitive(c)), None)
        hypothetical = any(c.dep_ == "aux" and c.lower_ in ("would", "'d", "’d") for c in verb.children)
        if inner is not None and verb.pos_ == "VERB" and verb.dep_ != "advcl" and not hypothetical:
            yield verb, verb
    for verb in context.having({"let"}):
        inner = next((c for c in verb.children if c.dep_ == "ccomp"), None)
        if inner is not None and verb.tag_ == "VB" and not subjects(verb):
            yield inner, inner


def _supposes(modal: Token) -> bool:
    """Whether "should" opens a condition, whatever the parse makes of it: "Should X attack Y, Z would fight"."""
    opening = modal.lower_ == "should" and (modal.is_sent_start or modal.doc[modal.i - 1].is_punct)
    return opening and modal.sent[-1].text != "?"


def _is_charge(verb: Token, *, alone: bool = False) -> bool:
    """Whether a misdeed is asserted as done, with an object where the verb alone says too little."""
    mood = modality(verb)
    done = mood.polarity == "affirmed" and mood.status == "actual"
    return done and (alone or bool(objects(verb)) or verb.lemma_.lower() in words(_L, "misdeeds_alone"))


def _judged(context: Context) -> Iterator[Draft]:
    """ "The raid was piracy", "Such claims are groundless", "Y is a reliable partner", as a speaker says."""
    for word in context.having(words(_L, "negative") | words(_L, "friendly")):
        verb = word.head
        if (
            word.dep_ not in ("acomp", "attr")
            or verb.lemma_ not in ("be", "remain")
            or not _is_charge(verb, alone=True)
        ):
            continue
        doers = subjects(verb)
        if word.lemma_.lower() in words(_L, "friendly"):
            if word.dep_ == "attr" and all(context.referents.link(t) is not None for t in doers):
                yield from _spoken(context, verb, verb, "praise")
        else:
            denied = any(t.lemma_.lower() in words(_L, "charges") for t in doers)
            yield from _spoken(context, verb, verb, "reject" if denied else "condemn")


def _spoken(context: Context, predicate: Token, verb: Token, stance: str) -> Iterator[Draft]:
    """The stance of a known speaker towards the actors that the verb's subject means or names."""
    speaker = context.speaker(predicate)
    if speaker is None:
        return
    holder = voice(context, speaker)
    told: tuple[Mention, ...] = tuple(
        m
        for m in aimed_at(context, list(subjects(verb)), {holder.actor})
        if type_of(context, m) in POLITIES | ORGANISATIONS and (m.text[:1].isupper() or stance == "accuse")
    )
    if told and type_of(context, holder) is not None:
        yield made(context, predicate, (holder,), told, stance, beside=told[:1])
