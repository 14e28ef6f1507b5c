"""From memberships to panels, by the rules of ATOP's codebook (2.5 to 2.7).

Spells run by day.  Two states are allied in a year if their spells in the same alliance and phase overlap on more than
a day of change in it; the latest phase of a year sets the duties; across alliances a duty holds if any imposes it.
A's duty to B is A's own value, unless a treaty names the beneficiary.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from foedus.library.alliance_duties import AllianceDuty
from foedus.panels.atop import Member
from foedus.panels.coverage import ATOP
from foedus.panels.panel import DUTY_BITS, HERE, Panel, Series, by_phase, overlaid

ANNAM = 8152
"""A member that ATOP lists and COW does not; ATOP's own panels leave it out (codebook, notes 18 and 19)."""

LEFT_OUT = frozenset((ANNAM,))

Owed = Mapping[tuple[int, int, int], tuple[tuple[int, frozenset[int]], ...]]
"""By alliance, phase and bearer: a duty's bit, and to whom alone it is owed."""

_Dyads = dict[tuple[int, int], int]


def directed_dyad_years(members: Iterable[Member], duties: Iterable[AllianceDuty] = ()) -> Panel:
    """Which duties each state owes to each of its allies, by year.

    members: the memberships; duties: to whom a duty is owed where a treaty says so; without them every duty is owed
    to all allies, as the member file has it.
    """
    return _panel("directed-dyad-year", _directed(members, owed(duties)))


def dyad_years(members: Iterable[Member], duties: Iterable[AllianceDuty] = ()) -> Panel:
    """Which duties hold between two states, in either direction, by year; ccode1 is the lower code."""
    either: _Dyads = {}
    for (first, second), held in _directed(members, owed(duties)).items():
        pair = (min(first, second), max(first, second))
        either[pair] = either.get(pair, 0) | held
    return _panel("dyad-year", either)


def state_years(members: Iterable[Member]) -> Panel:
    """Which duties a state owes to anybody, and the number of its alliances, by year."""
    held: dict[int, int] = {}
    counts: dict[int, int] = {}
    ones = ATOP.bits(ATOP.first, ATOP.last)
    for phases in by_phase(members, LEFT_OUT).values():
        alliance: dict[int, int] = {}
        for group in phases.values():
            phase: dict[int, int] = {}
            for member in group:
                start, end = member.span()
                phase[member.state] = phase.get(member.state, 0) | ATOP.bits(start.year, end.year) * _mask(member)
            for state, years in phase.items():
                alliance[state] = overlaid(alliance.get(state, 0), years)
        for state, years in alliance.items():
            held[state] = held.get(state, 0) | years
            counts[state] = counts.get(state, 0) + (years >> 7 & ones)
    series = (Series((state,), ATOP.unpacked(held[state]), ATOP.unpacked(counts[state])) for state in sorted(held))
    return Panel("state-year", ATOP, tuple(series))


def owed(duties: Iterable[AllianceDuty]) -> Owed:
    """The entries of the library by alliance, phase and bearer."""
    found: dict[tuple[int, int, int], tuple[tuple[int, frozenset[int]], ...]] = {}
    for entry in duties:
        rule = (DUTY_BITS[entry.duty], frozenset(entry.beneficiaries))
        for phase in entry.phases:
            for bearer in entry.bearers:
                key = (entry.atopid, phase, bearer)
                found[key] = (*found.get(key, ()), rule)
    return found


def _directed(members: Iterable[Member], rules: Owed) -> _Dyads:
    held: _Dyads = {}
    for phases in by_phase(members, LEFT_OUT).values():
        alliance: _Dyads = {}
        for group in phases.values():
            for pair, years in _phase(group, rules).items():
                alliance[pair] = overlaid(alliance[pair], years) if pair in alliance else years
        for pair, years in alliance.items():
            held[pair] = held.get(pair, 0) | years
    return held


def _phase(group: list[Member], rules: Owed) -> _Dyads:
    """The directed dyads of one phase of one alliance."""
    found: _Dyads = {}
    years: dict[tuple[date, date], int] = {}
    spans = [(member, *member.span(), _mask(member), rules.get(_key(member), ())) for member in group]
    for bearer, start, end, mask, narrowed in spans:
        for ally, other_start, other_end, _, _ in spans:
            if ally.state == bearer.state:
                continue
            low, high = max(start, other_start), min(end, other_end)
            if low >= high:
                continue
            if (low, high) not in years:
                years[low, high] = ATOP.bits(low.year, high.year)
            value = mask
            for bit, beneficiaries in narrowed:
                if ally.state not in beneficiaries:
                    value &= ~bit
            pair = (bearer.state, ally.state)
            found[pair] = found.get(pair, 0) | years[low, high] * value
    return found


def _key(member: Member) -> tuple[int, int, int]:
    return member.alliance, member.phase, member.state


def _mask(member: Member) -> int:
    return HERE | sum(DUTY_BITS[duty] for duty in member.duties)


def _panel(unit: str, held: _Dyads) -> Panel:
    return Panel(unit, ATOP, tuple(Series(pair, ATOP.unpacked(held[pair])) for pair in sorted(held)))
