"""Offices as the text gives them: who is introduced as what, of whom.

Titles stand before a name ("Foreign Minister X"), beside it after a comma ("X, the president of Y", "the president of
Y, X") or in a copula ("X is head of Y").  "His Belarusian counterpart X" takes the office of the person just named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.model.actors import SINGLE_OFFICES
from foedus.model.claims import Mention, Quote
from foedus.reading.holders import fits
from foedus.reading.lexicon import lexicon, words
from foedus.reading.links import PERSON, Link, Links
from foedus.reading.office_owners import Introduction, owner
from foedus.reading.office_titles import Title, fold, is_former, lookup, second_window, title_in, trim, windows
from foedus.reading.page import Page, begin, finish
from foedus.reading.phrases import conjuncts

if TYPE_CHECKING:
    from foedus.gazetteer import Gazetteer
    from foedus.reading.parse import Parse


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

    def offices_of(self, person: str) -> frozenset[str]:
        """The offices that the text gives a person."""
        return frozenset(entry.office for entry in self.ordered if entry.person.key == person and not entry.former)

    def bearer(self, office: str, of: str | None, before: int) -> Link | None:
        """The person last introduced with that office (of a polity, if one is named) before an offset."""
        wanted = lookup(office) or "other"
        for entry in reversed(self.ordered):
            if entry.person.mention.start >= before or (entry.former and not _is_past(office)):
                continue
            if fits(wanted, entry.office) and (of is None or (entry.of is not None and entry.of.actor == of)):
                return entry.person
        return None


def _is_past(title: str) -> bool:
    return title.startswith(("former ", "ex-", "ex ", "late ", "then "))


def find_offices(page: Page, links: Links, gazetteer: Gazetteer) -> Offices:
    """Every person whom the page introduces with an office."""
    found: list[Office] = []
    polities: dict[str, str] = {}
    known: set[tuple[str, str]] = set()
    for link in links.ordered:
        if link.type != PERSON:
            continue
        first = next(_introductions(page, links, link, gazetteer, found), None) or _shared(
            page, links, link, gazetteer, found
        )
        first = first or _commander(page, link) or _leading(page, links, link)
        for office in (first, _besides(page, links, link, gazetteer, found)):
            if office is None or (" " not in link.mention.text and (link.key, office.office) in known):
                continue
            known.add((link.key, office.office))
            found.append(office)
            if office.of is not None and not office.former:
                key = office.of.actor
                polities.setdefault(link.key, gazetteer.polity(key, page.day) or key)
    for link in links.ordered:
        if link.type == PERSON and not link.known and link.key not in polities and " " in link.mention.text:
            whose = _belongs(page, links, link)
            if whose is not None:
                polities[link.key] = gazetteer.polity(whose, page.day) or whose
    return Offices(tuple(found), polities)


def _belongs(page: Page, links: Links, link: Link) -> str | None:
    """Whose somebody without a title is: "X of the Peruvian foreign ministry", "Peru's X"."""
    head = page.passages[link.passage].parse[link.head]
    for child in head.children:
        near = [child] if child.dep_ == "poss" else []
        if child.lower_ == "of" and child.i == link.last + 1:
            near = [c for c in child.children if c.dep_ == "pobj"]
        for token in near:
            owner_ = links.at(page, token)
            if owner_ is not None and owner_.type in ("state", "ministry", "government", "de-facto-state"):
                return owner_.key
    return None


def _introductions(
    page: Page, links: Links, link: Link, gazetteer: Gazetteer, earlier: list[Office]
) -> Iterator[Office]:
    doc = page.passages[link.passage].parse
    for low, high, before in windows(page, links, doc, link):
        office = _office(page, links, link, gazetteer, earlier, (low, high, before))
        if office is not None:
            yield office


def _besides(page: Page, links: Links, link: Link, gazetteer: Gazetteer, earlier: list[Office]) -> Office | None:
    """The second office of an apposition: "X, a scholar at Y and a former minister of Z"."""
    window = second_window(page.passages[link.passage].parse, link)
    return _office(page, links, link, gazetteer, earlier, (*window, False)) if window is not None else None


def _office(
    page: Page,
    links: Links,
    link: Link,
    gazetteer: Gazetteer,
    earlier: list[Office],
    window: tuple[int, int, bool],
) -> Office | None:
    low, high, before = window
    doc = page.passages[link.passage].parse
    title = title_in(doc, low, high, before)
    if title is None or (before and _governs_owner(doc, title, high)):
        return None
    if not before and doc[title.last].tag_ == "NNS":
        return None  # "X, Asian leaders and Y" is a list
    office = title.office
    if title.relative:
        model = next((o for o in reversed(earlier) if o.person.key != link.key), None)
        if model is None:
            return None
        office = model.office
    of = owner(Introduction(page, links, gazetteer, earlier, doc, link, low, high, title))
    if before and office in _ONE_EACH and doc[title.last].tag_ in ("NNS", "NNPS"):
        of = _by_turns(page, links, link, begin(doc[low])) or of
    former = title.relative == "former" or is_former(doc, link, low, high)
    first, last = (trim(doc, low), link.last) if before else (link.first, high - 1)
    evidence = page.quote(begin(doc[first]), finish(doc[last]))
    return Office(link, office, doc[title.first : title.last + 1].text, of, former, evidence)


def _shared(page: Page, links: Links, link: Link, gazetteer: Gazetteer, earlier: list[Office]) -> Office | None:
    """The office that a plural title gives to every name of a list: "ministers A, B and C"."""
    if not earlier or earlier[-1].person.passage != link.passage or not earlier[-1].title.rstrip(".").endswith("s"):
        return None
    last, doc = earlier[-1], page.passages[link.passage].parse
    together = {head.i for head in conjuncts(doc[last.person.head])}
    listed = link.head in together or link in _listed(page, links, last.person)
    if not listed or last.evidence.start > last.person.mention.start:
        return None
    evidence = page.quote(last.evidence.start, link.mention.end)
    of = last.of
    if last.office in _ONE_EACH:
        of = _by_turns(page, links, link, last.evidence.start) or _own(page, links, link, gazetteer)
        of = of or (last.of if _is_stated(last) else None)
    return Office(link, last.office, last.title, of, last.former, evidence)


def _is_stated(office: Office) -> bool:
    """Whether the title says whose it is, and that is not only known of the person."""
    return office.of is not None and office.of.start < office.person.mention.start


def _own(page: Page, links: Links, link: Link, gazetteer: Gazetteer) -> Mention | None:
    """The polity that somebody in a list is said or known to act for, as a mention of his name."""
    key = _belongs(page, links, link) or (gazetteer.polity(link.key, page.day) if link.known else None)
    if key is None or key == link.key:
        return None
    return Mention(link.mention.text, link.mention.start, link.mention.end, key)


def _by_turns(page: Page, links: Links, link: Link, start: int) -> Mention | None:
    """Whose president each of several is, where their title names as many states: "the presidents of A and B, X and Y".

    start: the offset of the title.
    """
    people = _listed(page, links, link)
    owners = {o.key: o.mention for o in links.within(start, people[0].mention.start) if o.type in _STATES}
    if len(owners) < _SEVERAL or len(owners) != len(people):
        return None
    return tuple(owners.values())[people.index(link)]


def _listed(page: Page, links: Links, link: Link) -> list[Link]:
    """The people whose names stand in one list with a name, itself among them: "X of A and Y of B"."""
    run = [link]
    for step, others in ((0, links.before(link.mention.start)), (1, links.after(link.mention.end))):
        for other in others:
            if other.passage != link.passage or other.type not in _STATES | {PERSON}:
                break
            if other.type == PERSON:
                first, then = (run[-1], other) if step else (other, run[0])
                if not _JOINED.fullmatch(page.document.text, first.mention.end, then.mention.start):
                    break
                run.insert(len(run) * step, other)
    return run


def _commander(page: Page, link: Link) -> Office | None:
    """Who commands: "under the command of General X", "commanded by Admiral X"; the rank is the title."""
    doc, first = page.passages[link.passage].parse, link.first
    while first > 0 and fold(doc[first - 1]) in words("offices", "ranks") and doc[first - 1].text[:1].isupper():
        first -= 1
    cue = doc[first - 2].lower_ if first >= 2 and doc[first - 1].lower_ in ("of", "by") else ""
    if cue not in words("offices", "commanding"):
        return None
    title = doc[first : link.first].text or doc[first - 2].text
    start = first - 3 if first >= 3 and doc[first - 3].lower_ in ("the", "overall") else first - 2
    return Office(link, "commander", title, None, False, page.quote(begin(doc[start]), link.mention.end))


_ONE_EACH = frozenset({*SINGLE_OFFICES, "head"})
"""Offices that a state gives to one person at a time: two presidents are those of two states."""
_STATES = frozenset({"state", "de-facto-state", "region"})
_SEVERAL = 2
_JOINED = re.compile(r"(?: (?:of|from) [^,.;:()]{2,40}?)?(?:, | and |, and | & )")
"""What stands between the names of a list of people."""
_LED = frozenset(
    {"state", "de-facto-state", "party", "organisation", "alliance", "union", "armed-group", "armed-forces"}
)
"""Types of what somebody leads or commands."""


def _leading(page: Page, links: Links, link: Link) -> Office | None:
    """Who leads: "X, who heads the party", "Y's X, who has ruled Ruritania since …"; the verb is the title."""
    table: dict[str, str] = lexicon("offices")["leading"]
    doc = page.passages[link.passage].parse
    for verb in doc[link.head].children:
        office = table.get(verb.lemma_.lower()) if verb.dep_ == "relcl" else None
        if office is None or not any(c.dep_ == "nsubj" and c.lower_ == "who" for c in verb.children):
            continue
        for led in (c for c in verb.children if c.dep_ == "dobj"):
            names = (links.at(page, t) for t in (led, *(c for c in led.children if c.dep_ == "compound")))
            of = next((name for name in names if name is not None and name.type in _LED), None)
            if of is not None:
                evidence = page.quote(link.mention.start, max(of.mention.end, finish(led)))
                return Office(link, office, verb.text, of.mention, is_former(doc, link, verb.i, verb.i), evidence)
    return None


def _governs_owner(doc: Parse, title: Title, high: int) -> bool:
    """Whether the person only owns what the title is of: "adviser to Brazil's X", "aides to X"."""
    if doc[high - 1].pos_ == "ADP" and title.last < high - 1:
        return True
    return doc[high - 1].tag_ == "POS" and any(t.pos_ == "ADP" for t in doc[title.last + 1 : high])
