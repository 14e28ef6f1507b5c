"""Changes of one fact each, and what library and situation look like after them.

What is changed is given: an agreement's force, who is a party, who holds what, the act.  Nothing derived is ever
changed, so that whatever follows from a change follows by the same rules as the answer itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from foedus.library.values import Library
from foedus.model.agreements import Agreement, Party, Suspension, ValidityPosition
from foedus.model.situations import Situation
from foedus.model.time import OPEN, Spell, Truth, bounds
from foedus.model.viewpoints import Control, Position

SOURCE = "hypothesis"
"""The source of what a change puts in."""
_NEVER = Spell("0001-01-01", "0001-01-01")
_FIRST = date.min + timedelta(1)


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One fact that is otherwise.

    kind: a key of :data:`WORDS`.  agreement, actor, other: what it is about, as the kind's words show; empty where
    they name none.  act: the number of the act that it is about.
    """

    kind: str
    agreement: str = ""
    actor: str = ""
    other: str = ""
    act: int = 0

    @property
    def words(self) -> str:
        """The change as the middle of a sentence that begins with "if"."""
        return WORDS[self.kind].format(agreement=self.agreement, actor=self.actor, other=self.other)

    def record(self) -> dict[str, Any]:
        """The change as a JSON object."""
        named = {"agreement": self.agreement, "actor": self.actor, "other": self.other}
        return {"change": self.kind, **{key: name or None for key, name in named.items()}, "if": self.words}


WORDS = {
    "in-force": "{agreement} were in force",
    "suspended": "{agreement} were suspended",
    "accession": "{actor} were a party to {agreement}",
    "withdrawal": "{actor} were no party to {agreement}",
    "valid": "{actor} held {agreement} to be valid",
    "invalid": "{actor} denied that {agreement} is valid",
    "recognised": "{actor} held {other} to be a state",
    "unrecognised": "{actor} did not hold {other} to be a state",
    "self-rule": "{other} controlled its own territory",
    "no-self-rule": "{other} did not control its own territory",
    "provoked": "{actor} had struck first",
    "unprovoked": "{actor} had not struck first",
    "home": "the attack on {actor} struck its own main territory",
    "place": "the attack on {actor} struck {other}",
    "part-of": "{actor} held {other} to be part of the state attacked",
    "not-part-of": "{actor} held {other} to be no part of the state attacked",
    "control": "{actor} controlled {other}",
    "no-control": "{actor} did not control {other}",
    "through": "the attack on {actor} passed through {other}",
    "not-through": "the attack on {actor} did not pass through {other}",
}
"""Every kind of change, in words."""


def changed(library: Library, situation: Situation, changes: Iterable[Change]) -> tuple[Library, Situation]:
    """The library and the situation in which these facts are otherwise and everything else is as it was."""
    for change in changes:
        if change.kind in _AGREEMENTS:
            library = _with(library, change, situation.on)
        elif change.kind in _POSITIONS:
            library = _POSITIONS[change.kind](library, change, situation)
        else:
            situation = _otherwise(situation, change)
    return library, situation


def _with(library: Library, change: Change, day: date) -> Library:
    made = _AGREEMENTS[change.kind](library.agreement[change.agreement], change, day)
    others = (each for each in library.agreements if each.id != change.agreement)
    return library.altered(agreements=tuple(sorted((*others, made), key=lambda each: each.id)))


def _from(day: date) -> Spell:
    return Spell(day.isoformat(), OPEN)


def _suspend(agreement: Agreement, change: Change, day: date) -> Agreement:
    pause = Suspension("as supposed", _from(day), SOURCE)
    return replace(agreement, suspensions=(*agreement.suspensions, pause))


def _revive(agreement: Agreement, change: Change, day: date) -> Agreement:
    """In force on a day and not suspended, with the parties and the wording of the nearest day on which it was."""
    near = _nearest(agreement, day)

    def still(spell: Spell) -> Spell:
        held = near is None or spell.on(near) is Truth.YES
        return _from(day) if held and spell.on(day) is not Truth.YES else spell

    return replace(
        agreement,
        in_force=still(agreement.in_force) if near else _from(day),
        checked=max(agreement.checked, day.isoformat()),
        parties=tuple(replace(party, spell=still(party.spell)) for party in agreement.parties),
        provisions=tuple(replace(rule, spell=still(rule.spell)) for rule in agreement.provisions),
        suspensions=tuple(each for each in agreement.suspensions if each.actors or each.spell.on(day) is Truth.NO),
    )


def _nearest(agreement: Agreement, day: date) -> date | None:
    spell = agreement.in_force
    ends = [bounds(edtf) for edtf in (spell.start, spell.end) if edtf not in (None, OPEN)]
    days = {day, *(edge for low, high in ends for edge in (max(low, _FIRST) - timedelta(1), low, high))}
    sure = [each for each in days if spell.on(each) is Truth.YES]
    return min(sure, key=lambda each: (abs(each - day), each), default=None)


def _accede(agreement: Agreement, change: Change, day: date) -> Agreement:
    pauses = [
        replace(each, actors=tuple(actor for actor in each.actors if actor != change.actor))
        if each.towards is None and each.spell.on(day) is not Truth.NO
        else each
        for each in agreement.suspensions
        if each.towards is not None or each.actors != (change.actor,)
    ]
    parties = (*agreement.parties, Party(change.actor, _from(day), SOURCE))
    return replace(agreement, parties=parties, suspensions=tuple(pauses))


def _leave(agreement: Agreement, change: Change, day: date) -> Agreement:
    # It stays among those who once were one, because a rule that names it then binds it no longer.
    parties = (replace(p, spell=_NEVER) if p.actor == change.actor else p for p in agreement.parties)
    return replace(agreement, parties=tuple(parties))


def _judge(agreement: Agreement, change: Change, day: date) -> Agreement:
    others = tuple(p for p in agreement.positions if p.holder != change.actor)
    own = ValidityPosition(change.actor, change.kind == "valid", _from(day), SOURCE)
    return replace(agreement, positions=(*others, own))


_AGREEMENTS: dict[str, Callable[[Agreement, Change, date], Agreement]] = {
    "in-force": _revive,
    "suspended": _suspend,
    "accession": _accede,
    "withdrawal": _leave,
    "valid": _judge,
    "invalid": _judge,
}


def _recognise(library: Library, change: Change, situation: Situation) -> Library:
    own = Position(change.actor, "statehood", change.other, change.kind == "recognised", _from(situation.on), SOURCE)
    same = (own.holder, own.about, own.subject)
    others = tuple(p for p in library.positions if (p.holder, p.about, p.subject) != same)
    return library.altered(positions=(*others, own))


def _belong(library: Library, change: Change, situation: Situation) -> Library:
    state = situation.acts[change.act].target
    own = Position(
        change.actor, "part-of", change.other, change.kind == "part-of", _from(situation.on), SOURCE, of=state
    )
    same = (own.holder, own.about, own.subject)
    others = tuple(p for p in library.positions if (p.holder, p.about, p.subject) != same)
    return library.altered(positions=(*others, own))


def _control(library: Library, change: Change, situation: Situation) -> Library:
    territory = change.other
    by = change.actor or territory if change.kind in ("control", "self-rule") else "somebody-else"
    others = tuple(c for c in library.control if c.territory != territory)
    return library.altered(control=(*others, Control(territory, by, _from(situation.on), SOURCE)))


_POSITIONS: dict[str, Callable[[Library, Change, Situation], Library]] = {
    "recognised": _recognise,
    "unrecognised": _recognise,
    "part-of": _belong,
    "not-part-of": _belong,
    "self-rule": _control,
    "no-self-rule": _control,
    "control": _control,
    "no-control": _control,
}


def _otherwise(situation: Situation, change: Change) -> Situation:
    act = situation.acts[change.act]
    match change.kind:
        case "provoked" | "unprovoked":
            act = replace(act, provoked=change.kind == "provoked", accounts=(), step=None)
        case "home" | "place":
            act = replace(act, territory=change.other or None)
        case "through":
            act = replace(act, through=(*act.through, change.other))
        case "not-through":
            act = replace(act, through=tuple(place for place in act.through if place != change.other))
    return replace(situation, acts=(*situation.acts[: change.act], act, *situation.acts[change.act + 1 :]))
