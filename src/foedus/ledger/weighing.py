"""What sources say on points: the claims that bear on them, as they count at a state, with what they go back to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, product
from typing import TYPE_CHECKING

import sqlalchemy as sa

from foedus.ledger import bearing, judging, questions, schema
from foedus.ledger.dates import extent
from foedus.ledger.disagreements import Disagreement, disagreements
from foedus.ledger.points import FURTHER, PROPOSITIONS, bearings, numbers_of, propositions, renamed
from foedus.ledger.records import ClaimFilter, RecordedClaim, Told
from foedus.ledger.reprints import Signature, stories
from foedus.ledger.sifting import clashing
from foedus.ledger.sources import Account, Directory, accounts
from foedus.ledger.timelines import LIVES
from foedus.model.claims import Claim
from foedus.model.judgements import Sameness
from foedus.model.problems import UnknownName

if TYPE_CHECKING:
    from foedus.ledger.states import Fetch, State

_MANY = 10_000
_SPELLINGS = 64


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found on some points.

    accounts: the claims that count; documents: every differing description of what they stand in, oldest first;
    same: what people hold of names and documents; disagreements: those among the accounts.
    groups: for each actor that was asked for, the key that stands for it.  points: the numbers of the propositions that
    were looked at.  of: how many there are of those.
    """

    accounts: tuple[Account, ...]
    documents: tuple[Told, ...]
    same: Sameness
    disagreements: tuple[Disagreement, ...]
    groups: tuple[tuple[str, ...], ...] = ()
    points: frozenset[int] = frozenset()
    of: int = 0


@dataclass(frozen=True, slots=True)
class Topic:
    """What is asked about; see :meth:`foedus.ledger.store.Ledger.weigh`."""

    actors: tuple[str, ...]
    kinds: tuple[str, ...]
    text: str | None
    claim: str | None
    limit: int | None
    published: tuple[date | None, date | None]


def contradictions(
    fetch: Fetch, at: State, actor: str | None, directory: Directory, limit: int | None = None
) -> Weighed:
    """What sources contradict one another on, of one actor or in the whole ledger.

    limit: about so many, of the points that were last written of.
    """
    same = judging.pairs(fetch, at)
    keys = None if actor is None else same.of(actor)
    corrected = tuple(judging.corrections(fetch, at))
    points = bearing.contested(fetch, keys)
    claims = tuple(_clashing(fetch, at, points, keys, same, corrected, limit))
    more = () if actor is not None else tuple(_redescribed(fetch))
    return weighed(fetch, at, claims, same, directory, about=keys, points=points, more=more)


def _clashing(
    fetch: Fetch,
    at: State,
    points: Collection[int],
    keys: Collection[str] | None,
    same: Sameness,
    corrected: Sequence[RecordedClaim],
    limit: int | None = None,
) -> Iterator[RecordedClaim]:
    """The claims that may contradict one another on some points, and all on those that judgements change."""
    changed = _renamed_points(fetch, at, keys, same) | _corrected_points(corrected, keys)
    seen = set()
    for each in claims_on(fetch, at, changed, corrected):
        seen.add(each.claim.id)
        yield each
    numbers = schema.claims.c.seq
    for some in bearing.chunks(sorted(clashing(fetch, at, points, keys, limit))):
        asked = sa.select(numbers).where(numbers.in_(some))
        for each in judging.counting(fetch, at, questions.claims(fetch, at, asked, _MANY)):
            if not seen or each.claim.id not in seen:
                yield each


def on_topic(fetch: Fetch, at: State, topic: Topic, directory: Directory) -> Weighed:
    """What sources say on a topic."""
    same = judging.pairs(fetch, at)
    corrected = tuple(judging.corrections(fetch, at))
    if not (topic.actors or topic.text or topic.claim or topic.kinds):
        return contradictions(fetch, at, None, directory, topic.limit)
    groups = [same.of(actor) for actor in topic.actors]
    keys = groups[0] if groups else None
    if topic.text or topic.claim:
        ranked = sorted(_points_of(fetch, at, topic, same))
    else:
        found = bearing.concerning(fetch, groups, topic.kinds or tuple(PROPOSITIONS))
        disputed = set(bearing.contested(fetch, keys))
        ranked = [point for point, _ in sorted(found, key=lambda each: each[0] not in disputed)]
    own = {
        given.point.number for each in corrected for given in bearings(each.claim)
        if groups and all(not set(group).isdisjoint(given.actors) for group in groups)
    }  # fmt: skip
    chosen = set(ranked[: topic.limit]) | own
    further = _further(fetch, groups, topic.limit)
    beside = tuple(_clashing(fetch, at, further, keys, same, corrected, topic.limit)) if keys else ()
    # What they bear on is shown too, and then with all accounts of it.
    chosen |= {point.number for each in beside for point in propositions(each.claim) if _is_of(each.claim, topic.kinds)}
    on_it = claims_on(fetch, at, chosen, corrected)
    found_there = {each.claim.id: each for each in (*on_it, *beside)}.values()
    claims = tuple(_published(fetch, at, found_there, topic.published))
    made = weighed(fetch, at, claims, same, directory)
    names = same.names(directory.is_known)
    shown = {
        point.under(names).number for each in claims for point in propositions(each.claim) if point.number in chosen
    }
    asked = tuple((names.get(actor, actor),) for actor in topic.actors)
    return replace(made, groups=asked, points=frozenset(shown), of=len(ranked))


def on_timeline(
    fetch: Fetch,
    at: State,
    actor: str,
    kinds: Collection[str],
    span: tuple[date | None, date | None],
    directory: Directory,
) -> Weighed:
    """The claims that name an actor and have a time, or are of the kinds that make a life; see :mod:`timelines`."""
    same = judging.pairs(fetch, at)
    keys = same.of(actor)
    corrected = tuple(judging.corrections(fetch, at))
    table, named = schema.claims, schema.claim_actors
    dated: list[sa.ColumnElement[bool]] = [table.c.valid_low.is_not(None)]
    dated += [table.c.valid_low <= span[1]] if span[1] else []
    dated += [table.c.valid_high >= span[0]] if span[0] else []
    chosen = (
        sa.select(table.c.seq)
        .join(named, named.c.claim == table.c.seq)
        .where(named.c.actor.in_(keys), sa.or_(sa.and_(*dated), table.c.kind.in_(LIVES)))
    )
    if kinds:
        chosen = chosen.where(table.c.kind.in_(kinds))
    own = [each for each in corrected if _names(each.claim, keys) and _is_of(each.claim, kinds)]
    found = [*judging.counting(fetch, at, questions.claims(fetch, at, chosen, _MANY)), *own]
    points = bearing.contested(fetch, keys)
    differing = _clashing(fetch, at, points, keys, same, corrected)
    by_id = {each.claim.id: each for each in (*differing, *found)}
    made = weighed(fetch, at, tuple(by_id.values()), same, directory, about=keys, points=points)
    ids = {each.claim.id for each in found}
    return replace(made, accounts=tuple(account for account in made.accounts if account.id in ids))


def _names(claim: Claim, keys: Collection[str]) -> bool:
    return not set(keys).isdisjoint(claim.everybody())


def _points_of(fetch: Fetch, at: State, topic: Topic, same: Sameness) -> set[int]:
    """The propositions of the claims that have some words, or of one claim."""
    wanted = ClaimFilter(id=topic.claim) if topic.claim else ClaimFilter(text=topic.text, limit=_MANY)
    held = [each for each in judging.standing_claims(fetch, at, wanted) if _is_of(each.claim, topic.kinds)]
    if topic.claim and not held:
        raise UnknownName(
            f"the ledger holds no claim {topic.claim!r} that counts; `foedus claims` lists claims with what people "
            "hold of them"
        )
    return {point.number for each in held for point in propositions(each.claim)}


def _is_of(claim: Claim, kinds: Collection[str]) -> bool:
    return not kinds or claim.kind in kinds


def _further(fetch: Fetch, groups: Sequence[Collection[str]], limit: int | None) -> set[int]:
    """The contested points on dates, offices and names that concern all of some actors, those of most claims first."""
    disputed = set(bearing.contested(fetch, groups[0])) if groups else set()
    if max(disputed, default=0) < min(numbers_of(type_)[0] for type_ in FURTHER):
        return set()
    concerning = bearing.concerning(fetch, groups, FURTHER)
    return set([point for point, _ in concerning if point in disputed][:limit])


def _published(
    fetch: Fetch, at: State, claims: Iterable[RecordedClaim], span: tuple[date | None, date | None]
) -> Iterator[RecordedClaim]:
    """The claims of documents that may have been published between two days."""
    low, high = span[0] or date.min, span[1] or date.max
    if span == (None, None):
        yield from claims
        return
    for some in bearing.chunks(claims):
        ids = tuple(dict.fromkeys(each.claim.document for each in some))
        told = {each.id: extent(each.published) for each in questions.told(fetch, at, ids)}
        for each in some:
            day = told[each.claim.document]
            if day is not None and day.low <= high and low <= day.high:
                yield each


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
        actors = set(each.claim.everybody())
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
