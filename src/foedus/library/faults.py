"""What a schema cannot see: faults of sense in a library file, each with its place and its remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from foedus.library.life_faults import life
from foedus.library.provisions import limbs
from foedus.model.problems import BadDate
from foedus.model.time import OPEN, bounds

Fault = tuple[tuple[Any, ...], str]
"""Where in the file (a path of keys and indices), and what is wrong with its remedy."""

_NEVER = ("unless_performed", "unless_owed")
"""What would hang a rule on something derived being absent."""


def low(text: str) -> date:
    """The first day that a date may mean."""
    return bounds(text)[0]


def high(text: str) -> date:
    """The last day that a date may mean."""
    return bounds(text)[1]


def common(raw: Any) -> Iterator[Fault]:
    """Faults that any file can have: dates, spells that end before they begin, sources that are not listed."""
    listed = raw["sources"]
    for where, node in _nodes(raw):
        if not isinstance(node, Mapping):
            continue
        if isinstance(node.get("source"), str) and node["source"] not in listed:
            yield (*where, "source"), f"no source {node['source']!r} is listed; add it under sources"
        bad = list(_bad_dates(where, node))
        yield from bad
        start, end = node.get("start"), node.get("end")
        if not bad and start and end and end != OPEN and low(start) > high(end):
            yield (*where, "end"), f"the spell ends ({end}) before it begins ({start}); swap or mend the dates"


def _nodes(node: Any, where: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    yield where, node
    inner: Any = ()
    if isinstance(node, Mapping):
        inner = node.items()
    elif isinstance(node, list):
        inner = enumerate(node)
    for key, value in inner:
        yield from _nodes(value, (*where, key))


def _bad_dates(where: tuple[Any, ...], node: Mapping[str, Any]) -> Iterator[Fault]:
    for key in ("start", "end", "date", "checked", "withdrawn", "ends"):
        if isinstance(node.get(key), str) and node[key] != OPEN:
            try:
                bounds(node[key])
            except BadDate as error:
                yield (*where, key), str(error)


def agreement(raw: Mapping[str, Any], stem: str) -> Iterator[Fault]:
    """Faults within one agreement's file."""
    faults = list(common(raw))
    yield from faults
    if raw["id"] != stem:
        yield ("id",), f"the id {raw['id']!r} is not the file's name {stem!r}; rename one of them"
    parties = {actor for p in raw["parties"] for actor in p["actors"]}
    for i, actor in enumerate(raw.get("rests_on_statehood_of", ())):
        if actor not in parties:
            yield ("rests_on_statehood_of", i), f"{actor} is no party; list it under parties or take it out here"
    if not faults:
        yield from _spells_outside(raw)
        yield from _overlaps(raw)
        yield from life(raw)
    for i, provision in enumerate(raw["provisions"]):
        for where, what in (*_provision(provision), *_strangers(provision, parties)):
            yield ("provisions", i, *where), f"article {provision['article']}: {what}"


def _strangers(raw: Mapping[str, Any], parties: set[str]) -> Iterator[Fault]:
    """A treaty makes no duties for a state that is no party to it (Vienna Convention, art. 34)."""
    for limb in limbs(raw):
        obliged = limb.get("obliged")
        for actor in obliged if isinstance(obliged, list) else ():
            if actor not in parties:
                yield (), f"it obliges {actor}, which never is a party; list it under parties or mend the key"


def _spells_outside(raw: Mapping[str, Any]) -> Iterator[Fault]:
    force = raw["in_force"]
    for part in ("parties", "provisions"):
        for i, entry in enumerate(raw[part]):
            start, end = entry.get("start"), entry.get("end")
            if start and force["start"] and not entry.get("provisional") and high(start) < low(force["start"]):
                yield (part, i, "start"), f"begins ({start}) before the agreement is in force ({force['start']})"
            last = force.get("end", OPEN)
            if last not in (None, OPEN) and end not in (None, OPEN) and low(end) > high(last):
                yield (part, i, "end"), f"ends ({end}) after the agreement itself ({last}); mend one of the dates"


def _overlaps(raw: Mapping[str, Any]) -> Iterator[Fault]:
    seen: dict[str, list[tuple[date, date]]] = {}
    for i, entry in enumerate(raw["parties"]):
        start, end = entry.get("start", raw["in_force"]["start"]), entry.get("end", raw["in_force"].get("end", OPEN))
        if entry.get("provisional") and "end" not in entry:
            end = raw["in_force"]["start"]
        inner = (high(start) if start else date.max, date.max if end == OPEN else low(end) if end else date.min)
        for actor in entry["actors"]:
            if any(inner[0] < other[1] and other[0] < inner[1] for other in seen.get(actor, ())):
                yield ("parties", i), f"two spells of {actor} overlap; end the earlier one or merge them"
            seen.setdefault(actor, []).append(inner)


def _provision(raw: Mapping[str, Any]) -> Iterator[Fault]:
    named = "duties" in raw
    for i, limb in enumerate(limbs(raw)):
        place: tuple[Any, ...] = ("duties", i) if named else ()
        missing = [key for key in ("obliged", "duty", "strength") if key not in limb]
        if missing:
            yield place, f"{', '.join(missing)} not said; say it here or for the article"
            continue
        for where, what in _rule(limb):
            own = named and where and where[0] in raw["duties"][i]
            yield (*place, *where) if own else where or place, what


def _rule(raw: Mapping[str, Any]) -> Iterator[Fault]:
    for i, exemption in enumerate(raw.get("exemptions", ())):
        for key in _NEVER:
            if key in exemption:
                yield ("exemptions", i, key), _not_monotone(key)
    trigger = raw.get("trigger")
    if trigger is None:
        if raw["duty"] in ("defend", "attack"):
            yield ("duty",), f"a duty to {raw['duty']} needs a trigger; say what sets it off"
        if raw.get("beneficiary") in ("attacked", "performer"):
            yield (
                ("beneficiary",),
                "nobody is attacked without a trigger; name the beneficiaries or write other-parties",
            )
        return
    if "act" not in trigger:
        yield (), "attackers and protected belong to a trigger, and the article has none; say what sets it off"
        return
    yield from _trigger(trigger)


def _not_monotone(key: str) -> str:
    what = "performed" if key == "unless_performed" else "owed"
    return (
        f"a rule may not hang on a duty's not being {what} (evaluation would not be monotone); "
        f"write a rule for the case in which it is {what}, or an exemption that looks at given facts"
    )


def _trigger(trigger: Mapping[str, Any]) -> Iterator[Fault]:
    for key in _NEVER:
        if key in trigger:
            yield ("trigger", key), _not_monotone(key)
    if trigger["act"] == "performance" and not ("performers" in trigger and "performing" in trigger):
        yield ("trigger", "act"), "a performance needs performers and performing (whose duty, which duty)"
    if trigger["act"] != "performance" and ("performers" in trigger or "performing" in trigger):
        yield ("trigger", "act"), f"performers and performing belong to act: performance, not {trigger['act']}"
    meant, excluded = trigger.get("attackers"), trigger.get("excluded")
    if isinstance(meant, list) and isinstance(excluded, list) and set(meant) & set(excluded):
        both = ", ".join(sorted(set(meant) & set(excluded)))
        yield ("trigger", "excluded"), f"{both} is named among the attackers and excluded; take one of them out"
    if trigger.get("location") and "region" in trigger:
        yield ("trigger", "location"), f"the place is the region {trigger['region']}; it is not unspecified"


def actors_named(raw: Any) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Every actor key in a file with its place."""
    single = ("of", "subject", "by", "recogniser", "recognised", "actor", "succeeds")
    many = ("actors", "holders", "rests_on_statehood_of", "homelands", "towards", "enemies", "excluded")
    sets = ("attackers", "protected", "through", "obliged", "beneficiary", "performers", "bearers", "all-but")
    words = ("any-of", "all-of")
    for where, node in _nodes(raw):
        if not where:
            continue
        inside = where[-1]
        if isinstance(node, str) and inside in single:
            yield where, node
        if isinstance(node, list) and (inside in many or inside in sets or where[-2:-1] in ((word,) for word in words)):
            yield from (((*where, i), name) for i, name in enumerate(node) if isinstance(name, str))


def unknown_actors(raw: Any, known: Callable[[str], bool]) -> Iterator[Fault]:
    """Keys that no actor of the gazetteer has."""
    for where, key in actors_named(raw):
        if not known(key):
            yield where, f"no actor {key!r}; mend the key or add the actor to library/actors"
