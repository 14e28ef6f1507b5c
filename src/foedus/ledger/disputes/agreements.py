"""Agreements: two dates for one stage, and stages out of their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from foedus.ledger.disputes.values import Disagreement, Evidence, Sourced, contrast, sides
from foedus.ledger.points import STAGE_DATES, STAGE_ORDER, Point

EACH_PARTYS_OWN = ("ratified", "denounced")
"""Stages that each party reaches on a day of its own."""


def stage_dates(given: Evidence) -> Iterator[Disagreement]:
    """Dates of one stage of one agreement that cannot all be right.

    ``2014-11`` and ``2014-11-24`` can.  Acts of different parties have dates of their own, but a date given
    for no party in particular must fit with every party's; of ratifications and denunciations it need not.
    """
    for point, found in given.on(STAGE_DATES):
        agreement, stage = point.parts
        dated = [one for one in found if one.is_fact and one.stated]
        odd = list(_out_of_line(dated, shared=stage not in EACH_PARTYS_OWN))
        answers: dict[str, list[Sourced]] = {}
        for one in odd:
            answers.setdefault(one.claim.time.edtf if one.claim.time else "", []).append(one)
        if answers:
            against = sides(answers)
            subject = f"{agreement}: {stage}"
            explanation = f"{agreement} is said to have {_HAPPENED[stage]} on differing dates: {contrast(against)}."
            yield Disagreement(
                "stage-dates", subject, against, explanation, about=(agreement, stage), point=point.number
            )


_HAPPENED = {
    "signed": "been signed",
    "ratified": "been ratified",
    "in-force": "entered into force",
    "denounced": "been denounced",
    "terminated": "ended",
}


def stage_order(given: Evidence) -> Iterator[Disagreement]:
    """An agreement ratified or in force on one account and, on the same day or later, only submitted on another.

    A claim without a time of its own is placed by its document's day of publication; a submission that
    a later text recounts with its earlier date contradicts nothing.
    """
    for point, found in given.on(STAGE_ORDER):
        placed = [one for one in found if _is_placed(one)]
        submitted = [one for one in placed if one.claim.attribute("stage") == "submitted"]
        done = [one for one in placed if one.claim.attribute("stage") != "submitted"]
        yield from _order(point, submitted, done)


def _order(point: Point, submitted: Sequence[Sourced], done: Sequence[Sourced]) -> Iterator[Disagreement]:
    agreement = point.parts[0]
    first_done = _PartyDays(((_parties(one), one.when.high) for one in done), min)
    last_submitted = _PartyDays(((_parties(one), one.when.low) for one in submitted), max)
    late = [one for one in submitted if (day := first_done.of(_parties(one))) and day <= one.when.low]
    early = [one for one in done if (day := last_submitted.of(_parties(one))) and day >= one.when.high]
    if not late or not early:
        return
    answers: dict[str, list[Sourced]] = {"submitted": late}
    for one in early:
        answers.setdefault(str(one.claim.attribute("stage")), []).append(one)
    against = sides(answers)
    yield Disagreement(
        "stage-order",
        f"{agreement}: how far it has come",
        against,
        f"{agreement} cannot be still to be ratified once it is ratified or in force: {contrast(against)}.",
        certain=all(one.stated for one in (*late, *early)),
        point=point.number,
    )


def _out_of_line(dated: Sequence[Sourced], *, shared: bool) -> Iterator[Sourced]:
    """The claims whose date is wholly before or after that of another about the same act."""
    ends = _PartyDays(((_parties(one), one.when.high) for one in dated), min, shared=shared)
    starts = _PartyDays(((_parties(one), one.when.low) for one in dated), max, shared=shared)
    for one in dated:
        first_end, last_start = ends.of(_parties(one)), starts.of(_parties(one))
        if first_end and last_start and (first_end < one.when.low or last_start > one.when.high):
            yield one


class _PartyDays:
    """The first or last of many days, among those that concern some parties.

    A day of no party in particular concerns every party and, where days are shared, is concerned by every
    party's; where they are not, it is compared with its like alone.
    """

    def __init__(
        self,
        days: Iterable[tuple[frozenset[str], date]],
        pick: Callable[[Iterable[date]], date],
        *,
        shared: bool = True,
    ) -> None:
        self._pick, self._shared = pick, shared
        self._overall: date | None = None
        self._best: dict[str | None, date] = {}
        for parties, day in days:
            self._overall = self._better(self._overall, day)
            for party in parties or (None,):
                self._best[party] = self._better(self._best.get(party), day)

    def of(self, parties: frozenset[str]) -> date | None:
        """The day for some parties; None where nothing concerns them."""
        if not parties:
            return self._overall if self._shared else self._best.get(None)
        keys: list[str | None] = [*parties, None] if self._shared else [*parties]
        days = [self._best[key] for key in keys if key in self._best]
        return self._pick(days) if days else None

    def _better(self, day: date | None, other: date) -> date:
        return other if day is None else self._pick((day, other))


def _is_placed(one: Sourced) -> bool:
    return one.stated is not None or one.published is not None


def _parties(one: Sourced) -> frozenset[str]:
    return frozenset(one.claim.actors("party"))
