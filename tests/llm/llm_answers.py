"""Answers as a model gives them, spelt short."""

from __future__ import annotations

from typing import Any

from foedus.llm.vocabulary import kinds


def named(words: str, means: str | None = None) -> dict[str, Any]:
    """A name or description."""
    return {"words": words, "means": means}


def statement(n: int, speaker: dict[str, Any] | None, *content: str, **more: Any) -> dict[str, Any]:
    """A statement."""
    plain = {"n": n, "speaker": speaker, "via": [], "cue": None, "content": list(content), "form": "indirect"}
    return plain | more


def claim(kind: str, *evidence: str, **more: Any) -> dict[str, Any]:
    """A claim; roles and attributes that are not given are empty."""
    of = kinds()[kind]
    roles = {role: [] for role, _ in of.roles} | more.pop("roles", {})
    attributes = {name: None for name, _ in of.attributes} | more.pop("attributes", {})
    plain = {
        "kind": kind,
        "statement": None,
        "roles": roles,
        "attributes": attributes,
        "polarity": "affirmed",
        "status": "actual",
        "time": None,
        "evidence": list(evidence),
    }
    return plain | more


def answer(statements: list[Any] | None = None, claims: list[Any] | None = None) -> dict[str, Any]:
    """A whole answer."""
    return {"statements": statements or [], "claims": claims or []}
