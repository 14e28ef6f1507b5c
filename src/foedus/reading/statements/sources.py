"""The source of a cue: the head of the noun phrase that says, thinks or wants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foedus.reading.lexicon import words
from foedus.reading.phrases import NOMINAL, VERBAL
from foedus.reading.statements.cues import cues
from foedus.reading.statements.matrix import matrix
from foedus.reading.statements.stray import stray_cue
from foedus.reading.syntax import agents, is_passive, nominal_agents, subjects

if TYPE_CHECKING:
    from foedus.reading.parse import Token

_EXPLETIVE = frozenset({"it", "there"})
_ISSUING = frozenset(
    {"issue", "release", "publish", "make", "send", "post", "write", "deliver", "sign", "adopt", "read"}
)
_UTTERING = _ISSUING | {"voice", "express", "utter", "repeat", "raise"}
_MEDIA = frozenset({"web", "internet", "facebook", "telegram", "twitter", "x", "instagram", "youtube", "media", "home"})


def source_of(verb: Token) -> Token | None:
    """Who says what a verb says; None where the text hides it."""
    above = matrix(verb)
    if above is not None:
        return source_of(above)
    if (told := _misread_participle(verb)) is not None:
        return told
    if is_passive(verb):
        named = [agent for agent in agents(verb) if agent.lower_ not in ("this", "that")]  # "by this, it was stressed,"
        return named[0] if named else None
    quoted = _quoted(verb)
    if quoted is not None:
        return quoted
    inverted = inverted_subject(verb)
    if inverted is not None:
        return inverted
    stray = stray_cue(verb)
    if stray is not None:
        return stray[0]
    after = [c for c in verb.children if c.dep_ == "nsubj" and c.i > verb.i]
    if after and any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children):
        return after[0]
    found = [t for t in subjects(verb) if t.pos_ in NOMINAL or t.tag_ in ("WP", "WDT") or _nominalised(t)]
    if not found:
        fronted = _fronted(verb) or _before_relative(verb)
        found = [fronted] if fronted is not None else _climb(verb)
    if not found:
        return None
    first = _nearest_subject(verb, found)
    if first.lower_ in _EXPLETIVE and first.dep_ == "expl":
        return None
    return first


def _misread_participle(verb: Token) -> Token | None:
    """The subject that the parse made the head of its verb: "The then premier, X, *promised* that …"."""
    head = verb.head
    misread = verb.dep_ == "acl" and head.dep_ == "ROOT" and head.pos_ in NOMINAL and verb.i > head.i
    if not misread or verb.tag_ != "VBN" or verb.doc[verb.i - 1].text != "," or agents(verb):
        return None
    return head if any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children) else None


def _nominalised(token: Token) -> bool:
    """Whether an adjective stands for a person: "the general", "the 58-year-old"."""
    return token.pos_ == "ADJ" and any(c.dep_ in ("det", "poss") for c in token.children)


_NO_PERSONS = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "ORG"})


def _fronted(verb: Token) -> Token | None:
    """The person whom the parse took for part of a place at the head of the sentence: "In Oslo Jens Berg said"."""
    doc, at = verb.doc, verb.i - 1
    opening = verb.sent[0]
    if verb.tag_ not in ("VBD", "VBZ") or opening.pos_ != "ADP" or at <= opening.i:
        return None
    if doc[at].text == ",":
        at = next((t.i for t in reversed(doc[opening.i : at]) if t.text == ","), opening.i) - 1
    name = doc[max(at, opening.i)]
    inside = name.dep_ == "pobj" and name.head.i == opening.i and any(c.dep_ == "compound" for c in name.children)
    return name if inside and name.ent_type_ not in _NO_PERSONS else None


def _before_relative(verb: Token) -> Token | None:
    """The person whom the parse hung on a place before: "near Tromsø, Jens Berg, who leads the band, said"."""
    doc, end = verb.doc, verb.i - 1
    if verb.tag_ not in ("VBD", "VBZ") or end < verb.sent.start or doc[end].text != ",":
        return None
    for token in reversed(doc[verb.sent.start : end]):
        if token.tag_ == "WP" and token.head.dep_ == "relcl" and token.head.right_edge.i == end - 1:
            noun = token.head.head
            return noun if noun.i < token.i and doc[token.i - 1].text == "," and noun.pos_ in NOMINAL else None
    return None


def _nearest_subject(verb: Token, found: Sequence[Token]) -> Token:
    """The subject beside the verb, where the parse gives it that of the words around it too: "None, X said, had"."""
    own = [c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i]
    if len(own) > 1 and (own[0].tag_ == "WDT" or any(t.text == "," for t in verb.doc[own[0].i : own[-1].i])):
        return own[-1]
    return found[0]


def quoting(verb: Token) -> Token | None:
    """The verb that quotes somebody "as saying" what this verb says."""
    if (
        verb.tag_ == "VBG"
        and verb.dep_ == "pcomp"
        and verb.head.lower_ == "as"
        and verb.head.head.lemma_ in ("quote", "cite")
    ):
        return verb.head.head
    return None


def relayed_by(verb: Token) -> Token | None:
    """Who carried what a verb says by a clause beside it: "said X, as quoted by Reuters"."""
    for child in verb.children:
        if is_relay(child) and (by := agents(child)):
            return by[0]
    return None


def is_relay(verb: Token) -> bool:
    """Whether a verb only tells who carried another's words: "as quoted by Reuters", "as reported in the Times"."""
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("advcl", "acl", "conj")
        and verb.lemma_.lower() in _RELAYING
        and any(c.lower_ == "as" and c.i == verb.i - 1 for c in verb.children)
    )


_RELAYING = frozenset({"quote", "cite", "report", "relay", "carry", "publish", "translate", "recount"})


def _quoted(verb: Token) -> Token | None:
    """Whom "quoted X as saying" or "X was quoted as saying" makes speak."""
    above = quoting(verb)
    if above is None:
        return None
    return next((c for c in above.children if c.dep_ in ("dobj", "nsubjpass")), None)


def inverted_subject(verb: Token) -> Token | None:
    """The noun phrase right after "said" that the parse took for its object."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children):
        return None
    if verb.dep_ == "conj" or any(c.dep_ == "cc" and c.i < verb.i for c in verb.children):
        return None
    before = verb.doc[verb.i - 1] if verb.i > verb.sent.start else None
    if before is None or before.text not in (",", "”", '"', "?", "!", "’", "'", "–", "—", "''"):
        return None
    for child in verb.children:
        if (
            child.dep_ in ("dobj", "attr", "oprd", "npadvmod", "dep", "appos", "dative")
            and child.i > verb.i
            and child.pos_ in NOMINAL
            and child.ent_type_ not in ("DATE", "TIME")
            and child.lemma_.lower() not in words("cues", "periods")
        ):
            return child
    return None


def _climb(verb: Token) -> list[Token]:
    """The subject of the nearest clause above that has one, for participles that the parse hangs oddly."""
    token = verb
    for _ in range(4):
        if token.head.i == token.i:
            return []
        token = token.head
        if token.pos_ in VERBAL:
            found = [t for t in subjects(token) if t.pos_ in NOMINAL]
            if found:
                return found
        elif token.pos_ in ("NOUN", "PROPN") and verb.dep_ in ("acl", "relcl"):
            return [token]
    return []


def noun_source(noun: Token) -> Token | None:
    """Whose claim, warning or plan a noun speaks of; where it is a verb's object, the verb's subject."""
    held = nominal_agents(noun)
    if held:
        return held[0]
    head = noun.head
    for child in noun.children:  # "the announcement, made by X, that", "the call he made for"
        if child.dep_ in ("acl", "relcl") and child.lemma_ in _UTTERING:
            made = agents(child) if is_passive(child) or child.tag_ == "VBN" else subjects(child)
            if made:
                return made[0]
    if noun.lower_ in cues().misheard and (own := next((c for c in noun.children if c.dep_ == "nsubj"), None)):
        return own
    if noun.dep_ == "conj" and noun.lower_ in cues().misheard:
        above = next((t for t in noun.ancestors if t.pos_ in VERBAL), None)
        found = subjects(above) if above is not None else ()
        return found[0] if found else None
    if noun.dep_ in ("dobj", "attr", "oprd") and head.pos_ in VERBAL and not is_passive(head):
        found = subjects(head)
        return found[0] if found and found[0].i != noun.i else None
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("from", "among", "by"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    if noun.dep_ == "pobj" and head.head.pos_ in VERBAL and head.lower_ in ("in", "with"):
        found = subjects(head.head)
        return found[0] if found else None
    return None


def issuer_of(text: Token) -> Token | None:
    """Whose a statement or post is: its author, whoever issued it, or the owner of the site that shows it."""
    named = nominal_agents(text)
    following = text.nbor() if text.i + 1 < len(text.doc) else None
    if not named and following is not None and following.lower_ == "by":  # the parse may hang it on the verb
        named = tuple(c for c in following.children if c.dep_ == "pobj")
    if not named and text.dep_ == "dobj" and text.head.lemma_ in _ISSUING and not is_passive(text.head):
        named = tuple(subjects(text.head))
    if named:
        return named[0]
    for child in text.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "of"):
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None:
                return inner
    for child in text.children:
        if child.dep_ in ("acl", "relcl") and is_passive(child):
            published = agents(child)
            found = published[0] if published else _site_owner(child)
            if found is not None:
                return found
    return _site_owner(text)


def _site_owner(holder: Token) -> Token | None:
    """Whose site, page or channel something stands on: "on the web site of the ministry", "on its Facebook page"."""
    for child in holder.children:
        if child.dep_ != "prep" or child.lower_ not in ("on", "in", "at", "via", "by", "to", "through"):
            continue
        site = next((c for c in child.children if c.dep_ == "pobj" and c.lemma_.lower() in cues().sites), None)
        if site is None:
            continue
        for inner in site.children:
            if inner.dep_ == "poss":
                return inner
            if inner.dep_ == "prep" and inner.lower_ == "of":
                return next((c for c in inner.children if c.dep_ == "pobj"), None)
        return next((c for c in site.children if c.dep_ == "compound" and c.lower_ not in _MEDIA), None)
    return None
