"""Events: what a situation gives and what performing a duty adds, each as one victim and one adversary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from foedus.model.situations import Act, Situation

Retaliation = Literal["none", "helpers", "both"]
"""Who counts as attacked besides those whom the situation names: nobody; whoever helps, by whom it fights; or, of any
two whom a performed duty sets at war, each by the other."""

Key = tuple[int, int, str, str, str]
"""A derived duty: number of the instrument, of its rule, bearer, beneficiary, adversary."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a trigger may match.

    kind: ``attack`` (given), ``war`` (given or joined) or ``performance`` (of another duty).
    victim: who is attacked, is at war, or is helped.  adversary: who it is against.
    act: the given act that it comes from.  number: how many attack the victim.  performer, duty: of a performance.
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


def given(situation: Situation) -> Iterator[Event]:
    """The events of the situation itself: its attacks, and the wars that they are."""
    for act in situation.acts:
        number = len({other.attacker for other in situation.acts if other.target == act.target})
        yield Event("attack", act.target, act.attacker, act, number)
        if act.kind != "threat":
            yield Event("war", act.target, act.attacker, act, number)
            yield Event("war", act.attacker, act.target, act)


def performed(key: Key, duty: str, act: Act, retaliation: Retaliation = "none") -> Iterator[Event]:
    """The events that performing a duty adds: the performance, and the bearer's war with the adversary.

    The bearer becomes a belligerent, but nobody has attacked it, so no attack is among them unless retaliation says so.
    """
    _, _, bearer, beneficiary, adversary = key
    if duty in ("defend", "attack", "aid"):
        yield Event("performance", beneficiary, adversary, act, performer=bearer, duty=duty, after=key)
    if duty in ("defend", "attack"):
        yield Event("war", bearer, adversary, act, after=key)
        yield Event("war", adversary, bearer, act, after=key)
        if retaliation != "none":
            yield Event("attack", bearer, adversary, act, after=key)
        if retaliation == "both":
            yield Event("attack", adversary, bearer, act, after=key)
