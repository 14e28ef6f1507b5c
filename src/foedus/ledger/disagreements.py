"""Disagreements: where claims, or a text and itself, give answers that cannot all be right.

The rules compare claims within groups that speak of one thing (one stage of one agreement, one
recognition, one office), so the time they take grows with the number of claims, not with its square.
They do not say who is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from foedus.ledger.disputes.agreements import stage_dates, stage_order
from foedus.ledger.disputes.positions import in_one_text, offices, propositions, recognition
from foedus.ledger.disputes.texts import dates_in_text, names, publication_dates
from foedus.ledger.disputes.values import Disagreement, Evidence, Published, Side, evidence
from foedus.model.claims import Claim, Statement

__all__ = ["RULES", "Disagreement", "Side", "disagreements"]

RULES: tuple[Callable[[Evidence], Iterator[Disagreement]], ...] = (
    stage_dates,
    stage_order,
    dates_in_text,
    publication_dates,
    recognition,
    propositions,
    in_one_text,
    offices,
    names,
)


def disagreements(
    claims: Iterable[Claim],
    statements: Iterable[Statement] = (),
    documents: Iterable[Published] = (),
    *,
    names: Mapping[str, str] | None = None,
    origins: Mapping[str, str] | None = None,
    about: frozenset[str] | None = None,
    points: frozenset[int] = frozenset(),
) -> tuple[Disagreement, ...]:
    """Every disagreement among claims, found and explained.

    statements: those that the claims stand in; they say who speaks.  documents: those that the claims are from;
    they say when it was published.  A text given twice with different descriptions may disagree with itself.

    names: the key that others are held to be the same as, by those others.
    origins: what each claim's source goes back to, by the claim's id: copies of one story have one.
    about: only what concerns one of these actors; points: and points that do, although none of the claims says so.

    Returns them sorted, the same for any order of what is given; none for claims that all say the same.
    """
    given = evidence(claims, statements, documents, names=names, origins=origins, about=about, points=points)
    return tuple(sorted(differing(given), key=_order))


def differing(given: Evidence) -> set[Disagreement]:
    """Every disagreement that the rules find, in no order."""
    return {disagreement for rule in RULES for disagreement in rule(given)}


def _order(one: Disagreement) -> tuple[object, ...]:
    return (one.type, one.subject, one.explanation, [(side.value, side.claims, side.documents) for side in one.sides])
