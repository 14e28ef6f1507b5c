"""Claims as CSV, JSON lines and Parquet: a claim at a time, so that any number of them will do."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from foedus.exchange import rows
from foedus.exchange.values import Asked, Item, in_batches, standing_of
from foedus.ledger.exact import escape, unescape

if TYPE_CHECKING:
    import polars as pl

    from foedus.model.claims import Claim

_TOGETHER = 2_000
"""Rows of a Parquet file that are in memory at once."""

_CONTEXT = tuple(
    name
    for name in rows.COLUMNS
    if not name.startswith(("role_", "attribute_", "quantity_", "time"))
    and name not in ("claim", "roles", "attributes", "evidence", "terms")
)
"""Columns that stand in Parquet as they stand in CSV; the others are nested there."""

JSONL_KEPT = {
    **rows.KEPT,
    "claim": "id",
    "actors": "roles",
    "attributes": "attributes",
    "time": "time",
    "time words": "time",
    "quote": "evidence",
    "mentions": "roles",
    "offsets": "evidence",
    "speaker": "said.speaker",
    "speaker words": "said.speaker",
    "on behalf of": "said.on_behalf_of",
    "via": "said.via",
    "cue": "said.cue",
    "form": "said.form",
    "judgement": "judged",
    "valid on": "asked.valid_on",
    "known on": "asked.known_on",
    **{name: f"told.{name.replace(' ', '_')}" for name in ("title", "outlet", "byline", "path", "address", "language")},
    **{name: f"told.{name.replace(' ', '_')}" for name in ("published", "published basis")},
}
PARQUET_KEPT = {
    **{name: where for name, where in rows.KEPT.items() if name not in ("mentions", "offsets")},
    "claim": "id",
    "actors": "roles",
    "mentions": "roles",
    "attributes": "attributes, more",
    "time": "time",
    "time words": "time",
    "quote": "quote, evidence",
    "offsets": "evidence",
}


def csv_bytes(items: Iterable[Item], asked: Asked) -> Iterator[bytes]:
    """Claims as CSV in UTF-8: a header, then a row for each."""
    yield _line(rows.COLUMNS)
    for item in items:
        made = rows.row(item, asked)
        yield _line("" if made[name] is None else made[name] for name in rows.COLUMNS)


def _line(cells: Iterable[Any]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)  # what ends a row is quoted inside a cell
    return (out.getvalue().removesuffix("\r\n") + "\n").encode("utf-8", "backslashreplace")


def csv_claims(text: str) -> Iterator[Claim]:
    """The claims of a CSV file that :func:`csv_bytes` made."""
    for found in csv.DictReader(io.StringIO(text, newline="")):
        yield rows.claim_of(found)


def jsonl_bytes(items: Iterable[Item], asked: Asked) -> Iterator[bytes]:
    """Claims as JSON lines: the contract's records, and beside them who says it and what is told of the document."""
    for item in items:
        held = item.held
        record = {
            **held.record(),
            "said": held.statement and held.statement.record(),
            "standing": standing_of(held.judged),
            "viewpoint": item.viewpoint,
            "holds": held.holds and held.holds.value,
            "recorded": held.recorded_at.isoformat(),
            "reader": f"foedus {held.read_by.version}, {held.read_by.model}",
            "told": {
                name: getattr(item.told, name)
                for name in ("title", "outlet", "byline", "path", "address", "published", "published_basis", "language")
            },
            "asked": {"valid_on": asked.valid_on, "known_on": asked.known_on},
        }
        yield (rows.compact(record) + "\n").encode("utf-8", "backslashreplace")


def parquet_schema() -> dict[str, pl.DataType]:
    """The columns of the Parquet file with their types: those of a corpus's claims, and beside them the CSV's."""
    import polars as pl

    from foedus.corpora.columns import schemas

    nested = {name: kind for name, kind in schemas()["claims"].items() if name not in ("type", "confidence")}
    return {**nested, **{name: pl.String() for name in _CONTEXT if name not in nested}, "confidence": pl.Float64()}


def parquet_frames(items: Iterable[Item], asked: Asked) -> Iterator[pl.DataFrame]:
    """Claims as pieces of one table, to be written one after the other."""
    import polars as pl

    schema = parquet_schema()
    for some in in_batches(items, _TOGETHER):
        made = [_parquet_row(item, asked, schema) for item in some]
        yield pl.DataFrame(made, schema=schema, orient="row")


def _parquet_row(item: Item, asked: Asked, schema: dict[str, Any]) -> dict[str, Any]:
    from foedus.corpora.columns import claim_row

    flat = rows.row(item, asked)
    nested = claim_row(item.held.claim.record())
    whole = {**{name: flat[name] for name in _CONTEXT}, **nested}
    return {name: _texts(whole[name], escape) for name in schema}


def parquet_claims(found: Iterable[dict[str, Any]]) -> Iterator[Claim]:
    """The claims of the rows of a Parquet file."""
    from foedus.corpora.columns import claim_record
    from foedus.model.claims import Claim

    for row in found:
        plain = {name: _texts(value, unescape) for name, value in row.items()}
        held_as = plain["id"] if plain["erased"] else None
        yield Claim.from_record({**claim_record(plain), "held_as": held_as})


def _texts(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _texts(inner, change) for key, inner in value.items()}
    return [_texts(inner, change) for inner in value] if isinstance(value, list) else value
