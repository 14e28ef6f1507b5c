"""Commitment: somebody is bound, promises, is asked or may be called on to do something for somebody.

A duty's verb ("defend", "come to the aid of", "withdraw its forces") counts where its context binds: an infinitive under
"obliges", "is bound to", "pledges"; a promise with "will"; a demand; or the clause that makes an attack on one an attack
on all.  What happened ("Russia defended …") is no commitment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from foedus.model.claims import Mention
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around, trimmed
from foedus.reading.lexicon import lexicon, words
from foedus.reading.modality import modality
from foedus.reading.numbers import quantity
from foedus.reading.page import begin, finish
from foedus.reading.roles import can_act, polities
from foedus.reading.syntax import governors, is_infinitive, nominal_agents, objects, obliques, subjects
from foedus.reading.texts import AGREEMENT

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

_L = "commitment"
_SELF = frozenset({"i", "we", "our"})


@dataclass(frozen=True, slots=True)
class _Duty:
    """A duty that a verb names: the verb, the word that completes it, and the contract's duty."""

    verb: Token
    duty: str
    word: Token | None = None


def find(context: Context) -> Iterator[Draft]:
    """A draft for each commitment; several debtors of one duty stay in one claim."""
    for duty in _duties(context):
        yield from _owed(context, duty)
    yield from _one_for_all(context)
    yield from _guarantors(context)


@cache
def _verbs() -> dict[str, str]:
    table: dict[str, str] = {}
    for duty, lemmas in lexicon(_L)["duties"].items():
        for lemma in lemmas:
            table.setdefault(lemma, duty)
    return table


def _duties(context: Context) -> Iterator[_Duty]:
    for verb in context.having(_verbs()):
        if verb.pos_ == "VERB" and verb.dep_ not in ("amod", "compound"):
            duty = _plain(verb)
            if duty:
                yield _Duty(verb, duty)
    for verb in context.having(lexicon(_L)["light"]):
        if verb.pos_ in ("VERB", "AUX"):
            found = _light(verb)
            if found:
                yield found


def _plain(verb: Token) -> str | None:
    duty = _verbs()[verb.lemma_.lower()]
    things = {t.lemma_.lower() for t in objects(verb)}
    if duty == "withdraw":
        forces = things & words(_L, "forces") or any(t.lemma_.lower() in words(_L, "forces") for t in subjects(verb))
        return duty if forces or (verb.lemma_ == "leave" and objects(verb)) else None
    if duty == "comply" and not (things | {t.lemma_.lower() for t in obliques(verb)}) & words(_L, "obligations"):
        return duty if verb.lemma_ in ("comply", "abide") else None
    if duty == "not-attack":
        return duty if verb.lemma_ != "use" or "force" in things else None
    if duty == "aid" and any(t.lemma_.lower() in words(_L, "military") for t in verb.subtree):
        return "defend" if verb.lemma_ in ("help", "assist", "aid") else duty
    return duty


def _light(verb: Token) -> _Duty | None:
    table: dict[str, str] = lexicon(_L)["light"][verb.lemma_.lower()]
    near = [
        *objects(verb), *obliques(verb, "to", "into"), *(c for c in verb.children if c.dep_ in ("acomp", "prt", "xcomp", "attr", "oprd", "advmod", "prep"))
    ]  # fmt: skip
    for token in near:
        duty = table.get(token.lemma_.lower())
        if duty:
            if duty == "aid" and any(t.lemma_.lower() in words(_L, "military") for t in token.subtree):
                duty = "defend"
            return _Duty(verb, duty, token)
    return None


def _owed(context: Context, duty: _Duty) -> Iterator[Draft]:
    verb = duty.verb
    mood = modality(verb)
    binder = _binder(verb)
    negated = mood.polarity == "negated"
    if binder is None and not _promised(verb, mood.status):
        return
    if duty.duty == "not-attack" and not negated:
        return
    debtors = _debtors(context, duty)
    if not debtors and not (binder is not None and negated):
        return
    beneficiaries = _beneficiaries(context, duty, debtors)
    trigger, on = _trigger(context, verb)
    if duty.duty in ("defend", "aid") and not beneficiaries:
        beneficiaries = tuple(m for m in on if m.actor not in {d.actor for d in debtors})
    if duty.duty in ("defend", "aid") and not beneficiaries and binder is None:
        return
    kind = "defend" if duty.duty == "aid" and trigger and trigger["act"] == "attack" else duty.duty
    attributes: dict[str, Any] = {"duty": kind, "trigger": trigger or None, "quantity": _strength(context, verb)}
    yield Draft(
        kind="commitment",
        predicate=verb,
        roles={"debtor": debtors, "beneficiary": beneficiaries, "basis": _basis(context, verb, binder)},
        attributes=attributes,
        evidence=around(context, binder if binder is not None and binder.pos_ in ("VERB", "AUX") else verb, debtors),
        polarity="affirmed" if kind == "not-attack" else _binder_polarity(binder, mood.polarity),
        status=_status(mood.status, binder, trigger),
        confidence=0.75 if binder is not None else 0.6,
        rule=f"{kind}-{'bound' if binder is not None else mood.status}",
    )


def _binder(verb: Token) -> Token | None:
    """What binds: the predicate that the duty's infinitive depends on."""
    for above in governors(verb)[:3]:
        if above.lemma_.lower() in words(_L, "binding"):
            return above
    return None


def _promised(verb: Token, status: str) -> bool:
    """Whether a duty without a binding word is still one: a promise, a demand, a possibility; never a thing done."""
    modal = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    above = governors(verb)
    if is_infinitive(verb) and above:
        modal |= {c.lower_ for c in above[0].children if c.dep_ == "aux"} if verb.dep_ in ("xcomp", "conj") else set()
    if modal & {"will", "shall", "’ll", "'ll", "would", "wo", "must", "should", "has", "had", "have"}:
        return True
    return status in ("demanded", "possible", "conditional", "planned", "denied")


def _binder_polarity(binder: Token | None, polarity: str) -> str:
    if binder is not None and modality(binder).polarity == "negated":
        return "negated"
    return polarity


def _status(status: str, binder: Token | None, trigger: dict[str, Any] | None) -> str:
    if status in ("demanded", "ordered", "denied", "possible"):
        return status
    if trigger:
        return "conditional"
    return "actual" if binder is not None or status == "planned" else status


def _debtors(context: Context, duty: _Duty) -> tuple[Mention, ...]:
    verb = duty.verb
    tokens = subjects(verb)
    if duty.duty == "withdraw":
        own = [m for t in objects(verb) for m in _owner(context, t)]
        if not tokens:
            return tuple(own)
    found = [
        m for m in context.actors(tokens) if can_act(context, m) or m.text.lower() in _SELF or m.text[:1].islower()
    ]
    texts = [m for m in found if (actor := context.gazetteer.actor(m.actor)) is not None and actor.type == AGREEMENT]
    return tuple(m for m in found if m not in texts)


def _owner(context: Context, token: Token) -> tuple[Mention, ...]:
    return context.actors(nominal_agents(token))


def _beneficiaries(context: Context, duty: _Duty, debtors: Sequence[Mention]) -> tuple[Mention, ...]:
    if duty.duty in ("withdraw", "comply", "stay-neutral", "attack"):
        return ()
    tokens: list[Token] = []
    if duty.word is not None and duty.word.pos_ == "NOUN":
        tokens += [c for c in duty.word.children if c.dep_ == "poss"]
        tokens += [*obliques(duty.word, "of", "to", "for"), *obliques(duty.verb, "to", "for")]
        tokens += [c for c in duty.verb.children if c.dep_ == "dative"]
        tokens = [t for t in tokens if t.i != duty.word.i]
    else:
        tokens += objects(duty.verb)
    if any(t.lower_ in words(_L, "reciprocal") for token in tokens for t in (token, *token.children)):
        return tuple(debtors) if len(debtors) > 1 else ()
    named = [m for m in context.actors(tokens) if can_act(context, m)]
    return tuple(
        m for m in (named or polities(context, tokens)) if m.actor not in {d.actor for d in debtors} or len(debtors) > 1
    )


def _trigger(context: Context, verb: Token) -> tuple[dict[str, Any] | None, tuple[Mention, ...]]:
    """The event that calls the duty up: "if an attack is launched on X through Y", "in case of aggression"."""
    for clause in _conditions(verb):
        for token in clause.subtree:
            lemma = token.lemma_.lower()
            if lemma in words(_L, "attack") | words(_L, "attack_verbs"):
                on = polities(
                    context,
                    [
                        *obliques(token, "on", "against", "upon"),
                        *obliques(clause, "on", "against"),
                        *(objects(token) if token.pos_ == "VERB" else ()),
                    ],
                )
                near = {
                    p: [m.actor for m in polities(context, [*obliques(token, p), *obliques(clause, p)])]
                    for p in ("through", "near", "from")
                }
                act = "threat" if lemma in ("threaten", "endanger") else "attack"
                found = {"act": act, "on": [m.actor for m in on]} | {p: keys for p, keys in near.items() if keys}
                return {k: v for k, v in found.items() if v}, on
        return {"act": "condition"}, ()
    return None, ()


def _conditions(verb: Token) -> Iterator[Token]:
    for node in (verb, *governors(verb)[:2]):
        for child in node.children:
            if (
                child.dep_ == "advcl"
                and any(
                    c.lower_ in ("if", "should", "once", "unless", "whenever", "when")
                    and c.dep_ in ("mark", "aux", "advmod")
                    for c in child.children
                )
            ) or (child.dep_ == "prep" and any(t.lemma_.lower() in ("case", "event") for t in child.children)):
                yield child


def _basis(context: Context, verb: Token, binder: Token | None) -> tuple[Mention, ...]:
    """The agreements that the duty is said to rest on: the one that obliges, or "under", "by", "in accordance with" one."""
    found: dict[str, Mention] = {}
    places = [verb, *([binder] if binder is not None else [])]
    for node in places:
        tokens = [*obliques(node, "under", "by", "per", "with", "through", "in accordance with"), *subjects(node)]
        for token in verb.sent:
            if token.lower_ in ("accordance", "according", "under", "per") and token.i > verb.i:
                tokens += [t for t in token.subtree if t.pos_ in ("NOUN", "PROPN")]
        for token in tokens:
            text = context.texts.mention(token) if token.pos_ != "PRON" else None
            if text is not None:
                found.setdefault(text.actor, text)
    return tuple(found.values())


def _strength(context: Context, verb: Token) -> dict[str, Any] | None:
    return next((q for t in (*subjects(verb), *objects(verb)) if (q := quantity(t)) is not None), None)


def _one_for_all(context: Context) -> Iterator[Draft]:
    """ "An attack on one shall be regarded as an attack on all": a defence pact's clause, all for each other."""
    for noun in context.having(words(_L, "attack")):
        verb = noun.head
        if noun.dep_ not in ("nsubj", "nsubjpass") or verb.lemma_ not in words(_L, "regarded"):
            continue
        again = [t for t in verb.subtree if t.i > verb.i and t.lemma_.lower() in words(_L, "attack")]
        if not again:
            continue
        last = finish(max(again[0].subtree, key=lambda t: t.i))
        members = context.actors(obliques(noun, "on", "against", "upon")) or ()
        attributes = {"duty": "defend", "trigger": {"act": "attack", "on": [m.actor for m in members]}}
        yield Draft(
            kind="commitment",
            predicate=verb,
            roles={"debtor": members, "beneficiary": members, "basis": _basis(context, verb, None)},
            attributes=attributes,
            evidence=trimmed(context, begin(min(noun.subtree, key=lambda t: t.i)), last),
            polarity=modality(verb).polarity,
            status="conditional",
            confidence=0.8,
            rule="one-for-all",
        )


def _guarantors(context: Context) -> Iterator[Draft]:
    for noun in context.having(words(_L, "guarantor")):
        if noun.pos_ != "NOUN":
            continue
        anchor = noun.head if noun.dep_ in ("compound", "attr", "appos") else noun
        anchor = anchor.head if anchor.dep_ in ("pobj",) and anchor.head.lower_ == "as" else anchor
        debtors = (
            context.actors(subjects(anchor))
            if anchor.pos_ in ("VERB", "AUX")
            else context.actors(nominal_agents(anchor))
        )
        if debtors:
            yield Draft(
                kind="commitment",
                predicate=noun,
                roles={
                    "debtor": debtors,
                    "beneficiary": polities(context, obliques(noun, "of")),
                    "basis": _basis(context, noun, None),
                },
                attributes={"duty": "defend"},
                evidence=around(context, noun, debtors),
                confidence=0.55,
                rule="guarantor",
            )
