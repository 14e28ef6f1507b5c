"""Where data sets come from and are kept: the user's own files, and the cache of what was imported."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from foedus.library.state_codes import load_state_codes
from foedus.model.problems import DataError
from foedus.panels.sets import data_set, recognised
from foedus.panels.tables import Loaded

FORMAT = 1
LARGEST = 200_000_000
"""Bytes; the largest of these sets has a few million."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A data set as it was imported.

    source: the file that it came from; left_out: how many of its rows could not be read.
    """

    kind: str
    source: str
    left_out: int
    records: tuple[Any, ...]


def data_folder(folder: str | None = None) -> Path:
    """Where imported data sets are kept: what ``FOEDUS_DATA`` names, else the platform's user-data folder."""
    chosen = folder or os.environ.get("FOEDUS_DATA")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("foedus", appauthor=False) / "data"


def read_set(kind: str, path: str) -> Loaded[Any]:
    """The records of the user's file, and a problem for each row that gives none.

    Raises DataError where the file cannot be read, is of another kind, or gives no record at all.
    """
    text = _text(path)
    wanted = data_set(kind)
    try:
        loaded = wanted.load(io.StringIO(text, newline=""), path, load_state_codes())
    except DataError as error:
        other = recognised(next(csv.reader([text.split("\n", 1)[0].split("\r", 1)[0]]), []))
        hint = f"; its columns are those of {other[0]}: `foedus import {other[0]} {path}`" if other else ""
        raise DataError(f"{error}{hint}") from None
    if not loaded.records:
        first = f": {loaded.problems[0].line()}" if loaded.problems else ""
        raise DataError(f"{path}: no row could be read as {wanted.title}{first}")
    return loaded


def _text(path: str) -> str:
    try:
        if Path(path).stat().st_size > LARGEST:
            raise DataError(f"{path}: it has more than {LARGEST // 1_000_000} MB, more than any of these sets")
        raw = Path(path).read_bytes()
    except OSError as error:
        raise DataError(f"{path}: it cannot be read ({error.strerror or error}); check the file's name") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")  # older releases; only names of states have such letters


def keep(kind: str, path: str, loaded: Loaded[Any], folder: Path) -> Path:
    """Writes an imported data set to the cache, in place of an earlier one; returns the file."""
    records = json.dumps([_row(each) for each in loaded.records], separators=(",", ":"))
    head = {"format": FORMAT, "kind": kind, "source": Path(path).name, "left_out": len(loaded.problems)}
    head["records"] = _digest(records)
    place = folder / f"{kind}.json"
    with suppress(OSError):  # writing will say what is wrong with the folder
        folder.mkdir(parents=True, exist_ok=True)
    write(place, json.dumps(head) + "\n" + records + "\n")
    return place


def kept(kind: str, folder: Path) -> Kept:
    """The data set of a kind that was imported last.

    Raises DataError where none was, or where the cache is not what was written.
    """
    place = folder / f"{kind}.json"
    try:
        first, records = place.read_text(encoding="utf-8").removesuffix("\n").split("\n")
        head = json.loads(first)
        whole = head["format"] == FORMAT and head["kind"] == kind and head["records"] == _digest(records)
    except FileNotFoundError:
        raise DataError(f"{kind} has not been imported; give its file, or `foedus import {kind} FILE` first") from None
    except (OSError, ValueError, KeyError, TypeError):
        whole = False
    if not whole:
        raise DataError(f"{place}: it is not what was written there; `foedus import {kind} FILE` writes it anew")
    wanted = data_set(kind)
    rows = tuple(wanted.record(*map(_frozen, row)) for row in json.loads(records))
    return Kept(kind, head["source"], head["left_out"], rows)


def write(place: Path, text: str) -> None:
    """Writes a file whole or not at all.  Raises DataError where it cannot be written."""
    place = place.resolve()  # a link's file is written, and the link stays
    part = place.with_name(f"{place.name}.{os.getpid()}.part")
    try:
        if place.exists() and not place.is_file() and not place.is_dir():  # a terminal or a pipe
            place.write_text(text, encoding="utf-8", newline="\n")
            return
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(place)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise DataError(f"{place}: it cannot be written ({error.strerror or error}); choose another place") from None


def _row(record: Any) -> list[Any]:
    return [getattr(record, each.name) for each in fields(record)]


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
