"""Plain dated rules: what a panel of alliances says, which members owe their fellows a duty in spells of days.

ATOP's member file is of this form: for each phase of an alliance its members with the days of their membership, and
which of them promised to defend, to attack, to stay neutral, not to attack, to consult.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from foedus.model.agreements import HELP
from foedus.obligations.kernel.program import Head, Masks, Program, build

_SET_OFF_BY = {"defend": "attack", "aid": "attack", "attack": "war", "stay-neutral": "war", "consult": "threat"}
"""What sets each duty off: to attack and to stay neutral are promised for any war of the fellow, whoever began it."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A spell of days, half open: `end` is the first day on which it no longer holds."""

    actor: str
    start: date
    end: date

    def on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.start <= day < self.end


@dataclass(frozen=True, slots=True)
class PlainRule:
    """A duty that some members of an agreement owe to every fellow member, against anybody.

    >>> days = date(1879, 10, 7), date(1918, 11, 3)
    >>> rule = PlainRule("dual-alliance", "defend", (Membership("DEU", *days), Membership("AUH", *days)), ("DEU",))
    >>> plain_program([rule], date(1914, 7, 28)).actors
    ('AUH', 'DEU')
    """

    agreement: str
    duty: str
    members: tuple[Membership, ...]
    bearers: tuple[str, ...]
    article: str = ""


def everybody(rules: Iterable[PlainRule]) -> tuple[str, ...]:
    """Every actor that some rules ever name, sorted."""
    return tuple(sorted({membership.actor for rule in rules for membership in rule.members}))


def change_days(rules: Iterable[PlainRule]) -> tuple[date, ...]:
    """The days on which a membership begins or ends: between two of them nothing changes."""
    return tuple(sorted({day for rule in rules for each in rule.members for day in (each.start, each.end)}))


def plain_program(rules: Sequence[PlainRule], day: date, actors: Iterable[str] = ()) -> Program:
    """The rules in force on a day; duties that no act sets off (not to attack) are none of its.

    actors: besides those whom the rules name on any day, so that the programs of several days number them alike.
    """
    names = sorted({*everybody(rules), *actors})
    number = {name: i for i, name in enumerate(names)}
    anybody = (1 << len(names)) - 1
    heads, masks = [], []
    for i, rule in enumerate(rules):
        if rule.duty not in HELP:
            continue
        on = {each.actor for each in rule.members if each.on(day)}
        protected = sum(1 << number[actor] for actor in on)
        obliged = sum(1 << number[actor] for actor in on.intersection(rule.bearers))
        if obliged and len(on) > 1:
            heads.append(Head(rule.agreement, rule.article, (i, 0), rule.duty, _SET_OFF_BY[rule.duty]))
            masks.append(Masks(obliged, protected, anybody, protected))
    return build(names, [None], heads, masks, masks)
