"""Rules: provisions with their sets and standing conditions settled for a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from foedus.library.values import Library
from foedus.model.agreements import HELP, ActorSet, Agreement, Conflict, Provision, Trigger
from foedus.model.answers import Cited, Fact
from foedus.model.situations import Stated
from foedus.model.time import OPEN, Truth
from foedus.world.groups import Group, settle
from foedus.world.lives import Members
from foedus.world.stated import Settled, stating


@dataclass(frozen=True, slots=True)
class Rule:
    """A provision with its sets settled for the day.

    wording: whether this wording applies on the day.  exempt: bearers who are not obliged, each with the reason;
    not_against: attackers against whom it does not run; unprotected: who is left out of protected, and why.
    settled: further conditions that hold or fail for the whole day.  facts: what they rest on.
    """

    agreement: str
    provision: Provision
    wording: Truth
    obliged: Group
    attackers: Group
    protected: Group
    beneficiary: Group
    through: Group | None
    performers: Group | None
    exempt: tuple[tuple[Group, Truth, str], ...]
    not_against: tuple[tuple[Group, Truth, str], ...]
    unprotected: tuple[tuple[Group, Truth, str], ...] = ()
    settled: tuple[Settled, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def cited(self) -> Cited:
        """The article."""
        return Cited(self.agreement, self.provision.article)

    @property
    def helps(self) -> bool:
        """Whether an attack may set it off."""
        return self.provision.trigger is not None and self.provision.duty in HELP


def rule(
    library: Library,
    agreement: Agreement,
    provision: Provision,
    day: date,
    members: Mapping[str, Members],
    stated: Sequence[Stated] = (),
) -> Rule:
    """A provision as a rule of the day; stated: what the question says of conditions, which are settled by it."""
    provision, settled, told = stating(agreement, provision, stated)
    parties = {actor: truth for actor, (truth, _) in members[agreement.id].items()}

    def group(expression: ActorSet) -> Group:
        return settle(
            expression,
            parties,
            lambda name: {actor: truth for actor, (truth, _) in members.get(name, {}).items()},
            library.states,
        )

    trigger = provision.trigger
    live = [(e, e.spell.on(day)) for e in provision.exemptions]
    excluded = _excluded(provision.article, trigger)
    attackers = group(trigger.attackers) if trigger else Group({})
    conflict = trigger.conflict if trigger else None
    if conflict is not None:
        attackers = attackers.both(group(conflict.enemies))
    return Rule(
        agreement=agreement.id,
        provision=provision,
        wording=provision.spell.on(day),
        obliged=group(provision.obliged),
        attackers=attackers,
        protected=group(trigger.protected) if trigger else Group({}),
        beneficiary=group(provision.beneficiary),
        through=group(trigger.through) if trigger and trigger.through else None,
        performers=group(trigger.performers) if trigger and trigger.performers else None,
        exempt=tuple((group(e.bearers), truth, e.text) for e, truth in live if e.bearers and truth is not Truth.NO),
        not_against=(
            *((group(who), Truth.YES, why) for who, why in excluded),
            *(
                (group(e.attackers), truth, e.text)
                for e, truth in live
                if e.attackers and not e.bearers and truth is not Truth.NO
            ),
        ),
        settled=(*((_under_way(provision.article, conflict, day),) if conflict else ()), *settled),
        facts=(*((_fought(agreement, conflict),) if conflict else ()), *told),
    )


def _excluded(article: str, trigger: Trigger | None) -> tuple[tuple[ActorSet, str], ...]:
    if trigger is None or trigger.excluded is None:
        return ()
    return ((trigger.excluded, f"article {article} excludes it by name"),)


def _under_way(article: str, conflict: Conflict, day: date) -> Settled:
    spell = conflict.spell
    until = "" if spell.end == OPEN else f" to {spell.end or 'a day that is not known'}"
    why = f"article {article} is for the {conflict.title} alone, from {spell.start or 'a day that is not known'}{until}"
    return Settled(spell.on(day), "trigger-unmet", why)


def _fought(agreement: Agreement, conflict: Conflict) -> Fact:
    said = f"the {conflict.title} is under way since {conflict.spell.start}"
    return Fact("condition", said, agreement.cite(conflict.source), agreement.confidence)
