"""Actors, tenures and the words around names, from the library's files."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from foedus.gazetteer import Gazetteer, Institution, Modifier, Words
from foedus.gazetteer.persons import surname
from foedus.library.files import read_yaml
from foedus.model.actors import Actor, Name, Tenure
from foedus.model.problems import LibraryError
from foedus.model.time import OPEN, Spell

HERE = Path(__file__).parent
_ROLES = {
    "names": "name",
    "abbreviations": "abbreviation",
    "metonyms": "metonym",
    "demonyms": "demonym",
    "plurals": "plural-demonym",
    "loaded": "alias",
    "surnames": "surname",
}
_SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "GEORGIAN": "Geor",
    "ARMENIAN": "Armn",
    "GREEK": "Grek",
    "HEBREW": "Hebr",
    "ARABIC": "Arab",
    "CJK": "Hani",
    "HANGUL": "Hang",
    "DEVANAGARI": "Deva",
}


def load_gazetteer(extra: Iterable[Actor] = (), folder: Path = HERE) -> Gazetteer:
    """The gazetteer of the library in a folder (the one that comes with foedus), with further actors.

    extra: actors from elsewhere, for instance the agreements.

    Raises LibraryError for a file that breaks its schema or a key that stands twice.
    """
    return Gazetteer((*load_actors(folder / "actors"), *extra), load_tenures(folder), load_words(folder))


def load_actors(folder: Path = HERE / "actors") -> tuple[Actor, ...]:
    """All actors in a folder's YAML files, in the order of the files' names and of the entries.

    Raises LibraryError with file and line for what breaks the schema, and for a key that stands twice.
    """
    found: dict[str, tuple[Actor, Path]] = {}
    for path in sorted(folder.glob("*.yaml")):
        for actor in actors_of(path):
            if actor.key in found:
                raise LibraryError(f"{path}: the key {actor.key!r} stands in {found[actor.key][1]} too; keep one entry")
            found[actor.key] = (actor, path)
    return tuple(actor for actor, _ in found.values())


def actors_of(path: Path) -> tuple[Actor, ...]:
    """The actors of one file, in the order of its entries.

    Raises LibraryError with file and line for what breaks the schema.
    """
    content = read_yaml(path, "actors")
    return tuple(_actor(entry, content["source"]) for entry in content["actors"])


def load_tenures(folder: Path = HERE) -> tuple[Tenure, ...]:
    """All tenures of ``tenures.yaml``; none where there is no such file."""
    path = folder / "tenures.yaml"
    if not path.exists():
        return ()
    content = read_yaml(path, "tenures")
    return tuple(_tenure(entry, content["source"]) for entry in content["tenures"])


def load_words(folder: Path = HERE) -> Words:
    """The institutions, modifiers and transliterations of ``words.yaml``; none where there is no such file."""
    path = folder / "words.yaml"
    if not path.exists():
        return Words()
    content = read_yaml(path, "words")
    return Words(
        tuple(Institution(entry["kind"], tuple(entry["phrases"])) for entry in content["institutions"]),
        tuple(_modifiers(content["modifiers"])),
        frozenset(content["blocked"]),
        tuple(map(tuple, content["variants"])),
    )


def _modifiers(entries: Iterable[Mapping[str, Any]]) -> Iterator[Modifier]:
    for entry in entries:
        for text in entry["texts"]:
            used_by = tuple(entry.get("used_by", ()))
            yield Modifier(text, entry["position"], entry["sense"], used_by, entry.get("source"))


def _actor(entry: Mapping[str, Any], source: str) -> Actor:
    return Actor(
        key=entry["key"],
        type=entry["type"],
        label=entry["label"],
        names=tuple(_names(entry)),
        of=entry.get("of"),
        acts_for=entry.get("acts_for"),
        cow=entry.get("cow"),
        gw=entry.get("gw"),
        spell=Spell(entry.get("from"), entry.get("to", OPEN)),
        gender=entry.get("gender"),
        source=entry.get("source", source),
    )


def _names(entry: Mapping[str, Any]) -> Iterator[Name]:
    unique = entry.get("unique", False)
    if "names" not in entry:
        yield _name(entry["label"], "name")
    for field, role in _ROLES.items():
        for item in entry.get(field, ()):
            yield _name(item, role, unique=unique and role == "surname")
    for language, items in entry.get("native", {}).items():
        for item in items:
            yield _name(item, "native", language)
    if unique and "surnames" not in entry:
        full = (item if isinstance(item, str) else item["text"] for item in entry.get("names", [entry["label"]]))
        for text in dict.fromkeys(map(surname, full)):
            yield _name(text, "surname", unique=True)


def _name(item: str | Mapping[str, Any], role: str, language: str = "en", *, unique: bool = False) -> Name:
    given = {"text": item} if isinstance(item, str) else item
    return Name(
        given["text"],
        given.get("language", language),
        script(given["text"]),
        role,
        tuple(given.get("used_by", ())),
        given.get("sense"),
        given.get("source"),
        given.get("beware"),
        unique,
    )


def script(text: str) -> str:
    """The ISO 15924 code of the first letter's script; "Zyyy" (common) without one that is known.

    >>> script("საქართველო"), script("«Россия»")
    ('Geor', 'Cyrl')
    """
    for character in text:
        if character.isalpha():
            if character.isascii():
                return "Latn"
            word = unicodedata.name(character, "").split(" ")[0].split("-")[0]
            return _SCRIPTS.get(word, "Zyyy")
    return "Zyyy"


def _tenure(entry: Mapping[str, Any], source: str) -> Tenure:
    return Tenure(
        entry["person"],
        entry["office"],
        entry["of"],
        Spell(entry["from"], entry["to"]),
        entry.get("title"),
        entry.get("source", source),
        entry["confidence"],
    )
