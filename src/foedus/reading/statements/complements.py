"""What a verb says in other forms than a clause: an infinitive, an order, an object, a judgement, a phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reading.lexicon import words
from foedus.reading.statements.acts import Spans
from foedus.reading.statements.clauses import with_condition
from foedus.reading.statements.cues import cues
from foedus.reading.statements.spans import WH, from_to, has_to, is_finite
from foedus.reading.syntax import is_passive

if TYPE_CHECKING:
    from foedus.reading.page import Page
    from foedus.reading.parse import Token


def infinitive(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    for child in verb.children:
        if child.dep_ in ("xcomp", "advcl", "ccomp") and child.i > verb.i and has_to(child):
            if child.dep_ != "xcomp" and any(c.dep_ == "dobj" for c in verb.children):
                continue
            if child.lemma_ in words("cues", "unnamed") and is_passive(child):
                return ()
            return from_to(page, child.left_edge, with_condition(verb, child.right_edge))
    return ()


def order(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    """Somebody and what they are to do: "urged Minsk to ratify"."""
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("ccomp", "xcomp", "advcl") and has_to(child):
            received = [c for c in verb.children if c.dep_ in ("dobj", "dative") and verb.i < c.i < child.i]
            own = [c for c in child.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < child.i]
            if received or own:
                first = (received or own)[0].left_edge
                if first.i > verb.i and received and received[0].tag_ in WH:
                    first = child.left_edge
                return from_to(page, first, child.right_edge)
    return ()


def accusative(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    """Somebody or something that is held to be so: "considers the line to have no basis"."""
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("ccomp", "xcomp") and has_to(child):
            own = next((c for c in child.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < child.i), None)
            if own is not None and own.tag_ not in WH:
                return from_to(page, child.left_edge, _without_next(child))
    return ()


def _without_next(clause: Token) -> Token:
    """The end of an infinitive without a finite verb that goes on with the cue: "holds it to be void *and claims*"."""
    for other in clause.conjuncts:
        if other.i > clause.i and other.tag_ in ("VBD", "VBZ", "VBP"):
            return clause.doc[max(clause.i, other.left_edge.i - 2)]
    return clause.right_edge


def as_complement(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    """An object and what it is said to be: "called the vote a sham", "regards it as its own"."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    predicates = [
        c
        for c in verb.children
        if c.i > verb.i
        and (
            c.dep_ == "oprd"
            or (c.dep_ in ("prep", "advcl", "mark") and c.lower_ == "as")
            or (c.dep_ in ("ccomp", "xcomp") and c.pos_ in ("NOUN", "ADJ", "PROPN", "VERB", "AUX") and not has_to(c))
            or (c.dep_ == "prep" and c.lower_ == "to" and cues().lemma(verb) == "liken")
        )
    ]
    predicates += [p for o in objects for p in o.children if p.dep_ == "prep" and p.lower_ == "as"]
    predicates += [p for o in objects for p in o.children if p.dep_ == "appos" and not _after_comma(p)]
    if not predicates and _taken_up(verb):
        predicates = [c for c in objects if c.i > verb.i]
    if not predicates:
        return ()
    last = max((p.right_edge for p in predicates), key=lambda t: t.i)
    heads = [*objects, *predicates]
    spoken = [h for h in heads if h.tag_ not in WH]
    first = min((h.left_edge for h in spoken), key=lambda t: t.i, default=last)
    if first.i <= verb.i:
        first = verb.doc[verb.i + 1]
    if first.i > last.i or (objects and objects[0].lower_ == "what"):
        return ()
    return from_to(page, first, last)


def _taken_up(verb: Token) -> bool:
    """Whether a relative pronoun is what a verb judges, so that what the parse took for its object is the judgement."""
    return any(c.i < verb.i and (c.tag_ in WH or c.lower_ == "that") and c.dep_ != "nsubj" for c in verb.children)


def _after_comma(noun: Token) -> bool:
    first = noun.left_edge
    return first.i > 0 and noun.doc[first.i - 1].text in (",", "(", "–", "—")


def preposition(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    wanted = cues().verb_prepositions[cues().lemma(verb)]
    objects = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
    for holder in (verb, *objects):
        for child in holder.children:
            if child.dep_ in ("prep", "dative", "prt", "agent") and child.lower_ in wanted and child.i > verb.i:
                inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
                last = child.right_edge
                if not inner and holder is verb:
                    inner = [
                        c for c in verb.children if c.i > child.i and c.dep_ in ("dobj", "xcomp", "advcl", "ccomp")
                    ]
                    last = inner[-1].right_edge if inner else last
                if inner and inner[0].tag_ not in ("WDT", "WP$") and inner[0].ent_type_ not in ("DATE", "TIME"):
                    # "called on Minsk to ratify": the infinitive hangs on the verb.
                    order = [
                        c for c in verb.children if c.i > last.i and c.dep_ in ("xcomp", "advcl", "ccomp") and has_to(c)
                    ]
                    last = order[0].right_edge if order else last
                    first = objects[0].left_edge if objects and cues().lemma(verb) == "accuse" else inner[0].left_edge
                    return from_to(page, first, last)
    return ()


_PARTS = frozenset({"involvement", "role", "part", "participation", "complicity", "interest", "hand", "interference"})


def object_(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i and child.tag_ not in WH:
            if child.ent_type_ in ("DATE", "TIME") or child.lower_ in ("itself", "themselves", "himself", "herself"):
                continue
            last = _object_end(child)
            for other in verb.children:
                if (
                    other.i > last.i
                    and other.dep_ == "prep"
                    and (
                        other.lower_ in ("of", "for", "as", "over", "to", "against", "by")
                        or (other.lower_ == "in" and child.lemma_ in _PARTS)
                    )
                ):
                    last = other.right_edge
            return from_to(page, child.left_edge, last)
    return ()


def _object_end(noun: Token) -> Token:
    """The end of an object, before a verb that the parse took for a second one: "rejects it and demands that"."""
    for other in noun.conjuncts:
        if other.i > noun.i and other.lower_ in cues().misheard and any(c.dep_ == "ccomp" for c in other.children):
            return noun.doc[max(noun.i, other.left_edge.i - 2)]
    return noun.right_edge


def idiom(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    """The clause after a verb and its word: "took note that", "made it clear that", "placed on record that"."""
    wanted = cues().idioms[cues().lemma(verb)]
    for child in verb.children:
        if child.i < verb.i:
            continue
        held = next((t for t in (child, *child.children) if t.lower_ in wanted and t.i > verb.i), None)
        if held is None:
            continue
        for clause in (*held.children, *child.children, *verb.children):
            that = next((c for c in clause.children if c.lower_ == "that" and c.dep_ == "mark"), None)
            if that is not None and that.i > held.i and is_finite(clause):
                return from_to(page, verb.doc[that.i + 1], clause.right_edge)
    return ()


def gerund(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp") and child.tag_ == "VBG" and child.i > verb.i:
            return from_to(page, child.left_edge, child.right_edge)
    return ()
