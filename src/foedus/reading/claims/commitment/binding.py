"""Binding: what makes a named deed a duty – an obliging verb, a promise, a demand, a modal, a treaty that says so.

"Russia defended" binds nobody; "obliges Russia to defend", "Russia vowed to defend", "Russia must defend" do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.reading.claims.commitment.duties import Duty, infinitive_anchor
from foedus.reading.claims.commitment.parties import Parties, is_collective
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.moods import negative_determiner, verb_effect
from foedus.reading.syntax import governors, is_infinitive, is_passive, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.model.claims import Mention

L = "commitment"
_PROMISE = frozenset({"will", "shall", "’ll", "'ll", "wo", "would", "'d", "’d"})
_MUST = frozenset({"must", "should", "ought"})
_MAY = frozenset({"may", "might", "could", "can", "ca"})
_STEPS = frozenset(
    {
        "act",
        "join",
        "step",
        "intervene",
        "move",
        "come",
        "do",
        "unite",
        "cooperate",
        "use",
        "employ",
        "take",
        "go",
        "fight",
    }
)
"""Verbs whose infinitive of purpose is the duty: "act to meet the danger", "join us to repel it"."""
_REFLEXIVE = frozenset({"itself", "themselves", "himself", "herself", "myself", "ourselves", "itselves"})


@dataclass(frozen=True, slots=True)
class Bond:
    """How somebody is bound.

    kind: ``obliged``, ``promised``, ``demanded``, ``modal``, ``possible`` or ``stated`` (a plain fact, as neutrality).
    word: the word that binds, None for a modal; treaty: the agreement that speaks in that word's subject.
    debtors: the heads of those who are bound.
    """

    kind: str
    word: Token | None
    debtors: tuple[Token, ...]
    treaty: Mention | None = None


def bond_of(duty: Duty, parties: Parties) -> Bond | None:
    """What binds somebody to a duty, or None where it is only told as a deed."""
    verb = infinitive_anchor(duty.verb)
    if duty.frame is not None and "own" in duty.frame.marks:
        return Bond("promised", verb, subjects(verb))
    if duty.word is not None and duty.word.pos_ == "NOUN" and verb.lemma_ in ("promise", "pledge", "offer", "vow"):
        return Bond("promised", verb, subjects(verb), _speaking(verb, parties))
    if duty.group == "renounced" and verb.lemma_ in ("renounce", "forswear", "eschew") and not is_infinitive(verb):
        return Bond("promised", verb, subjects(verb), _speaking(verb, parties))
    verb = _passed_on(verb)
    for above in _above(verb):
        found = _binder(above, verb, parties)
        if found is not None:
            return found
    return _modal(duty, verb, parties)


def _passed_on(verb: Token) -> Token:
    """The verb that carries a deed's mood: "will *keep* supplying", "would *let* itself be drawn in"."""
    head = verb.head
    lemma = head.lemma_.lower()
    if verb.dep_ not in ("xcomp", "ccomp") or head.pos_ != "VERB" or any(c.tag_ == "MD" for c in verb.children):
        return verb
    aspect = lemma in words(L, "aspect") and (verb.tag_ == "VBG" or is_infinitive(verb))
    if aspect or (lemma in words(L, "letting") and not any(c.dep_ == "mark" for c in verb.children)):
        return infinitive_anchor(head)
    return verb


def _above(verb: Token) -> Iterator[Token]:
    """What embeds a duty's infinitive or that-clause, also where a parser calls it an adverbial one."""
    yield from governors(verb)[:3]
    if verb.dep_ == "acl" and is_infinitive(verb) and verb.head.dep_ == "pobj":
        yield verb.head.head.head  # "obliged by a treaty with X to repel", hung on the treaty
    if verb.dep_ in ("advcl", "acl", "relcl") and is_infinitive(verb):
        yield verb.head
        if verb.head.lemma_.lower() in words(L, "spans"):
            yield verb.head.head  # "gave it a month to leave"
        if verb.dep_ == "advcl":
            yield from (c for c in verb.head.children if c.dep_ in ("dobj", "acomp") and c.i < verb.i)
            if verb.head.lemma_ in _STEPS:
                yield from governors(verb.head)[:2]


def _binder(word: Token, verb: Token, parties: Parties) -> Bond | None:
    lemma = word.lemma_.lower()
    if word.pos_ in ("VERB", "AUX"):
        if lemma in words(L, "obliging") and (is_infinitive(verb) or verb.dep_ != "ccomp"):
            return _obliged(word, verb, parties)
        if lemma in words(L, "forbidding") and verb.dep_ in ("pcomp", "xcomp", "ccomp"):
            treaty = _speaking(word, parties)
            return Bond("obliged", word, objects(word) or subjects(verb), treaty) if treaty is not None else None
        if lemma in words(L, "timing") and _deadline(word, verb):
            given = [c for c in word.children if c.dep_ == "dative"]
            return Bond("demanded", word, tuple(given) or subjects(word))
        if lemma in words(L, "refusing") and verb.dep_ in ("xcomp", "dobj", "ccomp"):
            return Bond("promised", word, subjects(word)) if modality(verb).polarity == "negated" else None
        if lemma in words(L, "promising") or (lemma in words(L, "accepting") and verb.dep_ in ("ccomp", "xcomp")):
            bound = subjects(verb) if verb.dep_ == "ccomp" and not is_infinitive(verb) else subjects(word)
            return Bond("promised", word, bound or objects(word), _speaking(word, parties))
        if lemma in words(L, "demanding") and (
            verb_effect(word, verb) in ("demanded", "ordered") or _wished(word, verb)
        ):
            return Bond("demanded", word, _asked(word, verb))
        return None
    if lemma in words(L, "ready") and word.pos_ in ("ADJ", "VERB"):
        return Bond("obliged" if lemma in ("bound", "obliged", "obligated") else "promised", word, subjects(verb))
    if lemma in words(L, "bonds") and word.pos_ == "NOUN":
        bound = subjects(verb) if verb.dep_ in ("ccomp", "acl") and not is_infinitive(verb) else ()
        if word.dep_ == "dobj" and word.head.lemma_.lower() in words(L, "seeking"):
            return Bond("demanded", word, bound or _for(word) or obliques(word, "from"))
        return Bond("promised", word, bound or holders(word), _speaking(word.head, parties))
    if word.pos_ == "NOUN" and lemma in ("demand", "call", "appeal", "request"):
        return Bond("demanded", word, subjects(verb) if is_infinitive(verb) and obliques(word, "on") else _for(word))
    return None


def _wished(word: Token, verb: Token) -> bool:
    """Demands that the grammar of moods does not see: "told them to go", "called for X to go", "insists that they go"."""
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
    if not bound or any(t.lower_ in _REFLEXIVE for t in bound):
        bound = subjects(word)
    treaty = None
    if not is_passive(word) or any(c.dep_ == "agent" for c in word.children):
        treaty = _speaking(word, parties)
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
    if own:
        return own
    head = noun.head
    if noun.dep_ in ("dobj", "attr", "nsubjpass") and head.pos_ in ("VERB", "AUX"):
        return subjects(head)
    if noun.dep_ == "pobj" and head.head.pos_ in ("VERB", "AUX"):
        return subjects(head.head)
    return ()


def _speaking(word: Token, parties: Parties) -> Mention | None:
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


def provision(verb: Token, parties: Parties) -> tuple[Token, Mention] | None:
    """The word with which a treaty says a duty ("the treaty *provides* that each shall …"), and the treaty."""
    for above in governors(verb)[:2]:
        if above.pos_ == "VERB" and above.lemma_.lower() in words(L, "provides"):
            treaty = _speaking(above, parties)
            if treaty is not None:
                return above, treaty
    return None


def _modal(duty: Duty, verb: Token, parties: Parties) -> Bond | None:
    said = _modals(verb)
    status = modality(verb).status
    stated = provision(verb, parties)
    treaty = stated[1] if stated else None
    if _have_to(verb) or said & _MUST or (status in ("demanded", "ordered") and not said):
        bound = _subjects(duty, verb)
        mutual = any(is_collective(t) and t.pos_ == "NOUN" for t in bound)
        obliged = (treaty is not None or mutual) and not said & {"should", "ought"}
        return Bond("obliged" if obliged else "demanded", None, bound, treaty)
    if "shall" in said or (treaty is not None and said):
        return Bond("obliged", None, _subjects(duty, verb), treaty)
    if (said & _PROMISE or _is_to(verb)) and (under := _under(verb, parties)) is not None:
        return Bond("obliged", None, _subjects(duty, verb), under)
    if said & _PROMISE or _is_to(verb) or _arranged(verb):
        return Bond("possible" if status == "possible" else "modal", None, _subjects(duty, verb))
    if said & _MAY:
        return Bond("possible", None, _subjects(duty, verb))
    stated_duty = duty.word is not None and verb.lemma_ in ("guarantee", "ensure") and not said
    stated_duty = stated_duty or (
        duty.frame is not None and "stated" in duty.frame.marks and not said and not is_infinitive(verb)
    )
    if stated_duty or (duty.name == "stay-neutral" and verb.lemma_ in ("be", "remain", "stay") and not said):
        lasting = verb.tag_ in ("VBZ", "VBP", "VB", "VBG") or any(c.lower_ in ("has", "have") for c in verb.children)
        given = verb.lemma_ == "guarantee"
        return Bond("stated", None, _subjects(duty, verb)) if lasting or given else None
    if verb.dep_ in ("xcomp", "acl", "ROOT") and is_infinitive(verb) and verb.head.pos_ in ("PROPN",):
        return Bond("demanded", None, (verb.head,))  # an item of a list of demands: "Ruritania to comply"
    return None


def _under(verb: Token, parties: Parties) -> Mention | None:
    """The agreement under which something is to happen."""
    nouns = [t for node in (verb, verb.head) for t in obliques(node, "under", "per")]
    return next((m for t in nouns if t.pos_ in ("NOUN", "PROPN") and (m := parties.treaty(t)) is not None), None)


def _subjects(duty: Duty, verb: Token) -> tuple[Token, ...]:
    if verb.dep_ in ("xcomp", "advcl") and is_infinitive(verb) and verb.head.lemma_ in _STEPS:
        return subjects(verb.head)  # "use all means to protect": who uses them
    return subjects(verb) or subjects(duty.verb)


def _modals(verb: Token) -> set[str]:
    """The modals of a verb, of the verb that it shares them with, or of the one that its infinitive hangs on."""
    own = {c.lower_ for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD"}
    if own or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        return own
    if verb.dep_ == "conj" or (verb.dep_ in ("xcomp", "advcl", "ccomp") and is_infinitive(verb)):
        head = verb.head
        if verb.dep_ != "advcl" or head.lemma_ in _STEPS:
            return {c.lower_ for c in head.children if c.dep_ == "aux" and c.tag_ == "MD"}
    return set()


def _have_to(verb: Token) -> bool:
    return is_infinitive(verb) and any(above.lemma_ in ("have", "need") for above in governors(verb)[:1])


def _is_to(verb: Token) -> bool:
    """ "Is to help": what has been arranged."""
    head = verb.head
    return (
        verb.dep_ == "xcomp"
        and is_infinitive(verb)
        and head.lemma_ == "be"
        and not any(c.dep_ in ("acomp", "attr") for c in head.children)
    )


def _arranged(verb: Token) -> bool:
    """ "Is due to be merged", "is set to help"."""
    return is_infinitive(verb) and verb.dep_ == "xcomp" and verb.head.lower_ in words(L, "arranged")


def in_condition(verb: Token) -> bool:
    """Whether a verb stands in a condition itself ("if X invades"), so that nobody is bound to it."""
    node = infinitive_anchor(verb)
    while node.dep_ in ("conj", "xcomp", "ccomp") and node.head.i != node.i and not _marked(node):
        node = node.head
    return _marked(node)


def _marked(verb: Token) -> bool:
    return verb.dep_ in ("advcl", "ccomp", "ROOT") and any(
        c.lower_ in ("if", "unless", "when", "once")
        and (c.dep_ == "mark" or (c.dep_ == "advmod" and c.lower_ == "when"))
        for c in verb.children
    )
