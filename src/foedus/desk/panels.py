"""Importing data sets of the field, and writing panels from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.model.problems import Problem, UsageError

if TYPE_CHECKING:
    from datetime import date

    from foedus.model.agreements import Agreement
    from foedus.panels.atop import Member
    from foedus.panels.panel import Extra, Panel

STATES = ("cow", "gw")
COLUMNS = ("cow-wars", "mid", "ucdp")
SOURCES = ("atop",)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gave: how much, for which years, where it is kept, and the rows that were left out."""

    kind: str
    title: str
    records: int
    years: tuple[int, int]
    place: Path
    problems: tuple[Problem, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which panel is wanted.

    source: ``atop``; file: the user's file, or None for what was imported; unit: the unit of analysis.
    states: ``cow`` or ``gw`` for a complete grid of a list's states; columns: other data sets beside it.
    as_coded: leave out what the library says of beneficiaries, so that a duty is owed to every ally.
    """

    unit: str
    source: str = "atop"
    file: str | None = None
    states: str | None = None
    columns: tuple[str, ...] = ()
    as_coded: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A panel, and what could not be read for it."""

    panel: Panel
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()


def import_set(kind: str, path: str, folder: str | None = None) -> Imported:
    """Reads a data set from the user's file, and keeps it for later questions.

    Raises UsageError for a kind that foedus does not take, DataError where the file cannot be used.
    """
    from foedus.panels.files import data_folder, keep, read_set
    from foedus.panels.sets import KINDS, data_set

    _one_of(kind, KINDS, "kind of data set")
    loaded = read_set(kind, path)
    covered = data_set(kind).covers(loaded.records)
    place = keep(kind, path, loaded, data_folder(folder))
    detail = _provisions(loaded.records) if kind == "atop" else ""
    title = data_set(kind).title
    return Imported(kind, title, len(loaded.records), (covered.first, covered.last), place, loaded.problems, detail)


def make_panel(asked: Asked, folder: str | None = None) -> Made:
    """The panel that is asked for.

    Raises UsageError for words that name nothing, DataError where a data set was not imported or cannot be used.
    """
    from foedus.library.alliance_duties import load_alliance_duties
    from foedus.library.state_codes import load_state_codes
    from foedus.panels.alliances import directed_dyad_years, dyad_years, state_years
    from foedus.panels.joins import on_grid, same
    from foedus.panels.panel import UNITS

    _one_of(asked.source, SOURCES, "source of a panel")
    _one_of(asked.unit, UNITS, "unit of analysis")
    members, problems, notes = _members(asked, folder)
    duties = () if asked.as_coded else load_alliance_duties().duties
    if asked.unit == "state-year":
        panel = state_years(members)
    else:
        panel = (directed_dyad_years if asked.unit == "directed-dyad-year" else dyad_years)(members, duties)
    as_cow = load_state_codes().as_cow
    if asked.states:
        _one_of(asked.states, STATES, "list of states")
        spells = _kept(f"{asked.states}-states", folder, notes)
        panel = on_grid(panel, spells, as_cow if asked.states == "gw" else same)
    extras = tuple(_column(name, asked.unit, folder, notes) for name in dict.fromkeys(asked.columns))
    return Made(replace(panel, extras=extras), problems, tuple(notes))


def write_panel(panel: Panel, place: str) -> int:
    """Writes a panel as CSV, whole or not at all; returns the number of its rows.

    Raises DataError where it cannot be written.
    """
    from foedus.panels.files import write

    text = panel_text(panel)
    write(Path(place), text)
    return text.count("\n") - 1


def panel_text(panel: Panel) -> str:
    """A panel as CSV."""
    from foedus.panels.csvout import csv_lines

    return "".join(csv_lines(panel))


def _members(asked: Asked, folder: str | None) -> tuple[tuple[Member, ...], tuple[Problem, ...], list[str]]:
    from foedus.panels.files import read_set

    if asked.file is None:
        notes: list[str] = []
        return _kept(asked.source, folder, notes), (), notes
    loaded = read_set(asked.source, asked.file)
    return loaded.records, loaded.problems, []


def _kept(kind: str, folder: str | None, notes: list[str]) -> tuple[Any, ...]:
    from foedus.panels.files import data_folder, kept

    found = kept(kind, data_folder(folder))
    if found.left_out:
        notes.append(f"{kind} was imported from {found.source} without {found.left_out} of its rows")
    return found.records


def _column(name: str, unit: str, folder: str | None, notes: list[str]) -> Extra:
    from foedus.library.state_codes import load_state_codes
    from foedus.panels.joins import conflict_column, dispute_column, war_column

    _one_of(name, COLUMNS, "data set for a column")
    records = _kept(name, folder, notes)
    if name == "cow-wars":
        return war_column(records, unit)
    if name == "mid":
        return dispute_column(records, unit)
    return conflict_column(records, unit, load_state_codes().as_cow)


def _provisions(members: tuple[Member, ...]) -> str:
    from foedus.library.alliance_duties import load_alliance_duties
    from foedus.panels.provisions import provisions

    found = provisions(members, load_alliance_duties().duties)
    alliances = len({each.alliance for each in members})
    left_open = sum(1 for each in found if each.conditions)
    return (
        f"alliances: {alliances:,}; provisions: {len(found):,}, of which {left_open:,} hang on conditions that the "
        "data do not specify, so that an answer from them is unknown"
    )


def _one_of(word: str, words: Sequence[str], what: str) -> None:
    if word not in words:
        raise UsageError(f"{word!r} is no {what}; it can be {', '.join(words)}")


def imported_agreements(kind: str, day: date, folder: str | None = None) -> tuple[Agreement, ...]:
    """The alliances of an imported data set that may bind somebody on a day, as agreements.

    Raises UsageError for a data set that holds no alliances, DataError where it was not imported.
    """
    from foedus.library.alliance_duties import load_alliance_duties
    from foedus.library.state_codes import load_state_codes
    from foedus.panels.agreements import agreements

    _one_of(kind, SOURCES, "data set of alliances")
    return agreements(_kept(kind, folder, []), load_alliance_duties().duties, load_state_codes(), day)
