"""Positions: recognition held and not held, a proposition affirmed and denied, two persons in one office."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from foedus.ledger.dates import EVER, Extent
from foedus.ledger.disputes.overlap import Dated, Times, with_rivals
from foedus.ledger.disputes.values import Disagreement, Evidence, Sourced, contrast, sides
from foedus.ledger.exact import dumps
from foedus.ledger.points import OFFICE_HOLDER, PROPOSITIONS, Point


def recognition(given: Evidence) -> Iterator[Disagreement]:
    """A recognition held on one account and not held, or withdrawn, on another, with no order that explains both.

    Recognising and withdrawing are acts: what holds before one and after it may differ.  Where the order
    of two accounts is not known, they are listed as uncertain.
    """
    for point, found in given.on("recognition"):
        (recogniser,), (recognised,), change = point.parts
        if change is not None:
            continue
        answers = _clashing_recognitions(found)
        if answers:
            against = sides(answers)
            yield Disagreement(
                "recognition",
                f"recognition of {recognised} by {recogniser}",
                against,
                f"Accounts differ on whether {recogniser} recognises {recognised}: {contrast(against)}.",
                certain=_is_certain(answers),
                point=point.number,
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
    for kind in PROPOSITIONS:
        if kind == "recognition":  # which is held and withdrawn, and has a rule of its own
            continue
        for point, found in given.on(kind):
            if str(point.parts[-1]).startswith("former "):
                continue
            for same in _alike(found):
                answers = _opposed(same)
                if len(answers) > 1:
                    against = sides(answers)
                    subject = subject_of(point)
                    explanation = f"Sources contradict one another on the {subject}: {contrast(against)}."
                    sure = _is_certain(answers)
                    yield Disagreement("proposition", subject, against, explanation, sure, point=point.number)


def in_one_text(given: Evidence) -> Iterator[Disagreement]:
    """A proposition that one text puts forward and denies in one voice, for times that may be the same.

    It is never certain: a text may tell of a change without a date, and a reader may err.
    """
    for kind in PROPOSITIONS:
        for point, found in given.on(kind):
            if len(found) > 1 and not str(point.parts[-1]).startswith("former "):
                for text, said in _by_text(found).items():
                    answers = _denied_by_itself(said)
                    if answers:
                        against = sides(answers)
                        subject = f"{subject_of(point)} in one text"
                        told = f"{_voice(text)} both affirms and denies the {subject_of(point)}: {contrast(against)}."
                        yield Disagreement("in-one-text", subject, against, told, False, point=point.number)


def _by_text(found: Iterable[Sourced]) -> dict[tuple[str, str | None], list[Sourced]]:
    groups: dict[tuple[str, str | None], list[Sourced]] = {}
    for one in found:
        if one.speaker or one.claim.statement is None:  # what "is believed" is nobody's own voice
            groups.setdefault((one.claim.document, one.speaker), []).append(one)
    return groups


def _voice(text: tuple[str, str | None]) -> str:
    return f"{text[1]}, in one text," if text[1] else "One text"


def _denied_by_itself(said: Iterable[Sourced]) -> dict[str, list[Sourced]]:
    """The facts and denials of one voice whose times may be the same."""
    for same in _alike(said):
        facts = [one for one in same if one.is_fact and one.claim.attribute("change") != "withdraws"]
        denials = [one for one in same if one.is_denial and one.claim.attribute("change") != "withdraws"]
        facts_when, denials_when = (Times(one.stated or EVER for one in ones) for ones in (facts, denials))
        answers = {
            "affirmed": [one for one in facts if denials_when.overlapping(one.stated or EVER)],
            "denied": [one for one in denials if facts_when.overlapping(one.stated or EVER)],
        }
        if all(answers.values()):
            return answers
    return {}


def _alike(found: Iterable[Sourced]) -> Iterable[list[Sourced]]:
    """Claims of one proposition, apart where they are under different conditions."""
    groups: dict[str, list[Sourced]] = {}
    for one in found:
        groups.setdefault(dumps(one.claim.attribute("trigger")), []).append(one)
    return groups.values()


def _is_certain(answers: dict[str, list[Sourced]]) -> bool:
    return all(one.stated and one.stated.exact for said in answers.values() for one in said)


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


def subject_of(point: Point) -> str:
    """A proposition in words.

    >>> subject_of(Point("presence", (("RUS",), ("GEO",), "base")))
    'presence (base) of actor RUS, location GEO'
    """
    *fillers, what = point.parts
    roles, _ = PROPOSITIONS[point.type]
    told = [f"{role} {', '.join(keys)}" for role, keys in zip(roles, fillers, strict=True) if keys]
    return f"{point.type}{f' ({what})' if what else ''} of {', '.join(told)}"


def offices(given: Evidence) -> Iterator[Disagreement]:
    """Two persons in one office of one polity at one time.

    A claim without a time of its own is placed by its document's day of publication; one that cannot be
    placed, or that speaks of a former office, contradicts nobody.
    """
    for point, named in given.on(OFFICE_HOLDER):
        polity, office = point.parts
        found = [one for one in named if one.stated is not None or one.published is not None]
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
                certain=_is_certain(answers),
                about=(polity, office),
                point=point.number,
            )


def _persons(one: Sourced) -> frozenset[str]:
    return frozenset(one.claim.actors("person"))
