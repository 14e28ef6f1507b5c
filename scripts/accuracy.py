"""Measures reading on a folder of annotated texts and writes the figures into docs/accuracy.md.

    python scripts/accuracy.py FOLDER [--others GOLD...]

What stands between the page's two marks is replaced, and docs/reliability.svg is drawn anew; the rest of the page is
written by hand.  --others names annotations by people who had not seen the program, on texts of theirs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from calibration import Example, crossed, examples

import foedus
from foedus.desk import Desk
from foedus.desk.evaluating import Gold, open_gold, read_gold
from foedus.evaluation import CLOSED, Evaluation, Figure, GoldSet, Part, Scored, evaluate, floors, score_sets
from foedus.evaluation.evaluate import TOGETHER, Readings
from foedus.evaluation.reliability import bins, calibration_error, trades
from foedus.views.documents import words
from foedus.views.evaluation import between, evaluation_tables, markdown, three
from foedus.views.reliability import reliability_figure
from foedus.views.table import Table

ROOT = Path(__file__).resolve().parent.parent
PAGE, PICTURE = ROOT / "docs" / "accuracy.md", ROOT / "docs" / "reliability.svg"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
HELD = Part(1, 3)
LEAST = 8
"""Texts of a set whose sides are worth telling apart."""
THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85)
SETS = (
    ("seeds-dev.yaml", "../seeds", "two articles on the South Caucasus"),
    ("briefs/gold.yaml", None, "eight briefs on disputed states"),
    ("briefs-world/gold.yaml", None, "eighteen briefs on the world"),
    ("real/gold-guardian.yaml", None, "twelve articles on the Syrian war"),
    ("real/gold-papers.yaml", None, "twelve articles on American politics"),
    ("polnear/dev.jsonl", None, "PolNeAR's development articles"),
    ("plover/half.jsonl", None, "half of PLOVER's gold standard records"),
)
"""Files of annotations, where their texts are if not beside them, and what they are."""
TOGETHERS = ("all of the above", "all briefs by others")


def opened(folder: Path, others: Sequence[str]) -> tuple[list[Gold], list[Gold]]:
    """The annotations of a folder that are there, and those that are named; each under what it is."""
    known = [(folder / file, [str(folder / texts)] if texts else [], title) for file, texts, title in SETS]
    strange: list[tuple[Path, list[str], str]] = [
        (Path(p), [], f"briefs by others, {n}") for n, p in enumerate(others, 1)
    ]
    return list(_opened(known)), list(_opened(strange))


def _opened(files: Sequence[tuple[Path, list[str], str]]) -> Iterator[Gold]:
    for path, texts, title in files:
        gold, problems = open_gold(str(path), texts=texts)
        for problem in problems:
            print(problem.line(), file=sys.stderr)
        if gold is not None:
            yield replace(gold, annotated=replace(gold.annotated, name=title))


def page(known: Sequence[Gold], others: Sequence[Gold], readings: Readings, desk: Desk) -> Iterator[str]:
    """The generated part of the page."""
    groups = [[gold.annotated for gold in group] for group in (known, others) if group]
    scored = [score_sets(group, readings) for group in groups]
    found, low = [], []
    for number, group in enumerate(groups):
        found += _together(evaluate(scored[number], HELD), number)
        low += _together(floors(group, _of(group, readings), desk.gazetteer, HELD), number)
    today = datetime.now(UTC).date().isoformat()
    yield f"foedus {foedus.__version__} with {desk.reader.model}, {today}; {_machine()}.\n"
    yield markdown(_glance(found, low, readings))
    yield markdown(_statements(found, low))
    whole = [each for each in (*found, *low) if each.set in TOGETHERS and each.part == "all"]
    yield "\n".join(markdown(table) for table in evaluation_tables(whole))
    yield markdown(_kinds(found))
    yield markdown(_failing(scored))
    every = [each for group in groups for each in group]
    both = {name: documents for each in scored for name, documents in each.items()}
    yield "### Confidence\n"
    yield _sure(examples(every, both, desk.gazetteer, [gold.annotated.name for gold in others]), found)


def _machine() -> str:
    sys.path.insert(0, str(ROOT))  # the benchmarks are no part of the package
    from benchmarks.measuring import machine

    return machine()


def _of(group: Sequence[GoldSet], readings: Readings) -> Readings:
    return {each.name: readings[each.name] for each in group if each.name in readings}


def _together(found: Iterator[Evaluation], number: int) -> list[Evaluation]:
    """Sets of one group; what is of all of them under the group's own name."""
    return [replace(each, set=TOGETHERS[number]) if each.set == TOGETHER else each for each in found]


def _figure(each: Evaluation | None, measure: str, name: str, match: str) -> Figure | None:
    figures = each.figures if each is not None else ()
    return next((f for f in figures if (f.measure, f.name, f.match) == (measure, name, match)), None)


def _cell(figure: Figure | None) -> str:
    return _share(figure) + (f" ({between(figure)})" if figure is not None and figure.low is not None else "")


def _share(figure: Figure | None) -> str:
    return "–" if figure is None or figure.value is None else f"{figure.value:.2f}"


def _floor(low: Sequence[Evaluation], of: Evaluation, name: str) -> Evaluation | None:
    return next((o for o in low if o.reader == name and (o.set, o.part) == (of.set, of.part)), None)


def _shown(found: Sequence[Evaluation]) -> Iterator[Evaluation]:
    """Every set, and the sides of those that are large enough to be told apart."""
    large = {each.set for each in found if max((f.documents for f in each.figures), default=0) >= LEAST}
    return (each for each in found if each.part == "all" or (each.set in large and each.set != TOGETHERS[1]))


def _named(each: Evaluation, readings: Readings) -> str:
    if each.part != "all":
        return {"open": "– worked on", "held": "– set aside"}[each.part]
    counted = sum(words(read.document.record()) for read in readings.get(each.set, {}).values())
    return f"**{each.set}**" + (f", {counted:,} words" if counted else "")


def _glance(found: Sequence[Evaluation], low: Sequence[Evaluation], readings: Readings) -> Table:
    rows = []
    for each in _shown(found):
        strict = _figure(each, "claims", "all", "strict")
        if strict is None:
            continue
        whole = strict.gold + strict.borderline
        beside = [_figure(_floor(low, each, name), "claims", "all", "strict") for name in ("keyword", "majority")]
        rows.append((
            _named(each, readings), str(strict.documents), str(strict.gold), f"{100 * strict.borderline / whole:.0f} %",
            _cell(_figure(each, "claims", "all", "relaxed")), _cell(strict), *map(_share, beside),
            *(_share(_figure(each, "slot", slot, "right")) for slot in ("speaker", "status", "time")),
            _share(_figure(each, "claims", "stance", "relaxed")),
        ))  # fmt: skip
    columns = ("texts", "n", "claims", "borderline", "relaxed F1", "strict F1", "keyword floor", "majority floor")
    slots = ("speaker", "status", "time", "stance recall")
    note = "Floors: strict F1. In brackets 95 per cent intervals."
    return Table("Claims at a glance", (*columns, *slots), tuple(rows), (note,))


def _statements(found: Sequence[Evaluation], low: Sequence[Evaluation]) -> Table:
    said = {"statements": "statements", "quotations": "attributions", "events": "event types"}
    rows = []
    for each in _shown(found):
        for measure, name in said.items():
            figures = [f for f in each.figures if f.measure == measure and f.name == "all"]
            if not figures or (each.set in TOGETHERS and measure != "statements"):
                continue
            cells = [f"{three(figure)} ({between(figure)})" for figure in figures]
            floor = _floor(low, each, "keyword")
            head = f"**{each.set}**, {name}" if each.part == "all" else _named(each, {})
            least = " ".join(_share(_figure(floor, measure, "all", f.match)) for f in figures)
            rows.append((head, str(figures[0].gold), *[*cells, "–"][:2], least))
    columns = (
        "texts",
        "annotated",
        "content: P R F1; event types: share",
        "content and source: P R F1",
        "keyword floor",
    )
    return Table("Statements, attributions and event types", columns, tuple(rows))


def _kinds(found: Sequence[Evaluation]) -> Table:
    """Relaxed and strict F1 of each kind on each set."""
    sets = [
        e for e in found if e.part == "all" and _figure(e, "claims", "all", "strict") and " by others, " not in e.set
    ]
    rows = []
    for kind in (*CLOSED, "stance"):
        both = ([_figure(each, "claims", kind, match) for match in ("relaxed", "strict")] for each in sets)
        rows.append((kind, *(" ".join(map(_share, pair)) for pair in both)))
    note = "Relaxed and strict F1; of stance recall. Kinds with few annotations in a set say little there."
    return Table("Each kind on each set", ("kind", *(each.set for each in sets)), tuple(rows), (note,))


def _sure(found: Sequence[Example], own: Sequence[Evaluation]) -> str:
    """The reliability and the trade, each text's claims judged by weights that were learnt on the other texts."""
    told = [(sure, each.right) for sure, each in zip(crossed(found), found, strict=True)]
    known = [each for each, example in zip(told, found, strict=True) if example.seen]
    other = [each for each, example in zip(told, found, strict=True) if not example.seen]
    series = {"texts at hand": known, "briefs by others": other} if other else {"texts at hand": known}
    PICTURE.write_text(reliability_figure({name: bins(each) for name, each in series.items()}), encoding="utf-8")
    errors = "; ".join(f"{name} {calibration_error(each):.3f} ({len(each)} claims)" for name, each in series.items())
    figures = (_figure(each, "claims", "all", "strict") for each in own if each.set in TOGETHERS and each.part == "all")
    annotated = sum(figure.gold for figure in figures if figure is not None)
    rows = []
    for each in trades(told, annotated, THRESHOLDS):
        shares = ("–" if value is None else f"{value:.2f}" for value in (each.precision, each.recall, each.f1))
        rows.append((f"{each.least:.2f}", str(each.kept), *shares))
    columns = ("at least", "claims", "strict precision", "strict recall", "strict F1")
    trade = Table("What a threshold on confidence trades", columns, tuple(rows))
    picture = "![Reliability: confidence against the share of claims that were right](reliability.svg)"
    told_so = f"Confidence and the share of claims that were right differ, on average over groups: {errors}."
    return f"{picture}\n\n{told_so}\n\n{markdown(trade)}"


def _failing(scored: Sequence[Mapping[str, Sequence[Scored]]]) -> Table:
    """For each kind what was missed, half read, and read beyond the annotations."""
    documents = [each for group in scored for several in group.values() for each in several]
    rows = []
    for kind in (*CLOSED, "stance"):
        verdicts = [v.verdict for each in documents for v in each.verdicts if v.claim.kind == kind]
        missed = sum(miss.what == kind and miss.way == "missed" for each in documents for miss in each.misses)
        extra = str(verdicts.count("extra")) if kind in CLOSED else "not counted"
        rows.append((kind, str(verdicts.count("strict")), str(verdicts.count("relaxed")), str(missed), extra))
    columns = ("kind", "right", "found, but a filler, value or polarity is wrong", "missed", "read but not annotated")
    return Table("Where it fails, on all of these texts", columns, tuple(rows))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--others", nargs="*", default=[])
    given = parser.parse_args()
    with Desk() as desk:
        known, others = opened(given.folder, given.others)
        if not known:
            print(f"no annotations in {given.folder}; its files are listed in SETS of this script", file=sys.stderr)
            return 1
        readings, problems = read_gold(desk, [*known, *others])
        for problem in problems:
            print(problem.line(), file=sys.stderr)
        made = "\n".join(page(known, others, readings, desk))
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{made}\n{END}{rest.split(END)[1]}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
