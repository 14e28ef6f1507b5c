"""Asking who is bound."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from foedus.desk.acts import AskedAct, sentence
from foedus.desk.days import before, in_order
from foedus.desk.declaring import hit, uttered
from foedus.desk.opening import Desk
from foedus.desk.stating import stated
from foedus.model.answers import NotKnown
from foedus.model.problems import UnknownName, UsageError
from foedus.model.situations import ANY, Account, Act, Retaliation, Situation
from foedus.model.time import parse_day
from foedus.model.viewpoints import DE_FACTO

if TYPE_CHECKING:
    from foedus.model.answers import Answer


@dataclass(frozen=True, slots=True)
class Question:
    """A question in a person's words: names or keys, a day as YYYY-MM-DD (today without one).

    kind, objects: of the first act.  tellers: who says that its target struck first; deniers: who denies it.
    also: further acts as sentences, in no order; then: such as come afterwards, one after the other.
    given, denied: conditions that are met, and such as are not, each as ``AGREEMENT:KEY``.
    """

    attacker: str
    target: str
    on: str | None = None
    territory: str | None = None
    through: tuple[str, ...] = ()
    viewpoint: str | None = None
    provoked: bool = False
    basis: str = "text"
    ask: tuple[str, ...] = ()
    kind: str = "attack"
    objects: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()
    deniers: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    retaliation: Retaliation = "none"
    entanglement: bool = False
    given: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()


def ask_bound(desk: Desk, asked: Question) -> dict[str, Any]:
    """Who is bound to do what for whom, as the contract's JSON object.

    Declared commitments come from the desk's ledger, which is opened only where the question's basis asks for them.

    Raises UnknownName for an actor, place or viewpoint that is not known, BadDate for what is no day, UsageError for
    sides that are none.
    """
    return answer_to(desk, situation(desk, asked))


def answer_to(desk: Desk, given: Situation, known_on: date | datetime | None = None) -> dict[str, Any]:
    """The answer to a situation; each of its proofs has passed the independent checker.

    Where acts have days of their own, `before` has the answers on the earlier days, to what had happened by then.
    known_on: by the commitments that the ledger held at that moment, or at the end of that day (UTC).
    """
    return told_answer(desk, answers_to(desk, given, known_on))


def answers_to(desk: Desk, given: Situation, known_on: date | datetime | None = None) -> tuple[Answer, ...]:
    """The answers of :func:`answer_to` as values: those on earlier days first, the situation's own last."""
    return tuple(_answered(desk, each, known_on) for each in (*before(given), given))


def _answered(desk: Desk, given: Situation, known_on: date | datetime | None) -> Answer:
    said = uttered(desk, given, known_on)
    found, _ = desk.answers.checked(given, said.declared)
    gaps = [NotKnown(key, said.left_out) for key in sorted(hit(given))] if said.left_out else ()
    return replace(found, unknown=(*found.unknown, *gaps)) if gaps else found


def told_answer(desk: Desk, found: Sequence[Answer]) -> dict[str, Any]:
    """Answers as one JSON object: the last, with those on earlier days before it."""
    *earlier, record = (_told_record(desk, each) for each in found)
    return {**record, "before": earlier} if earlier else record


def _told_record(desk: Desk, found: Answer) -> dict[str, Any]:
    record = found.record()
    return {**record, "question": told(desk, record["question"])}


def told(desk: Desk, question: dict[str, Any]) -> dict[str, Any]:
    """The question, with the data sets that were asked beside the library's texts."""
    return {**question, "with": list(desk.settings.panels)}


def situation(desk: Desk, asked: Question) -> Situation:
    """The question with every name resolved.

    Raises UsageError where attacker and target are one, where somebody is named who can owe and be owed nothing, or for
    a sentence that is no act.
    """
    first = AskedAct(
        asked.attacker,
        asked.target,
        asked.territory,
        asked.through,
        asked.provoked,
        asked.kind,
        asked.objects,
        asked.tellers,
        asked.deniers,
    )
    together = [first, *(sentence(text) for text in asked.also)]
    if asked.then:
        together = [replace(act, step=1) for act in together]
    acts = [*together, *_afterwards(asked.then)]
    if len(acts) > MOST_ACTS:
        raise UsageError(f"{len(acts)} acts; a situation holds at most {MOST_ACTS}")
    own = [act.on for act in acts if act.on]
    told, day = in_order([resolved(desk, act) for act in acts], parse_day(asked.on or min(own, default=str(today()))))
    return Situation(
        acts=told,
        on=day,
        viewpoint=viewpoint_key(desk, asked.viewpoint),
        basis=asked.basis,
        ask=tuple(polity(desk, name) for name in asked.ask),
        retaliation=asked.retaliation,
        entanglement=asked.entanglement,
        stated=stated(desk, day, asked.given, asked.denied),
    )


def _afterwards(texts: Sequence[str]) -> Iterator[AskedAct]:
    """Acts that come one after the other; one without a day of its own is on that of the one before."""
    day = None
    for step, text in enumerate(texts, start=2):
        act = sentence(text, step)
        day = act.on or day
        yield replace(act, on=day)


MOST_ACTS = 200
"""More than the opening of any war; chains are kept apart for each act."""


def resolved(desk: Desk, asked: AskedAct) -> Act:
    """An act with every name resolved.

    Raises UsageError where attacker and target are one, or where somebody is named who can owe and be owed nothing.
    """
    attacker = ANY if asked.attacker.lower() == ANY else polity(desk, asked.attacker)
    target = polity(desk, asked.target)
    if attacker == target:
        raise UsageError(f"{desk.label(target)} is named as attacker and as target; name two sides")
    accounts = [
        Account(polity(desk, name), provoked)
        for names, provoked in ((asked.tellers, True), (asked.deniers, False))
        for several in names
        for name in _parted(several, lambda name: polity(desk, name))
    ]
    return Act(
        attacker=attacker,
        target=target,
        territory=place(desk, asked.territory) if asked.territory else None,
        through=tuple(
            place(desk, name) for several in asked.through for name in _parted(several, lambda name: place(desk, name))
        ),
        provoked=asked.provoked,
        kind=asked.kind,
        objects=asked.objects,
        accounts=tuple(accounts),
        step=asked.step,
        on=parse_day(asked.on) if asked.on else None,
    )


def _parted(names: str, known: Callable[[str], str]) -> list[str]:
    """One name, or several as a sentence lists them: some names hold an "and" of their own."""
    try:
        known(names)
    except UsageError:
        return re.split(r", | and (?:through )?", names)
    return [names]


def polity(desk: Desk, name: str) -> str:
    """The key of somebody who can be a side, a bearer or a beneficiary: a state, an alliance, an armed group, ….

    Raises UsageError for a person, an outlet or an agreement, UnknownName for a name that nobody is known by.
    """
    if name.lower() == ANY:
        raise UsageError(f"only the attacker may be {ANY!r}, an unnamed third state; name everybody else")
    key = desk.key(name)
    kind = desk.gazetteer.actors[key].type
    if kind in NO_PARTY:
        acts_for = desk.gazetteer.polity(key, None)
        hint = f"; it acts for {desk.label(acts_for)} ({acts_for})" if acts_for and acts_for != key else ""
        raise UsageError(f"{name!r} is {NO_PARTY[kind]}, and no side of an attack{hint}")
    return key


NO_PARTY = {"person": "a person", "outlet": "an outlet", "agreement": "an agreement"}
"""Types of actor that agreements between polities neither bind nor protect, in words."""


def today() -> date:
    """The day on which a question is asked that names none."""
    return datetime.now(UTC).date()


def place(desk: Desk, name: str) -> str:
    """The key of a territory: one that the library names for itself, or an actor's.

    Raises UnknownName for a place that is neither.
    """
    territories = {territory.id for territory in desk.library.territories}
    return name if name in territories else desk.key(name)


def viewpoint_key(desk: Desk, name: str | None) -> str | None:
    """The holder of a viewpoint by key or name, ``de-facto``, or None for nobody's.

    Raises UnknownName where the library holds no position of it.
    """
    if name is None or name == DE_FACTO:
        return name
    key = desk.key(name)
    if key not in desk.library.holders:
        raise UnknownName(f"the library holds no position of {key!r}; a viewpoint is {_holders(desk)}")
    return key


def _holders(desk: Desk) -> str:
    """Whose viewpoints there are, by name those of whom more is known than whom they recognise."""
    texts = desk.library
    spoken = {each.holder for each in texts.viewpoints} | {each.holder for each in texts.positions}
    named = sorted(spoken | {DE_FACTO})
    more = len(texts.holders.difference(named))
    others = f", or that of one of {more} others who have recognised somebody or hold something of an agreement"
    return f"one of {', '.join(named)}{others if more else ''}"
