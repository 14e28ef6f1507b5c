"""Said before: what of that which new claims say others in the ledger say too, asked for many of them at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from foedus.desk.opening import Desk
from foedus.watching import proposition

if TYPE_CHECKING:
    from datetime import date

    from foedus.model.claims import Claim

Said = tuple[Any, ...]
"""What a claim says, as :func:`foedus.watching.proposition` has it."""

_POINTS_A_QUERY = 500
_FIRST_PAGE, _LARGEST_PAGE = 1_000, 10_000
_MOST_KNOWN = 20_000
"""Claims that are gone through, for each actor and kind, of what the ledger has no point for."""

_TOLD_APART = ("stage", "link", "change", "step", "duty", None)
"""What the ledger tells propositions apart by, and a watch does too."""


def said_before(desk: Desk, new: Collection[Claim], known: date | None) -> set[Said]:
    """What new claims say that other claims of the ledger say too."""
    ids = {each.id for each in new}
    on_points: dict[int, set[Said]] = {}
    of_actors: dict[tuple[str, str], set[Said]] = {}
    for said, claim in {proposition(each): each for each in new}.items():
        points = tuple(_points(claim))
        for point in points:
            on_points.setdefault(point, set()).add(said)
        first = next((mention.actor for _, fillers in claim.roles for mention in fillers), None)
        if first is not None and not points:
            of_actors.setdefault((claim.kind, first), set()).add(said)
    found = {*_on_points(desk, on_points, ids, known), *_of_actors(desk, of_actors, ids, known)}
    return found.intersection(proposition(each) for each in new)


def _points(claim: Claim) -> Iterator[int]:
    """The points on which all bear that say the same; none where the ledger tells apart what a watch does not."""
    from foedus.ledger.points import PROPOSITIONS, Point, propositions

    attribute = PROPOSITIONS[claim.kind][1]
    point = next(propositions(claim), None)
    if point is None:
        return
    if attribute in _TOLD_APART:
        yield point.number
    elif attribute == "office":  # a watch takes who holds one and who held it for the same
        *fillers, _ = point.parts
        office = claim.attribute("office")
        yield from (Point(point.type, (*fillers, what)).number for what in (office, f"former {office}"))


def _on_points(
    desk: Desk, wanted: Mapping[int, Collection[Said]], ids: Collection[str], known: date | None
) -> set[Said]:
    """What is said on points by others; a point is read no further once all that is wanted of it is found."""
    from foedus.ledger import ClaimFilter
    from foedus.ledger.bearing import chunks

    found: set[Said] = set()
    for some in chunks(wanted, _POINTS_A_QUERY):
        beyond, size = None, _FIRST_PAGE
        while open_ := tuple(point for point in some if not found.issuperset(wanted[point])):
            asked = ClaimFilter(points=open_, beyond=beyond, limit=size)
            page = list(desk.ledger.recorded_claims(asked, known))
            found |= _by_others((each.claim for each in page), ids)
            if len(page) < size:
                break
            beyond, size = page[-1].place, min(2 * size, _LARGEST_PAGE)
    return found


def _of_actors(
    desk: Desk, wanted: Mapping[tuple[str, str], Collection[Said]], ids: Collection[str], known: date | None
) -> Iterator[Said]:
    from foedus.ledger import ClaimFilter

    for (kind, actor), asked in wanted.items():
        missing = set(asked)
        for claim in desk.ledger.claims(ClaimFilter(kind=kind, actor=actor, limit=_MOST_KNOWN), known):
            missing -= _by_others([claim], ids)
            if not missing:
                break
        yield from set(asked) - missing


def _by_others(claims: Iterable[Claim], ids: Collection[str]) -> set[Said]:
    return {proposition(each) for each in claims if each.id not in ids}
