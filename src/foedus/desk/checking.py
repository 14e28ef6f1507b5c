"""Holding declared commitments against the texts in force on the day on which they were uttered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.desk.asking import answer_to, viewpoint_key
from foedus.desk.declaring import day_of
from foedus.desk.looking import document_id
from foedus.desk.opening import Desk
from foedus.model.agreements import HELP
from foedus.model.claims import Claim
from foedus.model.documents import Document
from foedus.model.problems import UnknownName, UsageError
from foedus.model.situations import ANY, Act, Situation
from foedus.model.time import bounds, parse_day
from foedus.views.plain import plain

if TYPE_CHECKING:
    from foedus.ledger import RecordedClaim


@dataclass(frozen=True, slots=True)
class Finding:
    """What the texts say of one debtor's duty to one beneficiary.

    verdict: ``borne-out``, ``other-duty`` (a text binds the two, to another duty), ``not-borne-out`` or ``unknown``.
    obligations: those that bear it out, or the other duties, as the contract's JSON objects.
    missing: why the rest of the texts do not bear it out, as the contract's entries of `not_bound`.
    unknown: what the data do not cover.
    """

    debtor: str
    beneficiary: str
    duty: str
    verdict: str
    obligations: tuple[dict[str, Any], ...]
    missing: tuple[dict[str, Any], ...]
    unknown: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A commitment as it was said, the day and viewpoint of the check, and what was found.

    day_basis: where the day comes from, in words.
    """

    claim: Claim
    speaker: str | None
    said_in: str
    day: date
    day_basis: str
    viewpoint: str | None
    findings: tuple[Finding, ...]

    def record(self) -> dict[str, Any]:
        """The verdict as a JSON object; obligations and reasons are those of the contract's answers."""
        return {
            "claim": self.claim.record(),
            "speaker": self.speaker,
            "said_in": self.said_in,
            "on": self.day.isoformat(),
            "on_basis": self.day_basis,
            "viewpoint": self.viewpoint,
            "findings": plain(self.findings),
        }


def check_commitments(
    desk: Desk, what: str, *, on: str | None = None, viewpoint: str | None = None
) -> tuple[Verdict, ...]:
    """The verdict on a claim, or on every commitment of a document.

    what: a claim's id, or a document's id or path.  on: the day whose texts count; the document's date without it.

    Raises UnknownName where the ledger does not hold it, UsageError where it is no commitment or no day is known.
    """
    view = viewpoint_key(desk, viewpoint)
    found = tuple(_claims(desk, what))
    documents = {each.id: each for each in desk.ledger.documents(ids=tuple({each.claim.document for each in found}))}
    return tuple(check_claim(desk, each, documents[each.claim.document], on, view) for each in found)


def check_claim(
    desk: Desk, recorded: RecordedClaim, document: Document, on: str | None, viewpoint: str | None
) -> Verdict:
    """The verdict on one commitment of a document."""
    claim = recorded.claim
    day, basis = _day(document, on)
    said = recorded.statement
    return Verdict(
        claim=claim,
        speaker=said.speaker.actor if said and said.speaker else None,
        said_in=document.path,
        day=day,
        day_basis=basis,
        viewpoint=viewpoint,
        findings=tuple(
            _finding(desk, claim, debtor, beneficiary, day, viewpoint) for debtor, beneficiary in pairs(claim)
        ),
    )


def pairs(claim: Claim) -> Iterator[tuple[str, str]]:
    """Every debtor with every beneficiary but itself; without a beneficiary, with those whom the trigger protects."""
    trigger = claim.attribute("trigger") or {}
    owed_to = claim.actors("beneficiary") or keys(trigger.get("on"))
    for debtor in dict.fromkeys(claim.actors("debtor")):
        for beneficiary in dict.fromkeys(owed_to):
            if debtor != beneficiary:
                yield debtor, beneficiary


def keys(value: Any) -> tuple[str, ...]:
    """The actors of a trigger's field: one key, a list of them, or none."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _claims(desk: Desk, what: str) -> Iterable[RecordedClaim]:
    from foedus.ledger import ClaimFilter

    if not what.startswith("claim:"):
        found = list(desk.ledger.standing_claims(ClaimFilter(document=document_id(desk, what), kind="commitment")))
        if not found:
            raise UsageError(f"no commitment was read in {what!r}: there is nothing to hold against a text")
        return found
    found = list(desk.ledger.recorded_claims(ClaimFilter(id=what)))
    if not found:
        raise UnknownName(f"the ledger holds no claim {what!r}; `foedus claims --kind commitment` lists them")
    if found[0].claim.kind != "commitment":
        raise UsageError(
            f"{what} is a claim of kind {found[0].claim.kind}; only a commitment can be held against a text"
        )
    return found


def _day(document: Document, on: str | None) -> tuple[date, str]:
    if on:
        return parse_day(on), "the day that was asked for"
    day = day_of(document.published)
    if day is None or document.published is None:
        raise UsageError(f"{document.path} does not say when it was published; give the day with --on")
    coarse = "" if bounds(document.published)[0] == day else f", the last day of {document.published}"
    return day, f"the day on which the document was published ({document.published_basis}){coarse}"


def _finding(desk: Desk, claim: Claim, debtor: str, beneficiary: str, day: date, viewpoint: str | None) -> Finding:
    duty = claim.attribute("duty") or "aid"
    trigger = claim.attribute("trigger") or {}
    if duty not in HELP:
        return _standing(desk, debtor, beneficiary, duty, day, viewpoint)
    acts = tuple(
        Act(attacker, beneficiary, through=keys(trigger.get("through")))
        for attacker in keys(trigger.get("from")) or (ANY,)
    )
    answer = answer_to(desk, Situation(acts, day, viewpoint, ask=(debtor,)))
    owed = [
        each
        for each in answer["obligations"]
        if (each["bearer"], each["beneficiary"], each["depth"]) == (debtor, beneficiary, 1)
    ]
    same = [each for each in owed if each["duty"] == duty or (duty == "aid" and each["duty"] == "defend")]
    unknown = tuple(gap for gap in answer["unknown"] if gap["actor"] == debtor)
    missing = tuple(case for case in answer["not_bound"] if case["actor"] == debtor)
    verdict = "borne-out" if same else "other-duty" if owed else "unknown" if unknown else "not-borne-out"
    return Finding(debtor, beneficiary, duty, verdict, tuple(same or owed), missing, unknown)


def _standing(desk: Desk, debtor: str, beneficiary: str, duty: str, day: date, viewpoint: str | None) -> Finding:
    """A duty that no attack sets off is looked for among the provisions that stand at all times."""
    from foedus.obligations.standing import standing
    from foedus.world import compile_world

    found = standing(compile_world(desk.library, day, viewpoint), debtor, beneficiary, duty)
    verdict = "borne-out" if found.obligations else "unknown" if found.unknown else "not-borne-out"
    return Finding(
        debtor,
        beneficiary,
        duty,
        verdict,
        tuple(each.record() for each in found.obligations),
        tuple(each.record() for each in found.not_bound),
        tuple(each.record() for each in found.unknown),
    )
