"""What an answer claims, in the words of the law: what has to be shown of it, and what its own parts must agree on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.model.answers import Answer, Cited, Conflict, Obligation, Passage, Prevails
from foedus.model.situations import Declared
from foedus.obligations.checker import agreements, precedence, question, views
from foedus.obligations.checker.core import Atom, Said
from foedus.obligations.checker.gathering import Given


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that an answer claims.

    label: where it stands.  goals: what has to be shown.  faults: what does not agree in it before anything is shown.
    owed: the obligation whose reasons and first day must be those of the proof; None for what gives no reasons.
    """

    label: str
    goals: tuple[Atom, ...]
    faults: tuple[str, ...] = ()
    owed: Obligation | None = None

    @property
    def told(self) -> frozenset[Said]:
        """The reasons that are given."""
        return (
            frozenset((fact.kind, fact.fact, fact.source) for fact in self.owed.because) if self.owed else frozenset()
        )


def claims(answer: Answer) -> Iterator[Claim]:
    """Everything that an answer claims."""
    for i, owed in enumerate(answer.obligations):
        yield _declared(i, owed) if owed.level == "declared" else _obligation(i, owed)
    for i, passage in enumerate(answer.passages):
        yield _passage(f"passage {i}", passage)
        yield from (_hosting(f"passage {i}", (i, j), passage, owed) for j, owed in enumerate(passage.hosting))
    for i, conflict in enumerate(answer.conflicts):
        yield _conflict(f"conflict {i}", conflict, answer)
        yield from (_prevails(i, each) for each in conflict.prevails)


def given(answer: Answer, declared: Sequence[Declared], facts: Given) -> None:
    """Gathers everything of library and question that may bear on what an answer claims."""
    situation = answer.situation
    numbered: list[tuple[Any, Obligation]] = list(enumerate(answer.obligations))
    numbered += [((i, j), owed) for i, each in enumerate(answer.passages) for j, owed in enumerate(each.hosting)]
    cited = [owed.provision for _, owed in numbered if owed.provision is not None]
    cited += [other for conflict in answer.conflicts for other in conflict.others]
    cited += [other for passage in answer.passages for other in (*passage.host_breaks, *passage.guest_breaks)]
    for name in dict.fromkeys(each.agreement for each in cited):
        agreements.agreement(facts, name)
        views.acceptance(facts, name)
    people = {actor for act in situation.acts for actor in (act.attacker, act.target)}
    for _, owed in numbered:
        people |= {owed.bearer, owed.beneficiary, *owed.against}
        people |= {actor for ground in owed.grounds for actor in (ground.victim, ground.adversary)}
    for passage in answer.passages:
        people |= {passage.host, passage.guest}
        views.whose(facts, passage.place, passage.host)
    for act in situation.acts:
        if act.territory is not None:
            views.whose(facts, act.territory, act.target)
        people |= set(act.through)
    for actor in sorted(people):
        views.kinds(facts, actor)
    question.words(facts)
    question.acts(facts, situation)
    question.asked_of(facts, situation, sorted(people))
    question.commitments(facts, declared)
    for number, owed in numbered:
        question.duty(facts, number, owed, situation.retaliation)
    for number, conflict in enumerate(answer.conflicts):
        if conflict.prevails:
            question.clash(facts, number, conflict, answer.obligations)
            precedence.precedence(facts, conflict.prevails)


def _obligation(number: int, owed: Obligation) -> Claim:
    goals, faults = [], []
    for each in owed.grounds:
        after = "given" if each.after is None else each.after
        goals.append(("owed", number, each.event, each.victim, each.adversary, each.act, after))
    if not goals:
        faults.append("nothing is said to set it off")
    if owed.against != tuple(sorted({ground.adversary for ground in owed.grounds})):
        faults.append("it is not against those against whom its grounds are")
    if owed.after != tuple(sorted({ground.after for ground in owed.grounds if ground.after is not None})):
        faults.append("what it presupposes is not what its grounds do")
    return Claim(_label(number, owed), tuple(goals), tuple(faults), owed)


def _declared(number: int, owed: Obligation) -> Claim:
    return Claim(_label(number, owed), (("declared", number),))


def _label(number: int, owed: Obligation) -> str:
    return f"obligation {number} ({owed.bearer} for {owed.beneficiary})"


def _passage(label: str, told: Passage) -> Claim:
    goals: list[Atom] = [("passes", told.act, told.role, told.place, told.host, told.guest)]
    breaks = (*told.host_breaks, *told.guest_breaks)
    faults = ("forces that are stationed break no promise by it",) if told.role != "through" and breaks else ()
    goals += [("host-breaks", told.act, told.host, *_named(each)) for each in told.host_breaks]
    goals += [("guest-breaks", told.act, told.host, *_named(each)) for each in told.guest_breaks]
    return Claim(label, tuple(goals), faults)


def _hosting(label: str, number: tuple[int, int], told: Passage, owed: Obligation) -> Claim:
    said = (owed.bearer, owed.beneficiary, owed.duty) == (told.host, told.guest, "host-forces")
    faults = () if said else (f"{owed.bearer} does not host {told.guest} here",)
    return Claim(label, (("stands", number),), faults, owed)


def _conflict(label: str, told: Conflict, answer: Answer) -> Claim:
    mine = [i for i in told.obligations if 0 <= i < len(answer.obligations)]
    goals: list[Atom] = [("bears", i, told.actor) for i in told.obligations]
    faults = [] if len(mine) == len(told.obligations) else ["it names an obligation that there is not"]
    if told.kind == "both-sides":
        faults += [] if len(mine) == 2 else ["it does not name two obligations"]
        goals += [("both-sides", *mine, told.actor)] if len(mine) == 2 else []
    elif told.kind == "own-act":
        faults += ["an act of its own is no obligation"] if mine else []
        goals += [("attacks", told.act, told.actor)]
        goals += [("breaks-by-act", told.act, told.actor, *_named(each)) for each in told.others]
    else:
        breaks = "breaks-neutrality" if told.kind == "neutrality" else "breaks"
        goals += [(breaks, i, *_named(each)) for i in mine for each in told.others]
    return Claim(label, tuple(goals), tuple(faults))


def _prevails(number: int, told: Prevails) -> Claim:
    goal = (
        "prevails",
        number,
        *_named(told.first),
        *_named(told.gives_way),
        *_named(told.rule),
        told.text,
        told.source,
    )
    return Claim(f"conflict {number}", (goal,))


def _named(cited: Cited) -> tuple[str, str]:
    return cited.agreement, cited.article
