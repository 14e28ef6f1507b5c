"""What a call of the command line gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Done:
    """What a call printed, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]
