"""Echoes: a claim told again of somebody else without its words.

"Burundi did so in February", "Nicaragua and Nauru later did the same", "Neither do Russia and China", "France followed
on Monday, joined by Malta", "Only Abkhazia does", "Ireland and Norway on 28 May; Slovenia a week later".  The echo takes
kind, change and object of the last claim of a kind that can be repeated, and puts its own subject in the actor's place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading import modality, times
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.page import begin
from foedus.reading.roles import can_act
from foedus.reading.syntax import agents, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

ACTOR_ROLE = {"recognition": "recogniser", "membership": "member", "agreement-stage": "body", "validity": "holder"}
"""The kinds that an echo can repeat, and the role that its subject takes."""
REACH = 700
"""Characters between a claim and its echo."""
_SAME = frozenset({"so", "same", "likewise", "thing"})


def find(context: Context, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The echoes of drafts that were found, in the order of the text."""
    models = sorted((d for d in drafts if d.kind in ACTOR_ROLE), key=lambda d: d.evidence.start)
    if not models:
        return
    said = {(d.kind, m.actor, begin(d.predicate)) for d in models for m in d.roles.get(ACTOR_ROLE[d.kind], ())}
    for verb in context.having({"do", "follow", "join"}):
        doers = _doers(verb)
        mentions = [m for m in context.actors(doers) if can_act(context, m)]
        if not mentions:
            continue
        group = _model(models, verb, {m.actor for m in mentions})
        for model in group:
            for mention in mentions:
                if (model.kind, mention.actor, begin(verb)) not in said:
                    yield _echo(context, model, verb, mention)


def _doers(verb: Token) -> tuple[Token, ...]:
    """The subject of a verb that can echo: "did so", "neither do X", "X followed", "joined by X"."""
    lemma = verb.lemma_.lower()
    children = {child.lower_ for child in verb.children}
    if lemma == "do":
        pro = any(w in _SAME for c in verb.children for w in (c.lower_, *(g.lower_ for g in c.children)))
        bare = not any(c.dep_ in ("dobj", "ccomp", "xcomp", "advcl") for c in verb.children) and verb.dep_ not in (
            "aux",
            "auxpass",
        )
        if pro or (bare and (verb.pos_ == "AUX" or verb.dep_ == "ROOT" or children & {"neither", "nor", "so", "only"})):
            return subjects(verb)
    if lemma == "follow" and not any(c.dep_ == "dobj" for c in verb.children) and verb.tag_ in ("VBD", "VBN", "VBZ"):
        return subjects(verb)
    if (
        lemma == "join"
        and verb.tag_ == "VBN"
        and verb.dep_ in ("advcl", "conj")
        and verb.head.lemma_ in ("follow", "do")
    ):
        return agents(verb)
    return ()


def _model(models: Sequence[Draft], verb: Token, doers: set[str]) -> list[Draft]:
    """The last claim before an echo, with the claims that share its words (one for each object)."""
    here = begin(verb)
    before = [m for m in models if m.evidence.end <= here + 1 and here - m.evidence.end < REACH]
    if not before:
        return []
    last = max(before, key=lambda m: (begin(m.predicate), m.evidence.end))
    role = ACTOR_ROLE[last.kind]
    same = [
        m
        for m in before
        if m.predicate.doc is last.predicate.doc and m.predicate.i == last.predicate.i and m.kind == last.kind
    ]
    objects: dict[tuple[str, ...], Draft] = {}
    for model in same:
        others = tuple(m.actor for name, fillers in model.roles.items() if name != role for m in fillers)
        if not doers & set(others):
            objects.setdefault(others, model)
    return list(objects.values())


def _echo(context: Context, model: Draft, verb: Token, mention: Mention) -> Draft:
    mood = modality.modality(verb)
    negated = any(c.lower_ in ("neither", "nor") for c in verb.children) or "nothing" in {
        t.lower_ for t in verb.subtree
    }
    attributes = dict(model.attributes)
    model_negated = (model.polarity or modality.modality(model.predicate).polarity) == "negated"
    polarity = "negated" if negated or mood.polarity == "negated" or (model_negated and not _only(verb)) else "affirmed"
    if polarity == "negated" and attributes.get("change") == "recognises":
        attributes["change"] = None
    elif polarity == "affirmed" and verb.tag_ in ("VBD", "VBN") and "change" in attributes and not attributes["change"]:
        attributes["change"] = "recognises" if model.kind == "recognition" else attributes["change"]
    return replace(
        model,
        predicate=verb,
        roles={**model.roles, ACTOR_ROLE[model.kind]: (mention,)},
        attributes=attributes,
        evidence=around(context, verb, (mention,)),
        polarity=polarity,
        status=mood.status,
        time=times.time_of(verb, context.page),
        timeless=True,
        confidence=model.confidence * 0.85,
        rule="echo",
    )


def _only(verb: Token) -> bool:
    return any(t.lower_ in ("only", "but") for t in verb.sent if t.i < verb.i)
