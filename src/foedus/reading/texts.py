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
from foedus.reading.lexicon import words
from foedus.reading.links import Links
from foedus.reading.page import Page, begin, finish
from foedus.reading.phrases import VERBAL, antecedent
from foedus.reading.syntax import subjects
from foedus.reading.titles import content_of, described_by, is_definite, key_of, named

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.gazetteer import Gazetteer

AGREEMENT = "agreement"
_BACK = 2
"""Passages back that a bare "it" looks for its agreement."""
_RECENT = 8
"""Mentions back up to which the same noun means the same agreement, whatever was spoken of since."""
_NEUTER = frozenset({"it", "they", "them", "its", "theirs", "this"})
_ANOTHER = frozenset(
    {"new", "second", "similar", "another", "such", "separate", "third", "further", "later", "earlier"}
)


@dataclass(frozen=True, slots=True)
class Text:
    """A noun phrase that means an agreement, or an act with legal force that is none ("that opinion", "the ruling").

    head: its head token; noun: the lemma; content: the content words that describe it; act: whether it is such an act.
    """

    passage: int
    head: int
    noun: str
    mention: Mention
    content: frozenset[str]
    act: bool = False

    @property
    def key(self) -> str:
        return self.mention.actor


@dataclass(frozen=True, slots=True)
class Texts:
    """The agreements of a page, in the order of the text, with look-up by token."""

    page: Page
    ordered: tuple[Text, ...]
    _by_head: dict[tuple[int, int], Text] = field(default_factory=dict, repr=False)

    def at(self, token: Token) -> Text | None:
        """The noun phrase that a token heads, if it means an agreement or a legal act."""
        return self._by_head.get((self.page.passage(token).index, token.i))

    def mention(self, token: Token, *, acts: bool = False) -> Mention | None:
        """The agreement that a noun phrase or pronoun means, by its head token; None where it means none.

        acts: whether other acts with legal force count too.
        """
        found = self.at(token)
        if found is not None:
            return found.mention if acts or not found.act else None
        if token.tag_ in ("WDT", "WP"):
            noun = antecedent(token)
            return self.mention(noun, acts=acts) if noun is not None and noun.i != token.i else None
        if token.lower_ in _NEUTER or (token.lower_ in ("one", "both", "neither", "either") and token.dep_ != "det"):
            return self.as_mention(token, self.before(token, acts=acts))
        return None

    @staticmethod
    def as_mention(token: Token, text: Text | None) -> Mention | None:
        """A word as a mention of an agreement that stands elsewhere."""
        return Mention(token.text, begin(token), finish(token), text.key) if text else None

    def before(self, token: Token, *, acts: bool = False) -> Text | None:
        """The agreement last spoken of before a token, not far back."""
        here, at = self.page.passage(token).index, begin(token)
        last: Text | None = None
        for text in self.ordered:
            if text.mention.start >= at:
                break
            if here - text.passage <= _BACK and (acts or not text.act):
                last = text
        return last

    def topic(self, token: Token) -> Text | None:
        """The agreement that a clause without one is about: its paragraph's, the heading's, or the last."""
        last, here, heading = self.before(token), self.page.passage(token).index, None
        if last is not None and last.passage == here:
            return last
        for text in self.ordered:
            if text.passage >= here:
                break
            if self.page.passages[text.passage].heading and not text.act:
                heading = text
        if heading is not None and not self._heading_between(heading.passage, here):
            return heading
        return last

    def _heading_between(self, first: int, last: int) -> bool:
        return any(self.page.passages[i].heading for i in range(first + 1, last))


def find_texts(page: Page, links: Links, gazetteer: Gazetteer) -> Texts:
    """Every noun phrase of the page that means an agreement."""
    found: list[Text] = []
    nouns = words("texts", "strong") | words("texts", "weak") | words("texts", "acts") | words("texts", "joint")
    for token in page.tokens():
        link = links.at(page, token)
        if link is not None and link.type == AGREEMENT:
            if token.i == link.head:
                content = frozenset(re.findall(r"\w+", link.mention.text.lower()))
                found.append(Text(link.passage, token.i, token.lemma_.lower(), link.mention, content))
        elif token.lower_ == "one" and found and token.pos_ in ("NOUN", "PRON", "NUM"):
            found.extend(_another(page, token, found, links, gazetteer))
        elif token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in nouns and not _inside_compound(token):
            text = _described(page, token, found, links, gazetteer)
            if text is not None:
                found.append(text)
    return Texts(page, tuple(found), {(text.passage, text.head): text for text in found})


def _inside_compound(token: Token) -> bool:
    outer = words("texts", "strong") | words("texts", "parts") | words("nouns", "organisation")
    return token.dep_ == "compound" and token.head.i > token.i and token.head.lemma_.lower() in outer


def _described(page: Page, token: Token, earlier: list[Text], links: Links, gazetteer: Gazetteer) -> Text | None:
    phrase = described_by(token)
    text = page.document.text[begin(phrase[0]) : finish(phrase[-1])]
    noun = token.lemma_.lower()
    content = frozenset(content_of(phrase, token))
    act = noun in words("texts", "acts")
    key = named(text, gazetteer)
    if key is None and (is_definite(token) or token.pos_ == "PROPN"):
        key = _taken_up(noun, content, earlier, plural=token.tag_ == "NNS", act=act)
    if key is None:
        key = _predicated(page, token, earlier)
    if key is None:
        if noun in words("texts", "weak") and not content:
            return None
        if noun in words("texts", "joint") and not _is_joint(phrase, token):
            return None
        key = key_of(page, phrase, token, content, links, gazetteer)
    mention = Mention(text, begin(phrase[0]), finish(phrase[-1]), key)
    return Text(page.passage(token).index, token.i, noun, mention, content | {noun}, act)


def _is_joint(phrase: list[Token], head: Token) -> bool:
    """Whether a word of many uses names an agreement: "partnership between A and B", "the Shusha Declaration"."""
    two_sided = any(t.lower_ == "between" and t.i > head.i for t in phrase)
    return two_sided or (head.pos_ == "PROPN" and head.i > phrase[0].i)


def _another(page: Page, token: Token, earlier: list[Text], links: Links, gazetteer: Gazetteer) -> Iterator[Text]:
    """ "A new one, signed by A and B": another agreement of the kind last spoken of."""
    other = any(c.lower_ in _ANOTHER for c in token.children)
    told = token.dep_ in ("dobj", "nsubjpass") or any(c.dep_ in ("acl", "relcl") for c in token.children)
    last = earlier[-1]
    here = page.passage(token).index
    if other and told and not last.act and here - last.passage <= 1:
        phrase = described_by(token)
        key = key_of(page, phrase, token, frozenset(), links, gazetteer, noun=last.noun)
        mention = Mention(token.text, begin(token), finish(token), key)
        yield Text(here, token.i, last.noun, mention, frozenset({last.noun}))


def _predicated(page: Page, token: Token, earlier: list[Text]) -> str | None:
    """The key of the subject that a predicate noun describes: "which does not constitute a valid agreement"."""
    verb = token.head
    if verb.pos_ not in VERBAL or verb.lemma_ not in ("be", "constitute", "become", "remain", "represent"):
        return None
    if token.dep_ not in ("attr", "dobj") or any(t.lower_ in ("no", "another") for t in token.children):
        return None
    heads = {(page.passage(subject).index, subject.i) for subject in subjects(verb)}
    return next((text.key for text in reversed(earlier) if (text.passage, text.head) in heads), None)


def _taken_up(noun: str, content: frozenset[str], earlier: list[Text], *, plural: bool, act: bool) -> str | None:
    """The earlier agreement that a definite description means: the last that its words fit, the same noun first."""
    fitting = [text for text in reversed(earlier) if _fits(content, text) and text.act == act]
    same = next((text for text in fitting if text.noun == noun), None)
    other = next(iter(fitting), None)
    if content or act:
        return same.key if same else None
    if same and other and len(earlier) - earlier.index(same) <= _RECENT:
        return same.key
    return other.key if other else None


def _fits(content: frozenset[str], text: Text) -> bool:
    known = text.content | {_singular(word) for word in text.content}
    return content <= known or (len(text.content) > 2 and text.content - {text.noun} <= content)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") else word
