"""A draft of a claim, and what makes it whole: attribution, modality, time and terms, alike for every kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from foedus.model.claims import Claim, Mention, Quote, TimeReference, make_claim
from foedus.model.time import bounds
from foedus.reading import modality as modalities
from foedus.reading import times
from foedus.reading.confidence import confidence
from foedus.reading.evidence import inside
from foedus.reading.page import begin, finish
from foedus.reading.terms import terms_in

if TYPE_CHECKING:
    from foedus.model.claims import Statement
    from foedus.reading.context import Context
    from foedus.reading.parse import Token


@dataclass(frozen=True, slots=True)
class Draft:
    """What a finder saw: the kind, who is involved, the word that says so, and the evidence.

    predicate: the verb or noun that carries the claim; modality and time are read from it.
    polarity, status, time: set only where the kind knows better than the general reading.
    silent: nobody is said to do it ("who else recognised them?"), so that it is no claim but can be echoed.
    rule: a short name of the rule, for explanations.
    """

    kind: str
    predicate: Token
    roles: Mapping[str, Sequence[Mention]]
    evidence: Quote
    attributes: Mapping[str, Any] = field(default_factory=dict)
    polarity: str | None = None
    status: str | None = None
    time: TimeReference | None = None
    timeless: bool = False
    rule: str = ""
    silent: bool = False


_VIEWS = frozenset({"validity", "territory", "commitment"})
"""Kinds that are somebody's word where the verb that tells them says so: "called it void", "vowed to help"."""


def _binds_itself(draft: Draft, statement: Statement) -> bool:
    """Whether a promise is only told: a state that pledges binds itself, its president's pledge is his word."""
    debtors = {mention.actor for mention in draft.roles.get("debtor", ())}
    return draft.kind == "commitment" and statement.speaker is not None and statement.speaker.actor in debtors


def _lies_ahead(time: TimeReference | None, context: Context) -> bool:
    """Whether a date is later than the day of publication, where that is known."""
    published = context.page.day
    return time is not None and published is not None and bounds(time.edtf)[0] > published


def complete(draft: Draft, context: Context, extractor: str) -> Claim:
    """The claim of a draft."""
    mood = modalities.modality(draft.predicate)
    time = draft.time
    attributes = dict(draft.attributes)
    if time is None and not draft.timeless:
        time = times.time_of(draft.predicate, context.page)
    status, polarity = draft.status or mood.status, draft.polarity or mood.polarity
    if _lies_ahead(time, context):
        if draft.time is None and (draft.predicate.tag_ == "VBD" or draft.kind == "stance"):
            time = None  # the date is that of what was agreed or is expected: "agreed to meet next month"
        elif status == "actual" and polarity == "affirmed":
            status = "planned"  # "expires in 2031"
    if time is not None:
        other = times.conflict_of(draft.predicate, context.page)
        if other is not None and other.edtf != time.edtf:
            attributes["time_conflict"] = other.record()
    # The word that carries the claim decides who says it: a clause may begin with words of its source ("said that …").
    statement = context.attributions.innermost(begin(draft.predicate), finish(draft.predicate))
    opened = context.attributions.opened(begin(draft.predicate)) if draft.kind in _VIEWS else None
    if opened is not None and not _binds_itself(draft, opened):
        statement = opened
    evidence = inside(context, draft.evidence, statement, draft.predicate) if statement else draft.evidence
    claim = make_claim(
        document=context.page.document.id,
        statement=statement.id if statement else None,
        kind=draft.kind,
        roles=draft.roles,
        attributes=attributes,
        polarity=polarity,
        status=status,
        time=time,
        evidence=(evidence,),
        terms=terms_in(evidence, context),
        extractor=f"{extractor}/{draft.rule}" if draft.rule else extractor,
    )
    return replace(claim, confidence=confidence(claim, lambda key: context.gazetteer.actor(key) is not None))
