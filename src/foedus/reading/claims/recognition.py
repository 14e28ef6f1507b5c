"""Recognition: a polity recognises, does not recognise, or takes back its recognition of another.

"Recognise" with a state, or the independence of one, as its object; "recognition" with its agent and object; and
verbs of withdrawing or granting that have recognition as their object.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import words
from foedus.reading.page import begin
from foedus.reading.roles import RECIPROCAL, can_act, polities
from foedus.reading.syntax import is_passive, nominal_agents, nominal_objects, objects, obliques, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

_L = "recognition"


def find(context: Context) -> Iterator[Draft]:
    """A draft for each pair of recogniser and recognised."""
    for verb in context.having(words(_L, "recognise")):
        if verb.pos_ in ("VERB", "ADJ"):
            yield from _verb(context, verb)
    for noun in context.having(words(_L, "recognition")):
        if noun.pos_ in ("NOUN", "PROPN"):
            yield from _noun(context, noun)


def _verb(context: Context, verb: Token) -> Iterator[Draft]:
    done_to = objects(verb) or tuple(verb.head for _ in [0] if verb.dep_ == "amod")
    if any(token.lemma_.lower() in words(_L, "not_of_states") for token in done_to):
        return
    doers = _recognisers(context, subjects(verb))
    if any(token.lower_ in RECIPROCAL for token in done_to):
        yield from _mutual(context, verb, doers)
        return
    yield from _pairs(context, verb, doers, polities(context, done_to), change=_change(verb), rule="verb")


def _recognisers(context: Context, tokens: Sequence[Token]) -> tuple[Mention, ...]:
    return tuple(m for m in context.actors(tokens) if can_act(context, m) or m.actor)


def _mutual(context: Context, verb: Token, doers: Sequence[Mention]) -> Iterator[Draft]:
    for doer in doers:
        others = [other for other in doers if other.actor != doer.actor]
        yield from _pairs(context, verb, (doer,), others, change=_change(verb), rule="mutual")


def _change(verb: Token) -> str | None:
    """Whether a verb tells of the act, not of the state that lasts ("recognises", "is recognised by")."""
    tenses = {child.tag_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    lasting = any(child.lower_ in ("still", "never", "already", "only") for child in verb.children)
    if verb.tag_ in ("VBZ", "VBP") or (is_passive(verb) and tenses & {"VBZ", "VBP"} and "VBN" not in tenses) or lasting:
        return None
    if "do" in {child.lemma_ for child in verb.children if child.dep_ == "aux"}:
        return None
    return "recognises"


def _noun(context: Context, noun: Token) -> Iterator[Draft]:
    governor = noun.head
    lemma = governor.lemma_.lower()
    withdrawn = noun.dep_ in ("dobj", "nsubjpass") and (
        lemma in words(_L, "withdraw") or (lemma == "take" and any(c.lower_ == "back" for c in governor.children))
    )
    nominal = noun.dep_ == "pobj" and governor.head.lemma_.lower() in ("withdrawal", "revocation", "reversal")
    doers = _recognisers(context, nominal_agents(noun))
    recognised = polities(context, nominal_objects(noun)) or polities(context, obliques(noun, "for", "to", "of"))
    predicate = noun
    if withdrawn:
        doers = doers or _recognisers(context, subjects(governor))
        predicate = governor
    elif noun.dep_ in ("dobj", "nsubjpass") and lemma in words(_L, "grant"):
        doers = doers or _recognisers(context, subjects(governor))
        recognised = recognised or polities(context, obliques(governor, "to", "on"))
        predicate = governor
    if not recognised and doers:
        recognised = _last_recognised(context, noun, doers)
    change = "withdraws" if withdrawn or nominal else "recognises" if predicate is governor else None
    yield from _pairs(context, predicate, doers, recognised, change=change, rule="withdrawal" if withdrawn else "noun")


def _last_recognised(context: Context, noun: Token, doers: Sequence[Mention]) -> tuple[Mention, ...]:
    """For "withdrew its recognition": the de facto or disputed polity that the text last spoke of."""
    taken = {doer.actor for doer in doers}
    for n, link in enumerate(context.links.before(begin(noun))):
        if n > 25:
            break
        if link.type in ("de-facto-state", "region") and link.key not in taken and link.role != "demonym":
            return (link.mention,)
    return ()


def _pairs(
    context: Context,
    predicate: Token,
    doers: Sequence[Mention],
    done_to: Sequence[Mention],
    *,
    change: str | None,
    rule: str,
) -> Iterator[Draft]:
    for doer in doers:
        for target in done_to:
            if doer.actor != target.actor:
                yield Draft(
                    kind="recognition",
                    predicate=predicate,
                    roles={"recogniser": [doer], "recognised": [target]},
                    attributes={"change": change},
                    evidence=around(context, predicate, (doer, target)),
                    confidence=0.85 if rule != "noun" else 0.7,
                    rule=rule,
                )
