"""Actors: one entity, one key, many names, each name with who uses it and what it implies."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.model.time import OPEN, Spell

SINGLE_OFFICES = ("president", "prime-minister", "foreign-minister", "defence-minister")
"""Offices, by the contract's words, that one person holds at a time."""


@dataclass(frozen=True, slots=True)
class Name:
    """One way of naming an actor.

    script: ISO 15924 ("Latn"); language: BCP 47 ("en").
    role: ``name``, ``short``, ``alias``, ``metonym`` (a capital or palace for its government), ``demonym``
    ("Georgian"), ``plural-demonym`` ("Georgians"), ``surname``, ``abbreviation``, ``native``.
    used_by: keys of the actors whose usage it is; empty where it is nobody's in particular.
    sense: what it implies where it is loaded (``contests-statehood``, ``asserts-statehood``,
    ``contests-control``, ``pejorative``, …); None where it is not.
    beware: what else the words often mean ("a US state", "given name"); None where they hardly mean anything else.
    unique: a surname that names its bearer in the news even where nobody has introduced it ("Putin").
    """

    text: str
    language: str = "en"
    script: str = "Latn"
    role: str = "name"
    used_by: tuple[str, ...] = ()
    sense: str | None = None
    source: str | None = None
    beware: str | None = None
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person's spell in an office: the office's contract word, whose office, when, by which source."""

    person: str
    office: str
    of: str
    spell: Spell
    title: str | None = None
    source: str | None = None
    confidence: str = "medium"


@dataclass(frozen=True, slots=True)
class Actor:
    """An entity that can speak, be bound, be recognised, or be a place or a text that others speak of.

    key: ISO 3166 alpha-3 where ISO has a code (no position on statehood), else a slug.
    type: ``state``, ``former-state``, ``de-facto-state``, ``region``, ``city``, ``union``, ``alliance``,
    ``organisation``, ``parliament``, ``ministry``, ``government``, ``armed-forces``, ``party``, ``armed-group``,
    ``outlet``, ``agency``, ``person``, ``agreement``, ``people``.
    of: the key of the polity that it belongs to (a ministry's, parliament's or person's state; a city's country).
    acts_for: the key that its acts count for (a ministry's state), or None where it acts as itself.
    parties, years, matter: of an agreement, whom it binds, the years of its signature and entry into force, and its
    kind (``mutual-defence``), so that "the 1951 treaty between A and B" finds it.
    cow, gw: numeric codes of Correlates of War and Gleditsch–Ward, with their own spells where they differ.
    """

    key: str
    type: str
    label: str
    names: tuple[Name, ...] = ()
    of: str | None = None
    acts_for: str | None = None
    cow: int | None = None
    gw: int | None = None
    spell: Spell = Spell(None, OPEN)
    gender: str | None = None
    source: str | None = None
    parties: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    matter: str | None = None
