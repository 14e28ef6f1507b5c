"""The clause that a saying verb governs: after it, before it, around it, or hung elsewhere by the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reading.lexicon import words
from foedus.reading.phrases import VERBAL
from foedus.reading.statements.acts import Spans
from foedus.reading.statements.cues import cues
from foedus.reading.statements.matrix import clause_end
from foedus.reading.statements.setoff import announces, before_cue, before_final_cue, carrier, cue_start, set_off
from foedus.reading.statements.sources import inverted_subject, quoting
from foedus.reading.statements.spans import WH, from_to, is_finite
from foedus.reading.statements.stray import stray_cue

if TYPE_CHECKING:
    from foedus.reading.page import Page
    from foedus.reading.parse import Token

_WINDOW = 20
_HUNG = frozenset({"relcl", "acl", "advcl", "ccomp", "conj", "parataxis"})
_TENSED = frozenset({"VBD", "VBZ", "VBP"})
_TRAILING = frozenset({"ccomp", "parataxis", "conj"})
_SAID = frozenset({"ccomp", "xcomp"})
_SPEECH = frozenset({"clause", "quote", "motion"})
_SET_IN = frozenset({"clause", "motion"})


def clause(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    above = quoting(verb)
    if above is not None and _after_all_said(above):
        return before_cue(page, above)
    if frames & _SPEECH and inverted_subject(verb) is not None:
        return set_off(page, verb) or before_cue(page, verb)
    if frames & _SPEECH and (stray := stray_cue(verb)) is not None:
        return from_to(page, verb.sent[0], verb.doc[stray[1].i - 1])
    if (frames & _SET_IN or _runs(verb, frames)) and (around := set_off(page, verb)):
        return around
    for child in verb.children:
        if child.i > verb.i and (child.dep_ == "ccomp" or (child.dep_ == "advcl" and _that_first(child))):
            if not _opens_clause(child, frames):
                continue
            if _untold(verb, child):
                return ()
            said = from_to(page, clause_start(verb, child), with_condition(verb, clause_end(verb, child)))
            return (*_before_colon(page, verb), *said)
    if frames & _SPEECH and not _acts(verb, frames) and _has_fronted_clause(verb):
        before = before_cue(page, verb)
        if before:
            return before
    if frames & _SET_IN:
        return (
            _cited(page, verb)
            or stray_that(page, verb, frames)
            or before_final_cue(page, verb)
            or (before_cue(page, verb) if _trails(verb) else ())
        )
    return ()


def _after_all_said(verb: Token) -> bool:
    """Whether "was quoted as saying" ends a sentence that it reports: "A will help B, the minister was quoted …"."""
    if any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children):
        return True
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or verb.dep_ not in _TRAILING or verb.head.i > subject.i:
        return False
    return verb.doc[subject.left_edge.i - 1].text == ","


def _runs(verb: Token, frames: frozenset[str]) -> bool:
    """Whether a text's verb stands alone between commas: "an attack on one, it runs, is an attack on both"."""
    return "written" in frames and verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].text == ","


def _has_fronted_clause(verb: Token) -> bool:
    """Whether a clause before a verb is what it says: "they will pay, he said", "nonsense, says Kyiv"."""
    above = carrier(verb)
    if above is not verb and verb.i + 2 < verb.sent.end:
        return False
    taken = any(c.dep_ == "dobj" and c.i > verb.i and c.pos_ == "PRON" for c in verb.children)
    if taken and cues().lemma(verb) not in cues().telling:
        return False  # "one said so; another doubted it"
    before = [child for child in above.children if child.i < verb.i]
    if any(child.dep_ in ("ccomp", "nsubj") and child.pos_ in VERBAL for child in before):
        return True
    return _fronted(verb) and any(_is_word(child) for child in before)


def _acts(verb: Token, frames: frozenset[str]) -> bool:
    """Whether a verb that says only beside a quotation has an object of its own: "members fired a missile"."""
    return "clause" not in frames and any(c.dep_ == "dobj" and c.i > verb.i for c in verb.children)


def _is_word(child: Token) -> bool:
    """Whether a word before a verb can be all that is said ("rubbish"): no date, no circumstance."""
    said = child.dep_ in ("nsubj", "npadvmod", "intj", "dobj", "dep") and child.pos_ in ("NOUN", "PROPN", "INTJ", "ADJ")
    return said and child.ent_type_ not in ("DATE", "TIME") and child.lemma_.lower() not in words("cues", "periods")


def _fronted(verb: Token) -> bool:
    """Whether what stands before a verb and its comma is said, its subject following: "Nonsense, says Kyiv"."""
    after = any(c.dep_ == "nsubj" and c.i > verb.i for c in verb.children)
    return after and verb.i > verb.sent.start and verb.doc[verb.i - 1].text == ","


def _before_colon(page: Page, verb: Token) -> Spans:
    """What stands before a cue with a colon and more of it after: "That is untrue, he repeated: the pact …"."""
    before = cue_start(verb)
    if not announces(verb) or before.i <= verb.sent.start + 1 or verb.doc[before.i - 1].text != ",":
        return ()
    own = any(c.dep_ in ("ccomp", "parataxis") and c.i < before.i for c in verb.children)
    return from_to(page, verb.sent[0], verb.doc[before.i - 1]) if own else ()


def _untold(verb: Token, clause: Token) -> bool:
    """Whether a question is expressly not answered: "did not say who would pay", "refused to disclose whether"."""
    first = clause.left_edge
    if first.tag_ not in WH and first.lower_ not in ("if", "whether"):
        return False
    if any(c.dep_ == "neg" for c in verb.children):
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_ in words("cues", "refusing")


def with_condition(verb: Token, last: Token) -> Token:
    """The end of what is said with a proviso that the parse hangs on the cue: "will pay, provided that they do"."""
    for child in verb.children:
        first = child.left_edge
        if not last.i < first.i <= last.i + 2:
            continue
        inverted = child.dep_ in ("advcl", "ccomp") and first.lower_ in ("should", "were") and first.head.i == child.i
        if inverted or (child.dep_ in ("advcl", "prep") and first.lower_ in _PROVISOS):
            return child.right_edge
    return last


_PROVISOS = frozenset({"provided", "providing", "unless", "if", "once", "lest", "assuming"})


def _trails(verb: Token) -> bool:
    """Whether a cue with its own subject after a comma hangs on what it says: "A will help B, the minister told us"."""
    if verb.dep_ not in _TRAILING or verb.head.pos_ not in VERBAL or verb.tag_ not in _TENSED:
        return False
    if verb.dep_ == "conj" and any(t.dep_ == "cc" and t.head.i == verb.head.i for t in verb.doc[verb.head.i : verb.i]):
        return False
    if not any(c.dep_ == "nsubj" and c.tag_ not in WH for c in verb.children):
        return False
    if any(c.dep_ == "dobj" and c.i > verb.i for c in verb.children) and cues().lemma(verb) not in cues().telling:
        return False
    first = cue_start(verb)
    return (
        verb.head.i < first.i
        and verb.doc[first.i - 1].text in (",", "–", "—")
        and not any(c.dep_ == "mark" or (c.dep_ in _SAID and c.i > verb.i) for c in verb.children)
    )


def _that_first(clause: Token) -> bool:
    """Whether a clause that the parse took for an adverbial opens with a bare "that": "said only that it would"."""
    first = clause.left_edge
    if first.tag_ == "RB" and first.i + 1 < clause.i:
        first = first.nbor()
    return (
        first.lower_ == "that" and first.dep_ == "mark" and first.nbor(-1).lower_ not in ("so", "order", "such", "now")
    )


def _opens_clause(clause: Token, frames: frozenset[str]) -> bool:
    """Whether a clause after the verb is what is said; weak verbs need "that" or "whether" for it."""
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod", "nsubj", "dobj", "attr")}
    if any(c.tag_ == "TO" for c in clause.children) and clause.tag_ == "VB":
        return False
    if "clause" in frames:
        return is_finite(clause) or clause.tag_ == "VBG"
    if "written" in frames:
        return "that" in marks or (is_finite(clause) and bool(marks & {"how", "whether"}))
    return False


def clause_start(verb: Token, clause: Token) -> Token:
    first = clause.left_edge
    if first.i <= verb.i:
        return verb.doc[verb.i + 1]
    if first.tag_ == "RB" and first.i + 1 < clause.i and first.nbor().lower_ == "that" and first.nbor().dep_ == "mark":
        first = first.nbor()
    if first.lower_ == "that" and first.i < clause.i and first.tag_ in ("IN", "WDT", "DT") and first.dep_ == "mark":
        return verb.doc[first.i + 1]
    return first


def _is_adjunct(noun: Token, verb: Token) -> bool:
    """Whether a noun stands in a phrase of time or place beside a verb: "the day after the vote"."""
    for token in (noun, *noun.ancestors):
        if token.head.i == verb.i:
            return token.dep_ in ("npadvmod", "prep")
        if token.dep_ not in ("pobj", "prep", "npadvmod"):
            return False
    return False


def _cited(page: Page, verb: Token) -> Spans:
    """A clause that the parse hangs on a citing between: "reported, citing X, that"."""
    for child in verb.children:
        if child.i > verb.i and child.tag_ == "VBG" and child.lemma_ in ("cite", "quote"):
            for inner in child.children:
                if inner.dep_ == "ccomp" and is_finite(inner):
                    return from_to(page, clause_start(child, inner), inner.right_edge)
    return ()


def stray_that(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    """A "that" clause which the parse hangs on a date or a noun between: "said on the day after the vote that"."""
    if "clause" not in frames:
        return ()
    doc, sentence = verb.doc, verb.sent
    after_comma = False
    for token in doc[verb.i + 1 : min(sentence.end, verb.i + _WINDOW)]:
        if token.text in (";", ":") or token.pos_ in VERBAL:
            return ()
        after_comma = after_comma or token.text == ","
        if token.lower_ != "that" or token.head.i <= token.i or not is_finite(token.head):
            continue
        if after_comma and not (token.dep_ == "mark" and doc[token.i - 1].text == ","):
            return ()
        noun = token.head.head
        set_apart = after_comma and token.head.dep_ in _HUNG
        if set_apart or (token.head.dep_ in ("relcl", "acl") and _is_time(token, noun, verb)):
            return from_to(page, doc[token.i + 1], clause_end(verb, token.head))
    return ()


def _is_time(that: Token, noun: Token, verb: Token) -> bool:
    """Whether a noun before "that" only dates the saying; "a letter that came" is a letter."""
    return (
        noun.ent_type_ in ("DATE", "TIME", "EVENT")
        or noun.lemma_.lower() in words("cues", "periods")
        or (that.dep_ != "nsubj" and _is_adjunct(noun, verb))
    )
