"""Parties: who "each party", "its members", "either country" and "the other" are.

An agreement settles it where the text says who made it ("the treaty between A and B", "the pact that A and B signed"),
or where an alliance stands on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.lexicon import lexicon, words
from foedus.reading.page import begin, finish
from foedus.reading.referents import ORGANISATIONS, POLITIES
from foedus.reading.roles import is_polity, type_of
from foedus.reading.syntax import obliques, subjects
from foedus.reading.texts import AGREEMENT

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

L = "commitment"
_REACH = 3
"""Passages back that "each party" looks for its agreement."""
_PLURALS = frozenset({"they", "them", "these", "those"})


@dataclass(slots=True)
class Parties:
    """The parties of a page's agreements, each looked up when first asked for."""

    context: Context
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, agreement: str) -> tuple[str, ...]:
        """The keys of those between whom the page says that an agreement is; its alliance where it founds one."""
        if agreement not in self._known:
            alliance = lexicon(L)["alliances"].get(agreement)
            self._known[agreement] = (alliance,) if alliance else tuple(self._told(agreement))
        return self._known[agreement]

    def _told(self, agreement: str) -> Iterator[str]:
        found: dict[str, None] = {}
        for text in self.context.texts.ordered:
            if text.key == agreement:
                token = self.context.page.passages[text.passage].parse[text.head]
                for mention in self._makers(token, text.mention):
                    found.setdefault(mention.actor)
        return iter(found)

    def _makers(self, token: Token, mention: Mention) -> Iterator[Mention]:
        for link in self.context.links.within(mention.start, mention.end):
            if link.type in POLITIES - {"city", "place"}:
                yield link.mention
        near = [c for c in token.children if c.dep_ == "poss"] + [*obliques(token, "with", "between", "among")]
        verbs = [c for c in token.children if c.dep_ in ("acl", "relcl")]
        if token.dep_ in ("dobj", "nsubjpass", "pobj"):
            verbs.append(token.head if token.dep_ != "pobj" else token.head.head)
        for verb in verbs:
            if verb.lemma_.lower() in words(L, "signing"):
                near += [t for t in (*subjects(verb), *obliques(verb, "with", "between", "by")) if t.i != token.i]
        for actor in self.context.actors(near):
            if is_polity(self.context, actor) and type_of(self.context, actor) != "city":
                yield actor

    def treaty(self, token: Token) -> Mention | None:
        """The agreement that speaks in a noun phrase: itself, the treaty of an article, or the one an alliance stands on."""
        text = self.context.texts.mention(token)
        if text is not None:
            return text
        if token.lemma_.lower() in words(L, "parts"):
            for inner in (*obliques(token, "of", "in"), *(c for c in token.children if c.dep_ == "poss")):
                text = self.context.texts.mention(inner) or self._founding(inner)
                if text is not None:
                    return text
            return self.last(token)
        return None

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
            if text.mention.start >= at or here - text.passage > _REACH:
                if text.mention.start >= at:
                    continue
                break
            if len(self.of(text.key)) > 1 or text.key in lexicon(L)["alliances"]:
                return text.mention
            first = first or text.mention
        return first

    def together(self, token: Token, treaty: Mention | None, others: Iterable[Token] = ()) -> tuple[Mention, ...]:
        """Who a collective phrase means, by its head; empty where neither the text nor an agreement settles it.

        treaty: the agreement that the clause names; others: subjects that the clause may take up ("A and B agreed
        that neither …").
        """
        alliance = self._alliance(token, treaty)
        if alliance:
            return (_as(token, self.context, alliance),)
        named = [m for m in self.context.actors(others) if is_polity(self.context, m)]
        if len(named) > 1:
            return tuple(named)
        keys = self.of(treaty.actor) if treaty is not None else ()
        if len(keys) > 1:
            return tuple(_as(token, self.context, key) for key in keys)
        for head in (token, *obliques(token, "of")):
            group = [m for m in self.context.actors([head]) if is_polity(self.context, m)]
            if len(group) > 1:
                return tuple(group)
        nearest = self.last(token)
        keys = self.of(nearest.actor) if nearest is not None else ()
        return tuple(_as(token, self.context, key) for key in keys)

    def _alliance(self, token: Token, treaty: Mention | None) -> str | None:
        """The alliance whose members are meant: "its parties" under a founding treaty, "NATO allies", "its members"."""
        if token.lemma_.lower() not in words(L, "partners") | words(L, "countries") | words(L, "each"):
            return None
        for owner in (m for c in token.children if c.dep_ in ("poss", "compound", "nmod") for m in self.context.who(c)):
            if type_of(self.context, owner) in ORGANISATIONS:
                return owner.actor
        return lexicon(L)["alliances"].get(treaty.actor) if treaty is not None else None


def is_collective(token: Token) -> bool:
    """Whether a noun phrase means the parties of something: "each party", "its members", "the two countries", "neither"."""
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
    if said & (each | {"two", "three", "other", "contracting", "signatory"}):
        return True
    definite = said & {"the", "all"} or any(c.dep_ == "poss" for c in token.children)
    return lemma in words(L, "partners") and bool(definite) and token.tag_ == "NNS"


def _as(token: Token, context: Context, key: str) -> Mention:
    start, end = begin(token), finish(token)
    return Mention(context.page.document.text[start:end], start, end, key)


def named(context: Context, token: Token) -> Mention | None:
    """The agreement that a token means by a name or a noun, not by a pronoun."""
    return context.texts.mention(token) if token.pos_ in ("NOUN", "PROPN") else None


def is_agreement(context: Context, mention: Mention) -> bool:
    """Whether a mention is an agreement's and no debtor's."""
    return type_of(context, mention) == AGREEMENT
