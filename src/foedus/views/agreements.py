"""Agreements as rows and as a page of text: parties, stages, provisions, positions, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from foedus.model.agreements import DUTIES as EVERY_DUTY
from foedus.model.agreements import HELP, ActorSet, Agreement, Party, Provision, Stage, ValidityPosition
from foedus.views.bound import DUTIES, STRENGTHS
from foedus.views.lives import life, section, spell
from foedus.views.plain import plain
from foedus.views.table import Label, Record, Table, listed, one_line

COLUMNS = ("id", "title", "kind", "form", "in_force", "parties", "provisions", "confidence", "checked")


def agreements_table(agreements: Iterable[Agreement], label: Label) -> Table:
    """The agreements, one a row."""
    rows = tuple(
        (
            agreement.id,
            agreement.title,
            spell(agreement.in_force),
            one_line(", ".join(label(key) for key in agreement.members()), 80),
            listed(tuple(dict.fromkeys(p.duty for p in agreement.provisions))),
        )
        for agreement in agreements
    )
    return Table("Agreements", ("id", "title", "in force", "parties", "duties"), rows)


CASE_COLUMNS = ("agreement", "case", "holds", "failures")


def cases_table(results: Iterable[Record]) -> Table:
    """The cases that were tried, one a row, with what of each does not hold."""
    rows = tuple(
        (each["agreement"], each["case"], "holds" if each["holds"] else "; ".join(each["failures"])) for each in results
    )
    failed = sum(row[2] != "holds" for row in rows)
    return Table("Cases", ("agreement", "case", "result"), rows, (f"{len(rows) - failed} of {len(rows)} cases hold",))


def agreement_row(agreement: Agreement) -> dict[str, Any]:
    """An agreement as a flat record under :data:`COLUMNS`: ids of parties, duties by article."""
    return {
        **{name: getattr(agreement, name) for name in ("id", "title", "kind", "form", "confidence", "checked")},
        "in_force": plain(agreement.in_force),
        "parties": list(agreement.members()),
        "provisions": [f"{p.article}: {p.duty}" for p in agreement.provisions],
    }


def actors_named(group: ActorSet, label: Label) -> str:
    """An expression over parties in words: "the other parties", "NATO's members".

    >>> actors_named(ActorSet("other-parties"), str)
    'the other parties'
    """
    names = [label(name) for name in group.names]
    match group.kind:
        case "named":
            return listed(names)
        case "members-of":
            return f"the parties to {listed(names)}"
        case "all-but":
            first, *rest = group.parts
            return f"{actors_named(first, label)} except {listed([actors_named(part, label) for part in rest])}"
        case "any-of":
            return listed([actors_named(part, label) for part in group.parts], "or")
        case "all-of":
            return " who are also ".join(actors_named(part, label) for part in group.parts)
    return _GROUPS.get(group.kind, group.kind)


def agreement_text(agreement: Agreement, label: Label) -> str:
    """An agreement as a page of text."""
    return "\n".join(_lines(agreement, label))


def _lines(agreement: Agreement, label: Label) -> Iterator[str]:
    yield f"{agreement.title} ({agreement.id})"
    yield f"{agreement.kind}, {agreement.form}; in force {spell(agreement.in_force)}; checked to {agreement.checked}"
    if agreement.names:
        yield f"also: {'; '.join(name.text for name in agreement.names)}"
    yield from section("Parties", (_party(party, label) for party in agreement.parties))
    yield from section("Stages", (_stage(stage, label) for stage in agreement.stages))
    yield from life(agreement, label)
    yield from section("Provisions", (line for p in agreement.provisions for line in _provision(p, label)))
    yield from section("Links", (f"{link.link.replace('-', ' ')} {link.parent}" for link in agreement.links))
    yield from section("Positions on whether it binds", (_position(held, label) for held in agreement.positions))
    yield from section("Sources", (f"[{each.key}] {each.cite()}{_note(each.note)}" for each in agreement.sources))
    if agreement.note:
        yield f"\nNote: {agreement.note}"


def _party(party: Party, label: Label) -> str:
    how = f", in {label(party.succeeds)}'s place" if party.succeeds else ""
    how += ", provisionally" if party.provisional else ""
    return f"{label(party.actor)}: {spell(party.spell)}{how}{_note(party.note)} [{party.source}; {party.confidence}]"


def _stage(stage: Stage, label: Label) -> str:
    where = f" in {label(stage.place)}" if stage.place else ""
    return f"{stage.date} {stage.stage}{_by(stage.actors, label)}{where}{_note(stage.note)} [{stage.source}]"


def _position(held: ValidityPosition, label: Label) -> str:
    verb = "accepts" if held.accepts else "does not accept"
    return f"{label(held.holder)} {verb} it: {spell(held.spell)}{_note(held.note)} [{held.source}]"


def _provision(provision: Provision, label: Label) -> Iterator[str]:
    yield f"article {provision.article} ({spell(provision.spell)}): {provision.text} [{provision.source}]"
    yield f"  {rule_words(provision, label)}"
    yield from (f"  except: {exemption.text} ({spell(exemption.spell)})" for exemption in provision.exemptions)


def rule_words(provision: Provision, label: Label) -> str:
    """A provision's rule in one sentence: when, who has to do what for whom."""
    trigger, owes = provision.trigger, _owes(provision, label)
    if trigger is None:
        return f"at all times {owes}"
    limits = [
        f"through {actors_named(trigger.through, label)}" if trigger.through else "",
        f"in the region {trigger.region}" if trigger.region else "",
        "unprovoked" if trigger.unprovoked else "",
        "at its request" if trigger.on_request else "",
        f"not by {actors_named(trigger.excluded, label)}" if trigger.excluded else "",
        f"in the {trigger.conflict.title} ({spell(trigger.conflict.spell)})" if trigger.conflict else "",
        f"by {trigger.adversaries} at least" if trigger.adversaries > 1 else "",
        *(condition.text for condition in trigger.conditions),
    ]
    told = ", ".join(limit for limit in limits if limit)
    said = f"{_ACTS.get(trigger.act, trigger.act)} by {actors_named(trigger.attackers, label)}"
    return f"on {said} on {actors_named(trigger.protected, label)}{f' ({told})' if told else ''}, {owes}"


_STANDING = tuple(duty for duty in EVERY_DUTY if duty not in HELP)
_ACTS = {"threat": "a threat", "attack": "an attack", "nuclear-attack": "an attack with nuclear weapons"}


def _owes(provision: Provision, label: Label) -> str:
    alone = provision.obliged.kind == "named" and len(provision.obliged.names) == 1
    does = DUTIES.get(provision.duty, f"{provision.duty} {{}}").format(actors_named(provision.beneficiary, label))
    how = STRENGTHS.get(provision.strength, provision.strength)
    if not alone:
        does, how = (
            does.replace(" it owes ", " they owe ").replace(" its ", " their "),
            how.replace("its own", "their own"),
        )
    must = "must" if does.startswith("not ") else "has to" if alone else "have to"
    said = f", {how}" if provision.duty not in ("consult", *_STANDING) else ""
    return f"{actors_named(provision.obliged, label)} {must} {does}{said}"


def _by(actors: tuple[str, ...], label: Label) -> str:
    return f" by {listed([label(actor) for actor in actors])}" if actors else ""


def _note(note: str | None) -> str:
    return f" ({note})" if note else ""


_GROUPS = {
    "parties": "the parties",
    "other-parties": "the other parties",
    "non-parties": "who is no party",
    "anyone": "anyone",
    "states": "any state",
    "attacked": "the one attacked",
    "performer": "the one who performs",
}
