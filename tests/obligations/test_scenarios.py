"""Crises of two centuries, put to the library: what must, may and must not follow, each proof held to the checker."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from foedus.library import Library
from foedus.model.answers import Answer, Cited
from foedus.obligations.checker import check
from treaties import ask

SCENARIOS = yaml.load(
    (Path(__file__).parents[1] / "data" / "scenarios.yaml").read_text(encoding="utf-8"),
    Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),  # noqa: S506  (both are safe; the first is quick)
)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["id"])
def test_what_a_crisis_set_off(library: Library, scenario: dict[str, Any]) -> None:
    found = asked(library, scenario)
    assert [*_duties(found, scenario), *_others(found, scenario)] == []
    assert list(check(found, library)) == []


def test_scenarios_tell_each_question_once_and_why() -> None:
    assert len({scenario["id"] for scenario in SCENARIOS}) == len(SCENARIOS) >= 26
    assert all(scenario["reason"] and scenario["sources"] for scenario in SCENARIOS)


def asked(library: Library, scenario: dict[str, Any]) -> Answer:
    """The answer to a scenario's question, everybody whom it names asked about."""
    question = scenario["question"]
    told = [entry for key in ("must", "must_not", "unknown") for entry in scenario[key]]
    named = [entry.get("bearer") or entry["actor"] for entry in told]
    return ask(
        library,
        question["attacker"],
        question["target"],
        date.fromisoformat(str(question["on"])),
        territory=question["territory"],
        through=tuple(question["through"]),
        viewpoint=question["viewpoint"],
        provoked=bool(question["provoked"]),
        ask=tuple(dict.fromkeys(named)),
    )


def _cited(entry: dict[str, Any]) -> tuple[str, str] | None:
    cited = entry["provision"]
    return (cited["agreement"], cited["article"]) if cited else None


def _key(cited: Cited | None) -> tuple[str, str] | None:
    return (cited.agreement, cited.article) if cited else None


def _duties(found: Answer, scenario: dict[str, Any]) -> Iterator[str]:
    have = {(o.bearer, o.beneficiary, o.duty, o.depth, _key(o.provision)) for o in found.obligations if o.because}
    for entry in scenario["must"]:
        wanted = (entry["bearer"], entry["beneficiary"], entry["duty"], entry["depth"], _cited(entry))
        if wanted not in have:
            yield f"missing: {wanted}"
    allowed = {(entry["bearer"], _cited(entry)) for key in ("must", "may") for entry in scenario[key]}
    fights = {(o.bearer, _key(o.provision)) for o in found.obligations if o.duty in ("defend", "attack")}
    for entry in (*scenario["must_not"], *scenario["unknown"]):
        extra = {fight for fight in fights if fight[0] == entry["actor"] and _cited(entry) in (None, fight[1])}
        yield from (f"extra: {fight}" for fight in sorted(extra - allowed, key=str))


def _others(found: Answer, scenario: dict[str, Any]) -> Iterator[str]:
    free = {(entry.actor, _key(entry.provision), entry.failed_code) for entry in found.not_bound}
    for entry in scenario["must_not"]:
        # Where no article is named, nothing may oblige the actor to fight; what else is said of it is open.
        if entry["provision"] and (entry["actor"], _cited(entry), entry["code"]) not in free:
            told = [each for each in sorted(free, key=str) if each[:2] == (entry["actor"], _cited(entry))]
            yield f"not said: {entry['actor']} {_cited(entry)} {entry['code']}, but {told}"
    open_ = {(entry.actor, _key(entry.provision)) for entry in found.unknown}
    for entry in scenario["unknown"]:
        if (entry["actor"], _cited(entry)) not in open_:
            yield f"not open: {entry['actor']} {_cited(entry)}"
    named = {(c.actor, each.agreement) for c in found.conflicts for each in c.others}
    for entry in scenario["conflicts"]:
        if (entry["actor"], entry["with"]) not in named:
            yield f"no conflict: {entry}"
