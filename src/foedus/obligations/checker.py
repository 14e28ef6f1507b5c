"""A second opinion: every obligation of an answer, derived anew from the library's own values.

It shares no code with the world and the evaluator, so that a mistake there, or a hand on an answer that was
stored, shows.  It asks whether the library bears out what is claimed; it does not look for obligations that an
answer might have left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from foedus.library.values import Library
from foedus.model.answers import ASSUMED, GIVEN, Answer, Obligation
from foedus.model.problems import DataError
from foedus.model.situations import Declared
from foedus.model.time import Truth
from foedus.model.viewpoints import DE_FACTO
from foedus.obligations.checker_events import Case, fits, happens, presupposed
from foedus.obligations.checker_facts import Sight, latest_start, required
from foedus.obligations.checker_lives import modified, rule_facts
from foedus.obligations.checker_promises import conflict, entangled, passage

_SOURCED = ("in-force", "party", "wording", "viewpoint")


class BadProofError(DataError):
    """An answer claims what the library does not bear out; the message lists every claim that fails."""


def verify(answer: Answer, library: Library, declared: Sequence[Declared] = ()) -> None:
    """Passes in silence where the library bears an answer out; raises BadProofError with every failure otherwise."""
    if found := check(answer, library, declared):
        raise BadProofError("the answer does not follow from the library: " + "; ".join(found))


def check(answer: Answer, library: Library, declared: Sequence[Declared] = ()) -> tuple[str, ...]:
    """What in an answer the library does not bear out, a sentence each; empty where all of it does."""
    sight = Sight(library, answer.situation.on, answer.situation.viewpoint)
    found = list(_obligations(answer, sight, declared))
    found += [f"passage {i}: {what}" for i, each in enumerate(answer.passages) for what in passage(answer, each, sight)]
    found += [
        f"conflict {i}: {what}" for i, each in enumerate(answer.conflicts) for what in conflict(answer, each, sight)
    ]
    if answer.entanglement is not None:
        apart = replace(
            answer,
            situation=replace(answer.situation, retaliation="both"),
            obligations=answer.entanglement.obligations,
        )
        found += [f"entanglement, {what}" for what in _obligations(apart, sight, ())]
        found += [f"entanglement: {what}" for what in entangled(answer.entanglement)]
    return tuple(found)


def _obligations(answer: Answer, sight: Sight, declared: Sequence[Declared]) -> Iterator[str]:
    for i, owed in enumerate(answer.obligations):
        faults = _declared(owed, declared) if owed.level == "declared" else _text(answer, owed, sight)
        yield from (f"obligation {i} ({owed.bearer} for {owed.beneficiary}): {what}" for what in faults)


def _declared(owed: Obligation, declared: Sequence[Declared]) -> Iterator[str]:
    said = next((d for d in declared if d.claim.id == owed.claim), None)
    if said is None:
        yield f"no claim {owed.claim} was given"
        return
    claimed = (owed.duty, owed.said_by, owed.speaks_for, owed.in_force_since)
    words = (said.claim.attribute("duty") or "aid", said.speaker, said.speaks_for, said.uttered)
    affirmed = said.claim.polarity == "affirmed" and said.claim.status in ("actual", "conditional")
    if claimed != words or owed.bearer not in said.claim.actors("debtor") or not affirmed or not said.speaks_for:
        yield f"the claim {owed.claim} does not say so"


def _text(answer: Answer, owed: Obligation, sight: Sight) -> Iterator[str]:
    cited = owed.provision
    agreement = sight.library.agreement.get(cited.agreement) if cited else None
    if cited is None or agreement is None:
        yield "it cites no agreement of the library"
        return
    if sight.binds(agreement) is not Truth.YES:
        yield f"{agreement.id} is not known to be in force on that day in that viewpoint's eyes"
    if owed.disputed_by != sight.disputed_by(agreement):
        yield f"disputed_by should be {list(sight.disputed_by(agreement))}"
    claimed = (cited.article, owed.duty, owed.strength, owed.wording_since)
    rules = [(rule, None) for rule in agreement.provisions]
    attempts = [
        list(_rule(Case(answer, owed, sight, agreement, rule, rule.trigger, reserved)))
        for rule, reserved in (*rules, *modified(agreement, sight.day))
        if rule.trigger
        and (rule.article, rule.duty, rule.strength, rule.spell.start) == claimed
        and rule.spell.on(sight.day) is Truth.YES
    ]
    yield from min(attempts, key=len, default=[f"{agreement.id} has no article that says so on that day"])


def _rule(case: Case) -> Iterator[str]:
    owed, rule, sight = case.owed, case.rule, case.sight
    grounds = owed.grounds
    if owed.after != tuple(sorted({each.after for each in grounds if each.after is not None})):
        yield "what it presupposes is not what its grounds do"
    if any(owed.depth != 1 + (case.before(each).depth if each.after is not None else 0) for each in case.sound):
        yield "its depth does not follow from what it presupposes"
    if not case.has(rule.obliged, owed.bearer) or sight.left(case.agreement, owed.bearer):
        yield f"the article does not oblige {owed.bearer}"
    if any(e.bearers and sight.may(case.agreement, e.bearers, owed.bearer, e.spell) for e in rule.exemptions):
        yield f"{owed.bearer} is exempt"
    if owed.bearer in (*owed.against, owed.beneficiary):
        yield f"{owed.bearer} cannot owe it to itself or against itself"
    if not grounds or len(case.sound) != len(grounds) or {each.adversary for each in grounds} != set(owed.against):
        yield "nothing that is given or presupposed sets the article off in this way"
        return
    if not all(happens(case, each) and fits(case, each) for each in grounds):
        yield "nothing that is given or presupposed sets the article off in this way"
        return
    yield from _reasons(case)


def _reasons(case: Case) -> Iterator[str]:
    owed, agreement, day = case.owed, case.agreement, case.sight.day
    hinges = {owed.bearer, owed.beneficiary, *(ground.victim for ground in owed.grounds)}
    if owed.in_force_since != latest_start(agreement, day, hinges):
        yield "in_force_since is not the latest day of those that it hangs on"
    given = {(fact.fact, fact.source) for fact in owed.because}
    for ground in owed.grounds:
        needs = required(agreement, case.rule, day, (owed.bearer, ground.victim), case.act(ground))
        needs |= presupposed(case, ground) | rule_facts(agreement, case.rule, case.reserved)
        yield from (f"among the reasons there is no {fact!r} from {source!r}" for fact, source in sorted(needs - given))
    view = case.sight.view
    judged = view is not None and (view != DE_FACTO or agreement.rests_on)
    if judged and not any(f.kind == "viewpoint" for f in owed.because):
        yield f"no reason says why viewpoint {view} accepts {agreement.id}"
    free = [f.fact for f in owed.because if f.source in (GIVEN, ASSUMED) and f.kind in _SOURCED]
    yield from (f"no source for {fact!r}" for fact in free)
