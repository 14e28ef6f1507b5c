"""Events: what a situation gives and what performing a duty adds, each as one victim and one adversary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foedus.model.situations import Act, Retaliation, Situation, provocation
from foedus.model.time import Truth

__all__ = ["Alike", "Event", "Key", "Retaliation", "given", "performed"]

Key = tuple[int, int, str, str, str, int]
"""A derived duty: numbers of the instrument and of its rule, bearer, beneficiary, adversary, number of the given act.

What follows is kept apart for each act, because a chain may hang on what is true of one act and not of another."""


Alike = tuple[str, str, str, int, str | None, str | None, bool]
"""What of an event sets a rule off: everything but the duty that it comes from."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a trigger may match.

    kind: ``attack`` (given, or in retaliation), ``war`` (given or joined) or ``performance`` (of another duty).
    victim: who is attacked, is at war, or is helped.  adversary: who it is against.
    act: the given act that it comes from, at: its number.  provoked: whether that act was.
    number: how many attack the victim.  performer, duty: of a performance.
    after: the duty whose performance it presupposes; None for what is given.
    """

    kind: str
    victim: str
    adversary: str
    act: Act
    number: int = 1
    performer: str | None = None
    duty: str | None = None
    after: Key | None = None
    at: int = 0
    provoked: Truth = Truth.NO

    @property
    def alike(self) -> Alike:
        """What it has in common with every event that sets off the same."""
        return self.kind, self.victim, self.adversary, self.at, self.performer, self.duty, self.after is None


def given(situation: Situation, viewpoint: str | None) -> Iterator[Event]:
    """The events of the situation itself, in a viewpoint's eyes: its attacks, and the wars that they are."""
    for at, act in enumerate(situation.acts):
        number = len({other.attacker for other in situation.acts if other.target == act.target})
        provoked = provocation(situation.acts, act, viewpoint)
        yield Event("attack", act.target, act.attacker, act, number, at=at, provoked=provoked)
        if act.kind != "threat":
            yield Event("war", act.target, act.attacker, act, number, at=at, provoked=provoked)
            yield Event("war", act.attacker, act.target, act, at=at, provoked=provoked)


def performed(key: Key, duty: str, event: Event, retaliation: Retaliation = "none") -> Iterator[Event]:
    """The events that performing a duty adds: the performance, and the bearer's war with the adversary.

    event: the one that set the duty off.
    The bearer becomes a belligerent, but nobody has attacked it, so no attack is among them unless retaliation says so.
    """
    _, _, bearer, beneficiary, adversary, at = key
    act, provoked = event.act, event.provoked
    if duty in ("defend", "attack", "aid"):
        yield Event(
            "performance", beneficiary, adversary, act, performer=bearer, duty=duty, after=key, at=at, provoked=provoked
        )
    if duty in ("defend", "attack"):
        yield Event("war", bearer, adversary, act, after=key, at=at, provoked=provoked)
        yield Event("war", adversary, bearer, act, after=key, at=at, provoked=provoked)
        if retaliation != "none":
            yield Event("attack", bearer, adversary, act, after=key, at=at, provoked=provoked)
        if retaliation == "both":
            yield Event("attack", adversary, bearer, act, after=key, at=at, provoked=provoked)
