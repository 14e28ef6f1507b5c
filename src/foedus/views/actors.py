"""An actor's page: its names by who uses them, its offices, its agreements, who recognises it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from foedus.model.actors import Actor, Name, Tenure
from foedus.model.agreements import Agreement
from foedus.model.time import Spell
from foedus.model.viewpoints import Recognition
from foedus.views.lives import spell
from foedus.views.plain import plain
from foedus.views.table import Label, Table, listed

NAME_COLUMNS = ("text", "role", "language", "script", "used_by", "sense", "source")
RECOGNITION_COLUMNS = ("recogniser", "recognised", "kind", "start", "end", "confidence", "source", "note")


@dataclass(frozen=True, slots=True)
class ActorPage:
    """An actor with everything that the library holds of it.

    acts_for: the polity for which it acts, or None.  tenures: the offices of a person, or who holds a polity's.
    """

    actor: Actor
    acts_for: str | None
    tenures: tuple[Tenure, ...]
    agreements: tuple[Agreement, ...]
    recognised_by: tuple[Recognition, ...]
    recognises: tuple[Recognition, ...]


def page_record(page: ActorPage) -> dict[str, Any]:
    """The page as one JSON object; agreements by their id, with the actor's spells as a party."""
    return {
        **plain(page.actor),
        "polity": page.acts_for,
        "tenures": plain(page.tenures),
        "agreements": [
            {
                "agreement": a.id,
                "title": a.title,
                "spells": [plain(p.spell) for p in a.parties if p.actor == page.actor.key],
                "suspended": [plain(each) for each in a.pauses(page.actor.key)],
            }
            for a in page.agreements
        ],
        "recognised_by": plain(page.recognised_by),
        "recognises": plain(page.recognises),
    }


def page_text(page: ActorPage, label: Label) -> str:
    """The page for people."""
    return "\n".join(_lines(page, label))


def names_table(actor: Actor, label: Label) -> Table:
    """The actor's names, those that somebody in particular uses with who it is and what they imply."""
    rows = tuple(
        (name.text, name.role, f"{name.language}-{name.script}", ", ".join(map(label, name.used_by)), name.sense or "")
        for name in actor.names
    )
    return Table(f"Names of {actor.label}", ("name", "role", "language", "used by", "implies"), rows)


def recognitions_table(recognitions: Iterable[Recognition], label: Label) -> Table:
    """Who recognises whom, when, and by which source."""
    rows = tuple(
        (label(r.recogniser), label(r.recognised), r.kind, spell(r.spell), r.confidence, r.source, r.note or "")
        for r in recognitions
    )
    columns = ("recogniser", "recognised", "kind", "when", "confidence", "source", "note")
    return Table("Recognitions", columns, rows)


def recognition_record(recognition: Recognition) -> dict[str, Any]:
    """A recognition as one flat JSON object."""
    record: dict[str, Any] = plain(recognition)
    when = record.pop("spell")
    return {**record, **when}


def _lines(page: ActorPage, label: Label) -> Iterator[str]:
    actor = page.actor
    codes = [f"COW {actor.cow}" if actor.cow is not None else "", f"GW {actor.gw}" if actor.gw is not None else ""]
    known = ", ".join(part for part in (actor.type, *codes) if part)
    yield f"{actor.label} ({actor.key}): {known}"
    if page.acts_for and page.acts_for != actor.key:
        yield f"acts for {label(page.acts_for)}"
    if actor.names:
        yield "\nNames:"
        yield from (f"  {_name(name, label)}" for name in actor.names)
    if page.tenures:
        yield "\nOffices:"
        yield from (f"  {_tenure(tenure, label)}" for tenure in page.tenures)
    if page.agreements:
        yield "\nAgreements:"
        for agreement in page.agreements:
            spells = listed([spell(each) for each in _spells(agreement, actor.key)])
            paused = "".join(f"; suspended {spell(each)}" for each in agreement.pauses(actor.key))
            yield f"  {agreement.id}: {agreement.title}, {spells}{paused}"
    if page.recognised_by:
        yield "\nRecognised by:"
        yield from (f"  {label(r.recogniser)} ({r.kind}), {spell(r.spell)} [{r.source}]" for r in page.recognised_by)
    if page.recognises:
        yield "\nRecognises:"
        yield from (f"  {label(r.recognised)} ({r.kind}), {spell(r.spell)} [{r.source}]" for r in page.recognises)


def _name(name: Name, label: Label) -> str:
    users = f"; used by {listed([label(user) for user in name.used_by])}" if name.used_by else ""
    sense = f"; {name.sense}" if name.sense else ""
    return f"{name.text} ({name.role}, {name.language}{users}{sense})"


def _tenure(tenure: Tenure, label: Label) -> str:
    source = f" [{tenure.source}]" if tenure.source else ""
    return (
        f"{label(tenure.person)}: {tenure.title or tenure.office} of {label(tenure.of)}, {spell(tenure.spell)}{source}"
    )


def _spells(agreement: Agreement, key: str) -> tuple[Spell, ...]:
    return tuple(party.spell for party in agreement.parties if party.actor == key)
