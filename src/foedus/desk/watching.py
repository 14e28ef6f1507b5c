"""Watching: what has changed since somebody last looked."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from foedus.desk.asking import answer_to
from foedus.desk.differing import BY_DAY, compare
from foedus.desk.opening import Desk
from foedus.desk.said_before import said_before
from foedus.desk.watched_contradictions import LEFT_OUT, contradictions, contradictions_changed
from foedus.desk.watches import Watched, asked, moment, time_zone
from foedus.model.problems import FoedusError, Problem, UsageError
from foedus.model.time import parse_day
from foedus.views import claims as said_view
from foedus.views.bound import question as sentence
from foedus.views.difference import changed_lines, entry_lines
from foedus.watching import Change, Said, fact_changes, facts, news

if TYPE_CHECKING:
    from foedus.ledger import RecordedClaim
    from foedus.ledger.looks import Look

_IDS_A_QUERY = 500
_SAID = {"accept": "accepts", "reject": "rejects", "correct": "corrects", "retract": "says that it was retracted"}
_KEPT = ("question", "obligations", "not_bound", "unknown")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A topic with more contradictions than were looked at: its key, its name, and on how many points more they are."""

    topic: str
    label: str
    points: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a look found.

    since: the moment of the look that it is compared with; None for a first look, which sets the base.
    at, day, known_on: the moment of this one, the day that it asks about, and whose knowledge of the ledger it goes by.
    counts: how much is watched.  left_out: the topics with so many contradictions that not all were looked at.
    """

    name: str
    at: datetime
    day: date
    since: datetime | None
    changes: tuple[Change, ...]
    counts: Mapping[str, int]
    problems: tuple[Problem, ...] = ()
    known_on: date | None = None
    recorded: bool = True
    left_out: tuple[LeftOut, ...] = ()

    @property
    def first(self) -> bool:
        """Whether there was no look before."""
        return self.since is None

    def record(self) -> dict[str, Any]:
        """The look itself as a JSON object; its changes are records of their own."""
        return {
            "type": "look",
            "name": self.name,
            "at": self.at.isoformat(),
            "since": self.since and self.since.isoformat(),
            "on": self.day.isoformat(),
            "known_on": self.known_on and self.known_on.isoformat(),
            "first": self.first,
            "recorded": self.recorded,
            "changes": len(self.changes),
            "watched": dict(self.counts),
            "contradictions_left_out": [asdict(each) for each in self.left_out],
        }


def watch(
    desk: Desk,
    name: str,
    what: Watched | None = None,
    *,
    since: str | None = None,
    on: str | None = None,
    known_on: str | None = None,
    record: bool = True,
    at: datetime | None = None,
) -> Report:
    """What has changed in a watch since it was last looked at; the look is recorded in the ledger.

    what: None for what the last look was at.  since: compare with the last look by a day's end or a moment, in place of
    the last one.  on: the day that is asked about, today in the watch's zone without it.  known_on: by what the ledger
    held at the end of that day (UTC); such a look back is not recorded.

    Raises UsageError where there is nothing to look at, or no look by then.
    """
    now = at or datetime.now(UTC)
    known = parse_day(known_on) if known_on else None
    recorded = record and known is None
    ledger = desk.writable if recorded else desk.ledger
    base, before = _base(desk, name, what, since, known)
    topics = what or Watched.from_record(before.asked if before else {})
    zone = time_zone(topics.zone)
    day = parse_day(on) if on else now.astimezone(zone).date()
    last = ledger.last()
    answers, problems = _answers(desk, topics, day, known, base)
    state = {
        "facts": facts(desk.library, topics.topics, day, desk.label),
        "answers": answers,
        **contradictions(desk, (*topics.actors, *topics.agreements), known),
    }
    changes = tuple(_changes(desk, topics, base, state, day, known)) if base else ()
    if recorded:
        from foedus.ledger.looks import Look

        ledger.look(Look(name, now, last, topics.record() | {"on": day.isoformat()}, state))
    counts = {"facts": len(state["facts"]), "questions": len(topics.questions)}
    counts["obligations"] = sum(len(each["obligations"]) for each in answers.values())
    counts["unknown"] = sum(len(each["unknown"]) for each in answers.values())
    counts["contradictions"] = len(state["contradictions"])
    compared = base.at.astimezone(zone) if base else None
    left_out = tuple(LeftOut(key, desk.label(key), points) for key, points in state.get(LEFT_OUT, {}).items())
    return Report(name, now.astimezone(zone), day, compared, changes, counts, problems, known, recorded, left_out)


def _base(
    desk: Desk, name: str, what: Watched | None, since: str | None, known: date | None
) -> tuple[Look | None, Look | None]:
    """The look to compare with, and the last one."""
    latest = desk.ledger.latest_look(name, known)
    if what is None and latest is None:
        raise UsageError(
            f"the watch {name!r} was never looked at, so say what is watched: "
            "--actor, --agreement, --attacker with --target, or a file"
        )
    if since is None or since == "last":
        return latest, latest
    zone = time_zone(what.zone if what else latest.asked["zone"] if latest else "UTC")
    base = desk.ledger.latest_look(name, moment(since, zone))
    if base is None:
        first = next(desk.ledger.looks(name), None)
        told = f"; the first was at {first.at:%Y-%m-%d %H:%M} UTC" if first else ""
        raise UsageError(f"the watch {name!r} was not looked at by {since}{told}")
    return base, latest


def _answers(
    desk: Desk, topics: Watched, day: date, known: date | None, base: Look | None
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The answers to the questions; one that cannot be asked keeps the answer that it had, and is told."""
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for question in topics.questions:
        key = json.dumps(question, sort_keys=True, ensure_ascii=False)
        try:
            found[key] = _lasting(answer_to(desk, asked(desk, question, day), known))
        except FoedusError as error:
            problems.append(Problem("question", "cannot be asked", key, str(error), "mend the question or the library"))
            kept = base.state["answers"].get(key) if base else None
            found |= {key: kept} if kept else {}
    return found, tuple(problems)


def _lasting(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Of an answer what stays from day to day, so that a state that stays is kept once: not the day, not the act."""
    kept = {name: answer[name] for name in _KEPT}
    kept["question"] = {key: value for key, value in answer["question"].items() if key != "on"}
    kept["obligations"] = [
        {**owed, "because": [fact for fact in owed["because"] if fact["kind"] != "act"]}
        for owed in answer["obligations"]
    ]
    return kept


def _changes(
    desk: Desk, topics: Watched, base: Look, state: Mapping[str, Any], day: date, known: date | None
) -> Iterator[Change]:
    was = Watched.from_record(base.asked)
    days = base.asked["on"], day.isoformat()
    yield from _obligations(desk, base.state["answers"], state["answers"], days)
    both = {*was.actors, *was.agreements} & {*topics.actors, *topics.agreements}
    yield from fact_changes(_on(base.state["facts"], both), _on(state["facts"], both))
    yield from _news(desk, topics, base.last, known)
    if both == {*was.actors, *was.agreements, *topics.actors, *topics.agreements}:
        yield from contradictions_changed(desk, base, state, known)
    yield from _judged(desk, topics, base.last, known)
    for key in dict.fromkeys((*topics.actors, *topics.agreements)):
        if key not in both:
            yield Change("question", "topic", "appeared", f"{desk.label(key)} is watched from now on")


def _on(found: Mapping[str, Any], topics: Collection[str]) -> dict[str, Any]:
    """The facts on topics that both looks watched: the rest sets a base, or is watched no longer."""
    return {key: fact for key, fact in found.items() if set(fact["topics"]) & set(topics)}


def _obligations(
    desk: Desk, before: Mapping[str, Any], now: Mapping[str, Any], days: tuple[str, str]
) -> Iterator[Change]:
    for key, answer in now.items():
        about = _sentence(desk, key, answer, days[1])
        if key not in before:
            count = len(answer["obligations"])
            yield Change("question", "bound", "appeared", f"asked from now on: {about}: {count} obligations")
            continue
        found = compare(before[key], answer, BY_DAY)
        for name, word, mark in (("no_longer", "vanished", "was"), ("becomes", "appeared", "now")):
            for entry in found[name]:
                told, *why = entry_lines(entry, desk.label, "now" if mark == "was" else "was", mark)
                yield _owed("obligation", entry["obligation"], word, told, why, about)
        for entry in found["changed"]:
            told, *why = changed_lines(entry, desk.label, "was", "now")
            yield _owed("obligation", entry["after"], "changed", told, why, about)
    for key in before.keys() - now.keys():
        told = _sentence(desk, key, before[key], days[0])
        yield Change("question", "bound", "vanished", f"no longer asked: {told}")


def _sentence(desk: Desk, key: str, answer: Mapping[str, Any], day: str) -> str:
    """A question in words, on its own day or the look's."""
    return sentence({**answer["question"], "on": json.loads(key).get("on", day)}, desk.label)


def _owed(kind: str, owed: Mapping[str, Any], word: str, told: str, why: Sequence[str], about: str) -> Change:
    claims = (owed["claim"],) if owed.get("claim") else ()
    return Change(kind, owed["duty"], word, told, why=tuple(each.strip() for each in why), claims=claims, about=about)


def _news(desk: Desk, topics: Watched, last: int, known: date | None) -> Iterator[Change]:
    """Claims on the topics that no reading had at the last look, as they count."""
    from foedus.ledger import ClaimFilter

    keys = (*topics.actors, *topics.agreements)
    if not keys:
        return
    new = [
        each
        for each in desk.ledger.standing_claims(ClaimFilter(actors=keys, after=last), known)
        if each.claim.kind in topics.kinds
    ]
    places = _places(desk, new, known)
    told = [Said(each.claim, _source(desk, each, places)) for each in new]
    yield from news(told, said_before(desk, [each.claim for each in new], known), lambda claim: _told(desk, claim))


def _judged(desk: Desk, topics: Watched, last: int, known: date | None) -> Iterator[Change]:
    """What people held since the last look of claims on the topics, or of names that are topics."""
    from foedus.ledger import ClaimFilter

    keys = {*topics.actors, *topics.agreements}
    made = list(desk.ledger.judgements(known, after=last))
    targets = [each.target for each in made if each.target.startswith("claim:")]
    claims: dict[str, RecordedClaim] = {}
    for first in range(0, len(targets), _IDS_A_QUERY):
        some = ClaimFilter(ids=tuple(targets[first : first + _IDS_A_QUERY]), actors=tuple(keys))
        claims |= {each.claim.id: each for each in desk.ledger.recorded_claims(some, known)}
    for each in made:
        claim = claims.get(each.target)
        if claim is not None:
            told = f"{each.by} {_SAID[each.verdict]}: {_told(desk, claim.claim.record())}"
            yield Change("judgement", each.verdict, "appeared", told, why=(each.reason,), claims=(each.target,))
        elif {each.target, each.other} & keys and each.other:
            same = "are one" if each.verdict == "same-as" else "are two"
            told = f"{each.by} holds that {desk.label(each.target)} and {desk.label(each.other)} {same}"
            yield Change("judgement", each.verdict, "appeared", told, why=(each.reason,))
        elif each.verdict == "withdraw":
            told = f"{each.by} withdraws {each.target}"
            yield Change("judgement", each.verdict, "appeared", told, why=(each.reason,))


def _places(desk: Desk, found: Sequence[RecordedClaim], known: date | None) -> dict[str, str]:
    """Where documents are from, by their ids: outlet or path, and date."""
    wanted = tuple({each.claim.document for each in found})
    return {
        each.id: ", ".join(filter(None, (each.outlet or each.path, each.published)))
        for each in desk.ledger.documents(known, ids=wanted)
    }


def _source(desk: Desk, held: RecordedClaim, places: Mapping[str, str]) -> str:
    """Who says it, where, when."""
    said = held.statement
    speaker = f"{desk.label(said.speaker.actor)}, in " if said and said.speaker else ""
    return f"{speaker}{places.get(held.claim.document, held.claim.document)}"


def _told(desk: Desk, claim: Mapping[str, Any]) -> str:
    status = "" if claim["status"] == "actual" else f" ({claim['status']})"
    when = f", {claim['time']['edtf']}" if claim["time"] else ""
    return f"{said_view.gist(claim, desk.label)}{status}{when}"
