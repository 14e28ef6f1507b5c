"""What single words do to a proposition: auxiliaries, negation, conditions, and verbs and nouns that embed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.lexicon import lexicon, words
from foedus.reading.phrases import SUBJECTS, VERBAL, auxiliaries, is_infinitive
from foedus.reading.refusals import has_one_of, neither, spurns

if TYPE_CHECKING:
    from foedus.reading.parse import Token

__all__ = ["is_infinitive"]

_WISHING = frozenset({"want", "ask", "request", "petition", "beg"})
_GROUPS = ("negating", "denied", "demanded", "ordered", "planned", "possible")


def _in(group: str, token: Token) -> bool:
    return token.lemma_.lower() in words("modality", group)


def negation(verb: Token) -> Token | None:
    """The word that negates a verb, its subject or its object; None for "not only" and "not … until", which affirm."""
    for child in verb.children:
        if child.dep_ == "neg" or (
            child.dep_ in ("advmod", "preconj", "cc") and child.lower_ in words("modality", "negators")
        ):
            if child.dep_ == "cc" and child.i > verb.i:
                continue
            if not _cancelled(verb, child):
                return child
        elif child.dep_ == "advmod" and child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children):
            return child
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "expl", "agent", "dative"):
            led = child.dep_ in ("agent", "dative")
            named = next((c for c in child.children if c.dep_ == "pobj"), child) if led else child
            cue = negative_determiner(named)
            if cue is not None and not _anaphoric_no(child):
                return cue
        elif child.dep_ == "prep" and child.i > verb.i and (cue := neither(child)) is not None:
            return cue
    return _shared_negation(verb)


def _cancelled(verb: Token, cue: Token) -> bool:
    following = verb.doc[cue.i + 1] if cue.i + 1 < len(verb.doc) else None
    if following is not None and following.lower_ in ("only", "just", "merely", "least"):
        return True
    return any(
        c.dep_ in ("prep", "advcl") and c.left_edge.lower_ in ("until", "till") and c.i > verb.i for c in verb.children
    )


def _anaphoric_no(token: Token) -> bool:
    return token.lower_ == "doubt"


def _shared_negation(verb: Token) -> Token | None:
    """ "Did not sign or ratify", "neither signed nor ratified", "never signed, let alone ratified": one for both."""
    if (
        verb.i > 1
        and verb.doc[verb.i - 1].lower_ in ("alone", "less")
        and verb.doc[verb.i - 2].lower_ in ("let", "much")
    ):
        return verb.doc[verb.i - 1]
    if verb.dep_ != "conj" or verb.head.pos_ not in VERBAL:
        return None
    joined = [t for t in verb.doc[verb.head.i + 1 : verb.i] if t.dep_ == "cc" and t.head.i == verb.head.i]
    if joined and joined[-1].lower_ == "nor":
        return joined[-1]
    own = any(c.dep_ in ("aux", "auxpass") or c.dep_ in SUBJECTS for c in verb.children)
    if joined and joined[-1].lower_ in ("or", "and") and not own and verb.tag_ in ("VB", "VBN"):
        return negation(verb.head) if verb.tag_ == verb.head.tag_ else None
    return None


def negative_determiner(noun: Token) -> Token | None:
    """The "no", "none of" or "neither" of a noun phrase."""
    if noun.lower_ in words("modality", "negative_pronouns") and noun.dep_ not in ("det", "intj", "neg"):
        return None if _only_limits(noun) else noun
    for child in noun.children:
        if child.dep_ in ("nummod", "det") and any(c.lower_ == "not" for c in child.children):
            return child  # "not one member"
        if (
            child.dep_ == "appos"
            and child.lower_ in ("neither", "none")
            and any(c.lower_ == "of" for c in child.children)
        ):
            return child  # "A and B, neither of which …"
        if child.dep_ in ("det", "neg", "preconj") and child.lower_ in ("no", "neither"):
            following = noun.doc[child.i + 1].lower_ if child.i + 1 < len(noun.doc) else ""
            if following not in ("fewer", "less", "longer", "doubt"):
                return child
    return None


def _only_limits(pronoun: Token) -> bool:
    """Whether "nothing" only says that it is all: "binds us to consult, nothing more"."""
    doc, after = pronoun.doc, pronoun.i + 1
    apart = pronoun.i > 0 and doc[pronoun.i - 1].text in (",", "–", "—", "and")
    return apart and after < len(doc) and doc[after].lower_ in ("more", "less", "else")


def auxiliary_moods(verb: Token) -> Iterator[tuple[str, Token]]:
    """What a verb's auxiliaries say: "may" possible, "will" planned, "must" demanded."""
    for aux in auxiliaries(verb):
        word = aux.lower_
        if word in words("modality", "possible_modals") and aux.tag_ == "MD":
            yield "possible", aux
        elif word in words("modality", "planned_modals"):
            yield "planned", aux
        elif word in words("modality", "demanded_modals"):
            yield "demanded", aux
        elif word == "should":
            yield ("conditional" if verb.dep_ == "advcl" or _inverted(verb, aux) else "demanded"), aux
        elif word in ("would", "'d", "’d") and aux.tag_ == "MD":
            yield ("planned" if _reported(verb) else "possible"), aux
    if (
        verb.lemma_ == "go"
        and verb.tag_ == "VBG"
        and any(c.dep_ == "xcomp" and is_infinitive(c) for c in verb.children)
    ):
        yield "planned", verb


def _inverted(verb: Token, aux: Token) -> bool:
    """ "… what would happen should X leave": an auxiliary before its subject where nothing is asked."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    asked = verb.sent[-1].text.startswith("?") or (aux.i and verb.doc[aux.i - 1].tag_ in ("WRB", "WP", "WDT"))
    return subject is not None and aux.i < subject.i and not asked


def _reported(verb: Token) -> bool:
    """Whether "would" is the past of "will": inside something said, thought or planned in the past."""
    node = verb
    while node.dep_ == "conj" and node.head.i != node.i:
        node = node.head
    return node.dep_ in ("ccomp", "acl", "xcomp") and node.head.tag_ in ("VBD", "VBN", "VBG", "NN", "NNS")


def is_question(verb: Token) -> bool:
    """Whether a main clause asks if something is so; why, when and how take it for granted that it is."""
    if any(c.dep_ == "mark" and c.lower_ == "whether" for c in verb.children):
        return True
    if verb.dep_ not in ("ROOT", "conj"):
        return verb.dep_ == "ccomp" and any(c.dep_ == "mark" and c.lower_ == "if" for c in verb.children)
    sentence = verb.sent
    if not any(t.text == "?" for t in sentence[-2:]):
        return False
    if any(a.lower_ in ("would", "could", "might", "should", "will", "can") for a in auxiliaries(verb)):
        return True
    return not any(t.lower_ in words("modality", "wh_words") and t.i < verb.i for t in sentence)


def is_bare_infinitive(verb: Token) -> bool:
    """Whether a headline puts the future as an infinitive ("Parliament to ratify the treaty")."""
    return verb.pos_ in VERBAL and is_infinitive(verb)


def is_content_clause(verb: Token) -> bool:
    """Whether a clause on a noun spells out what the noun says ("plans to deploy", "the claim that …")."""
    if verb.dep_ == "acl" and any(c.dep_ == "mark" for c in verb.children):
        return True
    return is_infinitive(verb) and (noun_effect(verb.head) is not None)


def is_juxtaposed(verb: Token) -> bool:
    """Whether a "complement" is a sentence of its own before a semicolon or dash, as parsers label them."""
    if verb.dep_ != "ccomp" or verb.i > verb.head.i:
        return False
    return any(t.text in (";", ":", "–", "—") for t in verb.doc[verb.right_edge.i : verb.head.i])


_ORDINALS = ("st", "nd", "rd", "th")


def is_ranked(noun: Token) -> bool:
    """Whether a noun is "the first to", "the only one to", which presupposes the act."""
    ranked = words("modality", "ranked")
    if noun.lemma_ in ranked or is_rank(noun) or any(is_rank(c) for c in noun.children):
        return True
    of = (c for p in noun.children if noun.like_num and p.lower_ == "of" for c in p.children if c.dep_ == "pobj")
    return any(is_ranked(whole) for whole in of)  # "one of the few to"


def is_rank(token: Token) -> bool:
    """Whether a word ranks its noun among those that do something: "first", "only", "third", "32nd"."""
    if token.lower_ in words("modality", "ranked") or (token.pos_ == "ADJ" and token.ent_type_ == "ORDINAL"):
        return True
    return token.lower_[0].isdigit() and token.lower_.endswith(_ORDINALS)  # "the 31st to join"


def is_future(verb: Token) -> bool:
    """Whether a verb speaks of what is to come."""
    return any(mood == "planned" for mood, _ in auxiliary_moods(verb)) or any(
        c.dep_ == "xcomp" and is_infinitive(c) for c in verb.children if verb.lemma_ == "be"
    )


def fulfilment(noun: Token) -> Token | None:
    """The verb that says that what a noun promised is done: "kept its pledge to", "followed through on its plan to"."""
    preposition = noun.head if noun.dep_ == "pobj" else None
    verb = preposition.head if preposition is not None else noun.head
    if preposition is None and noun.dep_ not in ("dobj", "nsubjpass"):
        return None
    wanted = lexicon("modality")["fulfilling"].get(verb.lemma_.lower())
    if wanted is None:
        return None
    near = {c.lower_ for c in verb.children}
    return verb if bool(preposition) == ("on" in wanted) and all(word in near for word in wanted) else None


def noun_effect(noun: Token) -> str | None:
    """What a noun does to the proposition that it embeds ("plans to", "a demand for")."""
    if noun.pos_ != "NOUN":
        return None
    return next((_named(group) for group in _GROUPS if _in(f"{group}_nouns", noun)), None)


def adjective_effect(adjective: Token) -> str | None:
    """What an adjective does to its complement ("ready to", "unable to")."""
    if adjective.pos_ not in ("ADJ", "VERB", "ADV"):
        return None
    groups = ("negating", "denied", "demanded", "planned", "possible")
    return next(
        (_named(group) for group in groups if adjective.lower_ in words("modality", f"{group}_adjectives")), None
    )


def _named(group: str) -> str:
    return "negated" if group == "negating" else group


def verb_effect(verb: Token, complement: Token, preposition: Token | None = None) -> str | None:
    """What a verb does to its complement: "denied that", "urged X to", "refused to", "called for"."""
    lemma = verb.lemma_.lower()
    particle = lexicon("modality")["particles"].get(lemma)
    has_particle = particle is not None and any(c.dep_ == "prt" and c.lower_ == particle for c in verb.children)
    verbal = complement.pos_ in VERBAL
    if complement.dep_ in SUBJECTS and complement.dep_ != "nsubjpass":
        return None
    if spurns(verb, lemma, complement):
        return "spurned"
    if not verbal and lemma in words("modality", "cancelling") and (particle is None or has_particle):
        return "negated" if complement.dep_ in ("dobj", "nsubjpass") else None
    if lemma == "have" and verbal and is_infinitive(complement) and complement.dep_ == "xcomp":
        yet = any(c.lower_ in ("yet", "still") for t in (verb, complement) for c in t.children)
        return "negated" if yet else "demanded"
    if lemma == "be" and verbal and is_infinitive(complement) and complement.dep_ == "xcomp":
        return _be_to(verb)
    if lemma == "rule":
        return "negated" if has_particle else None
    if not has_one_of("held_off", verb, lemma):
        return None
    if lemma in words("modality", "denied_with_claim"):
        return _rejection(complement, verbal)
    if lemma == "call":
        appeal = preposition is not None or any(
            c.dep_ == "prep" and c.lower_ in ("on", "upon", "for") for c in verb.children
        )
        return "demanded" if appeal and complement.dep_ != "dobj" else None
    if lemma in _WISHING and verbal and complement.dep_ == "xcomp" and not _addresses(verb):
        return "planned"  # one's own wish; "wants X to" is a demand
    return _grouped(verb, complement, preposition)


def _grouped(verb: Token, complement: Token, preposition: Token | None) -> str | None:
    """What a verb does by the first of the lexicon's groups that has it."""
    lemma = verb.lemma_.lower()
    if complement.pos_ in VERBAL and complement.dep_ == "ccomp" and lemma in lexicon("modality")["unadmitted"]:
        return _unadmitted(verb, lemma)
    for group in _GROUPS:
        if lemma in words("modality", group):
            return _fitting(group, verb, complement, preposition)
    return None


def _addresses(verb: Token) -> bool:
    """Whether a verb of wishing wants it of somebody: "asks X to", "was asked to"."""
    return any(c.dep_ in ("dobj", "nsubjpass", "auxpass", "dative") for c in verb.children)


def _be_to(verb: Token) -> str | None:
    adjective = next((c for c in verb.children if c.dep_ in ("acomp", "attr")), None)
    return (adjective_effect(adjective) or noun_effect(adjective)) if adjective is not None else "planned"


def _unadmitted(verb: Token, lemma: str) -> str | None:
    """What it does to a proposition that somebody does not own up to it: "has never admitted", "refuses to confirm"."""
    holding_back = verb.dep_ == "xcomp" and _in("negating", verb.head)
    without = verb.dep_ == "pcomp" and verb.head.lower_ in words("modality", "negating_prepositions")
    if negation(verb) is None and not holding_back and not without:
        return None
    return f"un{lexicon('modality')['unadmitted'][lemma]}"


def _rejection(complement: Token, verbal: bool) -> str | None:
    if verbal:
        return "denied" if complement.dep_ == "ccomp" else None
    if _in("offers", complement):
        return "negated"  # "rejected an invitation to join"
    return "denied" if _in("claim_nouns", complement) else None


def _fitting(group: str, verb: Token, complement: Token, preposition: Token | None) -> str | None:
    """A group's effect where the complement has the form that carries it."""
    lemma = verb.lemma_.lower()
    finite = complement.pos_ in VERBAL and complement.dep_ == "ccomp" and not is_infinitive(complement)
    if preposition is not None:
        if complement.pos_ in VERBAL and complement.dep_ == "pcomp":
            return _named(group)
        fitting = {"demanded": ("for", "on"), "planned": ("for", "to"), "ordered": ("for", "to"), "negating": ("from",)}
        return _named(group) if preposition.lower_ in fitting.get(group, ("about", "on")) else None
    if group == "negating" and complement.pos_ not in VERBAL:
        return (
            "negated"
            if lemma in ("avoid", "prevent", "refuse", "exclude", "stop", "decline", "spurn", "block", "veto")
            and complement.dep_ == "dobj"
            else None
        )
    if finite and group == "demanded":
        base = complement.tag_ == "VB" and not any(c.tag_ == "MD" for c in complement.children)
        should = any(c.lower_ in ("be", "should") and c.dep_ in ("aux", "auxpass") for c in complement.children)
        return "demanded" if base or should or lemma not in words("modality", "subjunctive_only") else None
    if finite and group == "planned":
        return "planned" if lemma in words("modality", "finite_planned") else None
    if finite and group in ("ordered", "negating"):
        return None
    held = is_infinitive(complement) and any(c.dep_ in SUBJECTS for c in complement.children)
    if lemma == "consider" and held:
        return None  # "considers it to be lost"
    if finite and group == "possible" and lemma in ("allow", "authorise", "authorize", "permit", "enable"):
        return None
    if complement.pos_ not in VERBAL and complement.dep_ not in ("dobj", "nsubjpass", "attr"):
        return None
    return _named(group)
