"""Situations: what is given, from which obligations are asked.

A situation is one or more acts on a day.  What follows from them is derived; nothing derived is ever given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foedus.model.claims import Claim

ANY = "any"
"""The attacker of a question that names none: a third state, party to nothing."""

BASES = ("text", "declared", "both")


@dataclass(frozen=True, slots=True)
class Act:
    """One armed act: who against whom, where, through where.

    kind: ``threat``, ``attack`` or ``nuclear-attack``.
    territory: where the target's people, forces or land are hit; None for its own main territory.
    through: whose territory the attack passes.
    provoked: whether the target struck first or declared war, as given; never derived.
    """

    attacker: str
    target: str
    territory: str | None = None
    through: tuple[str, ...] = ()
    provoked: bool = False
    kind: str = "attack"


@dataclass(frozen=True, slots=True)
class Situation:
    """A question: acts on a day, from whose viewpoint, on what basis, and who is asked about besides.

    viewpoint: a holder of positions, ``de-facto``, or None for every position side by side.
    basis: one of :data:`BASES`.
    """

    acts: tuple[Act, ...]
    on: date
    viewpoint: str | None = None
    basis: str = "text"
    ask: tuple[str, ...] = ()

    @property
    def attackers(self) -> frozenset[str]:
        """Everybody who attacks."""
        return frozenset(act.attacker for act in self.acts)

    @property
    def targets(self) -> frozenset[str]:
        """Everybody who is attacked."""
        return frozenset(act.target for act in self.acts)


def attack(
    attacker: str,
    target: str,
    on: date,
    *,
    territory: str | None = None,
    through: tuple[str, ...] = (),
    provoked: bool = False,
    viewpoint: str | None = None,
    basis: str = "text",
    ask: tuple[str, ...] = (),
) -> Situation:
    """The situation of one attack, which is what most questions ask.

    >>> attack("GEO", "south-ossetia", date(2022, 2, 20), viewpoint="RUS").targets
    frozenset({'south-ossetia'})
    """
    return Situation((Act(attacker, target, territory, through, provoked),), on, viewpoint, basis, ask)


@dataclass(frozen=True, slots=True)
class Declared:
    """A commitment that somebody uttered, with what is needed to weigh it.

    claim: of kind ``commitment``.  speaker: the person's or body's key.
    speaks_for: the polity whose office the speaker held on that day, by the library's tenures; None where it knows
    of none.  uttered: an EDTF date.
    """

    claim: Claim
    speaker: str | None
    speaks_for: str | None
    uttered: str | None
