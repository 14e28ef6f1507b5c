"""Evaluating on mangled texts: each annotated text is mangled in every way, read again, and held against the same."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.desk.evaluating import Gold, read_gold
from foedus.evaluation.mangling import MANGLINGS, Mangling, mangled
from foedus.evaluation.robustness import Robustness, compared, whole
from foedus.evaluation.scoring import Read

if TYPE_CHECKING:
    from foedus.desk.opening import Desk


def robustness(
    desk: Desk, sets: Sequence[Gold], readings: Mapping[str, Mapping[str, Read]], ways: Sequence[Mangling] = MANGLINGS
) -> Iterator[Robustness]:
    """The figures on the texts as they are, then on what each way of mangling makes of them.

    readings: of the texts as they are; a text that was not read is left out.
    Attributions and events, which are annotated by other people's rules, are not measured.
    """
    told = [gold for gold in (_read_of(gold, readings) for gold in sets) if gold.annotated.documents]
    plain = whole("", [gold.annotated for gold in told], readings)
    yield plain
    yield from compared(plain, (_under(desk, told, readings, way) for way in ways))


def _read_of(gold: Gold, readings: Mapping[str, Mapping[str, Read]]) -> Gold:
    """The annotations of the texts that were read."""
    read = readings.get(gold.annotated.name, {})
    kept = tuple(
        each
        for each in gold.annotated.documents
        if each.name in read and each.quotations is None and each.event is None
    )
    return replace(gold, annotated=replace(gold.annotated, documents=kept))


def _under(desk: Desk, sets: Sequence[Gold], readings: Mapping[str, Mapping[str, Read]], way: Mangling) -> Robustness:
    with tempfile.TemporaryDirectory(prefix="foedus-") as folder:
        made = [
            _written(gold, readings[gold.annotated.name], way, Path(folder) / str(n)) for n, gold in enumerate(sets)
        ]
        # That an encoding had to be guessed is what some ways are about; it is no problem of the texts.
        read, _ = read_gold(desk, made)
    return whole(way.name, [gold.annotated for gold in made], read, heavy=way.heavy)


def _written(gold: Gold, readings: Mapping[str, Read], way: Mangling, folder: Path) -> Gold:
    """The annotations of mangled texts, which are written into a folder."""
    folder.mkdir()
    documents = []
    for number, each in enumerate(gold.annotated.documents):
        changed = mangled(each, readings[each.name].document.text, way)
        name = f"{number:05d}.txt"
        (folder / name).write_bytes((changed.text or "").encode(way.encoding, "replace"))
        documents.append(replace(changed, name=name, text=None))
    return replace(gold, annotated=replace(gold.annotated, documents=tuple(documents)), folders=(folder,))
