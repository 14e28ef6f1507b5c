"""The backtest on the user's own copies of ATOP and of COW's wars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus.model.problems import Problem
    from foedus.panels.backtest import Backtest


def backtest(atop: str | None = None, wars: str | None = None, folder: str | None = None) -> Backtest:
    """Who was bound on the day on which each inter-state war began, and who joined.

    atop, wars: the user's files; without them, what was imported.

    Raises DataError where a data set was not imported or cannot be used.
    """
    from foedus.library.alliance_duties import load_alliance_duties
    from foedus.panels.backtest import Backtest, bonds, joiners, outbreaks, shares
    from foedus.panels.provisions import provisions

    members, first = _records("atop", atop, folder)
    spells, second = _records("cow-wars", wars, folder)
    begun = outbreaks(spells)
    found = bonds(begun, provisions(members, load_alliance_duties().duties))
    return Backtest(begun, found, shares(found), joiners(begun, found), (*first, *second))


def _records(kind: str, path: str | None, folder: str | None) -> tuple[tuple[Any, ...], tuple[Problem, ...]]:
    from foedus.panels.files import data_folder, kept, read_set

    if path is None:
        return kept(kind, data_folder(folder)).records, ()
    loaded = read_set(kind, path)
    return loaded.records, loaded.problems
