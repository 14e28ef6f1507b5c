"""Every pair on every day: one pass for each interval between two days of change.

Dated rules run against anybody, so between change days only the ties of those whose memberships changed are new, and
only pairs that reach them are reckoned anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from foedus.model.agreements import HELP
from foedus.obligations.kernel.dated import DatedRule, everybody
from foedus.obligations.kernel.evaluate import FIGHTS, HELPS
from foedus.obligations.kernel.pairs import Ties, closures, cuts

Row = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """Days on which nothing changes, half open, and for each target, for each attacker, the set of those bound.

    A row is the same object as in the interval before wherever nothing in it changed.
    """

    start: date
    end: date
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """That one actor owes another help if it is attacked, from a day to before another.

    asked: whether its duty is among those asked for; fights: whether it is one to fight; war: whether any war of the
    victim's sets it off.
    """

    victim: int
    bearer: int
    start: int
    end: int
    asked: bool
    fights: bool
    war: bool


def ties(
    rules: Sequence[DatedRule], duties: Collection[str], *, chain: bool = False, sure: bool = True
) -> tuple[Tie, ...]:
    """What dated rules bind to, pair by pair, for an attack that nobody provoked.

    chain: leave out what a war sets off, which a cascade does not follow.
    """
    number = {name: i for i, name in enumerate(everybody(rules))}
    found = []
    for rule in rules:
        asked, fights = rule.duty in duties, rule.duty in FIGHTS
        if (
            rule.duty in HELP
            and (asked or fights)
            and rule.act != "nuclear-attack"
            and not (chain and rule.act == "war")
        ):
            for actor, start, end in rule.held(sure):
                if actor != rule.bearer:
                    pair = number[actor], number[rule.bearer]
                    found.append(Tie(*pair, start.toordinal(), end.toordinal(), asked, fights, rule.act == "war"))
    return tuple(found)


def every_day(
    rules: Sequence[DatedRule],
    start: date,
    end: date,
    duties: Collection[str] = HELPS,
    *,
    chain: bool = False,
    sure: bool = True,
) -> Iterator[Interval]:
    """Who is bound for every pair on every day from start to before end.

    chain: whether whoever helps counts as attacked too, as in :func:`~foedus.obligations.kernel.pairs.cascade`;
    without it, who is bound at once.  sure: whether to keep to what is sure.
    """
    state = _State(len(everybody(rules)), chain)
    changes = _changes(ties(rules, duties, chain=chain, sure=sure))
    first, last = start.toordinal(), end.toordinal()
    days = sorted({first, last, *(day for day in changes if first < day < last)})
    for day in sorted(day for day in changes if day <= first):
        state.apply(changes[day])
    for day, after in pairwise(days):
        if day > first:
            state.apply(changes[day])
        yield Interval(date.fromordinal(day), date.fromordinal(after), state.rows())


def _changes(found: Sequence[Tie]) -> dict[int, list[tuple[Tie, int]]]:
    changes: dict[int, list[tuple[Tie, int]]] = {}
    for tie in found:
        changes.setdefault(tie.start, []).append((tie, 1))
        changes.setdefault(tie.end, []).append((tie, -1))
    return changes


class _State:
    """The ties of the day, how often each is owed, and the rows that follow from them."""

    def __init__(self, count: int, chain: bool) -> None:
        self.count, self.chain = count, chain
        self.times: dict[tuple[int, int, bool], int] = {}
        self.owed, self.joins = [0] * count, [0] * count
        self.known: list[Row] = [(0,) * count] * count
        self.reach = [1 << i for i in range(count)]
        self.changed = 0
        self.bits = [1 << i for i in range(count)]

    def apply(self, changes: Sequence[tuple[Tie, int]]) -> None:
        """Takes in what begins and ends on a day."""
        for tie, step in changes:
            for masks, fights, wanted in ((self.owed, False, tie.asked), (self.joins, True, tie.fights)):
                if wanted:
                    key = tie.victim, tie.bearer, fights
                    before = self.times.get(key, 0)
                    after = self.times[key] = before + step
                    if not (before and after):
                        masks[tie.victim] ^= 1 << tie.bearer
                        self.changed |= 1 << tie.victim

    def rows(self) -> tuple[Row, ...]:
        """The rows of the day; those that no change touches are kept."""
        if self.changed:
            if self.chain:
                self.follow()
            else:
                for target, owed in enumerate(self.owed):
                    if self.changed >> target & 1:
                        row = [owed & ~bit for bit in self.bits]
                        row[target] = 0
                        self.known[target] = tuple(row)
            self.changed = 0
        return tuple(self.known)

    def follow(self) -> None:
        """Reckons anew every target that reaches, or reached, an actor whose ties changed."""
        now = Ties(tuple(self.owed), tuple(self.joins))
        reach, bound = closures(now)
        stale = [i for i in range(self.count) if (self.reach[i] | reach[i]) & self.changed]
        narrow = {a: closures(now, self.bits[a])[1] for a in cuts(now, range(self.count))}
        for target in stale:
            others = bound[target] & ~self.bits[target]
            row = [others & ~bit for bit in self.bits]
            for attacker, spared in narrow.items():
                row[attacker] = spared[target] & ~self.bits[target] & ~self.bits[attacker]
            row[target] = 0
            self.known[target] = tuple(row)
        self.reach = reach
