"""Reliability drawn: how sure claims were said to be, against what share of them was right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.evaluation.reliability import Bin

_SIZE = 520


def reliability_figure(series: Mapping[str, Sequence[Bin]]) -> str:
    """A reliability diagram in SVG: a line for each series; on the diagonal confidence means what it says."""
    import leather

    chart = leather.Chart("Confidence and what share was strictly right")
    chart.add_x_scale(0, 1)
    chart.add_y_scale(0, 1)
    chart.add_x_axis(name="confidence")
    chart.add_y_axis(name="share right")
    chart.add_line([(0, 0), (1, 1)], name="as said", stroke_color="#999999")
    for name, bins in series.items():
        claims = sum(each.claims for each in bins)
        chart.add_line([(each.said, each.right) for each in bins], name=f"{name} ({claims} claims)")
    svg: str = chart.to_svg(width=_SIZE, height=_SIZE)
    return svg
