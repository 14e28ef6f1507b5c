"""The world on a day from a viewpoint: stages, spells, validity and recognition settled, rules left over.

Everything that could depend on something's *not* holding is settled here, from given facts, so that evaluation over
what remains is monotone: more agreements or more acts never take an obligation away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from foedus.library.values import Library
from foedus.model.agreements import Agreement
from foedus.model.answers import Fact
from foedus.model.situations import Declared, Stated
from foedus.model.time import Truth, bounds
from foedus.model.viewpoints import Viewpoint
from foedus.world.declared import Promise, promises
from foedus.world.lives import Force, Members, covered, force, members
from foedus.world.precedence import Priority, priorities
from foedus.world.relations import cuts, instead, without
from foedus.world.rules import Rule, rule
from foedus.world.stances import Stance, acceptance, disputed_by, viewpoint

__all__ = ["Instrument", "Rule", "World", "compile_world", "latest", "standing_facts"]


@dataclass(frozen=True, slots=True)
class Instrument:
    """An agreement on the day.

    in_force: whether it operates, by its own spell, suspensions and provisional application; force says since when
    and why.  covered: whether the library's facts reach to the day; stance: the viewpoint's.
    members: whether each past, present or coming party is one on the day, with the spell that says so.
    """

    agreement: Agreement
    force: Force
    covered: bool
    stance: Stance
    disputed_by: tuple[str, ...]
    members: Members
    rules: tuple[Rule, ...]

    @property
    def in_force(self) -> Truth:
        """Whether it operates on the day."""
        return self.force.truth

    @property
    def since(self) -> str | None:
        """From when it operates."""
        return self.force.since

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
    priorities: tuple[Priority, ...] = ()
    stated: tuple[Stated, ...] = ()


def compile_world(
    library: Library,
    day: date,
    viewpoint_of: str | None = None,
    declared: Sequence[Declared] = (),
    stated: Sequence[Stated] = (),
) -> World:
    """The library as rules for a day, seen by somebody or by nobody in particular.

    viewpoint_of: an actor with positions in the library, ``de-facto``, or None.
    declared: commitments from claims, with who spoke for whom.  stated: what is given of articles' conditions.

    Raises UnknownName for a viewpoint of which the library holds no position.
    """
    view = None if viewpoint_of is None else viewpoint(library, viewpoint_of)
    bound = {agreement.id: members(agreement, day) for agreement in library.agreements}
    ordered = sorted(library.agreements, key=lambda each: each.id)  # so that the order of files means nothing
    instruments = tuple(_instrument(library, agreement, day, view, bound, stated) for agreement in ordered)
    return World(library, day, view, instruments, promises(declared, day), priorities(ordered), tuple(stated))


def _instrument(
    library: Library,
    agreement: Agreement,
    day: date,
    view: Viewpoint | None,
    bound: Mapping[str, Members],
    stated: Sequence[Stated],
) -> Instrument:
    return Instrument(
        agreement=agreement,
        force=force(agreement, day),
        covered=covered(agreement, day),
        stance=acceptance(library, agreement, day, view),
        disputed_by=disputed_by(library, agreement, day),
        members=bound[agreement.id],
        rules=tuple(_rules(library, agreement, day, bound, stated)),
    )


def _rules(
    library: Library, agreement: Agreement, day: date, bound: Mapping[str, Members], stated: Sequence[Stated]
) -> list[Rule]:
    rules = [rule(library, agreement, provision, day, bound, stated) for provision in agreement.provisions]
    for cut in cuts(agreement, day):
        rules = without(rules, cut)
    for reserved in agreement.reservations:
        for provision in reserved.instead:
            rules += instead(agreement, reserved, rule(library, agreement, provision, day, bound, stated), day)
    return rules


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
    facts = list(instrument.force.facts)
    for actor in actors:
        truth, party = instrument.members.get(actor, (Truth.NO, None))
        if party is not None and truth is Truth.YES:
            facts.append(
                Fact(
                    "party",
                    party.binding(agreement.id),
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
    return (*facts, *rule.facts, *instrument.stance.facts)
