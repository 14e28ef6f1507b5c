"""Which of many rows a table does not hold: one question for thousands, in both stores."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa

Row = tuple[Any, ...]
"""The values of a key: numbers and texts."""

_TOGETHER = 5_000


def lacking(connection: sa.Connection, table: sa.Table, names: Sequence[str], rows: Sequence[Row]) -> list[Row]:
    """Those of some rows that a table does not hold.

    names: the columns that the rows give, a key of the table.
    """
    ask = _ask_sqlite if connection.dialect.name == "sqlite" else _ask_postgresql
    kept = [_kept(table.c[name], connection.dialect) for name in names]
    found: list[Row] = []
    for start in range(0, len(rows), _TOGETHER):
        some = rows[start : start + _TOGETHER]
        given = [tuple(keep(value) for keep, value in zip(kept, row, strict=True)) for row in some]
        found += [some[number] for number in ask(connection, table, names, given)]
    return found


def _kept(column: sa.Column[Any], dialect: sa.Dialect) -> Callable[[Any], Any]:
    """What a store makes of a column's values."""
    return column.type.dialect_impl(dialect).bind_processor(dialect) or (lambda value: value)


def _ask_sqlite(connection: sa.Connection, table: sa.Table, names: Sequence[str], rows: Sequence[Row]) -> list[int]:
    same = " AND ".join(f"{name} = json_extract(v.value, '$[{at}]')" for at, name in enumerate(names))
    query = f"SELECT v.key FROM json_each(?) AS v WHERE NOT EXISTS (SELECT 1 FROM {table.name} WHERE {same})"  # noqa: S608
    return list(connection.exec_driver_sql(query, (json.dumps(rows),)).scalars())


def _ask_postgresql(connection: sa.Connection, table: sa.Table, names: Sequence[str], rows: Sequence[Row]) -> list[int]:
    given = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    kinds = {name: "text" if isinstance(rows[0][at], str) else "bigint" for at, name in enumerate(names)}
    arrays = ", ".join(f"CAST(:{name} AS {kinds[name]}[])" for name in names)
    same = " AND ".join(f"held.{name} = v.{name}" for name in names)
    query = sa.text(
        f"SELECT v.at - 1 FROM unnest({arrays}) WITH ORDINALITY AS v({', '.join(names)}, at) "  # noqa: S608
        f"WHERE NOT EXISTS (SELECT 1 FROM {table.name} AS held WHERE {same})"
    )
    return list(connection.execute(query, given).scalars())
