"""One obligation's proof, built on demand from an answer: every duty that it rests on, down to the given acts.

Duties are derived in synchronous rounds, each in the first in which it can be, so no proof of a duty is lower than
the one that is found here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.model.answers import Answer, Obligation
from foedus.model.problems import UsageError


@dataclass(frozen=True, slots=True)
class Proof:
    """An obligation with all those whose performance it presupposes, nearest to the given acts first, itself last.

    Each stands under its number in the answer; their `after` speaks of these numbers.
    """

    number: int
    steps: tuple[tuple[int, Obligation], ...]

    @property
    def height(self) -> int:
        """How many duties stand one upon the other in it."""
        return self.steps[-1][1].depth

    def record(self) -> dict[str, Any]:
        """The proof as a JSON object."""
        steps = [{"number": number, **owed.record()} for number, owed in self.steps]
        return {"number": self.number, "height": self.height, "steps": steps}


def proof(answer: Answer, number: int) -> Proof:
    """The proof of the obligation with that number in an answer.

    Raises UsageError where the answer has no such obligation.
    """
    if not 0 <= number < len(answer.obligations):
        has = f"its numbers go from 1 to {len(answer.obligations)}" if answer.obligations else "it has none"
        raise UsageError(f"the answer has no obligation {number + 1}: {has}")
    needed, todo = set(), [number]
    while todo:
        one = todo.pop()
        if one not in needed:
            needed.add(one)
            todo += answer.obligations[one].after
    order = sorted(needed, key=lambda one: (answer.obligations[one].depth, one))
    return Proof(number, tuple((one, answer.obligations[one]) for one in order))
