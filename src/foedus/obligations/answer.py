"""The obvious function: a situation in a world, answered with proofs."""

from __future__ import annotations

from foedus.model.answers import Answer, Cited, NotBound, NotKnown, Obligation
from foedus.model.situations import Situation
from foedus.obligations.conflicts import conflicts
from foedus.obligations.consequences import both
from foedus.obligations.declarations import declared
from foedus.obligations.entanglement import entanglement
from foedus.obligations.explain import explain
from foedus.obligations.passages import passages
from foedus.obligations.proofs import obligations
from foedus.world.world import World


def answer(situation: Situation, world: World) -> Answer:
    """Who is bound to do what for whom, who is not and why, what conflicts, and what is not known.

    situation: acts on the day, and from the viewpoint, for which the world was compiled.
    Returns an answer in which every obligation has an article (or a claim), a since-date and sourced facts.

    Raises ValueError where the world was compiled for another day, viewpoint or state of conditions.
    It does not say who will fight.
    """
    view = world.view.holder if world.view else None
    if (situation.on, situation.viewpoint) != (world.day, view):
        raise ValueError(f"the world is that of {world.day} seen by {view}; compile one for the situation")
    if situation.stated != world.stated:
        raise ValueError("the world was compiled without what the situation states of conditions; compile one with it")
    owed: list[Obligation] = []
    rest: list[Obligation | NotBound | NotKnown] = []
    if situation.basis in ("text", "both"):
        sure, possible = both(world, situation)
        owed += obligations(world, sure)
        rest += explain(world, situation, sure, possible)
    if situation.basis in ("declared", "both"):
        rest += declared(world, situation)
    owed += [entry for entry in rest if isinstance(entry, Obligation)]
    free = [entry for entry in rest if isinstance(entry, NotBound)]
    open_ = [entry for entry in rest if isinstance(entry, NotKnown)]
    return Answer(
        situation=situation,
        obligations=tuple(owed),
        not_bound=tuple(sorted(set(free), key=lambda entry: _key(entry.actor, entry.provision, entry.failed))),
        conflicts=conflicts(world, situation, owed),
        unknown=tuple(sorted(set(open_), key=lambda entry: _key(entry.actor, entry.provision, entry.why))),
        passages=tuple(passages(world, situation)),
        entanglement=entanglement(world, situation) if situation.entanglement else None,
    )


def _key(actor: str, cited: Cited | None, why: str) -> tuple[str, str, str, str]:
    return actor, cited.agreement if cited else "", cited.article if cited else "", why
