"""The columns of a corpus: the contract's records as Parquet has them, nested where they are nested, and back.

A claim's roles and attributes are structs with a field for each that the contract has.  What does not fit these (a
role that the contract lacks, another order of roles, a quantity with a fraction) stands in the column ``more`` as JSON,
so that every record comes back as it was, with the same id.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from foedus.ledger.exact import dumps, escape, unescape

if TYPE_CHECKING:
    import polars as pl

TABLES = ("documents", "statements", "claims", "problems", "sightings")

ROLES = (
    *("agreement", "parent", "party", "body", "debtor", "beneficiary", "basis", "member", "organisation"),
    *("recogniser", "recognised", "holder", "actor", "target", "location", "against", "territory", "person", "of"),
    "place",
)
"""Every role of every kind of claim, in an order that each kind's own roles have too."""

_WORDS = ("duty", "stage", "link", "change", "step", "type", "relation", "stance", "event", "office", "title")
_ACTORS = ("on", "through", "near", "from")
_SHAPES: dict[str, Mapping[str, type | tuple[type, ...]]] = {
    "trigger": {"act": str, **dict.fromkeys(_ACTORS, list)},
    "quantity": {"low": int, "high": int, "unit": str},
    "time_conflict": {"edtf": str, "text": str, "start": int, "end": int, "basis": str},
}
_WHOLE = ("quantity", "time_conflict")
"""Attributes whose fields are all there, if only as null."""

_TOLD = ("title", "outlet", "byline", "address", "published", "published_basis", "published_note", "language")


@cache
def schemas() -> dict[str, dict[str, pl.DataType]]:
    """The columns of each table, with their types."""
    import polars as pl

    text, number = pl.String(), pl.Int64()
    spans = pl.List(pl.List(number))
    quote = pl.Struct({"text": text, "start": number, "end": number})
    mention = pl.Struct({"text": text, "start": number, "end": number, "actor": text})
    term = pl.Struct({"text": text, "start": number, "end": number, "actor": text, "sense": text})
    time = pl.Struct({"edtf": text, "text": text, "start": number, "end": number, "basis": text})
    types = {str: text, int: number, list: pl.List(text)}
    attributes = {
        **dict.fromkeys(_WORDS, text),
        "former": pl.Boolean(),
        **{name: pl.Struct({k: types[v] for k, v in shape.items()}) for name, shape in _SHAPES.items()},  # type: ignore[index]
    }
    told = dict.fromkeys(_TOLD, text)
    return {
        "documents": {"type": text, "id": text, "path": text, **told, "text": text, "boilerplate": spans}
        | {"retrieved": text},
        "statements": {"type": text, "id": text, "document": text, "speaker": mention, "on_behalf_of": text}
        | {"via": pl.List(mention), "cue": quote, "content": spans, "form": text},
        "claims": {"type": text, "id": text, "document": text, "statement": text, "kind": text}
        | {"roles": pl.Struct(dict.fromkeys(ROLES, pl.List(mention))), "attributes": pl.Struct(attributes)}
        | {"polarity": text, "status": text, "time": time, "evidence": pl.List(quote), "terms": pl.List(term)}
        | {"confidence": pl.Float64(), "extractor": text, "more": text},
        "problems": dict.fromkeys(("code", "what", "where", "why", "todo", "document"), text),
        "sightings": {"document": text, "path": text, **told, "retrieved": text},
    }


def parquet(table: str, rows: list[dict[str, Any]]) -> bytes:
    """Rows of a table as a Parquet file's bytes: the same bytes for the same rows."""
    import io

    import polars as pl

    file = io.BytesIO()
    pl.DataFrame([_each_text(row, escape) for row in rows], schema=schemas()[table], orient="row").write_parquet(
        file, compression="zstd"
    )
    return file.getvalue()


def rows(table: str, data: bytes) -> list[dict[str, Any]]:
    """The rows of a table's Parquet file, texts as they were."""
    import io

    import polars as pl

    found = pl.read_parquet(io.BytesIO(data), columns=list(schemas()[table])).to_dicts()
    return [_each_text(row, unescape) for row in found]


def _each_text(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each_text(inner, change) for key, inner in value.items()}
    return [_each_text(inner, change) for inner in value] if isinstance(value, list) else value


def claim_row(record: dict[str, Any]) -> dict[str, Any]:
    """A claim's record as a row."""
    roles, attributes = record["roles"], record["attributes"]
    fitting = {name: value for name, value in attributes.items() if _fits(name, value)}
    more: dict[str, Any] = {}
    if list(roles) != [role for role in ROLES if role in roles]:
        more["roles"] = list(roles.items())
    if len(fitting) < len(attributes):
        more["attributes"] = {name: value for name, value in attributes.items() if name not in fitting}
    structs = {"roles": {role: roles.get(role) for role in ROLES}, "attributes": fitting}
    return {**record, **structs, "more": dumps(more) if more else None}


def claim_record(row: dict[str, Any]) -> dict[str, Any]:
    """The claim's record that a row was made of."""
    more = json.loads(row["more"]) if row["more"] else {}
    roles = dict(more["roles"]) if "roles" in more else {k: v for k, v in row["roles"].items() if v is not None}
    attributes = {
        name: {k: v for k, v in value.items() if v is not None} if name == "trigger" else value
        for name, value in row["attributes"].items()
        if value is not None
    }
    record = {name: value for name, value in row.items() if name != "more"}
    return {**record, "roles": roles, "attributes": attributes | more.get("attributes", {})}


def _fits(name: str, value: Any) -> bool:
    """Whether an attribute stands in its column without a loss."""
    if name in _WORDS:
        return isinstance(value, str)
    if name == "former":
        return isinstance(value, bool)
    shape = _SHAPES.get(name)
    if shape is None or not isinstance(value, dict) or not value.keys() <= shape.keys():
        return False
    if name in _WHOLE:
        return value.keys() == shape.keys() and all(
            each is None or (type(each) is shape[key] and (each.__class__ is not int or abs(each) < 2**63))
            for key, each in value.items()
        )
    return bool(value) and all(
        type(each) is shape[key] and (each.__class__ is not list or all(isinstance(one, str) for one in each))
        for key, each in value.items()
    )
