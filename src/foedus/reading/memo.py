"""Remembering what was asked of a token: the parse does not change, so an answer holds as long as the parse."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MEMO = "foedus_memo"
_Answer = TypeVar("_Answer")


def memo(token: Token) -> dict[Any, Any]:
    """The answers kept with a token's parse."""
    kept: dict[Any, Any] = token.doc.user_data.setdefault(_MEMO, {})
    return kept


def forget(parses: Iterable[Doc]) -> None:
    """Drop the answers kept with some parses, once nobody will ask again.

    An answer that is a token holds the parse that holds it: without this only the garbage collector could free both,
    and a long batch would grow by every page read.
    """
    for parse in parses:
        parse.user_data.pop(_MEMO, None)


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
