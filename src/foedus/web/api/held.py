"""What the ledger holds, as JSON: documents, statements, claims, passages, contradictions, judgements."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from foedus.desk.articles import article
from foedus.desk.comparing import contradictions as contradicting
from foedus.desk.judging import judge, judgements
from foedus.desk.looking import claims_wanted, find_passages, placed_statements
from foedus.ledger.catalogue import DocumentFilter
from foedus.ledger.catalogue import Listed as Entry
from foedus.views.documents import passage_record
from foedus.views.judgements import judgement_record
from foedus.web.api.answers import (
    PREFIX,
    RESPONSES,
    After,
    Before,
    Cursor,
    Limit,
    Listed,
    Pin,
    Text,
    listed,
    paged,
    place,
    walked,
)
from foedus.web.pages.judging import held as one_claim
from foedus.web.rendering import house

Word = Annotated[str, Query(max_length=1000)]
router = APIRouter(prefix=PREFIX, tags=["ledger"], responses=RESPONSES)


@router.get("/documents")
def documents(
    request: Request,
    pin: Pin,
    q: Text = None,
    outlet: Text = None,
    since: Text = None,
    until: Text = None,
    limit: Limit = 50,
    cursor: Before = None,
) -> Listed:
    """The documents, newest reading first, without their texts."""
    wanted = DocumentFilter(q, outlet, None, since, until)
    found = house(request).desk.ledger.catalogue(wanted, pin.known_at, before=cursor, limit=limit + 1)
    return walked(request, ((each.entry, _entry(each)) for each in found), limit)


def _entry(each: Entry) -> dict[str, Any]:
    told = each.told
    names = ("id", "path", "title", "outlet", "byline", "published", "published_basis", "language")
    given = {name: getattr(told, name) for name in names}
    return {"type": "document", **given, "recorded_at": told.recorded_at.isoformat(), "claims": each.claims}


@router.get("/documents/{document}")
def document(request: Request, document: str, pin: Pin) -> dict[str, Any]:
    """A document with its text, its statements and its claims."""
    found = article(house(request).desk, document, pin.known_at)
    return {
        **found.document.record(),
        "statements": [each.record() for each in found.statements],
        "claims": [each.record() for each in found.claims],
    }


@router.get("/statements")
def statements(
    request: Request,
    pin: Pin,
    speaker: Text = None,
    document: Text = None,
    text: Text = None,
    limit: Limit = 50,
    cursor: After = None,
) -> Listed:
    """Who says what, through whom; the filters are those of `foedus statements`."""
    desk = house(request).desk
    found = placed_statements(
        desk, speaker=speaker, document=document, text=text, known_on=pin.known, limit=limit + 1, beyond=place(cursor)
    )
    return walked(request, ((at, each.record()) for at, each in found), limit)


@router.get("/claims")
def claims(
    request: Request,
    pin: Pin,
    kind: Text = None,
    actor: Text = None,
    speaker: Text = None,
    document: Text = None,
    status: Text = None,
    text: Text = None,
    least: float = 0.0,
    standing: bool = False,
    limit: Limit = 50,
    cursor: After = None,
) -> Listed:
    """Claims with what stands on each; the filters are those of `foedus claims`.

    A page looks at some thousand claims, so where few pass the filter it may have fewer than `limit`, or none; the list
    ends where `next` is null.
    """
    desk = house(request).desk
    wanted = claims_wanted(
        desk, kind=kind, actor=actor, speaker=speaker, document=document, status=status, text=text, on=pin.on,
        least=least, beyond=place(cursor),
    )  # fmt: skip
    found = desk.ledger.walk(wanted, pin.known_at, limit=limit, standing=standing)
    return listed(request, [each.record() for each in found.claims], found.beyond)


@router.get("/claims/{claim}")
def claim(request: Request, claim: str, pin: Pin) -> dict[str, Any]:
    """One claim, with what stands on it."""
    return one_claim(house(request).desk, claim, pin).record()


@router.get("/search")
def search(
    request: Request, pin: Pin, q: Word, every_name: bool = False, limit: Limit = 50, cursor: Before = None
) -> Listed:
    """Passages that have all of the words, in any script."""
    found = find_passages(
        house(request).desk, q, every_name=every_name, known_on=pin.known, limit=limit + 1, beyond=cursor or 0
    )
    return walked(request, ((each.place, dict(passage_record(each))) for each in found), limit)


@router.get("/contradictions")
def contradictions(request: Request, pin: Pin, topic: Text = None, limit: Limit = 50, cursor: Cursor = 0) -> Listed:
    """What sources contradict one another on, in the whole ledger or on a topic, what most stands against it first.

    A page has about `limit`.  `of` is how many claims bear on one, where only the latest and such as clash were
    compared.
    """
    found = contradicting(house(request).desk, [topic] if topic else [], known_on=pin.known, limit=limit, start=cursor)
    return listed(request, list(found.contradiction_records()), found.following)


@router.get("/judgements")
def held(request: Request, pin: Pin, of: Text = None, by: Text = None, limit: Limit = 50, cursor: Cursor = 0) -> Listed:
    """What people held of claims, documents and names, and whether it stands."""
    found = judgements(house(request).desk, target=of, by=by, known_on=pin.known)
    return paged(request, (dict(judgement_record(each)) for each in found), limit, cursor)


class Verdict(BaseModel):
    """What somebody holds."""

    verdict: str = Field(description="accept, reject, correct, same-as, not-same-as, retract or withdraw")
    targets: list[str] = Field(description="Ids; for a pair two names.", min_length=1, max_length=100)
    by: str = Field(max_length=200)
    reason: str = Field(max_length=2000)
    changes: list[str] = Field(default=[], description="For correct: FIELD=VALUE each.", max_length=50)


@router.post("/judgements", status_code=201)
def give(request: Request, given: Verdict) -> list[dict[str, Any]]:
    """Record a verdict; it needs the token, and what was recorded is answered."""
    with house(request).writing() as desk:
        made = judge(desk, given.verdict, given.targets, by=given.by, reason=given.reason, changes=given.changes)
    return [each.record() for each in made]
