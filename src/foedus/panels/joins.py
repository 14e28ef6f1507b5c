"""Panels beside other data sets: a complete grid of a list's states, and columns of wars, disputes and conflicts.

Each column says 0 only in the years that its data set covers; outside them it is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from foedus.model.time import bounds
from foedus.panels.conflicts import Conflict
from foedus.panels.coverage import COW_WARS, MID, UCDP, Coverage
from foedus.panels.disputes import Dispute
from foedus.panels.panel import ALL, HERE, Extra, Panel, Series
from foedus.panels.states import StateSpell, list_coverage, presence
from foedus.panels.wars import WarSpell

Code = Callable[[int, int], int]
_Held = dict[tuple[int, ...], int]


def same(code: int, year: int) -> int:
    """The code of a list that numbers states as the panel does."""
    return code


def on_grid(panel: Panel, spells: Iterable[StateSpell], code: Code = same) -> Panel:
    """The panel with one row for each unit that a list of states has in a year, allied or not.

    Years are those of the list.  A row of states that the list does not have that year goes; one without an alliance
    is 0 in the years that ATOP covers, and not known outside them.
    """
    spells = tuple(spells)
    years = list_coverage(spells)
    there = presence(spells, years, code)
    held = {each.unit: each for each in panel.series}
    empty = Series((), bytes(len(panel.years)), bytes(len(panel.years)) if panel.unit == "state-year" else b"")
    series = []
    for unit in _units(panel.unit, sorted(there)):
        rows = there[unit[0]] & there[unit[-1]]
        if rows:
            old = held.get(unit, empty)
            values = _moved(old.values, panel.years, years) & rows * (HERE - 1) | rows * HERE
            counts = _moved(old.counts, panel.years, years) & rows * ALL
            series.append(Series(unit, years.unpacked(values), years.unpacked(counts) if old.counts else b""))
    return replace(panel, years=years, series=tuple(series))


def _units(unit: str, states: list[int]) -> Iterator[tuple[int, ...]]:
    for first in states:
        if unit == "state-year":
            yield (first,)
            continue
        for second in states:
            if first < second or (first > second and unit == "directed-dyad-year"):
                yield first, second


def _moved(values: bytes, old: Coverage, new: Coverage) -> int:
    """Yearly bytes that begin in another year, cut and filled to the new years."""
    shift = 8 * (new.first - old.first)
    packed = int.from_bytes(values, "little")
    packed = packed >> shift if shift >= 0 else packed << -shift
    return packed & ((1 << 8 * len(new)) - 1)


def war_column(wars: Iterable[WarSpell], unit: str) -> Extra:
    """``cow_war``: a state was in an inter-state war in the year; two fought on opposite sides of one, at one time."""
    wars = tuple(wars)
    years = COW_WARS.widened(tuple(_year(day) for each in wars for spell in each.spells for day in spell))
    held: _Held = {}
    sides: dict[int, list[WarSpell]] = {}
    for each in wars:
        sides.setdefault(each.war, []).append(each)
    for group in sides.values():
        for one in group:
            if unit == "state-year":
                for start, end in one.spells:
                    _add(held, (one.state,), years.bits(_year(start), _year(end)))
                continue
            for other in group:
                if other.side != one.side:
                    for first, last in _meetings(one, other):
                        _add(held, (one.state, other.state), years.bits(first, last))
    return _extra("cow_war", years, held)


def _meetings(one: WarSpell, other: WarSpell) -> Iterator[tuple[int, int]]:
    for start, end in one.spells:
        for other_start, other_end in other.spells:
            low = max(bounds(start)[0], bounds(other_start)[0])
            high = min(bounds(end)[1], bounds(other_end)[1])
            if low <= high:
                yield low.year, high.year


def dispute_column(disputes: Iterable[Dispute], unit: str) -> Extra:
    """``mid``: a militarized dispute went on between the two, or of the state with anybody, in the year."""
    disputes = tuple(disputes)
    years = MID.widened(tuple(each.year for each in disputes))
    held: _Held = {}
    for each in disputes:
        for key in _keys(unit, (each.first,), (each.second,)):
            _add(held, key, years.bits(each.year, each.year))
    return _extra("mid", years, held)


def conflict_column(conflicts: Iterable[Conflict], unit: str, code: Code = same) -> Extra:
    """``ucdp``: two states fought one another in an armed conflict; for states, one took part in any conflict.

    code: the COW code of a state that GW, and so UCDP, numbers differently.
    """
    conflicts = tuple(conflicts)
    years = UCDP.widened(tuple(each.year for each in conflicts))
    held: _Held = {}
    for each in conflicts:
        side_a, side_b = (tuple(code(state, each.year) for state in side) for side in (each.side_a, each.side_b))
        for key in _keys(unit, side_a, side_b):
            _add(held, key, years.bits(each.year, each.year))
    return _extra("ucdp", years, held)


def _keys(unit: str, side_a: tuple[int, ...], side_b: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    if unit == "state-year":
        yield from ((state,) for state in (*side_a, *side_b))
    else:
        yield from (pair for one in side_a for other in side_b for pair in ((one, other), (other, one)))


def _add(held: _Held, key: tuple[int, ...], years: int) -> None:
    held[key] = held.get(key, 0) | years


def _extra(name: str, years: Coverage, held: _Held) -> Extra:
    return Extra(name, years, {key: years.unpacked(value) for key, value in held.items()})


def _year(edtf: str) -> int:
    return int(edtf[:4])
