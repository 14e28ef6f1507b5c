"""Echoes: a claim told again of somebody else without its words.

"Burundi did so in February", "Fiji and Tonga did the same", "Neither do Russia and China", "France
followed on Monday, joined by Malta", "Only Abkhazia does", "Chad and Mali on 3 May; Togo a day later".  The
echo takes kind, change and object of the last claim of a kind that can be repeated, and its own subject as the actor.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from foedus.model.claims import Mention
from foedus.reading import modality, times
from foedus.reading.claims import answers, gaps, ranked
from foedus.reading.claims.models import ACTOR_ROLE, can_be_echoed, last_models, with_actor
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import lexicon
from foedus.reading.page import begin
from foedus.reading.roles import can_act, type_of
from foedus.reading.syntax import agents, conjuncts, is_infinitive, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_MODALS = frozenset({"will", "would", "wo"})
_VERBS = frozenset({"do", "follow", "join", "announce", "take", "make", "have"}) | _MODALS
"""Verbs that repeat a claim by themselves or with little else; those of the idioms are the lexicon's."""
_BARE = frozenset({"do", "have"})
_DOERS = frozenset({*ACTOR_ROLE.values(), "body"})
_COMPLEMENTS = frozenset({"dobj", "ccomp", "xcomp", "acomp", "attr"})
_IN_PASSING = frozenset({"acl", "amod", "relcl"})
_INVERTING = frozenset({"neither", "nor", "so"})
_TENSED = frozenset({"VBD", "VBZ", "VBN"})
_HUNG = frozenset({"aux", "compound"})
_LIKEWISE = frozenset({"either", "too", "likewise", "never"})
_SAME = frozenset({"so", "same", "likewise", "thing"})


def find(context: Context, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The echoes and gaps that repeat drafts, in the order of the text: an echo can be echoed."""
    models = sorted((d for d in drafts if can_be_echoed(d)), key=lambda d: begin(d.predicate))
    if not models:
        return
    said = {(d.kind, m.actor, begin(d.predicate)) for d in models for fillers in d.roles.values() for m in fillers}
    for draft in (*ranked.find(context, tuple(models)), *answers.find(context, tuple(models))):
        insort(models, draft, key=lambda d: begin(d.predicate))
        yield draft
    places = [*_verbs(context), *gaps.stretches(context)]
    for _, repeat in sorted(places, key=lambda place: place[0]):
        for draft in repeat(models):
            doers = {m.actor for role, fillers in draft.roles.items() if role in _DOERS for m in fillers}
            if not any((draft.kind, doer, begin(draft.predicate)) in said for doer in doers):
                insort(models, draft, key=lambda d: begin(d.predicate))
                yield draft


def _verbs(context: Context) -> Iterator[tuple[int, Callable[[Sequence[Draft]], list[Draft]]]]:
    """Where each echoing verb stands, and what it repeats of the claims before it."""
    for verb in context.having(_VERBS | _idioms().keys()):
        doers = [t for t in _doers(verb) if not _is_act(t)]
        mentions = [m for m in context.actors(doers) if can_act(context, m)]
        if mentions:
            yield begin(verb), partial(_repeated, context, verb, mentions)


def _repeated(context: Context, verb: Token, mentions: Sequence[Mention], models: Sequence[Draft]) -> list[Draft]:
    group = last_models(models, begin(verb))
    return [
        _echo(context, model, verb, mention)
        for model, others in group
        for mention in mentions
        if mention.actor not in others and (model.kind != "agreement-stage" or _adjoins(model.predicate, verb))
    ]


@cache
def _idioms() -> dict[str, tuple[Mapping[str, Any], ...]]:
    """The idioms of each verb ("follow suit", "come on board")."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for idiom in lexicon("echoes")["idioms"]:
        for verb in idiom["verb"]:
            found.setdefault(verb, []).append(idiom)
    return {verb: tuple(idioms) for verb, idioms in found.items()}


def _is_idiom(verb: Token, idiom: Mapping[str, Any]) -> bool:
    """Whether a verb stands in an idiom, with its object or the phrase that the idiom has."""
    if "words" in idiom:
        return any(c.lower_ in idiom["words"] for c in verb.children)
    if "object" in idiom:
        things = [t for t in objects(verb) if t.lemma_.lower() in idiom["object"]]
        return any("with" not in idiom or any(c.lower_ == idiom["with"] for c in t.children) for t in things)
    return any(t.lemma_.lower() in nouns for word, nouns in idiom["into"].items() for t in obliques(verb, word))


def _is_act(token: Token) -> bool:
    """Whether what "followed" is an act and nobody who acts ("Ratification followed")."""
    return token.pos_ == "NOUN" and token.lemma_.lower().endswith(("ation", "sion", "ance", "ment", "ture", "val"))


def _adjoins(predicate: Token, verb: Token) -> bool:
    """Whether a bare "did" stands in the sentence after a claim's at most; other echoes reach further.

    It repeats what a clause says, and not what stands in passing on a noun ("under a deal struck in May").
    """
    if verb.lemma_.lower() not in _BARE:
        return True
    if predicate.doc is not verb.doc or predicate.dep_ in _IN_PASSING:
        return False
    between = sum(1 for t in verb.doc[predicate.i : verb.i + 1] if t.is_sent_start)
    return between <= 1


def _doers(verb: Token) -> tuple[Token, ...]:
    """The subject of a verb that can echo: "did so", "neither do X", "X followed", "to join in", "joined by X"."""
    lemma = verb.lemma_.lower()
    if any(_is_idiom(verb, idiom) for idiom in _idioms().get(lemma, ())):
        return subjects(verb)
    things = [c for c in verb.children if c.dep_ == "dobj"]
    own = any(c.dep_ == "nsubj" and c.i < verb.i and c.lower_ not in _INVERTING for c in verb.children)
    if lemma in ("do", *_MODALS) and not own and any(c.lower_ in _INVERTING and c.i < verb.i for c in verb.children):
        after = [c for c in verb.children if c.i > verb.i and c.dep_ in ("nsubj", "dobj", "attr", "npadvmod")]
        return tuple(head for c in after for head in conjuncts(c))
    if lemma == "do":
        pro = any(w in _SAME for c in verb.children for w in (c.lower_, *(g.lower_ for g in c.children)))
        bare = not things and not any(c.dep_ in ("ccomp", "xcomp", "advcl") for c in verb.children)
        alone = bare and verb.dep_ not in ("aux", "auxpass") and not any(c.dep_ == "acomp" for c in verb.children)
        alone = alone and not is_infinitive(verb)  # "as it had vowed to do"
        if pro or alone or any(t.lower_ == "nothing" for t in things):
            return subjects(verb)
    if lemma == "have":  # "Mali has not", "Mali has, too": nothing but the auxiliary
        bare = verb.dep_ not in ("aux", "auxpass", "amod") and not any(
            c.i > verb.i and c.dep_ in (*_COMPLEMENTS, "prep", "prt") for c in verb.children
        )
        denied = any(c.dep_ == "neg" or c.lower_ in ("too", "also", "already") for c in verb.children)
        return subjects(verb) if bare and denied and own else ()
    if verb.dep_ == "aux" and verb.head.lower_ in _LIKEWISE:  # "Chad won't either", hung on "either"
        return tuple(c for c in verb.head.children if c.dep_ == "nsubj")
    named = lemma in _MODALS and verb.dep_ in _HUNG and verb.head.pos_ == "PROPN" and verb.head.i > verb.i
    if named and any(c.lower_ in _INVERTING and c.i < verb.i for c in verb.head.children):
        return conjuncts(verb.head)  # "nor will Chile", hung on the name
    if lemma in _MODALS:  # "Mali never will", "Chad won't either": nothing but the auxiliary
        alone = verb.dep_ not in ("aux", "amod") and verb.pos_ == "AUX"
        told = any(c.dep_ == "neg" or c.lower_ in _LIKEWISE for c in verb.children)
        alone = alone and (lemma == "will" or told)  # "it would" takes up more than a claim
        return subjects(verb) if alone and not any(c.dep_ in _COMPLEMENTS for c in verb.children) else ()
    if lemma in ("follow", "join") and not things:
        if verb.tag_ == "VBN" and verb.dep_ in ("advcl", "conj", "acl") and agents(verb):
            return agents(verb)
        inside = lemma == "join" and any(
            c.lower_ == "in" and c.dep_ in ("prt", "prep", "advmod") and not list(c.children) for c in verb.children
        )
        if inside or (lemma == "follow" and (verb.tag_ in _TENSED or any(c.tag_ == "MD" for c in verb.children))):
            return subjects(verb)
    if lemma in ("announce", "take", "make") and any(_same_step(t) for t in things):
        return subjects(verb)
    return ()


def _same_step(token: Token) -> bool:
    """ "announced their decisions", "took the same step"."""
    near = {c.lower_ for c in token.children}
    return token.lemma_ in ("decision", "step", "move", "choice", "course", "switch", "leap", "shift") and bool(
        near & {"their", "its", "same", "similar"}
    )


def _echo(context: Context, model: Draft, verb: Token, mention: Mention) -> Draft:
    mood = modality.modality(verb)
    negated = any(c.lower_ in ("neither", "nor") for c in verb.children) or any(
        t.lower_ == "nothing" or (t.lower_ == "no" and t.head.lemma_ == "thing") for t in verb.subtree
    )
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
        roles=with_actor(model, mention, body=type_of(context, mention) == "parliament"),
        attributes=attributes,
        evidence=around(context, verb.head if verb.dep_ in _HUNG else verb, (mention,)),
        polarity=polarity,
        status="planned" if verb.lemma_ in _MODALS and polarity == "affirmed" else mood.status,
        time=times.time_of(verb, context.page),
        timeless=True,
        rule="echo",
        silent=False,
    )


def _only(verb: Token) -> bool:
    return any(t.lower_ in ("only", "but") for t in verb.sent if t.i < verb.i)
