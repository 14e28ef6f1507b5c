"""Who is meant by an expression, on a day: finite or all-but sets in three values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

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
        return Group({actor: ~truth for actor, truth in self.listed.items()}, ~self.rest)

    def or_else(self, other: Group) -> Group:
        """Those who belong to either."""
        actors = {**self.listed, **other.listed}
        rest = self.rest | other.rest
        return Group({actor: self.has(actor) | other.has(actor) for actor in actors}, rest, self.states or other.states)


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
            group = Group({})
            for name in expression.names:
                group = group.or_else(Group(members(name)))
            return group
        case "states":
            return Group(states, Truth.YES, states=True)
        case "all-but":
            return settle(expression.parts[0], parties, members, states).but()
        case "any-of":
            groups = [settle(part, parties, members, states) for part in expression.parts]
            whole = groups[0]
            for group in groups[1:]:
                whole = whole.or_else(group)
            return whole
        case _:  # anyone; attacked and performer are known only when an act is
            return Group({}, Truth.YES)
