"""Plain dated rules: who owes which ally a duty, in spells of days, as data sets of alliances have it.

ATOP's provisions (:class:`foedus.panels.MemberProvision`) are of this form; so is anything that can be said with a
bearer, its allies and days.  They run against anybody and know of no places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from foedus.model.agreements import HELP
from foedus.model.time import OPEN, Spell, bounds
from foedus.obligations.kernel.program import Head, Masks, Program, build
from foedus.panels import MemberProvision


@dataclass(frozen=True, slots=True)
class Owed:
    """To whom, and from which day to before which: surely, and possibly."""

    actor: str
    surely: tuple[date, date]
    possibly: tuple[date, date]


@dataclass(frozen=True, slots=True)
class DatedRule:
    """A duty that a bearer owes to allies.

    act: what sets it off.  unprovoked: whether a provoked act leaves it alone.
    open: whether it hangs on a condition that nobody can tell, so that it is never sure.
    """

    agreement: str
    article: str
    duty: str
    act: str
    bearer: str
    owed: tuple[Owed, ...]
    unprovoked: bool = False
    open: bool = False

    def held(self, sure: bool) -> Iterable[tuple[str, date, date]]:
        """Each ally with its days, half open."""
        for each in self.owed if not (sure and self.open) else ():
            start, end = each.surely if sure else each.possibly
            if start < end:
                yield each.actor, start, end


def owed(actor: str, spell: Spell) -> Owed:
    """An ally, with the days that a spell surely and possibly covers.

    >>> owed("AUH", Spell("1879-10", "1918-11-03")).surely
    (datetime.date(1879, 10, 31), datetime.date(1918, 11, 3))
    """
    first = bounds(spell.start) if spell.start else (date.min, date.max)
    last = (date.max, date.max) if spell.end == OPEN else bounds(spell.end) if spell.end else (date.min, date.max)
    return Owed(actor, (first[1], last[0]), (first[0], last[1]))


def panel_rules(provisions: Iterable[MemberProvision]) -> tuple[DatedRule, ...]:
    """ATOP's provisions as dated rules; actors are the codes of states, alliances ATOP's numbers.

    Duties that nothing sets off are none of them.
    """
    spells: dict[tuple[int, Spell], Owed] = {}
    found = []
    for each in provisions:
        if each.act is not None:
            for pair in each.beneficiaries:
                if pair not in spells:
                    spells[pair] = owed(str(pair[0]), pair[1])
            found.append(
                DatedRule(
                    agreement=str(each.alliance),
                    article=str(each.phase),
                    duty=each.duty,
                    act=each.act,
                    bearer=str(each.bearer),
                    owed=tuple(spells[pair] for pair in each.beneficiaries),
                    unprovoked=each.unprovoked,
                    open=bool(each.conditions),
                )
            )
    return tuple(found)


def everybody(rules: Iterable[DatedRule]) -> tuple[str, ...]:
    """Every actor that some rules ever name, sorted."""
    return tuple(sorted({name for rule in rules for name in (rule.bearer, *(each.actor for each in rule.owed))}))


def dated_program(rules: Sequence[DatedRule], day: date, actors: Iterable[str] = ()) -> Program:
    """The rules of a day.

    actors: besides those whom the rules name on any day, so that the programs of several days number them alike.
    """
    names = sorted({*everybody(rules), *actors})
    number = {name: i for i, name in enumerate(names)}
    alike: dict[tuple[Head, int, int], list[int]] = {}
    for i, rule in enumerate(rules):
        sure, possible = (
            sum(1 << number[actor] for actor in {a for a, start, end in rule.held(way) if start <= day < end})
            for way in (True, False)
        )
        if possible and rule.duty in HELP:
            # Fellows of one agreement who owe each other the same are one rule with sets.
            own = 1 << number[rule.bearer]
            head = Head(rule.agreement, rule.article, (0, 0), rule.duty, rule.act, unprovoked=rule.unprovoked)
            alike.setdefault((head, sure | own if sure else 0, possible | own), []).append(i)
    heads, known, maybe = [], [], []
    anybody = (1 << len(names)) - 1
    for place, ((head, sure, possible), found) in enumerate(alike.items()):
        obliged = sum(1 << bearer for bearer in {number[rules[i].bearer] for i in found})
        heads.append(_placed(head, place))
        known.append(Masks(obliged if sure else 0, sure, anybody, sure))
        maybe.append(Masks(obliged, possible, anybody, possible))
    return build(names, [None], heads, known, maybe)


def _placed(head: Head, place: int) -> Head:
    return Head(head.agreement, head.article, (place, 0), head.duty, head.act, unprovoked=head.unprovoked)
