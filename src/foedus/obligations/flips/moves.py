"""What an actor is asked about, and which changes can free it: at least one of them is part of every flip.

An actor that is bound stays so while any one proof of it stands, so a flip changes a fact that this proof names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from foedus.model.time import Truth
from foedus.obligations.evaluate import Derived
from foedus.obligations.events import Event, Key
from foedus.obligations.flips import candidates
from foedus.obligations.flips.candidates import Scope
from foedus.obligations.flips.changes import Change
from foedus.obligations.flips.state import State
from foedus.obligations.kernel.evaluate import Firing
from foedus.obligations.kernel.program import Program
from foedus.world.world import Instrument, Rule

MOST_PROOFS = 60
"""How many proofs of what an actor owes are looked at for what they have in common."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What is asked of an actor: any of these duties, to a beneficiary and under an agreement where those are named."""

    actor: str
    duties: tuple[str, ...]
    beneficiary: str | None = None
    agreement: str | None = None

    def among(self, state: State, least: Truth) -> bool:
        """Whether any of them is owed, surely or possibly."""
        return self.depth(state, least) is not None

    def depth(self, state: State, least: Truth) -> int | None:
        """After how many rounds any of them is owed."""
        program = state.program(least)
        for depth, firings in enumerate(state.rounds(least), start=1):
            if self.worlds(program, firings):
                return depth
        return None

    def worlds(self, program: Program, firings: Iterable[Firing]) -> int:
        """In which worlds a round brings any of them, as bits."""
        shift, everywhere = program.number[self.actor] * program.width, program.everywhere
        found = 0
        for firing in firings:
            here = firing.bearers >> shift & everywhere
            if here & ~found and self.asked(program, firing):
                found |= here
        return found

    def asked(self, program: Program, firing: Firing) -> bool:
        """Whether what a rule brings is one of those that are asked about, whoever bears it."""
        head = program.heads[firing.rule]
        to = self.beneficiary
        return self.asks(head.duty, head.agreement) and to in (None, program.actors[firing.beneficiary])

    def asks(self, duty: str, agreement: str) -> bool:
        """Whether a duty under an agreement is one of those that are asked about."""
        return duty in self.duties and self.agreement in (None, agreement)

    def met(self, state: State, derived: Derived) -> bool:
        """Whether a derived duty is one of those that are asked about."""
        _, _, bearer, beneficiary, *_ = derived.key
        rule = state.rule(derived.key)
        return (
            bearer == self.actor
            and self.beneficiary in (None, beneficiary)
            and self.asks(rule.provision.duty, rule.agreement)
        )


def freeing(state: State, within: Scope, goal: Goal, budget: int) -> frozenset[Change]:
    """The changes of which one at least is part of any set of `budget` changes that frees an actor.

    All proofs must fall, so a last change has to be named by each of them.  Of more proofs than changes no two of which
    name a fact in common, one will stand.  The nearest proofs say enough; what they allow is tried in any case.
    """
    least: frozenset[Change] | None = None
    common: frozenset[Change] | None = None
    apart: list[frozenset[Change]] = []
    depth = goal.depth(state, Truth.UNKNOWN)
    known = state.upto(depth if state.struck_back else None, Truth.UNKNOWN, goal.actor) if depth else {}
    against = (derived for derived in known.values() if goal.met(state, derived))
    for derived in islice(against, MOST_PROOFS):
        named = breaking(state, known, within, derived)
        least = named if least is None or len(named) < len(least) else least
        common = named if common is None else common & named
        if all(each.isdisjoint(named) for each in apart):
            apart.append(named)
        if len(apart) > budget or (budget == 1 and not common):
            return frozenset()
    return (common if budget == 1 else least) or frozenset()


def breaking(state: State, known: Mapping[Key, Derived], within: Scope, derived: Derived) -> frozenset[Change]:
    """The changes of facts that a duty's proof names, those of the duties that it presupposes included."""
    found: set[Change] = set()
    while True:
        instrument = state.world.instruments[derived.key[0]]
        rule = state.rule(derived.key)
        found.update(_facts(state, within, instrument, rule, derived.event, derived.key[2:5]))
        before = derived.event.after
        if before is None:
            return frozenset(found)
        derived = known[before]


def _facts(
    state: State, within: Scope, instrument: Instrument, rule: Rule, event: Event, roles: Iterable[str]
) -> Iterator[Change]:
    people = {*roles, event.victim, event.adversary, *((event.performer,) if event.performer else ())}
    yield from candidates.force(state, instrument)
    yield from candidates.stances(state, within, instrument)
    yield from candidates.named(state, within, instrument, rule, people)
    yield from candidates.provocation(state, event)
    yield from candidates.places(state, rule, event)
