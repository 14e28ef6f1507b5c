"""What the rules are given and what they find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from foedus.ledger.dates import EVER, Extent, extent
from foedus.ledger.exact import dumps
from foedus.ledger.points import Bearing, Point, bearings, is_denial, is_fact, renamed
from foedus.model.claims import Claim, Statement


class Published(Protocol):
    """What is told of a document: a document, or what a ledger tells of one."""

    @property
    def id(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def published(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Side:
    """One of the answers that stand against each other.

    value: the answer ("2014-11-24", "denied", "Tskhinvali region"); claims, documents: the ids it rests on.
    speakers: keys of the actors who say so; empty where only documents in their own voice do.
    independent: how many of the documents' sources are independent of one another; None where that was not asked.
    """

    value: str
    claims: tuple[str, ...]
    speakers: tuple[str, ...]
    documents: tuple[str, ...]
    independent: int | None = None

    def record(self) -> dict[str, Any]:
        """The side as a JSON object."""
        return {
            "value": self.value,
            "claims": list(self.claims),
            "speakers": list(self.speakers),
            "documents": list(self.documents),
            "independent": self.independent,
        }


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question to which claims give answers that cannot all be right.

    type: ``stage-dates``, ``stage-order``, ``date-in-text``, ``publication-dates``, ``recognition``,
    ``proposition``, ``in-one-text``,
    ``office`` or ``names``.
    subject: what is in question, in words; sides: the answers, at least two, sorted by value.
    certain: False where the answers contradict one another only if a time that is imprecise, or known from the
    date of publication alone, means what it most likely means.
    explanation: one sentence for a reader.
    about: for a stage's date the agreement and the stage, for an office whose it is and which.
    point: the number of the point that the sides answer; 0 where it is none of claims.
    of: how many claims of the ledger bear on that, where they are so many that only some of them were compared.
    """

    type: str
    subject: str
    sides: tuple[Side, ...]
    explanation: str
    certain: bool = True
    about: tuple[str, ...] = ()
    point: int = 0
    of: int | None = None

    def record(self) -> dict[str, Any]:
        """The disagreement as a JSON object."""
        return {
            "type": self.type,
            "subject": self.subject,
            "sides": [side.record() for side in self.sides],
            "explanation": self.explanation,
            "certain": self.certain,
            "about": list(self.about),
            **({} if self.of is None else {"of": self.of}),
        }


@dataclass(frozen=True)
class Sourced:
    """A claim with who it comes from and the days that it speaks of.

    id: the claim's in the ledger, also where its actors stand here under other keys.
    origin: what its source goes back to, shared by all copies of one story; None where that was not asked.
    """

    claim: Claim
    id: str
    speaker: str | None
    published: Extent | None = field(repr=False)
    origin: str | None = None

    @property
    def source(self) -> tuple[str, str]:
        """The speaker; for a document's own voice and a hidden source, the document, or the story it is a copy of."""
        return ("document", self.origin or self.claim.document) if self.speaker is None else ("actor", self.speaker)

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
        """Whether it is put forward as so."""
        return is_fact(self.claim)

    @property
    def is_denial(self) -> bool:
        """Whether it is put forward as not so."""
        return is_denial(self.claim)


@dataclass(frozen=True)
class Evidence:
    """All that the rules look at, in an order of its own, so that the order of arrival decides nothing.

    about: where it is given, only what concerns one of these actors is looked at, and the points of these numbers,
    of which it is known that they concern one.
    """

    claims: tuple[Sourced, ...]
    documents: tuple[Published, ...]
    about: frozenset[str] | None = None
    points: frozenset[int] = frozenset()

    def on(self, type_: str) -> Iterator[tuple[Point, list[Sourced]]]:
        """The points of a type, each with the claims that bear on it."""
        found = self._points.get(type_, {})
        return iter(sorted(found.items(), key=lambda item: dumps(item[0].parts)))

    @cached_property
    def _points(self) -> dict[str, dict[Point, list[Sourced]]]:
        found: dict[str, dict[Point, list[Sourced]]] = {}
        wanted: set[Point] = set()
        for one in self.claims:
            kept: set[Point] = set()
            for each in bearings(one.claim):
                if each.point not in wanted and self._concerns(each):
                    wanted.add(each.point)
                if each.point not in kept:
                    kept.add(each.point)
                    found.setdefault(each.point.type, {}).setdefault(each.point, []).append(one)
        return {
            type_: {point: said for point, said in points.items() if point in wanted} for type_, points in found.items()
        }

    def _concerns(self, one: Bearing) -> bool:
        if self.about is None or not self.about.isdisjoint(one.actors):
            return True
        return bool(self.points) and one.point.number in self.points


def evidence(
    claims: Iterable[Claim],
    statements: Iterable[Statement],
    documents: Iterable[Published],
    *,
    names: Mapping[str, str] | None = None,
    origins: Mapping[str, str] | None = None,
    about: frozenset[str] | None = None,
    points: frozenset[int] = frozenset(),
) -> Evidence:
    """Claims joined to their speakers and their documents' dates, each claim once."""
    same = names or {}
    speakers = {s.id: same.get(s.speaker.actor, s.speaker.actor) for s in statements if s.speaker}
    kept = sorted(dict.fromkeys(documents), key=lambda d: (d.id, d.published or "", d.path))
    published: dict[str, list[Extent]] = {}
    for document in kept:
        if reach := extent(document.published):
            published.setdefault(document.id, []).append(reach)
    sourced: dict[str, Sourced] = {}
    for claim in claims:
        # A text with two dates of publication has none that a claim could be placed by.
        dates = set(published.get(claim.document, ()))
        day = dates.pop() if len(dates) == 1 else None
        id_ = claim.id
        origin = origins.get(id_) if origins else None
        one = Sourced(renamed(claim, same), id_, speakers.get(claim.statement or ""), day, origin)
        # Two readers may make the same claim with other terms: the surer one is looked at.
        sourced[id_] = max(one, sourced.get(id_, one), key=_sureness)
    return Evidence(tuple(sourced[key] for key in sorted(sourced)), tuple(kept), about, points)


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
        len(origins) if (origins := {sourced.origin for sourced in said if sourced.origin}) else None,
    )


def said_by(side: Side) -> str:
    """Who stands behind a side, in words: at most three speakers, then a count."""
    count = len(side.documents)
    texts = f"{count} document{'' if count == 1 else 's'}"
    if side.independent is not None and side.independent < count:
        texts += f" from {side.independent} independent source{'' if side.independent == 1 else 's'}"
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
