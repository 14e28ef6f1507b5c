"""Parquet as a source: one article a row, in the columns that a .json file's objects have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from foedus.corpora.items import Item
from foedus.documents.load import Limits
from foedus.documents.sources import Raw
from foedus.model.problems import Problem

COLUMNS = ("text", "title", "address", "url", "outlet", "byline", "published")
_TOGETHER = 200
"""Rows in memory at once."""


def rows_of(path: Path, where: str, limits: Limits) -> Iterator[Item]:
    """The rows of a file, by their numbers from 1; other columns than :data:`COLUMNS` are not looked at."""
    import polars as pl
    from polars.exceptions import PolarsError

    try:
        scanned = pl.scan_parquet(path, glob=False)
        known = scanned.collect_schema().names()
        total = int(scanned.select(pl.len()).collect().item())
    except (PolarsError, OSError) as error:
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
        yield Item(Raw(where, problem=_broken(where, "not read: no Parquet", why)))
        return
    if "text" not in known:
        why = f"its columns are {', '.join(known[:8]) or 'none'}"
        yield Item(Raw(where, problem=_broken(where, "not read: it has no column text", why)))
        return
    columns = [name for name in COLUMNS if name in known]
    share = path.stat().st_size // max(1, total)
    for start in range(0, total, _TOGETHER):
        try:
            some = scanned.select(columns).slice(start, _TOGETHER).collect().to_dicts()
        except (PolarsError, OSError) as error:
            why = f"rows {start + 1} to {min(start + _TOGETHER, total)}: {str(error).splitlines()[0]}"
            yield Item(Raw(where, problem=_broken(where, "some rows are not read", why)), share * _TOGETHER)
            continue
        for number, row in enumerate(some, start + 1):
            record = {key: _plain(value) for key, value in row.items() if value is not None}
            yield Item(Raw(f"{where}:{number}", "json", json.dumps(record, ensure_ascii=False).encode()), share)


def _plain(value: Any) -> Any:
    """A cell as JSON has it: days and moments in ISO form, bytes as text; what is none of these as its words."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, (str, int, float, bool, list, dict)) else str(value)


def _broken(where: str, what: str, why: str) -> Problem:
    return Problem("parquet", what, where, why, "give Parquet with a column text, and title, address, published …")
