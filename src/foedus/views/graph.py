"""An answer or one proof as a graph in layers: the given acts, then duties by depth, with articles on the edges."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from foedus.views.bound import act, duty, question
from foedus.views.further import article
from foedus.views.proofs import named
from foedus.views.table import Label, Record, listed

_WIDTH = 34
"""Characters in a line of a node."""
_NAMES = 6
"""So many bearers are named in a node; its description names all."""


@dataclass(frozen=True, slots=True)
class Node:
    """A box: an act (``act``), a duty of one or more bearers (``duty``) or the facts that it rests on (``facts``).

    layer: 0 for what is given, then the depth; facts stand in the layer before the duty that rests on them.
    day: which of the picture's days it is of, from 0.
    """

    id: str
    kind: str
    layer: int
    lines: tuple[str, ...]
    full: str
    disputed: bool = False
    day: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """What sets a duty off, by which article."""

    start: str
    end: str
    label: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A picture's content; title names the day and the viewpoint, text says in words all that it shows.

    days: what each of its parts is of, where acts have days of their own; nothing where there is one part.
    """

    title: str
    text: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    days: tuple[str, ...] = ()


_Numbered = tuple[int, Record]


def answer_graph(answer: Record, label: Label) -> Graph:
    """Everything that follows; bearers that owe the same by the same article for the same reason stand together.

    Where acts have days of their own each day is a part of the picture, the first on top.
    """
    days = [*(answer.get("before") or ()), answer]
    parts = [_graph(each["question"], list(enumerate(each["obligations"])), label, facts=False) for each in days]
    if len(parts) == 1:
        return parts[0]
    dated = [(n, f"day-{n + 1}-", part) for n, part in enumerate(parts)]
    return Graph(
        title=parts[-1].title,
        text=" ".join(f"As of {each['question']['on']}: {part.text}" for each, part in zip(days, parts, strict=True)),
        nodes=tuple(replace(node, id=mark + node.id, day=n) for n, mark, part in dated for node in part.nodes),
        edges=tuple(
            replace(edge, start=mark + edge.start, end=mark + edge.end)
            for _, mark, part in dated
            for edge in part.edges
        ),
        days=tuple(f"as of {each['question']['on']}" for each in days),
    )


def proof_graph(asked: Record, proofs: Iterable[Record], label: Label) -> Graph:
    """Proofs in one picture, with the facts that each of their steps rests on."""
    steps = {step["number"]: step for proof in proofs for step in proof["steps"]}
    return _graph(asked, sorted(steps.items()), label, facts=True)


def _graph(asked: Record, owed: Sequence[_Numbered], label: Label, *, facts: bool) -> Graph:
    acts = asked.get("acts") or [asked]
    nodes = [_act(number, given, asked, label) for number, given in enumerate(acts)]
    edges: list[Edge] = []
    place: dict[int, str] = {}
    groups: dict[tuple[object, ...], list[_Numbered]] = {}
    for number, each in sorted(owed, key=lambda pair: (pair[1]["depth"], pair[0])):
        key = _likeness(each, tuple(sorted({place[before] for before in each["after"]})))
        place[number] = f"duty-{groups[key][0][0] + 1}" if key in groups else f"duty-{number + 1}"
        groups.setdefault(key, []).append((number, each))
    for group in groups.values():
        node = _duty(group, label)
        nodes.append(node)
        edges += _edges(node, group[0][1], place, len(acts))
        if facts:
            nodes.append(_facts(node, group[0][1], label))
            edges.append(Edge(nodes[-1].id, node.id, ""))
    sentence = question(asked, label)
    title = sentence[0].upper() + sentence[1:]
    text = ". ".join(node.full for node in nodes)
    return Graph(title, f"{text}." if groups else f"{text}. No obligation follows.", tuple(nodes), tuple(edges))


def _likeness(owed: Record, before: tuple[str, ...]) -> tuple[object, ...]:
    at = owed["provision"] or {}
    told = (owed["beneficiary"], owed["duty"], owed["strength"], owed["level"], owed["depth"])
    acts = tuple(sorted({ground["act"] for ground in owed.get("grounds") or ()}))
    cited = (at.get("agreement"), at.get("article"), owed.get("claim"), tuple(owed["disputed_by"]))
    return (*told, *cited, tuple(owed["against"]), before, acts)


def _wrapped(text: str, width: int = _WIDTH, indent: str = "") -> list[str]:
    # An agreement's id is copied into commands, so it is not broken at its hyphens.
    return textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=False)


def _act(number: int, given: Record, asked: Record, label: Label) -> Node:
    said = act(given, label)
    said += "" if given.get("on") else f" on {asked['on']}"  # that of the question, unless it is an earlier act
    return Node(f"act-{number + 1}", "act", 0, tuple(_wrapped(said)), f"Given: {said}")


def _duty(group: Sequence[_Numbered], label: Label) -> Node:
    number, first = group[0]
    names = [label(each["bearer"]) for _, each in group]
    shown = names if len(names) <= _NAMES else [*names[: _NAMES - 1], f"{len(names) - _NAMES + 1} others"]
    numbers = ", ".join(str(number + 1) for number, _ in group) + ". " if len(group) < _NAMES else ""
    what = duty(first, label)
    what = what.replace("has ", "have ", 1).replace(" its own", " their own") if len(group) > 1 else what
    lines = [*_wrapped(f"{numbers}{listed(shown)}"), *_wrapped(what)]
    disputed = ""
    if first["disputed_by"]:
        disputed = f"disputed by {listed([label(key) for key in first['disputed_by']])}"
        lines += _wrapped(disputed)
    full = f"Step {first['depth']}, {article(first['provision'])}: {listed(names)} {what}"
    return Node(
        f"duty-{number + 1}",
        "duty",
        first["depth"],
        tuple(lines),
        f"{full}, {disputed}" if disputed else full,
        bool(disputed),
    )


def _edges(node: Node, owed: Record, place: dict[int, str], acts: int) -> Iterator[Edge]:
    said = article(owed["provision"]) if owed["provision"] else "declared"
    if owed["after"]:
        starts: Iterable[str] = sorted({place[before] for before in owed["after"]})
    else:
        given = {ground["act"] for ground in owed.get("grounds") or ()} or set(range(acts))
        starts = (f"act-{number + 1}" for number in sorted(given))
    yield from (Edge(start, node.id, said) for start in starts)


def _facts(node: Node, owed: Record, label: Label) -> Node:
    said = [named(fact["fact"], label) for fact in owed["because"] if fact.get("kind") not in ("act", "performance")]
    lines = [line for each in said for line in _wrapped(f"• {each}", _WIDTH + 8, "  ")]
    sources = "; ".join(
        f"{named(fact['fact'], label)} ({fact['source']})" for fact in owed["because"] if fact.get("kind") != "act"
    )
    return Node(f"facts-{node.id}", "facts", node.layer - 1, tuple(lines), f"Because {sources}")
