"""Small treaties for tests, in the form of the library's files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from foedus.library import values
from foedus.library.values import Library
from foedus.model.answers import Answer
from foedus.model.situations import Declared, Situation, attack
from foedus.obligations import answer
from foedus.world import compile_world

DAY = date(2020, 6, 1)


def provision(article: str = "1", **changes: Any) -> dict[str, Any]:
    """An article by which the others defend a party that is attacked; a change of None takes an entry out."""
    raw: dict[str, Any] = {
        "article": article,
        "text": "Whoever attacks one party has all parties against him.",
        "trigger": {"act": "attack", "attackers": "anyone", "protected": "parties"},
        "obliged": "other-parties",
        "duty": "defend",
        "strength": "automatic",
        "source": "text",
    } | changes
    return {key: value for key, value in raw.items() if value is not None}


def agreement(name: str, *parties: str, **changes: Any) -> dict[str, Any]:
    """An agreement in force since 2000, checked to the end of 2030, with one article of mutual defence."""
    return {
        "id": name,
        "title": f"Treaty {name}",
        "kind": "mutual-defence",
        "form": "treaty",
        "in_force": {"start": "2000-01-01", "source": "text"},
        "checked": "2030-12-31",
        "parties": [{"actors": list(parties), "source": "text"}],
        "provisions": [provision()],
        "sources": {"text": {"title": f"Text of {name}"}},
        "confidence": "high",
    } | changes


def library(*agreements: Mapping[str, Any], **others: Any) -> Library:
    """A library of these agreements; others are the Library's further fields."""
    built = sorted(map(values.agreement, agreements), key=lambda each: each.id)
    return Library(agreements=tuple(built), **others)


def ask(
    lib: Library,
    attacker: str,
    target: str,
    on: date = DAY,
    declared: tuple[Declared, ...] = (),
    **more: Any,
) -> Answer:
    """The answer to one attack."""
    return solve(lib, attack(attacker, target, on, **more), declared)


def solve(lib: Library, situation: Situation, declared: tuple[Declared, ...] = ()) -> Answer:
    """The answer to a situation."""
    return answer(situation, compile_world(lib, situation.on, situation.viewpoint, declared, situation.stated))


def owed(found: Answer) -> set[tuple[str, str, str, str, int]]:
    """Who owes what to whom, by which agreement, at which depth."""
    return {
        (o.bearer, o.duty, o.beneficiary, o.provision.agreement if o.provision else "", o.depth)
        for o in found.obligations
    }
