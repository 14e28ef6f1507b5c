"""Measures reading on mangled texts and writes the table into docs/accuracy.md.

    python scripts/robustness.py FOLDER

FOLDER holds the annotations that scripts/accuracy.py lists; those of claims are used.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from accuracy import PAGE, opened

from foedus.desk import Desk
from foedus.desk.evaluating import read_gold
from foedus.desk.mangling import robustness
from foedus.evaluation.robustness import Robustness
from foedus.views.evaluation import markdown, robustness_table

BEGIN, END = "<!-- mangled: begin -->", "<!-- mangled: end -->"
PROMISED = 0.05
"""By less than this F1 falls on lightly mangled texts."""


def page(found: list[Robustness], texts: int) -> str:
    """The table, and what it says of the promise."""
    light = [each for each in found if each.falls and not each.heavy]
    broken = [each.name for each in light if each.worst >= PROMISED]
    told = f"{texts} texts, {len(light)} light ways, {datetime.now(UTC).date().isoformat()}. "
    told += f"F1 falls by {PROMISED} or more under: {', '.join(broken) or 'none of the light ways'}."
    return f"{markdown(robustness_table(found))}\n{told}"


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    with Desk() as desk:
        sets = [
            gold for gold in opened(Path(sys.argv[1]), ())[0] if any(each.claims for each in gold.annotated.documents)
        ]
        if not sets:
            print(f"no annotations of claims in {sys.argv[1]}", file=sys.stderr)
            return 1
        readings, _ = read_gold(desk, sets)
        made = page(list(robustness(desk, sets, readings)), sum(map(len, readings.values())))
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{made}\n{END}{rest.split(END)[1]}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
