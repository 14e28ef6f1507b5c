"""Claims as a Stata data set: labelled variables, words of closed lists as labelled numbers, days as days.

Stata keeps a data set in memory, and so does its writer here.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from foedus.exchange import rows
from foedus.exchange.values import STANDINGS, Asked, Item
from foedus.model.claims import FORMS, KINDS, STATUSES
from foedus.model.extras import needed

if TYPE_CHECKING:
    from pandas import DataFrame

_JSON = ("roles", "attributes", "time_whole", "evidence", "terms")
COLUMNS = {name: label for name, label in rows.COLUMNS.items() if name not in _JSON}
"""The variables with their labels."""

_LISTS = {
    "kind": KINDS,
    "polarity": ("affirmed", "negated"),
    "status": STATUSES,
    "standing": STANDINGS,
    "form": FORMS,
    "holds": ("yes", "unknown"),
    "attribute_former": ("no", "yes"),
    "erased": ("yes",),
    "time_basis": ("stated", "inferred", "judged"),
    "published_basis": ("stated", "inferred"),
}
"""Variables that are numbers with labels, and the labels in the order of their numbers, from 0."""

_NUMBERS = ("confidence", "quantity_low", "quantity_high")
_DAYS = ("time_first", "time_last")
_LONG = 2_000
"""Bytes; Stata's shorter texts end at 2,045."""

KEPT = {
    **{name: where for name, where in rows.KEPT.items() if name not in ("mentions", "offsets", "terms")},
    "actors": "role_…",
    "attributes": "attribute_…, quantity_… (not: triggers)",
    "time": "time, and time_first and time_last as days (%td)",
    "time words": "time_words, time_basis",
    "quote": "quote",
}


def stata_bytes(items: Iterable[Item], asked: Asked) -> Iterator[bytes]:
    """The data set in Stata's format 118 (Stata 14 and later)."""
    with needed("stata", "foedus export stata"):
        import pandas as pd
    found = [rows.row(item, asked) for item in items]
    columns = {name: _column(name, [row[name] for row in found], pd) for name in COLUMNS}
    frame: DataFrame = pd.DataFrame(columns)
    texts = [name for name in COLUMNS if name not in (*_LISTS, *_NUMBERS, *_DAYS)]
    long = [name for name in texts if frame[name].map(lambda text: len(text.encode())).max() > _LONG]
    out = io.BytesIO()
    frame.to_stata(
        out,
        write_index=False,
        version=118,
        variable_labels=COLUMNS,
        data_label="Claims exported by foedus",
        convert_dates=dict.fromkeys(_DAYS, "td"),
        convert_strl=long,
        time_stamp=max((datetime.fromisoformat(row["recorded"]) for row in found), default=_NEVER).replace(tzinfo=None),
    )
    yield out.getvalue()


_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""The time stamp of a data set without rows; that of others is when the last of them was recorded."""


def _column(name: str, values: list[Any], pd: Any) -> Any:
    if name in _LISTS and values:  # the writer cannot number the labels of no rows
        return pd.Categorical(values, categories=list(_LISTS[name]))
    if name in _NUMBERS:
        return pd.Series(values, dtype="float64")
    if name in _DAYS:
        return pd.to_datetime(pd.Series(values, dtype="object"), errors="coerce")
    return pd.Series([_plain(value) for value in values], dtype="object")


def _plain(value: Any) -> str:
    """A text as the format can hold it: a zero byte would end it."""
    return "" if value is None else str(value).replace("\0", " ").encode("utf-8", "replace").decode()
