"""What sources say on a topic and on a timeline, a page at a time, however much a ledger holds of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa

from foedus.ledger import bearing, dated, judging, questions, ranking, sampling, schema
from foedus.ledger.dates import extent
from foedus.ledger.points import FURTHER, PROPOSITIONS, bearings, numbers_of, propositions
from foedus.ledger.records import ClaimFilter, RecordedClaim
from foedus.ledger.sources import Directory
from foedus.ledger.timelines import LIVES
from foedus.ledger.weighing import MANY, Weighed, claims_on, clashing_on, contradictions, counting, weighed
from foedus.model.claims import Claim
from foedus.model.judgements import Sameness
from foedus.model.problems import UnknownName

if TYPE_CHECKING:
    from foedus.ledger.states import Fetch, State


@dataclass(frozen=True, slots=True)
class Topic:
    """What is asked about; see :meth:`foedus.ledger.store.Ledger.weigh`."""

    actors: tuple[str, ...]
    kinds: tuple[str, ...]
    text: str | None
    claim: str | None
    limit: int | None
    published: tuple[date | None, date | None]
    start: int = 0


def on_topic(fetch: Fetch, at: State, topic: Topic, directory: Directory) -> Weighed:
    """What sources say on a topic."""
    if not (topic.actors or topic.text or topic.claim or topic.kinds):
        return contradictions(fetch, at, None, directory, topic.limit, topic.start)
    same = judging.pairs(fetch, at)
    corrected = tuple(judging.corrections(fetch, at))
    groups = [same.of(actor) for actor in topic.actors]
    keys = groups[0] if groups else None
    upto = ranking.known_upto(fetch, at)
    disputed = [each.point for each in ranking.ranked(fetch, keys, upto)] if groups else []
    further = _further(fetch, groups, disputed)
    beside = tuple(clashing_on(fetch, at, further, keys, same, corrected, topic.limit)) if keys else ()
    if topic.text or topic.claim:
        every: Sequence[int] = sorted(_points_of(fetch, at, topic, same))
    else:
        # What contradictions on dates, offices and names bear on is shown first too, and then with accounts of it.
        borne = [
            point.number for each in beside for point in propositions(each.claim) if _is_of(each.claim, topic.kinds)
        ]
        every = _ordered(fetch, groups, topic, [*disputed, *sorted(set(borne))])
    end = None if topic.limit is None else topic.start + topic.limit
    chosen = set(every[topic.start : end])
    if topic.start:
        beside = ()
    else:
        chosen |= _on_all(corrected, groups)
    on_it, sizes = _accounts_on(fetch, at, chosen, topic, corrected, upto)
    found_there = {each.claim.id: each for each in (*on_it, *beside)}.values()
    claims = tuple(_published(fetch, at, found_there, topic.published))
    made = weighed(fetch, at, claims, same, directory)
    names = same.names(directory.is_known)
    shown = {
        point.under(names).number for each in claims for point in propositions(each.claim) if point.number in chosen
    }
    asked = tuple((names.get(actor, actor),) for actor in topic.actors)
    following = end if end is not None and end < len(every) else None
    return replace(
        made, groups=asked, points=frozenset(shown), of=len(every), following=following, sizes=sizes,
        disagreements=tuple(replace(each, of=sizes.get(each.point)) for each in made.disagreements),
    )  # fmt: skip


def _ordered(fetch: Fetch, groups: Sequence[Collection[str]], topic: Topic, disputed: Sequence[int]) -> Sequence[int]:
    """The propositions on a topic: contested ones first, then those that most claims are about.

    Claims are counted only as far as the order of what is asked for depends on it.
    """
    kinds = topic.kinds or tuple(PROPOSITIONS)
    if not groups:
        return [point for point, _ in bearing.concerning(fetch, groups, kinds)]
    every = set(bearing.points_of(fetch, groups, kinds))
    first = [point for point in dict.fromkeys(disputed) if point in every]
    rest = every.difference(first)
    if topic.limit is not None and topic.start + topic.limit <= len(first):
        return [*first, *rest]
    counted = bearing.sizes(fetch, rest)
    return [*first, *sorted(rest, key=lambda point: (-counted.get(point, 0), point))]


def _on_all(corrected: Iterable[RecordedClaim], groups: Sequence[Collection[str]]) -> set[int]:
    """The points of corrections that concern somebody of each group."""
    return {
        given.point.number for each in corrected for given in bearings(each.claim)
        if groups and all(not set(group).isdisjoint(given.actors) for group in groups)
    }  # fmt: skip


def _accounts_on(
    fetch: Fetch, at: State, points: Collection[int], topic: Topic, corrected: Iterable[RecordedClaim], upto: int
) -> tuple[Iterable[RecordedClaim], dict[int, int]]:
    """The claims on some points, of those with many the latest of each answer; and how many these many are."""
    if topic.limit is None or topic.published != (None, None):
        return claims_on(fetch, at, points, corrected), {}
    numbers: set[int] = set()
    sizes: dict[int, int] = {}
    for point in sorted(points):
        some = sampling.accounts(fetch, point, upto)
        numbers.update(some.claims)
        if some.many:
            sizes[point] = sampling.count_on(fetch, point)
    own = [each for each in corrected if any(given.point.number in points for given in bearings(each.claim))]
    return (*counting(fetch, at, numbers), *own), sizes


def on_timeline(
    fetch: Fetch,
    at: State,
    actor: str,
    kinds: Collection[str],
    span: tuple[date | None, date | None],
    directory: Directory,
    limit: int | None = None,
    start: int = 0,
) -> Weighed:
    """The claims that name an actor and have a time, or are of the kinds that make a life; see :mod:`timelines`.

    limit: where there are more claims than that, about so many, the earliest first and those without a time last;
    start: how many of these to pass over.
    """
    same = judging.pairs(fetch, at)
    keys = same.of(actor)
    corrected = tuple(judging.corrections(fetch, at))
    own = [each for each in corrected if _names(each.claim, keys) and _is_of(each.claim, kinds)]
    chosen = _on_life(keys, kinds, span)
    if limit is not None and (start or len(fetch(chosen.limit(limit + 1))) > limit):
        more = () if start else own
        return _some_of_timeline(fetch, at, (keys, kinds, span), (limit, start), same, directory, more)
    found = [*judging.counting(fetch, at, questions.claims(fetch, at, chosen, MANY)), *own]
    points = bearing.contested(fetch, keys)
    differing = clashing_on(fetch, at, points, keys, same, corrected)
    by_id = {each.claim.id: each for each in (*differing, *found)}
    made = weighed(fetch, at, tuple(by_id.values()), same, directory, about=keys, points=points)
    ids = {each.claim.id for each in found}
    return replace(made, accounts=tuple(account for account in made.accounts if account.id in ids))


def _on_life(
    keys: Collection[str], kinds: Collection[str], span: tuple[date | None, date | None]
) -> sa.Select[tuple[int]]:
    table, named = schema.claims, schema.claim_actors
    timed: list[sa.ColumnElement[bool]] = [table.c.valid_low.is_not(None)]
    timed += [table.c.valid_low <= span[1]] if span[1] else []
    timed += [table.c.valid_high >= span[0]] if span[0] else []
    chosen = (
        sa.select(table.c.seq)
        .join(named, named.c.claim == table.c.seq)
        .where(named.c.actor.in_(keys), sa.or_(sa.and_(*timed), table.c.kind.in_(LIVES)))
        .distinct()
    )
    return chosen.where(table.c.kind.in_(kinds)) if kinds else chosen


def _some_of_timeline(
    fetch: Fetch,
    at: State,
    asked: tuple[Collection[str], Collection[str], tuple[date | None, date | None]],
    page: tuple[int, int],
    same: Sameness,
    directory: Directory,
    own: Sequence[RecordedClaim],
) -> Weighed:
    """A page of a long timeline: its claims, and of what contradicts each of them a few."""
    keys, kinds, span = asked
    found = dated.dated(fetch, keys, kinds or tuple(PROPOSITIONS), span, page)
    held = [*counting(fetch, at, found.claims), *own]
    rivals = counting(fetch, at, sampling.rivals(fetch, [each.claim for each in held]) - set(found.claims))
    by_id = {each.claim.id: each for each in (*rivals, *held)}
    points = {given.point.number for each in held for given in bearings(each.claim)}
    made = weighed(fetch, at, tuple(by_id.values()), same, directory, about=(), points=points)
    ids = {each.claim.id for each in held}
    accounts = tuple(account for account in made.accounts if account.id in ids)
    return replace(made, accounts=accounts, of=found.of, following=found.following)


def _names(claim: Claim, keys: Collection[str]) -> bool:
    return not set(keys).isdisjoint(claim.everybody())


def _points_of(fetch: Fetch, at: State, topic: Topic, same: Sameness) -> set[int]:
    """The propositions of the claims that have some words, or of one claim."""
    wanted = ClaimFilter(id=topic.claim) if topic.claim else ClaimFilter(text=topic.text, limit=MANY)
    held = [each for each in judging.standing_claims(fetch, at, wanted) if _is_of(each.claim, topic.kinds)]
    if topic.claim and not held:
        raise UnknownName(
            f"the ledger holds no claim {topic.claim!r} that counts; `foedus claims` lists claims with what people "
            "hold of them"
        )
    return {point.number for each in held for point in propositions(each.claim)}


def _is_of(claim: Claim, kinds: Collection[str]) -> bool:
    return not kinds or claim.kind in kinds


def _further(fetch: Fetch, groups: Sequence[Collection[str]], disputed: Sequence[int]) -> list[int]:
    """The contested points on dates, offices and names that concern all of some actors, in their order."""
    least = min(numbers_of(type_)[0] for type_ in FURTHER)
    among = [point for point in disputed if point >= least]
    if len(groups) < 2 or not among:
        return among
    concerning = set(bearing.points_of(fetch, groups, FURTHER))
    return [point for point in among if point in concerning]


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
