"""Annotations as values: what a careful person found in a text, and how sure they were that it belongs there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from foedus.evaluation.aliases import Aliases

CLOSED = ("agreement-stage", "agreement-link", "commitment", "membership", "recognition", "validity",
          "integration", "presence", "territory", "office")  # fmt: skip
"""The kinds that annotations hold completely, so that what was read beyond them is wrong."""

KEY_ATTRIBUTES = {
    "agreement-stage": "stage",
    "agreement-link": "link",
    "commitment": "duty",
    "presence": "type",
    "territory": "relation",
    "stance": "stance",
    "office": "office",
    "integration": "step",
    "membership": "change",
    "recognition": "change",
}
"""The attribute without which a claim of a kind says something else."""

Piece = str | tuple[int, int] | tuple[Any, ...]
"""Words of the text, or a span of it, or several of these."""


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """An annotated claim.

    roles: pairs (role, keys); values: what the kind's key attribute may be, none where the annotation leaves it open.
    speakers: keys that are right for whoever says it; voiced: whether somebody says it, else it is the document's own.
    borderline: opinions differ on whether it is there, so that it scores neither way.
    """

    kind: str
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    evidence: Piece
    values: tuple[str, ...] = ()
    polarity: str = "affirmed"
    status: str = "actual"
    speakers: tuple[str, ...] = ()
    voiced: bool = False
    time: str | None = None
    borderline: bool = False


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """An annotated statement: its words, and the keys that are right for its speaker; none for a hidden source."""

    content: Piece
    speakers: tuple[str, ...] = ()
    borderline: bool = False


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """An attribution annotated by its characters, as PARC and PolNeAR do: content spans and source spans."""

    content: tuple[tuple[int, int], ...]
    source: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """The PLOVER event type of a short text, and the words that tell it."""

    type: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """The annotations of one text.

    name: the beginning of the text's file name; statements: None where they were not annotated at all.
    text: the text itself where the annotations carry it.
    """

    name: str
    claims: tuple[GoldClaim, ...] = ()
    statements: tuple[GoldStatement, ...] | None = None
    quotations: tuple[GoldQuotation, ...] | None = None
    event: GoldEvent | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Annotated texts that were made together, with the aliases that go with them."""

    name: str
    documents: tuple[GoldDocument, ...]
    aliases: Aliases = field(default_factory=Aliases)


def claim_of(record: Mapping[str, Any]) -> GoldClaim:
    """The claim of a record that the schema has let pass."""
    name = KEY_ATTRIBUTES.get(record["kind"], "")
    inside = record.get("attributes") or {}
    said = inside[name] if name in inside else record.get(name)
    values = [value for value in (said, *_list(record.get("type_alt"))) if value is not None]
    return GoldClaim(
        kind=record["kind"],
        roles=tuple((role, tuple(map(str, keys or ()))) for role, keys in (record.get("roles") or {}).items()),
        evidence=_piece(record["evidence"]),
        values=tuple(map(str, values)),
        polarity=record.get("polarity", "affirmed"),
        status=record.get("status", "actual"),
        speakers=tuple(map(str, [*_list(record.get("speaker")), *_list(record.get("speaker_alt"))])),
        voiced=bool(record.get("speaker")),
        time=str(record["time"]) if record.get("time") else None,
        borderline=_borderline(record),
    )


def statement_of(record: Mapping[str, Any]) -> GoldStatement:
    """The statement of a record that the schema has let pass."""
    content = record.get("content_spans") or record["content"]
    return GoldStatement(_piece(content), tuple(map(str, _list(record.get("speaker")))), _borderline(record))


def _borderline(record: Mapping[str, Any]) -> bool:
    """Marked as borderline, or standing in a headline alone, which says again what the text says."""
    return bool(record.get("optional")) or record.get("where") == "headline"


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else () if value is None else (value,)


def _piece(value: Any) -> Piece:
    if isinstance(value, list):
        return tuple(_piece(inner) for inner in value)
    return value  # type: ignore[no-any-return]
