"""Where forces are: by agreements that let them in, and by the ledger's claims of their presence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from foedus.desk.recognising import MOST_CLAIMS, by_then
from foedus.model.time import Truth
from foedus.views.mapping import CONTESTED, Mark
from foedus.views.table import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.desk.opening import Desk
    from foedus.model.claims import Claim

_PLACED = ("state", "de-facto-state")


@dataclass(slots=True)
class _Place:
    """What was found of one place so far; hosted: the strength of the texts, by their words."""

    hosted: dict[str, str] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    said: dict[str, int] = field(default_factory=dict)
    denied: dict[str, int] = field(default_factory=dict)

    def mark(self, key: str) -> Mark:
        """Its mark: what a text says goes before what claims say."""
        words = [*self.hosted, *_counted(self.said, "present"), *_counted(self.denied, "not, or no longer")]
        found = set(self.hosted.values())
        state = next((each for each in ("yes", "disputed", "unknown") if each in found), "")
        if not state:
            state = ("disputed" if self.denied else "said") if self.said else "no"
        return Mark(key, state, "; ".join(words), tuple(self.sources))


def _counted(counts: dict[str, int], what: str) -> Iterator[str]:
    for words, number in counts.items():
        yield f"{number} claim{'' if number == 1 else 's'}: {words} {what}"


def places_of_forces(
    desk: Desk, whose: str | None, day: date, viewpoint: str | None, known_at: date | datetime | None
) -> tuple[tuple[Mark, ...], bool]:
    """A mark for each place that has forces from elsewhere, and whether the ledger has more claims than were counted.

    whose: only those of this actor.  A city or a region without a shape of its own counts where it lies.
    """
    found: dict[str, _Place] = {}
    _texts(desk, found, whose, day, viewpoint)
    cut = _claims(desk, found, whose, day, known_at)
    return tuple(each.mark(key) for key, each in found.items()), cut


def _texts(desk: Desk, found: dict[str, _Place], whose: str | None, day: date, viewpoint: str | None) -> None:
    """The standing duties to have somebody's forces."""
    from foedus.world import compile_world

    for instrument in compile_world(desk.texts_on(day), day, viewpoint).instruments:
        for rule in instrument.rules:
            guests = [key for key in rule.beneficiary.possible() if whose in (None, key)]
            if rule.provision.duty != "host-forces" or rule.provision.trigger is not None or not guests:
                continue
            binding = instrument.binding & rule.wording
            if instrument.stance.truth is Truth.NO and instrument.in_force is not Truth.NO:
                state = "disputed"
            elif binding is Truth.NO:
                continue
            else:
                disputed = viewpoint is None and instrument.disputed_by
                state = "unknown" if binding is Truth.UNKNOWN else "disputed" if disputed else "yes"
            agreement = instrument.agreement
            for host in rule.obliged.possible():
                others = [guest for guest in guests if guest != host]
                if others:
                    by = f"article {rule.provision.article} of {agreement.id}"
                    spot = found.setdefault(host, _Place())
                    spot.hosted[f"lets in forces of {listed([desk.label(each) for each in others])} ({by})"] = state
                    spot.sources.append(agreement.cite(rule.provision.source))


def _claims(
    desk: Desk, found: dict[str, _Place], whose: str | None, day: date, known_at: date | datetime | None
) -> bool:
    held = desk.ledger.latest("presence", [whose] if whose else None, known_at, most=MOST_CLAIMS)
    for each in held.claims:
        if by_then(each.claim, day):
            _claim(desk, found, each.claim, whose)
    return held.more


def _claim(desk: Desk, found: dict[str, _Place], claim: Claim, whose: str | None) -> None:
    from foedus.ledger.points import is_denial, is_fact

    kind = str(claim.attribute("type") or "forces")
    fact = is_fact(claim)
    if not fact and not (is_denial(claim) and kind != "withdrawal"):
        return
    guests = [key for key in dict.fromkeys(claim.actors("actor")) if whose in (None, key)]
    for location in dict.fromkeys(claim.actors("location")):
        spot = lies_in(desk, location)
        others = [guest for guest in guests if lies_in(desk, guest) != spot]
        if spot is None or not others:
            continue  # forces at home are no news
        here = found.setdefault(spot, _Place())
        told = here.said if fact and kind != "withdrawal" else here.denied
        who = listed([desk.label(guest) for guest in others])
        where = "" if spot == location else f" in {desk.label(location)}"
        words = f"{kind} of {who}{where}"
        told[words] = told.get(words, 0) + 1


def lies_in(desk: Desk, place: str) -> str | None:
    """The state, or what a map draws as one, in which a place lies; None where that is not known."""
    seen: set[str] = set()
    here: str | None = place
    while here is not None and here not in seen:
        seen.add(here)
        actor = desk.gazetteer.actors.get(here)
        if here in CONTESTED or (actor is not None and actor.type in _PLACED):
            return here
        territory = next((each.of for each in desk.library.territories if each.id == here), None)
        here = actor.of if actor is not None and actor.of is not None else territory
    return None
