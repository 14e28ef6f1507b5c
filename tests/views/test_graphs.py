"""Pictures of answers and proofs: what they say, that they are well formed, and that they are always the same."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as Tree

import pytest

from foedus.desk import Desk, Question, ask_bound, situation
from foedus.desk.asking import answer_to
from foedus.desk.proving import explain
from foedus.model.situations import Act, Situation
from foedus.views.dot import dot
from foedus.views.graph import Graph, answer_graph, proof_graph
from foedus.views.svg import ordered, svg

SVG = "{http://www.w3.org/2000/svg}"
CHAIN = Question("DEU", "CSK", "1938-09-28")


@pytest.fixture(scope="module")
def chain(desk: Desk) -> Graph:
    return answer_graph(ask_bound(desk, CHAIN), desk.label)


def disputed(desk: Desk) -> Graph:
    return answer_graph(ask_bound(desk, Question("GEO", "south-ossetia", "2022-02-20")), desk.label)


def test_depth_is_the_layer_and_articles_stand_on_the_edges(chain: Graph) -> None:
    assert [(node.kind, node.layer) for node in chain.nodes] == [("act", 0), ("duty", 1), ("duty", 2)]
    assert [(edge.start, edge.end, edge.label) for edge in chain.edges] == [
        ("act-1", "duty-1", "franco-czechoslovak-1925, article 1"),
        ("duty-1", "duty-2", "soviet-czechoslovak-1935, article 2"),
    ]
    assert "France has to defend Czechoslovakia" in chain.text


def test_the_viewpoint_and_the_day_are_named(desk: Desk) -> None:
    asked = Question("GEO", "south-ossetia", "2022-02-20", viewpoint="RUS")
    title = answer_graph(ask_bound(desk, asked), desk.label).title
    assert title == "Georgia attacks South Ossetia on 2022-02-20, seen by Russia"


def test_what_is_disputed_is_marked_in_words_and_by_its_line(desk: Desk) -> None:
    graph = disputed(desk)
    assert all(node.disputed for node in graph.nodes if node.kind == "duty")
    assert all("disputed by" in " ".join(node.lines) for node in graph.nodes if node.kind == "duty")
    assert svg(graph).count('class="duty disputed"') == len(graph.nodes) - 1
    assert dot(graph).count("style=dashed") == len(graph.nodes) - 1


def test_those_who_owe_the_same_for_the_same_reason_stand_together(desk: Desk) -> None:
    graph = answer_graph(ask_bound(desk, Question("RUS", "FIN", "2024-01-01")), desk.label)
    duties = [node for node in graph.nodes if node.kind == "duty"]
    assert len(duties) < 5
    assert all("have to" in node.full for node in duties)
    assert any("Portugal" in node.full and "others" in " ".join(node.lines) for node in duties)


def test_each_of_several_acts_has_its_box_and_its_duties(desk: Desk) -> None:
    acts = (Act("austria-hungary", "SRB", step=1), Act("DEU", "BEL", through=("LUX",), step=2))
    answer = answer_to(desk, Situation(acts, date(1914, 8, 4)))
    graph = answer_graph(answer, desk.label)
    given = [node for node in graph.nodes if node.kind == "act"]
    assert ["through Luxembourg" in node.full for node in given] == [False, True]
    assert {(edge.start, edge.label) for edge in graph.edges} >= {("act-2", "london-1839, article 1-2")}
    assert not any(edge.start == "act-1" and "london" in edge.label for edge in graph.edges)


def test_an_answer_without_duties_is_drawn_all_the_same(desk: Desk) -> None:
    graph = answer_graph(ask_bound(desk, Question("PER", "ECU", "2024-01-01", viewpoint="GEO")), desk.label)
    alone = Graph(graph.title, graph.text, graph.nodes[:1], ())
    for picture in (alone, graph):
        Tree.fromstring(svg(picture))  # noqa: S314 -- our own text


def test_a_picture_of_a_proof_shows_the_facts_of_each_step(desk: Desk) -> None:
    found = explain(desk, situation(desk, CHAIN), "2")
    graph = proof_graph(found["question"], found["proofs"], desk.label)
    boxes = [node for node in graph.nodes if node.kind == "facts"]
    assert [node.layer for node in boxes] == [0, 1]
    assert any("is a party to soviet-czechoslovak-1935" in node.full for node in boxes)
    assert all("(" in node.full for node in boxes)


@pytest.mark.parametrize("make", [disputed, lambda desk: answer_graph(ask_bound(desk, CHAIN), desk.label)])
def test_svg_is_well_formed_and_tells_readers_what_it_shows(desk: Desk, make: Any) -> None:
    graph = make(desk)
    root = Tree.fromstring(svg(graph))  # noqa: S314 -- our own text
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title is not None
    assert desc is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert (title.text, desc.text) == (graph.title, graph.text)
    said = {text.text for text in root.iter(f"{SVG}text")}
    assert {line for node in graph.nodes for line in node.lines} <= said
    assert {edge.label for edge in graph.edges} <= said
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    boxes = [box for box in root.iter(f"{SVG}rect") if box.get("class")]
    assert all(float(box.get("x", -1)) >= 0 and float(box.get("y", -1)) >= 0 for box in boxes)
    assert all(float(box.get("x", 0)) + float(box.get("width", 0)) <= width for box in boxes)
    assert all(float(box.get("y", 0)) + float(box.get("height", 0)) <= height for box in boxes)


def test_boxes_of_one_column_do_not_overlap(desk: Desk) -> None:
    root = Tree.fromstring(svg(disputed(desk)))  # noqa: S314 -- our own text
    rows: dict[str, list[tuple[float, float]]] = {}
    for box in root.iter(f"{SVG}rect"):
        if box.get("class"):
            top = float(box.get("y", 0))
            rows.setdefault(box.get("x", ""), []).append((top, top + float(box.get("height", 0))))
    for column in rows.values():
        column.sort()
        assert all(one[1] <= other[0] for one, other in pairwise(column))


def test_low_numbers_come_first_where_edges_leave_a_choice(desk: Desk) -> None:
    names = [node.id for node in ordered(disputed(desk)) if node.kind == "duty"]
    assert names == sorted(names, key=lambda name: int(name.removeprefix("duty-")))


def test_dot_quotes_what_would_end_a_string() -> None:
    from foedus.views.graph import Edge, Node

    nodes = (Node("a", "act", 0, ('say "no"', "back\\slash"), "x"), Node("b", "duty", 1, ("y",), "y"))
    made = dot(Graph('a "title"', "text", nodes, (Edge("a", "b", "art. 1"),)))
    assert r'label="say \"no\"\lback\\slash\l"' in made
    assert r'label="a \"title\""' in made


PRINT = """
from foedus.desk import Desk, Question, ask_bound
from foedus.views.graph import answer_graph
from foedus.views.svg import svg
from foedus.views.dot import dot
with Desk() as desk:
    graph = answer_graph(ask_bound(desk, Question("GEO", "south-ossetia", "2022-02-20")), desk.label)
print(svg(graph), dot(graph))
"""


@pytest.mark.slow
def test_the_same_answer_gives_the_same_bytes_in_every_process() -> None:
    made = {
        subprocess.run(
            [sys.executable, "-c", PRINT], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


def test_an_act_is_told_with_its_own_day_or_that_of_the_question() -> None:
    act = {"attacker": "DEU", "target": "BEL", "kind": "attack", "provoked": False}
    asked = {"on": "1914-08-04", "viewpoint": None, "acts": [act | {"on": "1914-08-03"}, act | {"on": None}]}
    made = answer_graph({"question": asked, "obligations": []}, str)
    assert [node.full for node in made.nodes if node.kind == "act"] == [
        "Given: DEU attacks BEL on 1914-08-03",
        "Given: DEU attacks BEL on 1914-08-04",
    ]
