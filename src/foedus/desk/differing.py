"""Asking what differs: one attack seen by two viewpoints, or on two days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from foedus.desk.asking import Question, ask_bound
from foedus.desk.opening import Desk
from foedus.model.problems import UsageError

Record = Mapping[str, Any]

_COMPARED = ("strength", "depth", "in_force_since", "wording_since", "disputed_by", "against")
BY_DAY = ("in-force", "party", "viewpoint", "place", "declared")
BY_VIEWPOINT = ("viewpoint", "place")
"""Kinds of fact that may differ between two days, and between two viewpoints of one day."""


def ask_difference(
    desk: Desk, asked: Question, *, on: str | None = None, viewpoint: str | None = None
) -> dict[str, Any]:
    """Who becomes bound, who is no longer, and what differs, from one question to the same on another day or seen by
    another.

    on, viewpoint: what the second question changes of the first; at least one of them.
    Returns both questions and their differences, each obligation with its proof and with why the other answer has it
    not.  It compares two answers; it does not say which of the facts that differ would do alone.

    Raises UsageError where the second question is the first, and whatever a question may.
    """
    other = replace(asked, on=on or asked.on, viewpoint=viewpoint or asked.viewpoint)
    first, second = ask_bound(desk, asked), ask_bound(desk, other)
    if first["question"] == second["question"]:
        raise UsageError("both questions are one: give another day (--other-on) or viewpoint (--other-viewpoint)")
    return compare(first, second)


def compare(first: Record, second: Record, kinds: tuple[str, ...] | None = None) -> dict[str, Any]:
    """What differs between two answers to like questions.

    kinds: of facts that may differ; without it, those that may between two days, or between two viewpoints of one.
    """
    before, after = _keyed(first), _keyed(second)
    if kinds is None:
        kinds = BY_VIEWPOINT if first["question"]["on"] == second["question"]["on"] else BY_DAY
    return {
        "questions": [first["question"], second["question"]],
        "no_longer": [_entry(owed, first, second, kinds) for key, owed in before.items() if key not in after],
        "becomes": [_entry(owed, second, first, kinds) for key, owed in after.items() if key not in before],
        "changed": list(_changed(before, after)),
        "same": sum(1 for key in before if key in after),
    }


def _keyed(answer: Record) -> dict[tuple[object, ...], Record]:
    found: dict[tuple[object, ...], Record] = {}
    for owed in answer["obligations"]:
        cited = owed["provision"] or {}
        where = cited.get("agreement"), cited.get("article"), owed.get("claim")
        found.setdefault((owed["bearer"], owed["beneficiary"], owed["duty"], owed["level"], *where), owed)
    return found


def _entry(owed: Record, here: Record, there: Record, kinds: tuple[str, ...]) -> dict[str, Any]:
    """An obligation of one answer, why the other has it not, and the facts on which only this one rests."""
    elsewhere = {fact["fact"] for other in there["obligations"] for fact in other["because"]}
    facts = [f for f in owed["because"] if f["kind"] in kinds and f["fact"] not in elsewhere]
    return {"obligation": owed, "otherwise": list(_otherwise(owed, there)), "facts": facts}


def _otherwise(owed: Record, there: Record) -> Iterator[dict[str, Any]]:
    """What the other answer says of the bearer: of the same article, else of its agreement, else of any."""
    cited = owed["provision"] or {}
    said = [{"status": "not bound", "why": e["failed"], **e} for e in there["not_bound"]]
    said += [{"status": "unknown", **e} for e in there["unknown"]]
    own = [entry for entry in said if entry["actor"] == owed["bearer"]]
    same = [entry for entry in own if entry["provision"] == owed["provision"]]
    near = [entry for entry in own if (entry["provision"] or {}).get("agreement") == cited.get("agreement")]
    for entry in same or near or own:
        yield {"status": entry["status"], "why": entry["why"], "provision": entry["provision"]}


def _changed(
    before: Mapping[tuple[object, ...], Record], after: Mapping[tuple[object, ...], Record]
) -> Iterator[dict[str, Any]]:
    for key, owed in before.items():
        now = after.get(key)
        differs = [name for name in _COMPARED if now is not None and owed[name] != now[name]]
        if now is not None and differs:
            yield {"before": owed, "after": now, "differs": differs}
