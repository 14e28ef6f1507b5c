"""Passage and basing: who hosts whose forces where an attack passes, or where forces abroad are hit."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.model.answers import Cited, Passage
from foedus.model.situations import ANY, Act, Situation
from foedus.model.time import Truth
from foedus.model.viewpoints import DE_FACTO
from foedus.obligations.promises import Promises
from foedus.obligations.standing import standing
from foedus.world.places import belongs
from foedus.world.world import World


def passages(world: World, situation: Situation) -> Iterator[Passage]:
    """For each place that an attack passes and each in which forces are hit abroad: whose it is, and what binds it.

    That an attack passes a place says nothing of the host's leave, so both are told: what the host would break by
    letting it pass, and what the attacker would by passing without leave.
    """
    for number, act in enumerate(situation.acts):
        for place in act.through:
            for host in hosts(world, place):
                if host not in (act.attacker, act.target):
                    yield _through(world, number, act, place, host)
        if act.territory is not None and "forces" in act.objects:
            for host in hosts(world, act.territory):
                if host != act.target and not _at_home(world, act):
                    yield _stationed(world, number, act, act.territory, host)


def hosts(world: World, place: str) -> tuple[str, ...]:
    """Whose leave counts for a place: its own where it is an actor with agreements, and its state's.

    The state is the one to which the viewpoint counts it; for ``de-facto`` the one that controls it.
    """
    library = world.library
    found = [place] if any(place in each.members for each in world.instruments) or place in library.types else []
    states = [t.of for t in library.territories if t.id == place]
    states += [a.of for a in library.actors if a.key == place and a.type in ("city", "region") and a.of]
    if world.view is not None and world.view.holder == DE_FACTO:
        states += [c.by for c in library.control if c.territory == place]
    elif world.view is not None:
        states += [p.of for p in library.positions if p.subject == place and p.about == "part-of" and p.of]
    owners = [state for state in states if belongs(library, place, state, world.day, world.view).truth is Truth.YES]
    found = [each for each in found if library.types.get(each) not in ("city", "region")]
    return tuple(dict.fromkeys([*found, *owners]))


def _at_home(world: World, act: Act) -> bool:
    place = act.territory or act.target
    return belongs(world.library, place, act.target, world.day, world.view).truth is Truth.YES


def _through(world: World, number: int, act: Act, place: str, host: str) -> Passage:
    hosting, promises = standing(world, host, act.attacker, "host-forces"), Promises(world)
    return Passage(
        act=number,
        role="through",
        place=place,
        host=host,
        guest=act.attacker,
        hosting=hosting.obligations,
        host_breaks=_sorted(promises.to(host, act.target)),
        guest_breaks=() if act.attacker == ANY else _sorted(promises.to(act.attacker, host)),
        unknown=hosting.unknown,
    )


def _stationed(world: World, number: int, act: Act, place: str, host: str) -> Passage:
    hosting = standing(world, host, act.target, "host-forces")
    return Passage(number, "stationed", place, host, act.target, hosting=hosting.obligations, unknown=hosting.unknown)


def _sorted(cited: Iterator[Cited]) -> tuple[Cited, ...]:
    return tuple(sorted(set(cited), key=lambda each: (each.agreement, each.article)))
