"""The data sets that foedus takes in, in one visible tuple."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from foedus.library.state_codes import StateCodes
from foedus.panels import atop, conflicts, disputes, states, wars
from foedus.panels.coverage import ATOP, COW_WARS, MID, UCDP, Coverage
from foedus.panels.tables import Loaded

Loader = Callable[[Iterable[str], str, StateCodes], Loaded[Any]]


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set: how it is called and cited, its columns, its loader, and what it covers.

    record: the class of its records.  covers: the years that some records of it cover.
    """

    kind: str
    title: str
    cite: str
    columns: tuple[str, ...]
    load: Loader
    record: type[Any]
    covers: Callable[[tuple[Any, ...]], Coverage]


def _members(lines: Iterable[str], where: str, codes: StateCodes) -> Loaded[atop.Member]:
    return atop.load_members(lines, where, {*codes.cow, *codes.atop})


SETS = (
    DataSet(
        "atop",
        "ATOP 5.1, member file",
        "Leeds, Ritter, Mitchell and Long 2002, International Interactions 28:237-260",
        atop.COLUMNS,
        _members,
        atop.Member,
        lambda records: ATOP,
    ),
    DataSet(
        "cow-states",
        "COW state system membership",
        "Correlates of War Project, State System Membership List",
        states.COW_COLUMNS,
        states.load_cow_states,
        states.StateSpell,
        states.list_coverage,
    ),
    DataSet(
        "gw-states",
        "Gleditsch and Ward's independent states",
        "Gleditsch and Ward 1999, International Interactions 25:393-413",
        states.GW_COLUMNS,
        states.load_gw_states,
        states.StateSpell,
        states.list_coverage,
    ),
    DataSet(
        "cow-wars",
        "COW inter-state wars",
        "Sarkees and Wayman 2010, Resort to War: 1816-2007",
        wars.COLUMNS,
        wars.load_wars,
        wars.WarSpell,
        lambda records: COW_WARS.widened(tuple(int(day[:4]) for each in records for s in each.spells for day in s)),
    ),
    DataSet(
        "mid",
        "Militarized interstate disputes, dyad-years",
        "Palmer and others 2022, Conflict Management and Peace Science 39:470-482",
        disputes.COLUMNS,
        disputes.load_disputes,
        disputes.Dispute,
        lambda records: MID.widened(tuple(each.year for each in records)),
    ),
    DataSet(
        "ucdp",
        "UCDP/PRIO armed conflict",
        "Gleditsch, Wallensteen, Eriksson, Sollenberg and Strand 2002, Journal of Peace Research 39:615-637",
        conflicts.COLUMNS,
        conflicts.load_conflicts,
        conflicts.Conflict,
        lambda records: UCDP.widened(tuple(each.year for each in records)),
    ),
)

KINDS = tuple(each.kind for each in SETS)


def data_set(kind: str) -> DataSet:
    """The data set of that kind."""
    return next(each for each in SETS if each.kind == kind)


def recognised(columns: Iterable[str]) -> tuple[str, ...]:
    """The kinds whose columns a file has all of.

    >>> recognised(["Cow Nr.", "Cow ID", "Name of State", "Start", "End"])
    ('gw-states',)
    """
    there = {column.strip().removeprefix("\ufeff").lower() for column in columns}
    return tuple(each.kind for each in SETS if there.issuperset(each.columns))
