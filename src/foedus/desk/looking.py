"""Looking up what the ledger holds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from foedus.desk.opening import Desk
from foedus.ledger.words import search
from foedus.model.claims import Statement
from foedus.model.problems import UnknownName
from foedus.model.time import parse_day, parse_moment

if TYPE_CHECKING:
    from foedus.ledger import ClaimFilter, Passage, RecordedClaim
    from foedus.ledger.records import Place


def find_claims(
    desk: Desk,
    *,
    kind: str | None = None,
    actor: str | None = None,
    speaker: str | None = None,
    document: str | None = None,
    status: str | None = None,
    on: str | None = None,
    known_on: str | None = None,
    limit: int | None = None,
    least: float = 0.0,
    standing: bool = False,
    text: str | None = None,
) -> Iterator[RecordedClaim]:
    """The claims of the ledger that pass every filter that is given.

    actor, speaker: names or keys; one that nobody is known by is looked for as the text wrote it.
    document: an id or the path that it was read from.  on: leaves out claims whose own time excludes the day.
    known_on: the moment at which, or the day at whose end (UTC), the ledger is looked at.
    least: leaves out claims that are less sure.
    standing: as they count after what people held of them, in place of as they were read.
    text: words of the evidence.
    """
    wanted = claims_wanted(
        desk, kind=kind, actor=actor, speaker=speaker, document=document, status=status, on=on, least=least, text=text,
        limit=limit,
    )  # fmt: skip
    ask = desk.ledger.standing_claims if standing else desk.ledger.recorded_claims
    yield from ask(wanted, known_on=parse_moment(known_on) if known_on else None)


def claims_wanted(
    desk: Desk,
    *,
    kind: str | None = None,
    actor: str | None = None,
    speaker: str | None = None,
    document: str | None = None,
    status: str | None = None,
    on: str | None = None,
    least: float = 0.0,
    text: str | None = None,
    limit: int | None = None,
    beyond: Place | None = None,
) -> ClaimFilter:
    """The filter of :func:`find_claims`, as a ledger is asked; beyond: only those after this place."""
    from foedus.ledger import ClaimFilter

    return ClaimFilter(
        kind=kind,
        actor=desk.key_or_slug(actor) if actor else None,
        speaker=desk.key_or_slug(speaker) if speaker else None,
        document=document_id(desk, document) if document else None,
        status=status,
        valid_on=parse_day(on) if on else None,
        text=text,
        limit=limit,
        least=least,
        beyond=beyond,
    )


def find_statements(
    desk: Desk,
    *,
    speaker: str | None = None,
    document: str | None = None,
    text: str | None = None,
    known_on: str | None = None,
    limit: int | None = None,
) -> Iterator[Statement]:
    """The statements of the ledger that pass every filter that is given; the filters are those of claims."""
    found = placed_statements(desk, speaker=speaker, document=document, text=text, known_on=known_on, limit=limit)
    for _, statement in found:
        yield statement


def placed_statements(
    desk: Desk,
    *,
    speaker: str | None = None,
    document: str | None = None,
    text: str | None = None,
    known_on: str | None = None,
    limit: int | None = None,
    beyond: Place | None = None,
) -> Iterator[tuple[Place, Statement]]:
    """The same, each with its place in the order of recording; beyond: those after this place alone."""
    from foedus.ledger import StatementFilter

    wanted = StatementFilter(
        speaker=desk.key_or_slug(speaker) if speaker else None,
        document=document_id(desk, document) if document else None,
        text=text,
        limit=limit,
        beyond=beyond,
    )
    yield from desk.ledger.placed_statements(wanted, known_on=parse_moment(known_on) if known_on else None)


def find_passages(
    desk: Desk,
    query: str,
    *,
    every_name: bool = False,
    known_on: str | None = None,
    limit: int | None = None,
    beyond: int = 0,
) -> Iterator[Passage]:
    """The passages of the ledger's documents that have all words of a query, in any script.

    every_name: where the query names one actor, any of the actor's names will do.
    beyond: those after this place alone, which the last passage of a page before had.
    """
    asked = search(query)
    keys = desk.gazetteer.resolve(query) if every_name else ()
    actor = desk.gazetteer.actor(keys[0]) if len(keys) == 1 else None
    for name in actor.names if actor else ():
        asked |= search(f'"{name.text}"')
    day, first = parse_moment(known_on) if known_on else None, max(1, min(limit or 20, 200))
    yield from islice(desk.ledger.search(asked, day, beyond=beyond, first=first), limit)


def document_id(desk: Desk, given: str) -> str:
    """The id of a document that is named by its id or by the path at which it was read.

    Raises UnknownName where the ledger holds no such document.
    """
    if given.startswith("sha256:"):
        if next(desk.ledger.documents(ids=(given,)), None) is None:
            raise UnknownName(
                f"the ledger holds no document {given}; `foedus read FILE --format jsonl` prints a file's id"
            )
        return given
    found = [sighting.document for sighting in desk.ledger.sightings() if sighting.path == given]
    if not found:
        raise UnknownName(
            f"the ledger holds no document that was read from {given!r}; read it first (`foedus read {given}`), "
            "or give a document's id"
        )
    return found[-1]
