"""Which predicate a time expression modifies, read from the parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.reading import moods
from foedus.reading.lexicon import words
from foedus.reading.phrases import SUBJECTS, VERBAL, clause, governors, is_infinitive
from foedus.reading.syntax import shares_complements

if TYPE_CHECKING:
    from foedus.reading.parse import Span, Token

_BEARERS = VERBAL | {"NOUN", "PROPN", "ADJ", "PRON"}
_TIME_ENTITIES = frozenset({"DATE", "TIME"})
_OF_NOUN = frozenset({"of", "compound", "nummod", "amod", "poss", "nmod", "appos", "nsubj", "nsubjpass"})
_WITHIN = frozenset(
    {
        "dobj",
        "attr",
        "acomp",
        "pobj",
        "prep",
        "agent",
        "dative",
        "oprd",
        "advmod",
        "npadvmod",
        "conj",
        "appos",
        "prt",
        "obl",
    }
)


@dataclass(frozen=True, slots=True)
class Link:
    """The word that a time expression modifies, and by what: a preposition ("on") or a dependency ("npadvmod")."""

    host: Token
    via: str


def link(span: Span) -> Link | None:
    """What a time expression modifies; None where it stands alone."""
    astray = _preposition_astray(span)
    if astray is not None:
        return Link(astray.head, astray.lower_)
    node, via = span.root, span.root.dep_
    for _ in range(12):
        outside = not span.start <= node.i < span.end
        if outside and node.pos_ in _BEARERS and not _temporal(node) and not _passed(node, via, span):
            return Link(node, via)
        if node.head.i == node.i:
            return None
        via = node.lower_ if node.dep_ in ("prep", "agent") else node.dep_ if node.dep_ != "pobj" else via
        if node.dep_ == "conj" and not _temporal(node.head) and node.head.ent_type_ not in _TIME_ENTITIES:
            via = "conj"
        node = node.head
    return None


def _preposition_astray(span: Span) -> Token | None:
    """The preposition before a date that the parse gives to what follows ("on 2 May Kenyan jets struck")."""
    before = span.doc[span.start - 1] if span.start else None
    if before is None or before.dep_ != "prep" or before.head.pos_ not in _BEARERS or _temporal(before.head):
        return None
    governed = any(before.is_ancestor(token) for token in span)
    return None if governed else before


def _passed(node: Token, via: str, span: Span) -> bool:
    """Whether a word only stands before what a time modifies: "in the *course* of 2026", "last July *X* left"."""
    if node.lower_ in words("times", "carriers") and via == "of":
        return True
    named = node.pos_ == "PROPN" and node.ent_type_ in ("PERSON", "GPE") and span.end <= node.i
    return named and via in _OF_NOUN | {"npadvmod"} and node.head.i != node.i and node.dep_ in SUBJECTS


def since_event(host: Token, predicate: Token) -> bool:
    """Whether a dated event is what a predicate holds since ("occupied it since the invasion of 1974")."""
    preposition = host.head
    return host.i != predicate.i and host.dep_ == "pobj" and preposition.lower_ == "since" and host.pos_ == "NOUN"


def _temporal(token: Token) -> bool:
    return token.ent_type_ in _TIME_ENTITIES and token.pos_ not in VERBAL


def is_ahead(host: Token) -> bool:
    """Whether a clause speaks of what is to come, so that its undated month or weekday is the next one."""
    verb = host
    for _ in range(6):
        if verb.pos_ in VERBAL or verb.head.i == verb.i:
            break
        verb = verb.head
    if verb.pos_ not in VERBAL:
        return False
    past = verb.tag_ == "VBD" or any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in verb.children)
    if past:
        return False
    chain = governors(verb)
    if moods.is_future(verb):
        return True
    if (
        verb.tag_ in ("VBZ", "VBP")
        and verb.lemma_ in words("times", "scheduled")
        and verb.dep_ in ("ROOT", "conj", "ccomp")
    ):
        return True  # "the treaty goes to parliament on Monday"
    if is_infinitive(verb) and verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and verb.head.tag_ in ("VBZ", "VBP"):
        return True
    return any(
        g.lemma_.lower() in words("times", "ahead") and g.tag_ in ("VBZ", "VBP", "VBG", "JJ", "NNS", "NN", "VBN")
        for g in chain
    ) and not any(g.tag_ == "VBD" for g in chain)


def rank(predicate: Token, found: Link, first: int) -> int | None:
    """How closely a time belongs to a predicate: 0 closest, None where it does not.

    first: the token with which the expression begins; what stands before a coordination belongs to all of it.
    """
    if found.host.i == predicate.i:
        return 0
    if predicate.pos_ in VERBAL:
        return _verb_rank(predicate, found, first)
    return _noun_rank(predicate, found, first)


def _inside(token: Token, predicate: Token) -> bool:
    """Whether a token stands in a predicate's clause, not crossing into another clause."""
    node = token
    while node.i != predicate.i:
        if node.head.i == node.i or node.dep_ not in _WITHIN or (node.dep_ == "conj" and node.pos_ in VERBAL):
            return False
        node = node.head
    return True


def _verb_rank(verb: Token, found: Link, first: int) -> int | None:
    if found.host.i == verb.i:
        return 0
    if _inside(found.host, verb):
        return 2 if found.via not in _OF_NOUN or since_event(found.host, verb) else None
    for attempt in (_coordinated, _embedded):
        level = attempt(verb, found, first)
        if level is not None:
            return level
    if _beside(verb, found, first) or _at_that_time(verb, found):
        return 7
    start, end = clause(verb)
    loose = found.host.pos_ not in VERBAL and found.via not in _OF_NOUN
    return 8 if loose and start.i <= first <= end.i and _nearest_verb(found.host).i == verb.i else None


def _beside(verb: Token, found: Link, first: int) -> bool:
    """Whether a clause goes on, in the same tense, from one that is dated ("left in 2012, but the others stayed")."""
    head = verb.head
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod")}
    joined = verb.dep_ == "conj" or (verb.dep_ == "advcl" and marks & {"when", "as", "while", "after"})
    trailing = verb.tag_ in ("VBN", "VBG") and verb.dep_ == "advcl" and not marks and head.i < verb.i
    alike = (joined and verb.tag_ == "VBD") or (trailing and not any(c.dep_ in SUBJECTS for c in verb.children))
    return bool(alike) and head.tag_ == "VBD" and head.pos_ in VERBAL and _close(head, found)


def _at_that_time(verb: Token, found: Link) -> bool:
    """Whether a clause happens when its dated time clause does ("when X fell in 1991, Y left")."""
    clauses = (c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBD" == verb.tag_)
    timed = (c for c in clauses if any(m.lower_ in ("when", "as", "while") for m in c.children))
    return any(_close(clause_, found) for clause_ in timed)


def _nearest_verb(token: Token) -> Token:
    node = token
    while node.pos_ not in VERBAL and node.head.i != node.i:
        node = node.head
    return node


def _coordinated(verb: Token, found: Link, first: int) -> int | None:
    """A time before coordinated verbs belongs to all; one after them to those that share their complements."""
    node = verb
    while node.dep_ == "conj" and node.head.pos_ in VERBAL:
        node = node.head
        own = any(c.dep_ in SUBJECTS for c in verb.children)
        if first < node.i and _close(node, found) and (not own or first <= _left_edge(node) + 3):
            return 3
    shared = shares_complements(verb)
    if shared is not None and first > shared.i and _close(shared, found):
        return 3
    return None


def _left_edge(verb: Token) -> int:
    return min(c.left_edge.i for c in (verb, *verb.children) if c.dep_ != "punct")


def _close(verb: Token, found: Link) -> bool:
    return found.host.i == verb.i or (_inside(found.host, verb) and found.via not in _OF_NOUN)


def _embedded(verb: Token, found: Link, first: int) -> int | None:
    """What is agreed, planned or asked shares the time of agreeing, planning and asking, where it has none."""
    above = _embedder(verb)
    if _cleft(verb) and first < verb.i and _close(verb.head, found):
        return 1
    if above is not None and above.i != verb.i:
        level = 0 if found.host.i == above.i else _verb_rank(above, found, first)
        if level is not None and level < 8:
            return 4 + level // 2
    return 6 if _below(found.host, verb) and found.via not in _OF_NOUN else None


def _below(host: Token, verb: Token) -> bool:
    """Whether a date hangs on what a verb governs without a subject and tense of its own ("expects it to enter …")."""
    node = host
    while node.i != verb.i:
        bare = node.dep_ in ("xcomp", "pcomp") or (node.dep_ == "ccomp" and is_infinitive(node))
        if node.head.i == node.i or not (bare or (node.dep_ in _WITHIN and node.pos_ not in VERBAL)):
            return False
        node = node.head
    return True


def _embedder(verb: Token) -> Token | None:
    head = verb.head
    if verb.dep_ in ("relcl", "acl") and is_infinitive(verb) and head.dep_ == "attr":
        return head.head
    if verb.dep_ == "xcomp":
        return head if head.pos_ in VERBAL else None
    above = _nearest_verb(head)
    governed = verb.dep_ in ("ccomp", "advcl", "pcomp") and moods.verb_effect(above, verb) is not None
    governed = governed or (verb.dep_ == "ccomp" and above.lemma_ in words("times", "vowing") and _lies_ahead(verb))
    return above if governed or (verb.dep_ == "acl" and moods.is_content_clause(verb)) else None


def _lies_ahead(verb: Token) -> bool:
    """Whether a clause says what somebody said he would do, or was doing: he said so then."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    return bool(helpers & {"would", "will", "'d", "'ll", "’d", "’ll"}) or (
        verb.tag_ == "VBG" and bool(helpers & {"was", "were"})
    )


def _cleft(verb: Token) -> bool:
    """Whether a clause follows "it was in May that"."""
    head = verb.head
    if verb.dep_ not in ("ccomp", "advcl", "relcl", "acl") or head.lemma_ != "be":
        return False
    return any(c.dep_ in ("nsubj", "expl") and c.lower_ == "it" for c in head.children)


_COPULAS = frozenset({"be", "remain", "stay", "become"})


def _lends_time(verb: Token) -> bool:
    """Whether a verb only carries its noun, so that its time is the noun's: "has had a base since 2016"."""
    return verb.lemma_ in _COPULAS or verb.lemma_ in words("modality", "support")


def _noun_rank(noun: Token, found: Link, first: int) -> int | None:
    if _inside(found.host, noun) and found.host.pos_ not in VERBAL:
        return 2 if found.via not in _OF_NOUN else 3 if found.via == "of" else None
    if found.host.dep_ == "acl" and found.host.head.i == noun.i and found.via not in _OF_NOUN:
        return 5
    node = noun
    while node.pos_ not in VERBAL and node.head.i != node.i and node.dep_ in _WITHIN | {"nsubj", "nsubjpass"}:
        node = node.head
    preposition = noun.head if noun.dep_ == "pobj" and noun.head.head.i == node.i else None
    if node.pos_ in VERBAL and (
        _lends_time(node) or (node.i != noun.i and moods.verb_effect(node, noun, preposition) is not None)
    ):
        level = 0 if found.host.i == node.i else _verb_rank(node, found, first)
        return None if level is None or level >= 8 else 4 + level // 2
    return None
