"""Commitments that a duty's verb tells: who owes it, for whom, when, and on what ground."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.commitment.binders import Bond
from foedus.reading.claims.commitment.binding import bond_of, in_condition, passed_on
from foedus.reading.claims.commitment.duties import Duty, duties
from foedus.reading.claims.commitment.fillers import MUTUAL, basis, beneficiaries, debtors
from foedus.reading.claims.commitment.implied import implied
from foedus.reading.claims.commitment.open import about_arms, open_duties
from foedus.reading.claims.commitment.parties import Parties, is_collective
from foedus.reading.claims.commitment.triggers import Trigger, trigger_of
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.numbers import quantity
from foedus.reading.page import begin
from foedus.reading.referents import ORGANISATIONS
from foedus.reading.roles import is_polity, type_of
from foedus.reading.syntax import governors, is_passive, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

L = "commitment"
_BINDING_ONLY = frozenset({"withdraw", "attack"})
"""Duties that a plain "will" does not make: an announced withdrawal is a presence, an announced attack a threat."""


def find(context: Context, parties: Parties) -> Iterator[Draft]:
    """A draft for each verb of a duty to which somebody is bound."""
    known = tuple(duties(context))
    for duty in (*known, *open_duties(context, parties, {begin(d.verb) for d in known})):
        if in_condition(duty.verb):
            continue
        bond = bond_of(duty, parties)
        if bond is not None and bond.kind == "planned" and not _is_plan(duty, bond):
            continue
        if bond is not None and not (duty.name in _BINDING_ONLY and bond.kind in ("modal", "possible")):
            yield from _owed(context, parties, duty, bond)


def _is_plan(duty: Duty, bond: Bond) -> bool:
    """Whether what is planned is a duty in the making: forces to let in, a budget to raise, or a war that is denied."""
    if duty.name in ("attack", "not-attack"):
        return bond.word is not None and modality(bond.word).status == "denied"
    return duty.name in ("host-forces", "integrate-forces") or (duty.frame is not None and duty.name == "comply")


def _owed(context: Context, parties: Parties, duty: Duty, bond: Bond) -> Iterator[Draft]:
    read = _reading(context, duty, bond)
    if read is None:
        return
    name, polarity = read
    if (duty.name, name) == ("attack", "not-attack"):
        duty = replace(duty, name=name)
    bound = debtors(context, parties, duty, bond)
    grounds = basis(context, parties, duty, bond)
    if not bound and grounds and name in MUTUAL and bond.kind == "obliged" and is_passive(duty.verb):
        bound = tuple(parties.together(duty.verb, grounds[0]))  # "under the pact disputes shall be settled peacefully"
    if duty.group == "open" and (bond.kind == "possible" or (not grounds and not about_arms(duty, bond))):
        return
    if bound and not grounds and any(is_collective(t) for t in bond.debtors):
        last = parties.last(duty.verb)
        grounds = (last,) if last is not None else ()
    trigger = trigger_of(context, duty.verb, parties, grounds[0] if grounds else None)
    for_whom = beneficiaries(context, parties, duty, bond, bound) if name != "attack" else ()
    kept_out = name == "host-forces" and polarity == "negated"  # forces are kept out for nobody's sake
    if not for_whom and name in MUTUAL and not kept_out:
        for_whom = implied(context, parties, duty, bond, bound, grounds, trigger)
    if not bound and not (for_whom and polarity == "negated" and bond.word is not None):
        return
    unsaid = not for_whom and _needs_beneficiary(name, duty, bond, trigger)
    if _too_vague(name, duty, bond, trigger, unsaid=unsaid):
        return
    trigger = _fitting(trigger, bound, for_whom)
    if name == "aid" and not _peaceful(trigger):
        name = "defend"
    yield Draft(
        kind="commitment",
        predicate=duty.verb,
        roles={"debtor": bound, "beneficiary": for_whom, "basis": grounds},
        attributes={
            "duty": name,
            "trigger": trigger.record() if trigger else None,
            "quantity": _quantity(duty.verb),
        },
        evidence=around(context, _anchor(duty.verb, bond), bound),
        polarity=polarity,
        status=_status(duty, bond, trigger),
        rule="unsaid" if unsaid else f"{name}-{bond.kind}",
    )


def _quantity(verb: Token) -> dict[str, object] | None:
    """How much a duty's subject or object counts."""
    counted = (quantity(t) for t in (*subjects(verb), *objects(verb)))
    return next((found for found in counted if found), None)


def _reading(context: Context, duty: Duty, bond: Bond) -> tuple[str, str] | None:
    """The contract's duty and the polarity; None where the words name no duty after all.

    Not to help an aggressor is to stay neutral; not to use poison gas is to comply; not to leave is no withdrawal;
    and whoever "cannot help but worry" helps nobody.
    """
    if duty.verb.lemma_ == "help" and _cannot_help(duty.verb):
        return None
    polarity = _polarity(duty.verb, bond)
    if duty.frame is not None and (framed := duty.frame.polarity(polarity, bond.kind)) is not None:
        return (duty.name, framed) if duty.name != "withdraw" or framed == "affirmed" else None
    if duty.frame is not None:
        return None
    negated = polarity == "negated"
    if duty.group == "open" and negated and bond.kind in ("obliged", "promised") and _is_barred(duty.verb):
        return duty.name, "affirmed"
    if duty.name == "attack" and negated and bond.kind in ("promised", "obliged"):
        return "not-attack", "affirmed"
    if duty.name in ("aid", "defend") and negated and _aggressor(duty):
        return "stay-neutral", "affirmed"
    if duty.name == "not-attack":
        if not negated:
            return ("attack", "affirmed") if bond.kind in ("promised", "planned") else None
        return ("not-attack", "affirmed") if bond.kind != "possible" else None
    if duty.name in ("no-force", "not-resort"):
        kept = negated == (duty.name == "not-resort") and bond.kind != "possible"
        return ("not-attack", "affirmed") if kept else None
    if duty.name == "keep-out":
        return ("host-forces", "negated") if negated else None
    if duty.name == "forswear":
        return ("comply", "affirmed") if negated else None
    if duty.name == "withdraw" and (negated or _leaves_body(context, duty, bond)):
        return None
    return duty.name, polarity


def _is_barred(verb: Token) -> bool:
    """Whether it is the deed that is negated, and not the duty: "obliges X not to block it", "shall not block it"."""
    own = any(c.dep_ == "neg" for c in verb.children)
    free = any(c.dep_ == "aux" and c.lower_ == "need" for c in verb.children)
    return own and not free and not any(c.lower_ in ("nothing", "nobody", "none") for c in verb.children)


def _cannot_help(verb: Token) -> bool:
    """ "Cannot help but …", "could not help wondering"."""
    can = any(c.dep_ == "aux" and c.lower_ in ("can", "could", "ca") for c in verb.children)
    denied = any(c.dep_ == "neg" for c in verb.children)
    return can and denied and any(t.lower_ == "but" or t.tag_ == "VBG" for t in verb.doc[verb.i + 1 : verb.i + 2])


def _too_vague(name: str, duty: Duty, bond: Bond, trigger: Trigger | None, *, unsaid: bool) -> bool:
    """Whether too little is said: troops sent to nobody in need, support without a promise, help for nobody."""
    if bond.word is None or bond.kind == "demanded":
        lasting = duty.verb.head.lemma_.lower() in words(L, "aspect")  # "will keep backing X"
        if duty.group == "bound" and _peaceful(trigger) and not (lasting and not unsaid):
            return True
        if duty.group == "sent" and trigger is None:
            return True
    named = name != "aid" or duty.word is not None or bool(objects(duty.verb))
    return unsaid and named and not _common_space(duty)


def _peaceful(trigger: Trigger | None) -> bool:
    return trigger is None or trigger.act != "attack"


def _common_space(duty: Duty) -> bool:
    """Whether it is "our common defence space" that is to be defended: those who share it have been named."""
    return any(
        c.lemma_.lower() in words(L, "joint") for t in objects(duty.verb) for c in t.children if t.pos_ == "NOUN"
    )


def _fitting(trigger: Trigger | None, bound: tuple[Mention, ...], for_whom: tuple[Mention, ...]) -> Trigger | None:
    """A trigger whose "it" is whom the duty protects, not who owes it."""
    if trigger is None or len(trigger.on) != 1 or trigger.on[0].actor not in {m.actor for m in bound} or not for_whom:
        return trigger
    return replace(trigger, on=for_whom)


def _leaves_body(context: Context, duty: Duty, bond: Bond) -> bool:
    """Whether it is an agreement or an organisation that is left, or nothing that could be left is named."""
    verb = duty.verb
    if any(t.lower_ in words(L, "reciprocal") for t in objects(verb)):
        return True  # "leave each other in peace"
    left = [*objects(verb), *obliques(verb, "from", "out of", "of", "out")]
    for token in left:
        if context.texts.mention(token) is not None and token.pos_ != "PRON":
            return True
        if any(type_of(context, m) in ORGANISATIONS for m in context.who(token)) and token.pos_ != "PRON":
            return True
    return duty.group == "any" and not left and (bond.kind != "demanded" or not _armed(context, verb, bond))


def _armed(context: Context, verb: Token, bond: Bond) -> bool:
    """Whether it is forces or states that are told to leave: reporters leave a room."""
    return verb.dep_ == "ccomp" or any(
        t.lemma_.lower() in words(L, "forces") or any(is_polity(context, m) for m in context.actors([t]))
        for t in bond.debtors
    )


def _anchor(verb: Token, bond: Bond) -> Token:
    """The word whose clause is the evidence: the verb that binds, or the duty's own."""
    word = bond.word
    if word is None or word.pos_ not in ("VERB", "AUX") or bond.kind == "demanded":
        return verb
    return word


def _polarity(verb: Token, bond: Bond) -> str:
    polarity = modality(verb).polarity
    word = bond.word
    if word is not None and word.pos_ == "NOUN" and _is_broken(word):
        return "negated"
    if word is not None:
        negated = modality(word).polarity == "negated"
        beside = (
            [word.head] if word.dep_ == "pcomp" else [c for c in word.children if c.dep_ == "prep" and c.i < word.i]
        )
        astray = any(c.dep_ == "neg" for t in beside for c in t.children)
        if negated or astray:
            return "negated"
    above = verb.head
    if verb.dep_ in ("ccomp", "xcomp") and above.lemma_.lower() in words(L, "letting"):
        return modality(above).polarity
    if word is None and verb.dep_ == "pcomp" and (joined := passed_on(verb)).i != verb.i:
        return modality(joined).polarity
    if word is None and bond.kind in ("modal", "obliged") and polarity == "affirmed":
        for above in governors(verb)[:1]:
            if above.lemma_.lower() in words(L, "provides") and modality(above).polarity == "negated":
                return "negated"
    return polarity


def _is_broken(promise: Token) -> bool:
    """ "Backed out of its promise to", "reneged on its pledge", "broke its vow"."""
    verb = next((t for t in promise.ancestors if t.pos_ == "VERB"), None)
    if verb is None or verb.lemma_.lower() not in words(L, "reneging") or promise.dep_ not in ("dobj", "pobj"):
        return False
    return promise.dep_ == "dobj" or any(c.dep_ in ("prep", "prt", "advmod") for c in verb.children)


def _status(duty: Duty, bond: Bond, trigger: Trigger | None) -> str:
    status = modality(bond.word).status if bond.word is not None else modality(duty.verb).status
    if bond.kind == "demanded":
        return "ordered" if status == "ordered" else "demanded"
    if bond.kind == "planned":
        return status if status in ("denied", "possible", "demanded") else "planned"
    if status in ("denied", "possible") or (status in ("ordered", "demanded") and bond.kind != "obliged"):
        return status
    if bond.kind == "possible":
        return "possible"
    if trigger is not None or status == "conditional":
        return "conditional"
    return "actual"


def _aggressor(duty: Duty) -> bool:
    near = [*objects(duty.verb), *obliques(duty.verb, "to")]
    return any(t.lemma_.lower() in words(L, "aggressor") or _attacks(t) for t in near)


def _attacks(noun: Token) -> bool:
    """ "Anyone who attacks it", "any state attacking it"."""
    anybody = noun.pos_ == "PRON" or any(c.lower_ in ("any", "a", "another") for c in noun.children)
    return anybody and any(
        c.dep_ in ("relcl", "acl") and c.lemma_.lower() in words(L, "attack_verbs") and objects(c)
        for c in noun.children
    )


def _needs_beneficiary(name: str, duty: Duty, bond: Bond, trigger: Trigger | None) -> bool:
    """Whether a duty without anybody to profit is nobody's commitment: "would help", "will protect its borders"."""
    if name not in ("defend", "aid") or (
        duty.frame is not None and ("alone" in duty.frame.marks or bond.word is not None)
    ):
        return False
    if bond.kind == "obliged":
        return False
    war = duty.word is not None and duty.word.lemma_.lower() in ("war", "arm")
    return not (war and trigger is not None)
