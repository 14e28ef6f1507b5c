"""Disagreements: where claims, or a text and itself, give answers that cannot all be right.

The rules compare claims within groups that speak of one thing (one stage of one agreement, one
recognition, one office), so the time they take grows with the number of claims, not with its square.
They do not say who is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from foedus.ledger.disputes.agreements import stage_dates, stage_order
from foedus.ledger.disputes.positions import offices, propositions, recognition
from foedus.ledger.disputes.texts import dates_in_text, names, publication_dates
from foedus.ledger.disputes.values import Disagreement, Evidence, Side, evidence
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document

__all__ = ["RULES", "Disagreement", "Side", "disagreements"]

RULES: tuple[Callable[[Evidence], Iterator[Disagreement]], ...] = (
    stage_dates,
    stage_order,
    dates_in_text,
    publication_dates,
    recognition,
    propositions,
    offices,
    names,
)


def disagreements(
    claims: Iterable[Claim], statements: Iterable[Statement] = (), documents: Iterable[Document] = ()
) -> tuple[Disagreement, ...]:
    """Every disagreement among claims, found and explained.

    statements: those that the claims stand in; they say who speaks.  documents: those that the claims are from;
    they say when it was published.  A text given twice with different descriptions may disagree with itself.

    Returns them sorted, the same for any order of what is given; none for claims that all say the same.
    """
    given = evidence(claims, statements, documents)
    found = {disagreement for rule in RULES for disagreement in rule(given)}
    return tuple(sorted(found, key=_order))


def _order(one: Disagreement) -> tuple[object, ...]:
    return (one.type, one.subject, one.explanation, [(side.value, side.claims, side.documents) for side in one.sides])
