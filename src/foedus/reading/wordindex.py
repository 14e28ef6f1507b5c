"""Where the words of a page stand, so that a rule visits only the words of its lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    Places = dict[str, list[tuple[int, int]]]

_CONTENT = ("NOUN", "VERB", "ADJ", "PROPN", "AUX", "ADV", "ADP")
"""The parts of speech of words that can be the cue of a claim."""


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The tokens of some parses by lemma and by form, both in lower case.

    Most words of an article are in nobody's lexicon: looking up the lexicon's words costs far less than looking at
    every token, and whole columns of a parse are much cheaper than one token after the other.
    """

    parses: tuple[Doc, ...]
    _content: Places
    _lemmas: Places
    _forms: Places

    @classmethod
    def of(cls, parses: Iterable[Doc]) -> WordIndex:
        """The index of some parses, in their order."""
        found = cls(tuple(parses), {}, {}, {})
        content, lemmas, forms = _Column(found._content), _Column(found._lemmas), _Column(found._forms)
        for n, parse in enumerate(found.parses):
            strings = parse.vocab.strings
            of_content = {strings[pos] for pos in _CONTENT}
            for i, (pos, lemma, form) in enumerate(parse.to_array(["POS", "LEMMA", "LOWER"]).tolist()):
                place = n, i
                if pos in of_content:
                    content.add(lemma, place, parse)
                else:
                    lemmas.add(lemma, place, parse)
                forms.add(form, place, parse)
        return found

    def having(self, lemmas: Iterable[str]) -> Iterator[Token]:
        """The content words with one of these lemmas, in the order of the text."""
        return self._tokens(place for lemma in lemmas for place in self._content.get(lemma, ()))

    def any_having(self, lemmas: Iterable[str]) -> Iterator[Token]:
        """The words of any part of speech with one of these lemmas, in the order of the text."""
        columns = (self._content, self._lemmas)
        return self._tokens(place for lemma in lemmas for column in columns for place in column.get(lemma, ()))

    def written(self, forms: Iterable[str]) -> Iterator[Token]:
        """The words that are written so, in the order of the text."""
        return self._tokens(place for form in forms for place in self._forms.get(form, ()))

    def _tokens(self, places: Iterable[tuple[int, int]]) -> Iterator[Token]:
        return (self.parses[n][i] for n, i in sorted(places))


class _Column:
    """One of the index's tables while it is filled; a word's spelling is looked up once."""

    __slots__ = ("_by_hash", "_places")

    def __init__(self, places: Places) -> None:
        self._places = places
        self._by_hash: dict[int, list[tuple[int, int]]] = {}

    def add(self, word: int, place: tuple[int, int], parse: Doc) -> None:
        found = self._by_hash.get(word)
        if found is None:
            found = self._by_hash[word] = self._places.setdefault(parse.vocab.strings[word].lower(), [])
        found.append(place)
