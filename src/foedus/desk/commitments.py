"""What an actor owes others and is owed by them on a day, article by article, before anybody attacks anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from foedus.model.time import Truth

if TYPE_CHECKING:
    from foedus.desk.opening import Desk
    from foedus.model.agreements import Agreement, Provision
    from foedus.world.groups import Group
    from foedus.world.world import Instrument, Rule


@dataclass(frozen=True, slots=True)
class Commitment:
    """An article that is about an actor on a day.

    owes, owed: whether it obliges the actor, and whether it is owed to it; unknown where the library cannot say.
    why: why the viewpoint's eyes see it so, where there is something to say.  disputed_by: who denies that it binds.
    """

    agreement: Agreement
    provision: Provision
    owes: Truth
    owed: Truth
    why: str
    disputed_by: tuple[str, ...]


def commitments(desk: Desk, actor: str, day: date, viewpoint: str | None = None) -> tuple[Commitment, ...]:
    """The articles that bind an actor on a day, or bind others for its sake, in a viewpoint's eyes.

    Agreements that nearly every state is a party to are left out.

    Raises UnknownName for a viewpoint of which the library holds no position.
    """
    from foedus.world import compile_world

    world = compile_world(desk.texts_on(day), day, viewpoint)
    return tuple(
        each
        for instrument in world.instruments
        if _concerns(instrument, actor)
        for each in _articles(instrument, actor)
    )


def _concerns(instrument: Instrument, actor: str) -> bool:
    return not instrument.agreement.universal and instrument.binding is not Truth.NO


def _articles(instrument: Instrument, actor: str) -> Iterator[Commitment]:
    for rule in instrument.rules:
        held = instrument.binding & rule.wording
        spared = any(group.has(actor) is Truth.YES and truth is Truth.YES for group, truth, _ in rule.exempt)
        owes = Truth.NO if spared else held & _named(instrument, rule.obliged, actor)
        owed = held & _named(instrument, _helped(rule), actor)
        if owes is not Truth.NO or owed is not Truth.NO:
            agreement = instrument.agreement
            yield Commitment(agreement, rule.provision, owes, owed, instrument.stance.why, instrument.disputed_by)


def _helped(rule: Rule) -> Group:
    """For whose sake the duty is: those who are protected, where it is owed to whoever is attacked."""
    to_attacked = rule.provision.beneficiary.kind == "attacked" and rule.provision.trigger is not None
    return rule.protected if to_attacked else rule.beneficiary


def _named(instrument: Instrument, group: Group, actor: str) -> Truth:
    """Whether a group has an actor by its name; "anyone" is nobody in particular, and who left is bound no longer."""
    truth = group.listed.get(actor, Truth.NO)
    return truth & instrument.members[actor][0] if actor in instrument.members else truth
