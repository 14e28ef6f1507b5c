"""Paragraphs all in capitals, as headlines and cables are written: capitals are left to names alone.

The parser and most rules tell names by their capitals.  Which words are names is known from the gazetteer, from the
paragraphs that are written as usual, and from the pipeline's dictionary, which has few names of persons.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from foedus.reading.lexicon import words

if TYPE_CHECKING:
    from spacy.language import Language

    from foedus.gazetteer import Gazetteer
    from foedus.model.rewriting import Edit

_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_HEAD = re.compile(r"(?:^|[^\s.][^\s.][.!?…:][\"”’')\]]*\s)\W*\Z")
_CAPITALS = re.compile(r"[A-Z]{3}")
_LONG = re.compile(r"[^\W\d_]{2,}")
_VOWEL = re.compile(r"[aeiouyà-öø-ÿ]")
_LEAST = 3
_SHARE = 0.9


def softened(text: str, pipeline: Language, gazetteer: Gazetteer | None = None) -> Iterator[Edit]:
    """The edits that leave capitals to names and heads of sentences, in paragraphs that have hardly others."""
    loud = [line for line in _LINE.finditer(text) if _is_loud(line[0])]
    if not loud:
        return
    written = _written(text, loud)
    vocabulary = Vocabulary.of(pipeline)
    for line in loud:
        named = _named(line[0], gazetteer)
        for word in _WORD.finditer(line[0]):
            new = named.get(word.start()) or _form(word[0].lower(), written, vocabulary)
            if _HEAD.search(line[0], max(0, word.start() - 8), word.start()) and new[0].islower():
                new = new[0].upper() + new[1:]
            if new != word[0] and len(new) == len(word[0]):
                yield line.start() + word.start(), line.start() + word.end(), new


def _is_loud(line: str) -> bool:
    """Whether nearly all letters of a paragraph are capitals, and its words are no mere label."""
    if not line[:4].isupper() and not _CAPITALS.search(line, 0, 80):
        return False
    letters = [c for c in line if c.isalpha()]
    return sum(map(str.isupper, letters)) >= _SHARE * len(letters) and len(_LONG.findall(line)) >= _LEAST


def _written(text: str, loud: list[re.Match[str]]) -> dict[str, str]:
    """How words are written in the other paragraphs, the heads of their sentences aside: what each is most often."""
    forms: dict[str, Counter[str]] = {}
    spans = {line.span() for line in loud}
    for line in _LINE.finditer(text):
        if line.span() in spans:
            continue
        for word in _WORD.finditer(line[0]):
            if not _HEAD.search(line[0], max(0, word.start() - 8), word.start()):
                forms.setdefault(word[0].lower(), Counter())[word[0]] += 1
    return {lower: counts.most_common(1)[0][0] for lower, counts in forms.items()}


def _named(line: str, gazetteer: Gazetteer | None) -> dict[int, str]:
    """The words of names that the gazetteer has, as it writes them, by where they begin."""
    found: dict[int, str] = {}
    for match in gazetteer.scan(line) if gazetteer is not None else ():
        given = list(_WORD.finditer(line, match.start, match.end))
        names = _WORD.findall(match.name.text.removeprefix("the "))
        if [word.lower() for word in names] == [word[0].lower() for word in given]:
            found.update((word.start(), name) for word, name in zip(given, names, strict=True))
        else:
            found.update(
                (word.start(), word[0].capitalize())
                for word in given
                if word[0].lower() not in words("closed", "words")
            )
    return found


def _form(word: str, written: Mapping[str, str], vocabulary: Vocabulary) -> str:
    """A word in small letters as it is to be written."""
    if word in written:
        return written[word]
    if word == "i" or not (vocabulary.known and not vocabulary.has(word)):
        return word.upper() if word == "i" else word
    return word.capitalize() if _VOWEL.search(word) else word.upper()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that a pipeline's lemmatizer knows; it has most of English, and places, but few persons."""

    known: frozenset[str]
    endings: tuple[tuple[str, str], ...]

    @staticmethod
    @lru_cache(maxsize=2)  # it takes longer to gather than a page to read
    def of(pipeline: Language) -> Vocabulary:
        """The vocabulary of a pipeline; empty for one without such tables."""
        tables = getattr(pipeline.get_pipe("lemmatizer"), "lookups", None)
        if tables is None or "lemma_index" not in tables.tables:
            return Vocabulary(frozenset(), ())
        index = tables.get_table("lemma_index")
        irregular = tables.get_table("lemma_exc", {})
        known = frozenset(word for each in (*index.values(), *irregular.values()) for word in each)
        rules = tables.get_table("lemma_rules", {})
        return Vocabulary(known, tuple({(old, new) for each in rules.values() for old, new in each if old.isalpha()}))

    def has(self, word: str) -> bool:
        """Whether a word, or what it is a form of, is known."""
        if word in words("closed", "words") or word in self.known:
            return True
        return any(word.endswith(old) and word.removesuffix(old) + new in self.known for old, new in self.endings)
