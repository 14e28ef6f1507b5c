"""Documents' texts in the ledger: whole, or only what is quoted of them, or nothing any more.

Of a text that is kept as evidence the passages that statements and claims quote are kept, each under its place; read
back, it has spaces in the place of everything else, so that every span still says where its words stand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from foedus.ledger import index, schema
from foedus.ledger.belonging import of_documents
from foedus.model.claims import Claim, Statement
from foedus.model.problems import UsageError

if TYPE_CHECKING:
    from foedus.ledger.states import Fetch

KEEPS = ("text", "evidence")
"""What can be kept of a text: all of it, or only what is quoted."""

Span = tuple[int, int]
Indexed = tuple[sa.TableClause, list[tuple[int, str]]]
"""An index of words, and what it holds: texts under the numbers of their rows."""


def keep(asked: str) -> str:
    """What is to be kept of texts.

    Raises UsageError for anything else.
    """
    if asked not in KEEPS:
        raise UsageError(f"{asked!r} cannot be kept; of a text keep {' or '.join(KEEPS)}")
    return asked


def quoted(statements: Iterable[Statement], claims: Iterable[Claim], length: int) -> tuple[Span, ...]:
    """The stretches of a text of some length that its statements and claims rest on, in order, each once."""
    found: list[Span] = []
    for each in statements:
        found += each.content
        found += [(part.start, part.end) for part in (each.speaker, each.cue, *each.via) if part]
    for claim in claims:
        fillers = (mention for _, mentions in claim.roles for mention in mentions)
        parts = (*claim.evidence, *claim.terms, *fillers, *((claim.time,) if claim.time else ()))
        found += [(part.start, part.end) for part in parts]
    return merged((max(start, 0), min(end, length)) for start, end in found)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The stretches that spans cover together.

    >>> merged([(5, 9), (0, 3), (2, 4), (7, 7)])
    ((0, 4), (5, 9))
    """
    found: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def lacking(wanted: Iterable[Span], held: Iterable[Span]) -> Iterator[Span]:
    """The parts of some stretches that others do not cover.

    >>> list(lacking([(0, 9)], [(2, 4), (8, 12)]))
    [(0, 2), (4, 8)]
    """
    there = merged(held)
    for begin, end in wanted:
        start = begin
        for low, high in there:
            if start < low < end:
                yield start, low
            if low < end:
                start = max(start, high)
        if start < end:
            yield start, end


def patched(pieces: Iterable[tuple[int, str]], length: int) -> str:
    """A text of which only some pieces are there, with spaces in between.

    >>> patched([(3, "denied")], 12)
    '   denied   '
    """
    made, at = [], 0
    for start, piece in pieces:
        made += [" " * (start - at), piece]
        at = start + len(piece)
    return "".join((*made, " " * (length - at)))


def content(statement: Mapping[str, Any], text: str) -> str:
    """What a statement says, of its record and its document's text, as the index of words takes it."""
    return "\n".join(text[start:end] for start, end in statement["content"])


def evidence(claim: Mapping[str, Any]) -> str:
    """The words that a claim's record rests on, as the index of words takes them."""
    return "\n".join(quote["text"] for quote in claim["evidence"])


def of(connection: sa.Connection, document: int) -> str:
    """As much of a document's text as is kept; an empty text where it was erased."""
    asked = sa.select(schema.texts.c.body).where(schema.texts.c.document == document)
    body: str | None = connection.execute(asked).scalar()
    if body is not None:
        return body
    return pieced(lambda query, given=None: connection.execute(query, given).all(), (document,))[document]


def indexed(connection: sa.Connection, documents: Sequence[int]) -> Iterator[Indexed]:
    """What the indexes of words hold of documents: the words under each row's number, as they were put there."""
    passages, statements, claims, bodies = schema.passages, schema.statements, schema.claims, schema.texts
    asked = sa.select(bodies.c.document, bodies.c.body).where(bodies.c.document.in_(documents))
    text = {number: body for number, body in connection.execute(asked)}  # noqa: C416
    lacks = [number for number in documents if number not in text]
    text |= pieced(lambda query, given=None: connection.execute(query, given).all(), lacks) if lacks else {}
    spans = sa.select(passages.c.document, passages.c.seq, passages.c.start, passages.c.end)
    found = connection.execute(spans.where(passages.c.document.in_(documents)))
    yield index.passage_words, [(row.seq, text[row.document][row.start : row.end]) for row in found]
    said = sa.select(statements.c.document, statements.c.seq, statements.c.record)
    found = connection.execute(said.where(of_documents(statements, documents)))
    yield index.statement_words, [(row.seq, content(json.loads(row.record), text[row.document])) for row in found]
    read = connection.execute(sa.select(claims.c.seq, claims.c.record).where(of_documents(claims, documents)))
    yield index.claim_words, [(row.seq, evidence(json.loads(row.record))) for row in read]


def pieced(fetch: Fetch, documents: Sequence[int]) -> dict[int, str]:
    """The texts of documents that are not kept whole, by their numbers."""
    passages, extracts, lengths = schema.passages, schema.extracts, schema.abridged
    asked = (
        sa.select(passages.c.document, passages.c.start, extracts.c.body)
        .join(extracts, extracts.c.passage == passages.c.seq)
        .where(passages.c.document.in_(documents))
        .order_by(passages.c.document, passages.c.start)
    )
    found: dict[int, list[tuple[int, str]]] = {number: [] for number in documents}
    for number, start, body in fetch(asked):
        found[number].append((start, body))
    known = fetch(sa.select(lengths.c.document, lengths.c.length).where(lengths.c.document.in_(documents)))
    long: dict[int, int] = {number: length for number, length in known}  # noqa: C416  (rows are no pairs to dict)
    return {number: patched(pieces, long.get(number, 0) if pieces else 0) for number, pieces in found.items()}


def whole(fetch: Fetch, rows: Iterable[sa.Row[Any]], together: int) -> Iterator[tuple[sa.Row[Any], str]]:
    """Rows with a column ``body`` and a column ``document``, each with its text as far as that is kept."""
    given = iter(rows)
    while some := list(islice(given, together)):
        lacks = list({row.document for row in some if row.body is None})
        known = pieced(fetch, lacks) if lacks else {}
        for row in some:
            yield row, known[row.document] if row.body is None else row.body
