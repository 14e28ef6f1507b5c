"""Recognition: a polity recognises, does not recognise, or takes back its recognition of another.

"Recognise" with a state, or the independence of one, as its object; "recognition" with its agent and object; and
verbs of withdrawing or granting that have recognition as their object.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims import switches
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.page import begin
from foedus.reading.roles import RECIPROCAL, can_act, date_beside, polities
from foedus.reading.syntax import is_passive, nominal_agents, nominal_objects, objects, obliques, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

_L = "recognition"


def find(context: Context) -> Iterator[Draft]:
    """A draft for each pair of recogniser and recognised, in the order of the text."""
    drafts = [*_told(context), *switches.find(context)]
    told: set[tuple[int, str, str]] = set()
    for draft in sorted(drafts, key=lambda draft: begin(draft.predicate)):
        pair = [fillers[0].actor if fillers else "" for fillers in draft.roles.values()]
        key = (begin(draft.predicate), pair[0], pair[1])
        if key not in told:
            told.add(key)
            yield draft


def _told(context: Context) -> Iterator[Draft]:
    """What "recognise" and "recognition" tell."""
    last: tuple[Mention, ...] = ()
    for token in context.having(words(_L, "recognise") | words(_L, "recognition")):
        if token.pos_ in ("VERB", "ADJ"):
            drafts = list(_verb(context, token, last))
        elif token.pos_ in ("NOUN", "PROPN"):
            drafts = list(_noun(context, token, last))
        else:
            continue
        last = tuple({d.roles["recognised"][0].actor: d.roles["recognised"][0] for d in drafts}.values()) or last
        yield from drafts


def _verb(context: Context, verb: Token, last: Sequence[Mention]) -> Iterator[Draft]:
    done_to = objects(verb) or ((verb.head,) if verb.dep_ == "amod" else ())
    doers = subjects(verb)
    if (
        verb.dep_ == "relcl"
        and not done_to
        and (named := [c for c in verb.children if c.dep_ == "compound" and c.pos_ == "PROPN"])
    ):
        # "which only Turkey recognises": the parser takes the subject for part of the verb.
        doers, done_to = tuple(named), (verb.head,)
    if any(t.lemma_.lower() in words(_L, "not_of_states") for token in done_to for t in (token, *_partitive(token))):
        return
    recognisers = _recognisers(context, doers)
    if any(token.lower_ in RECIPROCAL for token in done_to):
        yield from _mutual(context, verb, recognisers)
        return
    taken = {m.actor for m in recognisers}
    plural = bool(done_to) and all(token.lower_ in ("them", "they", "both") for token in done_to)
    recognised = (
        tuple(last) if plural and last else tuple(m for m in polities(context, done_to) if m.actor not in taken)
    )
    if not recognised and done_to and all(token.pos_ == "PRON" for token in done_to):
        recognised = tuple(last)
    yield from _pairs(context, verb, recognisers, recognised, change=_change(verb), rule="verb")


def _partitive(token: Token) -> tuple[Token, ...]:
    """What "any of the treaties" is about."""
    return obliques(token, "of") if token.pos_ in ("DET", "PRON") else ()


def _recognisers(context: Context, tokens: Sequence[Token]) -> tuple[Mention, ...]:
    """Who can recognise: actors, and nouns for them that name nobody ("all states"); no resolution, no ruling."""
    found: dict[str, Mention] = {}
    for token in tokens:
        for mention in context.actors((token,)):
            if can_act(context, mention) or token.lemma_.lower() in _groups() or token.pos_ != "NOUN":
                found.setdefault(mention.actor, mention)
    return tuple(found.values())


@cache
def _groups() -> frozenset[str]:
    groups = ("polity", "states", "plural", "institution", "organisation", "person")
    return frozenset().union(*(words("nouns", group) for group in groups))


def _mutual(context: Context, verb: Token, doers: Sequence[Mention]) -> Iterator[Draft]:
    for doer in doers:
        # "X and the two republics recognised each other": the two are one party.
        others = [other for other in doers if other.start != doer.start]
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


def _noun(context: Context, noun: Token, last: Sequence[Mention]) -> Iterator[Draft]:
    governor = noun.head
    if noun.dep_ == "dobj" and governor.lemma_.lower() in words(_L, "receive") and not nominal_agents(noun):
        yield from _received(context, noun)
        return
    governed = noun.dep_ in ("dobj", "nsubjpass")
    lemma = governor.lemma_.lower()
    back = lemma == "take" and any(c.lower_ == "back" for c in governor.children)
    withdrawn = governed and (lemma in words(_L, "withdraw") or back)
    nominal = noun.dep_ == "pobj" and governor.head.lemma_.lower() in ("withdrawal", "revocation", "reversal")
    holders = nominal_agents(noun)
    doers = _recognisers(context, holders) or _demonym(context, noun)
    if governed and (not doers or all(token.pos_ == "PRON" for token in holders)):
        doers = _recognisers(context, subjects(governor)) or doers
    if not (withdrawn or nominal or holders or (governed and lemma in words(_L, "grant"))):
        doers = ()
    recognised = polities(context, nominal_objects(noun)) or polities(context, obliques(noun, "for", "to", "of"))
    if governed and lemma in words(_L, "grant"):
        recognised = recognised or polities(context, obliques(governor, "to", "on"))
    if not recognised and doers:
        taken = {doer.actor for doer in doers}
        recognised = tuple(m for m in last if m.actor not in taken) or _last_recognised(context, noun, doers)
    acted = withdrawn or (governed and lemma in words(_L, "grant"))
    predicate = governor if acted else noun
    change = "withdraws" if withdrawn or nominal else "recognises" if acted else None
    if withdrawn and modality(governor).status in ("demanded", "ordered"):
        # Whoever is urged to take recognition back has given it.
        yield from _pairs(context, noun, doers, recognised, change=None, rule="presupposed")
        return
    yield from _pairs(context, predicate, doers, recognised, change=change, rule="withdrawal" if withdrawn else "noun")


def _demonym(context: Context, noun: Token) -> tuple[Mention, ...]:
    """Who "the French recognition" is by."""
    links = (context.referents.link(c) for c in noun.children if c.dep_ in ("amod", "compound", "nmod"))
    return tuple(link.mention for link in links if link is not None)[:1]


def _received(context: Context, noun: Token) -> Iterator[Draft]:
    """ "X won recognition from Y"."""
    verb = noun.head
    givers = _recognisers(context, (*obliques(noun, "from", "by"), *obliques(verb, "from")))
    yield from _pairs(context, noun, givers, polities(context, subjects(verb)), change="recognises", rule="received")


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
    if not doers and done_to and rule == "verb":
        yield from (_silent(context, predicate, target, change) for target in done_to)
    listed = len(doers) > 1 or len(done_to) > 1
    for doer in doers:
        for target in done_to:
            if doer.actor != target.actor:
                yield Draft(
                    kind="recognition",
                    predicate=predicate,
                    roles={"recogniser": [doer], "recognised": [target]},
                    attributes={"change": change},
                    evidence=around(context, predicate, (doer, target)),
                    status="actual" if rule == "presupposed" else None,
                    time=date_beside(context, doer, target) if listed else None,
                    timeless=rule == "presupposed",
                    confidence=0.85 if rule != "noun" else 0.7,
                    rule=rule,
                )


def _silent(context: Context, predicate: Token, target: Mention, change: str | None) -> Draft:
    """Recognition by nobody in particular ("who recognised it?"), for others to echo."""
    return Draft(
        kind="recognition",
        predicate=predicate,
        roles={"recogniser": (), "recognised": (target,)},
        attributes={"change": change},
        evidence=around(context, predicate, (target,)),
        confidence=0.8,
        rule="silent",
        silent=True,
    )
