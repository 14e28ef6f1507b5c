"""A panel as CSV, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.panels.coverage import Coverage
from foedus.panels.panel import DUTY_BITS, HERE, Extra, Panel, Series

NOT_COVERED = "NA"


def csv_lines(panel: Panel) -> Iterator[str]:
    """The header, then one text for each unit that has its rows, each ended by a newline.

    What the data do not cover is ``NA``, as R reads it.
    """
    yield ",".join(panel.columns) + "\n"
    tails = ["," + ",".join("1" if value & bit else "0" for bit in DUTY_BITS.values()) for value in range(256)]
    years = [str(year) for year in range(panel.years.first, panel.years.last + 1)]
    extras = [(extra, _none(extra, panel.years)) for extra in panel.extras]
    for each in panel.series:
        beside = [_cells(extra, each.unit, panel.years, none) for extra, none in extras]
        yield _text(each, panel, tails, years, beside)


def _text(each: Series, panel: Panel, tails: list[str], years: list[str], beside: list[list[str]]) -> str:
    start = ",".join(map(str, each.unit)) + ","
    unknown = f",{NOT_COVERED}" * (len(DUTY_BITS) + (panel.unit == "state-year"))
    low, high = panel.known.first - panel.years.first, panel.known.last - panel.years.first
    rows = []
    for place, value in enumerate(each.values):
        if not value & HERE:
            continue
        row = start + years[place]
        if low <= place <= high:
            row += tails[value]
            if panel.unit == "state-year":
                row += f",{each.counts[place] if each.counts else 0}"
        else:
            row += unknown
        for cells in beside:
            row += cells[place]
        rows.append(row + "\n")
    return "".join(rows)


def _cells(extra: Extra, unit: tuple[int, ...], years: Coverage, none: list[str]) -> list[str]:
    """A unit's cells of another data set for each year of the panel; `none` are those of a unit that it has not."""
    values = extra.values.get(unit)
    if values is None:
        return none
    return [
        f",{values[year - extra.coverage.first]}" if year in extra.coverage else f",{NOT_COVERED}"
        for year in range(years.first, years.last + 1)
    ]


def _none(extra: Extra, years: Coverage) -> list[str]:
    return [",0" if year in extra.coverage else f",{NOT_COVERED}" for year in range(years.first, years.last + 1)]
