"""Faults that only show when files stand side by side: names that nobody has, ids taken, cycles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from foedus.library import faults as within
from foedus.library.files import line_of
from foedus.library.own import Trouble
from foedus.model.time import bounds

File = tuple[Path, str, Any]


def faults(read: Sequence[File], known: set[str], sound: int = 0) -> list[Trouble]:
    """Every fault of files that satisfy their schemas.

    known: the keys of actors; nobody is missed where there are none.
    sound: how many of the first files have passed before; only what they share with others is looked at.
    """
    ids = {raw["id"] for _, schema, raw in read if schema == "agreement"}
    regions = {region["id"] for _, schema, raw in read if schema == "regions" for region in raw["regions"]}
    places = {place for _, schema, raw in read if schema == "regions" for place in _places(raw)}
    found: list[Trouble] = []
    home: dict[str, Path] = {}
    for number, (path, schema, raw) in enumerate(read):
        if schema == "agreement" and home.setdefault(raw["id"], path) != path:
            what = f"the id {raw['id']!r} is taken by {home[raw['id']]}; choose another, or say instead_of"
            found.append(_trouble(path, ("id",), what))
        if number < sound:
            continue
        here = list(within.agreement(raw, path.stem) if schema == "agreement" else within.common(raw))
        if schema == "agreement":
            here += _references(raw, ids, regions)
        if known:
            here += within.unknown_actors(raw, (known | places).__contains__)
        found += [_trouble(path, where, what) for where, what in here]
    agreements = [(path, raw) for path, schema, raw in read if schema == "agreement"]
    return found + list(_cycles(agreements)) + list(_circles(agreements))


def _trouble(path: Path, where: tuple[Any, ...], what: str) -> Trouble:
    told = "/".join(map(str, where))
    return Trouble(path, line_of(path, where), f"{told}: {what}" if told else what)


def _places(raw: Any) -> Iterator[str]:
    """Territories that a regions file names: they need not be actors."""
    yield from (territory["id"] for territory in raw["territories"])
    for region in raw["regions"]:
        yield from (*region.get("inside", ()), *region.get("outside", ()))


def _references(raw: Any, ids: set[str], regions: set[str]) -> Iterator[within.Fault]:
    for i, link in enumerate(raw.get("links", ())):
        if link["parent"] not in ids:
            yield ("links", i, "parent"), f"no agreement {link['parent']!r}; add its file or mend the id"
    for i, rule in enumerate(raw.get("precedence", ())):
        named = rule.get("prevails_over", rule.get("yields_to"))
        for other in named if isinstance(named, list) else ():
            if other not in ids:
                yield ("precedence", i), f"no agreement {other!r}; add its file or mend the id"
    for i, provision in enumerate(raw["provisions"]):
        region = provision.get("trigger", {}).get("region")
        if region is not None and region not in regions:
            yield ("provisions", i, "trigger", "region"), f"no region {region!r}; add it to regions.yaml"
    for i, reserved in enumerate(raw.get("reservations", ())):
        region = reserved.get("instead", {}).get("trigger", {}).get("region")
        if region is not None and region not in regions:
            yield ("reservations", i, "instead"), f"no region {region!r}; add it to regions.yaml"
    for where, names in _members_of(raw["provisions"], ("provisions",)):
        for name in [names] if isinstance(names, str) else names:
            if name not in ids:
                yield where, f"no agreement {name!r}, whose members are meant; add its file or mend the id"


def _members_of(node: Any, where: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    pairs: Iterable[tuple[Any, Any]] = ()
    if isinstance(node, dict):
        pairs = node.items()
    elif isinstance(node, list):
        pairs = enumerate(node)
    for key, inner in pairs:
        if key == "members-of":
            yield (*where, key), inner
        else:
            yield from _members_of(inner, (*where, key))


def _cycles(read: Sequence[tuple[Path, Any]]) -> Iterator[Trouble]:
    parents = {
        raw["id"]: {each["parent"] for each in raw.get("links", ()) if each["link"] == "part-of"} for _, raw in read
    }
    for path, raw in read:
        if raw["id"] in _reached(raw["id"], parents):
            own = next(i for i, each in enumerate(raw["links"]) if each["link"] == "part-of")
            what = f"{raw['id']} is part of itself through its links; take one part-of out"
            yield _trouble(path, ("links", own), what)


def _reached(start: Any, onward: Mapping[Any, set[Any]]) -> set[Any]:
    reached: set[Any] = set()
    todo = [start]
    while todo:
        new = onward.get(todo.pop(), set()) - reached
        reached |= new
        todo += new
    return reached


_Article = tuple[str, str]
"""An agreement's id and an article."""


def _circles(read: Sequence[tuple[Path, Any]]) -> Iterator[Trouble]:
    """Articles that go before one another in a circle: which of them gives way could not be settled."""
    before: dict[_Article, set[_Article]] = {}
    entries: list[tuple[Path, Any, int, str]] = []
    for path, raw in read:
        for i, rule in enumerate(raw.get("precedence", ())):
            entries.append((path, raw, i, "precedence"))
            _go_before(raw, rule, "prevails_over" in rule, read, before)
        for i, link in enumerate(raw.get("links", ())):
            if link["link"] in ("amends", "replaces"):
                entries.append((path, raw, i, "links"))
                _go_before(raw, {"prevails_over": [link["parent"]]}, True, read, before)
    round_ = {article for article in before if article in _reached(article, before)}
    told = {raw["id"] for _, raw, _, _ in entries if any(each[0] == raw["id"] for each in round_)}
    if told:
        path, raw, i, key = [each for each in entries if each[1]["id"] in told][-1]
        others = ", ".join(sorted(told - {raw["id"]})) or raw["id"]
        what = f"{raw['id']} and {others} go before one another in a circle; take one of these rules out"
        yield _trouble(path, (key, i), what)


def _go_before(
    raw: Any, rule: Any, prevails: bool, read: Sequence[tuple[Path, Any]], before: dict[_Article, set[_Article]]
) -> None:
    named = rule["prevails_over" if prevails else "yields_to"]
    ours = _articles(raw, rule.get("articles"))
    for _, other in read:
        if other["id"] != raw["id"] and _means(named, raw, other):
            theirs = _articles(other, None)
            for first in ours if prevails else theirs:
                before.setdefault(first, set()).update(theirs if prevails else ours)


def _articles(raw: Any, only: Any) -> set[_Article]:
    known = {str(each["article"]) for each in raw["provisions"]}
    return {(raw["id"], article) for article in (set(map(str, only)) if only else known)}


def _means(named: Any, raw: Any, other: Any) -> bool:
    if named == "any" or (isinstance(named, list) and other["id"] in named):
        return True
    ours, theirs = raw["in_force"]["start"], other["in_force"]["start"]
    if any(rule.get("prevails_over") == "any" for rule in other.get("precedence", ())):
        return False
    if named not in ("earlier", "later") or not ours or not theirs:
        return False
    (low, high), (first, last) = bounds(ours), bounds(theirs)
    return last < low if named == "earlier" else high < first
