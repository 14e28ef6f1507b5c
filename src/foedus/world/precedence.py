"""Which of two promises goes before the other, as agreements themselves say.

It is settled between agreements, before anything is derived: a duty that gives way is still owed by its own text,
and an answer shows which goes first and by which rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foedus.model.agreements import Agreement, Precedence
from foedus.model.answers import Cited
from foedus.model.time import bounds


@dataclass(frozen=True, slots=True)
class Priority:
    """One agreement's promises before another's; articles are all of them where there are none.

    among: whom the promise that gives way must be made to, since a treaty takes nothing from third states (Vienna
    Convention, arts 30(4), 34); None where the text gives way of its own accord.
    """

    first: str
    articles: tuple[str, ...]
    second: str
    second_articles: tuple[str, ...]
    rule: Cited
    text: str
    source: str
    among: str | None

    def covers(self, one: Cited, other: Cited) -> bool:
        """Whether it puts the one article before the other."""
        return (
            (one.agreement, other.agreement) == (self.first, self.second)
            and (not self.articles or one.article in self.articles)
            and (not self.second_articles or other.article in self.second_articles)
        )


def priorities(agreements: Iterable[Agreement]) -> tuple[Priority, ...]:
    """Every priority that agreements declare, between agreements that the library has."""
    known = tuple(agreements)
    return tuple(priority for each in known for rule in each.precedence for priority in _of(each, rule, known))


def _of(agreement: Agreement, rule: Precedence, known: tuple[Agreement, ...]) -> Iterator[Priority]:
    cited = Cited(agreement.id, rule.article)
    for other in known:
        if other is not agreement and means(rule, agreement, other):
            ours, theirs = (agreement.id, rule.articles), (other.id, ())
            first, second = (ours, theirs) if rule.prevails else (theirs, ours)
            among = agreement.id if rule.prevails else None
            yield Priority(*first, *second, cited, rule.text, agreement.cite(rule.source), among)


def means(rule: Precedence, agreement: Agreement, other: Agreement) -> bool:
    """Whether a rule of precedence speaks of another agreement.

    Of one whose age is not sure ``earlier`` and ``later`` do not speak, nor of one that goes before any other.
    """
    if "any" in rule.others or other.id in rule.others:
        return True
    supreme = any(each.prevails and "any" in each.others for each in other.precedence)
    if supreme or not agreement.in_force.start or not other.in_force.start:
        return False
    (low, high), (first, last) = bounds(agreement.in_force.start), bounds(other.in_force.start)
    return ("earlier" in rule.others and last < low) or ("later" in rule.others and high < first)
