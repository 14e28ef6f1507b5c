"""Who is meant by an expression, on a day: finite or all-but sets in three values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce

from foedus.model.agreements import ActorSet
from foedus.model.situations import ANY
from foedus.model.time import Truth


@dataclass(frozen=True, slots=True)
class Group:
    """A set of actors: what is known of those listed, and what holds of everybody else.

    states: whether only states are meant among those who are not listed.

    >>> Group({"RUS": Truth.YES}).has("BLR")
    <Truth.NO: 'no'>
    """

    listed: Mapping[str, Truth]
    rest: Truth = Truth.NO
    states: bool = False

    def has(self, actor: str) -> Truth:
        """Whether an actor belongs to it."""
        known = self.listed.get(actor)
        if known is not None:
            return known
        if self.states and not _looks_like_a_state(actor):
            return Truth.UNKNOWN
        return self.rest

    def possible(self) -> tuple[str, ...]:
        """Those listed who belong to it or may do."""
        return tuple(actor for actor, truth in self.listed.items() if truth is not Truth.NO)

    def but(self) -> Group:
        """Everybody else."""
        return Group({actor: ~truth for actor, truth in self.listed.items()}, ~self.rest, self.states)

    def or_else(self, other: Group) -> Group:
        """Those who belong to either."""
        return self._joined(other, Truth.__or__)

    def both(self, other: Group) -> Group:
        """Those who belong to both."""
        return self._joined(other, Truth.__and__)

    def given(self, truth: Truth) -> Group:
        """The same, as far as something else holds."""
        return self if truth is Truth.YES else self.both(Group({}, truth))

    @property
    def empty(self) -> bool:
        """Whether surely nobody belongs to it."""
        return self.rest is Truth.NO and not self.states and not self.possible()

    def _joined(self, other: Group, join: Callable[[Truth, Truth], Truth]) -> Group:
        listed = {actor: join(self.has(actor), other.has(actor)) for actor in {**self.listed, **other.listed}}
        state, other_than_state = join(self.rest, other.rest), join(self._stateless, other._stateless)
        return Group(listed, state, states=state is not other_than_state)

    @property
    def _stateless(self) -> Truth:
        return Truth.UNKNOWN if self.states else self.rest


def _looks_like_a_state(actor: str) -> bool:
    # ISO 3166 codes are for states and territories; an unnamed third state is one.
    return actor == ANY or (len(actor) in (3, 4) and actor.isupper())


def settle(
    expression: ActorSet,
    parties: Mapping[str, Truth],
    members: Callable[[str], Mapping[str, Truth]],
    states: Mapping[str, Truth],
) -> Group:
    """The group that an expression means.

    parties: those of the agreement on the day, each with whether it is one; members: the same of another agreement;
    states: whether each actor of the gazetteer is a state, and no armed group.
    """
    match expression.kind:
        case "parties" | "other-parties":
            return Group(parties)
        case "non-parties":
            return Group(parties).but()
        case "named":
            return Group(dict.fromkeys(expression.names, Truth.YES))
        case "members-of":
            return reduce(Group.or_else, (Group(members(name)) for name in expression.names))
        case "states":
            return Group(states, Truth.YES, states=True)
        case "all-but":
            return settle(expression.parts[0], parties, members, states).but()
        case "any-of" | "all-of" as kind:
            groups = (settle(part, parties, members, states) for part in expression.parts)
            return reduce(Group.or_else if kind == "any-of" else Group.both, groups)
        case _:  # anyone; attacked and performer are known only when an act is
            return Group({}, Truth.YES)
