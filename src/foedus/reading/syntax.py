"""The questions that rules ask of a parse: who did it, to whom, with what, in every form that English gives it.

Every answer is a tuple of *heads* of noun phrases: coordination is spelt out, relative pronouns are replaced by what
they stand for, and a subject that the grammar only implies ("agreed to recognise", "a treaty signed by X") is found.
Labels are those of spaCy's English pipelines (ClearNLP).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reading.memo import per_token
from foedus.reading.phrases import (
    NOMINAL,
    PREPOSITIONS,
    SUBJECTS,
    VERBAL,
    antecedent,
    antecedents,
    clause,
    conjuncts,
    counted_among,
    displaced_subject,
    governors,
    is_infinitive,
    is_relative,
    phrase,
    resolved,
)

if TYPE_CHECKING:
    from foedus.reading.parse import Token

__all__ = [
    "agents",
    "antecedent",
    "antecedents",
    "clause",
    "complements",
    "conjuncts",
    "governors",
    "is_infinitive",
    "is_passive",
    "is_relative",
    "nominal_agents",
    "nominal_objects",
    "objects",
    "obliques",
    "phrase",
    "shares_complements",
    "subjects",
]

_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "offer", "guarantee"})
_MANNERS = frozenset({"effect", "turn", "fact", "practice", "return", "response", "essence", "consequence", "doing"})
_ADDRESSING = {
    "call": ("on", "upon"),
    "prevail": ("on", "upon"),
    "count": ("on",),
    "rely": ("on",),
    "lean": ("on",),
    "appeal": ("to",),
    "look": ("to",),
    "plead": ("with",),
    "wait": ("for",),
}
"""Verbs after which a preposition names who is to do what follows ("called on X to sign")."""
_GIVING = frozenset({"give", "grant", "allow", "offer", "deny", "afford"})
_OBJECT_PREPOSITIONS = frozenset({"of", "from", "into", "for"})
_RESULT = frozenset({"want", "have", "get", "like", "need", "prefer"})
_DOERS = frozenset(
    {"country", "state", "nation", "government", "leader", "republic", "member", "party", "one", "power"}
)
_TIMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL"})


@per_token
def is_passive(verb: Token) -> bool:
    """Whether a verb's surface subject is what it is done to, participles included ("a treaty *signed* by X")."""
    deps = {child.dep_ for child in verb.children}
    if "auxpass" in deps or "nsubjpass" in deps or "csubjpass" in deps:
        return True
    if verb.tag_ not in ("VBN", "VBD") or "aux" in deps:
        return False
    if "nsubj" in deps and verb.dep_ == "pcomp" and verb.tag_ == "VBN" and verb.head.lower_ == "with":
        return "dobj" not in deps  # "with its security guaranteed by X"
    if "nsubj" in deps:  # "wants the accord scrapped", "had the treaty annulled"
        return verb.dep_ == "ccomp" and verb.head.lemma_ in _RESULT and not deps & {"dobj", "mark", "prt", "xcomp"}
    if verb.dep_ in ("acl", "relcl", "amod"):
        return "dobj" not in deps or "agent" in deps
    if verb.dep_ in ("advcl", "ROOT", "appos", "parataxis", "ccomp", "xcomp", "oprd", "pcomp") and verb.tag_ == "VBN":
        return "dobj" not in deps
    if verb.dep_ == "conj" and verb.tag_ == "VBN":
        return is_passive(verb.head) if verb.head.pos_ in VERBAL else "agent" in deps
    return "agent" in deps


@per_token
def agents(verb: Token) -> tuple[Token, ...]:
    """Who a passive verb is done by: the heads after "by", shared by "signed and ratified by A and B"."""
    own = [
        child
        for by in verb.children
        if (by.dep_ == "agent" or (by.dep_ == "prep" and by.lower_ == "by"))
        and not any(t.lower_ == "not" for t in by.doc[by.left_edge.i : by.i])  # "by X, though not yet by Y"
        for child in by.children
        if child.dep_ == "pobj" and child.ent_type_ not in _TIMES
    ]
    if own:
        return resolved(own)
    shared = shares_complements(verb)
    return agents(shared) if shared is not None else ()


def shares_complements(verb: Token) -> Token | None:
    """The coordinated verb right after this one that may share its complements ("signed and ratified the treaty")."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i > verb.i:
            between = verb.doc[verb.i + 1 : child.i]
            if len(between) <= 3 and all(t.dep_ in ("cc", "punct", "aux", "advmod", "neg", "auxpass") for t in between):
                return child
    return None


@per_token
def _surface(verb: Token) -> tuple[Token, ...]:
    """The grammatical subject, inherited through coordination, control, participles and relative clauses."""
    own = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    own = own or [t for c in verb.children if c.dep_ == "aux" for t in c.children if t.dep_ == "nsubj"]  # a slip
    if own:
        return resolved(own)
    if any(child.dep_ in ("csubj", "csubjpass", "expl") for child in verb.children):
        return ()
    displaced = displaced_subject(verb)
    if displaced is not None:
        return (displaced,)
    dep, head = verb.dep_, verb.head
    if dep in ("acl", "relcl"):
        return _modified(verb, head)
    if dep == "amod":
        return conjuncts(head) if head.pos_ in NOMINAL else ()
    if dep in ("xcomp", "ccomp", "oprd", "acomp", "advcl", "conj", "parataxis", "dep"):
        return _controlled(verb, _verb_above(verb))
    if dep in ("pcomp", "pobj") and head.dep_ in PREPOSITIONS:
        return _after_preposition(head)
    return counted_among(verb)


def _verb_above(token: Token) -> Token:
    head = token.head
    while (
        head.pos_ not in VERBAL
        and head.dep_ in ("acomp", "attr", "prep", "advmod", "conj", "oprd")
        and head.head.i != head.i
    ):
        head = head.head
    return head


def _controlled(verb: Token, head: Token) -> tuple[Token, ...]:
    if head.i == verb.i:
        return ()
    if head.pos_ not in VERBAL:
        return nominal_agents(head) if head.pos_ == "NOUN" else ()
    if verb.dep_ == "advcl" and is_infinitive(verb) and (given := _given(head)):
        return given
    if verb.dep_ in ("xcomp", "ccomp", "oprd") and not is_passive(head) and head.lemma_ not in _SUBJECT_CONTROL:
        received = [c for c in head.children if c.dep_ == "dobj" and c.i < verb.i]
        if received and (is_infinitive(verb) or verb.tag_ in ("VBG", "VBN")):
            return resolved(received)
        made = [c for c in head.children if c.dep_ == "ccomp" and c.pos_ == "NOUN" and c.i < verb.i]
        if made and head.lemma_ == "make":  # "making X the third state to sign"
            return resolved(c for c in made[0].children if c.dep_ == "nsubj")
        addressed = _addressed(head, verb)
        if addressed:
            return addressed
    return _surface(head)


def _addressed(head: Token, verb: Token) -> tuple[Token, ...]:
    """Whom a verb calls on to do what its infinitive says."""
    wanted = _ADDRESSING.get(head.lemma_)
    if wanted is None or not is_infinitive(verb):
        return ()
    return resolved(
        c
        for to in head.children
        if to.dep_ == "prep" and to.lower_ in wanted and to.i < verb.i
        for c in to.children
        if c.dep_ == "pobj"
    )


def _modified(verb: Token, noun: Token) -> tuple[Token, ...]:
    """The subject of a clause that modifies a noun: the noun, or whoever has the plan that the clause spells out."""
    if verb.tag_ == "VBG" and noun.dep_ == "pobj" and noun.lower_ in _MANNERS and noun.head.head.pos_ in VERBAL:
        return _surface(noun.head.head)  # "signed it, in effect recognising X"
    if not is_infinitive(verb) or is_passive(verb):
        return (noun,) if noun.pos_ in NOMINAL else ()
    if noun.dep_ == "attr" and noun.head.lemma_ in ("be", "become", "remain"):
        return _surface(noun.head)
    ranked = any(
        c.dep_ == "amod" and (c.tag_ in ("JJS",) or c.lower_ in ("first", "last", "only", "latest"))
        for c in noun.children
    )
    if noun.ent_type_ in ("GPE", "PERSON", "NORP", "ORG") or noun.lemma_ in _DOERS or ranked or noun.like_num:
        return (noun,)
    if noun.lemma_ in ("first", "last"):
        return (noun,)
    holders = nominal_agents(noun)
    if holders:
        return holders
    if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "on") and noun.head.head.pos_ in VERBAL:
        return _surface(noun.head.head)  # "X is in no mood to talk"
    if noun.dep_ not in ("dobj", "attr") or noun.head.pos_ not in VERBAL:
        return ()
    return _given(noun.head) or _surface(noun.head)


def _given(verb: Token) -> tuple[Token, ...]:
    """To whom a right, a task or time is given to do what an infinitive says: "gave X a week to leave"."""
    if verb.lemma_ not in _GIVING:
        return ()
    return resolved(c for c in verb.children if c.dep_ == "dative" and c.pos_ in ("NOUN", "PROPN", "PRON"))


def _after_preposition(preposition: Token) -> tuple[Token, ...]:
    head = preposition.head
    if head.pos_ in VERBAL:
        received = [c for c in head.children if c.dep_ == "dobj"]
        if received and preposition.lower_ in _OBJECT_PREPOSITIONS and not is_passive(head):
            return resolved(received)
        return _surface(head)
    if head.pos_ == "NOUN":
        holders = nominal_agents(head)
        if not holders and head.dep_ == "nsubjpass":
            return agents(head.head)  # "the treaty on joining was signed by X"
        return holders or (_surface(head.head) if head.dep_ in ("dobj", "attr") and head.head.pos_ in VERBAL else ())
    if head.pos_ in ("ADJ", "ADV") and head.dep_ in ("acomp", "advmod"):
        above = _verb_above(head)  # "X is close to joining"
        return _surface(above) if above.pos_ in VERBAL else ()
    return ()


@per_token
def subjects(verb: Token) -> tuple[Token, ...]:
    """Who does what a verb says: the logical subject, coordination spelt out.

    For a passive verb it is the agent ("by X"); empty where the text names none.
    """
    return agents(verb) if is_passive(verb) else _surface(verb)


@per_token
def objects(verb: Token) -> tuple[Token, ...]:
    """What a verb's act is done to: the object, a passive's subject, the antecedent of a relative clause."""
    own = [child for child in verb.children if child.dep_ == "dobj"]
    own = own or [c for t in verb.children if t.dep_ == "prt" for c in t.children if c.dep_ == "pobj"]  # "voted down X"
    if own:
        return resolved(own)
    if is_passive(verb):
        return _surface(verb)
    shared = shares_complements(verb)
    if shared is not None and not any(c.dep_ in SUBJECTS for c in shared.children):
        inherited = [c for c in shared.children if c.dep_ == "dobj"]
        if inherited:
            return resolved(inherited)
    if verb.dep_ == "relcl" and _gap(verb):
        return (verb.head,)
    return ()


def _gap(verb: Token) -> bool:
    """Whether a relative clause has a subject of its own and lacks an object ("the treaty Russia signed")."""
    own = [c for c in verb.children if c.dep_ == "nsubj"]
    filled = any(c.dep_ in ("ccomp", "xcomp", "attr", "acomp") for c in verb.children)
    adverb = any(c.tag_ == "WRB" or (c.dep_ == "prep" and _stranded(c)) for c in verb.children)
    return bool(own) and not any(is_relative(c) for c in own) and not filled and not adverb


def _stranded(preposition: Token) -> bool:
    objects_ = [c for c in preposition.children if c.dep_ in ("pobj", "pcomp")]
    return not objects_ or any(o.tag_ in ("WDT", "WP") for o in objects_)


def obliques(token: Token, *prepositions: str) -> tuple[Token, ...]:
    """The heads after some prepositions that a verb or noun governs, coordination spelt out.

    prepositions: lower case; "out of" names a pair.  Without any, every preposition counts.
    """
    key = obliques, prepositions
    if key not in token.kept:
        token.kept[key] = _obliques(token, prepositions)
    found: tuple[Token, ...] = token.kept[key]
    return found


def _obliques(token: Token, prepositions: tuple[str, ...]) -> tuple[Token, ...]:
    found: list[Token] = []
    for child in token.children:
        if child.dep_ not in PREPOSITIONS and not (child.dep_ == "advmod" and child.tag_ in ("IN", "RB", "RP")):
            continue
        for preposition in (child, *(c for c in child.children if c.dep_ == "conj" and c.pos_ == "ADP")):
            _after(preposition, prepositions, found)
    return resolved(found) if found else ()


def _after(preposition: Token, wanted: tuple[str, ...], found: list[Token]) -> None:
    if preposition.dep_ in PREPOSITIONS | {"conj"} and (not wanted or preposition.lower_ in wanted):
        own = [c for c in preposition.children if c.dep_ == "pobj"] or _free_relative(preposition)
        if not own:
            own = [c for c in preposition.conjuncts for c in c.children if c.dep_ == "pobj"]
        if not own and preposition.dep_ == "prep" and preposition.head.dep_ == "relcl" and _stranded(preposition):
            own = [preposition.head.head]
        found.extend(own)
    for nested in preposition.children:
        if nested.dep_ == "prep":
            pair = f"{preposition.lower_} {nested.lower_}"
            if pair in wanted or (wanted and nested.lower_ in wanted and preposition.lower_ not in wanted):
                found.extend(c for c in nested.children if c.dep_ == "pobj")


def _free_relative(preposition: Token) -> list[Token]:
    """What "of what was then X" and "in what is now X" name."""
    for verb in preposition.children:
        if verb.dep_ == "pcomp" and verb.lemma_ == "be" and any(c.lower_ == "what" for c in verb.children):
            return [c for c in verb.children if c.dep_ == "attr" and c.lower_ != "what"]
    return []


def complements(verb: Token, *prepositions: str) -> tuple[Token, ...]:
    """As :func:`obliques`, also where the parse hangs the phrase on the verb's object ("signed a treaty *with X*")."""
    found = list(obliques(verb, *prepositions))
    for child in verb.children:
        if child.dep_ in ("dobj", "attr", "xcomp"):
            found.extend(obliques(child, *prepositions))
    return tuple({token.i: token for token in found}.values())


@per_token
def nominal_agents(noun: Token) -> tuple[Token, ...]:
    """Who does what a noun says: "Russia's recognition", "ratification by the Duma", "the Russian recognition"."""
    by = _by(noun)
    if by:
        return resolved(by)
    holders = [c for c in noun.children if c.dep_ == "poss" or (c.dep_ == "nmod" and c.ent_type_)]
    if holders:
        return resolved(holders)
    named = [
        c
        for c in noun.children
        if c.i < noun.i
        and (
            (c.dep_ == "amod" and c.ent_type_ in ("NORP", "GPE", "LOC")) or (c.dep_ == "compound" and c.pos_ == "PROPN")
        )
    ]
    if named:
        return resolved(named[:1])
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        return nominal_agents(noun.head)
    return ()


def _by(noun: Token) -> list[Token]:
    """What follows "by", also where the parse hangs it on the last noun of the of-phrase."""
    found: list[Token] = []
    holders = [noun, *(o for of in noun.children if of.lower_ == "of" for o in of.children if o.dep_ == "pobj")]
    for holder in holders:
        for child in holder.children:
            if child.lower_ == "by" and child.dep_ in PREPOSITIONS:
                found.extend(c for c in child.children if c.dep_ == "pobj" and c.ent_type_ not in _TIMES)
    return found


@per_token
def nominal_objects(noun: Token) -> tuple[Token, ...]:
    """What a noun's act is done to: the of-phrase, or the possessor where "by" names the agent."""
    of = obliques(noun, "of")
    if of:
        return of
    holders = [c for c in noun.children if c.dep_ == "poss"]
    if holders and _by(noun):
        return resolved(holders)
    compounds = [c for c in noun.children if c.dep_ == "compound" and c.ent_type_ in ("GPE", "LOC")]
    if holders and compounds:
        return resolved(compounds[-1:])
    if noun.dep_ != "conj":
        following = [
            c
            for c in noun.children
            if c.dep_ == "conj" and c.pos_ == "NOUN" and not any(x.dep_ == "poss" for x in c.children)
        ]
        for conjunct in following:
            shared = obliques(conjunct, "of")
            if shared:
                return shared
    return ()
