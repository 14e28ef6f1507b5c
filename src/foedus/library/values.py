"""The library as one value: what its files say, built from their schema-checked content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from foedus.library import lives
from foedus.library.provisions import provisions, reservations, spell
from foedus.model.actors import Actor, Tenure
from foedus.model.agreements import Agreement, AgreementName, Link, Source, Stage, ValidityPosition
from foedus.model.problems import Problem
from foedus.model.time import Truth
from foedus.model.viewpoints import DE_FACTO, Control, Position, Recognition, Region, Territory, Viewpoint

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class Library:
    """Everything that the library's files say; agreements are sorted by id, so that file order means nothing.

    problems: faults in the user's own files, which were left out.
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
    problems: tuple[Problem, ...] = ()

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

    def altered(self, **changes: Any) -> Library:
        """This library with other contents in the fields that are named; who is a state is not reckoned anew."""
        made = replace(self, **changes)
        if "actors" not in changes:
            vars(made).update({name: known for name, known in vars(self).items() if name in ("types", "states")})
        return made

    def with_agreement(self, agreement: Agreement) -> Library:
        """This library and one agreement more."""
        return self.altered(agreements=tuple(sorted((*self.agreements, agreement), key=lambda each: each.id)))


def sources(raw: Raw) -> tuple[Source, ...]:
    """The citations of a file."""
    return tuple(Source(key, s["title"], s.get("address"), s.get("note")) for key, s in raw.items())


def agreement(raw: Raw) -> Agreement:
    """An agreement from the content of its file."""
    force = lives.in_force(raw)
    return Agreement(
        id=raw["id"],
        title=raw["title"],
        kind=raw["kind"],
        form=raw["form"],
        in_force=force,
        in_force_source=raw["in_force"]["source"],
        checked=raw["checked"],
        parties=lives.parties(raw),
        provisions=provisions(raw["provisions"], force),
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
        suspensions=lives.suspensions(raw),
        denunciations=lives.denunciations(raw),
        terms=lives.terms(raw),
        reservations=reservations(raw, force),
        precedence=lives.precedence(raw),
        universal=raw.get("universal", False),
    )


def _shade(raw: Raw) -> tuple[str, str | None]:
    return raw.get("confidence", "medium"), raw.get("note")


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
