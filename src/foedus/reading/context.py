"""What every finder of claims is given: one page, read up to its statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.lists import spelt_out, whose
from foedus.reading.page import begin

if TYPE_CHECKING:
    from foedus.gazetteer import Gazetteer
    from foedus.reading.links import Links
    from foedus.reading.offices import Offices
    from foedus.reading.page import Page
    from foedus.reading.parse import Token
    from foedus.reading.referents import Referents
    from foedus.reading.statements import Attributions
    from foedus.reading.texts import Texts

_OPENERS = frozenset({":", "-", "–", "—", "(", "including", "such", "like", "namely"})


@dataclass(frozen=True, slots=True)
class Context:
    """A page with its links, offices, referents, statements and agreements; tokens can be asked for by lemma.

    Finders visit only the tokens whose lemma is in their lexicon: most words of an article are nobody's cue.
    """

    page: Page
    links: Links
    offices: Offices
    referents: Referents
    attributions: Attributions
    texts: Texts
    gazetteer: Gazetteer
    _meant: dict[Token, tuple[Mention, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def having(self, lemmas: Iterable[str]) -> Iterator[Token]:
        """The content words with one of these lemmas (lower case), in the order of the text."""
        return self.page.index.having(lemmas)

    def speaker(self, token: Token) -> Mention | None:
        """Who says the words that a token is part of; None for the document's own voice or a hidden source."""
        return self.attributions.speaker(begin(token), begin(token) + len(token))

    def who(self, token: Token) -> tuple[Mention, ...]:
        """The actors that a noun phrase means, by its head token."""
        if token not in self._meant:  # finders of several kinds ask for the same phrases
            self._meant[token] = self.referents.who(token, self.speaker(token))
        return self._meant[token]

    def actors(self, tokens: Iterable[Token]) -> tuple[Mention, ...]:
        """The actors that some noun phrases mean, as acting polities, each once: people count for their state."""
        found: dict[str, Mention] = {}
        heads = tuple(tokens)
        for token in self._spelt_out(heads):
            if self._is_label(token, heads):
                continue
            for mention in self.who(token) or self._nation(token):
                acting = self.referents.polity(mention)
                found.setdefault(acting.actor, acting)
        return tuple(found.values())

    def _nation(self, token: Token) -> tuple[Mention, ...]:
        """Whose an act is by its adjective alone: "American guarantees", asked for as a doer."""
        link = self.referents.link(token) if token.dep_ in ("amod", "nmod") else None
        return (link.mention,) if link is not None and link.role == "demonym" else ()

    def _spelt_out(self, heads: tuple[Token, ...]) -> Iterator[Token]:
        for head in heads:
            yield from spelt_out(head, self.referents.link) or whose(head, self.referents.link) or (head,)

    def _is_label(self, token: Token, heads: tuple[Token, ...]) -> bool:
        """Whether a noun only announces the names that follow it: "five members: A, B and C"."""
        if token.tag_ != "NNS" or self.referents.link(token) is not None:
            return False
        named = [head.i for head in heads if head.i > token.i and self.referents.link(head) is not None]
        if any(head.dep_ == "appos" and head.head.i == token.i and head.i in named for head in heads):
            return True  # "the two presidents, X and Y"
        return bool(named) and any(t.text in _OPENERS for t in token.doc[token.i + 1 : min(named)])
