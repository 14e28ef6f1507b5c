"""The gazetteer: who is meant by a name, for whom they act, and what each side calls them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from foedus.gazetteer import tenures as spells
from foedus.gazetteer.fold import fold_name
from foedus.gazetteer.index import Index, bare
from foedus.gazetteer.persons import spelt_out, surnames
from foedus.gazetteer.scan import NameMatch, institution_kinds, scan
from foedus.gazetteer.words import Modifier, Words
from foedus.model.actors import Actor, Name, Tenure
from foedus.model.ids import slug
from foedus.model.problems import LibraryError

_ITSELF = frozenset({"state", "former-state", "de-facto-state", "union", "alliance", "organisation", "armed-group"})
_THROUGH = frozenset({"parliament", "ministry", "government", "armed-forces", "region", "city", "people"})
_NEAR = 5


class Gazetteer:
    """All actors by key, by name and by office; built once, never changed.

    actors: with agreements as actors of type ``agreement`` where their names are to resolve too; an actor's key
    may stand once.  tenures: dated offices.  words: institutions and modifiers around names.

    Raises LibraryError for a key that stands twice or a tenure of nobody.

    >>> georgia = Actor("GEO", "state", "Georgia", (Name("Georgia"), Name("Georgian", role="demonym")))
    >>> gazetteer = Gazetteer([georgia])
    >>> [(match.text, match.key) for match in gazetteer.scan("In Georgia, Georgian troops …")]
    [('Georgia', 'GEO'), ('Georgian', 'GEO')]
    """

    __slots__ = ("_actors", "_by_name", "_given", "_index", "_kinds", "_of_office", "_of_person", "_parliaments",
                 "_surnames", "words")  # fmt: skip

    def __init__(self, actors: Iterable[Actor], tenures: Iterable[Tenure] = (), words: Words | None = None) -> None:
        self.words = words or Words()
        self._given = (tuple(actors), tuple(tenures))
        self._actors = _by_key(self._given[0], self.words)
        self._parliaments = _parliaments(self._actors)
        for parliament in self._parliaments.values():
            self._actors.setdefault(parliament.key, parliament)
        self._kinds = institution_kinds(self.words.institutions)
        self._index = Index(self._actors.values(), self.words.institutions)
        self._by_name = _names(self._actors.values())
        self._surnames = _bearers(self._actors.values())
        self._of_person, self._of_office = _offices(self._given[1], self._actors)

    def __reduce__(self) -> tuple[Any, ...]:
        return Gazetteer, (*self._given, self.words)

    @property
    def actors(self) -> Mapping[str, Actor]:
        """Every actor by its key."""
        return MappingProxyType(self._actors)

    def scan(self, text: str) -> tuple[NameMatch, ...]:
        """The names in a text, in their order, none overlapping: where two compete, the leftmost, then the longest."""
        return scan(text, self._index, self.words.blocked, self._parliaments)

    def resolve(self, name: str) -> tuple[str, ...]:
        """The keys of all actors that a key, slug or name may mean, whatever its case; empty where nobody is known.

        A body that acts for a state resolves to the state, unless its own key was given.
        For words that a person typed; a text's words are found by :meth:`scan`, which minds capitals.
        """
        if name in self._actors:
            return (name,)
        text = fold_name(bare(name.strip().lower()))
        found = self._by_name.get(text) or self.scan_whole(name) or self._surnames.get(text)
        if not found:
            found = tuple(key for key in (name.upper(), slug(name)) if key in self._actors)[:1]
        return tuple(dict.fromkeys(self._answerable(key) for key in found))

    def _answerable(self, key: str) -> str:
        actor = self._actors.get(key)
        return actor.acts_for if actor and actor.acts_for else key

    def scan_whole(self, name: str) -> tuple[str, ...]:
        """The keys of the one match that covers all of a phrase ("Georgian Foreign Ministry"), or none."""
        phrase = bare(name.strip())
        found = self.scan(phrase)
        whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(phrase))
        return found[0].keys if whole else ()

    def suggest(self, name: str) -> tuple[str, ...]:
        """Names near to one that is not known, the nearest first, as they are written."""
        near = get_close_matches(fold_name(bare(name.strip().lower())), self._by_name, n=_NEAR, cutoff=0.75)
        return tuple(dict.fromkeys(self._actors[self._by_name[text][0]].label for text in near))

    def actor(self, key: str) -> Actor | None:
        """The actor of a key, or None."""
        return self._actors.get(key)

    def label(self, key: str) -> str:
        """What to call an actor before people: its label, or the key of one that is not known."""
        actor = self._actors.get(key)
        return actor.label if actor else key

    def polity(self, key: str, day: date | None = None) -> str | None:
        """The state, de facto state or organisation that an actor acts for.

        A person acts for whom the office of that day is of, else the last known office; a parliament, a ministry, a
        region or a city for its state.  None for outlets, parties and those who are not known.
        """
        actor = self._actors.get(key)
        if actor is None:
            return None
        if actor.type in _ITSELF:
            return key
        if actor.type == "person":
            tenure = spells.latest(self._of_person.get(key, ()), day)
            of = tenure.of if tenure else actor.of
            return self.polity(of, day) if of else None
        if actor.acts_for:
            return actor.acts_for
        return self.polity(actor.of, day) if actor.of and actor.type in _THROUGH else None

    def offices(self, person: str, day: date | None = None) -> tuple[Tenure, ...]:
        """The offices that a person held on a day, those whose dates are too coarse to say last; all without a day."""
        return spells.on(self._of_person.get(person, ()), day)

    def holders(self, office: str, of: str, day: date | None = None) -> tuple[Tenure, ...]:
        """Who held an office (the contract's word) of a polity on a day, as dated tenures; all without a day."""
        return spells.on(self._of_office.get((office, of), ()), day)

    def persons_named(self, surname: str) -> tuple[str, ...]:
        """The keys of all persons who bear a surname, whatever its case and diacritics."""
        return self._surnames.get(fold_name(surname), ())

    def institution(self, phrase: str) -> str | None:
        """The kind of body that a phrase names without its state ("Foreign Ministry"), or None."""
        return self._kinds.get(bare(phrase.lower()))

    def modifier_senses(self, phrase: str) -> tuple[Modifier, ...]:
        """The senses of a word or phrase that loads a name ("so-called", "breakaway"); empty where it has none."""
        return self.words.senses(phrase)


def _by_key(actors: Iterable[Actor], words: Words) -> dict[str, Actor]:
    found: dict[str, Actor] = {}
    for actor in actors:
        if actor.key in found:
            raise LibraryError(
                f"the actor {actor.key!r} stands twice ({found[actor.key].label!r} and {actor.label!r}); merge the two"
            )
        found[actor.key] = spelt_out(actor, words.variants) if actor.type == "person" else actor
    return found


def _parliaments(actors: Mapping[str, Actor]) -> dict[str, Actor]:
    """The parliament of each polity: the first that is listed for it, else a nameless one with the plain key."""
    found: dict[str, Actor] = {}
    for actor in actors.values():
        if actor.type == "parliament" and actor.of:
            found.setdefault(actor.of, actor)
    for actor in actors.values():
        adjective = next((name.text for name in actor.names if name.role == "demonym"), None)
        if actor.key not in found and adjective and actor.type in {"state", "de-facto-state"}:
            label = f"{adjective} parliament"
            if slug(label) not in actors:
                found[actor.key] = Actor(slug(label), "parliament", label, (Name(label),), of=actor.key)
    return {key: replace(actor, names=actor.names or (Name(actor.label),)) for key, actor in found.items()}


def _names(actors: Iterable[Actor]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for actor in actors:
        for text in (actor.label, *(name.text for name in actor.names if name.role != "surname")):
            found.setdefault(fold_name(bare(text.lower())), {})[actor.key] = None
    return {text: tuple(keys) for text, keys in found.items()}


def _bearers(actors: Iterable[Actor]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for actor in actors:
        if actor.type == "person":
            for text in surnames(actor):
                found.setdefault(fold_name(text), {})[actor.key] = None
    return {text: tuple(keys) for text, keys in found.items()}


def _offices(
    tenures: Iterable[Tenure], actors: Mapping[str, Actor]
) -> tuple[dict[str, tuple[Tenure, ...]], dict[tuple[str, str], tuple[Tenure, ...]]]:
    persons: dict[str, tuple[Tenure, ...]] = {}
    offices: dict[tuple[str, str], tuple[Tenure, ...]] = {}
    for tenure in tenures:
        for key in (tenure.person, tenure.of):
            if key not in actors:
                raise LibraryError(f"the tenure of {tenure.person!r} as {tenure.office} of {tenure.of!r}: no actor "
                                   f"{key!r}; add it to library/actors")  # fmt: skip
        persons[tenure.person] = (*persons.get(tenure.person, ()), tenure)
        offices[tenure.office, tenure.of] = (*offices.get((tenure.office, tenure.of), ()), tenure)
    return persons, offices
