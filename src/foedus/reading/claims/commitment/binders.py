"""Binders: the verbs, adjectives and nouns that make a deed a duty – obliging, promising, demanding ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.reading.claims.commitment.parties import Parties
from foedus.reading.claims.commitment.places import at
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.moods import negative_determiner, verb_effect
from foedus.reading.syntax import is_infinitive, is_passive, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.model.claims import Mention
    from foedus.reading.parse import Token

L = "commitment"
_REFLEXIVE = frozenset({"itself", "themselves", "himself", "herself", "myself", "ourselves", "itselves"})


@dataclass(frozen=True, slots=True)
class Bond:
    """How somebody is bound.

    kind: ``obliged``, ``promised``, ``planned``, ``demanded``, ``modal``, ``possible`` or ``stated`` (a plain
    fact, as neutrality).
    word: the word that binds, None for a modal; treaty: the agreement that speaks in that word's subject.
    debtors: the heads of those who are bound.
    """

    kind: str
    word: Token | None
    debtors: tuple[Token, ...]
    treaty: Mention | None = None


def bond_through(word: Token, verb: Token, parties: Parties) -> Bond | None:
    """How a word above a deed's verb binds somebody to it; None where it does not."""
    if word.pos_ in ("VERB", "AUX"):
        return _obliging(word, verb, parties) or _promising(word, verb, parties) or _demanding(word, verb)
    if word.lemma_.lower() in words(L, "ready") and word.pos_ == "ADJ":
        kind = "obliged" if word.lemma_.lower() in words(L, "duty_bound") else "promised"
        return Bond(kind, word, obliques(word, "on", "upon") or subjects(verb))  # "it is incumbent on X to …"
    return _noun(word, verb, parties) if word.pos_ == "NOUN" else None


def _obliging(word: Token, verb: Token, parties: Parties) -> Bond | None:
    lemma = word.lemma_.lower()
    if lemma in words(L, "obliging") and (is_infinitive(verb) or verb.dep_ != "ccomp"):
        return _obliged(word, verb, parties)
    if lemma in words(L, "forbidding") and verb.dep_ in ("pcomp", "xcomp", "ccomp"):
        treaty = speaking(word, parties)
        own = {t.lemma_.lower() for t in subjects(word)} & (words(L, "instruments") | words(L, "neutrality"))
        if treaty is not None or own:
            return Bond("obliged", word, objects(word) or subjects(verb), treaty)
        return None
    return None


def _promising(word: Token, verb: Token, parties: Parties) -> Bond | None:
    lemma = word.lemma_.lower()
    if lemma in words(L, "refusing") and verb.dep_ in ("xcomp", "dobj", "ccomp"):
        return Bond("promised", word, subjects(word)) if modality(verb).polarity == "negated" else None
    if lemma in words(L, "promising") or (lemma in words(L, "accepting") and verb.dep_ in ("ccomp", "xcomp")):
        bound = subjects(verb) if verb.dep_ == "ccomp" and not is_infinitive(verb) else subjects(word)
        if not bound and is_passive(verb):  # "pledged that no rocket would be fired"
            bound = subjects(word)
        treaty = speaking(word, parties)
        if treaty is not None and is_infinitive(verb) and objects(word):  # "the pact pledges each side to help"
            return Bond("obliged", word, objects(word), treaty)
        if not bound:  # "is pledged to help"
            bound = subjects(verb) if is_passive(word) else objects(word)
        return Bond("promised", word, bound, treaty)
    if lemma in words(L, "planning") and verb.dep_ in ("xcomp", "pcomp") and not objects(word):
        return Bond("planned", word, subjects(word))
    if lemma in words(L, "ready"):
        return Bond("obliged" if lemma == "bound" else "promised", word, subjects(verb))
    return None


def _demanding(word: Token, verb: Token) -> Bond | None:
    lemma = word.lemma_.lower()
    if lemma in words(L, "timing") and _deadline(word, verb):
        given = at(word, "dative") or tuple(t for t in objects(word) if t.lemma_.lower() not in words(L, "spans"))
        return Bond("demanded", word, given or subjects(word))
    if lemma in words(L, "demanding"):
        asked = verb_effect(word, verb) in ("demanded", "ordered") or _wished(word, verb)
        return Bond("demanded", word, _asked(word, verb)) if asked else None
    return None


def _noun(word: Token, verb: Token, parties: Parties) -> Bond | None:
    lemma = word.lemma_.lower()
    if lemma in words(L, "bonds"):
        bound = subjects(verb) if verb.dep_ in ("ccomp", "acl") and not is_infinitive(verb) else ()
        if word.dep_ == "dobj" and word.head.lemma_.lower() in words(L, "seeking"):
            return Bond("demanded", word, bound or _for(word) or obliques(word, "from"))
        if word.head.lemma_.lower() in words(L, "imposing"):
            laid = obliques(word.head, "on", "upon") or obliques(word, "on", "upon")
            return Bond("obliged", word, laid, speaking(word.head, parties))
        return Bond(
            "promised", word, bound or obliques(word, "on", "upon") or holders(word), speaking(word.head, parties)
        )
    if lemma in words(L, "intentions") and verb.dep_ in ("acl", "pcomp"):
        held = word.head if word.dep_ in ("dobj", "attr") else word
        denied = negative_determiner(word) is not None or modality(held).polarity == "negated"
        return Bond("promised", word, holders(word)) if denied else None
    if lemma in ("demand", "call", "appeal", "request"):
        own = obliques(word, "on") if is_infinitive(verb) else subjects(verb)
        return Bond("demanded", word, subjects(verb) if own else _for(word))
    return None


def _wished(word: Token, verb: Token) -> bool:
    """Demands that moods do not see: "told them to go", "called for X to go", "insists that they go"."""
    if is_infinitive(verb):
        told = any(c.dep_ in ("dobj", "dative") and c.i < verb.i for c in word.children)
        return told or any(c.dep_ == "mark" and c.lower_ == "for" for c in verb.children)
    bare = verb.tag_ in ("VB", "VBP") and verb.dep_ == "ccomp"
    return bare and word.lemma_.lower() in ("insist", "demand", "ask", "request", "urge")


def _deadline(word: Token, verb: Token) -> bool:
    """Whether somebody is given time for a deed: "gave them a week to leave", "has until Friday to go"."""
    if not is_infinitive(verb):
        return False
    times = [c for c in word.children if c.dep_ in ("dobj", "npadvmod", "pobj")]
    times += obliques(word, "until", "till")
    return any(t.lemma_.lower() in words(L, "spans") or t.ent_type_ in ("DATE", "TIME") for t in times)


def _obliged(word: Token, verb: Token, parties: Parties) -> Bond:
    bound = objects(word)
    inner = tuple(c for c in verb.children if c.dep_ == "nsubj") if verb.head.i == word.i else ()
    if not bound or any(t.lower_ in _REFLEXIVE for t in bound):
        bound = subjects(verb) if inner else subjects(word)  # "obliged X to help", X hung on "help"
    if word.dep_ == "acl" and word.head.dep_ == "pobj" and word.head.head.head.lemma_ == "be":
        bound = subjects(word.head.head.head)  # "was in any case obliged to help", hung on "case"
    treaty = None
    if not is_passive(word) or any(c.dep_ == "agent" for c in word.children):
        treaty = speaking(word, parties)
    return Bond("obliged", word, bound or subjects(verb), treaty)


def _asked(word: Token, verb: Token) -> tuple[Token, ...]:
    if not is_infinitive(verb):
        return subjects(verb)
    if word.lemma_.lower() in words(L, "calling_on"):
        asked = obliques(word, "on", "upon", "to", "for")
        if asked:
            return asked
    return objects(word) or subjects(verb)


def _for(noun: Token) -> tuple[Token, ...]:
    return obliques(noun, "on", "to") or obliques(noun, "for")


def holders(noun: Token) -> tuple[Token, ...]:
    """Whose a promise or duty is: its possessor, or who has, gives or keeps it."""
    own = nominal_agents(noun)
    head = noun.head
    itself = bool(own) and own[0].tag_ == "PRP$" and noun.dep_ == "dobj" and bool(subjects(head))
    if own and not itself:  # "failed to honour its duty": its subject's own
        return own
    if noun.dep_ in ("dobj", "attr", "nsubjpass") and head.pos_ in ("VERB", "AUX"):
        return subjects(head)
    if noun.dep_ == "pobj" and head.head.pos_ in ("VERB", "AUX"):
        return subjects(head.head)
    return ()


def speaking(word: Token, parties: Parties) -> Mention | None:
    """The agreement that is a word's subject: "the treaty obliges", "Article 5 commits"."""
    if word.pos_ not in ("VERB", "AUX"):
        return None
    for subject in subjects(word):
        if negative_determiner(subject) is not None:
            return None
        found = parties.treaty(subject) if subject.pos_ != "PRON" or subject.lower_ in ("it", "which", "that") else None
        if found is not None:
            return found
    return None
