"""Points: the questions on which claims may differ, and what each claim answers to them.

A claim bears on several at once: on the proposition that it is ("Vanuatu recognises Abkhazia"), on the date of a stage,
on who holds an office, on what a place is called.  Claims that bear on one point are compared with one another and with
no others.  A point's number is worked out from its content alone, so that a store finds the points that have more than
one answer without reading a claim.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from typing import Any

from foedus.ledger.exact import dumps
from foedus.model.actors import SINGLE_OFFICES
from foedus.model.claims import Claim, Term

# What makes two claims of a kind the same proposition: roles, and the attribute that says what of it.  Roles that
# merely add to it (a place, a basis) are left out, as one text names them and another does not.
PROPOSITIONS: dict[str, tuple[tuple[str, ...], str | None]] = {
    "agreement-stage": (("agreement", "party"), "stage"),
    "agreement-link": (("agreement", "parent"), "link"),
    "commitment": (("debtor", "beneficiary"), "duty"),
    "membership": (("member", "organisation"), "change"),
    "recognition": (("recogniser", "recognised"), None),
    "validity": (("holder", "agreement"), None),
    "integration": (("actor", "target"), "step"),
    "presence": (("actor", "location"), "type"),
    "territory": (("territory", "of"), "relation"),
    "stance": (("holder", "target"), "stance"),
    "office": (("person", "of"), "office"),
    "event": (("actor", "target"), "event"),
}

STAGE_DATES, STAGE_ORDER, OFFICE_HOLDER = "stage-dates", "stage-order", "office-holder"
NAMES, DATE_IN_TEXT = "names", "date-in-text"
FURTHER = (STAGE_DATES, STAGE_ORDER, OFFICE_HOLDER, NAMES, DATE_IN_TEXT)
"""The types of points that are no propositions."""

# Numbers that stand in ledgers: never change one, only add.
_NUMBERS = {
    **{kind: 1 + number for number, kind in enumerate(PROPOSITIONS)},
    STAGE_DATES: 32,
    STAGE_ORDER: 33,
    OFFICE_HOLDER: 34,
    NAMES: 35,
    DATE_IN_TEXT: 36,
}
_CONTENT_BITS = 56

ONCE = ("signed", "ratified", "in-force", "denounced", "terminated")
"""Stages that an agreement, or one of its parties, goes through once."""

OPPOSED_NAMES = {"asserts": 1, "contests": -1}

YES, OPEN, NO = 1, 0, -1
"""Answers to a proposition: put forward, neither (an option, a demand), denied."""


@dataclass(frozen=True)
class Point:
    """A question on which claims may differ.

    type: a kind of claim, for a proposition; else ``stage-dates``, ``stage-order``, ``office-holder``, ``names`` or
    ``date-in-text``.  parts: what it is about; for a proposition the fillers of each role, then the attribute.
    """

    type: str
    parts: tuple[Any, ...]

    @cached_property
    def number(self) -> int:
        """Its number: the type's, then a hash of its content.

        >>> Point("names", ("RUS", "statehood")).number >> 56
        35
        """
        return (_NUMBERS[self.type] << _CONTENT_BITS) | _hash(self.parts, _CONTENT_BITS)

    def under(self, names: Mapping[str, str]) -> Point:
        """The proposition under the keys that stand for others."""
        *fillers, what = self.parts
        return Point(self.type, (*(tuple(sorted({names.get(key, key) for key in keys})) for keys in fillers), what))


def numbers_of(type_: str) -> tuple[int, int]:
    """The numbers that points of a type have: from the first up to, not with, the second."""
    return _NUMBERS[type_] << _CONTENT_BITS, (_NUMBERS[type_] + 1) << _CONTENT_BITS


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a claim answers to a point.

    answer: 0 where it answers nothing that another could contradict; two claims that differ have different numbers.
    actors: the keys under which the point is looked for.
    """

    point: Point
    answer: int
    actors: tuple[str, ...]


def propositions(claim: Claim) -> Iterator[Point]:
    """The proposition that a claim is, whoever affirms or denies it; none where nobody stands in its first role.

    A recognition by several of several is one of each by each.

    >>> from foedus.model.claims import Mention, make_claim
    >>> roles = {"recogniser": [Mention("Tuvalu", 0, 6, "TUV")], "recognised": [Mention("it", 9, 11, "abkhazia")]}
    >>> [point.parts for point in propositions(make_claim(document="d", kind="recognition", roles=roles, evidence=[]))]
    [(('TUV',), ('abkhazia',), None)]
    """
    if claim.kind == "recognition":
        what = "withdraws" if claim.attribute("change") == "withdraws" else None
        yield from (Point("recognition", ((who,), (whom,), what)) for who, whom in _recognitions(claim))
        return
    roles, attribute = PROPOSITIONS[claim.kind]
    fillers = tuple(tuple(sorted(set(claim.actors(role)))) for role in roles)
    what = claim.attribute(attribute) if attribute else None
    if claim.kind == "office" and claim.attribute("former"):
        what = f"former {what}"
    if fillers[0]:
        yield Point(claim.kind, (*fillers, what))


def bearings(claim: Claim, terms: Iterable[Term] | None = None) -> Iterator[Bearing]:
    """The points that a claim bears on, with its answers.

    terms: the loaded names in it, where another reading of the claim saw others.
    """
    actors = claim.everybody()
    for point in propositions(claim):
        yield Bearing(point, answer(claim), actors)
    for point, given in _FURTHER.get(claim.kind, _nothing)(claim):
        yield Bearing(point, given, actors)
    if claim.attribute("time_conflict") is not None and claim.time is not None:
        point = Point(DATE_IN_TEXT, (claim.document,))
        yield from (Bearing(point, given, actors) for given in (YES, NO))
    yield from _names(claim.terms if terms is None else terms)


def answer(claim: Claim) -> int:
    """Whether a claim puts its proposition forward, denies it, or leaves it open."""
    if is_denial(claim):
        return NO
    return YES if is_fact(claim) or is_intent(claim) else OPEN


def is_fact(claim: Claim) -> bool:
    """Whether it is put forward as so, rather than planned, possible, demanded or denied.

    A duty under a condition is one all the same.
    """
    return claim.polarity == "affirmed" and claim.status in _AS_SO.get(claim.kind, ("actual",))


def is_intent(claim: Claim) -> bool:
    """Whether it is put forward as what will be."""
    return claim.polarity == "affirmed" and claim.status in ("planned", "ordered")


def is_denial(claim: Claim) -> bool:
    """Whether it is put forward as not so."""
    negated = claim.polarity == "negated"
    if claim.status == "denied":
        return not negated
    return negated and claim.status in _AS_SO.get(claim.kind, ("actual",))


_AS_SO = {"commitment": ("actual", "conditional")}


def _stages(claim: Claim) -> Iterator[tuple[Point, int]]:
    stage = str(claim.attribute("stage"))
    if not is_fact(claim):
        return
    for agreement in dict.fromkeys(claim.actors("agreement")):
        if stage in ONCE and claim.time is not None:
            yield Point(STAGE_DATES, (agreement, stage)), 1 + _hash(claim.time.edtf, 48)
        if stage in ("submitted", "ratified", "in-force"):
            yield Point(STAGE_ORDER, (agreement,)), NO if stage == "submitted" else YES


def _recognitions(claim: Claim) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(product(claim.actors("recogniser"), claim.actors("recognised"))))


def _withdrawals(claim: Claim) -> Iterator[tuple[Point, int]]:
    """Withdrawing a recognition answers the question whether it is held."""
    if claim.attribute("change") == "withdraws":
        given = NO if is_fact(claim) else OPEN
        yield from ((Point("recognition", ((who,), (whom,), None)), given) for who, whom in _recognitions(claim))


def _holders(claim: Claim) -> Iterator[tuple[Point, int]]:
    office, persons = claim.attribute("office"), set(claim.actors("person"))
    if is_fact(claim) and not claim.attribute("former") and office in SINGLE_OFFICES and len(persons) == 1:
        for polity in dict.fromkeys(claim.actors("of")):
            yield Point(OFFICE_HOLDER, (polity, office)), 1 + _hash(min(persons), 48)


def _nothing(claim: Claim) -> Iterator[tuple[Point, int]]:
    return iter(())


_FURTHER = {"agreement-stage": _stages, "recognition": _withdrawals, "office": _holders}


def _names(terms: Iterable[Term]) -> Iterator[Bearing]:
    for term in terms:
        stance, _, topic = term.sense.partition("-")
        if stance in OPPOSED_NAMES and topic:
            yield Bearing(Point(NAMES, (term.actor, topic)), OPPOSED_NAMES[stance], (term.actor,))


def _hash(value: Any, bits: int) -> int:
    # What equals a text is that text, while 1 equals True, and has another hash.
    what = value[-1] if isinstance(value, tuple) else value
    return (_hash_of_texts if what is None or type(what) is str else _hash_of)(value, bits)


def _hash_of(value: Any, bits: int) -> int:
    found = hashlib.blake2b(dumps(value).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(found) >> (64 - bits)


_hash_of_texts = lru_cache(maxsize=32_768)(_hash_of)


def renamed(claim: Claim, names: Mapping[str, str]) -> Claim:
    """The claim with other keys for its actors."""
    from dataclasses import replace

    if not any(mention.actor in names for _, found in claim.roles for mention in found) and not any(
        term.actor in names for term in claim.terms
    ):
        return claim
    roles = tuple(
        (role, tuple(replace(each, actor=names.get(each.actor, each.actor)) for each in found))
        for role, found in claim.roles
    )
    terms = tuple(replace(term, actor=names.get(term.actor, term.actor)) for term in claim.terms)
    return replace(claim, roles=roles, terms=terms)
