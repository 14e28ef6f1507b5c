"""The world on a day from a viewpoint: stages, spells, validity and recognition settled, rules left over.

Everything that could depend on something's *not* holding is settled here, from given facts, so that evaluation over
what remains is monotone: more agreements or more acts never take an obligation away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from foedus.library.values import Library
from foedus.model.agreements import HELP, ActorSet, Agreement, Party, Provision
from foedus.model.answers import Cited, Fact
from foedus.model.situations import Declared
from foedus.model.time import OPEN, Spell, Truth, bounds, parse_day
from foedus.model.viewpoints import Viewpoint
from foedus.world.declared import Promise, promises
from foedus.world.groups import Group, settle
from foedus.world.stances import Stance, acceptance, disputed_by, viewpoint


@dataclass(frozen=True, slots=True)
class Rule:
    """A provision with its sets settled for the day.

    wording: whether this wording applies on the day.  exempt: bearers who are not obliged, each with the reason;
    not_against: attackers against whom it does not run.
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

    @property
    def cited(self) -> Cited:
        """The article."""
        return Cited(self.agreement, self.provision.article)

    @property
    def helps(self) -> bool:
        """Whether an attack may set it off."""
        return self.provision.trigger is not None and self.provision.duty in HELP


@dataclass(frozen=True, slots=True)
class Instrument:
    """An agreement on the day.

    in_force: by its own spell; covered: whether the library's facts reach to the day; stance: the viewpoint's.
    members: whether each past, present or coming party is one on the day, with the spell that says so.
    """

    agreement: Agreement
    in_force: Truth
    covered: bool
    stance: Stance
    disputed_by: tuple[str, ...]
    members: Mapping[str, tuple[Truth, Party]]
    rules: tuple[Rule, ...]

    @property
    def binding(self) -> Truth:
        """Whether it binds on the day in the viewpoint's eyes; beyond the day of checking, unknown."""
        known = self.in_force & self.stance.truth
        return known if self.covered or known is Truth.NO else Truth.UNKNOWN


@dataclass(frozen=True, slots=True)
class World:
    """What holds on a day from a viewpoint, and what somebody in office has declared by then."""

    library: Library
    day: date
    view: Viewpoint | None
    instruments: tuple[Instrument, ...]
    promises: tuple[Promise, ...]


def compile_world(
    library: Library, day: date, viewpoint_of: str | None = None, declared: Sequence[Declared] = ()
) -> World:
    """The library as rules for a day, seen by somebody or by nobody in particular.

    viewpoint_of: an actor with positions in the library, ``de-facto``, or None.
    declared: commitments from claims, with who spoke for whom.

    Raises UnknownName for a viewpoint of which the library holds no position.
    """
    view = None if viewpoint_of is None else viewpoint(library, viewpoint_of)
    members = {agreement.id: _members(agreement, day) for agreement in library.agreements}
    ordered = sorted(library.agreements, key=lambda each: each.id)  # so that the order of files means nothing
    instruments = tuple(_instrument(library, agreement, day, view, members) for agreement in ordered)
    return World(library, day, view, instruments, promises(declared, day))


_Members = Mapping[str, Mapping[str, tuple[Truth, Party]]]


def _members(agreement: Agreement, day: date) -> dict[str, tuple[Truth, Party]]:
    found: dict[str, tuple[Truth, Party]] = {}
    for party in agreement.parties:
        truth = party.spell.on(day)
        before = found.get(party.actor)
        if before is None or _better(truth, before[0]) or (truth is before[0] and party.spell.begun(day) is Truth.YES):
            found[party.actor] = truth, party
    return found


def _better(one: Truth, other: Truth) -> bool:
    return one is not other and (one | other) is one


def _instrument(
    library: Library, agreement: Agreement, day: date, view: Viewpoint | None, members: _Members
) -> Instrument:
    here = members[agreement.id]
    return Instrument(
        agreement=agreement,
        in_force=agreement.in_force.on(day),
        covered=day <= parse_day(agreement.checked) or _ended_before(agreement.in_force, agreement.checked),
        stance=acceptance(library, agreement, day, view),
        disputed_by=disputed_by(library, agreement, day),
        members=here,
        rules=tuple(_rule(library, agreement, provision, day, members) for provision in agreement.provisions),
    )


def _ended_before(spell: Spell, checked: str) -> bool:
    return spell.end not in (None, OPEN) and bounds(spell.end or "")[1] <= parse_day(checked)


def _rule(library: Library, agreement: Agreement, provision: Provision, day: date, members: _Members) -> Rule:
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
    return Rule(
        agreement=agreement.id,
        provision=provision,
        wording=provision.spell.on(day),
        obliged=group(provision.obliged),
        attackers=group(trigger.attackers) if trigger else Group({}),
        protected=group(trigger.protected) if trigger else Group({}),
        beneficiary=group(provision.beneficiary),
        through=group(trigger.through) if trigger and trigger.through else None,
        performers=group(trigger.performers) if trigger and trigger.performers else None,
        exempt=tuple((group(e.bearers), truth, e.text) for e, truth in live if e.bearers and truth is not Truth.NO),
        not_against=tuple(
            (group(e.attackers), truth, e.text)
            for e, truth in live
            if e.attackers and not e.bearers and truth is not Truth.NO
        ),
    )


def latest(dates: Sequence[str | None]) -> str | None:
    """The latest of some EDTF dates by the first day that each may mean; None where one is not known.

    >>> latest(["1949-08-24", "2023-04-04"])
    '2023-04-04'
    """
    known = [edtf for edtf in dates if edtf is not None]
    return max(known, key=lambda edtf: bounds(edtf)[0]) if len(known) == len(dates) and known else None


def standing_facts(instrument: Instrument, rule: Rule, actors: Sequence[str]) -> tuple[Fact, ...]:
    """The facts by which a rule stands on the day: in force, parties, wording, viewpoint."""
    agreement = instrument.agreement
    facts = [
        Fact(
            "in-force",
            f"{agreement.id} is in force since {agreement.in_force.start}",
            agreement.cite(agreement.in_force_source),
            agreement.confidence,
        )
    ]
    for actor in actors:
        truth, party = instrument.members.get(actor, (Truth.NO, None))
        if party is not None and truth is Truth.YES:
            facts.append(
                Fact(
                    "party",
                    f"{actor} is a party to {agreement.id} since {party.spell.start}",
                    agreement.cite(party.source),
                    party.confidence,
                )
            )
    provision = rule.provision
    facts.append(
        Fact(
            "wording",
            f"article {provision.article} (since {provision.spell.start}): {provision.text}",
            agreement.cite(provision.source),
            provision.confidence,
        )
    )
    return (*facts, *instrument.stance.facts)
