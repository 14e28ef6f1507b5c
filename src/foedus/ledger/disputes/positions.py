"""Positions: recognition held and not held, a proposition affirmed and denied, two persons in one office."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product

from foedus.ledger.dates import EVER, Extent
from foedus.ledger.disputes.overlap import Dated, Times, with_rivals
from foedus.ledger.disputes.values import Disagreement, Evidence, Sourced, contrast, sides
from foedus.ledger.exact import dumps

# What makes two claims of a kind the same proposition: roles, and the attribute that says what of it.  Roles that
# merely add to it (a place, a basis) are left out, as one text names them and another does not.
PROPOSITIONS: dict[str, tuple[tuple[str, ...], str | None]] = {
    "agreement-stage": (("agreement", "party"), "stage"),
    "agreement-link": (("agreement", "parent"), "link"),
    "commitment": (("debtor", "beneficiary"), "duty"),
    "membership": (("member", "organisation"), "change"),
    "validity": (("holder", "agreement"), None),
    "integration": (("actor", "target"), "step"),
    "presence": (("actor", "location"), "type"),
    "territory": (("territory", "of"), "relation"),
    "stance": (("holder", "target"), "stance"),
    "office": (("person", "of"), "office"),
    "event": (("actor", "target"), "event"),
}

SINGLE_OFFICES = ("president", "prime-minister", "foreign-minister", "defence-minister")
"""Offices that one person holds at a time."""


def recognition(given: Evidence) -> Iterator[Disagreement]:
    """A recognition held on one account and not held, or withdrawn, on another, with no order that explains both.

    Recognising and withdrawing are acts: what holds before one and after it may differ.  Where the order
    of two accounts is not known, they are listed as uncertain.
    """
    groups: dict[tuple[str, str], list[Sourced]] = {}
    for one in given.of_kind("recognition"):
        pairs = product(one.claim.actors("recogniser"), one.claim.actors("recognised"))
        for pair in dict.fromkeys(pairs):
            groups.setdefault(pair, []).append(one)
    for (recogniser, recognised), found in sorted(groups.items()):
        answers = _clashing_recognitions(found)
        if answers:
            against = sides(answers)
            yield Disagreement(
                "recognition",
                f"recognition of {recognised} by {recogniser}",
                against,
                f"Accounts differ on whether {recogniser} recognises {recognised}: {contrast(against)}.",
                certain=all(one.stated and one.stated.exact for said in answers.values() for one in said),
            )


def _clashing_recognitions(found: Iterable[Sourced]) -> dict[str, list[Sourced]]:
    """The accounts that no order of acts reconciles, by what they answer.

    Reconciled are: not held and later held or recognised; held and later withdrawn; recognised and
    withdrawn on different days.
    """
    kinds: dict[str, list[Sourced]] = {"holds": [], "recognises": [], "withdraws": [], "not": []}
    for one in found:
        change = str(one.claim.attribute("change") or "holds")
        if one.is_fact:
            kinds.setdefault(change, []).append(one)
        elif one.is_denial and change != "withdraws":
            kinds["not"].append(one)
    times = {kind: Times(one.when for one in said) for kind, said in kinds.items()}
    clashing: dict[str, Callable[[Extent], bool]] = {
        "holds": lambda w: times["not"].latest_end >= w.low or times["withdraws"].earliest_start < w.high,
        "recognises": lambda w: times["not"].latest_end > w.low or times["withdraws"].overlapping(w) > 0,
        "withdraws": lambda w: times["holds"].latest_end > w.low or times["recognises"].overlapping(w) > 0,
        "not": lambda w: times["holds"].earliest_start <= w.high or times["recognises"].earliest_start < w.high,
    }
    answers: dict[str, list[Sourced]] = {}
    for kind, clashes in clashing.items():
        if said := [one for one in kinds[kind] if clashes(one.when)]:
            answers.setdefault(_ANSWERS[kind], []).extend(said)
    return answers if len(answers) > 1 else {}


_ANSWERS = {"holds": "recognised", "recognises": "recognised", "withdraws": "withdrawn", "not": "not recognised"}


def propositions(given: Evidence) -> Iterator[Disagreement]:
    """A proposition that one source puts forward and another denies.

    A denial answers a plan or an order as well as a fact; "did not" answers only "did".  Two accounts with
    times of their own that have no day in common speak of different occasions.
    """
    groups: dict[tuple[str, ...], list[Sourced]] = {}
    for one in given.claims:
        if key := _proposition(one):
            groups.setdefault(key, []).append(one)
    for _, found in sorted(groups.items()):
        answers = _opposed(found)
        if len(answers) > 1:
            against = sides(answers)
            subject = _subject(found[0])
            explanation = f"Sources contradict one another on the {subject}: {contrast(against)}."
            certain = all(one.stated and one.stated.exact for said in answers.values() for one in said)
            yield Disagreement("proposition", subject, against, explanation, certain)


def _proposition(one: Sourced) -> tuple[str, ...] | None:
    roles, attribute = PROPOSITIONS.get(one.claim.kind, ((), None))
    fillers = [sorted(set(one.claim.actors(role))) for role in roles]
    if not fillers or not fillers[0] or one.claim.attribute("former"):
        return None
    return (one.claim.kind, dumps(one.claim.attribute(attribute) if attribute else None), dumps(fillers))


def _opposed(found: Iterable[Sourced]) -> dict[str, list[Sourced]]:
    put: dict[str, list[Sourced]] = {"fact": [], "intent": [], "denied": [], "negated": []}
    for one in found:
        if one.is_fact:
            put["fact"].append(one)
        elif one.is_denial:
            put["denied" if one.claim.status == "denied" else "negated"].append(one)
        elif one.claim.polarity == "affirmed" and one.claim.status in ("planned", "ordered"):
            put["intent"].append(one)
    answers: dict[str, list[Sourced]] = {}
    for mine, other in ((("fact", "intent"), ("denied",)), (("fact",), ("negated",))):
        for value, ours, theirs in (("affirmed", mine, other), (other[0], other, mine)):
            ones = [one for name in ours for one in put[name]]
            rivals = [_by_source(one) for name in theirs for one in put[name]]
            clashing = with_rivals(ones, [_by_source(one) for one in ones], rivals)
            answers.setdefault(value, []).extend(clashing)
    return {value: said for value, said in answers.items() if said}


def _by_source(one: Sourced) -> Dated:
    return Dated(one.source, one.stated or EVER)


def _subject(one: Sourced) -> str:
    roles, attribute = PROPOSITIONS[one.claim.kind]
    what = one.claim.attribute(attribute) if attribute else None
    fillers = [f"{role} {', '.join(sorted(set(one.claim.actors(role))))}" for role in roles if one.claim.actors(role)]
    return f"{one.claim.kind}{f' ({what})' if what else ''} of {', '.join(fillers)}"


def offices(given: Evidence) -> Iterator[Disagreement]:
    """Two persons in one office of one polity at one time.

    A claim without a time of its own is placed by its document's day of publication; one that cannot be
    placed, or that speaks of a former office, contradicts nobody.
    """
    groups: dict[tuple[str, str], list[Sourced]] = {}
    for one in given.of_kind("office"):
        office, former = one.claim.attribute("office"), one.claim.attribute("former")
        placed = one.stated is not None or one.published is not None
        if one.is_fact and placed and not former and office in SINGLE_OFFICES and len(_persons(one)) == 1:
            for polity in dict.fromkeys(one.claim.actors("of")):
                groups.setdefault((polity, office), []).append(one)
    for (polity, office), found in sorted(groups.items()):
        held = [Dated(_persons(one), one.when) for one in found]
        answers: dict[str, list[Sourced]] = {}
        for one in with_rivals(found, held, held):
            answers.setdefault(min(_persons(one)), []).append(one)
        if len(answers) > 1:
            against = sides(answers)
            yield Disagreement(
                "office",
                f"{office} of {polity}",
                against,
                f"More than one person is named as {office} of {polity} for the same time: {contrast(against)}.",
                certain=all(one.stated and one.stated.exact for said in answers.values() for one in said),
            )


def _persons(one: Sourced) -> frozenset[str]:
    return frozenset(one.claim.actors("person"))
