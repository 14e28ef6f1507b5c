"""Agreement stage: an agreement is proposed, signed, submitted, ratified, in force, …, violated.

Verbs with the agreement as object or passive subject ("signed the treaty"), as subject ("the treaty lapsed"), after a
preposition ("withdrew from the pact"), idioms ("put pen to paper"), and nominals ("the ratification of the agreement by
the Duma").  Stages follow the Vienna Convention on the Law of Treaties, arts 11-18, 24, 54-57.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading import times
from foedus.reading.claims import stage_force, stage_frames, stage_nouns, stage_verbs
from foedus.reading.claims.stage_roles import LEXICON, described
from foedus.reading.context import Context
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.page import begin, finish
from foedus.reading.phrases import VERBAL, conjuncts
from foedus.reading.roles import is_polity
from foedus.reading.syntax import subjects

if TYPE_CHECKING:
    from foedus.reading.parse import Token

_FINDERS = (stage_verbs, stage_frames, stage_force, stage_nouns)
_PAIR = 2
_NEAR = 300
"""Characters back that "each" looks for those whom a subject names together."""


def find(context: Context) -> Iterator[Draft]:
    """A draft for each stage that an agreement is said to reach."""
    told = _fullest([draft for told_by in _FINDERS for draft in told_by.find(context)])
    told.sort(key=lambda draft: begin(draft.predicate))
    told = [draft for i, draft in enumerate(told) if not _is_repeated(context, draft, told[:i])]
    kept: list[Draft] = []
    for draft in told:
        kept.append(_with_sides(context, _of_theirs(context, draft, kept), kept))
    yield from kept
    yield from stage_nouns.resumed(context, kept)


def _fullest(drafts: list[Draft]) -> list[Draft]:
    """Of drafts that one word tells of one agreement, the one with the most fillers: two rules may see the same."""
    best: dict[tuple[int, str, frozenset[str]], Draft] = {}
    for draft in drafts:
        key = (begin(draft.predicate), draft.attributes["stage"], _keys(draft, "agreement"))
        if key not in best or _weight(draft) > _weight(best[key]):
            best[key] = draft
    return list(best.values())


def _weight(draft: Draft) -> int:
    return sum(len(fillers) for fillers in draft.roles.values())


def _is_repeated(context: Context, draft: Draft, earlier: list[Draft]) -> bool:
    """Whether a nominal only takes up what was told before ("its ratification was condemned")."""
    if draft.predicate.pos_ not in ("NOUN", "PROPN") or times.time_of(draft.predicate, context.page) is not None:
        return False
    for known in earlier:
        alike = known.attributes == draft.attributes and _keys(known, "agreement") == _keys(draft, "agreement")
        if alike and all(_keys(draft, role) <= _keys(known, role) for role in ("party", "body")):
            return True
    return False


def _with_sides(context: Context, draft: Draft, earlier: list[Draft]) -> Draft:
    """A draft whose clause only speaks of "both sides" or "they all", with its agreement's parties."""
    if draft.predicate.pos_ not in VERBAL or "party" in draft.roles:
        return draft
    who = next((t for t in subjects(draft.predicate) if _means_all(t)), None)
    if who is None:
        return draft
    keys = _keys(draft, "agreement")
    known = {m.actor: m for d in earlier if _keys(d, "agreement") == keys for m in d.roles.get("party", ())}
    for text in context.texts.ordered:
        if text.key in keys and not text.act:
            head = context.page.passages[text.passage].parse[text.head]
            known |= {m.actor: m for m in described(context, text.mention, (head,)) if m.actor not in known}
    if len(known) < _PAIR:
        known = {m.actor: m for m in _pair_before(context, who)}
    if len(known) < _PAIR:
        return draft
    meant = tuple(Mention(who.text, begin(who), finish(who), actor) for actor in known)
    return replace(draft, roles={**draft.roles, "party": meant})


def _pair_before(context: Context, token: Token) -> tuple[Mention, ...]:
    """The two or three polities that a subject shortly before names together: "A and B …; each says …"."""
    at = begin(token)
    for link in reversed(list(context.links.within(max(0, at - _NEAR), at))):
        head = context.page.passages[link.passage].parse[link.head]
        heads = conjuncts(head)
        if len(heads) > 1 and heads[0].dep_ in ("nsubj", "nsubjpass"):
            named = tuple(m for m in context.actors(heads) if is_polity(context, m))
            if len(named) >= _PAIR:
                return named
    return ()


def _of_theirs(context: Context, draft: Draft, earlier: list[Draft]) -> Draft:
    """A draft on "the treaty" of whoever acts: not the one last spoken of, where that binds others and another them."""
    (text,) = draft.roles["agreement"][:1]
    acting = {_state(context, m) for role in ("party", "body") for m in draft.roles.get(role, ())}
    if not acting or text.text.lower().removeprefix("the ") not in words(LEXICON, "bare_nouns"):
        return draft
    bound: dict[str, set[str]] = {}
    for known in earlier:
        for agreement in known.roles["agreement"]:
            bound.setdefault(agreement.actor, set()).update(_keys(known, "party"))
    if len(bound.get(text.actor, ())) < _PAIR or acting & bound[text.actor]:
        return draft
    theirs = [key for key, parties in bound.items() if len(parties) >= _PAIR and acting <= parties]
    if len(theirs) != 1:
        return draft
    meant = Mention(text.text, text.start, text.end, theirs[0])
    return replace(draft, roles={**draft.roles, "agreement": (meant, *draft.roles["agreement"][1:])})


def _state(context: Context, mention: Mention) -> str:
    """The state that a party is, or whose parliament a body is."""
    return context.gazetteer.polity(mention.actor, context.page.day) or mention.actor


def _means_all(token: Token) -> bool:
    """Whether a subject means all who are bound: "both", "the two sides", no single state and no "160 states"."""
    if token.lemma_.lower() not in words(LEXICON, "all_parties") or token.tag_ == "NN":
        return False
    return token.tag_ not in ("NNS", "NNPS") or any(c.lower_ in ("the", "both", "its") for c in token.children)


def _keys(draft: Draft, role: str) -> frozenset[str]:
    return frozenset(mention.actor for mention in draft.roles.get(role, ()))
