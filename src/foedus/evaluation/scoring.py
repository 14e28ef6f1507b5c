"""One document's reading against its annotations: counts, and what was missed or read beyond them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from foedus.evaluation.aliases import Aliases
from foedus.evaluation.claims import Agreement, agreement, same_value, speaks
from foedus.evaluation.counts import Counts, Key
from foedus.evaluation.events import score_event
from foedus.evaluation.gold import CLOSED, KEY_ATTRIBUTES, GoldClaim, GoldDocument, Piece
from foedus.evaluation.pairing import Pair, paired
from foedus.evaluation.quotations import score_quotations
from foedus.evaluation.spans import locate
from foedus.evaluation.statements import score_statements
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document


@dataclass(frozen=True, slots=True)
class Read:
    """A document as it was read."""

    document: Document
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Miss:
    """An annotation that was not read (``missed``) or read in part (``partly``), or a reading beyond them (``extra``).

    words: where it stands; what: the kind; roles: the keys in each role; why: what was read otherwise.
    """

    document: str
    way: str
    what: str
    words: str
    roles: tuple[tuple[str, tuple[str, ...]], ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a claim that was read turned out to be: ``strict``, ``relaxed``, ``borderline`` or ``extra``."""

    claim: Claim
    verdict: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A document's counts, what was missed and what was spurious, and the verdict on each claim.

    astray: annotated words that the text does not have, which is a fault of the annotation.
    """

    document: str
    counts: Counts
    misses: tuple[Miss, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    astray: tuple[str, ...] = ()


def score(gold: GoldDocument, read: Read | None, aliases: Aliases) -> Scored:
    """A document's annotations against what was read in it; all is missed where nothing was (None)."""
    if read is None:
        return _unread(gold)
    scored = _score_claims(gold, read, aliases)
    counts = Counter(scored.counts)
    if gold.statements is not None:
        counts += score_statements(read.document.text, gold.statements, read.statements, aliases)
    if gold.quotations is not None:
        counts += score_quotations(gold.quotations, read.statements)
    if gold.event is not None:
        counts += score_event(gold.event, read.claims)
    return Scored(gold.name, counts, scored.misses, scored.verdicts, scored.astray)


def _unread(gold: GoldDocument) -> Scored:
    counts: Counts = Counter()
    for claim in gold.claims:
        counts[Key("claims", claim.kind, "borderline" if claim.borderline else "gold")] += 1
    counts[Key("quotations", "all", "gold")] += len(gold.quotations or ())
    if gold.event is not None:
        counts[Key("events", gold.event.type, "gold")] += 1
    return Scored(gold.name, +counts, tuple(_missed(gold.name, claim) for claim in gold.claims if not claim.borderline))


def _score_claims(gold: GoldDocument, read: Read, aliases: Aliases) -> Scored:
    if not gold.claims and (gold.quotations is not None or gold.event is not None):
        return Scored(gold.name, Counter())
    found = _agreements(gold.claims, read, aliases)
    pairs = [Pair(gold.claims[g].borderline, -each.likeness, g, r) for (g, r), each in found.items()]
    matched = paired(pairs)
    counts: Counts = Counter(Key("claims", claim.kind, "read") for claim in read.claims)
    verdicts = dict.fromkeys(range(len(read.claims)), "extra")
    for g, claim in enumerate(gold.claims):
        counts[Key("claims", claim.kind, "borderline" if claim.borderline else "gold")] += 1
        if g not in matched:
            continue
        r = matched[g]
        if claim.borderline:
            counts[Key("claims", claim.kind, "read")] -= 1
            verdicts[r] = "borderline"
            continue
        strict = found[g, r].strict
        verdicts[r] = "strict" if strict else "relaxed"
        counts[Key("claims", claim.kind, "relaxed")] += 1
        counts[Key("claims", claim.kind, "strict")] += strict
        counts += _slots(claim, read.claims[r], read.statements, aliases)
    missed = [_missed(gold.name, c) for g, c in enumerate(gold.claims) if g not in matched and not c.borderline]
    extra = [
        _extra(gold.name, claim)
        for r, claim in enumerate(read.claims)
        if verdicts[r] == "extra" and claim.kind in CLOSED
    ]
    astray = tuple(_shown(c.evidence) for c in gold.claims if locate(read.document.text, c.evidence) is None)
    partly = [
        _partly(gold.name, gold.claims[g], read.claims[r]) for g, r in matched.items() if verdicts[r] == "relaxed"
    ]
    done = tuple(Verdict(claim, verdicts[r]) for r, claim in enumerate(read.claims))
    return Scored(gold.name, counts, (*missed, *partly, *extra), done, astray)


def _agreements(gold: Sequence[GoldClaim], read: Read, aliases: Aliases) -> dict[tuple[int, int], Agreement]:
    """For each annotation and each claim that may be it how far they agree."""
    found = {}
    for g, annotated in enumerate(gold):
        span = locate(read.document.text, annotated.evidence)
        if span is None:
            continue
        for r, claim in enumerate(read.claims):
            agreed = agreement(annotated, claim, span, aliases)
            if agreed is not None and agreed.relaxed:
                found[g, r] = agreed
    return found


def _slots(gold: GoldClaim, claim: Claim, statements: Sequence[Statement], aliases: Aliases) -> Counts:
    """What of a matched claim is right beside its fillers, and what the annotation says, for the majority's floor."""
    said = next((each for each in statements if each.id == claim.statement), None)
    speaker = said.speaker.actor if said is not None and said.speaker else None
    spoken = speaks(gold, speaker, aliases)
    checks = {
        "status": (gold.status, claim.status == gold.status),
        "polarity": (gold.polarity, claim.polarity == gold.polarity),
    }
    if gold.values:
        checks["key attribute"] = (gold.values[0], same_value(gold, claim))
    if gold.voiced:
        checks["speaker"] = (gold.speakers[0], spoken)
    else:
        checks["own voice"] = ("", spoken or claim.statement is None)
    if gold.time:
        checks["time"] = (gold.time, claim.time is not None and claim.time.edtf == gold.time)
    counts: Counts = Counter()
    for slot, (value, right) in checks.items():
        counts[Key("slot", slot, "gold")] += 1
        counts[Key("slot", slot, "right")] += right
        if value:
            counts[Key("value", slot, value)] += 1
    return counts


def _missed(document: str, claim: GoldClaim) -> Miss:
    return Miss(document, "missed", claim.kind, _shown(claim.evidence), claim.roles)


def _partly(document: str, gold: GoldClaim, claim: Claim) -> Miss:
    """What keeps a matched claim from being strictly right, aliases aside."""
    said = [(role, keys, claim.actors(role)) for role, keys in gold.roles]
    why = [f"{role}: read {', '.join(read) or 'nobody'}" for role, keys, read in said if sorted(keys) != sorted(read)]
    if not same_value(gold, claim):
        name = KEY_ATTRIBUTES[gold.kind]
        why.append(f"{name}: read {claim.attribute(name) or 'nothing'}, not {' or '.join(gold.values) or 'nothing'}")
    if gold.polarity != claim.polarity:
        why.append(f"polarity: read {claim.polarity}")
    return Miss(document, "partly", gold.kind, _shown(gold.evidence), gold.roles, tuple(why))


def _extra(document: str, claim: Claim) -> Miss:
    roles = tuple((role, tuple(mention.actor for mention in fillers)) for role, fillers in claim.roles)
    return Miss(document, "extra", claim.kind, claim.evidence[0].text if claim.evidence else "", roles)


def _shown(piece: Piece) -> str:
    return piece if isinstance(piece, str) else " … ".join(_shown(p) if isinstance(p, tuple) else str(p) for p in piece)
