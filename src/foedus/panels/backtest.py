"""Backtest: who was bound on the day on which a war began, and who then joined it.

A *bond* is a duty of one state to another that the outbreak of a war touches.  Whether it was honoured is read from
who fought on which side.  This says how often promises of a kind were kept; it is no part of any answer, and no
answer is multiplied by it.

Source: wars and sides from COW (Sarkees and Wayman 2010), duties from ATOP (Leeds and others 2002); published shares
that it stands beside are in ``docs/backtest.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from foedus.model.problems import Problem
from foedus.model.time import Truth, bounds
from foedus.panels.provisions import MemberProvision
from foedus.panels.wars import WarSpell

ERA = 1945
"""The first year of the later era, as in the published figures."""

WITH, AGAINST, OUT = "with", "against", "out"
OPENERS = {"defend": ("targets",), "not-attack": ("targets",), "attack": ("attackers", "targets")}
"""Whose entry into war touches a duty: an attack on the ally, or any war of it."""


@dataclass(frozen=True, slots=True)
class Outbreak:
    """A war on its first day: who attacked whom, and who joined which side when.

    attackers: the states of the initiators' side that fought on that day, targets: those of the other.
    joined: the day on which each further state came in, with the side: ``attackers`` or ``targets``.
    """

    war: int
    name: str
    day: date
    attackers: tuple[int, ...]
    targets: tuple[int, ...]
    joined: tuple[tuple[int, date, str], ...]

    def side(self, state: int) -> tuple[str, date] | None:
        """On which side a state came in, and when; None for one that stayed out."""
        if state in self.attackers or state in self.targets:
            return ("attackers" if state in self.attackers else "targets"), self.day
        return next(((side, day) for other, day, side in self.joined if other == state), None)


@dataclass(frozen=True, slots=True)
class Bond:
    """A duty that a war's outbreak touched, and what became of it.

    held: ``YES``, or ``UNKNOWN`` where the duty hangs on a condition that ATOP only flags.
    outcome: ``with`` the ally, ``against`` it, or ``out`` of the war.  honoured: None where the wars cannot tell
    (a duty to consult).
    """

    war: int
    name: str
    day: date
    bearer: int
    ally: int
    duty: str
    alliances: tuple[int, ...]
    held: Truth
    outcome: str
    joined: date | None
    honoured: bool | None


@dataclass(frozen=True, slots=True)
class Share:
    """How many bonds of one kind were honoured; `since` is the first year of the era, None for all years."""

    duty: str
    held: Truth
    since: int | None
    until: int | None
    bonds: int
    honoured: int

    @property
    def share(self) -> float | None:
        """The share that was honoured; None where there was no bond."""
        return self.honoured / self.bonds if self.bonds else None


@dataclass(frozen=True, slots=True)
class Backtest:
    """Wars, the bonds that they touched, the shares kept, and what could not be read.

    joiners: how many states came in after the first day, and how many of them owed help to the side that they took.
    """

    wars: tuple[Outbreak, ...]
    bonds: tuple[Bond, ...]
    shares: tuple[Share, ...]
    joiners: tuple[int, int]
    problems: tuple[Problem, ...] = ()


def outbreaks(spells: Iterable[WarSpell]) -> tuple[Outbreak, ...]:
    """Each war's first day, in the order of the wars' days.

    A war whose first day shows no initiator has the side of its initiators as attackers.
    """
    wars: dict[int, list[WarSpell]] = {}
    for spell in spells:
        wars.setdefault(spell.war, []).append(spell)
    found = (_outbreak(war, each) for war, each in wars.items())
    return tuple(sorted(found, key=lambda each: (each.day, each.war)))


def _outbreak(war: int, spells: list[WarSpell]) -> Outbreak:
    # A state that changed sides has two entries; its first is its choice.
    first_parts: dict[int, tuple[date, WarSpell]] = {}
    for begun, spell in sorted(((_begun(spell), spell) for spell in spells), key=lambda each: each[0]):
        first_parts.setdefault(spell.state, (begun, spell))
    day = min(begun for begun, _ in first_parts.values())
    first = [spell for begun, spell in first_parts.values() if begun == day]
    began = [spell for spell in first if spell.initiator] or [spell for spell in spells if spell.initiator] or first
    side = began[0].side
    return Outbreak(
        war=war,
        name=spells[0].name,
        day=day,
        attackers=tuple(sorted(spell.state for spell in first if spell.side == side)),
        targets=tuple(sorted(spell.state for spell in first if spell.side != side)),
        joined=tuple(
            sorted(
                (spell.state, begun, "attackers" if spell.side == side else "targets")
                for begun, spell in first_parts.values()
                if begun > day
            )
        ),
    )


def _begun(spell: WarSpell) -> date:
    return min(bounds(start)[0] for start, _ in spell.spells)


def bonds(wars: Iterable[Outbreak], provisions: Iterable[MemberProvision]) -> tuple[Bond, ...]:
    """The bonds that each outbreak touched, one for each war, bearer, ally and duty.

    Whoever was attacked on the first day had no choice, so only others are bearers; an attacker who owed its target
    help or peace is one, and broke its word.
    """
    by_ally: dict[int, list[MemberProvision]] = {}
    for provision in provisions:
        for ally in dict.fromkeys(ally for ally, _ in provision.beneficiaries):
            by_ally.setdefault(ally, []).append(provision)
    return tuple(bond for war in wars for bond in _touched(war, by_ally))


def _touched(war: Outbreak, by_ally: dict[int, list[MemberProvision]]) -> Iterator[Bond]:
    found: dict[tuple[int, int, str], tuple[Truth, list[int]]] = {}
    for side, allies in (("attackers", war.attackers), ("targets", war.targets)):
        for ally in allies:
            for provision in by_ally.get(ally, ()):
                if side not in OPENERS.get(provision.duty, ("attackers", "targets")) or not _may_bear(war, provision):
                    continue
                held = provision.binds(ally, war.day)
                if held is not Truth.NO:
                    key = provision.bearer, ally, provision.duty
                    before, alliances = found.get(key, (Truth.NO, []))
                    found[key] = before | held, [*alliances, provision.alliance]
    for (bearer, ally, duty), (held, alliances) in sorted(found.items()):
        yield _bond(war, bearer, ally, duty, held, tuple(sorted(set(alliances))))


def _may_bear(war: Outbreak, provision: MemberProvision) -> bool:
    """Whether a bearer had a choice: a third state, or an attacker whose promise was to the one attacked."""
    if provision.bearer in war.targets:
        return False
    return provision.bearer not in war.attackers or provision.duty in ("defend", "not-attack")


def _bond(war: Outbreak, bearer: int, ally: int, duty: str, held: Truth, alliances: tuple[int, ...]) -> Bond:
    came, own = war.side(bearer), war.side(ally)
    outcome = OUT if came is None or own is None else WITH if came[0] == own[0] else AGAINST
    honoured = {
        "defend": outcome == WITH,
        "attack": outcome == WITH,
        "stay-neutral": outcome != AGAINST,
        "not-attack": outcome != AGAINST,
    }.get(duty)
    joined = came[1] if came else None
    return Bond(war.war, war.name, war.day, bearer, ally, duty, alliances, held, outcome, joined, honoured)


def shares(found: Iterable[Bond]) -> tuple[Share, ...]:
    """How often each kind of duty was honoured: sure and uncertain bonds apart, all years and both eras."""
    known = [bond for bond in found if bond.honoured is not None]
    eras: tuple[tuple[int | None, int | None], ...] = ((None, None), (None, ERA), (ERA, None))
    out = []
    for duty in dict.fromkeys(bond.duty for bond in sorted(known, key=lambda bond: bond.duty)):
        for held in (Truth.YES, Truth.UNKNOWN):
            for since, until in eras:
                chosen = [
                    bond
                    for bond in known
                    if (bond.duty, bond.held) == (duty, held)
                    and (since is None or bond.day.year >= since)
                    and (until is None or bond.day.year < until)
                ]
                out.append(Share(duty, held, since, until, len(chosen), sum(bool(b.honoured) for b in chosen)))
    return tuple(out)


def joiners(wars: Iterable[Outbreak], found: Iterable[Bond]) -> tuple[int, int]:
    """How many states came into a war after its first day, and how many of them owed help to whose side they took."""
    bound = {(b.war, b.bearer) for b in found if b.duty in ("defend", "attack") and b.outcome == WITH}
    came = [(war.war, state) for war in wars for state, _, _ in war.joined]
    return len(came), sum(each in bound for each in came)
