"""Polarity and status of a proposition, from its verb or noun and from what embeds it.

The reading walks from the predicate outwards.  Each step may negate ("not", "refuse to", "no plans to") and may say how
real the thing is ("plan to", "urge", "deny", "if").  Where several do, the strongest reading wins, in this order:

1. *denied* – who denies that something happened says nothing of its negation, so polarity stays as it was denied;
2. *conditional* – what is planned, demanded or possible only if something else happens is conditional first of all;
3. a question makes *possible* whatever it asks about;
4. *demanded*, *ordered* – somebody else's will, even where that other one "may" or "will" comply;
5. *possible* – an option is less than a plan;
6. *planned*;
7. *actual*.

A plain "did not" is negated and actual, and so is a plan denied: "will not sign", "has no plans to sign" tell how
somebody stands today.  A duty in a treaty ("will defend it if attacked") reads as conditional here;
the kind of claim that knows of duties decides for itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.reading import conditions, moods, refusals
from foedus.reading.lexicon import words
from foedus.reading.memo import per_token
from foedus.reading.phrases import VERBAL

if TYPE_CHECKING:
    from foedus.reading.parse import Token

_PRECEDENCE = ("denied", "conditional", "question", "ordered", "demanded", "possible", "planned")


@dataclass(frozen=True, slots=True)
class Modality:
    """How a proposition is put.

    polarity: ``affirmed`` or ``negated``; status: one of the contract's statuses.
    cues: the words that say so, in the order of the text.
    """

    polarity: str = "affirmed"
    status: str = "actual"
    cues: tuple[Token, ...] = ()


@dataclass(slots=True)
class _Found:
    """What the walk has collected."""

    negators: list[Token] = field(default_factory=list)
    undone: int = 0
    moods: list[str] = field(default_factory=list)
    cues: list[Token] = field(default_factory=list)

    def mood(self, mood: str, cue: Token) -> None:
        self.moods.append(mood)
        self.cues.append(cue)

    def negate(self, cue: Token) -> bool:
        """Count a negation, once for each word that negates."""
        if any(known.i == cue.i for known in self.negators):
            return False
        self.negators.append(cue)
        self.cues.append(cue)
        return True


@per_token
def modality(predicate: Token) -> Modality:
    """Whether the proposition of a verb or noun is affirmed, and how real it is said to be."""
    found = _Found()
    _walk(predicate, found)
    status = next((mood for mood in _PRECEDENCE if mood in found.moods), "actual")
    if status == "question":
        status = "possible"
    doubled = found.undone and len(found.negators) > 1 and len(found.negators) % 2 == 0
    if doubled and status in ("actual", "planned", "denied"):
        status = "possible"  # "did not rule out", "does not deny": an option is left open, nothing is asserted
    polarity = "negated" if len(found.negators) % 2 else "affirmed"
    if status == "denied" and "denied" in found.moods and len(found.negators) % 2 and found.undone:
        polarity, status = "affirmed", "possible"
    if polarity == "negated" and status == "planned":
        status = "actual"
    cues = {cue.i: cue for cue in found.cues}
    return Modality(polarity, status, tuple(cues[i] for i in sorted(cues)))


def _walk(predicate: Token, found: _Found) -> None:
    node = predicate
    if node.pos_ in VERBAL:
        _own(node, found)
    else:
        _noun(node, found)
    while True:
        above = _step(node, found)
        if above is None:
            return
        node = above


def _own(verb: Token, found: _Found) -> None:
    """A verb's own auxiliaries, negation and conditions."""
    cue = moods.negation(verb)
    if cue is not None:
        found.negate(cue)
    asked = moods.is_question(verb)
    denial = refusals.denying_answer(verb) if asked else None
    if denial is not None:  # "Would X sign it? Not yet": it does not
        found.negate(denial)
        return
    for mood, cue in moods.auxiliary_moods(verb):
        found.mood(mood, cue)
    condition = conditions.condition_on(verb)
    if condition is not None:
        found.mood("conditional", condition)
    if asked:
        found.mood("question", verb)


def _noun(noun: Token, found: _Found) -> None:
    cue = moods.negative_determiner(noun)
    if cue is not None:
        found.negate(cue)
    for child in noun.children:
        if child.dep_ == "amod" and child.lower_ in words("modality", "noun_planned"):
            found.mood("planned", child)
        elif child.dep_ == "amod" and child.lower_ in words("modality", "possible_adjectives"):
            found.mood("possible", child)


def _step(node: Token, found: _Found) -> Token | None:
    """Take in what the next word outwards does to the proposition; None where its reach ends."""
    head, dep = node.head, node.dep_
    if head.i == node.i:
        if moods.is_bare_infinitive(node):
            found.mood("planned", node)
        return None
    if dep == "conj":
        return head
    if dep in ("relcl", "acl") and not moods.is_content_clause(node):
        _modifier(node, head, found)
        return None
    if dep == "advcl":
        return _adverbial(node, head, found)
    if dep in ("compound", "amod") and node.tag_ == "VBG" and head.dep_ == "dobj":
        return head  # "denied deploying missiles", parsed as if missiles were denied
    if dep in ("appos", "poss", "compound", "parataxis", "nmod", "npadvmod") or moods.is_juxtaposed(node):
        return None
    if head.dep_ == "prep" or head.pos_ == "ADP" or dep in ("pobj", "pcomp"):
        return _through_preposition(node, head, found)
    return _embedded(node, head, found)


def _modifier(verb: Token, noun: Token, found: _Found) -> None:
    cue = moods.negative_determiner(noun)
    if cue is not None:
        found.negate(cue)
    if moods.is_infinitive(verb) and not moods.is_ranked(noun):
        effect = moods.noun_effect(noun)
        found.mood(effect or "planned", noun)


def _adverbial(verb: Token, head: Token, found: _Found) -> Token | None:
    mark = conditions.conditional_mark(verb)
    if mark is not None:
        found.mood("conditional", mark)
    elif moods.is_infinitive(verb):
        if any(c.dep_ == "attr" and moods.is_ranked(c) for c in head.children):
            return None  # "became the third state to sign it"
        if any(c.dep_ == "nsubj" and moods.is_ranked(c) for c in verb.children):
            return None  # "leaves X as the only state to recognise it"
        if _turned_out(verb, head):
            return None
        if refusals.is_spurned(head, verb):  # "turned down a plea *to join*", hung on the verb
            return _apply("spurned", head, found)
        effect = moods.verb_effect(head, verb)
        if effect is not None:
            return _apply(effect, head, found)
        found.mood("planned", verb)
    elif conditions.temporal_mark(verb) is not None and moods.is_future(head):
        found.mood("planned", head)
    return None


def _turned_out(verb: Token, head: Token) -> bool:
    """ "Signed it, only to leave it a year later": what came of it, and no purpose."""
    edge = verb.left_edge.i
    near = verb.doc[max(edge - 1, verb.sent.start) : verb.i]
    return head.tag_ in ("VBD", "VBN") and any(t.lower_ == "only" for t in near)


def _through_preposition(node: Token, preposition: Token, found: _Found) -> Token | None:
    head = preposition.head
    if preposition.lower_ in words("modality", "negating_prepositions"):
        found.negate(preposition)
        return None
    if preposition.lower_ == "against" and node.dep_ == "pcomp" and node.pos_ in VERBAL:
        found.negate(preposition)
        return None
    if head.lower_ in words("modality", "negating_prepositions") and preposition.lower_ in ("of", "than"):
        found.negate(head)
        return None
    if head.lower_ in words("modality", "conditional_nouns") and head.head.lower_ == "in":
        found.mood("conditional", head)
        return None
    if head.pos_ in VERBAL:
        effect = moods.verb_effect(head, node, preposition)
        if effect is not None:
            return _apply(effect, head, found)
        if preposition.dep_ == "agent" or node.pos_ in VERBAL:
            return None
        if head.lemma_ in words("modality", "support_prepositional"):
            _own(head, found)
            return head
        return None
    if head.lemma_.lower() in words("modality", "vote_nouns"):
        _noun(head, found)
        return head
    effect = moods.noun_effect(head) or moods.adjective_effect(head)
    if effect is None or preposition.lower_ not in ("of", "for", "to", "on", "about", "that", "in"):
        return None
    return _apply(effect, head, found)


def _embedded(node: Token, head: Token, found: _Found) -> Token | None:
    """A complement of a verb, adjective or noun."""
    if head.pos_ in VERBAL:
        effect = moods.verb_effect(head, node)
        if effect is not None:
            return _apply(effect, head, found)
        if node.pos_ in VERBAL and node.dep_ in ("xcomp", "csubj", "csubjpass", "oprd"):
            _own(head, found)
            return head
        if node.pos_ in VERBAL:
            return None
        return _supported(node, head, found)
    effect = moods.adjective_effect(head) or moods.noun_effect(head)
    if effect is None and head.pos_ not in ("ADJ", "NOUN", "ADV"):
        return None
    return _apply(effect, head, found)


def _supported(noun: Token, verb: Token, found: _Found) -> Token | None:
    """A noun's verb passes its own mood on where it only carries the noun ("the ratification will take place")."""
    if verb.lemma_ in words("modality", "support") or noun.dep_ == "nsubjpass":
        _own(verb, found)
        return verb
    return None


def _is_unasked(effect: str, head: Token) -> bool:
    """Whether nothing is demanded: "sees no need to", "there was no call for" tell what is not going to be."""
    return effect == "demanded" and head.pos_ == "NOUN" and moods.negative_determiner(head) is not None


def _apply(effect: str | None, head: Token, found: _Found) -> Token | None:
    if effect in ("unadmitted", "unconfirmed"):  # the negation is the admission's, not the act's
        found.mood("denied" if effect == "unadmitted" else "possible", head)
        return None
    kept = moods.fulfilment(head) if effect == "planned" else None
    if kept is not None:
        _own(kept, found)
        return kept
    if effect in ("negated", "spurned"):
        found.negate(head)
        found.undone += 1
        if effect == "spurned":  # what was demanded and turned down is not done
            found.moods = [mood for mood in found.moods if mood != "demanded"]
    elif effect is not None and not _is_unasked(effect, head):
        found.mood(effect, head)
        if effect == "denied":
            found.undone += 1
    if head.pos_ in VERBAL:
        _own(head, found)
    else:
        _noun(head, found)
    return head
