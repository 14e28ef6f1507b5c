"""Scenarios: attackers and targets in a person's words, and the days on which their answer may change."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from foedus.desk.acts import AskedAct
from foedus.desk.asking import MOST_ACTS, polity, resolved, today, viewpoint_key
from foedus.desk.opening import Desk
from foedus.model.problems import UsageError
from foedus.model.situations import BASES, RETALIATIONS, Situation
from foedus.model.time import parse_day


@dataclass(frozen=True, slots=True)
class Scenario:
    """Every attacker attacks every target: names or keys, a day as YYYY-MM-DD (today without one).

    viewpoint: whose positions are applied; None for every position side by side.
    """

    attackers: tuple[str, ...]
    targets: tuple[str, ...]
    territory: str | None = None
    through: tuple[str, ...] = ()
    retaliation: str = "none"
    provoked: bool = False
    basis: str = "text"
    ask: tuple[str, ...] = ()
    on: str | None = None
    viewpoint: str | None = None


def scenario(desk: Desk, asked: Scenario) -> Situation:
    """The scenario with every name resolved.

    Raises UsageError for one without sides, with one on both, or with more acts than a situation holds; UnknownName for
    a name that nobody is known by, BadDate for what is no day.
    """
    if not asked.attackers or not asked.targets:
        raise UsageError("name at least one attacker (any for an unnamed third state) and one target")
    if asked.basis not in BASES or asked.retaliation not in RETALIATIONS:
        raise UsageError(f"basis is one of {', '.join(BASES)}; retaliation one of {', '.join(RETALIATIONS)}")
    pairs = tuple(dict.fromkeys(product(asked.attackers, asked.targets)))
    if len(pairs) > MOST_ACTS:
        raise UsageError(f"{len(pairs)} acts; a situation holds at most {MOST_ACTS}")
    acts = (AskedAct(one, other, asked.territory, asked.through, asked.provoked) for one, other in pairs)
    return Situation(
        acts=tuple(dict.fromkeys(resolved(desk, act) for act in acts)),
        on=parse_day(asked.on) if asked.on else today(),
        viewpoint=viewpoint_key(desk, asked.viewpoint),
        basis=asked.basis,
        ask=tuple(polity(desk, name) for name in asked.ask),
        retaliation=asked.retaliation,  # type: ignore[arg-type]  # one of RETALIATIONS
    )
