"""Judgements in the ledger: what may be judged, how it is written, and what stands on a claim at a state."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from foedus.ledger import schema, texts
from foedus.ledger.append import new_entry
from foedus.ledger.bearing import chunks
from foedus.ledger.exact import dumps
from foedus.ledger.questions import by_id, claims, holding
from foedus.ledger.records import LAST, ClaimFilter, RecordedClaim, moment
from foedus.ledger.states import any_state, pages
from foedus.ledger.words import search
from foedus.model.claims import Claim
from foedus.model.judgements import ON_A_PAIR, VERDICTS, Judgement, Sameness, judged, sameness, standing
from foedus.model.problems import UnknownName, UsageError
from foedus.model.time import Truth

if TYPE_CHECKING:
    from foedus.ledger.states import Fetch, State

_TARGETS_A_QUERY = 500
_CLAIMS_A_LOOK = 200


def prepare(judgement: Judgement) -> Judgement:
    """The judgement with its moment in UTC.

    Raises UsageError where it is not whole: no such verdict, unsigned, without a reason, half a pair.
    """
    if judgement.verdict not in VERDICTS:
        raise UsageError(f"no verdict is called {judgement.verdict!r}; it is one of {', '.join(VERDICTS)}")
    if not judgement.by.strip():
        raise UsageError("a judgement is signed: give the name of who judges (--by NAME)")
    if not judgement.reason.strip():
        raise UsageError("a judgement has its reason, so that others can weigh it: give one (--reason TEXT)")
    if (judgement.verdict in ON_A_PAIR) != (judgement.other is not None):
        raise UsageError("same-as and not-same-as judge two things, every other verdict one")
    if judgement.other == judgement.target:
        raise UsageError(f"{judgement.target} is the same as itself; give two different ones")
    if (judgement.verdict == "correct") != (judgement.claim is not None):
        raise UsageError("a correction says what should stand instead, and nothing else does")
    return replace(judgement, at=moment(judgement.at))


def write(connection: sa.Connection, judgement: Judgement) -> bool:
    """Add a judgement; whether the ledger did not hold it.

    Raises UnknownName where the ledger does not hold what is judged, UsageError where a correction does not fit.
    """
    table = schema.judgements
    if connection.execute(sa.select(table.c.entry).where(table.c.id == judgement.id)).scalar() is not None:
        return False
    _see_target(connection, judgement)
    row = {"entry": new_entry(connection, judgement.at), "id": judgement.id, "verdict": judgement.verdict}
    given = {"target": judgement.target, "record": dumps(judgement.record()), "recorded_at": judgement.at}
    connection.execute(table.insert(), {**row, **given})
    return True


def judgements(fetch: Fetch, at: State, targets: Collection[str] | None = None, after: int = 0) -> Iterator[Judgement]:
    """Judgements in the order of recording.

    targets: those on these alone, with all that withdraws them or a withdrawal of them.  after: without targets, only
    those of later entries.
    """
    if targets is None:
        entry = schema.judgements.c.entry
        yield from map(_judgement, pages(fetch, _query(at).where(entry > after), (entry,)))
        return
    found: dict[int, Judgement] = {}
    wanted = list(targets)
    while wanted:
        some, wanted = wanted[:_TARGETS_A_QUERY], wanted[_TARGETS_A_QUERY:]
        for row in fetch(_query(at).where(schema.judgements.c.target.in_(some))):
            if row.entry not in found:
                found[row.entry] = _judgement(row)
                wanted.append(found[row.entry].id)
    yield from (found[entry] for entry in sorted(found))


def with_judgements(fetch: Fetch, at: State, found: Iterable[RecordedClaim]) -> Iterator[RecordedClaim]:
    """The claims, each with what stands on it."""
    given = iter(found)
    first = list(islice(given, 1))
    if not first or not _any(fetch, at):
        yield from chain(first, given)
        return
    given = chain(first, given)
    while some := list(islice(given, _CLAIMS_A_LOOK)):
        asked = dict.fromkeys(key for each in some for key in (each.claim.id, each.claim.document))
        stand: dict[str, list[Judgement]] = {}
        for judgement in standing(judgements(fetch, at, asked)):
            stand.setdefault(judgement.target, []).append(judgement)
        for each in some:
            on_it = (*stand.get(each.claim.document, ()), *stand.get(each.claim.id, ()))
            yield replace(each, judged=judged(each.claim, on_it)) if on_it else each


def standing_claims(fetch: Fetch, at: State, wanted: ClaimFilter) -> Iterator[RecordedClaim]:
    """The claims as they count: without the rejected and the retracted, corrections in the place of the corrected.

    Corrections come last, and it is what they say that the filter asks for.
    """
    every = replace(wanted, limit=None)
    yield from counting(fetch, at, claims(fetch, at, every))
    yield from corrected_claims(fetch, at, every)


def corrected_claims(fetch: Fetch, at: State, wanted: ClaimFilter) -> Iterator[RecordedClaim]:
    """The corrections that count and pass the filter, which come after all claims."""
    for number, each in enumerate(corrections(fetch, at)):
        place = (LAST, number)
        corrected = passing(each, wanted) if wanted.beyond is None or place > wanted.beyond else None
        if corrected:
            yield replace(corrected, place=place)


def corrections(fetch: Fetch, at: State) -> Iterator[RecordedClaim]:
    """The corrections that count, each in the place of its claim, in the order in which claims were first corrected."""
    table = schema.judgements
    rows = fetch(_query(at).where(table.c.verdict == "correct").order_by(table.c.entry))
    for some in chunks(dict.fromkeys(_judgement(row).target for row in rows), _TARGETS_A_QUERY):
        held = {each.claim.id: each for each in with_judgements(fetch, at, claims(fetch, at, by_id(some)))}
        for each in (held[target] for target in some if target in held):
            claim = each.judged.effective(each.claim)
            if claim and claim is not each.claim:
                yield replace(each, claim=claim)


def counting(fetch: Fetch, at: State, found: Iterable[RecordedClaim]) -> Iterator[RecordedClaim]:
    """Of some claims those that count as they were read: neither rejected, retracted nor corrected."""
    return (each for each in with_judgements(fetch, at, found) if each.judged.effective(each.claim) is each.claim)


def pairs(fetch: Fetch, at: State) -> Sameness:
    """What people hold of two names or documents: which are the same, and which are not."""
    table = schema.judgements
    rows = fetch(_query(at).where(table.c.verdict.in_(ON_A_PAIR)).order_by(table.c.entry))
    found = {each.id: each for each in map(_judgement, rows)}
    withdrawn = {each.id: each for each in judgements(fetch, at, tuple(found))} if found else {}
    # A withdrawal comes after what it withdraws, so that this is the order of recording where it matters.
    return sameness(standing((*found.values(), *withdrawn.values())))


def passing(recorded: RecordedClaim, wanted: ClaimFilter) -> RecordedClaim | None:
    """The claim with how it holds on the day that is asked for; None where it does not pass the filter."""
    claim, said = recorded.claim, recorded.statement
    speakers = (said.speaker.actor if said and said.speaker else None, said.on_behalf_of if said else None)
    fillers = [(role, mention.actor) for role, mentions in claim.roles for mention in mentions]
    passes = (
        wanted.id in (None, claim.id)
        and (wanted.ids is None or claim.id in wanted.ids)
        and wanted.kind in (None, claim.kind)
        and wanted.status in (None, claim.status)
        and wanted.polarity in (None, claim.polarity)
        and wanted.document in (None, claim.document)
        and (wanted.speaker is None or wanted.speaker in speakers)
        and (wanted.actors is None or any(actor in wanted.actors for _, actor in fillers))
        and (
            wanted.actor is wanted.role is None
            or any(wanted.actor in (None, actor) and wanted.role in (None, role) for role, actor in fillers)
        )
        and (wanted.text is None or search(wanted.text).finds("\n".join(quote.text for quote in claim.evidence)))
        and claim.confidence >= wanted.least
    )
    holds = holding(claim, wanted.valid_on)
    return replace(recorded, holds=holds) if passes and holds is not Truth.NO else None


def _query(at: State) -> sa.Select[*tuple[Any, ...]]:
    table = schema.judgements
    return sa.select(table.c.entry, table.c.target, table.c.record).where(*at.of(table))


def _any(fetch: Fetch, at: State) -> bool:
    return bool(fetch(_one(by=at.by is not None), at.values()))


@cache
def _one(*, by: bool) -> sa.Select[*tuple[Any, ...]]:
    return _query(any_state(by=by)).limit(1)


def _judgement(row: sa.Row[*tuple[Any, ...]]) -> Judgement:
    return Judgement.from_record(json.loads(row.record))


def _see_target(connection: sa.Connection, judgement: Judgement) -> None:
    """See that the ledger holds what is judged; the names of a pair may be anybody's."""
    verdict, target = judgement.verdict, judgement.target
    if verdict in ON_A_PAIR:
        return
    tables = {
        "withdraw": (schema.judgements,),
        "retract": (schema.claims, schema.documents),
    }.get(verdict, (schema.claims,))
    if not any(_holds(connection, table, target) for table in tables):
        kinds = " or ".join(table.name.removesuffix("s") for table in tables)
        raise UnknownName(f"the ledger holds no {kinds} {target!r}; `foedus claims` and `foedus judgements` list ids")
    if judgement.claim:
        _see_correction(connection, target, judgement.claim)


def _holds(connection: sa.Connection, table: sa.Table, key: str) -> bool:
    return connection.execute(sa.select(table.c.id).where(table.c.id == key)).first() is not None


def _see_correction(connection: sa.Connection, target: str, claim: Claim) -> None:
    """A correction is of the same words of the same document, and says something else."""
    table = schema.claims
    asked = sa.select(table.c.record, table.c.document).where(table.c.id == target)
    row = connection.execute(asked).one()
    if claim.document != json.loads(row.record)["document"]:
        raise UsageError(f"the correction is of another document than {target}; correct a claim by its own document")
    if claim.id == target:
        raise UsageError(f"the correction says what {target} says; accept the claim, or change something")
    quoted: Sequence[Any] = (*claim.evidence, *(each for _, fillers in claim.roles for each in fillers))
    text = texts.of(connection, row.document)
    for quote in quoted:
        if text[quote.start : quote.end] != quote.text:
            raise UsageError(f"{quote.text!r} does not stand at {quote.start} of the document; quote its exact words")
