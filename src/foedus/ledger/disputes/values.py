"""What the rules are given and what they find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from foedus.ledger.dates import EVER, Extent, extent
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document


@dataclass(frozen=True, slots=True)
class Side:
    """One of the answers that stand against each other.

    value: the answer ("2014-11-24", "denied", "Tskhinvali region"); claims, documents: the ids it rests on.
    speakers: keys of the actors who say so; empty where only documents in their own voice do.
    """

    value: str
    claims: tuple[str, ...]
    speakers: tuple[str, ...]
    documents: tuple[str, ...]

    def record(self) -> dict[str, Any]:
        """The side as a JSON object."""
        return {
            "value": self.value,
            "claims": list(self.claims),
            "speakers": list(self.speakers),
            "documents": list(self.documents),
        }


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question to which claims give answers that cannot all be right.

    type: ``stage-dates``, ``stage-order``, ``date-in-text``, ``publication-dates``, ``recognition``,
    ``proposition``, ``office`` or ``names``.
    subject: what is in question, in words; sides: the answers, at least two, sorted by value.
    certain: False where the answers contradict one another only if a time that is imprecise, or known from the
    date of publication alone, means what it most likely means.
    explanation: one sentence for a reader.
    """

    type: str
    subject: str
    sides: tuple[Side, ...]
    explanation: str
    certain: bool = True

    def record(self) -> dict[str, Any]:
        """The disagreement as a JSON object."""
        return {
            "type": self.type,
            "subject": self.subject,
            "sides": [side.record() for side in self.sides],
            "explanation": self.explanation,
            "certain": self.certain,
        }


@dataclass(frozen=True)
class Sourced:
    """A claim with who it comes from and the days that it speaks of."""

    claim: Claim
    speaker: str | None
    published: Extent | None = field(repr=False)

    @cached_property
    def id(self) -> str:
        """The id of its claim."""
        return self.claim.id

    @property
    def source(self) -> tuple[str, str]:
        """The speaker; for a document's own voice and a hidden source, the document."""
        return ("document", self.claim.document) if self.speaker is None else ("actor", self.speaker)

    @cached_property
    def stated(self) -> Extent | None:
        """The days of the claim's own time."""
        return extent(self.claim.time.edtf) if self.claim.time else None

    @property
    def when(self) -> Extent:
        """The days that it speaks of: its own time, else the day of publication, else any day."""
        return self.stated or self.published or EVER

    @property
    def is_fact(self) -> bool:
        """Whether it is put forward as so, rather than planned, possible, demanded or denied."""
        return self.claim.polarity == "affirmed" and self.claim.status == "actual"

    @property
    def is_denial(self) -> bool:
        """Whether it is put forward as not so."""
        negated = self.claim.polarity == "negated"
        return (self.claim.status == "denied") != negated if self.claim.status in ("actual", "denied") else False


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the rules look at, in an order of its own, so that the order of arrival decides nothing."""

    claims: tuple[Sourced, ...]
    documents: tuple[Document, ...]

    def of_kind(self, kind: str) -> Iterator[Sourced]:
        """The claims of one kind."""
        return (sourced for sourced in self.claims if sourced.claim.kind == kind)


def evidence(claims: Iterable[Claim], statements: Iterable[Statement], documents: Iterable[Document]) -> Evidence:
    """Claims joined to their speakers and their documents' dates, each claim once."""
    speakers = {statement.id: statement.speaker.actor for statement in statements if statement.speaker}
    kept = sorted(dict.fromkeys(documents), key=lambda d: (d.id, d.published or "", d.path))
    published: dict[str, list[Extent]] = {}
    for document in kept:
        if reach := extent(document.published):
            published.setdefault(document.id, []).append(reach)
    sourced: dict[str, Sourced] = {}
    for claim in claims:
        # A text with two dates of publication has none that a claim could be placed by.
        dates = set(published.get(claim.document, ()))
        one = Sourced(claim, speakers.get(claim.statement or ""), dates.pop() if len(dates) == 1 else None)
        # Two readers may make the same claim with other terms: the surer one is looked at.
        sourced[one.id] = max(one, sourced.get(one.id, one), key=_sureness)
    return Evidence(tuple(sourced[key] for key in sorted(sourced)), tuple(kept))


def _sureness(one: Sourced) -> tuple[object, ...]:
    terms = [(term.start, term.end, term.sense, term.actor, term.text) for term in one.claim.terms]
    return (one.claim.confidence, one.claim.extractor, terms)


def sides(answers: Mapping[str, Iterable[Sourced]]) -> tuple[Side, ...]:
    """The sides of a disagreement, from each answer's claims."""
    return tuple(_side(value, list(answers[value])) for value in sorted(answers))


def _side(value: str, said: list[Sourced]) -> Side:
    return Side(
        value,
        tuple(sorted({sourced.id for sourced in said})),
        tuple(sorted({sourced.speaker for sourced in said if sourced.speaker})),
        tuple(sorted({sourced.claim.document for sourced in said})),
    )


def said_by(side: Side) -> str:
    """Who stands behind a side, in words: at most three speakers, then a count."""
    count = len(side.documents)
    texts = f"{count} document{'' if count == 1 else 's'}"
    if not side.speakers:
        return f"said by {texts}"
    more = len(side.speakers) - 3
    named = ", ".join(side.speakers[:3]) + (f" and {more} more" if more > 0 else "")
    return f"said by {named} in {texts}"


def contrast(found: tuple[Side, ...]) -> str:
    """The sides against one another, in words.

    >>> contrast((Side("2014", (), ("RUS",), ("a",)), Side("2015", (), (), ("b", "c"))))
    '2014 (said by RUS in 1 document) against 2015 (said by 2 documents)'
    """
    return " against ".join(f"{side.value} ({said_by(side)})" for side in found)
