"""What is counted in each document; counts of documents add up."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple


class Key(NamedTuple):
    """What a count is of.

    measure: ``claims``, ``slot``, ``statements``, ``quotations`` or ``events``.
    name: a kind of claim, a slot or an event type, or ``all``.
    what: ``gold`` (annotated), ``read``, ``borderline``, or what is right: ``relaxed``, ``strict``, ``right``, …
    """

    measure: str
    name: str
    what: str


Counts = Counter[Key]
