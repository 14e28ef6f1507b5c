"""In whose eyes each duty follows, as sentences and as rows."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.views.bound import duty, question
from foedus.views.further import article
from foedus.views.table import Label, Record, Table, listed

COLUMNS = ("bearer", "beneficiary", "duty", "strength", "depth", "agreement", "article", "held_by", "unknown_to",
           "not_by")  # fmt: skip


def text(found: Record, label: Label) -> str:
    """Every duty as a sentence, with the viewpoints in which it follows."""
    return "\n".join(_lines(found, label))


def _lines(found: Record, label: Label) -> Iterator[str]:
    yield f"{_title(found, label)}."
    for each in found["duties"]:
        step = f", at step {each['depth']}" if each["depth"] > 1 else ""
        owes = f"{label(each['bearer'])} {duty(each, label)}, by {article(each['provision'])}{step}"
        yield f"- {owes}: {_seen(each, found, label)}"
    if not found["duties"]:
        yield "No obligation follows in anybody's eyes from what the library holds."


def _title(found: Record, label: Label) -> str:
    sentence, _, _ = question(found["question"], label).rpartition(", ")
    return f"{sentence[0].upper()}{sentence[1:]}, seen by each of {len(found['viewpoints'])} viewpoints"


def _seen(each: Record, found: Record, label: Label) -> str:
    """In whose eyes, told by whichever side is fewer."""
    held, free = each["held_by"], each["not_by"]
    if len(held) == len(found["viewpoints"]):
        return "in everybody's eyes"
    told = []
    if held and len(held) > len(free) + len(each["unknown_to"]):
        told.append(f"in the eyes of {len(held)}, all but those named here")
    elif held:
        told.append(f"in the eyes of {_names(held, label)}")
    if each["unknown_to"]:
        told.append(f"not known to be so in those of {_names(each['unknown_to'], label)}")
    if free:
        told.append(f"not in those of {_names(free, label) if len(free) <= len(held) else f'the other {len(free)}'}")
    return "; ".join(told)


def _names(holders: list[str], label: Label) -> str:
    return listed(["who controls what (de facto)" if each == "de-facto" else label(each) for each in holders])


def table(found: Record, label: Label) -> Table:
    """Every duty as a row, with how many viewpoints hold it."""
    rows = tuple(
        (
            label(each["bearer"]),
            label(each["beneficiary"]),
            each["duty"],
            article(each["provision"]),
            *(str(len(each[key])) for key in ("held_by", "unknown_to", "not_by")),
        )
        for each in found["duties"]
    )
    return Table(
        _title(found, label), ("bearer", "beneficiary", "duty", "provision", "for", "unknown", "not for"), rows
    )


def flat(found: Record) -> list[Record]:
    """The duties as flat records under :data:`COLUMNS`."""
    return [{**each, **each["provision"]} for each in found["duties"]]
