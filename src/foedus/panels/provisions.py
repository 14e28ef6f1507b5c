"""ATOP's memberships as provisions: who owes which duty to whom, set off by what, under which conditions.

ATOP tells *that* a duty depends on a place, an adversary or a demand, never *which*.  Such a condition stays: a duty
that hangs on it is owed or not, nobody can tell from these data, and the answer is unknown, never yes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from foedus.library.alliance_duties import AllianceDuty
from foedus.model.agreements import Condition
from foedus.model.time import Spell, Truth
from foedus.panels.alliances import owed
from foedus.panels.atop import CONDITIONS, Member
from foedus.panels.coverage import ATOP
from foedus.panels.panel import DUTY_BITS

DUTY = {
    "defense": "defend",
    "offense": "attack",
    "neutral": "stay-neutral",
    "nonagg": "not-attack",
    "consul": "consult",
}
"""ATOP's obligations in the words of the library."""

ACT = {"defense": "attack", "offense": "war", "neutral": "war", "nonagg": None, "consul": "threat"}
"""What sets each off: an attack on the ally, any war of it, a threat; nothing, where the duty stands at all times."""

UNSPECIFIED = {
    "adv": "only against a particular adversary, which the data do not name",
    "loc": "only in a particular place, which the data do not name",
    "con": "only in a particular conflict, which the data do not name",
    "num": "only for a number of adversaries, which the data do not give",
    "dem": "only if demands are met, which the data do not give",
    "olimob": "one of the member's duties depends on a further condition; the data tell neither which nor on what",
}
"""What a flag leaves open, by its last letters."""

ABOUT = {"adv": "adversary", "loc": "location", "con": "conflict", "num": "number", "dem": "demand"}
"""What an open condition is about, in the model's words."""

AFTER = f"[{ATOP.last + 1}-01-01..]"
"""When a membership ended that was in effect when the data end: some day after that, or never."""


@dataclass(frozen=True, slots=True)
class MemberProvision:
    """One duty of one member of an alliance.

    alliance, phase: ATOP's numbers; bearer: a COW code; beneficiaries: the allies to whom it is owed, with the days on
    which both are bound.  duty and act: words of :mod:`foedus.model.agreements`; act is None for a duty that stands at
    all times.  unprovoked, on_request: conditions that a question can state.
    conditions: those that it cannot, each treated as unknown.  threats: states that the alliance names as a threat.
    """

    alliance: int
    phase: int
    bearer: int
    beneficiaries: tuple[tuple[int, Spell], ...]
    duty: str
    act: str | None
    spell: Spell
    unprovoked: bool = False
    on_request: bool = False
    conditions: tuple[Condition, ...] = ()
    threats: tuple[int, ...] = ()

    def binds(self, beneficiary: int, day: date) -> Truth:
        """Whether the duty is owed to an ally on a day, once what sets it off has happened.

        Unknown where a condition is not specified, and after the data end.
        """
        held = Truth.NO
        for ally, spell in self.beneficiaries:
            if ally == beneficiary:
                held = held | spell.on(day)
        return held & Truth.UNKNOWN if self.conditions else held


def provisions(members: Iterable[Member], duties: Iterable[AllianceDuty] = ()) -> tuple[MemberProvision, ...]:
    """The provisions of memberships, by alliance, phase and bearer.

    duties: to whom a duty is owed where a treaty says so.  A duty that is owed to nobody is none.
    """
    groups: dict[tuple[int, int], list[Member]] = {}
    for member in members:
        groups.setdefault((member.alliance, member.phase), []).append(member)
    rules = owed(duties)
    found = []
    for key in sorted(groups):
        for member in groups[key]:
            narrowed = dict(rules.get((*key, member.state), ()))
            for duty in member.duties:
                only = narrowed.get(DUTY_BITS[duty])
                allies = tuple(_allies(member, groups[key], only))
                if allies:
                    found.append(_provision(member, duty, allies))
    return tuple(found)


def _allies(member: Member, group: list[Member], only: frozenset[int] | None) -> Iterable[tuple[int, Spell]]:
    start, end = member.span()
    for ally in group:
        if ally.state == member.state or (only is not None and ally.state not in only):
            continue
        other_start, other_end = ally.span()
        if max(start, other_start) < min(end, other_end):
            entry = member.entry if start >= other_start else ally.entry
            left = member.exit if end <= other_end else ally.exit
            yield ally.state, Spell(entry, left or AFTER)


def _provision(member: Member, duty: str, allies: tuple[tuple[int, Spell], ...]) -> MemberProvision:
    flags = [flag for flag in (*CONDITIONS[duty], "olimob") if flag in member.flags]
    open_flags = [flag for flag in flags if flag[-3:] in UNSPECIFIED or flag in UNSPECIFIED]
    attacked = "neucoatt" in flags
    return MemberProvision(
        alliance=member.alliance,
        phase=member.phase,
        bearer=member.state,
        beneficiaries=allies,
        duty=DUTY[duty],
        act="attack" if attacked else ACT[duty],
        spell=Spell(member.entry, member.exit or AFTER),
        unprovoked=any(flag.endswith("conpr") for flag in flags),
        on_request="concoreq" in flags,
        conditions=tuple(
            Condition(UNSPECIFIED.get(flag) or UNSPECIFIED[flag[-3:]], "unknown", ABOUT.get(flag[-3:], "other"), flag)
            for flag in open_flags
        ),
        threats=member.threats,
    )
