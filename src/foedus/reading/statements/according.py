"""Source phrases: "according to X", "in the words of X", "in X's view", and adverbs of hearsay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.reading.lexicon import words
from foedus.reading.page import begin, finish
from foedus.reading.phrases import VERBAL
from foedus.reading.statements.acts import Act, trimmed
from foedus.reading.statements.cues import cues

if TYPE_CHECKING:
    from foedus.reading.page import Page, Passage
    from foedus.reading.parse import Token


def according_acts(page: Page) -> Iterator[Act]:
    """Every act whose source stands in a phrase beside what is said."""
    hearsay = cues().hearsay
    for token in page.index.written({"according", "in", "to", "by", "per", "for"} | hearsay):
        passage = page.passage(token)
        if token.lower_ == "according":
            yield from _according(page, passage, token)
        elif token.lower_ in hearsay:
            yield from _hearsay(page, passage, token)
        elif token.dep_ == "prep":
            if token.lower_ != "for":
                yield from _in_view(page, passage, token)
            if token.is_sent_start:
                yield from _for_whom(page, passage, token)
    for token in page.index.having(_SEEING | _BELIEVING):
        yield from _as_seen(page, page.passage(token), token)


def _according(page: Page, passage: Passage, token: Token) -> Iterator[Act]:
    to = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if to is None or to.lower_ != "to":
        return
    source = next((c for c in to.children if c.dep_ in ("pobj", "pcomp")), None)
    if source is None or (source.lemma_.lower() in words("cues", "measures") and source.left_edge.i == source.i):
        return
    last = source.right_edge if source.i > to.i else to
    cited = _cited(source, last)
    if cited is not None:
        for act in _beside(page, passage, token, to, cited, max(last, cited.right_edge, key=lambda t: t.i)):
            yield replace(act, carriers=(source,))
        return
    yield from _beside(page, passage, token, to, source, last)


def _cited(source: Token, last: Token) -> Token | None:
    """Whom a source cites right beside its name: "according to Reuters, citing two officials,"."""
    doc = source.doc
    for token in doc[source.i + 1 : min(last.i + 3, len(doc))]:
        if token.tag_ == "VBG" and token.lemma_.lower() in ("cite", "quote") and doc[token.i - 1].text == ",":
            return next((c for c in token.children if c.dep_ == "dobj"), None)
    return None


def _in_view(page: Page, passage: Passage, token: Token) -> Iterator[Act]:
    doc = token.doc
    if token.i + 2 < len(doc) and doc[token.i + 1].tag_ == "WP$" and doc[token.i + 2].lemma_ in cues().view_nouns:
        yield from _in_whose(page, passage, token, doc[token.i + 2])
        return
    noun = next((c for c in token.children if c.dep_ == "pobj"), None)
    if noun is None:
        return
    if token.lower_ == "per":
        if noun.ent_type_ in ("ORG", "PERSON"):
            yield from _beside(page, passage, token, token, noun, noun.right_edge)
        return
    if noun.lemma_.lower() not in cues().view_nouns or (noun.i == token.i + 1 and noun.lemma_ == "view"):
        return
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    if (
        owner is None
        and of is not None
        and noun.lemma_.lower() in ("word", "opinion", "view", "eye", "reckoning", "phrase", "estimation")
    ):
        owner = next((c for c in of.children if c.dep_ == "pobj"), None)
    last = _up_to_comma(noun)
    if owner is None or (token.head.pos_ not in VERBAL and not _set_off(token, last)):
        return
    yield from _beside(page, passage, token, noun, owner, last)


def _set_off(first: Token, last: Token) -> bool:
    """Whether a phrase stands between commas, whatever the parse hangs it on."""
    doc = first.doc
    return first.i > 0 and doc[first.i - 1].text == "," and last.i + 1 < len(doc) and doc[last.i + 1].text == ","


def _in_whose(page: Page, passage: Passage, first: Token, noun: Token) -> Iterator[Act]:
    """A relative clause that tells a view: "X, in whose eyes the land is its own, ..."."""
    doc, sentence = first.doc, first.sent
    if first.i - 2 < sentence.start or doc[first.i - 1].text != "," or noun.i + 2 >= sentence.end:
        return
    last = sentence.end - 1
    for token in doc[noun.i + 2 : sentence.end]:
        if token.text == "," and token.i + 1 < sentence.end and doc[token.i + 1].tag_ in _FINITE:
            last = token.i - 1
            break
    span = trimmed(page.document.text, begin(doc[noun.i + 1]), finish(doc[last]))
    if span:
        yield Act(
            passage.index, (span,), "indirect", None, (begin(first), finish(noun)), doc[first.i - 2], frame="view"
        )


_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})


def _for_whom(page: Page, passage: Passage, token: Token) -> Iterator[Act]:
    """What somebody holds something to be: "For Kyiv, that is an insult"."""
    if token.lower_ not in ("for", "to") or token.head.lemma_ not in ("be", "remain"):
        return
    whose = next((c for c in token.children if c.dep_ == "pobj"), None)
    if whose is None or whose.ent_type_ not in _HOLDERS or any(c.dep_ == "appos" for c in whose.children):
        return
    last = whose.right_edge
    judged = any(c.dep_ in ("attr", "acomp") for c in token.head.children)
    if judged and last.i + 1 < token.sent.end and token.doc[last.i + 1].text == ",":
        yield from _beside(page, passage, token, token, whose, last)


_HOLDERS = frozenset({"GPE", "ORG", "NORP", "PERSON"})
_SEEING = frozenset({"see", "put", "tell", "frame", "phrase", "read", "understand", "interpret", "recall", "remember"})
_BELIEVING = frozenset({"believe", "credit", "trust"})


def _as_seen(page: Page, passage: Passage, verb: Token) -> Iterator[Act]:
    """ "As Abuja sees it", "as the minister put it", "if its minister is to be believed"."""
    clause = verb if verb.lemma_.lower() in _SEEING else verb.head
    mark = next((c for c in clause.children if c.dep_ == "mark"), None)
    source = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i), None)
    if mark is None or source is None:
        return
    if clause is verb:
        seen = next((c for c in verb.children if c.lower_ == "it" and c.dep_ == "dobj" and c.i > verb.i), None)
        if mark.lower_ != "as" or seen is None or source.pos_ == "PRON":
            return
        if seen.i + 1 < len(verb.doc) and verb.doc[seen.i + 1].is_punct:
            yield from _beside(page, passage, _at_least(mark), seen, source, seen, clause)
    elif mark.lower_ == "if" and verb.dep_ == "xcomp" and verb.tag_ == "VBN" and clause.lemma_ == "be":
        yield from _beside(page, passage, mark, verb, source, verb, clause)


def _at_least(mark: Token) -> Token:
    """The first word of a phrase that bounds what it tells: "at least as Abuja sees it"."""
    before = mark.doc[max(0, mark.i - 2) : mark.i]
    return before[0] if [t.lower_ for t in before] == ["at", "least"] else mark


def _up_to_comma(phrase: Token) -> Token:
    """The last word of a phrase, before what a comma or a quotation mark sets off."""
    doc = phrase.doc
    for token in doc[phrase.i + 1 : phrase.right_edge.i + 1]:
        if token.is_punct and token.text in (",", "“", '"', "”", "–", "—"):
            return doc[token.i - 1]
    return phrase.right_edge


def _beside(
    page: Page,
    passage: Passage,
    first: Token,
    cue_last: Token,
    source: Token,
    last: Token,
    head: Token | None = None,
) -> Iterator[Act]:
    """The clause that a source phrase stands beside: its sentence without the phrase, or the clause before it.

    head: the verb of the phrase, where it is a clause of its own.
    """
    doc, sentence = first.doc, first.sent
    low, high = sentence.start, sentence.end - 1
    clause = _clause_of(head or first)
    if clause is not None:
        low, high = max(low, clause.left_edge.i), min(high, clause.right_edge.i)
    spans = []
    if low < first.i:
        spans.append(trimmed(page.document.text, begin(doc[low]), finish(doc[first.i - 1])))
    if last.i < high:
        spans.append(trimmed(page.document.text, begin(doc[last.i + 1]), finish(doc[high])))
    content = tuple(span for span in spans if span)
    if content:
        cue = (begin(first), finish(cue_last))
        yield Act(
            passage.index, content, "indirect", None, cue, source, frame="beside", phrase=(begin(first), finish(last))
        )


def _clause_of(phrase: Token) -> Token | None:
    """The clause that a phrase belongs to where it is a coordinated or subordinate one; None for the whole sentence.

    A phrase after a comma at the end of a reported clause belongs to the clause that reports.
    """
    head = phrase.head
    while (head.pos_ not in VERBAL or head.dep_ == "ccomp") and head.head.i != head.i:
        head = head.head
    if head.pos_ not in VERBAL or head.dep_ == "ROOT":
        return None
    return head if head.dep_ in ("advcl", "relcl", "conj", "acl") else None


def _hearsay(page: Page, passage: Passage, token: Token) -> Iterator[Act]:
    head = token.head
    if head.pos_ not in VERBAL:
        return
    clause = head
    span = trimmed(page.document.text, begin(clause.left_edge), finish(clause.right_edge))
    if span:
        cue = (begin(token), finish(token))
        spans = [
            trimmed(page.document.text, span[0], cue[0]) if span[0] < cue[0] else None,
            trimmed(page.document.text, cue[1], span[1]) if cue[1] < span[1] else None,
        ]
        content = tuple(s for s in spans if s)
        if content:
            yield Act(passage.index, content, "indirect", None, cue, None, frame="hearsay")
