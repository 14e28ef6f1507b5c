"""Judging: what a named person holds of what the ledger holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from foedus.desk.opening import Desk
from foedus.model.claims import STATUSES, Claim, Mention, TimeReference
from foedus.model.judgements import ON_A_PAIR, Judgement, standing
from foedus.model.problems import UnknownName, UsageError
from foedus.model.time import bounds, parse_moment

_FIELDS = "polarity, status, time, role.NAME (actors, comma between them) or an attribute such as duty"


@dataclass(frozen=True, slots=True)
class Listed:
    """A judgement, and whether it stands."""

    judgement: Judgement
    stands: bool


def judge(
    desk: Desk,
    verdict: str,
    targets: Sequence[str],
    *,
    by: str,
    reason: str,
    changes: Sequence[str] = (),
    at: datetime | None = None,
) -> tuple[Judgement, ...]:
    """Record a verdict on each target, or for a pair on the two; what was recorded.

    targets: ids of claims, documents or judgements; for same-as and not-same-as two names or keys.
    changes: for ``correct``, ``FIELD=VALUE`` each.  at: when it is judged; now without it.

    Raises UsageError and UnknownName as :meth:`foedus.ledger.store.Ledger.judge` does; then nothing is recorded.
    """
    when = at or datetime.now(UTC)
    if changes and verdict != "correct":
        raise UsageError(f"{verdict} changes nothing; use correct to say what should stand instead")
    if verdict in ON_A_PAIR:
        if len(targets) != 2:
            raise UsageError(f"{verdict} takes two names, not {len(targets)}")
        one, other = (each if ":" in each else desk.key_or_slug(each) for each in targets)
        made = [Judgement(verdict, one, by, when, reason, other)]
    elif verdict == "correct":
        made = [
            Judgement(verdict, each, by, when, reason, claim=corrected(desk, each, changes, by)) for each in targets
        ]
    else:
        made = [Judgement(verdict, each, by, when, reason) for each in targets]
    if len(made) == 1:  # by itself it needs no transaction around it, whose connection others would have to share
        desk.ledger.judge(made[0])
        return tuple(made)
    with desk.ledger.batch():
        for each in made:
            desk.ledger.judge(each)
    return tuple(made)


def corrected(desk: Desk, target: str, changes: Sequence[str], by: str) -> Claim:
    """A claim with some fields said otherwise, as a person says it.

    Raises UnknownName where the ledger does not hold it, UsageError for a change that is none.
    """
    from foedus.ledger import ClaimFilter

    held = next(desk.ledger.recorded_claims(ClaimFilter(id=target)), None)
    if held is None:
        raise UnknownName(f"the ledger holds no claim {target!r}; `foedus claims` lists them")
    if not changes:
        raise UsageError(f"say what should stand instead: --set FIELD=VALUE, where FIELD is {_FIELDS}")
    record = held.claim.record()
    for change in changes:
        field, equals, value = change.partition("=")
        if not equals or not field.strip():
            raise UsageError(f"{change!r} is no FIELD=VALUE; FIELD is {_FIELDS}")
        _set(desk, record, field.strip(), value.strip())
    record.update(confidence=1.0, extractor=f"judgement by {by}")
    return Claim.from_record(record)


def judgements(
    desk: Desk, *, target: str | None = None, by: str | None = None, known_on: str | None = None
) -> Iterator[Listed]:
    """What people held, in the order of recording, each with whether it stands."""
    known = parse_moment(known_on) if known_on else None
    found = tuple(desk.ledger.judgements(known, targets=(target,) if target else None))
    stand = {each.id for each in standing(found)}
    for each in found:
        if by is None or each.by == by:
            yield Listed(each, each.id in stand)


def histories(
    desk: Desk, claims: Sequence[str], known_on: date | datetime | None = None
) -> dict[str, tuple[Listed, ...]]:
    """What people held of each of some claims, in the order of recording, withdrawals among it; of the judged alone."""
    found = tuple(desk.ledger.judgements(known_on, targets=claims))
    stand = {each.id for each in standing(found)}
    about: dict[str, str] = {}
    told: dict[str, list[Listed]] = {}
    for each in found:
        of = about.get(each.target, each.target)
        about[each.id] = of
        told.setdefault(of, []).append(Listed(each, each.id in stand))
    return {of: tuple(listed) for of, listed in told.items()}


def _set(desk: Desk, record: dict[str, Any], field: str, value: str) -> None:
    if field == "polarity":
        record["polarity"] = _one_of(field, value, ("affirmed", "negated"))
    elif field == "status":
        record["status"] = _one_of(field, value, STATUSES)
    elif field == "time":
        record["time"] = _time(record, value).record() if value else None
    elif field.startswith("role."):
        record["roles"][field.removeprefix("role.")] = [_mention(desk, record, name).record() for name in _list(value)]
    elif field in ("kind", "document", "statement", "evidence", "id", "confidence", "extractor", "roles", "terms"):
        raise UsageError(f"{field} cannot be corrected: reject the claim instead; a correction may set {_FIELDS}")
    else:
        record["attributes"] = {**record["attributes"], field: value or None}


def _one_of(field: str, value: str, possible: tuple[str, ...]) -> str:
    if value not in possible:
        raise UsageError(f"{field} is one of {', '.join(possible)}, not {value!r}")
    return value


def _list(value: str) -> list[str]:
    return [name.strip() for name in value.split(",") if name.strip()]


def _time(record: Mapping[str, Any], value: str) -> TimeReference:
    """A date that a person gives rests on the claim's own words, and says so."""
    bounds(value)
    first = record["evidence"][0]
    return TimeReference(value, first["text"], first["start"], first["end"], "judged")


def _mention(desk: Desk, record: Mapping[str, Any], name: str) -> Mention:
    """Who a person says is meant, by the words that were taken for somebody else, else by the claim's own words."""
    key = desk.key_or_slug(name)
    for fillers in record["roles"].values():
        for filler in fillers:
            if key in (filler["actor"], desk.key_or_slug(filler["text"])):
                return Mention(filler["text"], filler["start"], filler["end"], key)
    for quote in record["evidence"]:
        at = quote["text"].casefold().find(name.casefold())
        if at >= 0 and len(quote["text"]) == len(quote["text"].casefold()):
            start = quote["start"] + at
            return Mention(quote["text"][at : at + len(name)], start, start + len(name), key)
    first = record["evidence"][0]
    return Mention(first["text"], first["start"], first["end"], key)
