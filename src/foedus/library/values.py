"""The library as one value: what its files say, built from their schema-checked content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from foedus.model.actors import Actor, Tenure
from foedus.model.agreements import (
    ActorSet,
    Agreement,
    AgreementName,
    Condition,
    Exemption,
    Link,
    Party,
    Provision,
    Source,
    Stage,
    Trigger,
    ValidityPosition,
)
from foedus.model.time import OPEN, Spell, Truth
from foedus.model.viewpoints import DE_FACTO, Control, Position, Recognition, Region, Territory, Viewpoint

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class Library:
    """Everything that the library's files say; agreements are sorted by id, so that file order means nothing.

    Not slotted, because the look-up tables are computed once, on first use.
    """

    actors: tuple[Actor, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    recognitions: tuple[Recognition, ...] = ()
    viewpoints: tuple[Viewpoint, ...] = ()
    positions: tuple[Position, ...] = ()
    control: tuple[Control, ...] = ()
    regions: tuple[Region, ...] = ()
    territories: tuple[Territory, ...] = ()

    @cached_property
    def agreement(self) -> Mapping[str, Agreement]:
        """Agreements by id."""
        return {agreement.id: agreement for agreement in self.agreements}

    @cached_property
    def region(self) -> Mapping[str, Region]:
        """Regions by id."""
        return {region.id: region for region in self.regions}

    @cached_property
    def types(self) -> Mapping[str, str]:
        """The type of each actor, by key."""
        return {actor.key: actor.type for actor in self.actors}

    @cached_property
    def states(self) -> Mapping[str, Truth]:
        """Whether each actor is a state (former and de facto ones included), by key."""
        return {actor.key: Truth.of("state" in actor.type) for actor in self.actors}

    @cached_property
    def holders(self) -> frozenset[str]:
        """Who can be a viewpoint: everybody who has a position in the library, and the de facto one.

        An entity whose statehood is at stake holds itself to be a state, and so has a position too.
        """
        positions = {position.holder for position in self.positions}
        validity = {position.holder for agreement in self.agreements for position in agreement.positions}
        recognition = {key for row in self.recognitions for key in (row.recogniser, row.recognised)}
        contested = {key for agreement in self.agreements for key in agreement.rests_on}
        named = {viewpoint.holder for viewpoint in self.viewpoints}
        return frozenset(positions | validity | recognition | contested | named | {DE_FACTO})

    def with_agreement(self, agreement: Agreement) -> Library:
        """This library and one agreement more."""
        return replace(self, agreements=tuple(sorted((*self.agreements, agreement), key=lambda each: each.id)))


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


def sources(raw: Raw) -> tuple[Source, ...]:
    """The citations of a file."""
    return tuple(Source(key, s["title"], s.get("address"), s.get("note")) for key, s in raw.items())


def agreement(raw: Raw) -> Agreement:
    """An agreement from the content of its file."""
    force = spell(raw["in_force"])
    return Agreement(
        id=raw["id"],
        title=raw["title"],
        kind=raw["kind"],
        form=raw["form"],
        in_force=force,
        in_force_source=raw["in_force"]["source"],
        checked=raw["checked"],
        parties=tuple(
            Party(actor, spell(p, force), p["source"], *_shade(p)) for p in raw["parties"] for actor in p["actors"]
        ),
        provisions=tuple(_provision(p, force) for p in raw["provisions"]),
        sources=sources(raw["sources"]),
        names=tuple(AgreementName(n["text"], n.get("language", "en")) for n in raw.get("names", ())),
        stages=tuple(
            Stage(s["stage"], s["date"], s["source"], tuple(s.get("actors", ())), s.get("place"), *_shade(s))
            for s in raw.get("stages", ())
        ),
        links=tuple(Link(each["link"], each["parent"]) for each in raw.get("links", ())),
        positions=tuple(
            ValidityPosition(holder, p["accepts"], spell(p), p["source"], *_shade(p))
            for p in raw.get("positions", ())
            for holder in p["holders"]
        ),
        rests_on=tuple(raw.get("rests_on_statehood_of", ())),
        cases=tuple(raw.get("cases", ())),
        confidence=raw["confidence"],
        note=raw.get("note"),
    )


def _shade(raw: Raw) -> tuple[str, str | None]:
    return raw.get("confidence", "medium"), raw.get("note")


def _provision(raw: Raw, force: Spell) -> Provision:
    trigger = _trigger(raw["trigger"]) if "trigger" in raw else None
    confidence, note = _shade(raw)
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
        confidence=confidence,
        note=note,
    )


def _exemption(raw: Raw, wording: Spell) -> Exemption:
    bearers, attackers = (actor_set(raw[k]) if k in raw else None for k in ("bearers", "attackers"))
    return Exemption(raw["text"], spell(raw, wording), bearers, attackers, raw["source"])


def _trigger(raw: Raw) -> Trigger:
    through, performers = (actor_set(raw[k]) if k in raw else None for k in ("through", "performers"))
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
        conditions=tuple(Condition(c["text"], c["treat"]) for c in raw.get("conditions", ())),
    )


def cited(raw: Raw, key: str) -> str:
    """A source key of a shared file, as its citation: these values leave their file and its keys behind."""
    return next(source.cite() for source in sources(raw["sources"]) if source.key == key)


def recognitions(raw: Raw) -> tuple[Recognition, ...]:
    """The rows of a recognitions file."""
    return tuple(
        Recognition(
            r["recogniser"], r["recognised"], spell(r), cited(raw, r["source"]), r.get("kind", "de-jure"), *_shade(r)
        )
        for r in raw["recognitions"]
    )


def viewpoints(raw: Raw) -> tuple[tuple[Viewpoint, ...], tuple[Position, ...], tuple[Control, ...]]:
    """Viewpoints, positions and control from a viewpoints file."""
    views = tuple(Viewpoint(**v) for v in raw["viewpoints"])
    positions = tuple(
        Position(h, p["about"], p["subject"], p["holds"], spell(p), cited(raw, p["source"]), p.get("of"), *_shade(p))
        for p in raw["positions"]
        for h in p["holders"]
    )
    control = tuple(
        Control(c["territory"], c["by"], spell(c), cited(raw, c["source"]), *_shade(c)) for c in raw["control"]
    )
    return views, positions, control


def regions(raw: Raw) -> tuple[tuple[Region, ...], tuple[Territory, ...]]:
    """Regions and territories from a regions file."""
    areas = tuple(
        Region(
            id=r["id"],
            title=r["title"],
            homelands=tuple(r.get("homelands", ())),
            partly=tuple(r.get("partly", ())),
            inside=tuple(r.get("inside", ())),
            outside=tuple(r.get("outside", ())),
            source=cited(raw, r["source"]),
        )
        for r in raw["regions"]
    )
    places = tuple(
        Territory(t["id"], t.get("title", t["id"]), t["of"], spell(t), cited(raw, t["source"]))
        for t in raw["territories"]
    )
    return areas, places
