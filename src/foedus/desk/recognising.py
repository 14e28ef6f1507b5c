"""Recognition on a day, from the library's acts and positions and from the ledger's claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from typing import TYPE_CHECKING, Any

from foedus.desk.asking import today
from foedus.model.time import bounds, parse_day
from foedus.views.recognition import Held, Pair, Recognitions, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.desk.opening import Desk
    from foedus.ledger import RecordedClaim
    from foedus.model.claims import Claim
    from foedus.model.viewpoints import Position, Recognition

MOST_CLAIMS = 1_000
"""Claims of the ledger that a view over all pairs takes in, the last recorded; a pair's own history has no bound."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Recognisers by entities on a day.

    held: what is known, by pair.  cut: whether the ledger has more claims than were taken in.
    """

    day: date
    recognisers: tuple[str, ...]
    entities: tuple[str, ...]
    held: dict[Pair, Held]
    cut: bool


@dataclass(frozen=True, slots=True)
class History:
    """All that is known of one pair, at any time: acts, positions, and the claims on it, each with its document."""

    recogniser: str
    recognised: str
    held: Held
    acts: tuple[Recognition, ...]
    positions: tuple[Position, ...]
    claims: tuple[RecordedClaim, ...]


def matrix(
    desk: Desk,
    on: str | None = None,
    known_at: date | datetime | None = None,
    *,
    entity: str | None = None,
    recogniser: str | None = None,
    state: str | None = None,
) -> Matrix:
    """Who recognises whom on a day; only pairs of which anything is known.

    entity, recogniser: names, to see these alone.  state: only pairs in this state.

    Raises UnknownName for a name that nobody is known by, BadDate for what is no day.
    """
    day = parse_day(on) if on else today()
    whom, who = desk.key(entity) if entity else None, desk.key(recogniser) if recogniser else None
    told, cut = tally(desk, day, known_at, whom)
    known = Recognitions(desk.library, told)
    held = {
        pair: found
        for pair in known.pairs()
        if who in (None, pair[0])
        and whom in (None, pair[1])
        and pair[0] != pair[1]
        and (found := known.on(pair, day)).state
        and state in (None, found.state)
    }
    by_label = {key: (desk.label(key).casefold(), key) for pair in held for key in pair}
    return Matrix(
        day,
        tuple(sorted({pair[0] for pair in held}, key=by_label.__getitem__)),
        tuple(sorted({pair[1] for pair in held}, key=by_label.__getitem__)),
        held,
        cut,
    )


def records(desk: Desk, found: Matrix) -> list[dict[str, Any]]:
    """The matrix as flat JSON objects, one for each pair of which anything is known."""
    day = found.day.isoformat()
    pairs = ((who, whom) for who in found.recognisers for whom in found.entities)
    return [{**found.held[pair].record(desk.label), "on": day} for pair in pairs if pair in found.held]


def history(
    desk: Desk, recogniser: str, recognised: str, on: str | None = None, known_at: date | datetime | None = None
) -> History:
    """What is known of one pair.

    Raises UnknownName for a name that nobody is known by.
    """
    from foedus.ledger import ClaimFilter

    who, whom = desk.key(recogniser), desk.key(recognised)
    day = parse_day(on) if on else today()
    wanted = ClaimFilter(kind="recognition", actor=whom, role="recognised")
    claims = tuple(
        each
        for each in desk.ledger.recorded_claims(wanted, known_at)
        if who in each.claim.actors("recogniser") and not each.judged.retracted
    )
    told = _counted((each.claim for each in claims), day)
    known = Recognitions(desk.library, told)
    pair = (who, whom)
    return History(who, whom, known.on(pair, day), tuple(known.acts.get(pair, ())),
                   tuple(known.positions.get(pair, ())), claims)  # fmt: skip


def tally(
    desk: Desk, day: date, known_at: date | datetime | None, whom: str | None = None
) -> tuple[dict[Pair, Told], bool]:
    """What the ledger's claims say of each pair by a day, and whether there are more than were counted."""
    found = desk.ledger.latest("recognition", [whom] if whom else None, known_at, most=MOST_CLAIMS)
    on_it = (each.claim for each in found.claims if whom is None or whom in each.claim.actors("recognised"))
    return _counted(on_it, day), found.more


def _counted(claims: Iterable[Claim], day: date) -> dict[Pair, Told]:
    counts: dict[Pair, list[int]] = {}
    for pair, says in _said(claims, day):
        counts.setdefault(pair, [0, 0])[0 if says else 1] += 1
    return {pair: Told(*each) for pair, each in counts.items()}


def _said(claims: Iterable[Claim], day: date) -> Iterator[tuple[Pair, bool]]:
    """The pairs that claims speak of by a day, and whether each says that the one recognises the other."""
    from foedus.ledger.points import is_denial, is_fact

    for claim in claims:
        withdraws, fact = claim.attribute("change") == "withdraws", is_fact(claim)
        if not by_then(claim, day) or not (fact or (is_denial(claim) and not withdraws)):
            continue  # whoever denies a withdrawal does not say that there is a recognition
        says = fact and not withdraws
        for pair in product(dict.fromkeys(claim.actors("recogniser")), dict.fromkeys(claim.actors("recognised"))):
            yield pair, says


def by_then(claim: Claim, day: date) -> bool:
    """Whether a claim is not of later days only; one without a time may be of any."""
    return claim.time is None or bounds(claim.time.edtf)[0] <= day
