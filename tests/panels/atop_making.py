"""Small invented member files in ATOP's form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from foedus.panels.atop import COLUMNS, Member, load_members
from foedus.panels.tables import Loaded

KNOWN = frozenset((2, 20, 200, 210, 211, 220, 230, 235, 255, 300, 325, 365, 640, 8152))


def row(alliance: int, member: int, entry: str, left: str | None, **cells: object) -> dict[str, object]:
    """A member row: dates as YYYY-MM-DD, or YYYY-MM where the day is not known; None where it is still in effect."""
    year, month, *day = entry.split("-")
    found: dict[str, object] = dict.fromkeys(COLUMNS, 0)
    found |= {"atopid": alliance, "member": member, "yrent": int(year), "moent": int(month)}
    found["dayent"] = int(day[0]) if day else ""
    if left is None:
        found["ineffect"] = 1
    else:
        year, month, *day = left.split("-")
        found |= {"yrexit": int(year), "moexit": int(month), "dayexit": int(day[0]) if day else ""}
    return found | cells


def text(rows: Iterable[Mapping[str, object]], columns: tuple[str, ...] = COLUMNS) -> str:
    """Rows as CSV."""
    return "".join(
        ",".join(map(str, line)) + "\n" for line in (columns, *([each[column] for column in columns] for each in rows))
    )


def loaded(*rows: Mapping[str, object]) -> Loaded[Member]:
    """What the loader makes of rows."""
    return load_members(text(rows).splitlines(keepends=True), "m.csv", KNOWN)


def members(*rows: Mapping[str, object]) -> tuple[Member, ...]:
    """Memberships from rows that are all good."""
    found = loaded(*rows)
    assert not found.problems, found.problems
    return found.records
