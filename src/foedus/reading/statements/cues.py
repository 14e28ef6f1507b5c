"""The cue lexicon, compiled: which frames a verb, a noun or an adjective can open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from foedus.reading.lexicon import lexicon

if TYPE_CHECKING:
    from foedus.reading.parse import Token

_VERB_FRAMES = ("clause", "written", "quote", "motion", "infinitive", "order", "accusative", "gerund", "object", "as")
_NOUN_FRAMES = ("noun_clause", "noun_infinitive")


@dataclass(frozen=True, slots=True)
class Cues:
    """Frames by lemma, and the prepositions that open what a verb or noun says."""

    verbs: dict[str, frozenset[str]]
    verb_prepositions: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    noun_prepositions: dict[str, frozenset[str]]
    adjectives: frozenset[str]
    hearsay: frozenset[str]
    view_nouns: frozenset[str]
    texts: frozenset[str]
    sites: frozenset[str]
    nobody: frozenset[str]
    hearing: frozenset[str]
    conversation: frozenset[str]
    telling: frozenset[str]
    idioms: dict[str, frozenset[str]]
    misheard: frozenset[str]
    misread: dict[str, str]

    def frames(self, verb: Token) -> frozenset[str]:
        """The frames that a verb can open; empty where it is no cue, or part of a noun ("a think tank")."""
        if verb.lower_ == "think" and verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].lemma_ == "tank":
            return frozenset()
        return self.verbs.get(self.lemma(verb), frozenset())

    def lemma(self, token: Token) -> str:
        """The lemma as the lexicon writes it, a lemmatiser's slips mended."""
        lemma = token.lemma_.lower()
        return self.misread.get(lemma, lemma)


@cache
def cues() -> Cues:
    """The lexicon of cues."""
    data = lexicon("cues")
    verb_prepositions = {verb: frozenset(words) for verb, words in data["preposition"].items()}
    noun_prepositions = {noun: frozenset(words) for noun, words in data["noun_preposition"].items()}
    verbs = _frames(data, _VERB_FRAMES)
    idioms = {verb: frozenset(words) for verb, words in data["idiom"].items()}
    for verb in idioms:
        verbs[verb] = verbs.get(verb, frozenset()) | {"idiom"}
    for verb in verb_prepositions:
        verbs[verb] = verbs.get(verb, frozenset()) | {"preposition"}
    nouns = _frames(data, _NOUN_FRAMES)
    for noun in noun_prepositions:
        nouns[noun] = nouns.get(noun, frozenset()) | {"noun_preposition"}
    return Cues(
        verbs,
        verb_prepositions,
        nouns,
        noun_prepositions,
        frozenset(data["adjective"]),
        frozenset(data["hearsay"]),
        frozenset(data["view_nouns"]),
        frozenset(data["texts"]),
        frozenset(data["sites"]),
        frozenset(data["nobody"]),
        frozenset(data["hearing"]),
        frozenset(data["conversation"]),
        frozenset(data["telling"]),
        misread=dict(data["lemmas"]),
        idioms=idioms,
        misheard=frozenset(data["misheard"]),
    )


def _frames(data: dict[str, list[str]], groups: tuple[str, ...]) -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for group in groups:
        for word in data[group]:
            table[word] = table.get(word, frozenset()) | {group}
    return table
