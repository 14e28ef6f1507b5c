"""Triggers: the event that calls a duty up ("if an attack on X comes through Y", "in case of aggression")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.model.claims import Mention
from foedus.reading.claims.commitment.parties import Parties, is_collective
from foedus.reading.conditions import adverbial_clauses, conditional_mark
from foedus.reading.lexicon import words
from foedus.reading.roles import polities
from foedus.reading.syntax import governors, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

L = "commitment"
_MARKS = frozenset({"if", "once", "unless", "whenever", "when", "should", "where", "provided"})
_WAYS = ("through", "near", "from", "via", "across")


@dataclass(frozen=True, slots=True)
class Trigger:
    """What calls a duty up: the act, whom it is done to, and the actors of its way ("through", "near", "from")."""

    act: str
    on: tuple[Mention, ...] = ()
    ways: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def record(self) -> dict[str, Any]:
        """The contract's form."""
        found: dict[str, Any] = {"act": self.act}
        if self.on:
            found["on"] = [m.actor for m in self.on]
        return found | {way: list(keys) for way, keys in self.ways}


def trigger_of(context: Context, verb: Token, parties: Parties, treaty: Mention | None) -> Trigger | None:
    """The trigger of a duty's verb, or None where it is owed come what may."""
    first: Trigger | None = None
    for clause in conditions(verb):
        found = _attack(context, clause, parties, treaty)
        if found is not None:
            return found
        first = first or Trigger("condition")
    return first or _of_beneficiary(context, verb, parties, treaty)


def conditions(verb: Token) -> Iterator[Token]:
    """The conditional clauses and phrases on a verb or on what governs it."""
    nodes = [verb, *governors(verb)[:2]]
    if verb.dep_ in ("advcl", "conj", "pcomp") and verb.head.i not in {n.i for n in nodes}:
        nodes.append(verb.head)
    nodes += [c for c in verb.children if c.dep_ == "dobj"]
    for node in nodes:
        yield from (clause for clause in adverbial_clauses(node) if _is_condition(clause))
        yield from (child for child in node.children if child.dep_ == "prep" and _case(child))
    head = verb.head
    if verb.dep_ == "conj" and _inverted(head):
        yield head
    for node in nodes:
        if node.dep_ == "ccomp":  # "Were X to be invaded, Y would fight, he said": both hang on the saying
            before = (c for c in node.head.children if c.dep_ in ("ccomp", "advcl") and c.i < node.i)
            yield from (c for c in before if _is_condition(c) or _inverted(c))


def _is_condition(clause: Token) -> bool:
    if clause.lower_ == "were" and any(c.dep_ in ("nsubj", "nsubjpass") and c.i > clause.i for c in clause.children):
        return True  # "were X to be invaded"
    if conditional_mark(clause) is not None:
        return True
    past = clause.tag_ == "VBD" or (clause.tag_ == "VBN" and not any(c.dep_ == "auxpass" for c in clause.children))
    return not past and any(c.lower_ in _MARKS and c.dep_ in ("mark", "aux", "advmod") for c in clause.children)


def _inverted(verb: Token) -> bool:
    """ "Should someone attack …", where the parser takes the condition for the sentence's main clause."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return subject is not None and any(
        c.dep_ == "aux" and c.lower_ in ("should", "were") and c.i < subject.i for c in verb.children
    )


def _case(preposition: Token) -> bool:
    nouns = [c for c in preposition.children if c.dep_ == "pobj"]
    return preposition.lower_ == "in" and any(t.lemma_.lower() in ("case", "event") for t in nouns)


def _attack(context: Context, clause: Token, parties: Parties, treaty: Mention | None) -> Trigger | None:
    cues = words(L, "attack") | words(L, "attack_verbs") | words(L, "threat_verbs")
    for token in sorted(clause.subtree, key=lambda t: (t.pos_ != "VERB", t.i)):
        lemma = token.lemma_.lower()
        if lemma not in cues or (token.pos_ == "VERB" and lemma in ("meet", "threat")):
            continue
        act = "threat" if lemma in words(L, "threat_verbs") | {"threat", "danger"} else "attack"
        on = _victims(context, token, clause, parties, treaty)
        ways = {way: _actors(context, token, clause, way) for way in _WAYS}
        through = dict.fromkeys((*ways["through"], *ways.pop("via"), *ways.pop("across")))
        ways["through"] = tuple(
            through if through.keys().isdisjoint(m.actor for m in on) else _others_land(context, clause)
        )
        return Trigger(act, on, tuple((way, keys) for way, keys in ways.items() if keys))
    return None


def _others_land(context: Context, clause: Token) -> tuple[str, ...]:
    """Whose land an attack crosses that would seem to cross the victim's own: "X will fight if Y is attacked across its
    land" means X's, who speaks of itself."""
    return tuple(dict.fromkeys(m.actor for m in polities(context, subjects(clause.head))))


def _victims(
    context: Context, token: Token, clause: Token, parties: Parties, treaty: Mention | None
) -> tuple[Mention, ...]:
    if token.pos_ == "VERB":
        near = list(objects(token))
    else:
        near = [*obliques(token, "on", "against", "upon"), *obliques(clause, "on", "against", "upon")]
        holder = token.head if token.dep_ in ("dobj", "pobj", "attr") else None
        if holder is not None and holder.pos_ == "ADP":
            holder = holder.head
        if not near and holder is not None and holder.lemma_.lower() in words(L, "suffers"):
            near = list(subjects(holder))
    for head in near:
        for inner in (head, *obliques(head, "of")):
            if is_collective(inner):
                return parties.together(inner, treaty)
    return polities(context, near)


def _actors(context: Context, token: Token, clause: Token, way: str) -> tuple[str, ...]:
    near = [*obliques(token, way), *obliques(clause, way)]
    return tuple(dict.fromkeys(m.actor for m in polities(context, near)))


def _of_beneficiary(context: Context, verb: Token, parties: Parties, treaty: Mention | None) -> Trigger | None:
    """ "Help a member that is under attack", "assist the one attacked", "defend it from attack"."""
    near = [*objects(verb), *obliques(verb, "to", "for", "of"), *(c for c in verb.children if c.dep_ == "ccomp")]
    for head in near:
        for inner in (head, *head.children):
            if inner.dep_ in ("acl", "relcl", "ccomp", "amod") and inner.pos_ == "VERB":
                attacked = inner.lemma_.lower() in words(L, "attack_verbs")
                suffered = inner.lemma_.lower() in words(L, "suffers") and any(
                    t.lemma_.lower() in words(L, "attack") for t in (*objects(inner), *obliques(inner))
                )
                if attacked or suffered:
                    return Trigger("attack", parties.together(head, treaty) if inner.i != head.i else ())
    if any(t.lemma_.lower() in ("attack", "aggression", "invasion") for t in obliques(verb, "from", "against")):
        return Trigger("attack", tuple(m for m in polities(context, objects(verb))))
    return None
