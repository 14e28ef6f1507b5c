"""What a watch is asked to look at: from a file or a call's words, with every name resolved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, tzinfo
from pathlib import Path
from typing import Any

from foedus.desk.asking import Question, situation
from foedus.desk.opening import Desk
from foedus.desk.showing import find_agreement
from foedus.desk.situations import Overrides, read_situation
from foedus.model.claims import KINDS
from foedus.model.problems import LibraryError, UnknownName, UsageError
from foedus.model.situations import Situation
from foedus.model.time import parse_day
from foedus.watching import Topics
from foedus.watching.news import KINDS as TOLD

_SEVERAL = ("through", "ask")


@dataclass(frozen=True, slots=True)
class Watched:
    """What is watched: keys of actors and agreements, kinds of claim, questions as a watch file has them.

    zone: the time zone whose day is today.
    """

    actors: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    kinds: tuple[str, ...] = TOLD
    questions: tuple[Mapping[str, Any], ...] = ()
    zone: str = "UTC"

    @property
    def topics(self) -> Topics:
        """The actors and agreements."""
        return Topics(frozenset(self.actors), frozenset(self.agreements))

    def record(self) -> dict[str, Any]:
        """It as a JSON object, from which the next look can be made."""
        return {
            "actors": list(self.actors),
            "agreements": list(self.agreements),
            "kinds": list(self.kinds),
            "bound": [dict(each) for each in self.questions],
            "zone": self.zone,
        }

    @staticmethod
    def from_record(record: Mapping[str, Any]) -> Watched:
        """What a record was made of."""
        actors, agreements, kinds, questions = (
            tuple(record[key]) for key in ("actors", "agreements", "kinds", "bound")
        )
        return Watched(actors, agreements, kinds, questions, record["zone"])


def watched(
    desk: Desk,
    *,
    actors: Sequence[str] = (),
    agreements: Sequence[str] = (),
    kinds: Sequence[str] = (),
    questions: Sequence[Mapping[str, Any]] = (),
    zone: str | None = None,
) -> Watched | None:
    """What a call names; None where it names nothing.

    Raises UsageError and UnknownName for what cannot be watched.
    """
    wrong = [kind for kind in kinds if kind not in KINDS]
    if wrong:
        raise UsageError(f"no kind of claim is called {', '.join(wrong)}; the kinds are {', '.join(KINDS)}")
    if not (actors or agreements or questions):
        if kinds or zone:
            raise UsageError("say what is watched: --actor, --agreement, --attacker with --target, or a file")
        return None
    time_zone(zone or "UTC")
    for question in questions:
        asked(desk, question, datetime.now(UTC).date())
    return Watched(
        tuple(dict.fromkeys(desk.key(name) for name in actors)),
        tuple(dict.fromkeys(_agreement(desk, name) for name in agreements)),
        tuple(dict.fromkeys(kinds)) or TOLD,
        tuple(questions),
        zone or "UTC",
    )


def read_watch(desk: Desk, path: Path) -> tuple[str | None, Watched]:
    """The name and the topics of a watch file.

    Raises UsageError with every fault as ``file:line: what is wrong``, or for one that names nothing.
    """
    from foedus.library.files import read_yaml

    try:
        raw = read_yaml(path, "watch")
    except LibraryError as error:
        raise UsageError(str(error)) from error
    given = {key: raw.get(key, ()) for key in ("actors", "agreements", "kinds")}
    questions = [_placed(each, path) for each in raw.get("bound", ())]
    found = watched(desk, **given, questions=questions, zone=raw.get("zone"))
    if found is None:
        raise UsageError(f"{path}: it names nothing to be watched; give actors, agreements or bound")
    return raw.get("name"), found


def _placed(question: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """A question whose situation file is found from anywhere."""
    if "situation" not in question:
        return dict(question)
    return {**question, "situation": str((path.parent / question["situation"]).resolve())}


def _agreement(desk: Desk, name: str) -> str:
    """An agreement's id; one that the library has not is watched by what texts call it."""
    try:
        return find_agreement(desk, name).id
    except UnknownName:
        return desk.key_or_slug(name)


def asked(desk: Desk, question: Mapping[str, Any], day: date) -> Situation:
    """The situation of a question on a day, if it names none of its own.

    Raises UsageError where the question is off.
    """
    told: dict[str, Any] = {key: tuple(value) if key in _SEVERAL else value for key, value in question.items()}
    on = told.pop("on", None)
    if "situation" not in told:
        return situation(desk, Question(on=on or day.isoformat(), **told))
    path = Path(told["situation"])
    over = Overrides(on, told.get("viewpoint"), told.get("basis"), told.get("ask", ()))
    return read_situation(desk, path, over if on or _dated(path) else replace(over, on=day.isoformat()))


def _dated(path: Path) -> bool:
    """Whether a situation file says on which day it is."""
    from foedus.library.files import read_yaml

    try:
        raw = read_yaml(path, "situation")
    except LibraryError:  # which whoever reads it tells
        return True
    return "on" in raw or any("on" in act for act in raw["acts"] if isinstance(act, Mapping))


def time_zone(name: str) -> tzinfo:
    """A time zone by its name.

    Raises UsageError for one that is not known.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    if name.upper() == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(f"no time zone is called {name!r}; give one as Europe/Tbilisi, or UTC") from None


def moment(text: str, zone: tzinfo) -> datetime:
    """The end of a day or of a second in a zone; a moment without a zone is of that zone too.

    >>> moment("2026-03-01", UTC).isoformat()
    '2026-03-01T23:59:59.999999+00:00'
    >>> moment("2026-03-01T08:00:05+04:00", UTC).isoformat()  # as looks are printed, to the second
    '2026-03-01T08:00:05.999999+04:00'
    """
    if "T" not in text and " " not in text.strip():
        return datetime.combine(parse_day(text), time.max, tzinfo=zone)
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no moment; write YYYY-MM-DD or YYYY-MM-DDTHH:MM+00:00") from None
    told = told if told.microsecond else told.replace(microsecond=999_999)
    return told if told.tzinfo else told.replace(tzinfo=zone)
