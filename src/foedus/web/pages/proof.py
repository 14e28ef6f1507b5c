"""One obligation's proof: its article, every fact with its source, the checker's steps, the claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import HTMLResponse, Response

from foedus.desk.asking import answer_to
from foedus.desk.proving import explain
from foedus.desk.scenarios import scenario
from foedus.model.problems import UnknownName
from foedus.views import bound as words
from foedus.views.graph import proof_graph
from foedus.views.scenario import key_of, one
from foedus.views.svg import svg
from foedus.web.asked import Asked, asked
from foedus.web.naming import Names
from foedus.web.pages.scenario import where
from foedus.web.rendering import PICTURE, house, page, source_line

if TYPE_CHECKING:
    from foedus.desk import Desk

router = APIRouter()
Ask = Annotated[Asked, Depends(asked)]
Key = Annotated[str, Query(max_length=40)]


@dataclass(frozen=True, slots=True)
class Quoted:
    """What somebody said, word for word, and where it stands."""

    words: str
    address: str


@router.get("/proof", include_in_schema=False)
def proof_page(request: Request, given: Ask, of: Key) -> HTMLResponse:
    """The proof of the obligation that has a key, in a scenario."""
    desk = house(request).desk
    number, found = _explained(desk, given, of)
    proof = found["proofs"][0]
    names = Names(lambda: desk, given.pin)
    steps = tuple(one(each, each["number"] + 1, names.mark) for each in reversed(proof["steps"]))
    sentence = words.question(found["question"], desk.label)
    places = where(desk, given, steps)
    return page(
        request,
        "proof.html",
        title=names.plain(f"{steps[0].who} {steps[0].does}"),
        pinned=given.pin,
        asked=given,
        of=of,
        number=number,
        sentence=sentence[0].upper() + sentence[1:],
        steps=steps,
        where=places,
        quoted=_quoted(desk, given, places),
        derivation=proof["derivation"],
    )


@router.get("/proof.svg", include_in_schema=False)
def proof_picture(request: Request, given: Ask, of: Key) -> Response:
    """The proof as a picture, with a line that says where it is from."""
    desk = house(request).desk
    _, found = _explained(desk, given, of)
    source = source_line(request, "/proof", [*given.fields(), ("of", of)], given.pin)
    made = svg(proof_graph(found["question"], found["proofs"], desk.label), source)
    return Response(made, media_type="image/svg+xml", headers=PICTURE)


def _explained(desk: Desk, given: Asked, of: str) -> tuple[int, dict[str, Any]]:
    """The number of an obligation by its key, and its proof.

    Raises UnknownName where the answer has no such obligation.
    """
    situation = scenario(desk, given.scenario)
    answer = answer_to(desk, situation, given.pin.known_at)
    numbers = (n for n, each in enumerate(answer["obligations"], start=1) if key_of(each) == of)
    number = next(numbers, None)
    if number is None:
        sentence = words.question(answer["question"], desk.label)
        raise UnknownName(
            f"{sentence}: no obligation {of} follows from what the library and the ledger hold; the scenario's page "
            "lists those that do"
        )
    return number, explain(desk, situation, str(number), given.pin.known_at)


def _quoted(desk: Desk, given: Asked, where: dict[str, str]) -> dict[str, tuple[Quoted, ...]]:
    """The evidence of each claim, with its place in the document."""
    from foedus.ledger import ClaimFilter

    if not where:
        return {}
    claims = desk.ledger.recorded_claims(ClaimFilter(ids=tuple(where)), given.pin.known_at)
    return {
        each.claim.id: tuple(Quoted(quote.text, where[each.claim.id]) for quote in each.claim.evidence)
        for each in claims
    }
