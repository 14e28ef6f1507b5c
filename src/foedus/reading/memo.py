"""Remembering what was asked of a token: the parse does not change, so an answer holds as long as the parse."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from foedus.reading.parse import Token

_Answer = TypeVar("_Answer")


def memo(token: Token) -> dict[Any, Any]:
    """The answers kept with a token's parse."""
    return token.doc.kept


def per_token(function: Callable[[Token], _Answer]) -> Callable[[Token], _Answer]:
    """A function of one token that is computed once for each."""

    @wraps(function)
    def remembered(token: Token) -> _Answer:
        kept: dict[Any, _Answer] = token.kept
        if function in kept:
            return kept[function]
        answer = kept[function] = function(token)
        return answer

    return remembered
