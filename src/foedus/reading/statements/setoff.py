"""Cues that stand beside what is said: "…, X said" at the end, "Y, X said, …" in the midst of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reading.phrases import VERBAL
from foedus.reading.statements.acts import Spans
from foedus.reading.statements.cues import cues
from foedus.reading.statements.spans import WH, from_to

if TYPE_CHECKING:
    from foedus.reading.page import Page
    from foedus.reading.parse import Span, Token

_SPEECH = frozenset({"clause", "quote", "motion"})
_SETTING = frozenset({",", "–", "—", "--"})
_SUBORDINATORS = frozenset(
    {"if", "when", "while", "were", "should", "although", "though", "unless", "because", "as", "once", "until", "after",
     "before", "since", "had", "whether"}
)  # fmt: skip
_SETTINGS = frozenset({"asked", "speaking", "in", "on", "at"})
_BESIDE = frozenset({"advmod", "prep", "npadvmod", "prt"})
_BESIDE_TELLING = _BESIDE | {"dobj", "dative"}
"""What belongs to a cue between commas; only a verb of telling has an object there: "told reporters"."""
_GOING_ON = frozenset(
    {
        "and",
        "but",
        "or",
        "nor",
        "because",
        "that",
        "so",
        "unless",
        "if",
        "though",
        "although",
        "while",
        "whose",
        "who",
        "which",
        "since",
        "lest",
        "until",
        "not",
        "only",
        "rather",
        "including",
        "even",
        "provided",
    }
)


def carrier(verb: Token) -> Token:
    """The verb that has the subject of a cue: "they *keep* saying", "the ministry *had* to explain"; else itself."""
    head = verb.head
    chained = verb.dep_ == "xcomp" and head.pos_ in VERBAL and 0 < verb.i - head.i <= _CHAIN
    alone = all(t.is_punct for t in verb.doc[verb.i + 1 : verb.i + 2])
    passive = any(c.dep_ == "auxpass" for c in head.children)
    return head if chained and alone and not passive else verb


_CHAIN = 3


def before_cue(page: Page, verb: Token) -> Spans:
    """What stands before "…, X said": from the sentence's beginning to the cue."""
    first = cue_start(carrier(verb))
    sentence = verb.sent
    if first.i <= sentence.start or announces(verb):
        return ()
    return from_to(page, _after_colon(sentence[0], first), verb.doc[first.i - 1])


def _after_colon(opening: Token, cue: Token) -> Token:
    """Where what is said begins after a colon that ends other words: "X said no: Y was ready, he added"."""
    doc = opening.doc
    for token in reversed(doc[opening.i + 1 : cue.i - _SHORTEST]):
        if token.text == ":" and any(cues().frames(t) for t in doc[opening.i : token.i] if _finite_verb(t)):
            return doc[token.i + 1]
    return opening


_SHORTEST = 3


def announces(verb: Token) -> bool:
    """Whether a colon after the verb tells that what is said comes next: "In a note the ministry said:"."""
    return verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].text == ":"


def cue_start(verb: Token) -> Token:
    """The first token of a cue that follows what is said: its subject, or the verb where the order is inverted."""
    first = verb
    if any(child.dep_ == "nsubj" and child.i > verb.i for child in verb.children):
        return verb
    for child in verb.children:
        if (
            child.i < verb.i
            and child.dep_ in ("nsubj", "aux", "advmod", "neg", "nsubjpass")
            and child.pos_ not in VERBAL
        ):
            edge = child.left_edge
            if edge.i < first.i and not _crosses_comma(edge, verb):
                first = edge
    return first


def _crosses_comma(first: Token, verb: Token) -> bool:
    """Whether a "subject" is in truth what is said: the parser took the fronted words for it."""
    inner = verb.doc[first.i : verb.i]
    return any(t.text in ("”", '"', "''") for t in inner)


def set_off(page: Page, verb: Token) -> Spans:
    """What is said where the cue is set into it: "The pact, she stressed, would harm nobody"."""
    doc, sentence = verb.doc, verb.sent
    first, last = _cue_bounds(verb)
    if first is None or last is None:
        return ()
    if first.lower_ == "as" and (beside := _beside_as(page, verb, first, last)):
        return beside
    if first.i - 2 < sentence.start or last.i + 2 >= sentence.end or doc[first.i - 1].text not in _SETTING:
        return ()
    if doc[last.i + 1].text == ":":
        return _around_colon(page, first, last)
    if doc[last.i + 1].text not in _SETTING or _says_else(verb, first, last):
        return ()
    low, high = _edges(sentence, first, last)
    after = doc[last.i + 2]
    if after.tag_ in WH or after.lower_ == "that":
        low = _after_dash(low, first)
    fronted = low.lower_ in _SUBORDINATORS and any(c.dep_ == "advcl" and c.i < first.i for c in verb.children)
    if (fronted and after.lower_ in ("and", "but")) or low.lower_ in _ASKING:
        return ()
    if not any(_finite_verb(t) for t in (*doc[low.i : first.i - 1], *doc[last.i + 1 : high.i + 1])):
        return ()
    whole = low.lower_ not in _SUBORDINATORS and any(_finite_verb(t) for t in doc[low.i : first.i - 1])
    left = () if _connects(doc[low.i : first.i - 1]) else from_to(page, low, doc[first.i - 1])
    open_ = doc[first.i - 2].lower_ in _OPEN
    if whole and not open_ and not _goes_on(verb, after):
        return left
    if after.lower_ in ("and", "but", "or") and after.i < high.i:
        after = doc[after.i + 1]
    return (*left, *from_to(page, after, high))


def _says_else(verb: Token, first: Token, last: Token) -> bool:
    """Whether a cue between commas has what it says beside it: "X, he said it was so, ..."."""
    return any(c.dep_ in ("xcomp", "ccomp") and first.i < c.i <= last.i for c in verb.children)


def _around_colon(page: Page, first: Token, last: Token) -> Spans:
    """A fragment before a cue and what its colon opens: "Not so fast, says Kyiv: the treaty gives it a year"."""
    doc, sentence = first.doc, first.sent
    before = doc[sentence.start : first.i - 1]
    if any(_finite_verb(t) for t in before) or len(before) > _FRAGMENT or before[0].pos_ in ("ADP", "SCONJ"):
        return ()
    return (*from_to(page, before[0], before[len(before) - 1]), *from_to(page, doc[last.i + 2], doc[sentence.end - 1]))


_FRAGMENT = 6
"""The longest answer without a verb: "not so fast", "a firm no to the first two"."""


def _after_dash(low: Token, cue: Token) -> Token:
    """Where a noun that a dash adds begins, of which the words after a cue are the relative clause."""
    dash = next((t for t in reversed(low.doc[low.i : cue.i]) if t.text in ("-", "–", "—", "--")), None)
    return low.doc[dash.i + 1] if dash is not None and dash.i + 2 < cue.i else low


def _connects(before: Span) -> bool:
    """Whether what stands before a cue only joins its sentence to the last: "But, he said, ..."."""
    return all(t.pos_ in ("CCONJ", "SCONJ", "ADV", "INTJ") and t.lower_ != "nor" for t in before)


def _goes_on(verb: Token, after: Token) -> bool:
    """Whether words after a cue's second comma still belong to what is said before its first."""
    if after.tag_ == "VBG":
        return after.lower_ in _GOING_ON
    if after.tag_ == "TO":  # "they agreed, a spokesman said, to meet again"
        return True
    if after.lower_ not in _GOING_ON:
        return False
    head = after.head if after.lower_ != "and" else next((t for t in after.doc[after.i :] if t.pos_ in VERBAL), after)
    if after.lower_ == "since":
        return head.tag_ in _TENSES
    own = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in head.children)
    shared = after.lower_ in ("and", "but") and head.dep_ == "conj" and head.head.i == verb.i and not own
    before = {t.tag_ for t in after.doc[verb.sent.start : verb.i] if _finite_verb(t)}
    # "the deal is dead, he said, and left": another act of the speaker
    return not (shared and head.tag_ == verb.tag_ and head.tag_ not in before)


_OPEN = frozenset({"and", "but", "or", "that", "which", "who"})
"""Words before a cue that nothing completes but what follows it: "has no army and, she said, never had one"."""
_TENSES = frozenset({"VBZ", "VBP", "VBD"})
_ASKING = frozenset({"asked", "speaking", "according", "writing"})


def _edges(sentence: Span, first: Token, last: Token) -> tuple[Token, Token]:
    """The first and last token around a cue that can be what is said: up to a colon, or to another's words."""
    doc = sentence.doc
    low, high = sentence[0], sentence[len(sentence) - 1]
    for token in doc[sentence.start : first.i - 1]:
        if token.text in (";", ":") and token.i + 1 < first.i - 1:
            low = doc[token.i + 1]
    for token in doc[last.i + 2 : sentence.end]:
        if token.text == ";" and (low.i > sentence.start or _another_cue(doc[token.i + 1 : sentence.end])):
            return low, doc[token.i - 1]
    return low, high


def _another_cue(rest: Span) -> bool:
    """Whether what follows a semicolon has a cue of its own: "A, he said, was ready; B, she said, was not"."""
    return any(
        t.pos_ in VERBAL and cues().frames(t) & _SPEECH and any(c.dep_ == "nsubj" for c in t.children) for t in rest
    )


def _beside_as(page: Page, verb: Token, first: Token, last: Token) -> Spans:
    """What stands after "As X says, …" at the head of a sentence, or before "…, as X says" at its end."""
    doc, sentence = verb.doc, verb.sent
    end = sentence[len(sentence) - 1]
    if first.i == sentence.start and last.i + 2 < sentence.end and doc[last.i + 1].text in _SETTING:
        return from_to(page, doc[last.i + 2], end)
    if last.i + 2 >= sentence.end and first.i > sentence.start + 1 and doc[first.i - 1].text in _SETTING:
        return from_to(page, sentence[0], doc[first.i - 1])
    return ()


def _finite_verb(token: Token) -> bool:
    clause = token.head if token.dep_ in ("aux", "auxpass") else token
    return token.tag_ in ("VBD", "VBZ", "VBP", "MD") and clause.dep_ not in ("relcl", "acl", "advcl")


def _cue_bounds(verb: Token) -> tuple[Token | None, Token | None]:
    """The first and last token of a cue that stands between commas, its subject on either side of the verb."""
    doc = verb.doc
    subjects_ = [c for c in carrier(verb).children if c.tag_ not in WH and (c.dep_ == "nsubj" or _expletive(c))]
    if not subjects_:
        return None, None
    inverted = verb.i > 0 and doc[verb.i - 1].text in _SETTING
    subject = min(subjects_, key=lambda c: (inverted and c.i < verb.i, abs(c.i - verb.i)))
    first = min(verb.i, subject.left_edge.i)
    if doc[first].tag_ in WH:
        return None, None  # "X, whose north Y's troops hold, …" tells of X
    while doc[first].is_punct and first < verb.i:
        first += 1
    for child in verb.children:
        if child.i < verb.i and child.dep_ in ("aux", "auxpass", "advmod", "mark") and child.i == first - 1:
            first = child.i
    last = max(verb.i, subject.right_edge.i if subject.i > verb.i else verb.i)
    telling = cues().lemma(verb) in cues().telling
    for child in verb.children:
        if child.i > last and child.i - last <= 2 and child.dep_ in (_BESIDE_TELLING if telling else _BESIDE):
            last = _before_comma(child)
    while doc[last].is_punct and last > verb.i:
        last -= 1
    inner = doc[first:last]
    if any(t.text in _SETTING and t.i < verb.i for t in inner) and not any(c.dep_ == "appos" for c in subject.children):
        return None, None
    return doc[first], doc[last]


def _expletive(subject: Token) -> bool:
    """The empty subject of a cue whose source is hidden: "it was stressed"."""
    return subject.lower_ == "it" and subject.dep_ in ("nsubjpass", "expl")


def _before_comma(phrase: Token) -> int:
    """The last word of a phrase of a cue, without what a comma sets off: "wrote in his memoirs, who"."""
    for token in phrase.subtree:
        if token.pos_ in VERBAL:
            break
        if token.i > phrase.i and token.text in _SETTING:
            return token.i - 1
    return phrase.right_edge.i


def before_final_cue(page: Page, verb: Token) -> Spans:
    """What stands before a final cue that the parse left without a clause: "…, the ministry said on Friday."."""
    hearers = cues().lemma(verb) in cues().telling
    said = ("xcomp", "ccomp") if hearers else ("dobj", "xcomp", "ccomp")
    if any(c.dep_ in said and c.i > verb.i for c in verb.children):
        return ()
    if verb.dep_ != "ROOT" or "clause" not in cues().frames(verb) or announces(verb):
        return ()
    first = cue_start(verb)
    if first.i <= verb.sent.start + 2 or verb.doc[first.i - 1].text not in (",", "”", '"', "’"):
        return ()
    inverted = any(c.dep_ == "nsubj" and c.i > verb.i for c in verb.children)
    if not inverted and not any(t.pos_ in VERBAL for t in verb.doc[verb.sent.start : first.i]):
        return ()
    return () if _only_setting(verb, first) else from_to(page, verb.sent[0], verb.doc[first.i - 1])


def _only_setting(verb: Token, first: Token) -> bool:
    """Whether what stands before the cue only tells when or why it was said: "When asked about it, he said no"."""
    before = [c for c in verb.children if c.i < first.i and c.dep_ not in ("punct", "cc", "advmod", "nsubj", "aux")]
    opener = verb.sent[0]
    return (
        bool(before)
        and all(c.dep_ in ("advcl", "prep", "npadvmod") for c in before)
        and opener.lower_ in _SUBORDINATORS | _SETTINGS
    )
