"""A graph in the DOT language, for Graphviz and what else reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foedus.views.graph import Graph, Node

_SHAPES = {"act": "box, style=filled, fillcolor=gray87", "duty": "box", "facts": "note, color=gray50"}


def dot(graph: Graph) -> str:
    """The graph as a digraph from left to right; nodes of a layer have one rank, disputed ones a broken line."""
    lines = [
        "digraph foedus {",
        f"  graph [rankdir=LR, labelloc=t, label={_quoted(graph.title)}, tooltip={_quoted(graph.text)}];",
        '  node [fontname="sans-serif", fontsize=11];',
        '  edge [fontname="sans-serif", fontsize=10];',
    ]
    if graph.days:
        for day, said in enumerate(graph.days):
            lines += [f'  subgraph "cluster-{day + 1}" {{', f"    graph [label={_quoted(said)}, color=gray50];"]
            lines += [f"  {line}" for line in _ranks([node for node in graph.nodes if node.day == day])]
            lines.append("  }")
    else:
        lines += _ranks(graph.nodes)
    lines += [f"  {_quoted(node.id)} [{_look(node)}];" for node in graph.nodes]
    for edge in graph.edges:
        told = f"label={_quoted(edge.label)}" if edge.label else "style=dotted"
        lines.append(f"  {_quoted(edge.start)} -> {_quoted(edge.end)} [{told}];")
    return "\n".join([*lines, "}"]) + "\n"


def _ranks(nodes: Sequence[Node]) -> Iterator[str]:
    for layer in sorted({node.layer for node in nodes}):
        yield f"  {{ rank=same; {'; '.join(_quoted(node.id) for node in nodes if node.layer == layer)}; }}"


def _look(node: Node) -> str:
    style = ", style=dashed, penwidth=2" if node.disputed else ""
    told = _quoted("\n".join(node.lines), left=True)
    return f"shape={_SHAPES[node.kind]}{style}, label={told}, tooltip={_quoted(node.full)}"


def _quoted(text: str, *, left: bool = False) -> str:
    end = "\\l" if left else "\\n"  # lines end in the mark that says how they are set
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(f"{line}{end}" for line in escaped.split("\n")).removesuffix("" if left else end) + '"'
