"""What is otherwise in one state than in another."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

State = Mapping[str, Any]

BY_DAY = "the day: the library says what it said"
BY_LIBRARY = "the library says otherwise"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that has changed.

    kind: ``obligation``, ``library``, ``claim``, ``contradiction``, ``judgement`` or ``question``.
    type: within the kind: of a library's fact ``recognition``, ``stage``, ``party`` …; of a claim its kind.
    change: ``appeared``, ``vanished``, ``began``, ``ended`` or ``changed``; of a claim ``said`` or ``said-again``.
    told: it in words.  was, now: what it was and is, where that is a value.  why: reasons, a sentence each.
    claims: ids of the claims that it rests on.  about: the question, for an obligation.
    """

    kind: str
    type: str
    change: str
    told: str
    was: str | None = None
    now: str | None = None
    why: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    about: str | None = None

    def record(self) -> dict[str, Any]:
        """It as a JSON object."""
        return {
            "type": "change",
            "kind": self.kind,
            "of": self.type,
            "change": self.change,
            "told": self.told,
            "was": self.was,
            "now": self.now,
            "why": list(self.why),
            "claims": list(self.claims),
            "about": self.about,
        }


def fact_changes(before: State, now: State) -> Iterator[Change]:
    """Facts of the library that appeared, vanished, began, ended or are told otherwise."""
    for key, fact in before.items():
        if key not in now:
            yield Change("library", fact["type"], "vanished", fact["told"], was=fact["value"], why=(BY_LIBRARY,))
    for key, fact in now.items():
        known = before.get(key)
        if known is None:
            yield Change("library", fact["type"], "appeared", fact["told"], now=fact["value"], why=(BY_LIBRARY,))
        elif (known["value"], known["holds"]) != (fact["value"], fact["holds"]):
            yield _changed(known, fact)


def _changed(known: State, fact: State) -> Change:
    same = known["value"] == fact["value"]
    change = {("yes", "no"): "ended", ("no", "yes"): "began", ("unknown", "yes"): "began", ("unknown", "no"): "ended"}
    word = change.get((known["holds"], fact["holds"]), "changed")
    was, now = (known["holds"], fact["holds"]) if same else (known["value"], fact["value"])
    told = f"{fact['told']} ({fact['value']})" if same else fact["told"]
    return Change("library", fact["type"], word, told, was, now, (BY_DAY if same else BY_LIBRARY,))


def contradiction_changes(
    before: State,
    now: State,
    *,
    cut: tuple[Collection[str], Collection[str]] = ((), ()),
    new: Callable[[Collection[str]], bool] = bool,
) -> Iterator[Change]:
    """Contradictions that appeared, and such as are gone (a claim was rejected, or is read otherwise).

    cut: the topics of which not all were looked at, before and now.  Of such a one that is missing is not said to be
    gone, and one that is there not to have appeared unless one of its claims is new; nor where only some of the claims
    that bear on it were compared.  new: whether one of these claims is.
    """
    still = {_point(key) for key in now}
    for key, found in before.items():
        if key not in now and not _of(found, cut[1]) and not ("of" in found and _point(key) in still):
            yield Change("contradiction", found["type"], "vanished", found["told"])
    for key, found in now.items():
        sure = not _of(found, cut[0]) and "of" not in found
        if key not in before and (sure or new(found["claims"])):
            yield Change("contradiction", found["type"], "appeared", found["told"], claims=tuple(found["claims"]))


def _of(found: State, topics: Collection[str]) -> bool:
    return any(each in topics for each in found.get("topics", ()))


def _point(key: str) -> str:
    """What a contradiction is on, without its sides."""
    return json.dumps(json.loads(key)[:2])
