"""Words as searches compare them, and what a search asks for.

Every script is written in Latin letters first (by the library anyascii), without case, accents and compatibility
forms, so that "Tskhinvali" finds «ცხინვალი» and "Łódź" is found by "lodz".  A word is a run of letters or a run of
digits; stores see nothing else, so that each finds the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from foedus.model.problems import UsageError

LONGEST_SEARCH = 1000
_WORD = re.compile(r"[a-z]+|[0-9]+")
_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_RUN = re.compile(r"[^\W_]+")
_PARAGRAPH = re.compile(r"[^\n]+\n*|\n+")
_PASSAGE, _LONGEST_PASSAGE = 1500, 4000
_LONGEST_WORD = 200
"""Letters of a word that count: no language's words are longer, and stores have no room for them in an index."""


def words(text: str) -> list[str]:
    """The words of a text, in their order.

    >>> words("Цхинвал, Tskhinvali-2008!")
    ['tskhinval', 'tskhinvali', '2008']
    """
    from anyascii import anyascii

    plain = (text if text.isascii() else anyascii(unicodedata.normalize("NFKC", text))).lower()
    found = _WORD.findall(plain)
    return found if len(plain) <= _LONGEST_WORD else [word[:_LONGEST_WORD] for word in found]


def passages(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text that are looked up apart: paragraphs, short ones together, long ones cut at a space.

    >>> list(passages("One.\\n\\nTwo."))
    [(0, 10)]
    """
    start = end = 0
    for paragraph in _PARAGRAPH.finditer(text):
        if end > start and paragraph.end() - start > _PASSAGE:
            yield start, end
            start = end
        end = paragraph.end()
        while end - start > _LONGEST_PASSAGE:
            cut = text.rfind(" ", start + _PASSAGE, start + _LONGEST_PASSAGE) + 1 or start + _LONGEST_PASSAGE
            yield start, cut
            start = cut
    if end > start:
        yield start, end


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one after the other.

    open: whether the last of them is only how a word begins.
    """

    words: tuple[str, ...]
    open: bool = False

    def places(self, found: list[str]) -> Iterator[tuple[int, int]]:
        """Where it stands among the words of a text: from which word to which."""
        size = len(self.words)
        return ((at, at + size) for at in range(len(found) - size + 1) if self._is(found[at : at + size]))

    def _is(self, some: list[str]) -> bool:
        *whole, last = self.words
        return some[:-1] == whole and (some[-1].startswith(last) if self.open else some[-1] == last)


@dataclass(frozen=True, slots=True)
class Search:
    """What a search asks for: a text that has, of one of the alternatives, every phrase, in any order."""

    alternatives: tuple[tuple[Phrase, ...], ...]

    def finds(self, text: str) -> bool:
        """Whether a text has what is asked for: what a store's index answers, worked out from the text itself."""
        found = words(text)
        return any(all(any(phrase.places(found)) for phrase in phrases) for phrases in self.alternatives)

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where in a text the words stand that are asked for, to be shown; in order."""
        said = [(word, run.start(), run.end()) for run in _RUN.finditer(text) for word in words(run[0])]
        found = [word for word, _, _ in said]
        phrases = {phrase for phrases in self.alternatives for phrase in phrases}
        places = {place for phrase in phrases for place in phrase.places(found)}
        return tuple(sorted({(said[first][1], said[last - 1][2]) for first, last in places}))

    def __or__(self, other: Search) -> Search:
        """Either of the two."""
        return Search(tuple(dict.fromkeys((*self.alternatives, *other.alternatives))))


def search(query: str) -> Search:
    """What a query's words ask for: all of them; those in double quotes as a phrase; ``word*`` as a beginning.

    Raises UsageError for a query without a letter or a digit, or one of more than a thousand characters.

    >>> search('bases "South Ossetia" recogni*').alternatives[0][1:]
    (Phrase(words=('south', 'ossetia'), open=False), Phrase(words=('recogni',), open=True))
    """
    if len(query) > LONGEST_SEARCH:
        raise UsageError(f"the search text has {len(query)} characters; give at most {LONGEST_SEARCH}")
    phrases = []
    for quoted, bare in _TERM.findall(query):
        given = quoted or bare
        if found := words(given):
            phrases.append(Phrase(tuple(found), given.rstrip().endswith("*")))
    if not phrases:
        raise UsageError(f"{query!r} has no word to look for; give letters or digits")
    return Search((tuple(dict.fromkeys(phrases)),))
