"""Who becomes part of what, and how far it is: the roles and steps of integration."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.model.ids import slug
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import lexicon, words
from foedus.reading.modality import modality
from foedus.reading.page import begin, finish
from foedus.reading.roles import polities, type_of
from foedus.reading.syntax import governors, nominal_agents, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "integration"
STATES = frozenset({"state", "former-state"})
_DESCRIBING = frozenset({"amod", "compound", "nummod", "nmod"})
SMALL = frozenset({"de-facto-state", "region", "place", None})


def draft(
    context: Context, predicate: Token, actors: Sequence[Mention], targets: Sequence[Mention], which: str
) -> Iterator[Draft]:
    targets = [m for m in targets if m.actor not in {a.actor for a in actors}]
    if not targets and not actors:
        return
    undone = _undone(predicate)
    yield Draft(
        kind="integration",
        predicate=predicate,
        roles={"actor": tuple(actors), "target": tuple(targets[:1])},
        attributes={"step": which},
        polarity="negated" if undone else None,
        status="possible" if which == "option" and modality(predicate).status in ("actual", "planned") else None,
        evidence=around(context, predicate, (*actors, *targets)),
        rule=which,
    )


def _undone(predicate: Token) -> bool:
    """Whether a step is called off or given up ("cancelled the vote on joining X", "Y has been ruled out")."""
    for verb in (predicate.head, *governors(predicate)[:3]):
        phrasal = lexicon(_L)["undo_phrasal"].get(verb.lemma_.lower())
        undoes = verb.lemma_.lower() in words(_L, "undo") or (
            phrasal and any(c.lower_ == phrasal for c in verb.children)
        )
        if (
            verb.pos_ == "VERB"
            and undoes
            and any(
                predicate.i == t.i or predicate in t.subtree
                for t in verb.children
                if t.dep_ in ("dobj", "nsubjpass", "csubjpass", "csubj", "xcomp")
            )
        ):
            return modality(verb).polarity == "affirmed" and modality(verb).status in ("actual", "planned")
    return False


def last_case(context: Context, noun: Token) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """For a bare "annexation": the small polity and the state that the text last spoke of together."""
    small: Mention | None = None
    state: Mention | None = None
    for n, link in enumerate(context.links.before(begin(noun))):
        if n > 20 or (small and state):
            break
        if small is None and link.type in ("de-facto-state", "region") and link.role != "demonym":
            small = link.mention
        elif state is None and link.type == "state" and link.role != "demonym":
            state = link.mention
    return ((small,), (state,)) if small and state else ((), ())


def target(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """States and unions among some noun phrases: what a polity can become part of."""
    named = (t for t in tokens if context.referents.link(t) is not None or t.lemma_.lower() in words(_L, "states"))
    found = [m for token in named for m in context.who(token)]
    return tuple(m for m in found if type_of(context, m) in STATES or statelike(context, m))


def statelike(context: Context, mention: Mention) -> bool:
    """Whether a union calls itself a state, so that to join it is more than membership."""
    actor = context.gazetteer.actor(mention.actor)
    return actor is not None and actor.type == "union" and "state" in actor.label.lower().split()


def whose_wish(context: Context, verb: Token) -> tuple[Mention, ...]:
    """Whose destiny, wish or plan it is to join: the owner of the noun that the infinitive spells out."""
    for above in governors(verb)[:2]:
        nouns = (above, *(c for c in above.children if c.dep_ in ("attr", "dobj")))
        owners = polities(context, (t for noun in nouns if noun.pos_ == "NOUN" for t in nominal_agents(noun)))
        if owners:
            return owners
    return ()


def wishing_state(context: Context, noun: Token, keys: Collection[str]) -> tuple[Mention, ...]:
    """The state whose leader or government wants, or would vote for, what a noun of union names."""
    for verb in governors(noun)[:3]:
        if verb.pos_ != "VERB":
            continue
        movers = tuple(m for m in context.actors(subjects(verb)) if m.actor not in keys)
        if movers:
            return tuple(m for m in movers if type_of(context, m) in STATES)
    return ()


def regions(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """The polities that noun phrases mean; parts of a state that no name tells apart are themselves.

    "Four Ruritanian regions" are not Ruritania, but "four regions – A, B, C and D" are A, B, C and D.
    """
    found: list[Mention] = []
    for token in tokens:
        named = polities(context, [token])
        several = token.tag_ == "NNS" and token.lemma_.lower() in words(_L, "division")
        if several and len(named) <= 1 and all(type_of(context, m) in STATES for m in named):
            lefts = (t.left_edge.i for t in token.lefts if t.dep_ in _DESCRIBING)
            start = begin(token.doc[min(lefts, default=token.i)])
            text = context.page.document.text[start : finish(token)]
            named = (Mention(text, start, finish(token), slug(text)),)
        found.extend(named)
    return tuple({mention.actor: mention for mention in found}.values())


def understood(context: Context, verb: Token, targets: Sequence[Mention]) -> tuple[Mention, ...]:
    """Who would join where the text leaves it out: the speaker's polity, or the small polity last spoken of."""
    keys = {t.actor for t in targets}
    owners = whose_wish(context, verb)
    if owners and not {m.actor for m in owners} & keys:
        return owners
    speaker = context.speaker(verb)
    if speaker is not None:
        own = context.referents.polity(speaker)
        if type_of(context, own) in ("de-facto-state", "region") and own.actor not in keys:
            return (own,)
    for n, link in enumerate(context.links.before(begin(verb))):
        if n > 15:
            break
        if link.type in ("de-facto-state", "region") and link.key not in keys and link.role != "demonym":
            return (link.mention,)
    return ()


def step(predicate: Token, default: str = "goal") -> str:
    """How far it is, from the words that embed the predicate or stand with it; what is told as past is done."""
    words_near = near(predicate)
    for kind in ("referendum", "vote", "treaty", "procedure", "option", "goal"):
        if words_near & words(_L, kind):
            return {"vote": "referendum"}.get(kind, kind)
    told = predicate.tag_ == "VBD" and not any(g.pos_ == "VERB" for g in governors(predicate))
    return "absorption" if told else default


def near(predicate: Token) -> set[str]:
    above = governors(predicate)
    found = {t.lemma_.lower() for t in above[:3]}
    if predicate.dep_ in ("relcl", "acl"):
        found.add(predicate.head.lemma_.lower())  # "the first step to join"
    outermost = above[0] if above else predicate
    if outermost.dep_ in ("relcl", "acl"):
        found.add(outermost.head.lemma_.lower())  # "the plebiscite in which voters chose incorporation"
    for child in (c for governor in above[:2] for c in governor.children):
        if child.dep_ in ("attr", "dobj", "nsubj", "pobj", "xcomp"):
            found.add(child.lemma_.lower())
        if child.dep_ == "attr" and child.lower_ == "one":
            found |= {t.lemma_.lower() for t in obliques(child, "of")}
    return found
