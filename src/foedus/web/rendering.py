"""Pages from templates: every value is escaped, and what all pages show comes from one place."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import jinja2
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from foedus.exchange.citing import Citation
from foedus.views.lives import spell
from foedus.views.proofs import when
from foedus.web.naming import Names, entitled
from foedus.web.naming import cited as cited_source
from foedus.web.pinned import Pinned
from foedus.web.twins import twin

if TYPE_CHECKING:
    from datetime import datetime

    from fastapi import Request

    from foedus.web.house import House

PICTURE = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'"}
"""What a picture may load when it is opened by itself: the style that it brings."""
TEMPLATES = Path(__file__).parent / "templates"
SECTIONS = (
    ("/documents", "Documents"),
    ("/scenario", "Scenario"),
    ("/map", "Map"),
    ("/recognition", "Recognition"),
    ("/agreements", "Agreements"),
    ("/actors", "Actors"),
    ("/disagreements", "Disagreements"),
)


@cache
def environment() -> jinja2.Environment:
    """The templates; a name that a page was not given is an error, not an empty place."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["query"] = _query
    made.filters["spell"] = spell
    made.filters["when"] = when
    made.filters["dated"] = _dated
    made.filters["plural"] = _plural
    made.filters["cited"] = cited_source
    made.filters["entitled"] = lambda told: entitled(told.title, told.path)
    return made


def _query(fields: dict[str, object]) -> str:
    """The query of an address, without what is not given."""
    return urlencode({name: value for name, value in fields.items() if value not in (None, "")})


def _plural(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 claim", "2,000 claims"."""
    several = many or (f"{one[:-1]}ies" if one.endswith("y") else f"{one}s")
    return f"{count:,} {one if count == 1 else several}"


_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?")


def _dated(text: str) -> Markup:
    """A text whose days are not broken at their hyphens."""
    made, at = Markup(), 0
    for found in _DAY.finditer(text):
        made += escape(text[at : found.start()]) + Markup('<span class="day">{}</span>').format(found[0])
        at = found.end()
    return made + escape(text[at:])


def house(request: Request) -> House:
    """What the pages share."""
    found: House = request.app.state.house
    return found


def page(
    request: Request, template: str, *, status: int = 200, title: str, cited: bool = True, **given: Any
) -> HTMLResponse:
    """A page; cited: whether it shows something that one may cite."""
    pinned = given.pop("pinned", None) or Pinned()
    made = (
        environment()
        .get_template(template)
        .render(
            title=title,
            sections=SECTIONS,
            here=request.url.path,
            may_write=getattr(request.state, "may_write", False),
            pinned=pinned,
            names=Names(lambda: house(request).desk, pinned),
            twin=twin(request.scope["path"], request.query_params.multi_items()) if status == 200 else None,
            citation=_citation(request, title, pinned, house(request).now()) if cited and status == 200 else None,
            **given,
        )
    )
    return HTMLResponse(made, status)


def source_line(request: Request, path: str, fields: list[tuple[str, str]], pinned: Pinned) -> str:
    """Where a picture is from, as a line under it: the address that shows the same on this ledger, and the day."""
    now = house(request).now()
    own = [(name, value) for name, value in fields if name not in Pinned.__slots__]
    address = request.url.replace(path=path, query=urlencode([*own, *pinned.kept(now).fields()]))
    return f"Source: foedus, {now.date().isoformat()}, {address}"


def _citation(request: Request, title: str, pinned: Pinned, now: datetime) -> Citation:
    """How this page is cited: with an address that shows the same whenever it is opened on this ledger."""
    kept = pinned.kept(now)
    own = [
        (name, value) for name, value in request.query_params.multi_items() if name not in Pinned.__slots__ and value
    ]
    address = str(request.url.replace(query=urlencode([*own, *kept.fields()])))
    seen = f"seen by {kept.viewpoint}, " if kept.viewpoint else ""
    return Citation(title, address, now, f"{seen}on {kept.on}, by the ledger as of {kept.known}")
