"""One obligation's ground steps as records, for whoever wants to check them with a program of their own."""

from __future__ import annotations

from typing import Any

from foedus.model.agreements import ActorSet
from foedus.obligations.checker.core import Atom, Facts, Rule, Step, shown
from foedus.obligations.checker.law import LAW


def ground_steps(steps: tuple[Step, ...], facts: Facts, goals: tuple[Atom, ...]) -> list[dict[str, Any]]:
    """The steps on which some goals rest, each with its rule, its values, its premises and the facts that it uses.

    Numbers count the steps that are told; what nothing shows has none.
    """
    atoms = [each.atom for each in shown(steps, LAW, facts)]
    todo, used = [place for place, atom in enumerate(atoms) if atom in goals], set[int]()
    while todo:
        one = todo.pop()
        if one not in used:
            used.add(one)
            todo += steps[one].premises
    number = {place: at for at, place in enumerate(sorted(used))}
    return [
        {
            "step": number[place],
            "rule": steps[place].rule,
            "values": dict(zip(LAW[steps[place].rule].variables, map(_text, steps[place].values), strict=True)),
            "premises": [number[each] for each in steps[place].premises],
            "shows": _said(atoms[place]),
            "facts": _facts(LAW[steps[place].rule], steps[place], facts),
        }
        for place in number
    ]


def _facts(rule: Rule, step: Step, facts: Facts) -> list[dict[str, str]]:
    value = dict(zip(rule.variables, step.values, strict=True))
    atoms = (tuple(value.get(term, term) for term in atom) for kind, atom in rule.body if kind == "given")
    told = sorted({said for atom in atoms for said in facts[atom]})
    return [{"fact": said, "source": source, "kind": kind} for kind, said, source in told]


def _said(atom: Atom) -> str:
    return f"{atom[0]}({', '.join(map(_text, atom[1:]))})"


def _text(value: Any) -> str:
    if isinstance(value, ActorSet):
        inside = [*value.names, *map(_text, value.parts)]
        return f"{value.kind}[{', '.join(inside)}]" if inside else value.kind
    return f"({', '.join(map(_text, value))})" if isinstance(value, tuple) else str(value)
