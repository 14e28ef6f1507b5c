"""Frozen values as JSON objects."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any


def plain(value: Any) -> Any:
    """A frozen value as JSON: dataclasses become objects of their fields, tuples lists.

    >>> from foedus.model.time import Spell
    >>> plain((Spell("2009-01-20"),))
    [{'start': '2009-01-20', 'end': '..'}]
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return value
