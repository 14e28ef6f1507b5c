"""The nearest duties of one actor in an evaluation, with their traces, and nothing else of what follows.

Where half the world fights, to trace all of it for the sake of one actor would take longer than to evaluate it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from foedus.model.situations import Situation
from foedus.obligations.evaluate import Derived
from foedus.obligations.events import Event, Key, given, performed
from foedus.obligations.kernel.evaluate import HELPS, Firing
from foedus.obligations.kernel.program import HARM, Program, members
from foedus.obligations.matching import MET


def nearest(
    program: Program,
    situation: Situation,
    rounds: Iterable[Sequence[Firing]],
    actor: str,
    asked: Callable[[Firing], bool],
) -> Mapping[Key, Derived]:
    """What an actor owes of the first round that brings any of it, and all that this presupposes, in a single world.

    rounds: of the evaluation, as they come.  asked: which duties count.
    """
    bit, known = 1 << program.intern(actor), list[Sequence[Firing]]()
    for firings in rounds:
        known.append(firings)
        mine = [firing for firing in firings if firing.bearers & bit and asked(firing)]
        if mine:
            traces = _Traces(program, situation, known)
            for firing in mine:
                traces.find(firing, program.number[actor], len(known))
            return traces.found
    return {}


class _Traces:
    """Traces under way: each duty once, with the event that set it off in the round before."""

    def __init__(self, program: Program, situation: Situation, rounds: Sequence[Sequence[Firing]]) -> None:
        self.program, self.situation, self.rounds = program, situation, rounds
        self.found: dict[Key, Derived] = {}
        self.first = list(given(situation, program.worlds[0]))
        self.indexed: dict[int, dict[int, list[Firing]]] = {}

    def find(self, firing: Firing, bearer: int, depth: int) -> Derived:
        """A duty of a bearer with its trace."""
        program, names = self.program, self.program.actors
        whom = names[bearer], names[firing.beneficiary], names[firing.adversary]
        key = *program.heads[firing.rule].place, *whom, firing.act
        if key not in self.found:
            event = next(event for event in self._events(firing, depth) if self._fits(firing, bearer, event))
            self.found[key] = Derived(key, depth, event, MET)
        return self.found[key]

    def _events(self, firing: Firing, depth: int) -> Iterator[Event]:
        """What happened in the round before, as far as it is against the same; of several the first comes first."""
        if depth == 1:
            yield from self.first
            return
        program, act = self.program, self.program.heads[firing.rule].act
        for cause, bearer in sorted(self._causes(firing, depth - 1), key=self._order):
            duty = program.heads[cause.rule].duty
            before = self.find(cause, bearer, depth - 1)
            for event in performed(before.key, duty, before.event, self.situation.retaliation):
                if event.kind == ("attack" if act in HARM else act):
                    yield event

    def _causes(self, firing: Firing, depth: int) -> Iterator[tuple[Firing, int]]:
        """Who performs which duty of a round by which the later one may be set off."""
        head, foe = self.program.heads[firing.rule], firing.adversary
        protected = self.program.sure.masks[firing.rule].protected
        if head.owed_to == "victim":
            protected &= 1 << firing.beneficiary
        index = self._index(depth)
        for cause in index.get(foe, ()):  # it is against the same
            if cause.act == firing.act:
                if head.act == "performance":
                    found = cause.bearers if protected >> cause.beneficiary & 1 else 0
                else:
                    found = cause.bearers & protected
                yield from ((cause, bearer) for bearer in members(found))
        for victim in members(protected) if head.act != "performance" else ():  # or it is borne by it
            for cause in index.get(victim, ()):
                if cause.act == firing.act and cause.bearers >> foe & 1:
                    yield cause, foe

    def _index(self, depth: int) -> dict[int, list[Firing]]:
        """The duties of a round whose performance sets anything off, by whom they are against."""
        if depth not in self.indexed:
            found = self.indexed[depth] = {}
            for firing in self.rounds[depth - 1]:
                if self._helps(firing):
                    found.setdefault(firing.adversary, []).append(firing)
        return self.indexed[depth]

    def _helps(self, firing: Firing) -> bool:
        return self.program.heads[firing.rule].duty in HELPS

    def _order(self, cause: tuple[Firing, int]) -> tuple[object, ...]:
        firing, bearer = cause
        return self.program.heads[firing.rule].place, bearer, firing.beneficiary, firing.adversary

    def _fits(self, firing: Firing, bearer: int, event: Event) -> bool:
        """Whether an event may have set a duty off; what holds of the act held when it was derived."""
        program = self.program
        head, masks = program.heads[firing.rule], program.sure.masks[firing.rule]
        victim = program.number[event.victim]
        kind = "attack" if head.act in HARM else head.act
        hit = masks.home if kind == "attack" and event.after is not None else masks.protected
        owed = {"victim": event.victim, "performer": event.performer}.get(head.owed_to)
        performs = masks.performers is None or event.performer is None
        attackers = (event.act.attacker,) if event.victim == event.act.target else ()
        return (
            (event.kind, event.at, event.adversary) == (kind, firing.act, program.actors[firing.adversary])
            and bool(hit >> victim & 1)
            and owed in (None, program.actors[firing.beneficiary])
            and program.actors[bearer] not in (event.victim, *attackers)
            and (head.performing is None or event.duty in head.performing)
            and (performs or bool((masks.performers or 0) >> program.number[event.performer or ""] & 1))
        )
