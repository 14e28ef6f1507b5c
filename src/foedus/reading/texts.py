"""Agreements as the text speaks of them: which treaty a noun phrase means, through "the pact", "the document" and "it".

A name that the gazetteer knows gives the library's key.  Any other agreement keeps the slug of the words that first
described it, and what takes these words up again ("the treaty", "the February treaties") means the same one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.model.ids import slug
from foedus.reading.concluded import meant
from foedus.reading.lexicon import lexicon, words
from foedus.reading.links import Links
from foedus.reading.page import Page, begin, finish, index_of
from foedus.reading.phrases import antecedent
from foedus.reading.text_references import ANOTHER, headed, predicated, taken_up
from foedus.reading.titles import (
    content_of,
    described_by,
    is_definite,
    is_pointing,
    is_specified,
    key_of,
    named,
    noun_of,
)

if TYPE_CHECKING:
    from foedus.gazetteer import Gazetteer
    from foedus.reading.parse import Parse, Token

AGREEMENT = "agreement"
_BACK = 2
"""Passages back that a bare "it" looks for its agreement."""
_NEUTER = frozenset({"it", "they", "them", "its", "their", "theirs", "this"})
_SEVERAL = frozenset({"they", "them", "their", "theirs", "both", "these", "those"})
_PLACES = {"first": 0, "former": 0, "second": 1, "latter": 1}
"""Which of two agreements a bare word for its place means."""
_BARE = frozenset({"dobj", "nsubj", "nsubjpass", "pobj", "conj"})
_PAIR, _NEXT = 2, 1


@dataclass(frozen=True, slots=True)
class Text:
    """A noun phrase that means an agreement, or an act with legal force that is none ("that opinion", "the ruling").

    head: its head token; noun: the lemma; content: the content words that describe it; act: whether it is such an act;
    prominent: whether the clause is about it; plural: whether the noun is.
    """

    passage: int
    head: int
    noun: str
    mention: Mention
    content: frozenset[str]
    act: bool = False
    prominent: bool = False
    plural: bool = False

    @property
    def key(self) -> str:
        """The key of the actor that is meant."""
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
            return self.as_mention(token, self._meant_by(token, acts))
        if token.lower_ in _PLACES and token.pos_ in ("ADJ", "NOUN", "ADV") and token.dep_ in _BARE:
            return self.as_mention(token, self._in_order(token))
        return None

    def _in_order(self, token: Token) -> Text | None:
        """The agreement that a bare "the first" or "the latter" means: one of two that were named just before."""
        if not any(c.lower_ == "the" for c in token.children) or any(c.lower_ == "of" for c in token.children):
            return None
        here, at = self.page.passage(token).index, begin(token)
        near = (t for t in self.ordered if here - _NEXT <= t.passage and t.mention.start < at and not t.act)
        keys = {text.key: text for text in near}
        return list(keys.values())[_PLACES[token.lower_]] if len(keys) == _PAIR else None

    def _meant_by(self, pronoun: Token, acts: bool) -> Text | None:
        """The agreement that a pronoun means: "them" rather several, "it" rather one."""
        last = self.before(pronoun, acts=True) if acts else self.topic(pronoun)
        several = pronoun.lower_ in _SEVERAL
        if last is None or last.plural == several:
            return last
        here = self.page.passage(pronoun).index
        for text in reversed(self.ordered):
            fits = text.plural == several and (acts or not text.act)
            if fits and text.mention.start < begin(pronoun) and here - text.passage <= _BACK:
                return text
        return last

    @staticmethod
    def as_mention(token: Token, text: Text | None) -> Mention | None:
        """A word as a mention of an agreement that stands elsewhere."""
        return Mention(token.text, begin(token), finish(token), text.key) if text else None

    def before(self, token: Token, *, acts: bool = False, other_than: str | None = None) -> Text | None:
        """The agreement last spoken of before a token, not far back."""
        here, at = self.page.passage(token).index, begin(token)
        last: Text | None = None
        for text in self.ordered:
            if text.mention.start >= at:
                break
            if here - text.passage <= _BACK and (acts or not text.act) and text.key != other_than:
                last = text
        return last

    def topic(self, token: Token) -> Text | None:
        """The agreement that a clause without one is about: its paragraph's, the heading's, or the one before."""
        last, here = self.before(token), self.page.passage(token).index
        if last is not None and last.passage == here:
            return last
        return self.heading(token) or last

    def heading(self, token: Token) -> Text | None:
        """The agreement that the heading over a token's section names."""
        here, found = self.page.passage(token).index, None
        for text in self.ordered:
            if text.passage >= here:
                break
            if self.page.passages[text.passage].heading and not text.act:
                found = text
        if found is None or any(self.page.passages[i].heading for i in range(found.passage + 1, here)):
            return None
        return found

    def main(self, token: Token) -> Text | None:
        """The agreement most spoken of before a token, for a line of a list that names none."""
        counts = Counter(text.key for text in self.ordered if text.mention.start < begin(token) and not text.act)
        if not counts:
            return None
        most = max(counts.values())
        keys = {key for key, count in counts.items() if count == most}
        return next(t for t in reversed(self.ordered) if t.mention.start < begin(token) and t.key in keys)


def find_texts(page: Page, links: Links, gazetteer: Gazetteer) -> Texts:
    """Every noun phrase of the page that means an agreement."""
    found: list[Text] = []
    heads: dict[tuple[int, int], Text] = {}
    titled = {(link.passage, link.head) for link in links.ordered if link.type == AGREEMENT}
    by_name = [_by_name(passage.parse) for passage in page.passages]
    _add_abbreviations(page, by_name)
    named_there = {(index, i) for index, named_here in enumerate(by_name) for i in named_here}
    cued = {(index_of(token), token.i) for token in page.index.any_having(_cues())}
    for index, i in sorted(titled | named_there | cued):
        token = page.passages[index].parse[i]
        text = _text_at(page, token, found, by_name[index], links, gazetteer)
        if text is not None:
            found.append(text)
            heads[index, i] = text
            for other in _tokens(page, token, text, links):
                heads.setdefault((text.passage, other), text)
    return Texts(page, tuple(found), heads)


def _tokens(page: Page, token: Token, text: Text, links: Links) -> Iterable[int]:
    """The tokens by which a text is found: its head, and all words of a title, on which a parse may hang a clause."""
    link = links.at(page, token)
    if link is not None and link.type == AGREEMENT:
        return range(link.first, link.last + 1)
    if token.dep_ == "compound" and _is_numbered(token):
        return (text.head, token.head.i)
    if token.pos_ == "PROPN":
        return (i for i in range(text.head, len(token.doc)) if finish(token.doc[i]) <= text.mention.end)
    return (text.head,)


def _is_numbered(token: Token) -> bool:
    """Whether what a text's noun is hung on is only its number: "resolution 72/282"."""
    return token.head.i == token.i + 1 and token.head.text[:1].isdigit()


def _text_at(
    page: Page,
    token: Token,
    found: list[Text],
    named_here: dict[int, tuple[str, int]],
    links: Links,
    gazetteer: Gazetteer,
) -> Text | None:
    link = links.at(page, token)
    if link is not None and link.type == AGREEMENT:
        if token.i != link.head:
            return None
        content = frozenset(re.findall(r"\w+", link.mention.text.lower()))
        return Text(link.passage, token.i, noun_of(token), link.mention, content, prominent=_is_prominent(token))
    if token.i in named_here:
        key, first = named_here[token.i]
        start, end = begin(token.doc[first]), finish(token)
        mention = Mention(page.document.text[start:end], start, end, key)
        here = page.passage(token).index
        return Text(here, token.i, "treaty", mention, frozenset(key.split("-")), prominent=_is_prominent(token))
    if token.pos_ not in ("NOUN", "PROPN", "PRON", "NUM"):
        return None
    if token.lower_ == "one":
        return _another(page, token, found, links, gazetteer) if found else None
    noun = noun_of(token)
    if (
        token.pos_ in ("NOUN", "PROPN")
        and noun in _nouns()
        and not _inside_compound(token)
        and not _is_unlike(token, noun)
    ):
        return _described(page, token, found, links, gazetteer)
    return None


@cache
def _nouns() -> frozenset[str]:
    return frozenset().union(*(words("texts", group) for group in ("strong", "weak", "acts", "joint")))


@cache
def _cues() -> frozenset[str]:
    """The lemmas that can head an agreement's noun phrase; names keep their plural ("the Accords")."""
    return _nouns() | {f"{noun}s" for noun in _nouns()} | {"treaties", "one"}


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {name: key for key, names in lexicon("texts")["names"].items() for name in names}
    return re.compile(r"\b(?:" + "|".join(re.escape(name) for name in table) + r")\b"), table


def _by_name(parse: Parse) -> dict[int, tuple[str, int]]:
    """The agreements of a passage that are known by other names: by head token, the key and the first token."""
    pattern, table = _names()
    found: dict[int, tuple[str, int]] = {}
    for match in pattern.finditer(parse.text):
        span = parse.covering(match.start(), match.end())
        if span is not None and not (span[-1].dep_ == "compound" and noun_of(span[-1].head) in _nouns()):
            found[span.root.i] = (table[match[0]], span[0].i)
    return found


def _add_abbreviations(page: Page, by_name: list[dict[int, tuple[str, int]]]) -> None:
    """Adds what a text abbreviates: after "the Defence Cooperation Agreement (DCA)" a bare "DCA" means it."""
    for bracket in page.index.written({"("}):
        parse, i = bracket.doc, bracket.i
        if not 0 < i < len(parse) - 2 or parse[i + 2].text != ")" or noun_of(parse[i - 1]) not in _nouns():
            continue
        short, noun = parse[i + 1], parse[i - 1]
        if not short.text.isupper() or noun.pos_ != "PROPN":
            continue
        key = slug(parse[noun.left_edge.i : i].text.removeprefix("the ").removeprefix("The "))
        for token in page.index.written({short.lower_}):
            if token.text == short.text and (token.doc is not parse or token.i != short.i):
                by_name[index_of(token)].setdefault(token.i, (key, token.i))


def _is_unlike(token: Token, noun: str) -> bool:
    """Whether a noun means something else here: "conflict resolution", "settlements", "a great deal"."""
    if noun in words("texts", "singular") and token.tag_ in ("NNS", "NNPS"):
        return True
    only = lexicon("texts")["only"].get(noun)
    if only is not None and not any(c.lemma_.lower() in only for c in _near(token)) and not _is_added(token, noun):
        return True
    others = lexicon("texts")["unlike"].get(noun)
    if others is None:
        return False
    if token.dep_ == "compound" and token.head.lemma_.lower() in others:
        return True
    return any(c.lemma_.lower() in others for c in _near(token))


def _is_added(token: Token, noun: str) -> bool:
    """Whether a text is told of as added to another, or as sealed: "an annex was added in May"."""
    if noun not in words("texts", "annexed"):
        return False
    verb = token.head if token.dep_ in ("dobj", "nsubjpass") else token
    return verb.lemma_.lower() in words("texts", "adding") or _is_sealed(token)


def _near(token: Token) -> Iterable[Token]:
    """The words beside a noun and those after its "of" or "in"."""
    return (*token.children, *(c for of in token.children if of.lower_ in ("of", "in") for c in of.children))


def _is_prominent(token: Token) -> bool:
    return token.dep_ in ("nsubj", "nsubjpass", "dobj")


def _inside_compound(token: Token) -> bool:
    outer = words("texts", "strong") | words("texts", "parts") | words("nouns", "organisation")
    return token.dep_ == "compound" and token.head.i > token.i and noun_of(token.head) in outer


def _described(page: Page, token: Token, earlier: list[Text], links: Links, gazetteer: Gazetteer) -> Text | None:
    phrase = described_by(token)
    text = page.document.text[begin(phrase[0]) : finish(phrase[-1])]
    noun = noun_of(token)
    content = frozenset(content_of(phrase, token))
    act = noun in words("texts", "acts")
    key = named(text, gazetteer) or meant(token, phrase, page, links, gazetteer)
    if key is None and (is_definite(token) or token.pos_ == "PROPN") and not (is_specified(token) and not content):
        key = None if content or act else headed(page, token, noun, earlier)
        key = key or taken_up(page, token, noun, content, earlier)
    if key is None:
        key = predicated(page, token, earlier)
    if key is None:
        weak = noun in words("texts", "weak") and not _is_sealed(token)
        if weak or (not content and not act and is_pointing(token)):
            return None
        if noun in words("texts", "joint") and not _is_joint(phrase, token):
            return None
        if noun in words("texts", "singular") and not content:
            return None
        key = key_of(page, phrase, token, content, links, gazetteer)
    mention = Mention(text, begin(phrase[0]), finish(phrase[-1]), key)
    head = phrase[0].i if phrase[0].i < token.i and token in phrase[0].subtree else token.i
    prominent = _is_prominent(token.doc[head])
    plural = token.tag_ in ("NNS", "NNPS")
    return Text(page.passage(token).index, head, noun, mention, content | {noun}, act, prominent, plural)


def _is_joint(phrase: list[Token], head: Token) -> bool:
    """Whether a word of many uses names an agreement: "partnership between A and B", "the Shusha Declaration"."""
    two_sided = any(t.lower_ == "between" and t.i > head.i for t in phrase)
    signed = head.lemma_ != "contract" and _is_sealed(head)
    return signed or two_sided or (head.pos_ == "PROPN" and head.i > phrase[0].i)


def _is_sealed(noun: Token) -> bool:
    verbs = [noun.head] if noun.dep_ in ("dobj", "nsubjpass") else []
    if noun.dep_ == "pobj" and noun.head.lower_ in ("on", "to"):
        verbs.append(noun.head.head)  # "agreed on a code of conduct"
        verbs.extend(t for t in noun.head.head.children if t.dep_ == "dobj")  # "put their signatures to a declaration"
    verbs.extend(c for c in noun.children if c.dep_ in ("acl", "relcl") and not _is_purpose(c))
    sealing = words("texts", "sealing")
    if noun_of(noun) in words("texts", "adopted"):
        sealing |= words("texts", "adopting")
    return any(verb.lemma_.lower() in sealing for verb in verbs)


def _is_purpose(verb: Token) -> bool:
    """Whether it is something else that is to be signed: "plans to sign the convention"."""
    own = {c.dep_ for c in verb.children}
    return verb.tag_ == "VB" and "aux" in own and "dobj" in own


def _another(page: Page, token: Token, earlier: list[Text], links: Links, gazetteer: Gazetteer) -> Text | None:
    """ "A new one, signed by A and B": another agreement of the kind last spoken of."""
    other = any(c.lower_ in ANOTHER and c.i < token.i for c in token.children)
    told = token.dep_ in ("dobj", "nsubjpass") or any(c.dep_ in ("acl", "relcl") for c in token.children)
    last, here = earlier[-1], page.passage(token).index
    if not other or not told or last.act or here - last.passage > 1:
        return None
    phrase = described_by(token)
    key = key_of(page, phrase, token, frozenset(), links, gazetteer, noun=last.noun)
    mention = Mention(token.text, begin(token), finish(token), key)
    return Text(here, token.i, last.noun, mention, frozenset({last.noun}), prominent=_is_prominent(token))
