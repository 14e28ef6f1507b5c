"""Binding: what makes a named deed a duty – an obliging verb, a promise, a demand, a modal, a treaty that says so.

"Russia defended" binds nobody; "obliges Russia to defend", "Russia vowed to defend", "Russia must defend" do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.claims.commitment.binders import Bond, bond_through, speaking
from foedus.reading.claims.commitment.duties import Duty, infinitive_anchor
from foedus.reading.claims.commitment.parties import Parties, is_collective
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.moods import auxiliary_moods
from foedus.reading.syntax import governors, is_infinitive, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.model.claims import Mention
    from foedus.reading.parse import Token

L = "commitment"
_PROMISE = frozenset({"will", "shall", "’ll", "'ll", "wo", "would", "'d", "’d"})
_MUST = frozenset({"must", "should", "ought"})
_MAY = frozenset({"may", "might", "could", "can", "ca"})
_BARRED = frozenset({"keep-out", "not-attack", "attack", "forswear", "host-forces"})
"""Duties that a "may not" lays down."""
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


def bond_of(duty: Duty, parties: Parties) -> Bond | None:
    """What binds somebody to a duty, or None where it is only told as a deed."""
    verb = infinitive_anchor(duty.verb)
    if duty.frame is not None and "own" in duty.frame.marks:
        return Bond("promised", verb, subjects(verb))
    if duty.word is not None and duty.word.pos_ == "NOUN" and verb.lemma_ in ("promise", "pledge", "offer", "vow"):
        return Bond("promised", verb, subjects(verb), speaking(verb, parties))
    if duty.group == "renounced" and verb.lemma_ in ("renounce", "forswear", "eschew") and not is_infinitive(verb):
        return Bond("promised", verb, subjects(verb), speaking(verb, parties))
    if duty.name == "stay-neutral" and verb.lemma_ in ("declare", "proclaim", "make"):
        return _styled(duty, verb)
    verb = passed_on(verb)
    for above in _above(verb):
        found = bond_through(above, verb, parties)
        if found is not None:
            return found
    return _modal(duty, verb, parties)


def _styled(duty: Duty, verb: Token) -> Bond:
    """ "Declared itself neutral", "its constitution makes it neutral": who is said to be neutral."""
    own = [c for c in (duty.word.children if duty.word is not None else ()) if c.dep_ in ("nsubj", "nsubjpass")]
    own = own or [t for t in objects(verb) if duty.word is None or t.i != duty.word.i]
    itself = not own or any(t.lower_.endswith(("self", "selves")) for t in own)
    return Bond("stated", None, subjects(verb) if itself else tuple(own))


def passed_on(verb: Token) -> Token:
    """The verb that carries a deed's mood: "will *keep* supplying", "would *let* itself be drawn in"."""
    head = verb.head
    if verb.dep_ == "pcomp" and head.lower_ == "in":  # "take part in arming X"
        joined = head.head if head.head.pos_ == "VERB" else head.head.head
        return infinitive_anchor(joined) if joined.lemma_.lower() in words(L, "joining") else verb
    lemma = head.lemma_.lower()
    if verb.dep_ not in ("xcomp", "ccomp") or head.pos_ != "VERB" or any(c.tag_ == "MD" for c in verb.children):
        return verb
    aspect = lemma in words(L, "aspect") and (verb.tag_ == "VBG" or is_infinitive(verb))
    if aspect or (lemma in words(L, "letting") and not any(c.dep_ == "mark" for c in verb.children)):
        return infinitive_anchor(head)
    return verb


def _above(verb: Token) -> Iterator[Token]:
    """What embeds a duty's infinitive or that-clause, also where a parser calls it an adverbial one."""
    if verb.dep_ == "xcomp" and verb.head.dep_ == "acl" and verb.head.head.dep_ == "pobj":
        yield verb.head  # "was in any case obliged to help", hung on "case"
    for above in governors(verb)[:3]:
        yield above
        if above.pos_ == "NOUN" and above.dep_ in ("nsubj", "nsubjpass"):
            break  # in "its action to take sides was not agreed" nobody agrees to take sides
    if verb.dep_ == "acl" and is_infinitive(verb) and verb.head.dep_ == "pobj":
        yield verb.head.head.head  # "obliged by a treaty with X to repel", hung on the treaty
    if verb.dep_ in ("advcl", "acl", "relcl") and is_infinitive(verb):
        yield verb.head
        if verb.head.lemma_.lower() in words(L, "spans"):
            yield verb.head.head  # "gave it a month to leave"
            if verb.head.dep_ == "pobj":
                yield verb.head.head.head  # "gave it until the end of the month to leave"
        if verb.dep_ == "advcl":
            yield from (c for c in verb.head.children if c.dep_ in ("dobj", "acomp") and c.i < verb.i)
            if verb.head.lemma_ in _STEPS:
                yield from governors(verb.head)[:2]


def provision(verb: Token, parties: Parties) -> tuple[Token, Mention] | None:
    """The word with which a treaty says a duty ("the treaty *provides* that each shall …"), and the treaty."""
    for above in governors(verb)[:2]:
        if above.pos_ == "VERB" and above.lemma_.lower() in words(L, "provides"):
            treaty = speaking(above, parties)
            if treaty is not None:
                return above, treaty
    return None


def _modal(duty: Duty, verb: Token, parties: Parties) -> Bond | None:
    said = _modals(verb)
    status = modality(verb).status
    stated = provision(verb, parties)
    treaty = stated[1] if stated else None
    if (_have_to(verb) or _need(verb)) and modality(verb).polarity == "negated":
        return Bond("obliged", None, _subjects(duty, verb), treaty)  # "does not have to", "need not": free of a duty
    if _have_to(verb) or said & _MUST or (status in ("demanded", "ordered") and not said):
        bound = _subjects(duty, verb)
        mutual = any(is_collective(t) and t.pos_ == "NOUN" for t in bound)
        treaty = treaty or _under(verb, parties)
        obliged = (treaty is not None or mutual or _if_attacked(verb)) and not said & {"should", "ought"}
        return Bond("obliged" if obliged else "demanded", None, bound, treaty)
    had = stated is not None and stated[0].lemma_ in ("have", "see") and verb.tag_ == "VBN"  # "had its army merged"
    if "shall" in said or (treaty is not None and (said or had)):
        return Bond("obliged", None, _subjects(duty, verb), treaty)
    if (said & _PROMISE or _is_to(verb)) and (under := _under(verb, parties)) is not None:
        return Bond("obliged", None, _subjects(duty, verb), under)
    if said & _PROMISE or _is_to(verb) or _arranged(verb) or _is_headline(verb, parties):
        return Bond("possible" if status == "possible" else "modal", None, _subjects(duty, verb))
    if "may" in said and duty.name in _BARRED and modality(verb).polarity == "negated":
        return Bond("obliged", None, _subjects(duty, verb), treaty)  # "neither may station troops": barred
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
    if verb.tag_ in ("VBZ", "VBP") and _mutually(duty, verb):
        last = parties.last(verb)
        return Bond("obliged", None, _subjects(duty, verb), last)
    lasting = verb.tag_ in ("VBZ", "VBP") or any(c.lower_ in ("has", "have") for c in verb.children)
    if lasting and (under := _under(verb, parties)) is not None and duty.group != "open":
        return Bond("obliged", None, _subjects(duty, verb), under)  # "an accord under which X defends it"
    if verb.dep_ in ("xcomp", "acl", "ROOT") and is_infinitive(verb) and verb.head.pos_ in ("PROPN",):
        return Bond("demanded", None, (verb.head,))  # an item of a list of demands: "Ruritania to comply"
    return None


def _mutually(duty: Duty, verb: Token) -> bool:
    """ "If one of us is attacked, the other comes to its aid"."""
    other = any(is_collective(t) for t in _subjects(duty, verb))
    clauses = [c for c in verb.children if c.dep_ == "advcl" and any(m.lower_ in ("if", "when") for m in c.children)]
    attacked = any(t.lower_ in ("one", "either") for clause in clauses for t in clause.children)
    return other and attacked


def _under(verb: Token, parties: Parties) -> Mention | None:
    """The agreement under which something is to happen."""
    nouns = [t for node in (verb, verb.head) for t in obliques(node, "under", "per")]
    known = (t for t in nouns if t.pos_ in ("NOUN", "PROPN") or t.lower_ in ("it", "which", "this"))
    return next((m for t in known if (m := parties.treaty(t)) is not None), None)


def _subjects(duty: Duty, verb: Token) -> tuple[Token, ...]:
    if verb.dep_ in ("xcomp", "advcl") and is_infinitive(verb) and verb.head.lemma_ in _STEPS:
        return subjects(verb.head)  # "use all means to protect": who uses them
    own = subjects(verb) or subjects(duty.verb) or ((verb.head,) if verb.head.pos_ == "PROPN" else ())
    above = verb.head
    if any(t.lower_ in ("it", "they") for t in own) and verb.dep_ == "ccomp" and above.pos_ == "VERB":
        each = subjects(above)  # "each party declares that it would act"
        return each if any(is_collective(t) and t.pos_ == "NOUN" for t in each) else own
    return own


def _modals(verb: Token) -> set[str]:
    """The modals of a verb, of the verb that it shares them with, or of the one that its infinitive hangs on."""
    own = {c.lower_ for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD"}
    if own or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        return own
    if verb.dep_ == "conj" or (verb.dep_ in ("xcomp", "advcl", "ccomp") and is_infinitive(verb)):
        head = verb.head
        if head.lemma_ in ("want", "wish", "like", "hope", "prefer", "love"):
            return set()
        if verb.dep_ != "advcl" or head.lemma_ in _STEPS:
            return {c.lower_ for c in head.children if c.dep_ == "aux" and c.tag_ == "MD"}
    return set()


def _if_attacked(verb: Token) -> bool:
    """ "Must help it if it is attacked": what alliances say, and nobody's demand of the day."""
    clauses = (c for c in verb.children if c.dep_ == "advcl" and any(m.lower_ in ("if", "should") for m in c.children))
    return any(c.lemma_.lower() in words(L, "attack_verbs") for c in clauses)


def _have_to(verb: Token) -> bool:
    return is_infinitive(verb) and any(above.lemma_ in ("have", "need") for above in governors(verb)[:1])


def _need(verb: Token) -> bool:
    """ "Need not help"."""
    return any(c.dep_ == "aux" and c.lower_ == "need" for c in verb.children)


def _is_to(verb: Token) -> bool:
    """ "Is to help": what has been arranged."""
    head = verb.head
    return (
        verb.dep_ == "xcomp"
        and is_infinitive(verb)
        and head.lemma_ == "be"
        and not any(c.dep_ in ("acomp", "attr") for c in head.children)
    )


def _is_headline(verb: Token, parties: Parties) -> bool:
    """ "Ruritania to defend Arcadia": a headline's future."""
    if not is_infinitive(verb):
        return False
    named = verb.head.pos_ == "PROPN" and verb.head.dep_ == "ROOT" and parties.context.page.passage(verb).index == 0
    return named or (verb.dep_ == "ROOT" and any(c.dep_ == "nsubj" for c in verb.children))


def _arranged(verb: Token) -> bool:
    """ "Is due to be merged", "is set to help"."""
    return is_infinitive(verb) and verb.dep_ == "xcomp" and verb.head.lower_ in words(L, "arranged")


def in_condition(verb: Token) -> bool:
    """Whether a verb stands in a condition itself ("if X invades"), so that nobody is bound to it."""
    node = infinitive_anchor(verb)
    if node.dep_ in ("ROOT", "ccomp", "advcl") and any(mood == "conditional" for mood, _ in auxiliary_moods(node)):
        return True  # "should X recall its soldiers, …"
    while node.dep_ in ("conj", "xcomp", "ccomp") and node.head.i != node.i and not _marked(node):
        node = node.head
    return _marked(node)


def _marked(verb: Token) -> bool:
    return verb.dep_ in ("advcl", "ccomp", "ROOT") and any(
        c.lower_ in ("if", "unless", "when", "once")
        and (c.dep_ == "mark" or (c.dep_ == "advmod" and c.lower_ == "when"))
        for c in verb.children
    )
