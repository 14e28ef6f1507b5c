"""Judging claims: one's verdict, signed and with a reason, beside what others held of the same claim."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote, unquote

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse, RedirectResponse

from foedus.desk.judging import histories, judge
from foedus.ledger import ClaimFilter
from foedus.model.problems import UnknownName, UsageError
from foedus.views.claims import evidence
from foedus.web.naming import Names
from foedus.web.pinned import Pinned, pinned
from foedus.web.rendering import environment, house, page
from foedus.web.showing import VERDICTS, changes, fields, shown

if TYPE_CHECKING:
    from starlette.responses import Response

    from foedus.desk import Desk
    from foedus.ledger import RecordedClaim

router = APIRouter()
COOKIE = "foedus-reviewer"
_A_YEAR = 31_536_000
_LONGEST = 2000
REASONS = {
    "accept": "the text says so",
    "reject": "the text does not say so",
    "correct": "the text says it otherwise",
    "withdraw": "judged by mistake",
}
"""The reason of a verdict whose giver names none."""
MORE_REASONS = (
    "somebody else says so",
    "somebody else is meant",
    "it was at another time",
    "it is planned or possible, and no fact",
    "it is denied",
    "the same is claimed twice",
)
Pin = Annotated[Pinned, Depends(pinned)]


def reviewer(request: Request) -> str:
    """Who judges: as this browser was told last, else as the environment says."""
    return unquote(request.cookies.get(COOKIE, "")) or os.environ.get("FOEDUS_REVIEWER", "")


def for_judging(request: Request) -> dict[str, Any]:
    """What the templates of claims need beside the claims."""
    return {"by": reviewer(request), "reasons": REASONS, "more_reasons": MORE_REASONS}


@router.get("/claims/{claim}", include_in_schema=False)
def one_claim(request: Request, claim: str, pin: Pin) -> HTMLResponse:
    """One claim: what it says, in which words, who held what of it, and where one judges it."""
    desk = house(request).desk
    return _page(request, desk, held(desk, claim, pin), pin)


async def form(request: Request) -> dict[str, str]:
    """The fields of a form, each with its text."""
    async with request.form(max_files=0, max_fields=100) as given:
        return {name: value[:_LONGEST] for name, value in given.items() if isinstance(value, str)}


@router.post("/claims/{claim}", include_in_schema=False)
def take(request: Request, claim: str, given: Annotated[dict[str, str], Depends(form)]) -> Response:
    """Records a verdict on a claim, unless somebody else gave one since the page was made.

    A script that asks for a fragment gets the claim as the reader lists it.
    """
    by = given.get("by", "").strip()
    with house(request).writing() as desk:
        status, wrong = _record(desk, held(desk, claim, Pinned()), by, given)
        found = held(desk, claim, Pinned())
    answer: Response
    if given.get("fragment"):
        answer = _fragment(request, desk, found, wrong, status)
    elif wrong:
        answer = _page(request, desk, found, Pinned(), wrong, status)
    else:
        answer = RedirectResponse(f"/documents/{found.claim.document}#{claim}", 303)
    if by and by != reviewer(request):
        answer.set_cookie(COOKIE, quote(by), max_age=_A_YEAR, samesite="strict", path="/")
    return answer


def held(desk: Desk, claim: str, pin: Pinned) -> RecordedClaim:
    """A claim of the ledger.

    Raises UnknownName where there is none.
    """
    found = next(desk.ledger.recorded_claims(ClaimFilter(id=claim), pin.known_at), None)
    if found is None:
        raise UnknownName(f"the ledger holds no claim {claim}; its document may have been read anew since")
    return found


def _record(desk: Desk, found: RecordedClaim, by: str, given: dict[str, str]) -> tuple[int, str]:
    """Zero and nothing, or the status and the words of why nothing was recorded."""
    verdict, stands = given.get("verdict", ""), found.judged.verdict
    if given.get("seen", "") != (stands.id if stands else ""):
        return 409, "Meanwhile somebody judged this claim, so your verdict was not recorded. Look at it again."
    if verdict not in VERDICTS:
        return 400, f"A verdict on a claim is one of {', '.join(VERDICTS)}."
    if verdict == "withdraw" and stands is None:
        return 400, "Nobody's verdict stands on this claim, so there is none to take back."
    target = stands.id if verdict == "withdraw" and stands else found.claim.id
    otherwise = changes(found.claim, given) if verdict == "correct" else ()
    if verdict == "correct" and not otherwise:
        return 400, "The correction says what the claim says: change something, or accept the claim."
    reason = given.get("reason", "").strip() or REASONS[verdict]
    try:
        judge(desk, verdict, (target,), by=by, reason=reason, changes=otherwise)
    except UsageError as error:
        return 400, str(error)
    return 200, ""


def _page(
    request: Request, desk: Desk, found: RecordedClaim, pin: Pinned, wrong: str = "", status: int = 200
) -> HTMLResponse:
    document = next(desk.ledger.documents(pin.known_at, ids=(found.claim.document,)))
    listed = histories(desk, (found.claim.id,), pin.known_at).get(found.claim.id, ())
    each = shown(document, found, Names(lambda: desk, pin), listed)
    corrected = found.judged.effective(found.claim) or found.claim
    return page(
        request,
        "claim.html",
        status=status,
        title=each.says.striptags(),
        pinned=pin,
        claim=each,
        document=document,
        words=evidence(found.claim.record()),
        fields=tuple(fields(corrected)),
        judging=may_judge(request, pin),
        wrong=wrong,
        **for_judging(request),
    )


def _fragment(request: Request, desk: Desk, found: RecordedClaim, wrong: str, status: int) -> HTMLResponse:
    document = next(desk.ledger.documents(ids=(found.claim.document,)))
    listed = histories(desk, (found.claim.id,)).get(found.claim.id, ())
    told = shown(document, found, Names(lambda: desk, Pinned()), listed)
    template = environment().get_template("_claim.html").module
    made = template.item(told, judging=True, wrong=wrong, **for_judging(request))  # type: ignore[attr-defined]  # a macro
    return HTMLResponse(str(made), status)


def may_judge(request: Request, pin: Pinned) -> bool:
    """Whether forms are shown: to those who may write, of the ledger as it stands now."""
    return bool(getattr(request.state, "may_write", False)) and pin.known is None
