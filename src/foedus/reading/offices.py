"""Offices as the text gives them: who is introduced as what, of whom.

Titles stand before a name ("Foreign Minister X"), beside it after a comma ("X, the president of Y", "the president of
Y, X") or in a copula ("X is head of Y").  "His Belarusian counterpart X" takes the office of the person just named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from foedus.model.claims import Mention, Quote
from foedus.reading.lexicon import lexicon, words
from foedus.reading.links import PERSON, Link, Links
from foedus.reading.page import Page, begin, finish

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from foedus.gazetteer import Gazetteer

_POSSESSIVES = frozenset({"its", "his", "her", "their", "our", "my"})
_OWNERS_AFTER = frozenset({"of", "for", "at", "to", "in", "with"})
REACH = 14
"""Tokens that a title phrase may be long."""
FAR, FADE = 40, 0.85
"""How many links back a title without an owner looks, and how much less each one further back counts."""


@dataclass(frozen=True, slots=True)
class Office:
    """A person introduced with an office.

    office: the contract's word; title: as written; of: whose office, None where the text does not say and nobody knows.
    """

    person: Link
    office: str
    title: str
    of: Mention | None
    former: bool
    evidence: Quote
    acting: Token | None = None


@dataclass(frozen=True, slots=True)
class Offices:
    """All introductions of a page, with the questions that referents ask of them."""

    ordered: tuple[Office, ...]
    _polities: dict[str, str] = field(default_factory=dict, repr=False)

    def polity(self, person: str) -> str | None:
        """The polity or body whose office the text gives a person."""
        return self._polities.get(person)

    def bearer(self, office: str, of: str | None, before: int) -> Link | None:
        """The person last introduced with that office (of a polity, if one is named) before an offset."""
        wanted = _lookup(office) or "other"
        for entry in reversed(self.ordered):
            if entry.person.mention.start >= before:
                continue
            same_office = (
                entry.office == wanted
                or (wanted == "minister" and entry.office.endswith("minister"))
                or (wanted == "head" and entry.office in ("president", "prime-minister"))
            )
            if same_office and (of is None or (entry.of is not None and entry.of.actor == of)):
                return entry.person
        return None


def find_offices(page: Page, links: Links, gazetteer: Gazetteer) -> Offices:
    """Every person whom the page introduces with an office."""
    found: list[Office] = []
    polities: dict[str, str] = {}
    known: set[tuple[str, str]] = set()
    for link in links.ordered:
        if link.type != PERSON:
            continue
        for office in _introductions(page, links, link, gazetteer, found):
            if " " not in link.mention.text and (link.key, office.office) in known:
                break
            known.add((link.key, office.office))
            found.append(office)
            if office.of is not None and not office.former:
                key = office.of.actor
                polities.setdefault(link.key, gazetteer.polity(key, page.day) or key)
            break
    return Offices(tuple(found), polities)


@cache
def _lookup(title: str) -> str | None:
    table: dict[str, str] = lexicon("offices")["titles"]
    return table.get(title)


def _fold(token: Token) -> str:
    lower = token.lower_.rstrip(".").replace("é", "e")
    if lower.endswith("s") and _lookup(lower) is None and _lookup(lower[:-1]) is not None:
        return lower[:-1]
    return lower


@dataclass(frozen=True, slots=True)
class _Title:
    office: str
    first: int
    last: int
    relative: str | None = None


def _introductions(
    page: Page, links: Links, link: Link, gazetteer: Gazetteer, earlier: list[Office]
) -> Iterator[Office]:
    doc = page.passages[link.passage].parse
    for low, high, before in _windows(page, links, doc, link):
        title = _title(doc, low, high, before)
        if title is None or (before and _governs_owner(doc, title, high)):
            continue
        office = title.office
        if title.relative:
            model = next((o for o in reversed(earlier) if o.person.key != link.key), None)
            if model is None:
                continue
            office = model.office
        of = _owner(page, links, doc, low, high, title, link, gazetteer, earlier)
        former = title.relative == "former" or any(
            doc[i].lower_.rstrip("-") in words("offices", "former") for i in range(low, high)
        )
        start = _trim(doc, low)
        first, last = (start, link.last) if before else (link.first, high - 1)
        evidence = page.quote(begin(doc[first]), finish(doc[last]))
        yield Office(link, office, doc[title.first : title.last + 1].text, of, former, evidence)


def _governs_owner(doc: Doc, title: _Title, high: int) -> bool:
    """Whether the person only owns what the title is of: "adviser to Brazil's X" is not X's title."""
    return doc[high - 1].tag_ == "POS" and any(t.pos_ == "ADP" for t in doc[title.last + 1 : high])


def _windows(page: Page, links: Links, doc: Doc, link: Link) -> Iterator[tuple[int, int, bool]]:
    """Stretches of tokens that may hold the title: (low, high, whether before the name)."""
    low = link.first
    # Ranks and honorifics belong to the name: "Minister, General X".
    while low > 0 and _fold(doc[low - 1]) in words("offices", "ranks") and doc[low - 1].text[:1].isupper():
        low -= 1
    high = low
    comma = False
    while low > 0 and high - low < REACH and not doc[low].is_sent_start:
        token = doc[low - 1]
        if token.text == "," and low == high and not comma:
            comma = True
            low -= 1
            continue
        inside = links.at(page, token)
        if inside is not None and inside.type == PERSON and not _possessive_after(doc, token):
            break
        if not _of_title(token):
            break
        low -= 1
    if high > low + int(comma):
        yield low, high - int(comma), True
    start = link.last + 1
    if start < len(doc) and doc[start].text in (",", "(", "-", "–", "—"):
        end = start + 1
        while end < len(doc) and end - start < REACH + 4 and not doc[end].is_sent_start:
            token = doc[end]
            dash = token.text in ("–", "—", "-") and doc[end - 1].whitespace_
            if (
                dash
                or token.text in (",", ";", ")", ".", ":")
                or (token.pos_ in ("VERB", "AUX", "SCONJ") and token.dep_ != "amod")
            ):
                break
            end += 1
        if end > start + 1:
            yield start + 1, end, False
    elif start < len(doc) and doc[start].lemma_ == "be" and doc[start].dep_ in ("ROOT", "relcl", "ccomp", "conj"):
        end = start + 1
        while end < len(doc) and end - start < REACH and _of_title(doc[end]):
            end += 1
        yield start + 1, end, False


def _possessive_after(doc: Doc, token: Token) -> bool:
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return following is not None and following.tag_ == "POS"


def _of_title(token: Token) -> bool:
    return (
        token.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "PART", "NUM")
        or token.dep_ == "amod"
        or token.lower_ in _POSSESSIVES
        or token.lower_
        in (
            "of",
            "for",
            "to",
            "at",
            "and",
            "in",
            "then",
            "-",
            "de",
            "facto",
            "’s",
            "'s",
            "ex",
            "so",
            "called",
            "“",
            "”",
            '"',
            "'",
            "‘",
            "’",
        )
        or token.lower_ in words("offices", "fillers")
    )


def _title(doc: Doc, low: int, high: int, before: bool) -> _Title | None:
    """The longest title phrase in a window; before a name the last one, after it the first."""
    relatives = lexicon("offices")["relative"]
    order = range(high - 1, low - 1, -1) if before else range(low, high)
    for at in order:
        token = doc[at]
        for relative, nouns in relatives.items():
            if _fold(token) in nouns:
                return _Title("other", at, at, relative)
        if _fold(token) not in _heads():
            continue
        best = _longest(doc, low, high, at)
        if best is not None:
            return best
    return None


@cache
def _heads() -> frozenset[str]:
    return frozenset(word for title in lexicon("offices")["titles"] for word in title.split())


def _longest(doc: Doc, low: int, high: int, at: int) -> _Title | None:
    """The longest title that contains the token: "chairman of the joint chiefs of staff", "foreign minister"."""
    best: _Title | None = None
    for first in range(max(low, at - 6), at + 1):
        for last in range(at, min(high, at + 7)):
            phrase = " ".join(_fold(t) for t in doc[first : last + 1] if t.text not in ("-", "–"))
            office = _lookup(phrase)
            if office and (best is None or last - first > best.last - best.first):
                best = _Title(office, first, last)
    if best is not None and best.office == "head" and _fold(doc[best.last]) == "chief":
        table = lexicon("offices")["default_for_chief"]
        for token in doc[max(low, best.first - 2) : best.first]:
            if token.lower_ in table:
                return _Title(table[token.lower_], best.first, best.last)
    return best


def _trim(doc: Doc, low: int) -> int:
    while doc[low].pos_ in ("ADP", "CCONJ", "PUNCT") or doc[low].lower_ in ("and", "to", "in", "for", "of", "at"):
        low += 1
    return low


def _owner(
    page: Page,
    links: Links,
    doc: Doc,
    low: int,
    high: int,
    title: _Title,
    person: Link,
    gazetteer: Gazetteer,
    earlier: list[Office],
) -> Mention | None:
    """Whose office it is: an owner after the title ("of Iran"), before it ("Iranian", "its"), or whom the person is known for."""
    for i in range(title.last + 1, high):
        if doc[i].lower_ in _OWNERS_AFTER:
            following = _first_link(page, links, doc, i + 1, high)
            if following is not None:
                return _as_polity(following, gazetteer, page, earlier)
    for i in range(title.first - 1, low - 1, -1):
        link = links.at(page, doc[i])
        if link is not None and link.key != person.key:
            return _as_polity(link, gazetteer, page, earlier)
    for i in range(title.first - 1, low - 1, -1):
        if doc[i].lower_ in _POSSESSIVES:
            owner = _antecedent(page, links, doc, doc[i], gazetteer, earlier)
            if owner is not None:
                return owner
    known = gazetteer.polity(person.key, page.day) if person.known else None
    if known and known != person.key:
        return Mention(person.mention.text, person.mention.start, person.mention.end, known)
    return _nearest_polity(links, person, gazetteer)


def _first_link(page: Page, links: Links, doc: Doc, low: int, high: int) -> Link | None:
    """The name that an of-phrase is about: its head's, else the first that is no part of a compound modifier."""
    head = next((c for c in doc[low - 1].children if c.dep_ == "pobj" and low <= c.i < high), None)
    link = links.at(page, head) if head is not None else None
    if link is not None:
        return link
    for i in range(low, high):
        link = links.at(page, doc[i])
        if link is not None and not (i + 1 < len(doc) and doc[i + 1].text in ("-", "–", "‑")):
            return link
        if doc[i].pos_ == "VERB" and doc[i].dep_ != "amod":
            return None
    return None


def _as_polity(link: Link, gazetteer: Gazetteer, page: Page, earlier: list[Office]) -> Mention:
    """The owner of an office as the contract wants it: ministries and persons count for their polity."""
    key = link.key
    if link.type == PERSON:
        of = next((o.of for o in reversed(earlier) if o.person.key == key and o.of is not None), None)
        key = of.actor if of else gazetteer.polity(key, page.day) or key
    elif link.type in ("ministry", "government", "armed-forces", "city"):
        key = gazetteer.polity(key, page.day) or key
    return Mention(link.mention.text, link.mention.start, link.mention.end, key)


def _antecedent(
    page: Page, links: Links, doc: Doc, pronoun: Token, gazetteer: Gazetteer, earlier: list[Office]
) -> Mention | None:
    personal = pronoun.lower_ in ("his", "her")
    for n, link in enumerate(links.before(begin(pronoun))):
        if n > 12:
            return None
        if personal == (link.type == PERSON) and link.role != "demonym":
            polity = _as_polity(link, gazetteer, page, earlier)
            return Mention(pronoun.text, begin(pronoun), finish(pronoun), polity.actor)
    return None


def _nearest_polity(links: Links, person: Link, gazetteer: Gazetteer) -> Mention | None:
    """For a title without an owner: the polity that the text speaks of, near mentions counting more than far ones."""
    weights: dict[str, float] = {}
    nearest: dict[str, Link] = {}
    for n, link in enumerate(links.before(person.mention.start)):
        if n > FAR:
            break
        if link.type in ("state", "de-facto-state"):
            weights[link.key] = weights.get(link.key, 0.0) + FADE**n
            nearest.setdefault(link.key, link)
    return nearest[max(weights, key=weights.__getitem__)].mention if weights else None
