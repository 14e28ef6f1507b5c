"""Whose office a title names: the owner before or after it, the antecedent of its possessive, or the one spoken of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.lexicon import lexicon, words
from foedus.reading.links import PERSON, Link, Links
from foedus.reading.office_titles import POSSESSIVES, Title
from foedus.reading.page import Page, begin, finish
from foedus.reading.salience import is_subject, sentences_between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.gazetteer import Gazetteer
    from foedus.reading.offices import Office
    from foedus.reading.parse import Parse, Token

_OWNERS_AFTER = frozenset({"of", "for", "at", "to", "in", "with"})
FAR, FADE = 40, 0.85
"""How many links back a title without an owner looks, and how much less each one further back counts."""
SPOKEN_OF = 2.0
"""How much more the subject of a sentence of the same paragraph counts: it is whose voice is heard next."""
AT_HOME = 3.0
"""How much the state counts from whose capital the text is reported: as three mentions right before the title."""
_STATES = frozenset({"state", "de-facto-state"})
_NEAR = 12
"""Links back that a possessive looks."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """Where a person is introduced: the page as read so far, and the window that holds the title."""

    page: Page
    links: Links
    gazetteer: Gazetteer
    earlier: Sequence[Office]
    doc: Parse
    person: Link
    low: int
    high: int
    title: Title

    def link(self, i: int) -> Link | None:
        """The name that a token of the window is part of."""
        return self.links.at(self.page, self.doc[i])


def owner(case: Introduction) -> Mention | None:
    """Whose office it is: an owner after the title ("of Iran"), before it ("Iranian", "its"), or whom one is known for.

    An envoy, ambassador or coordinator is *to* or *for* a place, and *of* whoever stands before the title.
    """
    if case.doc[case.title.last].lower_.rstrip("s") in words("offices", "sent"):
        named = _before(case, first=True) or _after(case, frozenset({"of", "at"}))
    else:
        named = _after(case) or _before(case) or _behind_name(case)
    if named is not None:
        return _as_polity(named, case)
    for i in range(case.title.first - 1, case.low - 1, -1):
        if case.doc[i].lower_ in POSSESSIVES:
            found = _antecedent(case, case.doc[i])
            if found is not None:
                return found
    person = case.person
    known = case.gazetteer.polity(person.key, case.page.day) if person.known else None
    known = known or lexicon("offices")["of_one_state"].get(case.title.words)
    if known and known != person.key:
        return Mention(person.mention.text, person.mention.start, person.mention.end, known)
    nearest = _nearest_polity(case)
    sent = case.doc[case.title.last].lower_.rstrip("s") in words("offices", "sent")
    return nearest or (None if sent else _next_polity(case.links, person))  # what follows an envoy is where he is sent


def _after(case: Introduction, prepositions: frozenset[str] = _OWNERS_AFTER) -> Link | None:
    for i in range(case.title.last + 1, case.high):
        if case.doc[i].lower_ in prepositions:
            found = _first_link(case, i + 1)
            # "A spokesman in Baghdad" speaks there, not for it.
            if found is not None and not (case.doc[i].lower_ == "in" and found.role == "metonym"):
                return found
    return None


def _behind_name(case: Introduction) -> Link | None:
    """The owner after title and name: "Minister of Defence X of Y"."""
    of = case.person.last + 1
    if case.high > case.person.first or of + 1 >= len(case.doc) or case.doc[of].lower_ != "of":
        return None
    return next((link for i in (of + 1, of + 2) if i < len(case.doc) and (link := case.link(i)) is not None), None)


def _before(case: Introduction, *, first: bool = False) -> Link | None:
    order = range(case.low, case.title.first) if first else range(case.title.first - 1, case.low - 1, -1)
    found = (case.link(i) for i in order)
    return next((link for link in found if link is not None and link.key != case.person.key), None)


def _first_link(case: Introduction, low: int) -> Link | None:
    """The name that an of-phrase is about: its head's, else the first that is no part of a compound modifier."""
    doc = case.doc
    head = next((c for c in doc[low - 1].children if c.dep_ == "pobj" and low <= c.i < case.high), None)
    link = case.link(head.i) if head is not None else None
    if link is not None:
        return link
    for i in range(low, case.high):
        link = case.link(i)
        if link is not None and not (i + 1 < len(doc) and doc[i + 1].text in ("-", "–", "‑")):
            return link
        if doc[i].pos_ == "VERB" and doc[i].dep_ != "amod":
            return None
    return None


def _as_polity(link: Link, case: Introduction) -> Mention:
    """The owner of an office as the contract wants it: ministries and persons count for their polity."""
    key, day = link.key, case.page.day
    if link.type == PERSON:
        of = next((o.of for o in reversed(case.earlier) if o.person.key == key and o.of is not None), None)
        own = of.actor if of else case.gazetteer.polity(key, day)
        key = own or _introducing(link, case) or key
    elif link.type in ("ministry", "government", "armed-forces", "city"):
        key = case.gazetteer.polity(key, day) or key
    return Mention(link.mention.text, link.mention.start, link.mention.end, key)


def _introducing(person: Link, case: Introduction) -> str | None:
    """The polity in the title of an owner who is introduced in the same breath: "adviser to Peruvian President X"."""
    inside = case.links.within(case.person.mention.end, person.mention.start)
    return next((link.key for link in inside if link.type in _STATES), None)


def _antecedent(case: Introduction, pronoun: Token) -> Mention | None:
    """Whom a possessive means: the most salient earlier name of its sort, a subject before others."""
    personal = pronoun.lower_ in ("his", "her")
    best: tuple[float, Link] | None = None
    for n, link in enumerate(case.links.before(begin(pronoun))):
        if n > _NEAR:
            break
        if personal != (link.type == PERSON) or link.role == "demonym" or link.key == case.person.key:
            continue
        head = case.page.passages[link.passage].parse[link.head]
        if pronoun.lower_ == "whose":
            best = (0.0, link)
            break
        score = -1.5 * sentences_between(head, pronoun) + (1.2 if is_subject(head) else 0.0) - 0.01 * n
        if best is None or score > best[0]:
            best = (score, link)
    if best is None:
        return None
    return Mention(pronoun.text, begin(pronoun), finish(pronoun), _as_polity(best[1], case).actor)


def _nearest_polity(case: Introduction) -> Mention | None:
    """For a title without an owner: the polity that the text speaks of, near mentions counting more than far ones.

    A report from a capital speaks of that state's own officials, unless it speaks of another state throughout.
    """
    page, person = case.page, case.person
    weights: dict[str, float] = {}
    nearest: dict[str, Link] = {}
    for n, link in enumerate(case.links.before(person.mention.start)):
        if n > FAR:
            break
        if link.type in _STATES:
            weight = FADE**n
            if link.passage == person.passage and is_subject(page.passages[link.passage].parse[link.head]):
                weight *= SPOKEN_OF
            weights[link.key] = weights.get(link.key, 0.0) + weight
            nearest.setdefault(link.key, link)
    home = _reported_from(case)
    if home is not None:
        weights[home] = weights.get(home, 0.0) + AT_HOME
    if not weights:
        return None
    key = max(weights, key=weights.__getitem__)
    name = nearest.get(key, person).mention
    return Mention(name.text, name.start, name.end, key)


def _reported_from(case: Introduction) -> str | None:
    """The state whose capital the latest dateline before a title names."""
    passages = case.page.passages[: case.person.passage + 1]
    place = next((each.place for each in reversed(passages) if each.place), None)
    keys = case.gazetteer.resolve(place) if place else ()
    home = case.gazetteer.actor(keys[0]) if len(keys) == 1 else None
    return home.key if home is not None and home.type in _STATES else None


def _next_polity(links: Links, person: Link) -> Mention | None:
    """Where the text begins with a title: the first polity that the paragraph names."""
    for link in links.after(person.mention.end):
        if link.passage != person.passage:
            break
        if link.type in _STATES and link.role != "metonym":
            return link.mention
    return None
