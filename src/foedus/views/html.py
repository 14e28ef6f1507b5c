"""Tables, pictures and problems as HTML for notebooks: no scripts, no colours of its own, everything escaped."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.model.problems import Problem
    from foedus.views.table import Table

_LINE = "1px solid rgba(128,128,128,.45)"
"""Grey enough on white and on black; letters have the notebook's own colour."""
_CELL = f"text-align:left;vertical-align:top;white-space:pre-line;padding:.2em .7em .2em 0;border-bottom:{_LINE}"
_PROBLEMS = 20
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may have, nor any that is sent as UTF-8; a text or a file's name may hold them."""


def escape(text: str) -> str:
    """A text as it may stand in HTML, in an attribute too; what no page can hold as its code.

    >>> escape("<b> & \\x00")
    '&lt;b&gt; &amp; \\\\x00'
    """
    return html.escape(_NO_XML.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text))


def page(parts: Iterable[str]) -> str:
    """Parts of a page as one piece of HTML."""
    return f'<div class="foedus" style="overflow-x:auto">{"".join(parts)}</div>'


def paragraph(text: str) -> str:
    """A sentence or several lines.

    >>> paragraph("R & D")
    '<p style="white-space:pre-wrap;margin:.4em 0">R &amp; D</p>'
    """
    return f'<p style="white-space:pre-wrap;margin:.4em 0">{escape(text)}</p>'


def preformatted(text: str) -> str:
    """Lines as they are, such as a diff."""
    return f"<pre>{escape(text)}</pre>"


def table(content: Table, of: int | None = None, noun: str = "rows", more: str = "") -> str:
    """A table with its title and its notes.

    of: how many rows there are in all, where only the first are in the table; more: how to get the rest.
    """
    head = "".join(f'<th scope="col" style="{_CELL}">{escape(name)}</th>' for name in content.columns)
    rows = "".join(f"<tr>{''.join(_cell(each) for each in row)}</tr>" for row in content.rows)
    shown = len(content.rows)
    cut = f"The first {shown:,} of {of:,} {noun}{more}." if of is not None and of > shown else ""
    notes = [paragraph(note) for note in (cut, "" if rows else f"No {noun}.", *content.notes) if note]
    title = f'<caption style="text-align:left;font-weight:bold">{escape(content.title)}</caption>'
    drawn = f"{title}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
    return f'<table style="border-collapse:collapse;margin:.6em 0">{drawn}</table>{"".join(notes)}'


def _cell(text: str) -> str:
    return f'<td style="{_CELL}">{escape(text)}</td>'


def picture(svg: str, told: str) -> str:
    """An SVG as an image of its own, so that neither its style nor its names reach the rest of the notebook.

    told: what it shows, in words.
    """
    data = base64.b64encode(_NO_XML.sub("\ufffd", svg).encode("utf-8")).decode("ascii")
    style = "max-width:100%;height:auto;background:#fff"
    return f'<p><img src="data:image/svg+xml;base64,{data}" alt="{escape(told)}" style="{style}"></p>'


def folded(title: str, parts: Iterable[str]) -> str:
    """Parts that a reader opens; nothing where there are none."""
    inside = "".join(parts)
    return f"<details><summary>{escape(title)}</summary>{inside}</details>" if inside else ""


def listing(lines: Sequence[str], most: int = _PROBLEMS) -> str:
    """Sentences as a list, cut with its total told."""
    if not lines:
        return ""
    items = [*lines[:most], *([f"… and {len(lines) - most:,} more"] if len(lines) > most else [])]
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in items)}</ul>"


def problems(found: Sequence[Problem]) -> str:
    """What could not be done; nothing where everything was."""
    if not found:
        return ""
    count = f"{len(found):,} problem{'s' if len(found) > 1 else ''}"
    return paragraph(f"{count}:") + listing([each.line() for each in found])
