"""What agreements say of which promise goes before which, as facts; dates are settled here, articles by the law."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.model.agreements import Agreement, Precedence
from foedus.model.answers import Prevails
from foedus.model.time import bounds
from foedus.obligations.checker.gathering import Given


def precedence(given: Given, told: Iterable[Prevails]) -> None:
    """The rules of precedence by which an answer puts one agreement before another."""
    library = given.library.agreement
    for each in told:
        names = each.first.agreement, each.gives_way.agreement
        text = library.get(each.rule.agreement)
        other = next((library[name] for name in names if name != each.rule.agreement and name in library), None)
        if text is not None and text.id in names and other is not None:
            for number, row in enumerate(text.precedence):
                if _speaks_of(row, text, other):
                    _row(given, (text.id, number), row, text, other)


def _row(given: Given, rule: tuple[str, int], row: Precedence, text: Agreement, other: Agreement) -> None:
    given.add("precedence", rule, text.id, row.article, row.text, text.cite(row.source))
    own, its = ("first", "second") if row.prevails else ("second", "first")
    given.add("puts", rule, *((text.id, other.id) if row.prevails else (other.id, text.id)))
    given.add(f"any-{its}", rule)
    if not row.articles:
        given.add(f"any-{own}", rule)
    for article in row.articles:
        given.add(f"{own}-named", rule, article)
    if row.prevails:
        given.add("among", rule, text.id)  # a treaty takes nothing from third states
    else:
        given.add("towards-all", rule)


def _speaks_of(row: Precedence, text: Agreement, other: Agreement) -> bool:
    if "any" in row.others or other.id in row.others:
        return True
    begun, its = text.in_force.start, other.in_force.start
    if begun is None or its is None or any(each.prevails and "any" in each.others for each in other.precedence):
        return False
    return ("earlier" in row.others and bounds(its)[1] < bounds(begun)[0]) or (
        "later" in row.others and bounds(begun)[1] < bounds(its)[0]
    )
