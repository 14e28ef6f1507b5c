"""Duties taken up again without their words ("bound to do so", "has said it would"), and clauses told in two halves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.commitment.binding import bond_of
from foedus.reading.claims.commitment.duties import Duty
from foedus.reading.claims.commitment.fillers import basis, bearers, debtors
from foedus.reading.claims.commitment.parties import Parties
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around, trimmed
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.page import begin
from foedus.reading.syntax import is_infinitive, objects, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_AGAIN = frozenset({"so", "likewise", "same", "such", "that", "this"})
_REACH = 700
"""Characters back that "do so" looks for its duty."""
_REPEATABLE = frozenset({"defend", "aid", "withdraw", "consult", "comply", "host-forces"})


def repeats(context: Context, told: Sequence[Draft]) -> Iterator[Draft]:
    """A draft for each "do so", "take such action" or bare "it would" that takes up the duty told before."""
    models = sorted((d for d in told if d.attributes["duty"] in _REPEATABLE), key=lambda d: begin(d.predicate))
    if not models:
        return
    parties = Parties(context)
    for verb in context.having(("do", "take", "act")):
        if verb.pos_ == "VERB" and _anaphoric(verb) and (model := _before(models, verb)) is not None:
            yield from _same_duty(context, parties, verb, model)
    for noun in context.having(words("commitment", "bonds")):
        if noun.dep_ == "attr" and any(
            c.lower_ in ("that", "this", "it") for c in noun.head.children if c.dep_ == "nsubj"
        ):
            model = _before(models, noun)
            if model is not None and any(c.dep_ == "acl" and is_infinitive(c) for c in noun.children):
                yield _like(context, noun.head, model, model.roles["debtor"], (), status="actual")
    for modal in context.having(("would", "will", "could", "must", "should", "shall")):
        if modal.dep_ in ("ccomp", "conj", "ROOT") and not any(c.dep_ in ("xcomp", "ccomp") for c in modal.children):
            model = _before([d for d in models if d.attributes["duty"] != "comply"], modal)
            bound = bearers(context, context.actors(c for c in modal.children if c.dep_ == "nsubj"))
            if model is not None and bound:
                yield _like(context, modal, model, bound, model.roles["basis"], status="actual")


def _anaphoric(verb: Token) -> bool:
    near = {c.lower_ for c in verb.children} | {c.lower_ for t in objects(verb) for c in (t, *t.children)}
    nouns = {t.lemma_.lower() for t in objects(verb)}
    if verb.lemma_ == "do":
        bare = not objects(verb) and any(c.lower_ == "as" and c.dep_ == "mark" for c in verb.head.children)
        this = verb.dep_ in ("xcomp", "advcl") and bool({t.lower_ for t in objects(verb)} & {"this", "that", "it"})
        return bool(near & {"so", "likewise", "same"}) or bare or this
    said = {c.lower_ for t in objects(verb) for c in t.children}
    return verb.lemma_ == "take" and bool(said & _AGAIN) and bool(nouns & {"action", "step", "measure"})


def _before(models: Sequence[Draft], token: Token) -> Draft | None:
    at = begin(token)
    earlier = [d for d in models if begin(d.predicate) < at and at - begin(d.predicate) < _REACH]
    return earlier[-1] if earlier else None


def _same_duty(context: Context, parties: Parties, verb: Token, model: Draft) -> Iterator[Draft]:
    duty = Duty(verb, str(model.attributes["duty"]))
    bond = bond_of(duty, parties)
    if bond is None or bond.kind == "possible":
        return
    bound = debtors(context, parties, duty, bond)
    if not bound:
        return
    polarity = modality(bond.word or verb).polarity
    status = "demanded" if bond.kind == "demanded" else "actual"
    grounds = basis(context, parties, duty, bond)
    draft = _like(
        context,
        bond.word if bond.word is not None and bond.word.pos_ == "VERB" else verb,
        model,
        bound,
        grounds,
        status=status,
    )
    yield replace(draft, polarity=polarity, predicate=verb)


def _like(
    context: Context, verb: Token, model: Draft, bound: Sequence[Mention], grounds: Sequence[Mention], *, status: str
) -> Draft:
    keys = {m.actor for m in bound}
    kept = tuple(m for m in model.roles["beneficiary"] if m.actor not in keys)
    return Draft(
        kind="commitment",
        predicate=verb,
        roles={"debtor": tuple(bound), "beneficiary": kept, "basis": tuple(grounds)},
        attributes={"duty": model.attributes["duty"], "trigger": model.attributes.get("trigger")},
        evidence=around(context, verb, bound),
        status=status,
        rule="repeated",
    )


def completed(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Drafts in the order of the text, with what a pronoun or silence leaves to the draft before.

    "Ruritania could help" is said of those who were to be helped; in "Arcadia demands that it leave" Arcadia is not
    itself to leave.
    """
    done: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: begin(d.predicate)):
        whole = _completed(draft, done)
        if whole is not None:
            done.append(whole)
            yield whole


def _completed(draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    before = _before(earlier, draft.predicate)
    bound = draft.roles["debtor"]
    if draft.rule == "unsaid":
        keys = {m.actor for m in bound}
        whom = tuple(m for m in before.roles["beneficiary"] if m.actor not in keys) if before is not None else ()
        return replace(draft, roles={**draft.roles, "beneficiary": whom}) if whom else None
    if draft.rule == "withdraw-demanded" and _demands_of_itself(draft):
        left = next((d for d in reversed(earlier) if d.attributes["duty"] == "withdraw"), None)
        if left is None or begin(draft.predicate) - begin(left.predicate) > _REACH:
            return None
        return replace(draft, roles={**draft.roles, "debtor": left.roles["debtor"]})
    return draft


def _demands_of_itself(draft: Draft) -> bool:
    """Whether the pronoun that is to leave was read as the one who demands it."""
    verb = draft.predicate
    pronoun = any(m.text.lower() in ("it", "they") for m in draft.roles["debtor"])
    asking = subjects(verb.head) if verb.dep_ == "ccomp" else ()
    return pronoun and any(t.ent_type_ or t.pos_ == "PROPN" for t in asking) and not objects(verb)


def merged(context: Context, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Drafts in the order of the text; two halves of one sentence that tell one two-sided duty become one claim."""
    named = {begin(d.predicate) for d in drafts if d.attributes["duty"] != "comply"}
    told = (d for d in drafts if d.rule != "comply-obliged" or begin(d.predicate) not in named)  # one deed, one duty
    ordered = sorted(told, key=lambda d: begin(d.predicate))
    kept: list[Draft] = []
    for draft in ordered:
        twin = next((k for k in reversed(kept[-2:]) if _same(k, draft)), None)
        if twin is None:
            kept.append(draft)
            continue
        start = min(twin.evidence.start, draft.evidence.start)
        end = max(twin.evidence.end, draft.evidence.end)
        kept[kept.index(twin)] = replace(twin, evidence=trimmed(context, start, end))
    return iter(kept)


def _same(one: Draft, other: Draft) -> bool:
    """Whether two drafts of a sentence tell one duty: halves of one clause, or two verbs joined by "and"."""
    if one.predicate.doc is not other.predicate.doc or one.predicate.sent.start != other.predicate.sent.start:
        return False
    if one.attributes["duty"] != other.attributes["duty"] or one.polarity != other.polarity:
        return False
    ends = [{m.actor for m in d.roles[role]} for d in (one, other) for role in ("debtor", "beneficiary")]
    if all(end == ends[0] for end in ends) and "one-for-all" in (one.rule, other.rule):
        return True
    overlapping = one.evidence.start < other.evidence.end and other.evidence.start < one.evidence.end
    if ends[0] == ends[2] and ends[1] == ends[3] and all(ends[:2]) and overlapping:
        return True  # "bears responsibility for defending X": noun and verb tell it
    joined = other.predicate.dep_ == "conj" and other.predicate.head.i == one.predicate.i and one.status == other.status
    alike = ends[0] == ends[2] and (one.attributes["duty"] == "comply" or ends[1] == ends[3])
    return joined and alike
