"""Loaded terms in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.views.table import listed

if TYPE_CHECKING:
    from foedus.views.table import Label


@dataclass(frozen=True, slots=True)
class Usage:
    """A loaded term as it is explained.

    refers_to: the key of what it is used of.  sense: what it implies.  used_by: keys of those whose usage it is; empty
    where the library names nobody.  source: of that; None where there is none.
    """

    text: str
    refers_to: str
    sense: str
    used_by: tuple[str, ...] = ()
    source: str | None = None


def usage_line(usage: Usage, label: Label) -> str:
    """A loaded term as a sentence: what it implies, and whose usage it is."""
    whose = f"; used by {listed([label(key) for key in usage.used_by])}" if usage.used_by else ""
    return f"“{usage.text}” {usage.sense.replace('-', ' ')}, said of {label(usage.refers_to)}{whose}."
