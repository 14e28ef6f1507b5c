"""Beneficiaries that no object names: the trigger's victim, who asks, who is promised, a treaty's other party."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.commitment.binders import Bond
from foedus.reading.claims.commitment.duties import Duty
from foedus.reading.claims.commitment.fillers import actors
from foedus.reading.claims.commitment.parties import Parties
from foedus.reading.claims.commitment.places import at
from foedus.reading.claims.commitment.triggers import Trigger
from foedus.reading.lexicon import words
from foedus.reading.roles import is_polity
from foedus.reading.syntax import is_passive, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

L = "commitment"


def implied(
    context: Context,
    parties: Parties,
    duty: Duty,
    bond: Bond,
    bound: tuple[Mention, ...],
    grounds: tuple[Mention, ...],
    trigger: Trigger | None,
) -> tuple[Mention, ...]:
    """For whom a duty is owed where no object of its verb says so; empty where nothing does."""
    return (
        _received(context, parties, bond, bound)
        or _implied(duty, bond, bound, trigger)
        or _asking(context, parties, duty, bond, bound)
        or _assured(context, parties, bond, bound)
        or _own_land(duty, bond, bound)
        or _other_party(parties, duty, bond, bound, grounds)
    )


def _received(context: Context, parties: Parties, bond: Bond, bound: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Who receives a promise: "X received assurances from A and B that they would respect its borders"."""
    word = bond.word
    if word is None or word.dep_ != "dobj" or word.head.lemma_.lower() not in words(L, "receiving"):
        return ()
    keys = {m.actor for m in bound}
    return tuple(m for t in subjects(word.head) for m in actors(context, parties, t, None) if m.actor not in keys)


def _implied(duty: Duty, bond: Bond, bound: tuple[Mention, ...], trigger: Trigger | None) -> tuple[Mention, ...]:
    """Beneficiaries that no object names: those whom the trigger names, or all parties of a mutual duty."""
    keys = {m.actor for m in bound}
    named = tuple(m for m in trigger.on if m.actor not in keys) if trigger else ()
    if named and duty.name != "host-forces":
        return named
    if len(bound) > 1 and any(t.lower_ in ("other", "each", "either", "both") for t in bond.debtors):
        return bound
    mutual = len(bound) > 1 and (duty.name != "aid" or bond.treaty is not None)
    return bound if mutual and not objects(duty.verb)[1:] else ()


def _own_land(duty: Duty, bond: Bond, bound: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Whoever "will defend every inch of its territory" defends itself."""
    if duty.name != "defend" or bond.kind not in ("modal", "promised", "obliged"):
        return ()
    things = [t for o in objects(duty.verb) for t in (o, *obliques(o, "of"))]
    own = any(t.lemma_.lower() in words(L, "own_land") and any(_is_own(c) for c in t.children) for t in things)
    return bound if own else ()


def _is_own(word: Token) -> bool:
    return word.tag_ == "PRP$" or word.lower_ in ("allied", "alliance", "own")


def _asking(
    context: Context, parties: Parties, duty: Duty, bond: Bond, bound: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """Who asks for help is to get it, if nobody else is named."""
    if bond.kind != "demanded" or bond.word is None or duty.name not in ("aid", "defend"):
        return ()
    keys = {m.actor for m in bound}
    asking = (m for t in subjects(bond.word) for m in actors(context, parties, t, None))
    return tuple(m for m in asking if m.actor not in keys and is_polity(context, m))


def _assured(context: Context, parties: Parties, bond: Bond, bound: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Whom a promise is made to: "assured Seoul that it would respond"."""
    if bond.kind != "promised" or bond.word is None or bond.word.pos_ != "VERB" or is_passive(bond.word):
        return ()
    keys = {m.actor for m in bound}
    near = [*objects(bond.word), *at(bond.word, "dative")]
    told = (m for t in near for m in actors(context, parties, t, None))
    return tuple(m for m in told if m.actor not in keys)


def _other_party(
    parties: Parties, duty: Duty, bond: Bond, bound: tuple[Mention, ...], grounds: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """The other side of the agreement that obliges, where just one is: "obliged by its treaty with X to help"."""
    if bond.kind != "obliged" or duty.name not in ("defend", "aid", "consult") or len(bound) != 1 or len(grounds) != 1:
        return ()
    ground = grounds[0]
    keys = [key for key in parties.of(ground.actor) if key != bound[0].actor]
    return (Mention(ground.text, ground.start, ground.end, keys[0]),) if len(keys) == 1 else ()
