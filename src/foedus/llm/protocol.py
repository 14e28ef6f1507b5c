"""The protocol: what a request asks for, and what stands in an answer."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import Any

from foedus.llm import failure
from foedus.llm.failure import Failure
from foedus.model.usage import Used

TOLD = 200
"""Characters of somebody else's words in a message of ours."""


@dataclass(frozen=True, slots=True)
class Written:
    """The text that a model wrote, and what it took."""

    text: str
    used: Used


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Why there is none, and what was spent on it all the same."""

    failure: Failure
    used: Used


def _schema_format(schema: Mapping[str, Any]) -> dict[str, Any]:
    named = {"name": "reading", "strict": True, "schema": dict(schema)}
    return {"temperature": 0, "response_format": {"type": "json_schema", "json_schema": named}}


FORMATS: tuple[Callable[[Mapping[str, Any]], dict[str, Any]], ...] = (
    _schema_format,
    lambda _: {"temperature": 0, "response_format": {"type": "json_object"}},
    lambda _: {"temperature": 0},
    lambda _: {},
)
"""What is asked besides the messages, the strictest first; a server that lacks it is asked for the next."""


def read_answer(body: bytes, spent: Used) -> Written | NoAnswer:
    """The text of an answer in the protocol's form."""
    try:
        value = json.loads(body)
        choice = value["choices"][0]
        message = choice["message"]
        content, refusal, ended = message.get("content"), message.get("refusal"), choice.get("finish_reason")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        counted = replace(spent, tokens_in=None, tokens_out=None)
        return NoAnswer(failure.no_answer("it has no choices with a message"), counted)
    used = _counted(value, spent)
    if refusal or ended == "content_filter":
        return NoAnswer(failure.refused(" ".join(str(refusal or "a content filter").split())[:TOLD]), used)
    if ended == "length":
        return NoAnswer(failure.cut_short(), used)
    return Written(content if isinstance(content, str) else "", used)


def _counted(value: Mapping[str, Any], spent: Used) -> Used:
    usage = value.get("usage")
    counts = [
        count if isinstance(count, int) and not isinstance(count, bool) and count >= 0 else None
        for count in (usage.get(name) if isinstance(usage, dict) else None
                      for name in ("prompt_tokens", "completion_tokens"))
    ]  # fmt: skip
    served = value.get("model")
    return replace(spent, served=served if isinstance(served, str) else None, tokens_in=counts[0], tokens_out=counts[1])


def json_object(text: str) -> tuple[dict[str, Any] | None, str]:
    """The JSON object in an answer, whatever stands around it (thoughts, a code fence), or why there is none."""
    text = text.rpartition("</think>")[2]
    start = text.find("{")
    if start < 0:
        return None, "it is empty" if not text.strip() else "it has no braces"
    try:
        value, _ = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError) as error:
        return None, str(error)
    return value, ""


def waiting(header: str | None) -> float | None:
    """How many seconds a Retry-After header asks for; None without one that can be read."""
    if not header:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None
