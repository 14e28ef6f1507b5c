"""Who is meant by a noun phrase: a name, a description, or a pronoun.

"Russian troops" are Russia's, "the republic" is the speaker's or the one last spoken of, "we" is whoever the speaker
speaks for.  Answers come best first and are Mentions of the words that were actually used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from foedus.model.claims import Mention
from foedus.model.ids import slug
from foedus.reading.descriptions import STATES, breakaway_of, epithet, fits, is_new, is_small
from foedus.reading.descriptions import described as kinds
from foedus.reading.genders import Genders
from foedus.reading.groups import COUNTS, EACH, SIDES, by_region, members
from foedus.reading.holders import holder, is_aged, state_of_title
from foedus.reading.lexicon import words
from foedus.reading.links import HONORIFICS, PERSON, Link, Links
from foedus.reading.page import Page, begin, finish
from foedus.reading.phrases import unbroken
from foedus.reading.pronouns import FIRST_PERSON, NEUTER, PERSONAL, PLURAL, nearest, pronoun
from foedus.reading.salience import sentences_between
from foedus.reading.syntax import obliques

if TYPE_CHECKING:
    from foedus.gazetteer import Gazetteer
    from foedus.reading.parse import Token

POLITIES = frozenset({"state", "former-state", "de-facto-state", "region", "place", "city", "union", "people"})
SMALL = frozenset({"de-facto-state", "region", "place", "city"})
ORGANISATIONS = frozenset({"alliance", "union", "organisation"})
_HOUSES = frozenset({"outlet", "agency"})
_APPOSED = STATES | ORGANISATIONS | {PERSON}
"""Types of the names that a noun beside them only describes."""
_THEMSELVES = frozenset({"parliament", "party", "outlet", "agency", "region"})
"""Types that the claims keep under their own key, though they belong to a state."""
_NEAR_SENTENCES = 2
_APART = frozenset({"det", "preconj", "predet", "cc"})
_HOMELANDS = frozenset({"republic", "country", "nation", "homeland", "motherland", "fatherland"})
_AHEAD = 3
"""Names after a description of an organisation among which it may be named."""
_EPITHET = 2
REACH = 60
"""How many links back a pronoun or description looks."""


class Affiliations(Protocol):
    """What the text itself says of people's offices."""

    def polity(self, person: str) -> str | None:
        """The polity or body whose office the text gives a person."""
        ...

    def offices_of(self, person: str) -> frozenset[str]:
        """The offices that the text gives a person."""
        ...

    def bearer(self, office: str, of: str | None, before: int) -> Link | None:
        """The person last introduced with an office (of a polity, if one is named) before an offset."""
        ...


@dataclass(frozen=True, slots=True)
class Referents:
    """Resolves noun phrases on one page."""

    page: Page
    links: Links
    gazetteer: Gazetteer
    affiliations: Affiliations
    genders: Genders = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "genders", Genders(self.page, self.links, self.gazetteer))

    def who(self, token: Token, speaker: Mention | None = None) -> tuple[Mention, ...]:
        """The actors that a noun phrase means, by its head token; several for "the two countries".

        speaker: who says the words, for "we", "our country" and "the republic"; None for the document's own voice.
        Returns an empty tuple where nobody can be meant (a pronoun without antecedent).
        """
        link = self.links.at(self.page, token)
        if link is not None and not self._modifies(token, link):
            return (link.mention,)
        if token.lower_ in EACH and token.dep_ not in _APART:
            whole = obliques(token, "of")  # "each of the three"
            return (self.who(whole[0], speaker) if whole else ()) or self.group(token)
        if token.pos_ == "PRON" or token.tag_ == "WP$" or token.lower_ in FIRST_PERSON | NEUTER | PERSONAL | PLURAL:
            return pronoun(self, token, speaker)
        if is_aged(token):
            return nearest(self, token, frozenset({PERSON}))
        apposed = self._apposed(token)
        if apposed is not None and apposed.type == PERSON:
            return (apposed.mention,)
        described = self.described(token, speaker)
        if described:
            return described
        if apposed is not None:
            return (apposed.mention,)
        return (self._unknown(token),) if token.pos_ in ("NOUN", "PROPN") else ()

    def polity(self, mention: Mention, speaker: Mention | None = None) -> Mention:
        """The polity that a mention acts for: a person's state, a ministry's; itself otherwise."""
        key = self.polity_key(mention.actor)
        if key == mention.actor and (titled := state_of_title(self, mention)) is not None:
            key = self.polity_key(titled)
        return Mention(mention.text, mention.start, mention.end, key)

    def polity_key(self, key: str) -> str:
        """As :meth:`polity`, for a key."""
        own = self.affiliations.polity(key)
        if own:
            return own
        actor = self.gazetteer.actor(key)
        if actor is not None and actor.type in _THEMSELVES:
            return key
        return self.gazetteer.polity(key, self.page.day) or key

    def link(self, token: Token) -> Link | None:
        """The name that a token is part of."""
        return self.links.at(self.page, token)

    def _modifies(self, token: Token, link: Link) -> bool:
        """Whether the token belongs to a name that only modifies its head ("Russian" in "Russian troops")."""
        return link.role == "demonym" and token.dep_ in ("amod", "nmod") and token.pos_ == "ADJ"

    # Descriptions

    def described(self, token: Token, speaker: Mention | None) -> tuple[Mention, ...]:
        lemma = token.lemma_.lower()
        if self._is_group(token, lemma) and (group := self.group(token)):
            return group
        named = self._written_small(token, lemma)
        if named is not None:
            return (named,)
        placed = by_region(self, token, lemma, POLITIES)
        if placed is not None:
            return (self._phrase_as(token, placed),)
        owner = self.owner(token, speaker)
        part = self._part(token, lemma, owner)
        if part is not None:
            return (part,)
        if lemma in words("nouns", "institution") or lemma in words("nouns", "polity"):
            if owner is not None and not self._is_anothers(token, lemma):
                return (self._phrase_as(token, self._state_of(owner, token)),)
            several = token.tag_ == "NNS" and lemma in words("nouns", "polity")
            return () if several else self._definite(token, speaker, POLITIES)
        if lemma in words("nouns", "outlet") and token.tag_ == "NN":
            return self._definite(token, speaker, _HOUSES)
        if lemma in words("nouns", "organisation"):
            if (key := self._epithet(token, lemma)) is not None:
                return (self._phrase_as(token, key),)
            return self._definite(token, speaker, ORGANISATIONS)
        if lemma in words("nouns", "person") and token.tag_ != "NNS":
            return self._office_holder(token, owner)
        return ()

    def _part(self, token: Token, lemma: str, owner: Mention | None) -> Mention | None:
        """The part of a state that a phrase means: "its breakaway republic", "the Somali region of Somaliland"."""
        if lemma == "pseudostate" or any(c.lower_ in words("territory", "breakaway") for c in token.children):
            parent = owner or self._around(token)
            part = breakaway_of(self.gazetteer, parent.actor) if parent is not None else None
            if part is not None:
                return self._phrase_as(token, part)
        return self._of_small(token) if lemma in words("nouns", "small") else None

    def _state_of(self, owner: Mention, token: Token) -> str:
        """The state of whoever a government is called after: for a leader of whom nothing is known, the one before."""
        key = self.polity_key(owner.actor)
        person = (
            key == owner.actor
            and self.gazetteer.actor(key) is None
            and token.lemma_.lower() in words("nouns", "cabinets")
        )
        at = self.links.at(self.page, token.doc[token.left_edge.i]) if person else None
        if not person or (at is not None and at.type != PERSON):
            return key
        here = self.page.passage(token).index
        near = (link for link in self.earlier(token) if link.passage == here and link.mention.end <= owner.start)
        state = next((link for link in near if link.type in STATES and link.role != "demonym"), None)
        return state.key if state is not None else key

    @staticmethod
    def _is_anothers(token: Token, lemma: str) -> bool:
        """Whether a noun means another than its possessor: "its neighbour" is not the one whose neighbour it is."""
        return lemma in words("nouns", "others") and any(c.dep_ == "poss" for c in token.children)

    @staticmethod
    def _is_group(token: Token, lemma: str) -> bool:
        """Whether a noun or number takes up several: "the two", "both countries", "neither side"."""
        if token.pos_ == "NUM":
            return token.lower_ in COUNTS
        if lemma not in words("nouns", "plural"):
            return False
        neither = lemma in SIDES and any(c.lower_ in ("neither", "either") for c in token.children)
        return neither or (token.tag_ in ("NNS", "NNPS") and not is_new(token))

    def _epithet(self, token: Token, lemma: str) -> str | None:
        """The organisation that "the world body" or "the 27-nation bloc" calls."""
        lefts = [t for t in token.lefts if t.dep_ not in ("punct", "cc", "preconj")]
        headed = bool(lefts) and lefts[0].lower_ == "the"
        if len(lefts) < _EPITHET and (headed or not lefts or lefts[0].dep_ in ("det", "poss")):
            return None
        if not headed and lefts[0].dep_ in ("det", "poss"):
            return None
        first = lefts[1 if headed else 0].left_edge
        return epithet(lemma, self.page.document.text[begin(first) : begin(token)].strip().lower())

    def _written_small(self, token: Token, lemma: str) -> Mention | None:
        """A name that the text writes without capitals ("the union state"), where only one actor bears it."""
        before = [t for t in token.lefts if t.dep_ in ("compound", "amod", "nmod")]
        if not before or lemma not in words("nouns", "polity") | words("nouns", "organisation"):
            return None
        start, end = begin(before[0]), finish(token)
        text = self.page.document.text[start:end]
        keys = self.gazetteer.resolve(text)
        actor = self.gazetteer.actor(keys[0]) if len(keys) == 1 else None
        known = actor is not None and actor.type in POLITIES | ORGANISATIONS
        return Mention(text, start, end, keys[0]) if known else None

    def _of_small(self, token: Token) -> Mention | None:
        """Which region it is: "the breakaway Somali region of Somaliland" is Somaliland, not Somalia."""
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for inner in child.children:
                    link = self.links.at(self.page, inner) if inner.dep_ == "pobj" else None
                    if link is not None and link.type in SMALL:
                        return self._phrase_as(token, link.key)
        return None

    def owner(self, token: Token, speaker: Mention | None = None) -> Mention | None:
        """Whose something is: the possessor, the demonym, the name in compound, or the "of" phrase."""
        for child in token.children:
            if child.dep_ == "poss":
                found = self.who(child, speaker)
                return found[0] if found else None
        for child in token.children:
            if child.dep_ in ("amod", "compound", "nmod") and child.i < token.i:
                link = self.links.at(self.page, child)
                if link is not None:
                    return link.mention
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "in", "from"):
                for inner in child.children:
                    if inner.dep_ == "pobj" and (link := self.links.at(self.page, inner)) is not None:
                        return link.mention
        for child in token.children:
            if child.dep_ == "appos" and (link := self.links.at(self.page, child)) is not None:
                return link.mention
        return None

    def _apposed(self, token: Token) -> Link | None:
        """The name that says at once who is meant: "the host, *Qatar*, …", "and that one, *Turkey*, …"."""
        if token.tag_ not in ("NN", "CD", "DT", "JJ") or token.pos_ == "PROPN":
            return None
        beside = next((c for c in token.children if c.dep_ == "appos" and c.i > token.i), None)
        link = self.links.at(self.page, beside) if beside is not None else None
        named = link is not None and link.role not in ("demonym", "plural-demonym")
        return link if link is not None and named and link.type in _APPOSED else None

    def _around(self, token: Token) -> Mention | None:
        """The state that a side of which holds something: "the breakaway republic in the east of X"."""
        verb = token.head if token.dep_ == "dobj" else token  # the parser may hang the side on the verb
        for side in (*obliques(token, "in", "on"), *obliques(verb, "in", "on")):
            for whole in obliques(side, "of"):
                if (link := self.links.at(self.page, whole)) is not None:
                    return link.mention
        return None

    def _definite(self, token: Token, speaker: Mention | None, types: frozenset[str]) -> tuple[Mention, ...]:
        if not any(child.lower_ in ("the", "this", "that", "these", "those") for child in token.children):
            return ()
        wanted = token.lemma_.lower()
        if speaker is not None and types is POLITIES and wanted in _HOMELANDS:
            own = self.polity(speaker).actor
            if (other := self._named_beside(token, own)) is not None:
                return (self._phrase_as(token, other.key),)
            actor = self.gazetteer.actor(own)
            if own != speaker.actor or (actor is not None and actor.type in POLITIES):
                return (self._phrase_as(token, own),)
        small = wanted in words("nouns", "small") or wanted in kinds()
        fitting = (
            link
            for link in self.earlier(token)
            if link.type in types
            and fits(wanted, link)
            and (link.role != "demonym" or (small and is_small(wanted, link)))
        )
        first = next(fitting, None)
        if first is not None and wanted == "alliance" and first.type != "alliance":
            first = next((link for link in fitting if link.type == "alliance"), first)
        if first is not None and wanted == "territory" and first.type == "state":
            first = next((link for link in fitting if is_small(wanted, link) and self._is_near(link, token)), first)
        if first is None and types is ORGANISATIONS:
            first = self._named_later(token)
        return (self._phrase_as(token, first.key),) if first is not None else ()

    def _is_near(self, link: Link, token: Token) -> bool:
        """Whether a name stands in the same paragraph, two sentences back at most."""
        head = self.page.passages[link.passage].parse[link.head]
        return link.passage == self.page.passage(token).index and sentences_between(head, token) <= _NEAR_SENTENCES

    def _named_beside(self, token: Token, own: str) -> Link | None:
        """The other state that the sentence named last: "X hopes to join, though Y's premier said the country …"."""
        start = begin(token.sent[0])
        if not any(c.lower_ == "the" for c in token.children):
            return None
        for link in self.earlier(token):
            if link.mention.start < start:
                return None
            if link.type == PERSON or link.key == own or link.type not in STATES or link.role == "demonym":
                continue
            head = self.page.passages[link.passage].parse[link.head]
            return link if head.dep_ in ("nsubj", "nsubjpass", "dobj") else None
        return None

    def _named_later(self, token: Token) -> Link | None:
        """The organisation that the text names only after "the alliance", in the same breath."""
        wanted, here = token.lemma_.lower(), self.page.passage(token).index
        for link in islice(self.links.after(begin(token)), _AHEAD):
            if link.passage == here and link.type in ORGANISATIONS and link.known and fits(wanted, link):
                return link
        return None

    def _office_holder(self, token: Token, owner: Mention | None) -> tuple[Mention, ...]:
        office = " ".join(
            t.lower_ for t in token.lefts if t.dep_ in ("compound", "amod") and self.links.at(self.page, t) is None
        )
        title = f"{office} {token.lemma_.lower()}".strip()
        of = self.polity_key(owner.actor) if owner else None
        held = holder(self, title, of, begin(token))
        return (self._phrase_as(token, held.actor),) if held else ()

    def group(self, token: Token) -> tuple[Mention, ...]:
        """The members of the group last named together: "the two countries", "both entities", "them".

        "The regions" are no states; for "the governments" their leaders stand.
        """
        noun = token.lemma_.lower()
        states = STATES if noun in words("nouns", "states") else frozenset()
        types = SMALL if noun in words("nouns", "small") else states or POLITIES
        types |= {"armed-group"} if noun in SIDES else frozenset()
        found = members(self, token, types, states if noun not in SIDES else frozenset())
        return tuple(self._phrase_as(token, key) for key in found)

    def earlier(self, token: Token) -> Iterator[Link]:
        for n, link in enumerate(self.links.before(begin(token))):
            if n >= REACH:
                return
            yield link

    # Mentions

    def _unknown(self, token: Token) -> Mention:
        first = min(
            (
                t.left_edge.i if t.dep_ == "compound" and t.pos_ == "PROPN" else t.i  # "State Department spokesman"
                for t in token.lefts
                if t.dep_ in ("amod", "compound", "nummod")
                if t.lower_.rstrip(".") not in HONORIFICS
            ),
            default=token.i,
        )
        opening, closing = unbroken(token.doc[first], token)
        start, end = begin(opening), finish(closing)
        text = self.page.document.text[start:end]
        return Mention(text, start, end, slug(text))

    def _phrase_as(self, token: Token, key: str) -> Mention:
        first = min((t.i for t in token.lefts if t.dep_ not in ("det", "punct", "cc", "preconj")), default=token.i)
        start, end = begin(token.doc[first]), finish(token)
        return Mention(self.page.document.text[start:end], start, end, key)

    def word_as(self, token: Token, key: str) -> Mention:
        return Mention(token.text, begin(token), finish(token), key)
