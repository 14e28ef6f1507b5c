"""The core of the checker: each step of a proof applies one rule to what is given or was shown before.

This is all that has to be trusted of reasoning: no search, no sets, no dates.  What the rules are is data
(:mod:`foedus.obligations.checker.law`), and so is what is given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Atom = tuple[Any, ...]
"""A predicate and its arguments."""
Said = tuple[str, str, str]
"""A reason as people read it: its kind, its sentence and its source."""
Facts = Mapping[Atom, frozenset[Said]]
"""What library and question give, with the sentences that tell it; some facts need no telling."""


class Rule(NamedTuple):
    """If every literal of the body holds, so does the head; terms that are variables stand for any value."""

    variables: tuple[str, ...]
    head: Atom
    body: tuple[tuple[str, Atom], ...]


class Step(NamedTuple):
    """A rule by name, the values of its variables in order, and the earlier steps that show its premises, in order."""

    rule: str
    values: tuple[Any, ...]
    premises: tuple[int, ...]


class Shown(NamedTuple):
    """What a step shows, and the sentences of all that is given on which it rests."""

    atom: Atom
    reasons: frozenset[Said]


class WrongStepError(Exception):
    """A step that no rule allows."""


def shown(steps: Sequence[Step], law: Mapping[str, Rule], facts: Facts) -> list[Shown]:
    """What each step of a proof shows; raises WrongStepError at the first that does not follow."""
    known: list[Shown] = []
    for number, step in enumerate(steps):
        rule = law.get(step.rule)
        if rule is None or len(step.values) != len(rule.variables):
            raise WrongStepError(f"step {number}: no rule {step.rule!r} of {len(step.values)} values")
        value = dict(zip(rule.variables, step.values, strict=True))
        premises, reasons = list(step.premises), set[Said]()
        for kind, pattern in rule.body:
            atom = tuple(value.get(term, term) for term in pattern)
            place = premises.pop(0) if kind in ("shown", "assumed") and premises else -1
            match kind:
                case "given":
                    holds = atom in facts
                    reasons |= facts.get(atom, frozenset())
                case "lacking":
                    holds = atom not in facts
                case "differ":
                    holds = atom[1] != atom[2]
                case _:  # an assumed premise is shown too, but its reasons are its own
                    holds = 0 <= place < number and known[place].atom == atom
                    reasons |= known[place].reasons if holds and kind == "shown" else set()
            if not holds:
                raise WrongStepError(f"step {number}: {step.rule} needs {kind} {atom}")
        if premises:
            raise WrongStepError(f"step {number}: {step.rule} has {len(premises)} premises too many")
        known.append(Shown(tuple(value.get(term, term) for term in rule.head), frozenset(reasons)))
    return known
