"""Finding names in running text: leftmost, longest, written as names are written, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foedus.gazetteer.fold import fold
from foedus.gazetteer.index import Entry, Index
from foedus.gazetteer.words import Institution
from foedus.model.actors import Actor, Name
from foedus.model.ids import slug

_POLITIES = frozenset({"state", "former-state", "de-facto-state", "region", "union", "alliance", "organisation"})
_OWNER = re.compile(r"(?:['’‘ʼ]s?)?[ \u00a0]\Z|[-‐‑]\Z")
_OF = re.compile(r"[ \u00a0]+(?:of|for|in)[ \u00a0]+(?:the[ \u00a0]+)?\Z")
_STATIONED = frozenset({"armed-forces", "security-service", "mission"})
"""Bodies that can stand in another's land: "troops in Syria" need not be Syria's."""
_NEXT_WORD = re.compile(r"[ \u00a0\-](\w+)")
_DEMONYMS = frozenset({"demonym", "plural-demonym"})


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name in a text.

    start, end: its span; text: the words; keys: whom it may mean, the likeliest first, with the state for a body that
    acts for it; name: the first one's name; type: the first one's type; part: the kind of body where the words name
    a part of the actor ("the Georgian Foreign Ministry" is GEO's ``foreign-ministry``, "the Pentagon" USA's
    ``ministry``), else None; body: that body's own key where it has one.
    """

    start: int
    end: int
    text: str
    keys: tuple[str, ...]
    name: Name
    type: str
    part: str | None = None
    body: str | None = None

    @property
    def key(self) -> str:
        """The likeliest actor."""
        return self.keys[0]

    @property
    def place(self) -> str:
        """The key of the place that the words name: a metonym's own ("in Minsk"), else the actor's.

        Whether "Minsk" means the city or the government is grammar's to say.
        """
        return slug(self.text) if self.name.role == "metonym" else self.key


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    entries: tuple[Entry, ...]
    part: str | None = None


def scan(text: str, index: Index, blocked: frozenset[str], parliaments: dict[str, Actor]) -> tuple[NameMatch, ...]:
    """All names in a text, none overlapping another.

    blocked: words after a metonym that make both one other name; parliaments: by the key of their polity.
    """
    names: list[_Found] = []
    institutions: list[_Found] = []
    folded = fold(text)
    for low, high, entries in index.hits(folded.text):
        start, end = folded.span(low, high)
        fitting = tuple(entry for entry in entries if entry.form.fits(text, start, end))
        if named := tuple(entry for entry in fitting if entry.actor):
            names.append(_Found(start, end, named))
        institutions.extend(_Found(start, end, (entry,)) for entry in fitting if entry.institution)
    owners = {found.end: found for found in names}
    names = [found for found in names if not (_is_blocked(text, found, blocked) or _is_anothers(text, found, owners))]
    names.extend(_composed(text, names, institutions, parliaments))
    return tuple(_match(text, found) for found in _disjoint(names))


def _is_blocked(text: str, found: _Found, blocked: frozenset[str]) -> bool:
    if all(entry.name is not None and entry.name.role != "metonym" for entry in found.entries):
        return False
    following = _NEXT_WORD.match(text, found.end)
    return bool(following and following[1] in blocked)


def _is_anothers(text: str, found: _Found, owners: dict[int, _Found]) -> bool:
    """Whether a parliament's plain name follows another polity's: "the Nigerian Senate" is not the American one."""
    actor = found.entries[0].actor
    owner = owners.get(found.start - 1)
    if actor is None or actor.type != "parliament" or owner is None or text[owner.end : found.start] != " ":
        return False
    return all(entry.actor is None or actor.of not in {entry.actor.key, entry.actor.of} for entry in owner.entries)


def _composed(
    text: str, names: list[_Found], institutions: list[_Found], parliaments: dict[str, Actor]
) -> Iterator[_Found]:
    """Institutions with the polity that they are of: "Russian Foreign Ministry", "Parliament of Georgia"."""
    if not institutions:
        return
    by_end = {found.end: found for found in names}
    by_start = {found.start: found for found in names}
    for found in institutions:
        for owner_end in range(found.start - 3, found.start):
            owner = by_end.get(owner_end)
            if owner and _OWNER.match(text[owner_end : found.start]):
                yield from _joined(owner, found, owner.start, found.end, parliaments, of=False)
        for owner_start in range(found.end + 4, found.end + 10):
            owner = by_start.get(owner_start)
            joint = _OF.match(text[found.end : owner_start]) if owner else None
            if owner and joint and (joint[0].strip().startswith("of") or not _is_stationed(found)):
                yield from _joined(owner, found, found.start, owner.end, parliaments, of=True)


def _is_stationed(found: _Found) -> bool:
    institution = found.entries[0].institution
    return institution is not None and institution.kind in _STATIONED


def _joined(
    owner: _Found, found: _Found, start: int, end: int, parliaments: dict[str, Actor], *, of: bool
) -> Iterator[_Found]:
    institution = found.entries[0].institution
    entries = tuple(entry for entry in owner.entries if _can_own(entry, of=of))
    if not entries or institution is None:
        return
    if institution.kind == "parliament":
        entries = tuple(_parliament(entry, parliaments) for entry in entries)
    yield _Found(start, end, entries, institution.kind)


def _can_own(entry: Entry, *, of: bool) -> bool:
    if entry.actor is None or entry.name is None or entry.actor.type not in _POLITIES:
        return False
    return entry.name.role != "plural-demonym" and not (of and entry.name.role in _DEMONYMS)


def _parliament(entry: Entry, parliaments: dict[str, Actor]) -> Entry:
    actor = parliaments.get(entry.actor.key) if entry.actor else None
    return Entry(entry.form, actor, actor.names[0]) if actor else entry


def _disjoint(found: Iterable[_Found]) -> Iterator[_Found]:
    reached = -1
    for one in sorted(found, key=lambda one: (one.start, -one.end, one.part is not None)):
        if one.start >= reached:
            reached = one.end
            yield one


def _match(text: str, found: _Found) -> NameMatch:
    known = [(entry.actor, entry.name) for entry in found.entries if entry.actor is not None and entry.name is not None]
    actor, name = known[0]
    keys = tuple(dict.fromkeys(one.acts_for or one.key for one, _ in known))
    text = text[found.start : found.end]
    if actor.acts_for:
        return NameMatch(found.start, found.end, text, keys, name, actor.type, found.part or actor.type, actor.key)
    return NameMatch(found.start, found.end, text, keys, name, actor.type, found.part)


def institution_kinds(institutions: Iterable[Institution]) -> dict[str, str]:
    """The kind of each institution's phrase, in lower case."""
    return {phrase.lower(): institution.kind for institution in institutions for phrase in institution.phrases}
