"""What the checker looks up for itself: sets, spells, positions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foedus.library.values import Library
from foedus.model.agreements import ActorSet, Agreement
from foedus.model.situations import ANY
from foedus.model.time import OPEN, Spell, Truth, bounds
from foedus.model.viewpoints import DE_FACTO
from foedus.obligations.checker_lives import any_of, first_day, operates, party_on

_SILENCE = {"denied": Truth.NO, "accepted": Truth.YES, "unknown": Truth.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Sight:
    """The library as it looks on a day from a viewpoint, read afresh at every question."""

    library: Library
    day: date
    view: str | None

    def party(self, agreement: Agreement, actor: str) -> Truth:
        """Whether an actor is a party on the day."""
        return party_on(agreement, actor, self.day)

    def left(self, agreement: Agreement, actor: str) -> bool:
        """Whether somebody who was, is or will be a party is not surely one on the day."""
        return actor in agreement.members() and self.party(agreement, actor) is not Truth.YES

    def among(self, agreement: Agreement, who: ActorSet, actor: str) -> Truth:
        """Whether an expression means an actor."""
        parts = [self.among(agreement, part, actor) for part in who.parts]
        match who.kind:
            case "parties" | "other-parties":
                return self.party(agreement, actor)
            case "non-parties":
                return ~self.party(agreement, actor)
            case "named":
                return Truth.of(actor in who.names)
            case "members-of":
                return any_of(*(self.party(self.library.agreement[name], actor) for name in who.names))
            case "all-but":
                return ~parts[0]
            case "any-of":
                return any_of(*parts)
            case "all-of":
                return ~any_of(*(~part for part in parts))
            case "states":
                kind = self.library.types.get(actor)
                code = actor == ANY or (actor.isupper() and len(actor) in (3, 4))
                return Truth.of("state" in kind) if kind else Truth.YES if code else Truth.UNKNOWN
        return Truth.YES

    def has(self, agreement: Agreement, who: ActorSet, actor: str) -> bool:
        """Whether an expression surely means an actor."""
        return self.among(agreement, who, actor) is Truth.YES

    def may(self, agreement: Agreement, who: ActorSet, actor: str, spell: Spell) -> bool:
        """Whether an expression may mean an actor in a spell that may hold."""
        return (self.among(agreement, who, actor) & spell.on(self.day)) is not Truth.NO

    def binds(self, agreement: Agreement) -> Truth:
        """Whether an agreement is in force, its facts are checked that far, and the viewpoint accepts it."""
        end = agreement.in_force.end
        closed = end is not None and end != OPEN and bounds(end)[1] <= bounds(agreement.checked)[0]
        covered = Truth.YES if closed or self.day <= bounds(agreement.checked)[0] else Truth.UNKNOWN
        return operates(agreement, self.day) & covered & self._accepts(agreement)

    def _accepts(self, agreement: Agreement) -> Truth:
        if self.view is None:
            return Truth.YES
        if self.view == DE_FACTO:
            return Truth.of(all(self._governs_itself(entity) for entity in agreement.rests_on))
        for p in agreement.positions:
            held = p.spell.on(self.day)
            if p.holder == self.view and held is not Truth.NO:
                return Truth.of(p.accepts) if held is Truth.YES else Truth.UNKNOWN
        if self.view in agreement.members():
            return Truth.YES
        rule = next((v for v in self.library.viewpoints if v.holder == self.view), None)
        if not agreement.rests_on:
            return _SILENCE[rule.silence_validity if rule else "accepted"]
        silence = _SILENCE[rule.silence_statehood if rule else "denied"]
        return ~any_of(*(~self._state(entity, silence) for entity in agreement.rests_on))

    def _governs_itself(self, entity: str) -> bool:
        return any(c.territory == entity == c.by and c.spell.on(self.day) is Truth.YES for c in self.library.control)

    def _state(self, entity: str, silence: Truth) -> Truth:
        if entity == self.view:
            return Truth.YES
        for p in self.library.positions:
            held = p.spell.on(self.day)
            if (p.about, p.holder, p.subject) == ("statehood", self.view, entity) and held is not Truth.NO:
                return Truth.of(p.holds) if held is Truth.YES else Truth.UNKNOWN
        rows = [r for r in self.library.recognitions if (r.recogniser, r.recognised) == (self.view, entity)]
        recognised = any_of(*(r.spell.on(self.day) for r in rows))
        return silence if recognised is Truth.NO else recognised

    def disputed_by(self, agreement: Agreement) -> tuple[str, ...]:
        """Whose positions deny the agreement's validity or the statehood that it rests on."""
        denials = [(p.holder, p.spell) for p in agreement.positions if not p.accepts]
        states = [p for p in self.library.positions if p.about == "statehood" and p.subject in agreement.rests_on]
        denials += [(p.holder, p.spell) for p in states if not p.holds]
        return tuple(sorted({holder for holder, spell in denials if spell.on(self.day) is not Truth.NO}))

    def owns(self, state: str, place: str) -> bool:
        """Whether a place may count as a state's own: by itself, the viewpoint, control, or undisputed."""
        if place == state:
            return True
        live = [p for p in self.library.positions if p.spell.on(self.day) is Truth.YES]
        held = any(
            (p.about, p.holder, p.subject, p.of) == ("part-of", self.view, place, state) and p.holds for p in live
        )
        ruled = self.view == DE_FACTO and any(
            (c.territory, c.by) == (place, state) and c.spell.on(self.day) is Truth.YES for c in self.library.control
        )
        listed = any(
            (t.id, t.of) == (place, state) and t.spell.on(self.day) is Truth.YES for t in self.library.territories
        )
        city = any(a.key == place and a.of == state and a.type in ("city", "region") for a in self.library.actors)
        return held or ruled or listed or city


def latest_start(agreement: Agreement, day: date, actors: set[str]) -> str | None:
    """The latest of the agreement's and the parties' first days."""
    starts = [first_day(agreement, day)]
    starts += [p.spell.start for p in agreement.parties if p.actor in actors and p.spell.on(day) is Truth.YES]
    known = [start for start in starts if start is not None]
    return max(known, key=lambda start: bounds(start)[0]) if len(known) == len(starts) else None
