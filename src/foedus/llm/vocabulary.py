"""What a model is told: the contract's kinds as a prompt, and the form of its answer as a JSON schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from foedus.model.claims import FORMS, STATUSES

_FOLDER = Path(__file__).parent
_TEXT = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_SPANS = {"type": "array", "items": _TEXT}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of claim: what it means, its roles in the contract's order, its attributes.

    required: the roles and attributes that may not stay empty.
    attributes: pairs of a name and the words that it may be, or ``text``, ``truth``, ``quantity`` or ``trigger``.
    """

    name: str
    means: str
    roles: tuple[tuple[str, str], ...]
    required: frozenset[str]
    attributes: tuple[tuple[str, tuple[str, ...] | str], ...]


@cache
def _data() -> dict[str, Any]:
    import yaml

    loaded: dict[str, Any] = yaml.safe_load((_FOLDER / "contract.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of claim that a model is asked for, by its name."""
    data = _data()
    return {
        name: Kind(
            name,
            entry["means"],
            tuple((role.rstrip("*"), means) for role, means in entry["roles"].items()),
            frozenset(each for each in (*entry["roles"], *entry["attributes"]) if not each.endswith("*")),
            tuple((attribute.rstrip("*"), _words(values)) for attribute, values in entry["attributes"].items()),
        )
        for name, entry in data["kinds"].items()
    }


def _words(values: list[str] | str) -> tuple[str, ...] | str:
    if isinstance(values, list):
        return tuple(values)
    return tuple(_data()["plover"]) if values == "plover" else values


@cache
def prompt() -> str:
    """What a model is told before it is given a text."""
    template = (_FOLDER / "prompt.md").read_text(encoding="utf-8")
    return template.format(
        forms=", ".join(FORMS), statuses=", ".join(STATUSES), kinds="\n".join(_told(kind) for kind in kinds().values())
    )


def _told(kind: Kind) -> str:
    roles = "; ".join(f"{role}{'' if role in kind.required else ' (may be empty)'}: {m}" for role, m in kind.roles)
    attributes = "; ".join(f"{name}: {_values(values)}" for name, values in kind.attributes)
    return f"- `{kind.name}`: {kind.means}\n  roles: {roles}" + (f"\n  attributes: {attributes}" if attributes else "")


def _values(values: tuple[str, ...] | str) -> str:
    if isinstance(values, tuple):
        return ", ".join(values)
    if values == "trigger":
        return "; ".join(f"{part}: {means}" for part, means in _data()["trigger"].items()) + " (by name)"
    return {"text": "as written", "truth": "true or null", "quantity": "how many, as low, high and unit"}[values]


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    """An object with exactly these properties: what servers that hold a model to a schema ask for."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _or_null(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"anyOf": [dict(schema), {"type": "null"}]}


_NAMED = _object({"words": _TEXT, "means": _MAYBE})


@cache
def statement_schema() -> dict[str, Any]:
    """The form of one statement."""
    return _object(
        {
            "n": {"type": "integer"},
            "speaker": _or_null(_NAMED),
            "via": {"type": "array", "items": _NAMED},
            "cue": _MAYBE,
            "content": _SPANS,
            "form": {"type": "string", "enum": list(FORMS)},
        }
    )


@cache
def claim_schema(kind: str) -> dict[str, Any]:
    """The form of one claim of a kind."""
    of = kinds()[kind]
    return _object(
        {
            "kind": {"type": "string", "enum": [kind]},
            "statement": {"type": ["integer", "null"]},
            "roles": _object({role: {"type": "array", "items": _NAMED} for role, _ in of.roles}),
            "attributes": _object({name: _attribute(values) for name, values in of.attributes}),
            "polarity": {"type": "string", "enum": ["affirmed", "negated"]},
            "status": {"type": "string", "enum": list(STATUSES)},
            "time": _or_null(_object({"words": _TEXT, "date": _TEXT})),
            "evidence": _SPANS,
        }
    )


def _attribute(values: tuple[str, ...] | str) -> dict[str, Any]:
    if values == "text":
        return _MAYBE
    if values == "truth":
        return {"type": ["boolean", "null"]}
    if values == "quantity":
        number = {"type": ["number", "null"]}
        return _or_null(_object({"low": number, "high": number, "unit": _MAYBE}))
    if values == "trigger":
        return _or_null(_object(dict.fromkeys(_data()["trigger"], _MAYBE)))
    return {"type": ["string", "null"], "enum": [*values, None]}


@cache
def answer_schema() -> dict[str, Any]:
    """The form of a whole answer."""
    claims = {"type": "array", "items": {"anyOf": [claim_schema(kind) for kind in kinds()]}}
    return _object({"statements": {"type": "array", "items": statement_schema()}, "claims": claims})
