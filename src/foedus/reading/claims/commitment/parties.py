"""Parties: who "each party", "its members", "either country" and "the other" are.

An agreement settles it where the text says who made it ("the treaty between A and B", "the pact that A and B signed"),
or where an alliance stands on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims import agreement_stage
from foedus.reading.descriptions import STATES
from foedus.reading.lexicon import lexicon, words
from foedus.reading.page import begin, finish
from foedus.reading.referents import ORGANISATIONS, POLITIES
from foedus.reading.roles import is_polity, type_of
from foedus.reading.syntax import obliques
from foedus.reading.texts import AGREEMENT

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

L = "commitment"
_REACH = 3
"""Passages back that "each party" looks for its agreement."""
_FEW = 3
"""Parties up to which "both" or "each party" means all of them."""
_PLURALS = frozenset({"they", "them", "these", "those"})


@dataclass(slots=True)
class Parties:
    """The parties of a page's agreements, each looked up when first asked for."""

    context: Context
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _owned: dict[str, str | None] = field(default_factory=dict)
    _staged: dict[str, tuple[str, ...]] | None = None

    def of(self, agreement: str) -> tuple[str, ...]:
        """The keys of those between whom the page says that an agreement is; its alliance where it founds one."""
        if agreement not in self._known:
            alliance = self.alliance_of(agreement)
            self._known[agreement] = (alliance,) if alliance else self._states(tuple(self._told(agreement)))
            if len(self._known[agreement]) < 2 and not alliance:
                self._known[agreement] = self._bilateral(agreement) or self._beside(agreement) or self._known[agreement]
        return self._known[agreement]

    def alliance_of(self, agreement: str) -> str | None:
        """The alliance that an agreement founds, or whose the page says that it is ("SADC's defence pact")."""
        founded: str | None = lexicon(L)["alliances"].get(agreement)
        if founded is None and agreement not in self._owned:
            self._owned[agreement] = next(self._owners(agreement), None)
        return founded or self._owned.get(agreement)

    def _owners(self, agreement: str) -> Iterator[str]:
        for text in self.context.texts.ordered:
            if text.key == agreement and not text.act:
                token = self.context.page.passages[text.passage].parse[text.head]
                for mention in self.context.actors([c for c in token.children if c.dep_ == "poss"]):
                    if type_of(self.context, mention) in ORGANISATIONS:
                        yield mention.actor

    def _bilateral(self, agreement: str) -> tuple[str, ...]:
        """The two or three whom an agreement of the library binds."""
        actor = self.context.gazetteer.actor(agreement)
        return actor.parties if actor is not None and 2 <= len(actor.parties) <= _FEW else ()

    def _states(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Without the unions that a description names beside two states ("guarantees within the union")."""
        kinds = {key: actor.type if (actor := self.context.gazetteer.actor(key)) else None for key in keys}
        states = tuple(key for key in keys if kinds[key] not in ("union", "region", "people"))
        return states if len(states) > 1 else keys

    def _beside(self, agreement: str) -> tuple[str, ...]:
        """The two states of the paragraph that introduces an agreement, where it names just two."""
        first = next((t for t in self.context.texts.ordered if t.key == agreement and not t.act), None)
        if first is None:
            return ()
        passage = self.context.page.passages[first.passage]
        keys: dict[str, None] = {}
        for link in self.context.links.within(passage.start, passage.end):
            actor = self.context.gazetteer.actor(self.context.referents.polity_key(link.key))
            if actor is not None and actor.type in STATES and link.type != "agreement":
                keys.setdefault(actor.key)
        return tuple(keys) if len(keys) == 2 else ()

    def _told(self, agreement: str) -> Iterator[str]:
        found: dict[str, None] = {}
        for text in self.context.texts.ordered:
            if text.key == agreement and not text.act:
                token = self.context.page.passages[text.passage].parse[text.head]
                for mention in self._described(token, text.mention):
                    found.setdefault(mention.actor)
        for key in self._signers().get(agreement, ()):
            found.setdefault(key)
        return iter(found)

    def _described(self, token: Token, mention: Mention) -> Iterator[Mention]:
        """Those whom the description itself names: "the treaty between A and B", "the A-B pact", "its pact with B"."""
        for link in self.context.links.within(mention.start, mention.end):
            if link.type in POLITIES - {"city", "place"}:
                yield self.context.referents.polity(link.mention)
        near = [c for c in token.children if c.dep_ == "poss"] + [*obliques(token, "with", "between", "among")]
        yield from (m for m in self.context.actors(near) if is_polity(self.context, m))

    def _signers(self) -> dict[str, tuple[str, ...]]:
        """The parties that the stages of each agreement name: who signed, ratified, extended it."""
        if self._staged is None:
            found: dict[str, dict[str, None]] = {}
            for draft in agreement_stage.find(self.context):
                keys = [m.actor for m in draft.roles.get("party", ()) if is_polity(self.context, m)]
                for agreement in draft.roles.get("agreement", ()):
                    known = found.setdefault(agreement.actor, {})
                    if len(known) < 2:  # who signed it together; later ones may have signed something else
                        known.update(dict.fromkeys(keys))
            self._staged = {key: tuple(known) for key, known in found.items()}
        return self._staged

    def treaty(self, token: Token) -> Mention | None:
        """The agreement that a noun phrase speaks for: itself, an article's treaty, or an alliance's."""
        text = self.context.texts.mention(token)
        if text is not None:
            return self._of_alliance(token) or text
        numbered = any(c.dep_ == "compound" and c.lemma_.lower() in words(L, "parts") for c in token.children)
        if numbered or token.lemma_.lower() in words(L, "parts"):
            for inner in (*obliques(token, "of", "in"), *(c for c in token.children if c.dep_ == "poss")):
                text = self._of_alliance(inner) or self.context.texts.mention(inner) or self._founding(inner)
                if text is not None:
                    return text
            return self.last(token) or self._lone(token)
        return None

    def _lone(self, token: Token) -> Mention | None:
        """The agreement of an article that the news names alone ("Article 5")."""
        numbers = [c.lower_ for c in token.children if c.dep_ in ("nummod", "appos")] + [token.lower_]
        key = next((lexicon(L)["lone_articles"][n] for n in numbers if n in lexicon(L)["lone_articles"]), None)
        return _as(token, self.context, key) if key is not None else None

    def _of_alliance(self, token: Token) -> Mention | None:
        """The founding treaty of "NATO's founding treaty", "the alliance's treaty"."""
        owners = [c for c in token.children if c.dep_ == "poss"] + [*obliques(token, "of")]
        founding = any(c.lower_ in ("founding", "founders", "own") for c in token.children)
        return next((t for o in owners if (t := self._founding(o)) is not None), None) if founding else None

    def _founding(self, token: Token) -> Mention | None:
        for mention in self.context.who(token):
            for agreement, alliance in lexicon(L)["alliances"].items():
                if alliance == mention.actor:
                    return Mention(mention.text, mention.start, mention.end, agreement)
        return None

    def last(self, token: Token) -> Mention | None:
        """The agreement last spoken of before a word, one with known parties before others."""
        here, at = self.context.page.passage(token).index, begin(token)
        first: Mention | None = None
        for text in reversed(self.context.texts.ordered):
            if text.mention.start >= at or text.act:
                continue
            if here - text.passage > _REACH:
                break
            token = self.context.page.passages[text.passage].parse[text.head]
            mention = self._of_alliance(token) or text.mention
            if len(self.of(mention.actor)) > 1 or self.alliance_of(mention.actor):
                return mention
            first = first or mention
        return first

    def _last_alliance(self, token: Token) -> str | None:
        """The alliance last named before a word: "one ally" is one of its members."""
        page, at = self.context.page, begin(token)
        here = page.passage(token).index
        start = page.passages[max(0, here - _REACH)].start
        keys = [link.key for link in self.context.links.within(start, at)]
        return next((key for key in reversed(keys) if key in lexicon(L)["alliances"].values()), None)

    def together(self, token: Token, treaty: Mention | None, others: Iterable[Token] = ()) -> tuple[Mention, ...]:
        """Who a collective phrase means, by its head; empty where neither the text nor an agreement settles it.

        treaty: the agreement that the clause names; others: subjects that the clause may take up ("A and B agreed
        that neither …").
        """
        alliance = self.alliance(token, treaty)
        if alliance:
            return (_as(token, self.context, alliance),)
        named = [m for m in self.context.actors(others) if is_polity(self.context, m)]
        if len(named) > 1:
            return tuple(named)
        founded = self.alliance_of(treaty.actor) if treaty is not None else None
        if founded is not None and token.pos_ in ("VERB", "AUX"):  # "is covered by Article 5"
            return (_as(token, self.context, founded),)
        keys = self.of(treaty.actor) if treaty is not None else ()
        if not keys and token.lemma_.lower() in ("side", "party", "signatory"):
            keys = self._nearest(token)
        if len(keys) > 1:
            return tuple(_as(token, self.context, key) for key in keys)
        for head in (token, *obliques(token, "of")):
            group = [m for m in self.context.actors([head]) if is_polity(self.context, m)]
            if len(group) > 1:
                return tuple(group)
        return tuple(_as(token, self.context, key) for key in self._nearest(token))

    def _nearest(self, token: Token) -> tuple[str, ...]:
        """The parties of the last agreement before a word whose parties the page tells."""
        at = begin(token)
        for text in reversed(self.context.texts.ordered):
            keys = self.of(text.key) if text.mention.start < at and not text.act else ()
            if len(keys) > 1 or (keys and self.alliance_of(text.key)):
                return keys
        return ()

    def alliance(self, token: Token, treaty: Mention | None) -> str | None:
        """The alliance whose members are meant: "its parties" under a founding treaty, "NATO allies", "its members"."""
        if token.lemma_.lower() not in words(L, "partners") | words(L, "countries") | words(L, "each"):
            return None
        bare = not any(c.dep_ in ("poss", "compound", "amod", "prep") for c in token.children)
        if treaty is None and bare and token.lemma_ == "ally" and (nearest := self._last_alliance(token)) is not None:
            return nearest
        for owner in (m for c in token.children if c.dep_ in ("poss", "compound", "nmod") for m in self.context.who(c)):
            if type_of(self.context, owner) in ORGANISATIONS:
                return owner.actor
        return self.alliance_of(treaty.actor) if treaty is not None else None


def is_collective(token: Token) -> bool:
    """Whether a phrase means some agreement's parties: "each party", "its members", "the two countries", "neither"."""
    lower, lemma = token.lower_, token.lemma_.lower()
    each = words(L, "each")
    if token.pos_ in ("PRON", "DET", "NUM", "NOUN", "ADJ") and (lower in each - {"every"} or lower in _PLURALS):
        return True
    if lower in words(L, "reciprocal"):
        return True
    if lemma not in words(L, "partners") | words(L, "countries"):
        return False
    named = any(
        c.dep_ in ("amod", "compound", "poss") and c.ent_type_ in ("GPE", "NORP", "LOC") for c in token.children
    )
    if named:
        return False
    said = {c.lower_ for c in token.children if c.dep_ in ("det", "preconj", "predet", "nummod", "amod")}
    if lemma not in words(L, "partners"):
        return bool(said & {"each", "either", "neither", "both", "two", "three"})
    if said & (each | {"two", "three", "other", "contracting", "signatory"}):
        return True
    definite = said & {"the", "all"} or any(c.dep_ == "poss" for c in token.children)
    return bool(definite) and token.tag_ in ("NNS", "NNPS")


def _as(token: Token, context: Context, key: str) -> Mention:
    start, end = begin(token), finish(token)
    return Mention(context.page.document.text[start:end], start, end, key)


def named(context: Context, token: Token) -> Mention | None:
    """The agreement that a token means by a name or a noun, not by a pronoun."""
    return context.texts.mention(token) if token.pos_ in ("NOUN", "PROPN") else None


def is_agreement(context: Context, mention: Mention) -> bool:
    """Whether a mention is an agreement's and no debtor's."""
    return type_of(context, mention) == AGREEMENT
