"""Remembering what was asked of a token: the parse does not change, so an answer holds as long as the parse."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from spacy.tokens import Token

_MEMO = "foedus_memo"
_Answer = TypeVar("_Answer")


def memo(token: Token) -> dict[Any, Any]:
    """The answers kept with a token's parse."""
    kept: dict[Any, Any] = token.doc.user_data.setdefault(_MEMO, {})
    return kept


def per_token(function: Callable[[Token], _Answer]) -> Callable[[Token], _Answer]:
    """A function of one token that is computed once for each."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def remembered(token: Token) -> _Answer:
        kept = memo(token)
        key = (name, token.i)
        if key not in kept:
            kept[key] = function(token)
        answer: _Answer = kept[key]
        return answer

    return remembered
