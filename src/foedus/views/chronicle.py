"""A timeline as SVG: a line of years with a mark or a bar for each event, in black, white and grey, so that it prints.

A bar is as long as its date is wide (a month, a year); a hollow mark is what somebody denies, plans or demands, a
square what the library has.  Nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from foedus.views.proofs import named, when
from foedus.views.table import Label, one_line
from foedus.views.timelines import words

if TYPE_CHECKING:
    from foedus.ledger.timelines import Event

_LEFT, _WIDE, _TOP, _ROW, _TEXT = 20, 360, 60, 20, 110
"""Margin, width of the axis, where rows begin, height of a row, characters of a row's words; in pixels but the last."""
_TICKS = 8
MOST = 60
"""Events of a picture; a table has the rest."""

_LEGEND = "● said   ○ denied, planned, demanded or held possible   ■ what the library has   ≠ contradicted"

_STYLE = """\
text { font: 12px "DejaVu Sans", Verdana, Arial, sans-serif; fill: #000 }
.title { font-size: 14px; font-weight: bold }
.year { font-size: 11px; text-anchor: middle }
line { stroke: #bbb }
.mark { fill: #000; stroke: #000 }
.hollow { fill: #fff; stroke: #000 }"""


@dataclass(frozen=True, slots=True)
class _Axis:
    first: int
    last: int

    def at(self, day: date) -> float:
        share = (day.toordinal() - self.first) / max(1, self.last - self.first)
        return _LEFT + _WIDE * min(1.0, max(0.0, share))


def timeline_svg(actor: str, events: Sequence[Event], label: Label) -> str:
    """The events that have a day, in their order; the first of them where there are too many, which is then said."""
    dated = [(event, event.days) for event in events if event.days is not None]
    shown = dated[:MOST]
    left = len(events) - len(shown)
    days = [day for _, span in shown if span for day in (span.low, span.high) if date.min < day < date.max]
    axis = _Axis(min(days, default=date.min).toordinal(), max(days, default=date.max).toordinal())
    height = _TOP + _ROW * (len(shown) + bool(left)) + 40
    width = 3 * _LEFT + _WIDE + 7 * _TEXT
    title = f"Timeline of {label(actor)}"
    rows = [line for number, (event, _) in enumerate(shown) for line in _row(event, number, axis, label)]
    if left:
        told = f"… and {left:,} more, or without a day"
        rows.append(f'<text x="{2 * _LEFT + _WIDE}" y="{_TOP + _ROW * (len(shown) + 0.7):.1f}">{told}</text>')
    text = "; ".join(f"{_when(event)}: {_words(event, label)}" for event, _ in shown) or "no event has a day"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'role="img" aria-labelledby="title desc">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(text)}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text class="title" x="{_LEFT}" y="20">{escape(title)}</text>',
        *(_ticks(axis, height) if days else ()),
        *rows,
        f'<text x="{_LEFT}" y="{height - 12}">{_LEGEND}</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _ticks(axis: _Axis, height: int) -> Iterator[str]:
    first, last = date.fromordinal(axis.first).year, date.fromordinal(axis.last).year
    step = max(1, -(-(last - first + 1) // _TICKS))
    for year in range(first, last + 1, step):
        x = axis.at(date(year, 1, 1))
        yield f'<text class="year" x="{x:.1f}" y="{_TOP - 14}">{year}</text>'
        yield f'<line x1="{x:.1f}" y1="{_TOP - 10}" x2="{x:.1f}" y2="{height - 32}"/>'


def _row(event: Event, number: int, axis: _Axis, label: Label) -> Iterator[str]:
    span = event.days
    if span is None:
        return
    middle = _TOP + _ROW * (number + 0.5)
    left, right = axis.at(span.low), axis.at(span.high)
    kind = "mark" if event.put in ("says", "library") else "hollow"
    if right - left > _NARROW or event.library:
        wide = max(right - left, 8.0)
        start = left if right - left > _NARROW else left - 4
        yield f'<rect class="{kind}" x="{start:.1f}" y="{middle - 4:.1f}" width="{wide:.1f}" height="8"/>'
    else:
        yield f'<circle class="{kind}" cx="{(left + right) / 2:.1f}" cy="{middle:.1f}" r="4"/>'
    told = escape(one_line(f"{_when(event)}: {_words(event, label)}", _TEXT))
    yield f'<text x="{2 * _LEFT + _WIDE}" y="{middle + 4:.1f}">{told}</text>'


_NARROW = 6.0


def _when(event: Event) -> str:
    said = event.published
    return when(event.when) if event.when else f"said {said[0]}" if said else "undated"


def _words(event: Event, label: Label) -> str:
    how = "" if event.put in ("says", "library") else f" ({event.put})"
    contested = " ≠" if event.conflicts else ""
    return named(words(event, label), label) + how + contested
