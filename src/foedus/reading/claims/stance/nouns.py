"""Stances as nouns: "X's objections to Y", "praise from X for Y", "drew condemnation from X", "is an ally of Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.claims.stance.making import by_lemma, draft
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.syntax import nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "stance"


def find(context: Context) -> Iterator[Draft]:
    """Every stance that a noun tells, with who holds it."""
    yield from _at_odds(context)
    nouns = by_lemma("nouns")
    for noun in context.having(nouns):
        if noun.pos_ != "NOUN" or noun.dep_ in ("compound", "amod"):
            continue
        if noun.lemma_.lower() in words(_L, "sides") and noun.dep_ not in ("attr", "appos"):
            continue  # "its allies" are others' friends, "the ally" is whoever was named
        stance = nouns[noun.lemma_.lower()]
        verb = _carrier(noun)
        received = verb is not None and verb.lemma_.lower() in words(_L, "receiving")
        holders, targets = _received(noun, verb) if verb is not None and received else _expressed(noun, verb)
        yield from draft(context, noun, holders, targets, stance, "affirmed" if _stands(noun, verb) else None)


def _stands(noun: Token, verb: Token | None) -> bool:
    """Whether a noun tells of a stance that stands whatever its sentence says: "did not heed X's request"."""
    carried = verb is not None and verb.lemma_.lower() in words(_L, "light") | words(_L, "receiving")
    return not carried and noun.dep_ not in ("attr", "nsubjpass", "nsubj") and bool(nominal_agents(noun))


def _at_odds(context: Context) -> Iterator[Draft]:
    """ "Is at odds with Y"."""
    for noun in context.having(words(_L, "odds")):
        preposition = noun.head
        if noun.dep_ == "pobj" and preposition.lower_ == "at":
            near = [*obliques(noun, "with"), *obliques(preposition, "with"), *obliques(preposition.head, "with")]
            yield from draft(context, noun, subjects(preposition.head), near, "oppose")


def _carrier(noun: Token) -> Token | None:
    """The light verb that carries a noun: "*drew* a rebuke", "*met with* opposition"."""
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ in ("with", "to", "for", "under") and head.head.pos_ == "VERB":
        return head.head if head.head.lemma_.lower() in words(_L, "receiving") else None
    return head if noun.dep_ in ("dobj", "nsubjpass") else None


def _from(noun: Token) -> tuple[Token, ...]:
    return obliques(noun, "from", "by", "among")


def _received(noun: Token, verb: Token) -> tuple[list[Token], list[Token]]:
    """ "Y's plan drew a rebuke from X": the giver holds it, the subject is its target."""
    givers = [*(_from(noun) or obliques(verb, "from") or nominal_agents(noun))]
    if not givers and noun.lemma_.lower() in words(_L, "held_of"):
        givers = [*obliques(noun, "of")]
    return givers, [*subjects(verb), *obliques(noun, "for", "over", "against")]


def _expressed(noun: Token, verb: Token | None) -> tuple[list[Token], list[Token]]:
    """ "X voiced its support for Y", "X is a critic of Y", "X's threats to Y", "praise from X for Y"."""
    head = noun.head
    givers = _from(noun)
    holders = [*(nominal_agents(noun) or givers)]
    light = verb is not None and head.lemma_.lower() in words(_L, "light")
    targets = [*obliques(noun, *words(_L, "toward"), *(() if givers else ("from",)))]
    targets += [t for g in givers for t in obliques(g, "for", "over", "of")]
    if noun.dep_ == "appos" and noun.lemma_.lower() in words(_L, "sides"):
        targets, holders = targets + holders, [noun.head]
    elif noun.dep_ == "attr":
        if noun.lemma_.lower() in words(_L, "sides"):
            targets, holders = targets + holders, list(subjects(head))
        holders = holders or list(subjects(head))
    elif light and not (holders and noun.lemma_ in ("sanction", "support")):
        holders = list(subjects(head)) or holders
    if light:
        targets += obliques(head, "on", "against", "to", "with", "at", "over")
    for clause in (c for c in noun.children if c.dep_ in ("acl", "relcl")):
        targets += [*obliques(clause, "on", "against", "to"), *(c for c in clause.children if c.dep_ == "nsubj")]
        targets += objects(clause) if clause.dep_ == "acl" else ()
    if noun.dep_ == "pobj" and head.head.pos_ == "NOUN" and head.lower_ == "of":
        targets += obliques(head.head, "on", "against")
    return holders, targets
