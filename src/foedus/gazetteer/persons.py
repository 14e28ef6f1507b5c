"""Names of persons: surnames, and given names that one alphabet turns into several of another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from foedus.model.actors import Actor, Name

_PARTICLES = frozenset({"al", "bin", "de", "del", "der", "di", "du", "la", "le", "ter", "van", "von", "el"})
_ENDINGS = (
    ("sky", "skyi", "skiy", "skyy", "skii", "ski"),
    *((f"{vowel}yev", f"{vowel}ev") for vowel in "aio"),
    ("yan", "ian"),
    ("ovych", "ovich"),
)
_ARTICLES = ("al", "el")
"""The Arabic article before a surname."""


def surname(full: str) -> str:
    """The surname in a name of the order given–family, its particles with it.

    >>> surname("Ursula von der Leyen"), surname("Alan Gagloev")
    ('von der Leyen', 'Gagloev')
    """
    words = full.split()
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    return " ".join(words[first:])


def surnames(actor: Actor) -> tuple[str, ...]:
    """A person's surnames: those that are listed, else the last words of each Latin-script name."""
    listed = tuple(name.text for name in actor.names if name.role == "surname")
    derived = (surname(name.text) for name in actor.names if name.script == "Latn" and " " in name.text)
    return listed or tuple(dict.fromkeys(derived))


def spelt_out(actor: Actor, variants: Iterable[tuple[str, ...]]) -> Actor:
    """A person with the other transliterations of the given name, the surname's ending and its Arabic article.

    >>> person = Actor("a", "person", "Sergei Lavrov", (Name("Sergei Lavrov"),))
    >>> [name.text for name in spelt_out(person, [("Sergei", "Sergey")]).names]
    ['Sergei Lavrov', 'Sergey Lavrov']
    """
    groups = {given: group for group in variants for given in group}
    known = {name.text for name in actor.names}
    added: list[Name] = []
    for name in actor.names:
        if name.script != "Latn" or name.role == "abbreviation":
            continue
        for text in _variants(name.text, groups):
            if text not in known:
                known.add(text)
                added.append(replace(name, text=text, role="surname" if name.role == "surname" else "alias"))
    return replace(actor, names=(*actor.names, *added)) if added else actor


def _variants(text: str, groups: dict[str, tuple[str, ...]]) -> Iterable[str]:
    given, space, rest = text.rpartition(" ") if " " not in text else text.partition(" ")
    for first in groups.get(given, (given,)):
        for last in _endings(rest):
            for spelt in _articled(last):
                yield f"{first}{space}{spelt}"


def _articled(text: str) -> tuple[str, ...]:
    """A surname with its article spelt either way."""
    before, space, last = text.rpartition(" ")
    article, hyphen, name = last.partition("-")
    if not hyphen or article not in _ARTICLES:
        return (text,)
    return tuple(f"{before}{space}{each}-{name}" for each in _ARTICLES)


def _endings(text: str) -> tuple[str, ...]:
    for group in _ENDINGS:
        for ending in sorted(group, key=len, reverse=True):
            if text.endswith(ending) and len(text) > len(ending) + 1:
                return tuple(text[: -len(ending)] + other for other in group)
    return (text,)
