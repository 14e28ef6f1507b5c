"""Viewpoints: whose positions are applied, and what the silence of a holder means.

Who recognises what and who holds that a place is part of which state are positions held by somebody.  The
``de-facto`` viewpoint holds no position: it looks at who controls.
"""

from __future__ import annotations

from dataclasses import dataclass

from foedus.model.time import Spell

DE_FACTO = "de-facto"


@dataclass(frozen=True, slots=True)
class Recognition:
    """A spell during which one actor recognises another's statehood; kind is ``de-jure`` or ``de-facto``."""

    recogniser: str
    recognised: str
    spell: Spell
    source: str
    kind: str = "de-jure"
    confidence: str = "medium"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """What a holder says of an entity.

    about: ``statehood`` (holds says whether it is a state) or ``part-of`` (the subject belongs to *of*).
    """

    holder: str
    about: str
    subject: str
    holds: bool
    spell: Spell
    source: str
    of: str | None = None
    confidence: str = "medium"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """Who governs a territory in fact, and when."""

    territory: str
    by: str
    spell: Spell
    source: str
    confidence: str = "medium"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """A set of positions with its rule for silence.

    silence_statehood: what a holder's silence about a contested entity means (``denied``, ``accepted`` or
    ``unknown``); silence_validity: the same for an agreement that rests on nobody's contested statehood.
    """

    holder: str
    title: str
    silence_statehood: str = "denied"
    silence_validity: str = "accepted"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """An area that a treaty names, as lists of territories.

    homelands: states whose main territory lies inside (the place of an attack that names none); other states lie
    outside, save those of *partly*, of which only the place can tell.
    inside, outside: keys of territories; one that stands in neither list is unknown.
    """

    id: str
    title: str
    homelands: tuple[str, ...]
    partly: tuple[str, ...]
    inside: tuple[str, ...]
    outside: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Territory:
    """A place that a question may name, whose territory it is where nobody contests that, and when."""

    id: str
    title: str
    of: str
    spell: Spell
    source: str
