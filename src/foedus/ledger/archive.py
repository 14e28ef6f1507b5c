"""A ledger as one file that any store can take: its rows as JSON lines, packed, with a hash of each table.

A ZIP archive of ``tables/NAME.jsonl`` (a row a line, a JSON array, in the order of its key) and ``manifest.json`` (the
columns, how many rows, their SHA-256).  Nothing in it depends on the store or on the moment: the same ledger gives the
same bytes.  The indexes of words are not in it; they are made anew of what it holds.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa

import foedus
from foedus.ledger import schema
from foedus.ledger.exact import digest
from foedus.model.problems import LedgerError

FORMAT = 1
_ROWS_AT_ONCE = 1000
_THEN = (1980, 1, 1, 0, 0, 0)  # the first moment that the format can tell
_LEVEL = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A table of an archive."""

    name: str
    columns: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds.

    schema: the revision that its tables are of; foedus: the version that wrote it; last: the moment of the last entry.
    """

    format: int
    foedus: str
    schema: str
    entries: int
    last: str | None
    tables: tuple[Part, ...]

    @property
    def id(self) -> str:
        """``backup:`` and the hash of all its tables: two archives that share it hold the same ledger."""
        return f"backup:{digest(self.schema, [asdict(part) for part in self.tables])[:20]}"

    def rows(self, table: str) -> int:
        """How many rows of a table it holds."""
        return next((part.rows for part in self.tables if part.name == table), 0)


def write(connection: sa.Connection, out: IO[bytes]) -> Manifest:
    """Write all that a connection's transaction sees."""
    entries = schema.entries
    number, last = connection.execute(sa.select(sa.func.count(), sa.func.max(entries.c.recorded_at))).one()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        parts = tuple(_write_table(connection, archive, table) for table in schema.metadata.sorted_tables)
        made = Manifest(FORMAT, foedus.__version__, schema.HEAD, number, last and last.isoformat(), parts)
        told = {**asdict(made), "id": made.id}
        archive.writestr(_info("manifest.json"), json.dumps(told, indent=1), zipfile.ZIP_DEFLATED, _LEVEL)
    return made


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _THEN)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _write_table(connection: sa.Connection, archive: zipfile.ZipFile, table: sa.Table) -> Part:
    columns = list(table.columns)
    stored = [sa.type_coerce(each, sa.Text) if isinstance(each.type, schema.ExactText) else each for each in columns]
    query = sa.select(*stored).order_by(*(_binary(connection, key) for key in table.primary_key.columns))
    found, rows = hashlib.sha256(), 0
    streamed = connection.execute(query, execution_options={"yield_per": _ROWS_AT_ONCE})
    with archive.open(_info(f"tables/{table.name}.jsonl"), "w", force_zip64=True) as out:
        for some in streamed.partitions():
            lines = "".join(f"{_ENCODE([_plain(value) for value in row])}\n" for row in some).encode()
            found.update(lines)
            rows += len(some)
            out.write(lines)
    return Part(table.name, tuple(each.name for each in columns), rows, found.hexdigest())


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _binary(connection: sa.Connection, key: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """A key in an order that is the same in every store."""
    if not isinstance(key.type, schema.ExactText):
        return key
    return sa.collate(key, "BINARY" if connection.dialect.name == "sqlite" else "C")


def _plain(value: Any) -> Any:
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


class Archive:
    """An archive that is being read; every trouble with it is a LedgerError that names it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
            self.manifest = _manifest(json.loads(self._zip.read("manifest.json")))
        except OSError as error:
            raise LedgerError(f"the backup {path} cannot be read ({error.strerror or error}); give another") from error
        except (zipfile.BadZipFile, KeyError, ValueError, TypeError, zlib.error) as error:
            raise LedgerError(
                f"{path} is no whole backup of a ledger ({error}); give one that `foedus ledger backup` finished"
            ) from error
        self._see_age()

    def _see_age(self) -> None:
        made = self.manifest
        if made.format > FORMAT or not made.schema.isdecimal() or made.schema > schema.HEAD:
            raise LedgerError(
                f"the backup {self.path} was made by a newer foedus ({made.foedus}, schema {made.schema}; this one "
                f"knows up to {schema.HEAD}); upgrade foedus to use it"
            )

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def rows(self, part: Part) -> Iterator[list[Any]]:
        """A table's rows, held against its hash when the last was given.

        Raises LedgerError where they are not those that were written.
        """
        found, number = hashlib.sha256(), 0
        try:
            with self._zip.open(f"tables/{part.name}.jsonl") as lines:
                for line in lines:
                    found.update(line)
                    number += 1
                    yield json.loads(line)
        except (OSError, zipfile.BadZipFile, KeyError, ValueError, zlib.error) as error:
            raise self.damaged(part, str(error)) from error
        if (found.hexdigest(), number) != (part.sha256, part.rows):
            raise self.damaged(part, "its rows are not those that were written")

    def damaged(self, part: Part, why: str) -> LedgerError:
        """What to raise where a table is not what was written."""
        return LedgerError(f"the backup {self.path} is damaged in its table {part.name} ({why}); give another backup")


def _manifest(told: Mapping[str, Any]) -> Manifest:
    parts = tuple(Part(one["name"], tuple(one["columns"]), one["rows"], one["sha256"]) for one in told["tables"])
    made = Manifest(told["format"], told["foedus"], told["schema"], told["entries"], told["last"], parts)
    if made.id != told["id"]:
        raise ValueError("its manifest was changed")
    return made


def reader(column: sa.types.TypeEngine[Any]) -> Callable[[Any], Any]:
    """How a JSON value becomes the value of a column."""
    if isinstance(column, sa.LargeBinary):
        return base64.b64decode
    if isinstance(column, schema.Moment):
        return datetime.fromisoformat
    return date.fromisoformat if isinstance(column, sa.Date) else lambda value: value
