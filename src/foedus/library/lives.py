"""An agreement's life from its file: how long it runs, who is bound when, what suspends it, what goes before what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from foedus.library.provisions import spell
from foedus.model.agreements import Denunciation, Party, Precedence, Suspension, Terms
from foedus.model.periods import after
from foedus.model.time import OPEN, Spell, bounds

Raw = Mapping[str, Any]


def in_force(raw: Raw) -> Spell:
    """The spell of the whole; where a term runs out and nothing renews it, its end is reckoned from the term."""
    force = spell(raw["in_force"])
    told = terms(raw)
    if "end" not in raw["in_force"] and told is not None and told.renewal == "none" and told.first:
        return Spell(force.start, told.first)
    return force


def terms(raw: Raw) -> Terms | None:
    """How long it runs, with the day on which its first term is over."""
    each = raw.get("terms")
    if each is None:
        return None
    start, term = raw["in_force"]["start"], each.get("term")
    return Terms(
        text=each["text"],
        article=str(each["article"]),
        source=each["source"],
        term=term,
        renewal=each.get("renewal", "automatic"),
        first=after(start, term) if start and term else None,
        notice=each.get("notice"),
    )


def denunciations(raw: Raw) -> tuple[Denunciation, ...]:
    """Every notice, with the day on which it takes effect; one without a period of its own has that of the terms."""
    usual = raw.get("terms", {}).get("notice")
    return tuple(
        Denunciation(
            actors=tuple(each["actors"]),
            date=each["date"],
            notice=each.get("notice", usual),
            ends=each.get("ends") or after(each["date"], each.get("notice", usual)),
            source=each["source"],
            withdrawn=each.get("withdrawn"),
        )
        for each in raw.get("denunciations", ())
    )


def parties(raw: Raw) -> tuple[Party, ...]:
    """Every party with its spell.

    A spell that leaves out its end ends with the agreement, or on the day on which the party's notice takes effect;
    one by succession that leaves out its start begins where the predecessor's ended.
    """
    force, notices = in_force(raw), denunciations(raw)
    found: list[Party] = []
    for entry in sorted(raw["parties"], key=lambda each: "succeeds" in each):  # after those whom they succeed
        found += (_party(entry, actor, force, notices, found) for actor in entry["actors"])
    order = [actor for entry in raw["parties"] for actor in entry["actors"]]
    return tuple(sorted(found, key=lambda party: order.index(party.actor)))


def _party(entry: Raw, actor: str, force: Spell, notices: tuple[Denunciation, ...], known: list[Party]) -> Party:
    own = force
    predecessor = predecessor_of(entry, known)
    if entry.get("provisional"):
        own = Spell(force.start, force.start if force.start else None)
    elif predecessor is not None and predecessor.end != OPEN:
        own = Spell(predecessor.end, force.end)
    own = spell(entry, own)
    if "end" not in entry:
        for notice in notices:
            if actor in notice.actors and notice.withdrawn is None and _within(notice.date, own):
                own = Spell(own.start, _earlier(notice.ends, own.end))
    return Party(
        actor=actor,
        spell=own,
        source=entry["source"],
        confidence=entry.get("confidence", "medium"),
        note=entry.get("note"),
        provisional=entry.get("provisional", False),
        succeeds=entry.get("succeeds"),
        predecessor=predecessor,
    )


def predecessor_of(entry: Raw, known: list[Party]) -> Spell | None:
    """The last spell of the state whose place a party took, or None where there is none."""
    spells = [party.spell for party in known if party.actor == entry.get("succeeds")]
    return spells[-1] if spells else None


def _within(day: str, held: Spell) -> bool:
    return held.start is None or bounds(day)[1] >= bounds(held.start)[0]


def _earlier(one: str, other: str | None) -> str:
    return one if other in (None, OPEN) or bounds(one)[1] <= bounds(other or one)[0] else other or one


def suspensions(raw: Raw) -> tuple[Suspension, ...]:
    """The spells in which it does not operate, for everybody or for some."""
    return tuple(
        Suspension(
            text=each["text"],
            spell=spell(each),
            source=each["source"],
            actors=tuple(each.get("actors", ())),
            towards=tuple(each["towards"]) if "towards" in each else None,
            mutual=each.get("mutual", True),
            confidence=each.get("confidence", "medium"),
        )
        for each in raw.get("suspensions", ())
    )


def precedence(raw: Raw) -> tuple[Precedence, ...]:
    """What its articles say on which promise goes before which, and what it replaces."""
    return tuple(_precedence(raw))


def _precedence(raw: Raw) -> Iterator[Precedence]:
    for each in raw.get("precedence", ()):
        others = each.get("prevails_over", each.get("yields_to"))
        yield Precedence(
            prevails="prevails_over" in each,
            others=(others,) if isinstance(others, str) else tuple(others),
            text=each["text"],
            article=str(each["article"]),
            source=each["source"],
            articles=tuple(map(str, each.get("articles", ()))),
        )
    for link in raw.get("links", ()):
        if link["link"] in ("amends", "replaces"):
            text = f"{raw['id']} {link['link']} {link['parent']}"
            yield Precedence(True, (link["parent"],), text, "-", raw["in_force"]["source"])
