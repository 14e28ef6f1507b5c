"""PLOVER event types: what a deed becomes when it is promised, threatened, refused, and what other kinds of claim tell.

An act towards others is friendly or hostile.  Friendly ones that are promised are AGREE, refused ones REJECT; hostile
ones that are announced are THREATEN.  What somebody else only demands, denies or deems possible is no event.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.reading.conditions import conditional_mark
from foedus.reading.lexicon import lexicon, words
from foedus.reading.modality import modality
from foedus.reading.syntax import is_infinitive, is_passive, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.drafts import Draft
    from foedus.reading.modality import Modality
    from foedus.reading.parse import Token

_L = "event"


def put(type_: str, predicate: Token) -> str | None:
    """The type of an act as it is put: done, promised, threatened, refused; None where no event is told.

    predicate: the verb that carries it, with its negation, its auxiliaries and what embeds it.
    """
    mood = modality(predicate)
    friendly, hostile = type_ in words(_L, "friendly"), type_ in words(_L, "hostile")
    if mood.status in ("denied", "demanded", "possible") or _is_condition(predicate):
        return None
    if mood.polarity == "negated":
        refused = mood.status == "planned" or any(c.lemma_.lower() in words(_L, "refusing") for c in mood.cues)
        return "REJECT" if refused and (friendly or type_ == "AGREE") else None
    if mood.status == "conditional":
        willed = any(c.dep_ == "aux" and c.tag_ == "MD" for c in predicate.children)
        return None if not willed else "THREATEN" if hostile or _unless(predicate) else "AGREE" if friendly else None
    if predicate.dep_ == "advcl" and is_infinitive(predicate):
        return type_  # done with that in view: "gathered to discuss"
    if mood.status == "planned" or _promised(predicate):
        return _announced(type_, predicate, mood, friendly=friendly, hostile=hostile)
    return type_


def _announced(type_: str, predicate: Token, mood: Modality, *, friendly: bool, hostile: bool) -> str | None:
    if any(cue.lemma_.lower() in words(_L, "deciding") for cue in mood.cues):
        return type_
    if hostile and any(cue.lemma_.lower() in words(_L, "preparing") for cue in mood.cues):
        return "MOBILIZE"
    return "THREATEN" if hostile or _unless(predicate) else "AGREE" if friendly else type_


def _is_condition(predicate: Token) -> bool:
    """Whether a verb stands in the if-clause itself, or in what has yet to come."""
    yet = any(c.dep_ == "mark" and c.lower_ in words(_L, "not_yet") for c in predicate.children)
    return yet or conditional_mark(predicate) is not None


def _unless(predicate: Token) -> bool:
    return any(c.dep_ == "advcl" and any(m.lower_ == "unless" for m in c.children) for c in predicate.children)


def _promised(predicate: Token) -> bool:
    return predicate.dep_ == "xcomp" and predicate.head.lemma_.lower() in words(_L, "promising")


def sharpened(type_: str, verb: Token, near: Callable[[Token], bool]) -> str:
    """The type of violence by who does it to whom: an army's arms fight, a gunman assaults, and so does who hits a bus.

    near: whether a word is one of the doer's own ("a Kenyan helicopter attack").
    """
    lemma = verb.lemma_.lower()
    doers = {c.lemma_.lower() for t in subjects(verb) for c in (t, *t.children) if c is t or near(c)}
    if lemma in words(_L, "storming") and doers & words(_L, "crowds"):
        return "PROTEST"
    if lemma in words(_L, "attacking"):
        hit = objects(verb) if is_passive(verb) or objects(verb) else obliques(verb, "on", "at", "into")
        touched = {c.lemma_.lower() for t in hit for c in (t, *t.children) if c is t or near(c)}
        if touched & words(_L, "networks"):
            return "COERCE"
        soft = touched & words(_L, "defenceless") and not doers & words(_L, "arms")
        return "ASSAULT" if soft or doers & words(_L, "irregular") else "FIGHT" if doers & words(_L, "arms") else type_
    if lemma in words(_L, "killing") and (doers & words(_L, "arms") or _in_battle(verb)):
        return "FIGHT"
    return (
        "PROTEST" if lemma == "clash" and any(t.lemma_.lower() == "police" for t in obliques(verb, "with")) else type_
    )


def _in_battle(verb: Token) -> bool:
    """Whether somebody is killed where others fight."""
    return bool({t.lemma_.lower() for t in obliques(verb)} & words(_L, "battles"))


def typed(draft: Draft, told: str | None) -> Draft:
    """A draft of another kind with the event type that it tells, if it tells one.

    told: the type of an event that the same word tells, which is read closer than the kind's own; a stance of mere
    words (to condemn, to threaten) keeps its type however it is put.
    """
    if draft.kind == "office":
        return draft
    known = draft.attributes.get("event") or _of_kind(draft)
    hollow = told == "AGREE" and known is not None and known not in words(_L, "friendly")  # a vow of revenge
    moved = _moved(known, draft) if told is None or hollow else told
    return replace(draft, attributes={**draft.attributes, "event": moved}) if moved else draft


def _moved(known: str | None, draft: Draft) -> str | None:
    """A kind's own type as its claim is put; None where it says no more than is known."""
    if known is None or (draft.kind == "stance" and known not in words(_L, "friendly") | words(_L, "hostile")):
        return None
    if draft.polarity == "negated":  # what was voted down was not done
        return "REJECT" if known in words(_L, "friendly") else None
    return put(known, draft.predicate)


def _of_kind(draft: Draft) -> str | None:
    for attribute, types in lexicon(_L)["kinds"].get(draft.kind, {}).items():
        found: str | None = types.get(draft.attributes.get(attribute))
        if found == "MOBILIZE" and words(_L, "peacekeeping") & set(re.findall(r"[\w-]+", draft.evidence.text.lower())):
            return "AID"
        if found is not None:
            return found
    return None
