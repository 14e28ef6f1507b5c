"""What sources say on points: the claims that bear on them, as they count at a state, with what they go back to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, product
from typing import TYPE_CHECKING

import sqlalchemy as sa

from foedus.ledger import bearing, judging, questions, ranking, schema
from foedus.ledger.disagreements import Disagreement, disagreements
from foedus.ledger.points import bearings, renamed
from foedus.ledger.records import RecordedClaim, Told
from foedus.ledger.reprints import Signature, stories
from foedus.ledger.sifting import clashing, some_clashing
from foedus.ledger.sources import Account, Directory, accounts
from foedus.model.judgements import Sameness

if TYPE_CHECKING:
    from foedus.ledger.states import Fetch, State

MANY = 10_000
_SPELLINGS = 64


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found on some points.

    accounts: the claims that count; documents: every differing description of what they stand in, oldest first;
    same: what people hold of names and documents; disagreements: those among the accounts.
    groups: for each actor that was asked for, the key that stands for it.  points: the numbers of the propositions that
    were looked at.  of: how many there are of those; of contradictions, on how many points answers differ.
    following: how many of these to pass over for what comes next; None where there is nothing more.
    sizes: how many claims of the ledger bear on a point, by its number, where only some of them were read.
    """

    accounts: tuple[Account, ...]
    documents: tuple[Told, ...]
    same: Sameness
    disagreements: tuple[Disagreement, ...]
    groups: tuple[tuple[str, ...], ...] = ()
    points: frozenset[int] = frozenset()
    of: int = 0
    following: int | None = None
    sizes: Mapping[int, int] = field(default_factory=dict)


def contradictions(
    fetch: Fetch, at: State, actor: str | None, directory: Directory, limit: int | None = None, start: int = 0
) -> Weighed:
    """What sources contradict one another on, of one actor or in the whole ledger.

    limit: about so many, of the points with most against them; start: how many of these points to pass over.
    """
    same = judging.pairs(fetch, at)
    keys = None if actor is None else same.of(actor)
    corrected = tuple(judging.corrections(fetch, at))
    more = () if actor is not None or start else tuple(_redescribed(fetch))
    if limit is None:
        every = bearing.contested(fetch, keys)
        claims = tuple(clashing_on(fetch, at, every, keys, same, corrected))
        return weighed(fetch, at, claims, same, directory, about=keys, points=every, more=more)
    upto = ranking.known_upto(fetch, at)
    changed = _renamed_points(fetch, at, keys, same) | _corrected_points(corrected, keys)
    ordered = [each.point for each in ranking.ranked(fetch, keys, upto) if each.point not in changed]
    found = some_clashing(fetch, at, ordered[start:], limit, upto)
    held = () if start else tuple(claims_on(fetch, at, changed, corrected))
    claims = tuple({each.claim.id: each for each in (*held, *counting(fetch, at, found.claims))}.values())
    points = found.points if start else found.points | changed
    made = weighed(fetch, at, claims, same, directory, about=(), points=points, more=more)
    differ = tuple(replace(each, of=found.sizes.get(each.point)) for each in made.disagreements)
    seen = start + found.seen
    return replace(
        made, disagreements=differ, of=len(ordered), following=seen if seen < len(ordered) else None, sizes=found.sizes
    )


def clashing_on(
    fetch: Fetch,
    at: State,
    points: Collection[int],
    keys: Collection[str] | None,
    same: Sameness,
    corrected: Sequence[RecordedClaim],
    most: int | None = None,
) -> Iterator[RecordedClaim]:
    """The claims that may contradict one another on some points, and all on those that judgements change.

    most: about so many contradictions, in the order of the points.
    """
    changed = _renamed_points(fetch, at, keys, same) | _corrected_points(corrected, keys)
    seen = set()
    for each in claims_on(fetch, at, changed, corrected):
        seen.add(each.claim.id)
        yield each
    if most is None:
        numbers: Collection[int] = clashing(fetch, at, points, keys)
    else:
        numbers = some_clashing(fetch, at, tuple(points), most, ranking.known_upto(fetch, at)).claims
    for each in counting(fetch, at, numbers):
        if not seen or each.claim.id not in seen:
            yield each


def counting(fetch: Fetch, at: State, numbers: Iterable[int]) -> Iterator[RecordedClaim]:
    """Of the claims with some numbers those that count as they were read."""
    for some in bearing.chunks(sorted(numbers)):
        yield from judging.counting(fetch, at, questions.claims(fetch, at, some, MANY))


def weighed(
    fetch: Fetch,
    at: State,
    claims: Sequence[RecordedClaim],
    same: Sameness,
    directory: Directory,
    *,
    about: Collection[str] | None = None,
    points: Collection[int] = (),
    more: Iterable[str] = (),
) -> Weighed:
    """Some claims as accounts, and where they contradict one another."""
    names = same.names(directory.is_known)
    ids = tuple(dict.fromkeys((*(each.claim.document for each in claims), *more)))
    told = tuple(document for some in bearing.chunks(ids) for document in questions.told(fetch, at, some, history=True))
    found = accounts(claims, {each.id: each for each in told}, _stories(fetch, ids, same), names, directory)
    differ = disagreements(
        [each.claim for each in claims],
        [each.statement for each in claims if each.statement],
        told,
        names=names,
        origins={each.id: each.origin for each in found},
        about=None if about is None else frozenset(names.get(key, key) for key in about),
        points=frozenset(points),
    )
    return Weighed(found, told, same, differ)


def claims_on(
    fetch: Fetch, at: State, points: Collection[int], corrected: Iterable[RecordedClaim] = ()
) -> Iterator[RecordedClaim]:
    """The claims that bear on some points, as they count: first those that were read, then corrections."""
    seen: set[str] = set()
    for some in bearing.chunks(sorted(points)):
        for each in judging.counting(fetch, at, questions.claims(fetch, at, bearing.claims_on(some), MANY)):
            key = each.claim.id
            if key not in seen:
                seen.add(key)
                yield each
    for each in corrected:
        if any(given.point.number in points for given in bearings(each.claim)):
            yield each


def _stories(fetch: Fetch, ids: Sequence[str], same: Sameness) -> dict[str, str]:
    found: list[tuple[int, str, Signature]] = []
    for some in bearing.chunks(ids):
        found += questions.signatures(fetch, some)
    return stories({key: signature for _, key, signature in sorted(found, key=lambda each: each[0])}, same)


def _renamed_points(fetch: Fetch, at: State, keys: Collection[str] | None, same: Sameness) -> set[int]:
    """Points that are one because people hold some of their actors to be one.

    Of each group of names all points are looked at but those of the name with the most, and from there those that
    they become under the other names.
    """
    points: set[int] = set()
    for group in same.groups:
        asked = [key for key in group if not key.startswith("sha256:")]
        by_key = {key: [point for point, _ in _concerning(fetch, key, keys)] for key in asked}
        few = sorted(by_key.values(), key=len)[:-1]
        points.update(point for some in few for point in some)
    for each in claims_on(fetch, at, set(points)):
        actors = set(each.claim.everybody())
        ways = [[dict.fromkeys(group, key) for key in group] for group in same.groups if not actors.isdisjoint(group)]
        for chosen in islice(product(*ways), _SPELLINGS) if ways else ():
            spelled = renamed(each.claim, {old: new for way in chosen for old, new in way.items()})
            points.update(given.point.number for given in bearings(spelled))
    return points


def _concerning(fetch: Fetch, key: str, keys: Collection[str] | None) -> list[tuple[int, int]]:
    return bearing.concerning(fetch, [[key]] if keys is None or key in keys else [[key], keys])


def _corrected_points(corrected: Iterable[RecordedClaim], keys: Collection[str] | None) -> set[int]:
    return {
        given.point.number
        for each in corrected
        for given in bearings(each.claim)
        if keys is None or not set(keys).isdisjoint(given.actors)
    }


def _redescribed(fetch: Fetch) -> Iterator[str]:
    """The documents of which differing things are told."""
    table, documents = schema.descriptions, schema.documents
    often = sa.select(table.c.document).group_by(table.c.document).having(sa.func.count() > 1)
    for row in fetch(sa.select(documents.c.id).where(documents.c.seq.in_(often)).order_by(documents.c.seq)):
        yield row.id
