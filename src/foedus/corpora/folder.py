"""The folder of a corpus: shards written whole or not at all, by one process at a time.

    FOLDER/corpus.json          who reads (one reader a folder, so that readings are never mixed)
    FOLDER/documents/NAME.parquet, and as many of statements, claims, problems, sightings
    FOLDER/shards/NAME.json     that this shard is whole: its files' hashes, its rows, the items that it is of

A shard's files are written and forced to the disk under names that nobody looks for, then renamed, and the shard's own
file comes last: without it a shard does not count, and the next run removes what a kill left behind.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from foedus.corpora.columns import TABLES, rows
from foedus.corpora.reading import Output
from foedus.corpora.seen import Seen
from foedus.corpora.shards import FORMAT, About, Shard
from foedus.model.problems import DataError, UsageError

_NAME = re.compile(r"[0-9a-f]{32}")
_PARTS, _SHARDS, _CORPUS, _LOCK = ".parts", "shards", "corpus.json", ".lock"
_OURS = (*TABLES, _SHARDS, _PARTS, _LOCK, f".{_CORPUS}")


@dataclass(frozen=True, slots=True)
class Written:
    """A shard that is whole.

    number: the place of its first item in the run that wrote it.  items: the keys of the items that it is of.
    rows: how many each table has; words: of its documents; hashes: of its files; sizes: their bytes.
    """

    name: str
    number: int
    items: tuple[str, ...]
    rows: dict[str, int]
    words: int
    hashes: dict[str, str]
    sizes: dict[str, int]


class Folder:
    """A corpus's folder, opened for its one writer; a context.

    Raises UsageError where it holds something else, or what another reader read and `replace` is not asked for;
    DataError where it cannot be written, or another process writes to it.
    """

    def __init__(self, place: str | Path, about: About, *, replace: bool = False) -> None:
        self.place = Path(place)
        self.about = about
        self._lock = -1
        try:
            with _explained(self.place):
                self._begin(replace)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let another process write; closing twice does no harm."""
        if self._lock >= 0:
            os.close(self._lock)
        self._lock = -1

    def _begin(self, replace: bool) -> None:
        place = self.place
        if place.exists() and not place.is_dir():
            raise UsageError(f"{place} is a file; give a folder with --out")
        if place.is_dir() and not (place / _CORPUS).exists() and any(_foreign(place)):
            raise UsageError(f"{place} holds something else than a corpus; give a new or an empty folder with --out")
        place.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(place)
        reader = read_about(place)
        if reader is not None and reader != self.about and not replace:
            raise UsageError(
                f"{place} holds what {_told(reader)} read, and this is {_told(self.about)}: two readings in one "
                "corpus would count every claim twice; give another --out, or --replace to have it read anew"
            )
        for name in (*TABLES, _SHARDS, _PARTS):
            (place / name).mkdir(exist_ok=True)
        if replace and reader is not None:
            for path in (place / _SHARDS).glob("*.json"):
                path.unlink()
        _write(place / _CORPUS, _json({"format": FORMAT, "reader": asdict(self.about)}))
        self._sweep()

    def _sweep(self) -> None:
        """Remove what a kill left behind: parts of files, and files of shards that are not whole."""
        whole = {each.name for each in shards(self.place)}
        for path in (self.place / _PARTS).iterdir():
            path.unlink()
        for table in (*TABLES, _SHARDS):
            for path in (self.place / table).iterdir():
                if _NAME.fullmatch(path.stem) and path.stem not in whole:
                    path.unlink()

    def remember(self, seen: Seen) -> tuple[Written, ...]:
        """Add the items and documents of every whole shard to what was seen; those shards."""
        found = tuple(shards(self.place))
        for each in found:
            for key in each.items:
                seen.add("item", key)
            for row in read_table(self.place, each, "documents", ("id",)):
                seen.add("document", row["id"])
        return found

    def write(self, shard: Shard, output: Output) -> Written:
        """Write a shard, whole or not at all."""
        name = shard.name(self.about)
        made = Written(
            name,
            shard.number,
            tuple(entry.key for entry in shard.entries),
            output.rows,
            output.words,
            {table: hashlib.sha256(data).hexdigest() for table, data in output.files.items()},
            {table: len(data) for table, data in output.files.items()},
        )
        with _explained(self.place):
            parts = {table: self.place / _PARTS / f"{name}.{table}" for table in TABLES}
            for table, part in parts.items():
                _forced(part, output.files[table])
            for table, part in parts.items():
                part.rename(_file(self.place, table, name))
                _settle(self.place / table)
            _write(self.place / _SHARDS / f"{name}.json", _json(asdict(made)))
        return made


def read_about(place: Path) -> About | None:
    """Who read a corpus; None where there is none.

    Raises DataError where it is of another form than this program's.
    """
    try:
        told = json.loads((place / _CORPUS).read_text(encoding="utf-8"))
        about = About(**told["reader"])
        form = told["format"]
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError) as error:
        raise DataError(f"{place / _CORPUS} says nothing of a corpus ({error}); give another folder") from error
    if form != FORMAT:
        raise DataError(f"the corpus {place} has the form {form}, this program knows {FORMAT}: upgrade foedus")
    return about


def shards(place: Path) -> Iterator[Written]:
    """The shards that are whole, in the order of the runs' items; one whose files are gone or cut is none."""
    found = []
    for path in (place / _SHARDS).glob("*.json"):
        if not _NAME.fullmatch(path.stem):
            continue
        with suppress(ValueError, TypeError, KeyError):
            told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            each = Written(**{**told, "items": tuple(told["items"])})
            if all(_size(_file(place, table, each.name)) == each.sizes[table] for table in TABLES):
                found.append(each)
    yield from sorted(found, key=lambda each: (each.number, each.name))


def read_table(place: Path, shard: Written, table: str, columns: tuple[str, ...] | None = None) -> list[dict[str, Any]]:
    """The rows of one table of a shard, or some columns of them, which is quicker.

    Raises DataError where the file is not what was written.
    """
    path = _file(place, table, shard.name)
    with _explained(place):
        if columns is not None:
            import polars as pl

            return pl.read_parquet(path, columns=list(columns), glob=False).to_dicts()
        data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != shard.hashes[table]:
        raise DataError(
            f"{path} is not as it was written; remove {_SHARDS}/{shard.name}.json and read the corpus again"
        )
    return rows(table, data)


def _file(place: Path, table: str, name: str) -> Path:
    return place / table / f"{name}.parquet"


def _foreign(place: Path) -> Iterator[Path]:
    return (path for path in place.iterdir() if path.name not in _OURS)


def _told(about: About) -> str:
    return f"foedus {about.version} with {about.model} (rules and library {about.seal[:8]})"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _json(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":"), sort_keys=True).encode()


def _write(path: Path, data: bytes) -> None:
    """A small file, whole or not at all."""
    if path.exists() and path.read_bytes() == data:
        return
    part = path.parent.parent / _PARTS / path.name if path.parent.name == _SHARDS else path.with_name(f".{path.name}")
    _forced(part, data)
    part.replace(path)
    _settle(path.parent)


def _forced(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Force a folder's names to the disk, where the system lets one."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _locked(place: Path) -> int:
    """A lock on the folder that ends with the process, however it ends; -1 where the system has none."""
    try:
        import fcntl
    except ImportError:  # pragma: no cover - not on this system
        return -1
    handle = os.open(place / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise DataError(f"another process is writing to {place}; wait until it is done, then try again") from None
    return handle


@contextmanager
def _explained(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise DataError(
            f"the corpus {place} cannot be used ({why}); what is in it is whole: see to the disk and run it again"
        ) from error
