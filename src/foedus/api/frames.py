"""Records as data frames: polars comes with foedus, pandas with the extra ``notebook``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from foedus.model.extras import needed

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Record = Mapping[str, Any]


def nested(records: Sequence[Record], table: str) -> pl.DataFrame:
    """Records of documents, statements or claims with the columns of a corpus's tables, nested where they are nested.

    What a record has beside these columns stands after them, as JSON where it is nested.
    """
    import polars as pl

    from foedus.corpora.columns import claim_row, schemas

    schema = {name: kind for name, kind in schemas()[table].items() if name not in ("type", "retrieved")}
    rows = [claim_row(dict(each)) if table == "claims" else each for each in records]
    held = [{name: _whole(row.get(name)) for name in schema} for row in rows]
    made = pl.DataFrame(held, schema=schema, orient="row")
    beside = flat([{k: v for k, v in each.items() if k not in schema and k != "type"} for each in records])
    return made.hstack(beside) if beside.width else made


def flat(records: Sequence[Record], columns: Sequence[str] = ()) -> pl.DataFrame:
    """Records as a frame: numbers, truths and texts in columns of their kind, lists of texts as lists, the rest JSON.

    columns: those that the frame has in any case.  What is null in a record, or not in it, is null in the frame.
    """
    import polars as pl

    names = dict.fromkeys((*columns, *(name for each in records for name in each)))
    return pl.DataFrame([_column(name, [each.get(name) for each in records]) for name in names if name != "type"])


def _column(name: str, values: Sequence[Any]) -> pl.Series:
    import polars as pl

    values = [_whole(value) for value in values]
    given = [value for value in values if value is not None]
    for kind, made in ((bool, pl.Boolean), (int, pl.Int64), (str, pl.String)):
        if given and all(type(value) is kind for value in given):
            return pl.Series(name, values, dtype=made)
    if given and all(type(value) in (int, float) for value in given):
        return pl.Series(name, [value if value is None else float(value) for value in values], dtype=pl.Float64)
    if given and all(isinstance(value, (list, tuple)) and all(type(one) is str for one in value) for value in given):
        return pl.Series(name, [value if value is None else list(value) for value in values], dtype=pl.List(pl.String))
    return pl.Series(name, [value if value is None else _text(value) for value in values], dtype=pl.String)


def _whole(value: Any) -> Any:
    """A value whose texts UTF-8 can hold: what it cannot, half of a character, stands as its code."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, Mapping):
        return {key: _whole(inner) for key, inner in value.items()}
    return [_whole(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def pandas_frame(made: pl.DataFrame) -> pd.DataFrame:
    """The same as a pandas frame: whole numbers and truths in types that can say that nothing is known.

    Raises MissingExtra, a UsageError with the command that installs it, where pandas is not installed.
    """
    with needed("notebook", "to_pandas()"):
        import pandas as pd

    import polars as pl

    types = {pl.Int64: "Int64", pl.Boolean: "boolean", pl.Float64: "Float64"}
    columns = {}
    for column in made.iter_columns():
        dtype = next((name for kind, name in types.items() if column.dtype == kind), "object")
        columns[column.name] = pd.Series(column.to_list(), dtype=dtype)
    return pd.DataFrame(columns)
