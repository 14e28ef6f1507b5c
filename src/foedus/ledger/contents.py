"""What a reading says, as rows: its statements and claims, what they are found by, and the links to the reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from foedus.ledger import bearing, index, schema
from foedus.ledger.bulk import Buffered
from foedus.ledger.dates import extent
from foedus.ledger.exact import dumps
from foedus.ledger.recording import Recording
from foedus.ledger.wording import Wording
from foedus.model.claims import Claim
from foedus.model.written import claim_kept, statement_kept

IDS_A_QUERY = 500


def add_statements(
    out: Buffered, recording: Recording, document: int, reading: int, wording: Wording, *, nothing_known: bool
) -> tuple[int, Mapping[str, int]]:
    """Add the statements that are new; their number, and every statement's seq by its id."""
    by_id = dict(recording.statements)
    numbers, new = _numbered(out, schema.statements, by_id, nothing_known=nothing_known)
    rows, said = [], []
    for key in new:
        each, seq = by_id[key], numbers[key]
        speaker = each.speaker and each.speaker.actor
        rows.append((seq, key, document, speaker, each.on_behalf_of, each.form, statement_kept(each)))
        said.append((seq, wording.of_spans(each.content)))
    out.add(schema.statements, rows)
    out.add(index.statement_words, said)
    links = [(reading, position, numbers[key]) for position, (key, _) in enumerate(recording.statements)]
    out.add(schema.reading_statements, links)
    return len(new), numbers


def add_claims(
    out: Buffered,
    recording: Recording,
    document: int,
    reading: int,
    wording: Wording,
    statements: Mapping[str, int],
    *,
    nothing_known: bool,
) -> int:
    """Add the claims that are new; their number."""
    by_id = dict(recording.claims)
    numbers, new = _numbered(out, schema.claims, by_id, nothing_known=nothing_known)
    rows, words = [], []
    fillers: list[tuple[str, int, str]] = []
    for key in new:
        claim, seq = by_id[key], numbers[key]
        said = None if claim.statement is None else statements[claim.statement]
        rows.append((seq, key, document, said, *found_by(claim), claim_kept(claim)))
        fillers += dict.fromkeys([(each.actor, seq, role) for role, found in claim.roles for each in found])
        words.append((seq, wording.of_quotes(claim.evidence)))
    out.add(schema.claims, rows)
    out.add(schema.claim_actors, fillers)
    out.add(index.claim_words, words)
    fresh = set(new)
    seen = ((numbers[key], claim, claim.terms) for key, claim in recording.claims if claim.terms or key in fresh)
    bearing.add(out, seen)
    links = [
        (reading, position, numbers[key], claim.confidence, claim.extractor, _terms(claim))
        for position, (key, claim) in enumerate(recording.claims)
    ]
    out.add(schema.reading_claims, links)
    return len(new)


def found_by(claim: Claim) -> tuple[Any, ...]:
    """What a claim is found by: its kind, how it is put, and the days that its time may cover."""
    reach = extent(claim.time.edtf) if claim.time else None
    days = (None, None) if reach is None else (reach.low, reach.high)
    return claim.kind, claim.polarity, claim.status, *days


def _terms(claim: Claim) -> str:
    return dumps([term.record() for term in claim.terms]) if claim.terms else "[]"


def _numbered(
    out: Buffered, table: sa.Table, ids: Iterable[str], *, nothing_known: bool
) -> tuple[dict[str, int], list[str]]:
    """Every id's number, old or new, and the ids that are new, in their order."""
    wanted = list(ids)
    numbers: dict[str, int] = {}
    if not nothing_known:
        for some in bearing.chunks(wanted, IDS_A_QUERY):
            rows = out.ask(sa.select(table.c.id, table.c.seq).where(table.c.id.in_(some)))
            numbers.update((row.id, row.seq) for row in rows)
    new = [key for key in wanted if key not in numbers]
    first = out.take(table, len(new))
    numbers.update(zip(new, range(first, first + len(new)), strict=True))
    return numbers, new
