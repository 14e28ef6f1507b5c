"""Stances as verbs: "condemned", "threw its weight behind", "called it a sham", "will not accept", "wants X to"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.claims.stance.making import by_lemma, draft, is_cue
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import lexicon, words
from foedus.reading.modality import modality
from foedus.reading.syntax import (
    agents,
    complements,
    is_infinitive,
    is_passive,
    nominal_agents,
    objects,
    obliques,
    subjects,
)

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "stance"
_PARTICLES = frozenset({"prt", "prep", "advmod", "dobj", "oprd", "acomp", "intj", "dative"})
_JUDGED = frozenset({"oprd", "ccomp", "acomp", "attr", "xcomp", "dobj", "advcl", "appos"})
_WILL = frozenset({"will", "would", "wo", "can", "could", "shall", "ca"})


def find(context: Context) -> Iterator[Draft]:
    """Every stance that a verb or an adjective takes: names that judge and refusals before plain verbs."""
    for finder in (_named, _refused, _wanted, _moved, _idioms, _verbs, _adjectives):
        yield from finder(context)


def _named(context: Context) -> Iterator[Draft]:
    """ "Called the vote a sham", "described the move as provocative"."""
    for verb in context.having(words(_L, "naming")):
        if not is_cue(verb):
            continue
        seen = verb.lemma_ in ("see", "view", "find", "cast", "paint", "judge")  # what one sees is no name for it
        said = [c for c in verb.children if c.dep_ in _JUDGED and not (seen and c.dep_ == "dobj")] + list(
            obliques(verb, "as", "to")
        )
        said += [c for p in verb.children if p.dep_ == "prep" and p.lower_ in ("as", "to") for c in p.children]
        judged = {
            t.lemma_.lower() for s in said for t in (s, *s.children, *(g for c in s.children for g in c.children))
        }
        if judged & words(_L, "negative"):
            stance = "condemn"
        elif judged & words(_L, "positive"):
            stance = "praise"
        else:
            continue
        inner = [s for c in said if c.pos_ in ("VERB", "AUX", "NOUN", "ADJ") for s in c.children if s.dep_ == "nsubj"]
        yield from draft(context, verb, subjects(verb), [*objects(verb), *inner], stance)


def _refused(context: Context) -> Iterator[Draft]:
    """ "Will not accept", "refused to meet"."""
    for verb in context.having(words(_L, "unaccepted")):
        if not is_cue(verb):
            continue
        near = [*objects(verb), *obliques(verb, "with", "to", "in")]
        will = any(c.lower_ in _WILL for c in verb.children if c.dep_ == "aux")
        if will and modality(verb).polarity == "negated":
            yield from draft(context, verb, subjects(verb), near, "reject", polarity="affirmed")
    for verb in context.having(words(_L, "refusing")):
        inner = next((c for c in verb.children if c.dep_ == "xcomp" and is_infinitive(c)), None)
        if is_cue(verb) and inner is not None:
            near = [*objects(inner), *complements(inner, "with", "to", "from", "in")]
            yield from draft(context, verb, subjects(verb), near, "reject")


def _wanted(context: Context) -> Iterator[Draft]:
    """ "Wants Y to leave", "expects Y to pay", "told Y to stop": whoever is to do it is the target."""
    table: dict[str, str] = lexicon(_L)["wanting"]
    for verb in context.having(table):
        inner = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp", "advcl")), None)
        if (
            not is_cue(verb)
            or inner is None
            or (verb.lemma_ == "like" and not any(c.dep_ == "aux" for c in verb.children))
        ):
            continue
        doers = [c for c in inner.children if c.dep_ in ("nsubj", "nsubjpass")]
        doers += [c for c in verb.children if c.dep_ in ("dobj", "dative") and is_infinitive(inner)]
        if not _asks(verb, inner):
            continue
        told = [d for d in doers if d.lower_ not in ("i", "we", "you", "what", "who", "which")]
        stance = table[verb.lemma_.lower()]
        for found in draft(context, verb, subjects(verb), told, stance) if told else ():
            if found.roles["target"] or stance == "request" or verb.lemma_ == "expect":  # else it is their own people
                yield found


def _asks(verb: Token, inner: Token) -> bool:
    """Whether a complement says what somebody is to do: "to leave", "wants them gone"; not "told them that …"."""
    bare = not any(c.dep_ in ("mark", "aux", "auxpass") for c in inner.children)
    wished = verb.lemma_ in ("want", "need", "like") and inner.tag_ in ("VBN", "JJ", "RB")
    return is_infinitive(inner) or (bare and wished)


def _moved(context: Context) -> Iterator[Draft]:
    """ "The move angered X", "X was dismayed by Y's vote": who feels it holds the stance."""
    table = by_lemma("moved")
    for verb in context.having(table):
        if verb.pos_ != "VERB" or verb.dep_ in ("amod", "compound"):
            continue
        if any(c.dep_ in ("xcomp", "ccomp") and is_infinitive(c) for c in verb.children):
            continue  # "encouraged X to sign" urges
        causes = agents(verb) or (obliques(verb, "with", "at", "about", "over") if is_passive(verb) else subjects(verb))
        yield from draft(context, verb, objects(verb), causes, table[verb.lemma_.lower()])


def _idioms(context: Context) -> Iterator[Draft]:
    """ "Threw its weight behind", "broke off relations with", "summoned the ambassador"."""
    table: dict[str, dict[str, str]] = lexicon(_L)["idioms"]
    for verb in context.having(table):
        if not is_cue(verb):
            continue
        beside = [c for c in verb.children if c.dep_ in _PARTICLES] + list(objects(verb))
        beside += [c for c in verb.children if c.dep_ in ("ccomp", "xcomp")]
        beside += [
            c for o in objects(verb) for c in o.children if c.dep_ == "amod" and c.i > o.i
        ]  # "held Y responsible"
        beside += [o for c in verb.children if c.dep_ in ("prep", "prt") for o in obliques(verb, c.lower_)]
        options = table[verb.lemma_.lower()]
        word = next((t for t in beside if t.lemma_.lower() in options or t.lower_ in options), None)
        if word is None:
            continue
        stance = options.get(word.lemma_.lower()) or options[word.lower_]
        near = [*obliques(verb), *((*obliques(word), *nominal_agents(word)) if word.pos_ == "NOUN" else ())]
        near += [c for c in word.children if c.dep_ in ("poss", "amod", "compound")] if word.pos_ == "NOUN" else []
        near += [t for t in _targets(verb) if t.i != word.i]
        yield from draft(context, verb, subjects(verb), near, stance)


def _verbs(context: Context) -> Iterator[Draft]:
    verbs = by_lemma("stances")
    for verb in context.having(verbs):
        lemma = verb.lemma_.lower()
        if not is_cue(verb) or (lemma == "call" and not _calls(verb)):
            continue
        if lemma in ("press", "push") and not (objects(verb) or obliques(verb, "for")):
            continue
        if lemma in ("defend", "assert") and any(o.lower_.endswith(("self", "selves")) for o in objects(verb)):
            continue
        if lemma == "hail" and not (objects(verb) or is_passive(verb)):
            continue  # "hails from"
        if lemma == "insist" and not _insists(verb):
            continue
        if lemma in ("fear", "worry", "suggest", "propose", "recommend") and not _clausal(verb):
            continue
        helped = lemma in words(_L, "helping")
        for found in draft(context, verb, subjects(verb), _targets(verb), verbs[lemma]):
            if not helped or found.roles["target"]:
                yield found


def _calls(verb: Token) -> bool:
    """Whether a call is one for something: ships that "call there for supplies" ask for nothing."""
    return bool(obliques(verb, "on", "for", "upon")) and not any(c.lower_ in ("there", "at") for c in verb.children)


def _insists(verb: Token) -> bool:
    """Whether one insists on something to be done: "on talks", "that Y must leave", not "that it is so"."""
    clauses = [c for c in verb.children if c.dep_ == "ccomp"]
    due = any(c.tag_ == "VB" or any(a.lower_ in ("must", "should") for a in c.children) for c in clauses)
    return due or bool(obliques(verb, "on", "upon"))


def _clausal(verb: Token) -> bool:
    return any(c.dep_ in ("ccomp", "xcomp") for c in verb.children)


def _targets(verb: Token) -> list[Token]:
    found = [*objects(verb), *(c for c in verb.children if c.dep_ == "dative")]
    found += [*complements(verb, *words(_L, "toward"))]
    if verb.lemma_ in ("threaten", "vow", "refuse", "decline"):
        inner = [c for c in verb.children if c.dep_ == "xcomp"]
        found += [t for c in inner for t in (*objects(c), *complements(c, *words(_L, "toward")))]
    return found + [s for c in verb.children if c.dep_ in ("ccomp", "xcomp") for s in c.children if s.dep_ == "nsubj"]


def _adjectives(context: Context) -> Iterator[Draft]:
    """ "Is opposed to the plan", "was critical of Obama's stance"."""
    table = by_lemma("adjectives")
    for word in context.having({*table, *words(_L, "participles")}):
        stance = table.get(word.lemma_.lower()) or table.get(word.lower_)
        verb = word.head
        if stance is None:
            continue
        passive = word.tag_ == "VBN" and is_passive(word) and word.dep_ != "amod"
        if word.pos_ not in ("ADJ", "VERB") or not (word.dep_ == "acomp" or passive):
            continue
        doers = subjects(verb) if word.dep_ == "acomp" else objects(word)
        near = obliques(word, *words(_L, "toward"))
        if near:
            yield from draft(context, word, doers, near, stance)
