"""The directed dyad-year panel from ATOP's member file, against DuckDB on the same file, with equal answers.

`python -m benchmarks.panels FILE` measures whole runs in processor time, from file to file, the best of several:
foedus reads, checks and answers on one thread; DuckDB reads without checks and joins in SQL, also on one thread.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.measuring import best, machine
from foedus.desk.panels import Asked, make_panel, write_panel

GOAL = 5.0
"""Seconds for the whole."""
RUNS = 3

# The rules of docs/panels.md in SQL: spells by day, same phase, strict overlap, latest phase of the year, or.
SQL = """
CREATE TEMP TABLE member AS
SELECT atopid, phase, member, defense, offense, neutral, nonagg, consul,
       make_date(yrent, moent, coalesce(dayent, 1)) AS entry,
       CASE WHEN ineffect = 1 THEN DATE '2018-12-31' WHEN dayexit IS NULL
            THEN last_day(make_date(yrexit, moexit, 1)) ELSE make_date(yrexit, moexit, dayexit) END AS leave
FROM read_csv(?, header = true, nullstr = ['', 'NA']) WHERE member <> 8152;
CREATE TEMP TABLE allied AS
SELECT a.atopid, a.phase, a.member AS ccode1, b.member AS ccode2, year,
       a.defense, a.offense, a.neutral, a.nonagg, a.consul
FROM member a JOIN member b ON a.atopid = b.atopid AND a.phase = b.phase AND a.member <> b.member
     AND greatest(a.entry, b.entry) < least(a.leave, b.leave),
     unnest(range(year(greatest(a.entry, b.entry)), year(least(a.leave, b.leave)) + 1)) AS years(year);
"""
PANEL = """
COPY (
    SELECT ccode1, ccode2, year, max(defense) AS atop_defense, max(offense) AS atop_offense,
           max(neutral) AS atop_neutral, max(nonagg) AS atop_nonagg, max(consul) AS atop_consul
    FROM (SELECT *, max(phase) OVER (PARTITION BY atopid, ccode1, ccode2, year) AS latest FROM allied)
    WHERE phase = latest GROUP BY ccode1, ccode2, year ORDER BY ccode1, ccode2, year
) TO '{out}' (HEADER, DELIMITER ',')
"""


def main() -> None:
    """Prints both times, and whether the two wrote the same panel."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.panels", description=__doc__)
    parser.add_argument("file", help="ATOP 5.1's member file (atop5_1m.csv)")
    given = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        place, other = Path(folder) / "ours.csv", Path(folder) / "peers.csv"
        narrowed = best(lambda: ours(given.file, place, as_coded=False), RUNS)
        print(f"foedus, with the treaties' beneficiaries: {narrowed:.2f} s (goal: at most {GOAL:.0f})")
        print(f"foedus, as coded: {best(lambda: ours(given.file, place, as_coded=True), RUNS):.2f} s")
        try:
            print(f"DuckDB, as coded: {best(lambda: peer(given.file, other), RUNS):.2f} s")
        except ImportError:
            print("DuckDB is not installed: `scripts/setup dev` installs it")
            return
        made = place.read_text(encoding="utf-8")
        same = made == other.read_text(encoding="utf-8")
        print(f"equal answers: {'yes' if same else 'NO'} ({made.count(chr(10)) - 1:,} rows)")


def ours(file: str, place: Path, *, as_coded: bool) -> None:
    """The whole of `foedus panel`: from the member file to a CSV file."""
    write_panel(make_panel(Asked("directed-dyad-year", file=file, as_coded=as_coded)).panel, str(place))


def peer(file: str, place: Path) -> None:
    """The same by DuckDB."""
    import duckdb

    with duckdb.connect(config={"threads": 1}) as connection:
        create, allied, _ = SQL.split(";")
        connection.execute(create, [file])
        connection.execute(allied)
        connection.execute(PANEL.format(out=place))


if __name__ == "__main__":
    main()
