"""Panels: who was bound to whom in each year, from the field's data sets, and promises against wars."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from foedus.api.collections import SHOWN, Collection, Kind
from foedus.api.desks import Place
from foedus.api.results import Result, Summary
from foedus.api.words import Names, several
from foedus.model.problems import Problem
from foedus.views import html
from foedus.views.table import Table

if TYPE_CHECKING:
    import polars as pl

    from foedus.desk.panels import Imported
    from foedus.panels.backtest import Backtest as Tested
    from foedus.panels.backtest import Bond
    from foedus.panels.panel import Panel as Series

Unit = Literal["directed-dyad-year", "dyad-year", "state-year"]
DataSet = Literal["atop", "cow-states", "gw-states", "cow-wars", "mid", "ucdp"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Panel(Result):
    """Unit-by-time data: a row for a state, a pair of states or an ordered pair of states in a year.

    Directed dyads say what ``ccode1`` owes to ``ccode2``.  Null is where the data do not cover the year; 0 is where
    they do and there is no such duty.

    Attributes:
        series (Series): The panel's series, one for each unit.
        problems (tuple[Problem, ...]): Rows of the data set that could not be read.
        notes (tuple[str, ...]): What else a reader should know.

    Examples:
        >>> import foedus
        >>> from foedus.panels import state_years
        >>> foedus.Panel(state_years([])).columns
        ('state', 'year', 'defense', 'offense', 'neutral', 'nonagg', 'consul', 'number')
    """

    series: Series
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Panel: {self.unit}, {len(self):,} rows>"

    def __len__(self) -> int:
        return len(self.series)

    def __iter__(self) -> Iterator[tuple[int | None, ...]]:
        """Every row, sorted by unit and year; None where the data do not cover the year."""
        return self.series.rows()

    @property
    def unit(self) -> str:
        """The unit of analysis."""
        return self.series.unit

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of a row's cells."""
        return self.series.columns

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dictionaries; None where the data do not cover the year."""
        return [dict(zip(self.columns, row, strict=True)) for row in self]

    def to_polars(self) -> pl.DataFrame:
        """The rows as a polars frame of whole numbers; null where the data do not cover the year."""
        import io

        import polars as pl

        text = io.BytesIO(self.to_csv().encode("ascii"))
        return pl.read_csv(text, null_values=["NA"], schema_overrides=dict.fromkeys(self.columns, pl.Int64))

    def to_csv(self, path: Place | None = None) -> str:
        """The panel as CSV, ``NA`` where the data do not cover the year: what ``foedus panel`` writes.

        Args:
            path: The file to write, whole or not at all; none without it.

        Returns:
            The text.

        Raises:
            DataError: Where the file cannot be written.
        """
        from foedus.desk.panels import panel_text, write_panel

        if path is not None:
            write_panel(self.series, os.fspath(path))
        return panel_text(self.series)

    def _parts(self) -> Iterator[str]:
        from itertools import islice

        rows = tuple(tuple("NA" if each is None else str(each) for each in row) for row in islice(self, SHOWN))
        shown = Table(f"Panel: {self.unit}", self.columns, rows, self.notes)
        yield html.table(shown, len(self), "rows", "; .to_polars() has all")


def panel(
    unit: Unit,
    file: Place | None = None,
    *,
    source: Literal["atop"] = "atop",
    states: Literal["cow", "gw"] | None = None,
    beside: Names = (),
    as_coded: bool = False,
    data: Place | None = None,
) -> Panel:
    """Who was bound to whom in each year, from ATOP, by the rules of its codebook.

    Where a treaty names the beneficiary of a duty that ATOP codes once for all allies, the duty is owed to that one
    alone: obligations are directed.

    Args:
        unit: What one row is about: ``directed-dyad-year``, ``dyad-year`` or ``state-year``.
        file: ATOP's member file; what was imported without it.
        source: Whose duties: ``atop``.
        states: A row for every pair (or state) of this imported list, allied or not.
        beside: A column of each of these imported data sets: ``cow-wars``, ``mid``, ``ucdp``.
        as_coded: Every duty owed to all allies, even where a treaty names the beneficiary.
        data: Where imported data sets are kept; the user's own folder without it.

    Returns:
        The panel, sorted; None in it is what the data do not cover.

    Raises:
        UsageError: For words that name nothing.
        DataError: Where a data set was not imported or cannot be used.

    Examples:
        >>> import foedus, pathlib, tempfile
        >>> from foedus.panels.atop import COLUMNS
        >>> spell = {"yrent": 1900, "moent": 1, "dayent": 1, "yrexit": 1900, "moexit": 12, "dayexit": 31}
        >>> invented = [{"atopid": 1, "member": 200, "defense": 1}, {"atopid": 1, "member": 640}]
        >>> lines = [",".join(str((spell | each).get(name, 0)) for name in COLUMNS) for each in invented]
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = pathlib.Path(folder) / "invented.csv"
        ...     _ = file.write_text("\\n".join([",".join(COLUMNS), *lines]))
        ...     made = foedus.panel("directed-dyad-year", file)
        >>> list(made)[0]  # 200 owes 640 defence
        (200, 640, 1900, 1, 0, 0, 0, 0)
    """
    from foedus.desk.panels import Asked, make_panel

    asked = Asked(unit, source, _text(file), states, several(beside), as_coded)
    made = make_panel(asked, _text(data))
    return Panel(made.panel, made.problems, made.notes)


def import_data(kind: DataSet, file: Place, *, data: Place | None = None) -> Summary[Imported]:
    """Take in a data set of the field from one's own file, and keep it for later questions and panels.

    Args:
        kind: ``atop``, ``cow-states``, ``gw-states``, ``cow-wars``, ``mid`` or ``ucdp``.
        file: The data set's CSV file, as published.
        data: Where imported data sets are kept; the user's own folder without it.

    Returns:
        How many rows, for which years, kept where; rows that cannot be read are problems with their lines.

    Raises:
        UsageError: For a kind that foedus does not take.
        DataError: Where the file cannot be used.

    Examples:
        >>> import foedus
        >>> try:
        ...     foedus.import_data("polity", "polity5.csv")
        ... except foedus.UsageError as error:
        ...     print(error)
        'polity' is no kind of data set; it can be atop, cow-states, gw-states, cow-wars, mid, ucdp
    """
    from foedus.desk.panels import import_set

    done = import_set(kind, os.fspath(file), _text(data))
    told = {"kind": done.kind, "title": done.title, "records": done.records, "years": list(done.years)}
    record = {**told, "place": str(done.place), "detail": done.detail or None}
    text = f"{done.kind}: {done.title}, {done.records:,} rows, {done.years[0]} to {done.years[1]}"
    lines = (text, done.detail, f"kept in {done.place}")
    return Summary(done, record, (), "\n".join(line for line in lines if line), done.problems)


def _text(place: Place | None) -> str | None:
    return None if place is None else os.fspath(place)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Backtest(Result):
    """How often promises of a kind were kept when wars began; it predicts nothing, and no other answer uses it.

    Attributes:
        found (Tested): The wars, the bonds, the shares of those that were honoured.
        bonds (Collection[Bond]): Who was bound on the day on which each war began, and whether they joined.
        problems (tuple[Problem, ...]): Rows of the data sets that could not be read.

    Examples:
        >>> import foedus
        >>> from foedus.panels.backtest import Backtest
        >>> foedus.Backtest(Backtest((), (), (), (0, 0)))
        <Backtest: 0 wars, 0 bonds>
    """

    found: Tested
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return f"<Backtest: {len(self.found.wars):,} wars, {len(self.found.bonds):,} bonds>"

    @property
    def bonds(self) -> Collection[Bond]:
        """Who was bound on the day on which each war began, and whether they joined."""
        from foedus.library.state_codes import load_state_codes
        from foedus.views.backtest import COLUMNS, bond_record, war_table

        codes = load_state_codes().cow

        def table(some: Sequence[Bond]) -> Table:
            return war_table(some, lambda code: codes[code].name)

        return Collection(self.found.bonds, Kind("bonds", bond_record, table, columns=COLUMNS), self.problems)

    def svg(self) -> str:
        """The shares as a bar chart, an SVG document."""
        from foedus.views.backtest import figure

        return figure(self.found.shares)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The bonds as JSON objects, which ``foedus backtest --format jsonl`` prints."""
        return self.bonds.to_dicts()

    def _rows(self) -> Sequence[Mapping[str, Any]]:
        return self.to_dicts()

    def _parts(self) -> Iterator[str]:
        from foedus.views.backtest import shares_table

        yield html.table(shares_table(self.found))
        yield html.folded("As a chart", (html.picture(self.svg(), "The shares of promises that were honoured"),))


def backtest(atop: Place | None = None, wars: Place | None = None, *, data: Place | None = None) -> Backtest:
    """Who was bound on the day on which each inter-state war since 1816 began, and who joined.

    Args:
        atop: ATOP's member file; what was imported without it.
        wars: COW's inter-state wars; what was imported without it.
        data: Where imported data sets are kept; the user's own folder without it.

    Returns:
        The wars, the bonds, and the shares of those that were honoured.

    Raises:
        DataError: Where a data set was not imported or cannot be used.

    Examples:
        >>> import foedus, tempfile
        >>> with tempfile.TemporaryDirectory() as nothing:
        ...     try:
        ...         foedus.backtest(data=nothing)
        ...     except foedus.DataError as error:
        ...         print(error)
        atop has not been imported; give its file, or `foedus import atop FILE` first
    """
    from foedus.desk.backtesting import backtest as tested

    found = tested(_text(atop), _text(wars), _text(data))
    return Backtest(found, tuple(found.problems))
