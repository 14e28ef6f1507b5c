"""Offices as the text gives them: who is introduced as what, of whom.

Titles stand before a name ("Foreign Minister X"), beside it after a comma ("X, the president of Y", "the president of
Y, X") or in a copula ("X is head of Y").  "His Belarusian counterpart X" takes the office of the person just named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.model.claims import Mention, Quote
from foedus.reading.lexicon import words
from foedus.reading.links import PERSON, Link, Links
from foedus.reading.office_owners import Introduction, owner
from foedus.reading.office_titles import Title, lookup, title_in, trim, windows
from foedus.reading.page import Page, begin, finish
from foedus.reading.phrases import conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from foedus.gazetteer import Gazetteer


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
        wanted = lookup(office) or "other"
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
        office = next(_introductions(page, links, link, gazetteer, found), None) or _shared(page, links, link, found)
        if office is None or (" " not in link.mention.text and (link.key, office.office) in known):
            continue
        known.add((link.key, office.office))
        found.append(office)
        if office.of is not None and not office.former:
            key = office.of.actor
            polities.setdefault(link.key, gazetteer.polity(key, page.day) or key)
    return Offices(tuple(found), polities)


def _introductions(
    page: Page, links: Links, link: Link, gazetteer: Gazetteer, earlier: list[Office]
) -> Iterator[Office]:
    doc = page.passages[link.passage].parse
    for low, high, before in windows(page, links, doc, link):
        title = title_in(doc, low, high, before)
        if title is None or (before and _governs_owner(doc, title, high)):
            continue
        if not before and doc[title.last].tag_ == "NNS":
            continue  # "X, Asian leaders and Y" is a list
        office = title.office
        if title.relative:
            model = next((o for o in reversed(earlier) if o.person.key != link.key), None)
            if model is None:
                continue
            office = model.office
        of = owner(Introduction(page, links, gazetteer, earlier, doc, link, low, high, title))
        former = title.relative == "former" or any(
            doc[i].lower_.rstrip("-") in words("offices", "former") for i in range(low, high)
        )
        start = trim(doc, low)
        first, last = (start, link.last) if before else (link.first, high - 1)
        evidence = page.quote(begin(doc[first]), finish(doc[last]))
        yield Office(link, office, doc[title.first : title.last + 1].text, of, former, evidence)


def _shared(page: Page, links: Links, link: Link, earlier: list[Office]) -> Office | None:
    """The office that a plural title gives to every name of a list: "ministers A, B and C"."""
    if not earlier or earlier[-1].person.passage != link.passage or not earlier[-1].title.rstrip(".").endswith("s"):
        return None
    last, doc = earlier[-1], page.passages[link.passage].parse
    together = {head.i for head in conjuncts(doc[last.person.head])}
    if link.head not in together or last.evidence.start > last.person.mention.start:
        return None
    evidence = page.quote(last.evidence.start, link.mention.end)
    return Office(link, last.office, last.title, last.of, last.former, evidence)


def _governs_owner(doc: Doc, title: Title, high: int) -> bool:
    """Whether the person only owns what the title is of: "adviser to Brazil's X", "aides to X"."""
    if doc[high - 1].pos_ == "ADP" and title.last < high - 1:
        return True
    return doc[high - 1].tag_ == "POS" and any(t.pos_ == "ADP" for t in doc[title.last + 1 : high])
