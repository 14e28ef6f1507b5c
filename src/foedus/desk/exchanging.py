"""Exporting: what the ledger holds, in other people's formats, into a file that is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.desk.asking import viewpoint_key
from foedus.desk.looking import find_claims
from foedus.exchange.formats import Format, format_named
from foedus.exchange.values import Asked, Item, in_batches
from foedus.model.problems import DataError
from foedus.model.time import parse_moment

if TYPE_CHECKING:
    from foedus.desk.opening import Desk
    from foedus.ledger import RecordedClaim

_TOGETHER = 500
"""Claims whose documents are looked up together."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims are exported, in the words of :func:`foedus.desk.looking.find_claims`."""

    kind: str | None = None
    actor: str | None = None
    speaker: str | None = None
    document: str | None = None
    status: str | None = None
    text: str | None = None
    on: str | None = None
    known_on: str | None = None
    limit: int | None = None
    least: float = 0.0
    standing: bool = False


def asked_of(desk: Desk, wanted: Wanted, viewpoint: str | None = None) -> Asked:
    """What an export says that it was asked as of."""
    return Asked(
        valid_on=wanted.on,
        known_on=wanted.known_on,
        viewpoint=viewpoint_key(desk, viewpoint),
        standing=wanted.standing,
        label=desk.label,
        kind_of=desk.library.types.get,
        country_of=partial(_country, desk),
    )


def _country(desk: Desk, key: str) -> str | None:
    """The ISO code of two letters of the state that a place lies in, where that is known and has one."""
    import pycountry

    actor = desk.gazetteer.actors.get(key)
    found = pycountry.countries.get(alpha_3=actor.of) if actor and actor.of else None
    return found.alpha_2 if found else None


def items(desk: Desk, wanted: Wanted, *, text: bool = False) -> Iterator[Item]:
    """The claims that pass, each with what is told of its document; some hundred are in memory at once.

    text: with the documents' texts, too.
    """
    found = find_claims(
        desk,
        kind=wanted.kind,
        actor=wanted.actor,
        speaker=wanted.speaker,
        document=wanted.document,
        status=wanted.status,
        text=wanted.text,
        on=wanted.on,
        known_on=wanted.known_on,
        limit=wanted.limit,
        least=wanted.least,
        standing=wanted.standing,
    )
    known = parse_moment(wanted.known_on) if wanted.known_on else None
    for some in in_batches(found, _TOGETHER):
        ids = tuple(dict.fromkeys(each.claim.document for each in some))
        told = {each.id: each for each in desk.ledger.told(ids, known)}
        texts = {each.id: each.text for each in desk.ledger.documents(known, ids=ids)} if text else {}
        yield from (_item(each, told, texts) for each in some)


def _item(held: RecordedClaim, told: dict[str, Any], texts: dict[str, str]) -> Item:
    key = held.claim.document
    return Item(held, told[key], texts.get(key, ""))


def export_claims(desk: Desk, name: str, wanted: Wanted, out: str | None = None) -> Iterator[bytes]:
    """Claims in a format, piece by piece; with out, into that file, of which nothing is yielded but its name.

    Raises UsageError for a format that there is not, or whose extra is not installed; DataError where the file cannot
    be written, which then is as it was.
    """
    wanted_format = format_named(name)
    wanted_format.see_installed()
    asked = asked_of(desk, wanted)
    found = items(desk, wanted, text=wanted_format.text)
    if out is None:
        yield from wanted_format.written(found, asked)
        return
    if name == "brat":
        _brat(found, asked, Path(out))
        return
    with whole_file(Path(out)) as part:
        if wanted_format.writer is None:
            _parquet(wanted_format, found, asked, part)
        else:
            with part.open("wb") as file:
                file.writelines(wanted_format.written(found, asked))


def _parquet(wanted: Format, found: Iterable[Item], asked: Asked, part: Path) -> None:
    """A table whose pieces are written as they come; the same bytes for the same rows."""
    from polars.io.plugins import register_io_source

    from foedus.exchange.tables import parquet_frames, parquet_schema

    frames = register_io_source(lambda *asked_for: parquet_frames(found, asked), schema=parquet_schema())
    frames.sink_parquet(part, compression="zstd", row_group_size=_GROUP, maintain_order=True)


_GROUP = 50_000


def _brat(found: Iterable[Item], asked: Asked, folder: Path) -> None:
    """A folder for brat: two files for each document, and what says which types there are."""
    from foedus.exchange.brat import CONF, pairs

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataError(f"{folder}: it cannot be made ({error.strerror}); choose another place") from None
    files = {"annotation.conf": CONF}
    for pair in pairs(found, asked):
        files = {**files, f"{pair.name}.txt": pair.text, f"{pair.name}.ann": pair.annotations}
        for name, text in files.items():
            with whole_file(folder / name) as part:
                part.write_bytes(text.encode("utf-8", "replace"))
        files = {}


@contextmanager
def whole_file(place: Path) -> Iterator[Path]:
    """A file to be written beside its place, where it goes when all of it is written; after an error it is gone.

    Raises DataError where it cannot be written.
    """
    place = place.resolve()  # a link's file is written, and the link stays
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(place)
    except OSError as error:
        raise DataError(f"{place}: it cannot be written ({error.strerror or error}); choose another place") from None
    finally:
        with suppress(OSError):
            part.unlink()
