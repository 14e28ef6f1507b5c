"""What the checker asks of an entanglement: chains that hang together, and who stands on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from foedus.model.answers import Entanglement, Obligation

_FIGHTS = ("defend", "attack")


def entangled(told: Entanglement) -> Iterator[str]:
    """What in an entanglement its own obligations do not bear out."""
    owed = told.obligations
    for each in told.drawn:
        links = [owed[i] for i in each.chain if 0 <= i < len(owed)]
        if len(links) != len(each.chain) or not _linked(owed, each.chain):
            yield f"the chain to {each.actor} does not hang together"
        elif (
            (*each.through, each.actor) != tuple(link.bearer for link in links)
            or each.depth != len(links)
            or len(links) < 2
        ):
            yield f"the chain does not lead to {each.actor} at depth {each.depth}"
        elif each.against != links[-1].against:
            yield f"{each.actor} is not set against {', '.join(each.against)}"
    deepest = max((each.depth for each in told.drawn), default=0)
    for chain in told.longest:
        if len(chain) < max(deepest, 2) or not _walk(owed, chain):
            yield f"there is no longest chain {' - '.join(chain)}"
    for actor in told.both_sides:
        mine = [each for each in owed if each.bearer == actor]
        if not any(_opposed(one, other) for one in mine for other in mine):
            yield f"{actor} is not bound to both sides"


def _linked(owed: Sequence[Obligation], chain: Sequence[int]) -> bool:
    first = not owed[chain[0]].after if chain else False
    return first and all(one in owed[other].after for one, other in pairwise(chain))


def _walk(owed: Sequence[Obligation], chain: Sequence[str]) -> bool:
    reached = {i for i, each in enumerate(owed) if each.bearer == chain[0] and not each.after}
    for bearer in chain[1:]:
        reached = {i for i, each in enumerate(owed) if each.bearer == bearer and reached & set(each.after)}
    return bool(reached)


def _opposed(one: Obligation, other: Obligation) -> bool:
    meets = one.beneficiary in other.against or other.beneficiary in one.against
    return meets and bool({one.duty, other.duty} & set(_FIGHTS))
