"""Figures on a page: tables with floors beside them, Markdown, a reliability diagram."""

from __future__ import annotations

from xml.etree import ElementTree

from foedus.evaluation import Evaluation, Figure, Miss
from foedus.evaluation.reliability import Bin
from foedus.views.evaluation import evaluation_tables, markdown, miss_record, misses_table
from foedus.views.reliability import reliability_figure
from foedus.views.table import Table


def claims(right: int, *, match: str = "strict", low: float | None = None) -> Figure:
    return Figure("claims", "office", match, 4, 5, right, 1, 2, low, low)


def test_floors_stand_beside_the_figures_of_the_same_texts() -> None:
    own = Evaluation("wires", "all", "foedus", (claims(4, match="relaxed"), claims(3, low=0.5)))
    floor = Evaluation("wires", "all", "keyword", (claims(1, match="relaxed"), claims(0)))
    other = Evaluation("radio", "all", "keyword", (claims(4, match="relaxed"), claims(4)))
    table = next(evaluation_tables([own, floor, other]))
    assert table.title == "Claims: wires (2 texts)"
    assert table.columns[-1] == "keyword"
    assert table.rows == (("office", "4", "5", "0.80 1.00 0.89", "–", "0.60 0.75 0.67", "0.50–0.50", "0.22 0.00"),)
    assert "1 of 5 annotated claims (20 %)" in table.notes[1]


def test_sides_are_told_in_the_title_and_what_cannot_be_told_is_a_dash() -> None:
    slot = Figure("slot", "time", "right", 0, None, 0, 0, 1)
    table = next(evaluation_tables([Evaluation("wires", "held", "foedus", (slot,))]))
    assert table.title == "Statements, slots and events: wires, the part set aside (1 text)"
    assert table.rows == (("time of matched claims", "0", "–", "0", "–", "–"),)


def test_markdown_breaks_no_row() -> None:
    page = markdown(Table("T", ("a", "b"), (("one\ntwo", "x|y"),), ("note",)))
    assert "| one two | x\\|y |" in page
    assert page.endswith("note\n")


def test_misses_as_records_and_rows() -> None:
    miss = Miss("a.txt", "missed", "office", "the president", (("person", ("x",)), ("of", ())))
    assert miss_record("wires", miss)["roles"] == {"person": ["x"], "of": []}
    assert misses_table([("wires", miss)]).rows == (("a.txt", "missed: office", "person x", "the president"),)


def test_the_reliability_diagram_is_a_picture_of_every_series() -> None:
    picture = reliability_figure({"wires": [Bin(0.4, 0.5, 3), Bin(0.8, 0.7, 4)], "radio": [Bin(0.5, 0.5, 2)]})
    root = ElementTree.fromstring(picture)  # noqa: S314 - made a line above
    assert root.tag.endswith("svg")
    assert "wires (7 claims)" in picture
    assert "radio (2 claims)" in picture
