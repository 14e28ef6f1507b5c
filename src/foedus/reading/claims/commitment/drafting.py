"""Drafts of commitments that a noun or a clause tells, and what their finders share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from foedus.model.claims import Mention
from foedus.reading.claims.commitment.parties import Parties
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.syntax import subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

L = "commitment"


def drafted(
    context: Context,
    predicate: Token,
    duty: str,
    debtor: Sequence[Mention],
    beneficiary: Sequence[Mention],
    basis: Sequence[Mention] = (),
    **more: Any,
) -> Draft:
    """A draft of a commitment that no duty's verb tells."""
    more.setdefault("evidence", around(context, predicate, debtor))
    more.setdefault("rule", duty)
    attributes = {"duty": duty, **more.pop("attributes", {})}
    roles = {"debtor": tuple(debtor), "beneficiary": tuple(beneficiary), "basis": tuple(basis)}
    return Draft(kind="commitment", predicate=predicate, roles=roles, attributes=attributes, **more)


def others(mentions: Sequence[Mention], *taken: Sequence[Mention]) -> tuple[Mention, ...]:
    """Those mentions whose actors are not among the taken ones."""
    keys = {m.actor for group in taken for m in group}
    return tuple(m for m in mentions if m.actor not in keys)


def treaty_speaking(word: Token, parties: Parties) -> Mention | None:
    """The agreement that says something with a word ("the treaty provides")."""
    if word.pos_ != "VERB" or word.lemma_.lower() not in words(L, "provides"):
        return None
    return next((m for t in subjects(word) if (m := parties.treaty(t)) is not None), None)


def standing(noun: Token) -> str:
    """The status of what holds: a plan to remain something is no less than being it."""
    status = modality(noun).status
    return "actual" if status == "planned" else status
