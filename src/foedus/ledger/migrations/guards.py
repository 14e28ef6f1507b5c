"""Append-only, by the database itself: triggers that refuse to change or remove a row.

``INSERT OR REPLACE`` removes rows without firing SQLite's delete triggers, so an insert over a row that is
there is refused as well; PostgreSQL's ``TRUNCATE`` fires none for rows, so it has a trigger of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_REFUSAL = "the ledger is append-only: {what} in {table} is refused"


def guards(dialect: str, table: str, *keys: Sequence[str]) -> Iterable[str]:
    """The statements that make a table append-only.

    dialect: the store's name in SQLAlchemy.  keys: the columns of the primary key and of every other unique key; none
    for a table whose rows are nothing but their keys, so that one in the place of another changes nothing.
    """
    return _sqlite(table, *keys) if dialect == "sqlite" else _postgresql(table)


def _sqlite(table: str, *keys: Sequence[str]) -> Iterable[str]:
    for what in ("update", "delete"):
        refusal = _REFUSAL.format(what=what, table=table)
        yield (
            f"CREATE TRIGGER {table}_no_{what} BEFORE {what.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        )
    if not keys:
        return
    same = " OR ".join("(" + " AND ".join(f"{column} = NEW.{column}" for column in key) + ")" for key in keys)
    refusal = _REFUSAL.format(what="replace", table=table)
    there = f"SELECT 1 FROM {table} WHERE {same}"  # noqa: S608  (names of this package's own tables)
    yield (
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS ({there}) "
        f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    )


def _postgresql(table: str) -> Iterable[str]:
    refusal = _REFUSAL.format(what="%", table="%")
    yield (
        "CREATE OR REPLACE FUNCTION foedus_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{refusal}', lower(TG_OP), TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$"
    )
    yield (
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION foedus_refuse()"
    )
    yield f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION foedus_refuse()"


def erasable(dialect: str, table: str, columns: Sequence[str], changing: str | None, document: str) -> Iterable[str]:
    """The statements that let an erasure, while it lasts, and nothing else, into a table that is append-only.

    columns: all of the table's.  changing: the one that an erasure may change; None where it removes the row.
    document: an expression for the number of the document that a row (``OLD``) is of.
    """
    lasts = (
        f"EXISTS (SELECT 1 FROM erasures WHERE document = {document}) "  # noqa: S608
        f"AND NOT EXISTS (SELECT 1 FROM erased WHERE document = {document})"
    )
    return erasable_while(dialect, table, columns, changing, lasts)


def erasable_while(dialect: str, table: str, columns: Sequence[str], changing: str | None, lasts: str) -> Iterable[str]:
    """The same, where an erasure lasts while a condition holds."""
    made = _erasable_sqlite if dialect == "sqlite" else _erasable_postgresql
    return made(table, columns, changing, lasts)


def _erasable_sqlite(table: str, columns: Sequence[str], changing: str | None, lasts: str) -> Iterable[str]:
    what = "update" if changing else "delete"
    same = "".join(f' AND NEW."{name}" IS OLD."{name}"' for name in columns if changing and name != changing)
    refusal = _REFUSAL.format(what=what, table=table)
    yield f"DROP TRIGGER {table}_no_{what}"
    yield (
        f"CREATE TRIGGER {table}_no_{what} BEFORE {what.upper()} ON {table} WHEN NOT ({lasts}{same}) "
        f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    )


def _erasable_postgresql(table: str, columns: Sequence[str], changing: str | None, lasts: str) -> Iterable[str]:
    what = "UPDATE" if changing else "DELETE"
    same = "".join(
        f' AND NEW."{name}" IS NOT DISTINCT FROM OLD."{name}"' for name in columns if changing and name != changing
    )
    refusal = _REFUSAL.format(what="%", table="%")
    yield f"DROP TRIGGER {table}_no_change ON {table}"
    yield (
        f"CREATE FUNCTION foedus_guard_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = '{what}' THEN IF {lasts}{same} THEN RETURN {'NEW' if changing else 'OLD'}; END IF; END IF; "
        f"RAISE EXCEPTION '{refusal}', lower(TG_OP), TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$"
    )
    yield (
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION foedus_guard_{table}()"
    )
