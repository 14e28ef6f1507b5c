"""Who is meant by a noun phrase: a name, a description, or a pronoun.

"Russian troops" are Russia's, "the republic" is the speaker's or the one last spoken of, "we" is whoever the speaker
speaks for.  Answers come best first and are Mentions of the words that were actually used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from foedus.model.claims import Mention
from foedus.model.ids import slug
from foedus.reading.descriptions import breakaway_of, fits, is_new
from foedus.reading.holders import holder, is_aged, state_of_title
from foedus.reading.lexicon import words
from foedus.reading.links import PERSON, Link, Links
from foedus.reading.page import Page, begin, finish
from foedus.reading.phrases import conjuncts
from foedus.reading.salience import is_antecedent, is_subject, overlap, sentences_between
from foedus.reading.syntax import is_infinitive, obliques, subjects

if TYPE_CHECKING:
    from foedus.gazetteer import Gazetteer
    from foedus.reading.parse import Token

POLITIES = frozenset({"state", "former-state", "de-facto-state", "region", "place", "city", "union", "people"})
SMALL = frozenset({"de-facto-state", "region", "place", "city"})
STATES = frozenset({"state", "former-state", "de-facto-state"})
ORGANISATIONS = frozenset({"alliance", "union", "organisation"})
_HOUSES = frozenset({"outlet", "agency"})
_THEMSELVES = frozenset({"parliament", "party", "outlet", "agency", "region"})
"""Types that the claims keep under their own key, though they belong to a state."""
_FIRST_PERSON = frozenset({"we", "our", "us", "ours", "ourselves"})
_SINGULAR_SELF = frozenset({"i", "my", "me", "mine", "myself"})
_NEUTER = frozenset({"it", "its", "itself"})
_PERSONAL = frozenset({"he", "his", "him", "himself", "she", "her", "hers", "herself"})
_PLURAL = frozenset({"they", "their", "them", "theirs", "themselves"})
_EACH = frozenset({"both", "each", "neither", "either"})
_APART = frozenset({"det", "preconj", "predet", "cc"})
_SIDES = frozenset({"side", "party", "both", "each", "neither"})
"""What groups are called that need not be states: the sides of a war or a ceasefire."""
_COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
_DEEPEST = 12
"""Clauses of a sentence that a pronoun looks up through."""
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

    def who(self, token: Token, speaker: Mention | None = None) -> tuple[Mention, ...]:
        """The actors that a noun phrase means, by its head token; several for "the two countries".

        speaker: who says the words, for "we", "our country" and "the republic"; None for the document's own voice.
        Returns an empty tuple where nobody can be meant (a pronoun without antecedent).
        """
        link = self.links.at(self.page, token)
        if link is not None and not self._modifies(token, link):
            return (link.mention,)
        if token.lower_ in _EACH and token.dep_ not in _APART:
            return self._group(token)
        if token.pos_ == "PRON" or token.lower_ in _FIRST_PERSON | _NEUTER | _PERSONAL | _PLURAL:
            return self._pronoun(token, speaker)
        if is_aged(token):
            return self._nearest(token, frozenset({PERSON}))
        described = self._description(token, speaker)
        if described:
            return described
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

    def _description(self, token: Token, speaker: Mention | None) -> tuple[Mention, ...]:
        lemma = token.lemma_.lower()
        counted = token.pos_ == "NUM" and token.lower_ in _COUNTS
        if counted or (token.tag_ in ("NNS", "NNPS") and lemma in words("nouns", "plural") and not is_new(token)):
            group = self._group(token)
            if group:
                return group
        named = self._written_small(token, lemma)
        if named is not None:
            return (named,)
        owner = self.owner(token, speaker)
        if lemma == "pseudostate" or any(c.lower_ in words("territory", "breakaway") for c in token.children):
            parent = owner or self._around(token)
            part = breakaway_of(self.gazetteer, parent.actor) if parent is not None else None
            if part is not None:
                return (self._phrase_as(token, part),)
        if lemma in words("nouns", "small"):
            which = self._of_small(token)
            if which is not None:
                return (which,)
        if lemma in words("nouns", "institution") or lemma in words("nouns", "polity"):
            if owner is not None:
                return (self._phrase_as(token, self.polity_key(owner.actor)),)
            return self._definite(token, speaker, POLITIES)
        if lemma in words("nouns", "outlet") and token.tag_ == "NN":
            return self._definite(token, speaker, _HOUSES)
        if lemma in words("nouns", "organisation"):
            return self._definite(token, speaker, ORGANISATIONS)
        if lemma in words("nouns", "person") and token.tag_ != "NNS":
            return self._office_holder(token, owner)
        return ()

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
            if child.dep_ == "prep" and child.lower_ in ("of", "in"):
                for inner in child.children:
                    if inner.dep_ == "pobj" and (link := self.links.at(self.page, inner)) is not None:
                        return link.mention
        for child in token.children:
            if child.dep_ == "appos" and (link := self.links.at(self.page, child)) is not None:
                return link.mention
        return None

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
        if (
            speaker is not None
            and types is POLITIES
            and token.lemma_.lower() in ("republic", "country", "nation", "homeland")
        ):
            return (self._phrase_as(token, self.polity(speaker).actor),)
        wanted = token.lemma_.lower()
        for link in self._earlier(token):
            if link.type in types and link.role != "demonym" and fits(wanted, link):
                return (self._phrase_as(token, link.key),)
        return ()

    def _office_holder(self, token: Token, owner: Mention | None) -> tuple[Mention, ...]:
        office = " ".join(
            t.lower_ for t in token.lefts if t.dep_ in ("compound", "amod") and self.links.at(self.page, t) is None
        )
        title = f"{office} {token.lemma_.lower()}".strip()
        of = self.polity_key(owner.actor) if owner else None
        held = holder(self, title, of, begin(token))
        return (self._phrase_as(token, held.actor),) if held else ()

    def _group(self, token: Token) -> tuple[Mention, ...]:
        """The members of the group last named together: "the two countries", "both entities", "them".

        A coordination of names counts before names that merely stand near; "the regions" are no states.
        """
        noun = token.lemma_.lower()
        small = noun in words("nouns", "small")
        types = SMALL if small else STATES if noun in words("nouns", "states") else POLITIES
        types |= {"armed-group"} if noun in _SIDES else frozenset()
        counted = next((_COUNTS[t.lower_] for t in (token, *token.children) if t.lower_ in _COUNTS), None)
        number = counted or 2
        nearest: dict[str, Link] = {}
        for link in self._earlier(token):
            if link.type not in types:
                continue
            named = link.role not in ("demonym", "plural-demonym")
            together = self._coordinated(link, types) if named else {}
            if len(together) > 1 and (len(together) == number or token.pos_ == "PRON" or not counted):
                return tuple(self._phrase_as(token, key) for key in together)
            nearest.setdefault(link.key, link)
            if len(nearest) >= number and token.pos_ != "PRON" and len(nearest) > 4:
                break
        if token.pos_ == "PRON" or len(nearest) < number:
            return ()
        chosen = sorted(list(nearest.values())[:number], key=lambda link: link.mention.start)
        return tuple(self._phrase_as(token, link.key) for link in chosen)

    def _coordinated(self, link: Link, types: frozenset[str]) -> dict[str, Link]:
        """The names that a name is coordinated with, itself among them, in the order of the text."""
        parse = self.page.passages[link.passage].parse
        found: dict[str, Link] = {}
        for head in conjuncts(parse[link.head]):
            other = self.links.at(self.page, head)
            if other is not None and other.type in types:
                found.setdefault(other.key, other)
        return found

    # Pronouns

    def _pronoun(self, token: Token, speaker: Mention | None) -> tuple[Mention, ...]:
        lower = token.lower_
        if lower in _FIRST_PERSON:
            return (self._word_as(token, self.polity(speaker).actor),) if speaker else ()
        if lower in _SINGULAR_SELF:
            return (self._word_as(token, speaker.actor),) if speaker else ()
        if token.tag_ in ("WDT", "WP", "WP$"):
            antecedent = _relative(token)
            return self.who(antecedent, speaker) if antecedent is not None and antecedent.i != token.i else ()
        bound = self._bound(token) if lower in ("its", "their") else ()
        if bound:
            return bound
        parallel = self._parallel(token) if lower in _NEUTER | _PLURAL else None
        if parallel is not None:
            return self.who(parallel, speaker)
        if lower in _PERSONAL:
            return self._of_matrix(token, frozenset({PERSON})) or self._nearest(token, frozenset({PERSON}))
        if lower in _NEUTER:
            return self._nearest(
                token, POLITIES | ORGANISATIONS | {"parliament", "ministry", "outlet", "agency", "armed-group"}
            )
        if lower in _PLURAL:
            return self._group(token) or self._nearest(token, POLITIES | ORGANISATIONS | {"armed-group"})
        return ()

    def _bound(self, token: Token) -> tuple[Mention, ...]:
        """Whose what somebody is given or told to move is: his own ("gave *X* a month to withdraw *its* troops")."""
        verb = token.head.head
        if token.dep_ != "poss" or token.head.dep_ != "dobj" or not is_infinitive(verb):
            return ()
        links = [link for t in subjects(verb) if (link := self.links.at(self.page, t)) is not None and t.i < token.i]
        named = {link.key for link in links if link.type in POLITIES | ORGANISATIONS}
        fits_one = len(named) == 1 or token.lower_ == "their"
        return tuple(self._word_as(token, key) for key in named) if fits_one else ()

    @staticmethod
    def _parallel(token: Token) -> Token | None:
        """The object before it that an object pronoun takes up: "would recognise the region and absorb it"."""
        verb = token.head
        if token.dep_ != "dobj" or verb.dep_ != "conj" or verb.head.pos_ != "VERB":
            return None
        return next((c for c in verb.head.children if c.dep_ == "dobj" and c.pos_ != "PRON"), None)

    def _of_matrix(self, token: Token, types: frozenset[str]) -> tuple[Mention, ...]:
        """The subject of a clause that a pronoun's own clause depends on: "the president said that his country …"."""
        for verb in islice(token.ancestors, _DEEPEST):
            if verb.pos_ not in ("VERB", "AUX"):
                continue
            for subject in (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")):
                if subject.i >= token.i or overlap(subject, token):
                    continue
                link = self.links.at(self.page, subject)
                if link is not None and link.type in types:
                    return (self._word_as(token, link.key),)
                if link is None and PERSON in types and subject.lemma_.lower() in words("nouns", "person"):
                    found = self._description(subject, None)
                    return (self._word_as(token, found[0].actor),) if found else ()
        return ()

    def _nearest(self, token: Token, types: frozenset[str]) -> tuple[Mention, ...]:
        """The most salient earlier name: subjects before others, near before far."""
        best: tuple[float, Link] | None = None
        here = self.page.passage(token)
        for link in self._earlier(token):
            if link.type not in types or link.role == "demonym":
                continue
            if here.index - link.passage > 2:
                break
            head = self.page.passages[link.passage].parse[link.head]
            if self._co_argument(head, token):
                continue
            distance = sentences_between(head, token)
            prominent = is_subject(head) or is_antecedent(head, token)
            score = -1.5 * distance + (1.2 if prominent else 0.0) + (0.3 if link.known else 0.0)
            if best is None or score > best[0] + 1e-9:
                best = (score, link)
        return (self._word_as(token, best[1].key),) if best else ()

    @staticmethod
    def _co_argument(head: Token, token: Token) -> bool:
        """A pronoun that is no possessive does not mean another argument of its own verb, a shared subject included."""
        if head.doc is not token.doc or token.dep_ == "poss" or head.i == token.i:
            return False
        if token.dep_ in ("nsubj", "nsubjpass"):
            return head.head.i == token.head.i
        return head.head.i == token.head.i or any(subject.i == head.i for subject in subjects(token.head))

    def _earlier(self, token: Token) -> Iterator[Link]:
        for n, link in enumerate(self.links.before(begin(token))):
            if n >= REACH:
                return
            yield link

    # Mentions

    def _unknown(self, token: Token) -> Mention:
        first = min(
            (
                t.i
                for t in token.subtree
                if t.i <= token.i and t.dep_ in ("amod", "compound", "nummod") and t.head.i == token.i
            ),
            default=token.i,
        )
        span = token.doc[first : token.i + 1]
        start, end = begin(span[0]), finish(token)
        return Mention(self.page.document.text[start:end], start, end, slug(span.text))

    def _phrase_as(self, token: Token, key: str) -> Mention:
        first = min((t.i for t in token.lefts if t.dep_ not in ("det", "punct", "cc", "preconj")), default=token.i)
        start, end = begin(token.doc[first]), finish(token)
        return Mention(self.page.document.text[start:end], start, end, key)

    def _word_as(self, token: Token, key: str) -> Mention:
        return Mention(token.text, begin(token), finish(token), key)


def _relative(token: Token) -> Token | None:
    clause = next((t for t in [token, *token.ancestors] if t.dep_ == "relcl"), None)
    return clause.head if clause is not None else None
