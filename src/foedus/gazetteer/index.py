"""The index of all names: one automaton that finds every one of them in a folded text at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from foedus.gazetteer.fold import fold_name
from foedus.gazetteer.form import Form
from foedus.gazetteer.words import Institution
from foedus.model.actors import Actor, Name

ROLES = ("name", "short", "abbreviation", "alias", "native", "metonym", "surname", "demonym", "plural-demonym")
_ROLE_RANK = {role: rank for rank, role in enumerate(ROLES)}
_ARTICLE = "the "


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one actor, or one phrase for an institution, ready to be matched."""

    form: Form
    actor: Actor | None = None
    name: Name | None = None
    institution: Institution | None = None

    @property
    def rank(self) -> tuple[bool, int]:
        """Lower is the likelier meaning: the one without a caution, then a name before a demonym."""
        if self.name is None:
            return True, len(ROLES)
        return bool(self.name.beware), _ROLE_RANK.get(self.name.role, len(ROLES))


def scanned(name: Name) -> bool:
    """Whether a name is looked for in running text: a surname only where it is its bearer's alone."""
    return name.role != "surname" or name.unique


def bare(text: str) -> str:
    """A name without the article that a text may leave out ("the Kremlin"; but "The Times" keeps its own)."""
    return text.removeprefix(_ARTICLE)


def spellings(text: str) -> tuple[str, ...]:
    """A name as it is written with and without the points of its initials."""
    text = bare(text)
    without = text.replace(". ", " ").replace("’", "'")
    return (text,) if without == text else (text, without)


class Index:
    """Every name and institution, and where they stand in a text."""

    __slots__ = ("_automaton", "_entries")

    def __init__(self, actors: Iterable[Actor], institutions: Iterable[Institution]) -> None:
        found: dict[str, list[Entry]] = {}
        for text, entry in _entries(actors, institutions):
            found.setdefault(text, []).append(entry)
        for entries in found.values():
            entries.sort(key=lambda entry: entry.rank)
        self._entries = tuple(map(tuple, found.values()))
        self._automaton = AhoCorasick(list(found), matchkind=MatchKind.Standard, store_patterns=False)

    def hits(self, folded: str) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
        """Each place in a folded text where the letters of a name stand between word boundaries."""
        entries = self._entries
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            yield start + 1, end - 1, entries[pattern]


def _entries(actors: Iterable[Actor], institutions: Iterable[Institution]) -> Iterator[tuple[str, Entry]]:
    for actor in actors:
        for name in filter(scanned, actor.names):
            for text in spellings(name.text):
                if (folded := fold_name(text)).strip():
                    yield folded, Entry(Form.of(text, strict=bool(name.beware)), actor, name)
    for institution in institutions:
        for phrase in institution.phrases:
            yield fold_name(phrase), Entry(Form.of(phrase), institution=institution)
