"""What in an agreement's file is no fault and still hardly meant: said with its place, and the file stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from foedus.library.faults import Fault
from foedus.library.lives import in_force, parties
from foedus.library.provisions import actor_set, limbs, spell
from foedus.model.agreements import ActorSet, Party
from foedus.model.time import bounds


def doubts(raw: Mapping[str, Any]) -> Iterator[Fault]:
    """Articles that protect somebody by name before it is a party; the file satisfies its schema.

    A third state may be protected (Vienna Convention, art. 36), so one that never is a party is left alone; so is a
    successor of another who is named, and an article whose note says what is meant.
    """
    held: dict[str, list[Party]] = {}
    for party in parties(raw):
        held.setdefault(party.actor, []).append(party)
    for i, entry in enumerate(raw["provisions"]):
        for limb in limbs(entry) if "note" not in entry else ():
            named = by_name(actor_set(limb.get("trigger", {}).get("protected", "parties")))
            wording = spell(limb, in_force(raw)).start
            for actor in named:
                spells = held.get(actor, [])
                first = min((each.spell.start for each in spells if each.spell.start), key=_low, default=None)
                succeeds = any(each.succeeds in named for each in spells)
                if wording and first and not succeeds and _low(first) > bounds(wording)[1]:
                    said = f"article {limb['article']}: it protects {actor} from {wording}, a party only from {first}"
                    todo = f"write {{all-of: [parties, [{actor}]]}} if it is meant as a party, or say in a note what is"
                    yield ("provisions", i), f"{said}; {todo}"


def _low(edtf: str) -> Any:
    return bounds(edtf)[0]


def by_name(who: ActorSet) -> tuple[str, ...]:
    """Who is meant by name, whether a party or not."""
    if who.kind == "named":
        return who.names
    if who.kind == "any-of" or (who.kind == "all-of" and not any(part.kind == "parties" for part in who.parts)):
        return tuple(dict.fromkeys(name for part in who.parts for name in by_name(part)))
    return ()
