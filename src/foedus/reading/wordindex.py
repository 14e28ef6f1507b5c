"""Where the words of a page stand, so that a rule visits only the words of its lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.reading.parse import Parse, Token

_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "AUX", "ADV", "ADP"})
"""The parts of speech of words that can be the cue of a claim."""
_place = attrgetter("begin")


class _Column:
    """One of the index's tables: the tokens of each word, in the order of the text."""

    __slots__ = ("_tokens", "_words")

    def __init__(self, tokens: dict[str, list[Token]]) -> None:
        self._tokens = tokens
        self._words = frozenset(tokens)  # a set meets a lexicon far quicker than a dictionary's keys do

    def among(self, words: Iterable[str]) -> Iterator[Token]:
        """The tokens of some words, in the order of the text."""
        known = self._words.intersection(words)
        if not known:
            return iter(())
        found = [self._tokens[word] for word in known]
        if len(found) == 1:
            return iter(found[0])
        return iter(sorted((token for tokens in found for token in tokens), key=_place))


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The tokens of some parses by lemma and by form, both in lower case.

    Most words of an article are in nobody's lexicon: looking up the lexicon's words costs far less than looking at
    every token.
    """

    parses: tuple[Parse, ...]
    _content: _Column
    _lemmas: _Column
    _forms: _Column

    @classmethod
    def of(cls, parses: Iterable[Parse]) -> WordIndex:
        """The index of some parses, in their order."""
        read = tuple(parses)
        content: dict[str, list[Token]] = {}
        lemmas: dict[str, list[Token]] = {}
        forms: dict[str, list[Token]] = {}
        for parse in read:
            for token in parse:
                lemma = token.lemma_.lower()
                if token.pos_ in _CONTENT:
                    content.setdefault(lemma, []).append(token)
                lemmas.setdefault(lemma, []).append(token)
                forms.setdefault(token.lower_, []).append(token)
        return cls(read, _Column(content), _Column(lemmas), _Column(forms))

    def having(self, lemmas: Iterable[str]) -> Iterator[Token]:
        """The content words with one of these lemmas, in the order of the text."""
        return self._content.among(lemmas)

    def any_having(self, lemmas: Iterable[str]) -> Iterator[Token]:
        """The words of any part of speech with one of these lemmas, in the order of the text."""
        return self._lemmas.among(lemmas)

    def written(self, forms: Iterable[str]) -> Iterator[Token]:
        """The words that are written so, in the order of the text."""
        return self._forms.among(forms)
