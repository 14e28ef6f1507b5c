"""Provisions from the content of an agreement's file: rules, their triggers, and reservations that change them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from foedus.model.agreements import (
    ActorSet,
    Condition,
    Conflict,
    Exemption,
    Objection,
    Provision,
    Reservation,
    Trigger,
)
from foedus.model.time import OPEN, Spell

Raw = Mapping[str, Any]

_OF_TRIGGER = ("attackers", "protected")
"""What an entry of `duties` may say of the trigger."""


def actor_set(raw: str | Sequence[str] | Raw) -> ActorSet:
    """Who is meant, from a word, a list of keys or a mapping.

    >>> actor_set({"all-but": ["DEU"]})
    ActorSet(kind='all-but', names=(), parts=(ActorSet(kind='named', names=('DEU',), parts=()),))
    """
    if isinstance(raw, str):
        return ActorSet(raw)
    if isinstance(raw, Mapping):
        ((kind, inner),) = raw.items()
        if kind == "members-of":
            return ActorSet(kind, (inner,) if isinstance(inner, str) else tuple(inner))
        parts = [inner] if kind == "all-but" else inner
        return ActorSet(kind, parts=tuple(actor_set(part) for part in parts))
    return ActorSet("named", tuple(raw))


def spell(raw: Raw, default: Spell | None = None) -> Spell:
    """The spell of an entry; what it leaves out is the default's."""
    start = raw.get("start", default.start if default else None)
    return Spell(start, raw.get("end", default.end if default else OPEN))


def provisions(raw: Sequence[Raw], force: Spell) -> tuple[Provision, ...]:
    """The rules of an agreement; an entry with `duties` is a rule for each of them."""
    return tuple(_provision(each, force) for entry in raw for each in limbs(entry))


def limbs(raw: Raw) -> Iterator[Raw]:
    """An entry as one rule, or as one for each of its `duties`, which say only what differs."""
    whole = {key: value for key, value in raw.items() if key != "duties"}
    for limb in raw.get("duties", ({},)):
        of_trigger = {key: value for key, value in limb.items() if key in _OF_TRIGGER}
        rule = whole | {key: value for key, value in limb.items() if key not in _OF_TRIGGER}
        if of_trigger:
            rule["trigger"] = raw.get("trigger", {}) | of_trigger
        yield rule


def _provision(raw: Raw, force: Spell) -> Provision:
    trigger = _trigger(raw["trigger"]) if "trigger" in raw else None
    return Provision(
        article=raw["article"],
        spell=spell(raw, force),
        text=raw["text"],
        obliged=actor_set(raw["obliged"]),
        beneficiary=actor_set(raw.get("beneficiary", "attacked" if trigger else "other-parties")),
        duty=raw["duty"],
        strength=raw["strength"],
        source=raw["source"],
        trigger=trigger,
        exemptions=tuple(_exemption(e, spell(raw, force)) for e in raw.get("exemptions", ())),
        confidence=raw.get("confidence", "medium"),
        note=raw.get("note"),
        permits=tuple(raw.get("permits", ())),
    )


def _exemption(raw: Raw, wording: Spell) -> Exemption:
    bearers, attackers = (actor_set(raw[k]) if k in raw else None for k in ("bearers", "attackers"))
    return Exemption(raw["text"], spell(raw, wording), bearers, attackers, raw["source"])


def _trigger(raw: Raw) -> Trigger:
    through, performers, excluded = (
        actor_set(raw[k]) if k in raw else None for k in ("through", "performers", "excluded")
    )
    conflict = raw.get("conflict")
    return Trigger(
        act=raw["act"],
        attackers=actor_set(raw.get("attackers", "anyone")),
        protected=actor_set(raw.get("protected", "parties")),
        objects=tuple(raw.get("objects", ())),
        region=raw.get("region"),
        through=through,
        unprovoked=raw.get("unprovoked", False),
        on_request=raw.get("on_request", False),
        adversaries=raw.get("adversaries", 1),
        performers=performers,
        performing=tuple(raw.get("performing", ())),
        conditions=tuple(_conditions(raw)),
        excluded=excluded,
        conflict=conflict
        and Conflict(conflict["title"], spell(conflict), actor_set(conflict["enemies"]), conflict["source"]),
    )


def _conditions(raw: Raw) -> Iterator[Condition]:
    """The conditions that no question states: those in words, demands, and a place that nobody names."""
    for each in raw.get("conditions", ()):
        yield Condition(each["text"], each["treat"], each.get("kind", "other"), each.get("key"))
    for each in raw.get("demands", ()):
        text = f"the attacker has made this demand, or not met it: {each['text']}"
        yield Condition(text, "unknown", "demand", each.get("key"))
    if raw.get("location") == "unspecified":
        yield Condition("it happens in the place that the text has in mind, which is not known", "unknown", "location")


def reservations(raw: Raw, force: Spell) -> tuple[Reservation, ...]:
    """The reservations of an agreement's file, each with the rules that hold instead of those it modifies."""
    return tuple(
        Reservation(
            actor=each["actor"],
            articles=tuple(map(str, each["articles"])),
            text=each["text"],
            spell=spell(each, force),
            source=each["source"],
            towards=each.get("towards", "all"),
            instead=tuple(_instead(each, raw["provisions"], force)),
            objections=tuple(_objection(o, spell(each, force)) for o in each.get("objections", ())),
            confidence=each.get("confidence", "medium"),
        )
        for each in raw.get("reservations", ())
    )


def _instead(reserved: Raw, entries: Sequence[Raw], force: Spell) -> Iterator[Provision]:
    if reserved["effect"] == "excludes":
        return
    changes = reserved["instead"]
    for entry in entries:
        if str(entry["article"]) in map(str, reserved["articles"]):
            for limb in limbs(entry):
                changed = {**limb, **changes, "source": reserved["source"]}
                changed["text"] = changes.get("text", reserved["text"])
                if "trigger" in limb:
                    changed["trigger"] = {**limb["trigger"], **changes.get("trigger", {})}
                yield _provision(changed, force)


def _objection(raw: Raw, reserved: Spell) -> Objection:
    return Objection(tuple(raw["actors"]), spell(raw, reserved), raw["source"], raw.get("no_relations", False))
