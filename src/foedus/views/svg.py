"""A graph as SVG: boxes in columns from what is given to what follows, in black, white and grey, so that it prints.

What is disputed has a broken line and says so in words; nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from foedus.views.graph import Edge, Graph, Node

_LINE, _CHARACTER, _PAD, _GAP, _ROW = 16, 7.2, 8, 40, 18
"""Height of a line, width of a character, inside of a box, between columns, between rows; in pixels."""
_TITLE, _SMALL = 20, 6.6
_HEADING = 30
"""Room for the heading of a day, where there are several."""

_STYLE = """\
text { font: 12px "DejaVu Sans", Verdana, Arial, sans-serif; fill: #000 }
.title { font-size: 14px; font-weight: bold }
.article { font-size: 11px }
rect { fill: #fff; stroke: #000 }
.act { fill: #ddd }
.facts { fill: #f6f6f6; stroke: #888 }
.disputed { stroke-dasharray: 6 4; stroke-width: 2 }
path { fill: none; stroke: #000 }
.because { stroke: #888; stroke-dasharray: 2 3 }"""


@dataclass(frozen=True, slots=True)
class _Box:
    node: Node
    x: float
    y: float
    width: float
    height: float
    bend: float
    """Where its edges have come from their own heights to its."""

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a node's box is: its left upper corner, in pixels, and how large it is."""

    node: Node
    x: float
    y: float
    width: float
    height: float


def placed(graph: Graph) -> tuple[Placed, ...]:
    """Every node where the picture has it, the same for everybody."""
    return tuple(Placed(box.node, box.x, box.y, box.width, box.height) for box in _boxes(graph).values())


def svg(graph: Graph, source: str = "") -> str:
    """The picture as a document of its own; the same graph gives the same bytes.

    source: a line under it that says where it comes from.
    """
    boxes = _boxes(graph)
    title = _wrapped(graph.title, max(60, int(max(b.x + b.width for b in boxes.values()) / 8.5)))
    top = _TITLE * len(title) + 2 * _ROW
    width = max([b.x + b.width for b in boxes.values()] + [len(line) * 8.5 for line in title]) + 2 * _ROW
    lowest = max(b.y + b.height for b in boxes.values()) + top + 2 * _ROW
    under = _wrapped(source, max(60, int(width / _SMALL))) if source else []
    height = lowest + (len(under) * _LINE + _ROW if under else 0)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-labelledby="title desc">',
        f'<title id="title">{escape(graph.title)}</title>',
        f'<desc id="desc">{escape(graph.text)}</desc>',
        f"<style>{_STYLE}</style>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0,0 L8,4 L0,8 z" style="fill: #000"/></marker></defs>',
        f'<rect width="{width:.0f}" height="{height:.0f}" style="stroke: none"/>',
        *(
            f'<text class="title" x="{_ROW}" y="{_ROW + _TITLE * (i + 0.5):.1f}">{escape(line)}</text>'
            for i, line in enumerate(title)
        ),
        f'<g transform="translate({_ROW},{top + _ROW})">',
        *_headings(boxes),
        *_days(graph, boxes),
        *(_line(edge, boxes) for edge in graph.edges),
        *(_label(edge, boxes) for edge in _labels(graph.edges)),
        *(_drawn(box) for box in boxes.values()),
        "</g>",
        *(
            f'<text class="article" x="{_ROW}" y="{lowest + _LINE * (i + 0.5):.1f}">{escape(line)}</text>'
            for i, line in enumerate(under)
        ),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _headings(boxes: Mapping[str, _Box]) -> Iterator[str]:
    """What each column is: what is given, then how many duties deep."""
    for layer, x in sorted({(box.node.layer, box.x) for box in boxes.values()}):
        yield f'<text class="article" x="{x:.1f}" y="-10">{f"step {layer}" if layer else "given"}</text>'


def _days(graph: Graph, boxes: Mapping[str, _Box]) -> Iterator[str]:
    """What day each part of the picture is of, over its first box."""
    for day, said in enumerate(graph.days):
        top = min(box.y for box in boxes.values() if box.node.day == day)
        yield f'<text class="title" x="0" y="{top - 12:.1f}">{escape(said)}</text>'


def _wrapped(text: str, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(text, width)


def _boxes(graph: Graph) -> Mapping[str, _Box]:
    columns: dict[int, list[Node]] = {}
    for node in ordered(graph):
        columns.setdefault(node.layer, []).append(node)
    heights = {node.id: len(node.lines) * _LINE + 2 * _PAD for node in graph.nodes}
    tops = _tops(graph, columns, heights)
    found: dict[str, _Box] = {}
    x = 0.0
    for layer in sorted(columns):
        column = columns[layer]
        room = max((len(e.label) for e in graph.edges if any(n.id == e.end for n in column)), default=0)
        x += room * _SMALL + _GAP + 30 if layer else 0
        width = max(len(line) for node in column for line in node.lines) * _CHARACTER + 2 * _PAD
        for day, (top, tallest) in enumerate(tops):
            own = [node for node in column if node.day == day]
            y = top + (tallest - _tall(own, heights)) / 2
            for node in own:
                found[node.id] = _Box(node, x, y, width, heights[node.id], x - room * _SMALL - 18)
                y += heights[node.id] + _ROW
        x += width
    return {node.id: found[node.id] for node in graph.nodes}


def _tall(column: Sequence[Node], heights: Mapping[str, int]) -> int:
    return sum(heights[node.id] + _ROW for node in column) - _ROW if column else 0


def _tops(graph: Graph, columns: Mapping[int, Sequence[Node]], heights: Mapping[str, int]) -> list[tuple[int, int]]:
    """Where the part of each day begins, and how tall it is; one part begins under its day's heading."""
    found, top = [], _HEADING if graph.days else 0
    for day in range(len(graph.days) or 1):
        tallest = max(_tall([node for node in each if node.day == day], heights) for each in columns.values())
        found.append((top, tallest))
        top += tallest + _ROW + _HEADING
    return found


def ordered(graph: Graph) -> Sequence[Node]:
    """The nodes, those of a layer in an order in which few edges cross, by Sugiyama's method."""
    from fast_sugiyama import from_edges

    number = {node.id: i for i, node in enumerate(graph.nodes)}
    edges = [(number[edge.start], number[edge.end]) for edge in graph.edges]
    place: dict[int, tuple[int, float]] = {}
    for part, (positions, *_) in enumerate(from_edges(edges) if edges else ()):
        # A picture and its mirror image cross the same edges; low numbers come first where there is a choice.
        low, high = min(positions), max(positions)
        way = -1 if low[1][0] > high[1][0] else 1
        place |= {int(i): (part, way * x) for i, (x, _) in positions}
    last = (len(edges), 0.0)
    return sorted(
        graph.nodes, key=lambda node: (node.layer, node.day, place.get(number[node.id], last), number[node.id])
    )


def _labels(edges: Sequence[Edge]) -> list[Edge]:
    """One edge for each label at a node: several that come in by one article share it."""
    return list({(edge.end, edge.label): edge for edge in edges if edge.label}.values())


def _line(edge: Edge, boxes: Mapping[str, _Box]) -> str:
    start, end = boxes[edge.start], boxes[edge.end]
    x1, y1, x2, y2 = start.x + start.width, start.middle, end.x, end.middle
    near, bend = end.bend, (x1 + end.bend) / 2
    path = f"M{x1:.1f},{y1:.1f} C{bend:.1f},{y1:.1f} {bend:.1f},{y2:.1f} {near:.1f},{y2:.1f} L{x2:.1f},{y2:.1f}"
    kind = "" if edge.label else ' class="because"'
    return f'<path d="{path}"{kind} marker-end="url(#tip)"/>'


def _label(edge: Edge, boxes: Mapping[str, _Box]) -> str:
    end = boxes[edge.end]
    return (
        f'<text class="article" text-anchor="end" x="{end.x - 12:.1f}" y="{end.middle - 5:.1f}">'
        f"{escape(edge.label)}</text>"
    )


def _drawn(box: _Box) -> str:
    node = box.node
    kind = quoteattr(f"{node.kind} disputed" if node.disputed else node.kind)
    first = box.y + _PAD + _LINE * 0.75
    lines = "".join(
        f'<text x="{box.x + _PAD:.1f}" y="{first + i * _LINE:.1f}" xml:space="preserve">{escape(line)}</text>'
        for i, line in enumerate(node.lines)
    )
    return (
        f'<g id={quoteattr(node.id)}><title>{escape(node.full)}</title><rect class={kind} x="{box.x:.1f}" '
        f'y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="3"/>{lines}</g>'
    )
