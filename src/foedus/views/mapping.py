"""A map as values: which place is marked how, in which words, and what a contested place counts as.  Nothing is drawn.

A layer gives states to actors.  What a page draws are places: an actor's own, and contested ones, which take the state
of the actor whose part they are in the viewpoint's eyes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from foedus.views.table import Table

if TYPE_CHECKING:
    from foedus.views.table import Label
    from foedus.world.standing import Standing

STATES = ("focus", "foe", "yes", "weak", "disputed", "unknown", "said", "no")
"""How a place may be marked; a layer says in words what each means there.  A place without a mark has no data."""

CONTESTED = ("south-ossetia", "abkhazia", "transnistria", "artsakh", "kosovo", "northern-cyprus", "crimea", "donetsk",
             "luhansk", "ESH", "somaliland", "TWN", "PSE")  # fmt: skip
"""Places of which the map says what they count as."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One actor's state on the map.

    words: what says so.  sources: citations.  address: of the page that says more, if there is one.
    through: whose state it is, where a contested place counts as a part of somebody.
    """

    actor: str
    state: str
    words: str
    sources: tuple[str, ...] = ()
    address: str | None = None
    through: str | None = None


@dataclass(frozen=True, slots=True)
class Layer:
    """What a map shows: a title, what each state means, the marks, and what has to be said of all of them."""

    title: str
    legend: tuple[tuple[str, str], ...]
    marks: tuple[Mark, ...]
    notes: tuple[str, ...] = ()


def drawn(layer: Layer, standings: Iterable[Standing]) -> tuple[Mark, ...]:
    """The marks of the layer, and those that contested places take over from whom they are a part of.

    A contested place that has a mark of its own keeps it: what is said of it is said of it.
    """
    own = {mark.actor: mark for mark in layer.marks}
    taken = (
        replace(own[each.of], actor=each.place, through=each.of)
        for each in standings
        if each.kind == "part" and each.of in own and each.place not in own
    )
    return (*layer.marks, *taken)


def states(marks: Iterable[Mark]) -> Mapping[str, str]:
    """The state of each place, by key."""
    return {mark.actor: mark.state for mark in marks}


COLUMNS = ("place", "key", "state", "words", "sources")


def rows(layer: Layer, marks: Iterable[Mark], label: Label) -> tuple[dict[str, Any], ...]:
    """The table twin of the map: a flat JSON object for each mark, by state and name."""
    meaning = dict(layer.legend)
    ordered = sorted(marks, key=lambda mark: (STATES.index(mark.state), label(mark.actor).casefold(), mark.actor))
    return tuple(
        {
            "place": label(mark.actor),
            "key": mark.actor,
            "state": mark.state,
            "means": meaning[mark.state],
            "words": f"{mark.words} (as part of {label(mark.through)})" if mark.through else mark.words,
            "sources": list(dict.fromkeys(mark.sources)),
            "address": mark.address,
        }
        for mark in ordered
    )


def table(layer: Layer, marks: Iterable[Mark], label: Label) -> Table:
    """The same as words."""
    return Table(
        layer.title,
        ("place", "state", "why"),
        tuple((each["place"], each["means"], each["words"]) for each in rows(layer, marks, label)),
        layer.notes,
    )


def standing_words(each: Standing, label: Label) -> str:
    """What a contested place counts as, in words.

    >>> from foedus.world.standing import Standing
    >>> standing_words(Standing("crimea", "part", "UKR"), str)
    'part of UKR'
    """
    kinds = {"contested": "contested", "state": "a state of its own", "open": "no position is known"}
    return f"part of {label(each.of)}" if each.of else kinds[each.kind]
