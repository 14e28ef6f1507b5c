"""What sources contradict one another on in what is watched, as a look keeps it, and how it differs from another's."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from foedus.desk.opening import Desk
from foedus.watching import Change, contradiction_changes

if TYPE_CHECKING:
    from datetime import date

    from foedus.ledger.looks import Look

KEPT, LEFT_OUT = "contradictions", "contradictions_left_out"
"""Where a look's state has them; and by topic, on how many points more answers differ, where not all were looked at."""

MOST = 200
"""About so many contradictions are looked at for each topic, those that most stands against."""

_IDS_A_QUERY = 500


def contradictions(desk: Desk, topics: Collection[str], known: date | None) -> dict[str, Any]:
    """What sources contradict one another on, among the claims on the topics that count: a part of a look's state."""
    told: dict[str, Any] = {}
    left_out: dict[str, int] = {}
    for topic in topics:
        found = desk.ledger.contradictions(topic, known, limit=MOST)
        if found.following is not None:
            left_out[topic] = found.of - found.following
        for each in found.disagreements:
            key = json.dumps([each.type, each.subject, [side.value for side in each.sides]], ensure_ascii=False)
            claims = [claim for side in each.sides for claim in side.claims]
            kept = told.setdefault(key, {"type": each.type, "told": each.explanation, "claims": claims, "topics": []})
            kept["topics"].append(topic)
            if each.of is not None:
                kept["of"] = each.of
    return {KEPT: told, **({LEFT_OUT: left_out} if left_out else {})}


def contradictions_changed(desk: Desk, base: Look, state: Mapping[str, Any], known: date | None) -> Iterator[Change]:
    """Those that appeared since a look, and such as are gone."""
    cut = base.state.get(LEFT_OUT, ()), state.get(LEFT_OUT, ())

    def new(claims: Collection[str]) -> bool:
        return _some_new(desk, claims, base.last, known)

    yield from contradiction_changes(base.state[KEPT], state[KEPT], cut=cut, new=new)


def _some_new(desk: Desk, claims: Collection[str], last: int, known: date | None) -> bool:
    """Whether no reading had one of some claims up to an entry."""
    from foedus.ledger import ClaimFilter
    from foedus.ledger.bearing import chunks

    return any(
        next(desk.ledger.claims(ClaimFilter(ids=tuple(some), after=last, limit=1), known), None) is not None
        for some in chunks(claims, _IDS_A_QUERY)
    )
