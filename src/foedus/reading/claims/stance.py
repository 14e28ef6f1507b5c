"""Stance: somebody condemns, accuses, supports, warns, urges … somebody.

The state is the holder where its leader speaks for it.  A stance is a verb ("condemned"), an idiom ("threw its weight
behind"), an adjective ("is opposed to"), a noun ("objections to"), a name that judges ("called the vote a sham"), a
refusal ("will not accept") or what a speaker tells others that they must do.  Each has its PLOVER event type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import lexicon, words
from foedus.reading.modality import modality
from foedus.reading.page import begin
from foedus.reading.referents import ORGANISATIONS, POLITIES
from foedus.reading.roles import can_act, named_in, type_of
from foedus.reading.syntax import is_infinitive, is_passive, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

_L = "stance"
_PARTICLES = frozenset({"prt", "prep", "advmod", "dobj", "oprd", "acomp", "intj", "dative"})
_JUDGED = frozenset({"oprd", "ccomp", "acomp", "attr", "xcomp", "dobj", "advcl", "appos"})
_DEFINITE = frozenset({"the", "this", "that", "these", "both", "any"})
_BACK = 260
"""Characters back that "the allegation" looks for who made it."""


def find(context: Context) -> Iterator[Draft]:
    """A draft for each stance that a known or named actor takes, one for each cue."""
    taken: set[int] = set()
    for finder in (_named, _refused, _idioms, _verbs, _adjectives, _nouns, _told):
        for draft in finder(context):
            cue = begin(draft.predicate)
            if cue not in taken:
                taken.add(cue)
                yield draft


@cache
def _by_lemma(group: str) -> dict[str, str]:
    return {lemma: stance for stance, lemmas in lexicon(_L)[group].items() for lemma in lemmas}


def _is_cue(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.dep_ not in ("amod", "compound")


def _verbs(context: Context) -> Iterator[Draft]:
    verbs = _by_lemma("stances")
    for verb in context.having(verbs):
        lemma = verb.lemma_.lower()
        if not _is_cue(verb) or (lemma == "call" and not obliques(verb, "on", "for", "upon")):
            continue
        if lemma in ("press", "push") and not (objects(verb) or obliques(verb, "for")):
            continue
        if lemma in ("fear", "worry", "suggest", "propose", "recommend") and not _clausal(verb):
            continue
        yield from _draft(context, verb, subjects(verb), _targets(verb), verbs[lemma])


def _clausal(verb: Token) -> bool:
    return any(c.dep_ in ("ccomp", "xcomp") for c in verb.children)


def _targets(verb: Token) -> list[Token]:
    found = [*objects(verb), *(c for c in verb.children if c.dep_ == "dative")]
    found += [*obliques(verb, *words(_L, "toward"))]
    return found + [s for c in verb.children if c.dep_ in ("ccomp", "xcomp") for s in c.children if s.dep_ == "nsubj"]


def _idioms(context: Context) -> Iterator[Draft]:
    """ "Threw its weight behind", "broke off relations with", "summoned the ambassador"."""
    table: dict[str, dict[str, str]] = lexicon(_L)["idioms"]
    for verb in context.having(table):
        if not _is_cue(verb):
            continue
        beside = [c for c in verb.children if c.dep_ in _PARTICLES] + list(objects(verb))
        beside += [c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.lemma_ == "see"]
        beside += [o for c in verb.children if c.dep_ in ("prep", "prt") for o in obliques(verb, c.lower_)]
        options = table[verb.lemma_.lower()]
        word = next((t for t in beside if t.lemma_.lower() in options or t.lower_ in options), None)
        if word is None:
            continue
        stance = options.get(word.lemma_.lower()) or options[word.lower_]
        near = [*obliques(verb), *(obliques(word) if word.pos_ == "NOUN" else ())]
        near += [c for c in word.children if c.dep_ in ("poss", "amod", "compound")] if word.pos_ == "NOUN" else []
        near += [t for t in _targets(verb) if t.i != word.i]
        yield from _draft(context, verb, subjects(verb), near, stance)


def _adjectives(context: Context) -> Iterator[Draft]:
    """ "Is opposed to the plan", "was critical of Obama's stance"."""
    table = _by_lemma("adjectives")
    for word in context.having(table):
        verb = word.head
        passive = word.tag_ == "VBN" and is_passive(word) and word.dep_ != "amod"
        if word.pos_ not in ("ADJ", "VERB") or not (word.dep_ == "acomp" or passive):
            continue
        doers = subjects(verb) if word.dep_ == "acomp" else objects(word)
        near = obliques(word, *words(_L, "toward"))
        if near:
            yield from _draft(context, word, doers, near, table[word.lemma_.lower()])


def _nouns(context: Context) -> Iterator[Draft]:
    nouns = _by_lemma("nouns")
    for noun in context.having(nouns):
        if noun.pos_ != "NOUN" or noun.dep_ in ("compound", "amod"):
            continue
        head = noun.head
        holders = nominal_agents(noun)
        carried = noun.dep_ in ("dobj", "nsubjpass") and head.lemma_.lower() in words(_L, "light")
        if noun.dep_ == "attr":
            holders = holders or subjects(head)
        elif carried and not (holders and noun.lemma_ in ("sanction", "support")):
            holders = subjects(head) or holders
        targets = [*obliques(noun, *words(_L, "toward")), *(obliques(head, "on", "against", "to") if carried else ())]
        targets += [t for c in noun.children if c.dep_ in ("acl", "relcl") for t in obliques(c, "on", "against", "to")]
        if noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN" and noun.head.lower_ == "of":
            targets += obliques(noun.head.head, "on", "against")
        yield from _draft(context, noun, holders, targets, nouns[noun.lemma_.lower()])


def _named(context: Context) -> Iterator[Draft]:
    """ "Called the vote a sham", "described the move as provocative"."""
    for verb in context.having(words(_L, "naming")):
        if not _is_cue(verb):
            continue
        said = [c for c in verb.children if c.dep_ in _JUDGED] + list(obliques(verb, "as", "to"))
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
        yield from _draft(context, verb, subjects(verb), [*objects(verb), *inner], stance)


def _refused(context: Context) -> Iterator[Draft]:
    """ "Will not accept", "refused to meet"."""
    for verb in context.having(words(_L, "unaccepted")):
        if not _is_cue(verb):
            continue
        near = [*objects(verb), *obliques(verb, "with", "to", "in")]
        will = {c.lower_ for c in verb.children if c.dep_ == "aux"} & {
            "will",
            "would",
            "wo",
            "can",
            "could",
            "shall",
            "ca",
        }
        if will and modality(verb).polarity == "negated":
            yield from _draft(context, verb, subjects(verb), near, "reject", polarity="affirmed")
    for verb in context.having(words(_L, "refusing")):
        inner = next((c for c in verb.children if c.dep_ == "xcomp" and is_infinitive(c)), None)
        if _is_cue(verb) and inner is not None:
            near = [*objects(inner), *obliques(inner, "with", "to", "from", "in")]
            yield from _draft(context, verb, subjects(verb), near, "reject")


def _told(context: Context) -> Iterator[Draft]:
    """ "Peru should cut its patrols", said by another state's spokesman: the speaker urges it."""
    for modal in context.having(words(_L, "telling")):
        verb = modal.head
        speaker = context.speaker(modal)
        if modal.dep_ != "aux" or speaker is None or verb.dep_ == "advcl":
            continue
        holder = context.referents.polity(speaker)
        told = [
            m for m in context.actors(subjects(verb))
            if type_of(context, m) in POLITIES | ORGANISATIONS and m.actor != holder.actor and m.text[:1].isupper()
        ]  # fmt: skip
        if told and type_of(context, holder) is not None:
            yield _made(context, verb, (holder,), tuple(told), "urge")


def _draft(
    context: Context,
    predicate: Token,
    holders: Iterable[Token],
    targets: Iterable[Token],
    stance: str,
    polarity: str | None = None,
) -> Iterator[Draft]:
    held: dict[str, Mention] = {}
    for token in holders:
        for mention in _holders(context, token):
            held.setdefault(mention.actor, mention)
    if held:
        aimed = _aimed(context, predicate, list(targets), set(held))
        yield _made(context, predicate, tuple(held.values()), aimed, stance, polarity)


def _made(
    context: Context,
    predicate: Token,
    held: tuple[Mention, ...],
    aimed: tuple[Mention, ...],
    stance: str,
    polarity: str | None = None,
) -> Draft:
    return Draft(
        kind="stance",
        predicate=predicate,
        roles={"holder": held, "target": aimed},
        attributes={"stance": stance, "event": lexicon(_L)["events"][stance]},
        evidence=around(context, predicate, (*held, *aimed[:1])),
        polarity=polarity,
        confidence=0.7 if predicate.pos_ == "VERB" else 0.5,
        rule=stance,
    )


_FEW = 2
"""Actors that "the move" or "it" can be traced to; more of them is a guess."""


def _holders(context: Context, token: Token) -> Iterator[Mention]:
    """Who takes a position: an actor, the state of an unnamed official, or a described group."""
    found = [m for m in context.actors([token]) if can_act(context, m)]
    described = token.pos_ == "NOUN" and context.referents.link(token) is None
    if not found or (described and all(type_of(context, m) is None for m in found)):
        owner = context.referents.owner(token, context.speaker(token)) if token.pos_ == "NOUN" else None
        office = token.lemma_.lower() in words("nouns", "person") | words("nouns", "institution")
        if owner is not None and office:
            found = [context.referents.polity(owner)]
        elif token.lemma_.lower() in words(_L, "groups"):
            found = list(context.who(token))
    yield from found


def _aimed(context: Context, predicate: Token, tokens: list[Token], taken: set[str]) -> tuple[Mention, ...]:
    """The actors that a stance is aimed at: those named, named within, or those whose act "the move" takes up."""
    found: dict[str, Mention] = {}
    for token in tokens:
        direct = [m for m in context.actors([token]) if can_act(context, m)]
        for mention in direct or [context.referents.polity(m) for m in named_in(context, token) if can_act(context, m)]:
            if mention.actor not in taken:
                found.setdefault(mention.actor, mention)
    if not found and any(_definite(t) for t in tokens):
        near = _before(context, predicate, taken)
        found = {m.actor: m for m in near} if len(near) <= _FEW else {}
    return tuple(found.values())[:4]


def _definite(token: Token) -> bool:
    if token.lower_ in ("it", "that", "this", "them"):
        return True
    spelt_out = any(c.dep_ in ("acl", "relcl", "ccomp") for c in token.children)
    return (
        token.pos_ == "NOUN"
        and not spelt_out
        and any(c.lower_ in ("the", "this", "that", "these", "both", "any") for c in token.children)
    )


def _before(context: Context, predicate: Token, taken: set[str]) -> list[Mention]:
    """The polities last spoken of, within a sentence or two: those named together count together."""
    at = begin(predicate)
    found: dict[str, Mention] = {}
    edge: int | None = None
    for link in context.links.before(at):
        if at - link.mention.start > _BACK or (edge is not None and edge - link.mention.end > 25):
            break
        mention = context.referents.polity(link.mention)
        if type_of(context, mention) in POLITIES | ORGANISATIONS and mention.actor not in taken:
            found.setdefault(mention.actor, mention)
            edge = link.mention.start
    return list(found.values())
