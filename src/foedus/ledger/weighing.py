"""What sources say on points: the claims that bear on them, as they count at a state, with what they go back to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING

import sqlalchemy as sa

from foedus.ledger import bearing, judging, questions, schema
from foedus.ledger.disagreements import Disagreement, disagreements
from foedus.ledger.points import bearings, renamed
from foedus.ledger.records import RecordedClaim, Told
from foedus.ledger.reprints import Signature, stories
from foedus.ledger.sources import Account, Directory, accounts
from foedus.model.judgements import Sameness

if TYPE_CHECKING:
    from foedus.ledger.questions import Fetch, State

_MANY = 10_000
_SPELLINGS = 64


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found on some points.

    accounts: the claims that count; documents: every differing description of what they stand in, oldest first;
    same: what people hold of names and documents; disagreements: those among the accounts.
    """

    accounts: tuple[Account, ...]
    documents: tuple[Told, ...]
    same: Sameness
    disagreements: tuple[Disagreement, ...]


def contradictions(fetch: Fetch, at: State, actor: str | None, directory: Directory) -> Weighed:
    """What sources contradict one another on, of one actor or in the whole ledger."""
    same = judging.pairs(fetch, at)
    keys = None if actor is None else same.of(actor)
    corrected = tuple(judging.corrections(fetch, at))
    points = set(bearing.contested(fetch, keys))
    points |= _renamed_points(fetch, at, keys, same)
    points |= _corrected_points(corrected, keys)
    more = () if actor is not None else tuple(_redescribed(fetch))
    return weigh(fetch, at, points, same, corrected, directory, about=keys, more=more)


def weigh(
    fetch: Fetch,
    at: State,
    points: Collection[int],
    same: Sameness,
    corrected: Sequence[RecordedClaim],
    directory: Directory,
    *,
    about: Collection[str] | None = None,
    more: Iterable[str] = (),
) -> Weighed:
    """The accounts on some points, and where they contradict one another.

    about: only disagreements that concern one of these actors.  more: documents that are looked at besides.
    """
    claims = tuple(claims_on(fetch, at, points, corrected))
    return weighed(fetch, at, claims, same, directory, about=about, more=more)


def weighed(
    fetch: Fetch,
    at: State,
    claims: Sequence[RecordedClaim],
    same: Sameness,
    directory: Directory,
    *,
    about: Collection[str] | None = None,
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
    )
    return Weighed(found, told, same, differ)


def claims_on(
    fetch: Fetch, at: State, points: Collection[int], corrected: Iterable[RecordedClaim] = ()
) -> Iterator[RecordedClaim]:
    """The claims that bear on some points, as they count: first those that were read, then corrections."""
    seen: set[str] = set()
    for some in bearing.chunks(sorted(points)):
        for each in judging.counting(fetch, at, questions.claims(fetch, at, bearing.claims_on(some), _MANY)):
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
        actors = {mention.actor for _, mentions in each.claim.roles for mention in mentions}
        ways = [[dict.fromkeys(group, key) for key in group] for group in same.groups if not actors.isdisjoint(group)]
        for chosen in islice(product(*ways), _SPELLINGS):
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
