"""Names in the text and whom they mean: the gazetteer's, then those that the text introduces itself.

Linking is cautious: a bare surname means a person only where the text (or the gazetteer, for a name that one
person alone bears) introduced it, and a name that nobody is known by keeps its own slug.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.model.ids import slug
from foedus.reading.borrowed import THING, longer_name
from foedus.reading.lexicon import lexicon, words
from foedus.reading.namesakes import apart, is_of_union, renamed, title_heads
from foedus.reading.page import Page, Passage, begin, finish, index_of
from foedus.reading.teams import without_teams

if TYPE_CHECKING:
    from foedus.gazetteer import Gazetteer
    from foedus.reading.parse import Span, Token

PERSON = "person"
_SUFFIXES = frozenset({"Jr", "Sr", "II", "III"})
_INITIAL = re.compile(r" (?:[A-Z]\.? )+")
"""Initials inside a name, which the gazetteer may not have."""
_INITIALS = re.compile(r"(?:[A-Z]\. ?)+")
_NER_TYPES = {"PERSON": PERSON, "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}
HONORIFICS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "lord",
        "lady",
        "dame",
        "prof",
        "professor",
        "gen",
        "general",
        "col",
        "maj",
        "capt",
        "president",
    ]
)
_NAME_GLUE = frozenset({"of", "the", "for", "and", "on", "de", "du", "la", "al", "-", "–", "’s", "'s"})


@dataclass(frozen=True, slots=True)
class Link:
    """A name in the text and the actor that it means.

    passage, first, last: where it stands (token indices, `last` included); head: the token that governs the others.
    type: the actor's type in the gazetteer, or ``person``, ``organisation``, ``place`` where only the text knows it.
    role: how it names (``name``, ``metonym``, ``demonym``, ``surname`` …); sense: what the name implies, if loaded.
    known: whether the gazetteer has the actor.
    place: the key of the city itself where the name of a capital stands for its government.
    beware: what else the words often mean, as the gazetteer has it.
    """

    passage: int
    first: int
    last: int
    head: int
    mention: Mention
    type: str
    role: str = "name"
    sense: str | None = None
    known: bool = True
    place: str | None = None
    beware: str | None = None

    @property
    def key(self) -> str:
        """The key of the actor that is meant."""
        return self.mention.actor


@dataclass(frozen=True, slots=True)
class Links:
    """All links of a page, in the order of the text, with look-up by token."""

    ordered: tuple[Link, ...]
    _by_token: dict[tuple[int, int], Link] = field(default_factory=dict, repr=False)
    _starts: list[int] = field(default_factory=list, repr=False)

    @staticmethod
    def of(links: Iterable[Link]) -> Links:
        """The links in the order of the text, ready to be looked up by token."""
        ordered = tuple(sorted(links, key=lambda link: link.mention.start))
        table = {(link.passage, i): link for link in ordered for i in range(link.first, link.last + 1)}
        return Links(ordered, table, [link.mention.start for link in ordered])

    def at(self, page: Page, token: Token) -> Link | None:
        """The link that a token is part of."""
        return self._by_token.get((index_of(token), token.i))

    def before(self, offset: int) -> Iterator[Link]:
        """The links that begin before an offset, nearest first."""
        for i in range(bisect_left(self._starts, offset) - 1, -1, -1):
            yield self.ordered[i]

    def after(self, offset: int) -> Iterator[Link]:
        """The links that begin at an offset or after it, in order."""
        for i in range(bisect_left(self._starts, offset), len(self.ordered)):
            yield self.ordered[i]

    def within(self, start: int, end: int) -> Iterator[Link]:
        """The links inside a span, in order."""
        for i in range(bisect_left(self._starts, start), len(self.ordered)):
            if self.ordered[i].mention.end > end:
                break
            yield self.ordered[i]


def find_links(page: Page, gazetteer: Gazetteer) -> Links:
    """Every name of the page that means an actor."""
    known = _Known()
    links: list[Link] = []
    for passage in page.passages:
        taken = [False] * len(passage.parse)
        found = list(_named(page, passage, gazetteer, taken, known))
        for link in found:
            _abbreviated(passage, link, known)
        found += _introduced(page, passage, taken, known, gazetteer)
        found += _again(page, passage, taken, known)
        links += found
    return Links.of(without_teams(page, apart(page, _apart_from_states(page, links), gazetteer)))


def _apart_from_states(page: Page, links: list[Link]) -> list[Link]:
    """A name that a state shares with a state of the Union means the latter where the text is about American politics.

    That is where the text never names the country otherwise (by its people, its capital) but has the words of it.
    """
    doubtful = {link.key: link.mention.text for link in links if "US state" in (link.beware or "")}
    beside: dict[str, list[str]] = lexicon("names")["beside_land"]
    for key, text in doubtful.items():
        otherwise = any(link.key == key and link.mention.text != text for link in links)
        otherwise = otherwise or any(link.known and link.key in beside.get(key, ()) for link in links)
        if otherwise or not is_of_union(page.document.text, text):
            continue
        links = [renamed(link, slug(f"{text} us state")) if link.key == key else link for link in links]
    return links


@dataclass(slots=True)
class _Known:
    """What the text has introduced so far: surnames and abbreviations."""

    surnames: dict[str, tuple[str, str, bool]] = field(default_factory=dict)
    short: dict[str, tuple[str, str, bool]] = field(default_factory=dict)

    def introduce(self, link: Link) -> None:
        """Remember a name that the text gives in full, so that its short forms mean the same actor."""
        if link.type == PERSON and " " in link.mention.text.strip():
            words = link.mention.text.replace("’s", "").replace("'s", "").split()
            while len(words) > 2 and words[-1].rstrip(".") in _SUFFIXES:
                words.pop()
            entry = (link.key, link.type, link.known)
            self.surnames[words[-1]] = entry
            if len(words) >= 3:
                self.surnames.setdefault(" ".join(words[-2:]), entry)
                self.surnames.setdefault(words[1], entry)
            # East Asian order puts the surname first.
            self.surnames.setdefault(words[0], entry)


def _named(page: Page, passage: Passage, gazetteer: Gazetteer, taken: list[bool], known: _Known) -> Iterator[Link]:
    parse = passage.parse
    entities = {i: entity for entity in parse.ents for i in range(entity.start, entity.end)}
    matches = [(match, parse.covering(match.start, match.end)) for match in gazetteer.scan(parse.text)]
    named = {i for _, span in matches if span is not None for i in range(span.start, span.end)}
    for match, span in matches:
        if span is None or any(taken[span.start : span.end]):
            continue
        if (span.text.lower() in ("us", "who", "it") and span.text.islower()) or _lacks_article(span):
            continue
        entity = entities.get(span.root.i) or entities.get(span.start)
        if entity is not None and (_swallows(entity, span, match.type) or _is_given_name(span, entity)):
            continue
        if longer := longer_name(span, match, named):
            if not any(taken[longer[0].start : longer[0].end]):
                yield from _taken(page, passage, *longer, taken)
            continue
        key, type_, role = match.key, match.type, "institution" if match.part else match.name.role
        if role == "surname":
            introduced = known.surnames.get(match.text.removesuffix("’s").removesuffix("'s"))
            if introduced and introduced[2]:
                key = introduced[0]
            elif _has_given_name(span, entity) or (
                entity is not None and entity.label_ not in ("PERSON", "ORG", "NORP", "GPE", "FAC")
            ):
                continue
        elif role == "demonym" and span.root.pos_ not in ("ADJ", "PROPN", "NOUN"):
            continue
        for i in range(span.start, span.end):
            taken[i] = True
        sense, beware = match.name.sense, match.name.beware
        link = _link(page, passage, span, key, type_, role, sense, True, place=match.place, beware=beware)
        known.introduce(link)
        yield link


def _taken(page: Page, passage: Passage, span: Span, type_: str, taken: list[bool]) -> Iterator[Link]:
    """A link of the text's own to whatever a name names that the gazetteer has a part of; none to a thing."""
    for i in range(span.start, span.end):
        taken[i] = True
    if type_ != THING:
        yield _link(page, passage, span, slug(span.text), type_, "name", None, False)


def _lacks_article(span: Span) -> bool:
    """Whether a name that is a state's with an article stands without one: "Emirates" is an airline."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    return span.text in words("names", "with_article") and before not in ("the", "arab")


def _has_given_name(span: Span, entity: Span | None) -> bool:
    """Whether a surname stands after another's given name: "Ivanka Trump" is not whom "Trump" alone means."""
    if entity is None or entity.label_ != "PERSON" or entity.start >= span.start:
        return False
    given = [t for t in entity.doc[entity.start : span.start] if t.pos_ == "PROPN" and t.is_alpha]
    return any(t.lower_ not in HONORIFICS for t in given)


@cache
def _title_words() -> frozenset[str]:
    return frozenset(word for title in lexicon("offices")["titles"] for word in title.split())


def _is_given_name(span: Span, entity: Span | None) -> bool:
    """Whether a place's name is a person's: "Jordan Peterson", "Chad Smith"."""
    if entity is None or entity.label_ != "PERSON" or entity.start != span.start or len(span) > 1:
        return False
    rest = [t for t in entity.doc[span.end : entity.end] if t.pos_ == "PROPN"]
    return 0 < len(rest) <= 2 and all(t.text.istitle() and t.lower_ not in _title_words() for t in rest)


def _swallows(entity: Span, span: Span, type_: str) -> bool:
    """Whether the recogniser saw a longer name of which the gazetteer knows a part only."""
    if entity.start >= span.start and entity.end <= span.end:
        return False
    if type_ == PERSON:
        return False
    if entity.label_ == "PERSON":
        inner = [t for t in entity if t.pos_ == "PROPN"]
        return (
            len(inner) >= 2
            and span.root.dep_ in ("compound", entity.root.dep_)
            and span.end - span.start == 1
            and not (span.root.pos_ == "ADJ" or span.start == entity.start)
        )
    return False


def _introduced(page: Page, passage: Passage, taken: list[bool], known: _Known, gazetteer: Gazetteer) -> list[Link]:
    found = []
    for entity in passage.parse.ents:
        type_ = _NER_TYPES.get(entity.label_)
        span = _trimmed(entity, taken) if type_ is not None else None
        if type_ is None or span is None:
            continue
        if entity.label_ == "ORG" and _is_portfolio(span):
            continue
        whole = _titled_name(span, taken)
        if whole is not None:
            span, type_ = whole, PERSON
        if type_ == PERSON and not _looks_personal(span):
            continue
        name = re.sub(r"[’']s?$", "", span.text).strip()
        if not name or not any(c.isupper() for c in name) or name.rstrip(".") in _SUFFIXES:
            continue
        if type_ == PERSON and _INITIALS.fullmatch(name):
            continue  # of a name that is linked already
        entry = known.surnames.get(name) or known.short.get(name)
        if entry is None and type_ == PERSON:
            keys = gazetteer.resolve(name) or gazetteer.resolve(_INITIAL.sub(" ", name))
            entry = (keys[0], PERSON, True) if len(keys) == 1 else None
        key, type_, is_known = entry or (slug(name), type_, False)
        for i in range(span.start, span.end):
            taken[i] = True
        link = _link(page, passage, span, key, type_, "name", None, is_known)
        known.introduce(link)
        _abbreviated(passage, link, known)
        found.append(link)
    return found


def _is_portfolio(span: Span) -> bool:
    """Whether the recogniser took a part of a title for a name: "Deputy Defence Minister X", "the Trade Ministry"."""
    root = span.root
    return root.dep_ == "compound" and root.head.lemma_.lower() in ("minister", "ministry") and root.i == span.end - 1


def _titled_name(span: Span, taken: list[bool]) -> Span | None:
    """The full name of whoever a title stands by, whatever the recogniser took it for: "the minister, Aru Mbeki"."""
    doc, root = span.doc, span.root
    if root.dep_ == "compound" and root.head.pos_ == "PROPN" and root.head.i == span.end:
        root = root.head  # a name of which the recogniser saw a half
    if root.pos_ != "PROPN" or taken[root.i] or any(not t.text[:1].isupper() or not t.is_alpha for t in span):
        return None
    start = span.start
    while start > 0 and _is_part_of_name(doc[start - 1], root) and not taken[start - 1]:
        start -= 1
    titled = any(c.dep_ == "compound" and c.i < start and _is_title(c) for c in root.children)
    titled = titled or (root.dep_ == "appos" and _is_title(root.head) and root.head.i < start)
    titled = titled and not any(c.dep_ == "det" for c in root.children)
    return doc[start : root.i + 1] if titled and root.i > start else None


def _is_part_of_name(token: Token, root: Token) -> bool:
    given = token.dep_ in ("compound", "flat") and token.head.i == root.i and token.pos_ == "PROPN"
    honorific = token.lower_.rstrip(".") in HONORIFICS
    return given and token.is_title and token.is_alpha and not honorific and not _is_title(token)


def _is_title(token: Token) -> bool:
    return token.lemma_.lower() in title_heads() and token.pos_ in ("NOUN", "PROPN")


def _trimmed(entity: Span, taken: list[bool]) -> Span | None:
    """An entity without articles, honorifics, possessive marks and what is already linked; None if nothing is left."""
    start, end = entity.start, entity.end
    doc = entity.doc
    while start < end and (
        doc[start].lower_.rstrip(".") in HONORIFICS or doc[start].pos_ in ("DET", "PUNCT") or taken[start]
    ):
        start += 1
    while start < end and (doc[end - 1].tag_ == "POS" or doc[end - 1].pos_ == "PUNCT" or taken[end - 1]):
        end -= 1
    if start >= end or any(taken[start:end]):
        return None
    return doc[start:end]


def _looks_personal(span: Span) -> bool:
    return all(t.text[:1].isupper() or t.lower_ in _NAME_GLUE or not t.is_alpha for t in span) and not any(
        t.text.isdigit() for t in span
    )


def _abbreviated(passage: Passage, link: Link, known: _Known) -> None:
    """An abbreviation that the text explains: "Organization of Turkic States (OTS)"."""
    after = passage.parse[link.last + 1 : link.last + 4]
    if len(after) == 3 and after[0].text == "(" and after[2].text == ")" and link.role != "demonym":
        short = after[1].text
        if 2 <= len(short) <= 8 and short.isupper():
            known.short[short] = (link.key, link.type, link.known)


def _again(page: Page, passage: Passage, taken: list[bool], known: _Known) -> list[Link]:
    """Surnames and abbreviations that the recogniser missed this time, of whom the text has introduced."""
    found: list[Link] = []
    sought = known.surnames.keys() | known.short.keys()
    for token in passage.parse:
        if token.text not in sought or taken[token.i]:
            continue
        entry = known.surnames.get(token.text) or known.short.get(token.text)
        if entry is not None and token.pos_ in ("PROPN", "NOUN", "X", "ADJ"):
            key, type_, is_known = entry
            taken[token.i] = True
            found.append(
                _link(page, passage, passage.parse[token.i : token.i + 1], key, type_, "surname", None, is_known)
            )
    return found


def _link(
    page: Page,
    passage: Passage,
    span: Span,
    key: str,
    type_: str,
    role: str,
    sense: str | None,
    known: bool,
    *,
    place: str | None = None,
    beware: str | None = None,
) -> Link:
    last = span.end - 1
    if last > span.start and span[-1].tag_ == "POS":
        last -= 1
    start, end = begin(span[0]), finish(span.doc[last])
    mention = Mention(page.document.text[start:end], start, end, key)
    return Link(passage.index, span.start, last, span.root.i, mention, type_, role, sense, known, place, beware)
