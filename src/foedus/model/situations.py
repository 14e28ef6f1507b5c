"""Situations: what is given, from which obligations are asked.

A situation is one or more acts on a day.  What follows from them is derived; nothing derived is ever given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from foedus.model.claims import Claim
from foedus.model.time import Truth

ANY = "any"
"""The attacker of a question that names none: a third state, party to nothing."""

BASES = ("text", "declared", "both")
KINDS = ("threat", "attack", "nuclear-attack")
OBJECTS = ("territory", "forces", "vessels", "aircraft", "nationals")
"""What of a state an attack may hit, and an article may cover."""

ABROAD = frozenset(("forces", "vessels", "aircraft", "nationals"))
"""What of a state may be hit elsewhere than on its own ground."""

Retaliation = Literal["none", "helpers", "both"]
"""Who counts as attacked besides those whom the situation names: nobody; whoever helps, by whom it fights; or, of any
two whom a performed duty sets at war, each by the other."""
RETALIATIONS = ("none", "helpers", "both")


@dataclass(frozen=True, slots=True)
class Account:
    """What a holder of a viewpoint says of who struck first; it counts in that viewpoint alone."""

    holder: str
    provoked: bool


@dataclass(frozen=True, slots=True)
class Act:
    """One armed act: who against whom, where, through where.

    kind: one of :data:`KINDS`.
    territory: where the target's people, forces or land are hit; None for its own main territory.
    objects: what of the target's is hit (:data:`OBJECTS`); empty where nobody says, so that at home it is its land.
    through: whose territory the attack passes.
    provoked: whether the target struck first or declared war, as given; never derived.
    accounts: what holders say of that where it is contested.
    step: acts of a later step come after those of an earlier one; acts without a step, or of one step, have no order.
    on: the day of an act that was before the situation's; None for the situation's own day.
    """

    attacker: str
    target: str
    territory: str | None = None
    through: tuple[str, ...] = ()
    provoked: bool = False
    kind: str = "attack"
    objects: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()
    step: int | None = None
    on: date | None = None

    @property
    def abroad(self) -> bool:
        """Whether only what may be elsewhere than on the target's own ground is hit."""
        return bool(self.objects) and ABROAD.issuperset(self.objects)


REQUEST = "request"
"""The key by which the asking for help is spoken of, where an article waits for it."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a question says of a condition that an agreement's articles set: whether it is met.

    key: the condition's own, else the number of its article, or :data:`REQUEST`.
    """

    agreement: str
    key: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Situation:
    """A question: acts on a day, from whose viewpoint, on what basis, and who is asked about besides.

    viewpoint: a holder of positions, ``de-facto``, or None for every position side by side.
    basis: one of :data:`BASES`.
    retaliation: whether those who join count as attacked too; cascades are two-sided with ``both``.
    entanglement: whether to say, apart from the answer, what would follow if everybody retaliated.
    stated: what is given of conditions that otherwise nobody could tell, or that would be assumed.
    """

    acts: tuple[Act, ...]
    on: date
    viewpoint: str | None = None
    basis: str = "text"
    ask: tuple[str, ...] = ()
    retaliation: Retaliation = "none"
    entanglement: bool = False
    stated: tuple[Stated, ...] = ()

    @property
    def attackers(self) -> frozenset[str]:
        """Everybody who attacks."""
        return frozenset(act.attacker for act in self.acts)

    @property
    def targets(self) -> frozenset[str]:
        """Everybody who is attacked."""
        return frozenset(act.target for act in self.acts)


def provocation(acts: Sequence[Act], act: Act, viewpoint: str | None) -> Truth:
    """Whether an act's target struck first, as given: said of the act, by the order of the acts, or by an account.

    An account counts in its holder's viewpoint.  To everybody else it is unknown who struck first as soon as one
    account says that the target did.

    >>> first = Act("DEU", "POL", step=1)
    >>> provocation([first, Act("POL", "DEU", step=2)], Act("POL", "DEU", step=2), None)
    <Truth.YES: 'yes'>
    >>> told = Act("RUS", "GEO", accounts=(Account("RUS", True),))
    >>> [provocation([told], told, view).value for view in ("RUS", None)]
    ['yes', 'unknown']
    """
    if act.provoked or any(_struck_before(other, act) for other in acts):
        return Truth.YES
    own = [account.provoked for account in act.accounts if account.holder == viewpoint]
    if own:
        return Truth.of(any(own))
    return Truth.UNKNOWN if any(account.provoked for account in act.accounts) else Truth.NO


def _struck_before(other: Act, act: Act) -> bool:
    ordered = other.step is not None and act.step is not None and other.step < act.step
    return ordered and other.kind != "threat" and (other.attacker, other.target) == (act.target, act.attacker)


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
