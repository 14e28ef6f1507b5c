"""What a reading by a language model used: which model, where, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar


@dataclass(frozen=True, slots=True)
class Used:
    """What one document, or a whole run, took of a language model behind an endpoint.

    model, host: as they were asked for; served: the model's name as the server gave it, None where it gave none.
    requests: how many were sent, failed ones included.
    tokens_in, tokens_out: as the server counted them; None where one of its replies did not say, never a guess.
    cost: by the price that the user gave, in the user's currency; None without a price or without a count.
    """

    model: str
    host: str
    served: str | None = None
    requests: int = 0
    tokens_in: int | None = 0
    tokens_out: int | None = 0
    cost: float | None = None

    def __add__(self, other: Used) -> Used:
        """Both together: what one of the two does not say is not known of the sum."""
        return Used(
            self.model,
            self.host,
            other.served or self.served,
            self.requests + other.requests,
            _sum(self.tokens_in, other.tokens_in),
            _sum(self.tokens_out, other.tokens_out),
            _sum(self.cost, other.cost),
        )

    def record(self) -> dict[str, Any]:
        """It as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


_Number = TypeVar("_Number", int, float)


def _sum(first: _Number | None, second: _Number | None) -> _Number | None:
    return None if first is None or second is None else first + second
