"""Agreements as the text speaks of them: which treaty a noun phrase means, through "the pact", "the document" and "it".

A name that the gazetteer knows gives the library's key.  Any other agreement keeps the slug of the words that first
described it, and what takes these words up again ("the treaty", "the February treaties") means the same one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.model.ids import slug
from foedus.reading.lexicon import words
from foedus.reading.links import Links
from foedus.reading.page import Page, begin, finish
from foedus.reading.phrases import antecedent

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.gazetteer import Gazetteer

AGREEMENT = "agreement"
_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "such", "its", "their", "his", "her", "both", "either", "each"}
)
_QUOTES = "“”\"'‘’«»()"
_LONGEST = 16
"""Tokens of a description that become part of a key."""
_BACK = 2
"""Passages back that a bare "it" looks for its agreement."""


@dataclass(frozen=True, slots=True)
class Text:
    """A noun phrase that means an agreement: its head token, the mention, and the content words that describe it."""

    passage: int
    head: int
    noun: str
    mention: Mention
    content: frozenset[str]

    @property
    def key(self) -> str:
        return self.mention.actor


@dataclass(frozen=True, slots=True)
class Texts:
    """The agreements of a page, in the order of the text, with look-up by token."""

    page: Page
    ordered: tuple[Text, ...]
    _by_head: dict[tuple[int, int], Text] = field(default_factory=dict, repr=False)

    def mention(self, token: Token) -> Mention | None:
        """The agreement that a noun phrase or pronoun means, by its head token; None where it means none."""
        found = self._by_head.get((self.page.passage(token).index, token.i))
        if found is not None:
            return found.mention
        if token.tag_ in ("WDT", "WP"):
            noun = antecedent(token)
            return self.mention(noun) if noun is not None and noun.i != token.i else None
        if token.lower_ in ("it", "they", "them", "one", "theirs", "its") or token.tag_ == "DT":
            last = self._last_before(token)
            return Mention(token.text, begin(token), finish(token), last.key) if last else None
        return None

    def _last_before(self, token: Token) -> Text | None:
        here, at = self.page.passage(token).index, begin(token)
        last: Text | None = None
        for text in self.ordered:
            if text.mention.start >= at:
                break
            if here - text.passage <= _BACK:
                last = text
        return last


def find_texts(page: Page, links: Links, gazetteer: Gazetteer) -> Texts:
    """Every noun phrase of the page that means an agreement."""
    found: list[Text] = []
    nouns = words("texts", "strong") | words("texts", "weak")
    for token in page.tokens():
        link = links.at(page, token)
        if link is not None and link.type == AGREEMENT:
            if token.i == link.head:
                content = frozenset(re.findall(r"\w+", link.mention.text.lower()))
                found.append(Text(link.passage, token.i, token.lemma_.lower(), link.mention, content))
            continue
        if token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in nouns and not _inside_compound(token):
            text = _described(page, token, found, gazetteer)
            if text is not None:
                found.append(text)
    return Texts(page, tuple(found), {(text.passage, text.head): text for text in found})


def _inside_compound(token: Token) -> bool:
    return token.dep_ == "compound" and token.head.lemma_.lower() in words("texts", "strong") | words(
        "nouns", "organisation"
    )


def _described(page: Page, token: Token, earlier: list[Text], gazetteer: Gazetteer) -> Text | None:
    phrase = _description(token)
    text = page.document.text[begin(phrase[0]) : finish(phrase[-1])]
    noun = token.lemma_.lower()
    content = frozenset(_content(phrase, token))
    definite = any(child.lower_ in _DEFINITE or child.tag_ in ("PRP$",) for child in token.children)
    key = _named(text, gazetteer)
    if key is None and (definite or token.pos_ == "PROPN"):
        key = _taken_up(noun, content, earlier, plural=token.tag_ == "NNS")
    if key is None:
        if noun in words("texts", "weak") and not content:
            return None
        key = slug(" ".join(t.text for t in phrase if t.text not in _QUOTES))
    mention = Mention(text, begin(phrase[0]), finish(phrase[-1]), key)
    return Text(page.passage(token).index, token.i, noun, mention, content | {noun})


def _description(token: Token) -> list[Token]:
    """The words from the first modifier to the end of the title: "treaty of friendship between A and B"."""
    modifiers = [t for t in token.lefts if t.dep_ in ("amod", "compound", "nummod", "nmod", "poss") or t.text in '“"‘']
    first = min((t.left_edge.i for t in modifiers), default=token.i)
    while first < token.i and (
        token.doc[first].dep_ in ("det", "poss")
        or token.doc[first].tag_ in ("PRP$", "POS")
        or token.doc[first].is_punct
    ):
        first += 1
    last = token.i
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in words("texts", "prepositions") and child.i <= last + 3:
            last = _end_of(child)
        elif child.dep_ == "appos" and child.i <= last + 3 and token.doc[child.left_edge.i - 1].text in '“"‘(':
            last = child.right_edge.i
        elif child.dep_ in ("acl", "relcl", "conj", "cc") and child.dep_ != "prep":
            break
    return list(token.doc[first : min(last, first + _LONGEST) + 1])


def _end_of(preposition: Token) -> int:
    """The last token of a prepositional phrase, without clauses that hang on it."""
    last = preposition.i
    for token in sorted(preposition.subtree, key=lambda t: t.i):
        if token.i > last + 1 or (token.dep_ in ("relcl", "acl", "advcl", "punct") and token.text not in _QUOTES + ",-"):
            break
        if token.text == "," and not any(t.dep_ == "conj" for t in token.doc[token.i + 1 : token.i + 4]):
            break
        last = token.i
    return last


def _content(phrase: list[Token], head: Token) -> Iterator[str]:
    for token in phrase:
        lower = token.lower_
        if token.i != head.i and not token.is_stop and not token.is_punct and lower not in words("texts", "empty"):
            yield lower


def _named(text: str, gazetteer: Gazetteer) -> str | None:
    """The library's key for a description that is a known title once its quotation marks are gone."""
    plain = re.sub(rf"[{re.escape(_QUOTES)}]", "", text)
    keys = [
        key
        for key in gazetteer.resolve(plain)
        if (actor := gazetteer.actor(key)) is not None and actor.type == AGREEMENT
    ]
    return keys[0] if len(keys) == 1 else None


def _taken_up(noun: str, content: frozenset[str], earlier: list[Text], *, plural: bool) -> str | None:
    """The earlier agreement that a definite description means: the last that its words fit, the same noun first."""
    fitting = [text for text in reversed(earlier) if content <= text.content | {_singular(w) for w in text.content}]
    same = next((text for text in fitting if text.noun == noun), None)
    other = next(iter(fitting), None)
    if content:
        return same.key if same else None
    if same and other and len(earlier) - earlier.index(same) <= 8:
        return same.key
    return other.key if other else None


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") else word
