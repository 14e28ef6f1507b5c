"""The JSON twin of a page: the endpoint that answers what the page shows.

Pure.  Pages that have their own links to JSON, and those that show nothing but a form, have none here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlencode

_RENAMED = {"every": "every_name", "actor": "topic"}
_TWINS: tuple[tuple[re.Pattern[str], str, tuple[str, ...], str | None], ...] = (
    (re.compile(r"/documents"), "documents", ("q", "outlet", "since", "until", "known"), None),
    (re.compile(r"/documents/([^/]+)"), "documents/{}", ("known",), None),
    (re.compile(r"/claims/([^/]+)"), "claims/{}", ("known",), None),
    (re.compile(r"/search"), "search", ("q", "every", "known"), "q"),
    (re.compile(r"/agreements"), "agreements", ("party", "on"), None),
    (re.compile(r"/agreements/([^/]+)"), "agreements/{}", (), None),
    (re.compile(r"/actors"), "actors", ("q", "type"), None),
    (re.compile(r"/actors/([^/]+)"), "actors/{}", ("on",), None),
    (re.compile(r"/recognition/([^/]+)/([^/]+)"), "recognition?recogniser={}&entity={}", ("on", "known"), None),
    (re.compile(r"/disagreements"), "contradictions", ("actor", "known"), None),
    (re.compile(r"/compare"), "compare", ("topic", "limit", "known"), "topic"),
)


def twin(path: str, fields: Iterable[tuple[str, str]]) -> str | None:
    """The address that answers in JSON what a page shows; None where there is none.

    path: of the page, as its address has it.  fields: of its query.

    >>> twin("/search", [("q", "Минск"), ("every", "true"), ("page", "2")])
    '/api/v1/search?q=%D0%9C%D0%B8%D0%BD%D1%81%D0%BA&every_name=true'
    >>> twin("/recognition/NRU/south-ossetia", [("on", "2022-02-20")])
    '/api/v1/recognition?recogniser=NRU&entity=south-ossetia&on=2022-02-20'
    """
    given = [(name, value) for name, value in fields if value]
    for pattern, endpoint, kept, needed in _TWINS:
        found = pattern.fullmatch(path)
        if found and (needed is None or any(name == needed for name, _ in given)):
            query = urlencode([(_RENAMED.get(name, name), value) for name, value in given if name in kept])
            address = f"/api/v1/{endpoint.format(*found.groups())}"
            return f"{address}{'&' if '?' in address else '?'}{query}" if query else address
    return None
