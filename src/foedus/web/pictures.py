"""Pictures to take away of what pages draw beside words: lives as bars along years, recognitions as a matrix.

Pure: values in, SVG out, in black, white and grey, so that it prints; each has a title, a legend where one is needed,
and a line that says where it is from.  Nothing is told by a shade alone: every row says in words what its bar shows.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from foedus.web.spans import Part, Scale

_LINE, _PAD = 15, 14
_LABELS, _BARS, _WORDS = 300, 430, 290
"""Widths of the columns of a life: what it is, its bar, when that is; in pixels."""
_STYLE = """\
text { font: 12px "Noto Sans", "Noto Sans Georgian", "DejaVu Sans", Verdana, Arial, sans-serif; fill: #000 }
.title { font-size: 16px; font-weight: bold }
.small { font-size: 11px; fill: #444 }
.year { font-size: 11px; fill: #444; text-anchor: middle }
line { stroke: #ddd }
.here { stroke: #000; stroke-dasharray: 2 2 }
.rule { stroke: #999 }
.sure { fill: #444 }
.maybe { fill: #fff; stroke: #444; stroke-dasharray: 3 2 }
.pause { fill: #fff; stroke: #444 }
.yes { fill: #d9d9d9 }
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a picture of lives: what it is, its stretches, those in which it rests, and when that is in words."""

    label: str
    when: str
    parts: Sequence[Part] = ()
    pauses: Sequence[Part] = ()


def lives(title: str, legend: str, source: str, scale: Scale, here: float, rows: Iterable[Row]) -> str:
    """Spells along a scale of years; here: where the day stands that is asked about, in hundredths of the scale."""
    width = 2 * _PAD + _LABELS + _BARS + _WORDS
    body, y, first = [], 76.0, 58.0
    for row in rows:
        drawn, height = _row(row, y)
        body.append(drawn)
        y += height
    ticks = "".join(
        f'<line x1="{_x(tick.at):.1f}" x2="{_x(tick.at):.1f}" y1="{first}" y2="{y:.1f}"/>'
        f'<text class="year" x="{_x(tick.at):.1f}" y="{first - 4}">{tick.year}</text>'
        for tick in scale.ticks
    )
    day = f'<line class="here" x1="{_x(here):.1f}" x2="{_x(here):.1f}" y1="{first}" y2="{y:.1f}"/>'
    return _whole(title, legend, source, width, y, [ticks, day, *body])


def _x(at: float) -> float:
    return _PAD + _LABELS + at / 100 * (_BARS - 20)


def _row(row: Row, y: float) -> tuple[str, float]:
    label, when = textwrap.wrap(row.label, 42) or [""], textwrap.wrap(row.when, 44) or [""]
    height = _LINE * max(len(label), len(when)) + 9
    middle = y + height / 2
    bars = "".join(_bar(part, middle, "sure" if part.sure else "maybe", 9) for part in row.parts)
    pauses = "".join(_bar(part, middle, "pause", 4) for part in row.pauses)
    words = _lines(label, _PAD, y + _LINE) + _lines(when, _PAD + _LABELS + _BARS, y + _LINE)
    rule = f'<line x1="{_PAD}" x2="{_PAD + _LABELS + _BARS + _WORDS}" y1="{y:.1f}" y2="{y:.1f}"/>'
    return rule + bars + pauses + words, height


def _bar(part: Part, middle: float, kind: str, height: float) -> str:
    x, width = _x(part.at), _x(part.at + part.width) - _x(part.at)
    if width < 1.5:  # a bar so narrow could not be seen: an event is a dot
        return f'<circle class="{kind}" cx="{x:.1f}" cy="{middle:.1f}" r="4"/>'
    return f'<rect class="{kind}" x="{x:.1f}" y="{middle - height / 2:.1f}" width="{width:.1f}" height="{height}"/>'


def _lines(lines: Sequence[str], x: float, y: float, kind: str = "") -> str:
    mark = f' class="{kind}"' if kind else ""
    return "".join(f'<text{mark} x="{x:.1f}" y="{y + i * _LINE:.1f}">{escape(line)}</text>' for i, line in
                   enumerate(lines))  # fmt: skip


_CELL, _HEAD = 104, 150


def matrix(
    title: str,
    legend: str,
    source: str,
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Mapping[tuple[int, int], str],
) -> str:
    """A matrix in words and signs; cells: the words of each that has any, by its row and its column."""
    width = 2 * _PAD + _HEAD + _CELL * max(len(columns), 4)
    heads = [textwrap.wrap(each, 15) for each in columns]
    y = 62.0
    body = [_lines(head, _x_of(at), y, "small") for at, head in enumerate(heads)]
    y += _LINE * max(map(len, heads), default=1)
    for at, name in enumerate(rows):
        told = {column: textwrap.wrap(cells[at, column], 15) for column in range(len(columns)) if (at, column) in cells}
        label = textwrap.wrap(name, 22)
        height = _LINE * max(len(label), *(len(lines) for lines in told.values()), 1) + 6
        body.append("".join(_matrix_row(label, told, y, height, width)))
        y += height
    return _whole(title, legend, source, width, y, body)


def _x_of(column: int) -> float:
    return _PAD + _HEAD + column * _CELL


def _matrix_row(
    label: Sequence[str], told: Mapping[int, Sequence[str]], y: float, height: float, width: float
) -> Iterator[str]:
    yield _lines(label, _PAD, y + 12)
    for column, lines in told.items():
        if lines[0].startswith("✓"):
            place = f'x="{_x_of(column) - 4:.1f}" y="{y:.1f}" width="{_CELL - 4}" height="{height:.1f}"'
            yield f'<rect class="yes" {place}/>'
        yield _lines(lines, _x_of(column), y + 12)
    yield f'<line x1="{_PAD}" x2="{width - _PAD:.1f}" y1="{y + height:.1f}" y2="{y + height:.1f}"/>'


def _whole(title: str, legend: str, source: str, width: float, bottom: float, body: Iterable[str]) -> str:
    under = [*textwrap.wrap(legend, int(width / 6.2)), *textwrap.wrap(source, int(width / 6.2))]
    height = bottom + 24 + _LINE * len(under)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
            f'height="{height:.0f}" role="img">',
            f"<title>{escape(title)}</title>",
            f"<style>{_STYLE}</style>",
            f'<rect width="{width:.0f}" height="{height:.0f}" fill="#fff"/>',
            f'<text class="title" x="{_PAD}" y="28">{escape(title)}</text>',
            *body,
            f'<line class="rule" x1="{_PAD}" x2="{width - _PAD:.0f}" y1="{bottom:.1f}" y2="{bottom:.1f}"/>',
            _lines(under, _PAD, bottom + 20, "small"),
            "</svg>",
        ]
    )
