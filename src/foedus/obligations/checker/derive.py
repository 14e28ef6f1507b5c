"""Finding a proof: which rules, applied to what, show what an answer claims.

Nothing here has to be trusted: what it finds is checked step by step, and what it does not find is not shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from foedus.obligations.checker.core import Atom, Facts, Rule, Said, Step

_Values = dict[str, Any]
_Found = tuple[_Values, tuple[int, ...]]
CLAIMED = ("owed", "stands", "declared")
"""What an answer gives reasons for, so that it is worth telling which of them fails."""


DENIALS = {
    "cites": "it cites no agreement and article",
    "article": "no article in force on that day says so, or it cites no agreement of the library: {1}, article {2}",
    "binds": "{0} is not known to be in force on that day in that viewpoint's eyes",
    "disputed": "disputed_by names not those who dispute {0}",
    "in": "the article does not mean {1}",
    "left": "{1} is not surely a party",
    "differ": "{1} cannot owe it to or against itself",
    "event": "no {0} on {1} by or against {2} is given or presupposed",
    "follows": "its depth does not follow from what it presupposes",
    "suits": "the {1} on {2} is not one that sets the article off",
    "due": "by this article it is not owed to {6}",
    "declared": "no claim that was given says so",
}
"""What is said of an answer where a premise fails that it needs."""


class Derivation:
    """Steps found so far, each once; further ones are looked for as they are asked for."""

    def __init__(self, law: Mapping[str, Rule], facts: Facts) -> None:
        self.facts = facts
        self.steps: list[Step] = []
        self.known: dict[Atom, int | None] = {}
        self.told: frozenset[Said] | None = None
        self.unmet: tuple[int, Atom] = (-1, ())
        self.rules: dict[str, list[tuple[str, Rule]]] = {}
        for name, rule in law.items():
            self.rules.setdefault(rule.head[0], []).append((name, rule))
        self.index: dict[tuple[Any, ...], list[Atom]] = {}
        for atom in facts:
            for key in (atom[:1], atom[:2]):
                self.index.setdefault(key, []).append(atom)

    def anew(self, goals: Sequence[Atom], told: frozenset[Said]) -> None:
        """Looks for other proofs, with no fact whose sentence is not among those told."""
        before, self.told = self.known, told
        self.known = {atom: place for atom, place in before.items() if atom[0] == "owed" and atom not in goals}
        for goal in goals:
            self.prove(goal)
        found = {goal: self.known[goal] for goal in goals if self.known[goal] is not None}
        self.known, self.told = before | found, None

    def why_not(self, goal: Atom) -> str:
        """What is wanting for a goal that nothing shows: the first premise that fails where most of them hold."""
        self.known.pop(goal, None)
        self.unmet = (-1, ())
        self.prove(goal)
        predicate, *terms = self.unmet[1] or goal
        words: str = (
            DENIALS.get(predicate)
            or f"nothing bears out {predicate.replace('-', ' ')}: {{}}{', {}' * (len(terms) - 1)}"
        )
        return words.format(*terms)

    def prove(self, goal: Atom) -> int | None:
        """The number of a step that shows something, or None where nothing does."""
        if goal not in self.known:
            self.known[goal] = None  # nothing shows itself
            for name, rule in self.rules[goal[0]]:
                values = _matched(rule.head, goal, rule, {})
                found = next(self._body(rule, 0, values, ()), None) if values is not None else None
                if found is not None:
                    self.steps.append(Step(name, tuple(found[0][each] for each in rule.variables), found[1]))
                    self.known[goal] = len(self.steps) - 1
                    break
        return self.known[goal]

    def _body(self, rule: Rule, at: int, values: _Values, premises: tuple[int, ...]) -> Iterator[_Found]:
        while at < len(rule.body):
            kind, pattern = rule.body[at]
            atom = tuple([values.get(term, term) for term in pattern])
            open_ = [term for term in pattern[1:] if term not in values and term in rule.variables]
            at += 1
            if kind == "given" and open_:
                for fact in self.index.get(atom[:1] if pattern[1] in open_ else atom[:2], ()):
                    wider = _matched(pattern, fact, rule, values)
                    if wider is not None and self._usable(fact):
                        yield from self._body(rule, at, wider, premises)
                if rule.head[0] in CLAIMED and at > self.unmet[0]:
                    self.unmet = at, atom
                return
            if kind in ("shown", "assumed"):
                place = self.prove(atom)
                holds, premises = place is not None, (*premises, *(() if place is None else (place,)))
            elif kind == "differ":
                holds = atom[1] != atom[2]
            else:
                holds = (atom in self.facts and self._usable(atom)) if kind == "given" else atom not in self.facts
            if not holds:
                if rule.head[0] in CLAIMED and at > self.unmet[0]:
                    self.unmet = at, ("differ", *atom[1:]) if kind == "differ" else atom
                return
        yield values, premises

    def _usable(self, fact: Atom) -> bool:
        return self.told is None or self.facts[fact] <= self.told


def _matched(pattern: Atom, atom: Atom, rule: Rule, values: _Values) -> _Values | None:
    """The values under which a pattern is an atom, those that are known already kept; None under none."""
    if len(pattern) != len(atom):
        return None
    found = dict(values)
    for term, value in zip(pattern, atom, strict=True):
        if term in rule.variables:
            if found.setdefault(term, value) != value:
                return None
        elif term != value:
            return None
    return found
