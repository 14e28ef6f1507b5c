"""Pages of a list that fit into what a model can take in, and say how much there is besides."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

_T = TypeVar("_T")

MOST_CHARACTERS = 30_000
"""Of the items of one page, as JSON: some eight thousand words of a model's memory."""
MOST_COUNTED = 1_000
"""Items that are counted beyond the page; a ledger may hold a million."""


def compact(value: Any) -> str:
    """JSON without spaces, every script as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@dataclass(slots=True)
class Sources:
    """Sources by number, so that one which many facts have is told once."""

    numbers: dict[str, int] = field(default_factory=dict)

    def numbered(self, value: Any) -> Any:
        """JSON in which each `source` is a number.

        >>> found = Sources()
        >>> found.numbered([{"fact": "a", "source": "Treaty"}, {"fact": "b", "source": "Treaty"}]), found.told()
        ([{'fact': 'a', 'source': 1}, {'fact': 'b', 'source': 1}], {'1': 'Treaty'})
        """
        if isinstance(value, Mapping):
            return {
                name: self.numbers.setdefault(inner, len(self.numbers) + 1)
                if name == "source" and isinstance(inner, str)
                else self.numbered(inner)
                for name, inner in value.items()
            }
        return [self.numbered(inner) for inner in value] if isinstance(value, (list, tuple)) else value

    def told(self) -> dict[str, str]:
        """The sources by their number."""
        return {str(number): source for source, number in self.numbers.items()}


def page(
    found: Iterable[_T], limit: int, cursor: int, told: Callable[[list[_T]], Iterable[Any]] = iter
) -> dict[str, Any]:
    """A page of a list as JSON: `items`, their `sources`, `total` and `next_cursor`.

    told: makes JSON of what stands on the page.

    The page ends early where its items would be too long; one is always there, if there are any.  `total` is null
    where there are more than are counted, which `total_is_more_than` then says.

    >>> page("abc", 2, 0)
    {'items': ['a', 'b'], 'total': 3, 'next_cursor': 2}
    """
    rest = iter(found)
    skipped = sum(1 for _ in islice(rest, cursor))
    items: list[Any] = []
    sources, size = Sources(), 0
    window = list(islice(rest, limit))
    for each in told(window):
        known = len(sources.numbers)
        item = sources.numbered(each)
        new = list(sources.numbers)[known:]
        size += len(compact(item)) + sum(map(len, new))
        if items and size > MOST_CHARACTERS:
            for source in new:
                del sources.numbers[source]
            break
        items.append(item)
    beyond = sum(1 for _ in islice(rest, MOST_COUNTED + 1)) + len(window) - len(items)
    seen = skipped + len(items)
    total = (
        {"total": seen + beyond}
        if beyond <= MOST_COUNTED
        else {"total": None, "total_is_more_than": seen + MOST_COUNTED}
    )
    cited = {"sources": sources.told()} if sources.numbers else {}
    return {"items": items, **cited, **total, "next_cursor": seen if beyond else None}


@dataclass(frozen=True, slots=True)
class Part:
    """What a ledger gives of a long list at a time.

    items: as JSON.  of: how long the list is, as far as it is counted.  following: where the next part begins.
    """

    items: list[Any]
    of: int | None
    following: int | None


def part(given: Callable[[int], Part], limit: int) -> dict[str, Any]:
    """The same as :func:`page` of a list that comes by parts, each of which says where the next one begins.

    given: makes a part of so many items; it is asked for fewer where they would be too long.

    >>> part(lambda limit: Part(list(range(limit)), 9, limit), 2)
    {'items': [0, 1], 'total': 9, 'next_cursor': 2}
    """
    while True:
        found, sources = given(limit), Sources()
        items = [sources.numbered(each) for each in found.items]
        if limit == 1 or len(compact(items)) + sum(map(len, sources.numbers)) <= MOST_CHARACTERS:
            cited = {"sources": sources.told()} if sources.numbers else {}
            return {"items": items, **cited, "total": found.of, "next_cursor": found.following}
        limit = max(1, limit // 2)


def some(found: Iterable[Any], most: int) -> dict[str, Any]:
    """The first of a list that stands within an answer, and how many there are.

    >>> some([1, 2, 3], 2)
    {'total': 3, 'items': [1, 2]}
    """
    held = list(found)
    return {"total": len(held), "items": held[:most]}
