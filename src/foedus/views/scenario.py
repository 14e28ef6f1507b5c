"""An answer as a page shows it: obligations with reasons one by one, roles for a map, a picture with its places."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.model.answers import ASSUMED, GIVEN
from foedus.views.bound import duty
from foedus.views.graph import Graph
from foedus.views.proofs import when
from foedus.views.svg import placed
from foedus.views.table import Label, Record, listed

ROLES = ("attacker", "target", "territory", "bound", "bound-later", "declared", "unknown", "not-bound")
"""What an actor or a place is in a scenario; who is several of these is the first of them."""

_CITED = re.compile(r"(?P<title>.*?) ?<(?P<address>https?://[^<>\s]+)>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Premise:
    """One reason of a proof, and where it is from: a title, an address where there is one, a claim of the ledger.

    fact: with keys in place of names, as the answer has it.
    """

    fact: str
    kind: str
    source: str = ""
    address: str = ""
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation in words.

    number: in its answer, from 1.  key: what names it in an address, the same wherever the same is owed.
    after: the numbers of those whose performance it presupposes.
    """

    number: int
    key: str
    bearer: str
    who: str
    does: str
    level: str
    depth: int
    agreement: str
    title: str
    article: str
    since: str
    disputed: str
    claim: str
    confidence: str
    premises: tuple[Premise, ...]
    after: tuple[int, ...]


def owed(answer: Record, label: Label) -> tuple[Owed, ...]:
    """Every obligation of an answer, in its order."""
    return tuple(one(each, number, label) for number, each in enumerate(answer["obligations"], start=1))


def one(record: Record, number: int, label: Label) -> Owed:
    """An obligation by its JSON object and its number."""
    at = record["provision"] or {}
    began = "said on" if record["level"] == "declared" else "in force since"
    article = at.get("article") or ""
    return Owed(
        number=number,
        key=key_of(record),
        bearer=record["bearer"],
        who=label(record["bearer"]),
        does=duty(record, label),
        level=record["level"],
        depth=record["depth"],
        agreement=at.get("agreement") or "",
        title=label(at["agreement"]) if at else "",
        article="" if article == "-" else article,
        since=f"{began} {when(record['in_force_since'])}" if record["in_force_since"] else "",
        disputed=listed([label(each) for each in record["disputed_by"]]),
        claim=record.get("claim") or "",
        confidence=record.get("confidence") or "",
        premises=tuple(premises(record["because"])),
        after=tuple(before + 1 for before in record.get("after") or ()),
    )


def premises(because: Iterable[Record]) -> Iterator[Premise]:
    """Reasons with their sources; what the question gives or the answer assumes says so."""
    for fact in because:
        source, kind = fact.get("source") or "", fact.get("kind", "")
        told = fact["fact"]
        if source in (GIVEN, ASSUMED):
            yield Premise(told, kind, {GIVEN: "given by the question", ASSUMED: "assumed"}[source])
        elif source.startswith("claim:"):
            yield Premise(told, kind, claim=source)
        else:
            found = _CITED.fullmatch(source)
            yield (Premise(told, kind, found["title"], found["address"]) if found else Premise(told, kind, source))


def key_of(record: Record) -> str:
    """What names an obligation in an address: who owes what to whom, by which article or claim, how deep.

    >>> key_of({"bearer": "RUS", "beneficiary": "south-ossetia", "duty": "defend", "level": "de-jure", "depth": 1,
    ...         "provision": {"agreement": "ru-so-friendship-2008", "article": "4"}})
    '16f5ccc936'
    """
    at = record["provision"] or {}
    told = [record[name] for name in ("bearer", "beneficiary", "duty", "level", "depth")]
    told += [at.get("agreement"), at.get("article"), record.get("claim")]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:10]


def roles(answer: Record) -> dict[str, str]:
    """The role of each actor and place of an answer, by its key: one of :data:`ROLES`, the first that it has."""
    question = answer["question"]
    acts = question.get("acts") or [question]
    found: dict[str, str] = {}
    told = [("attacker", each["attacker"]) for each in acts if each["attacker"] != "any"]
    told += [("target", each["target"]) for each in acts]
    told += [("territory", each["territory"]) for each in acts if each["territory"]]
    told += [(_role(each), each["bearer"]) for each in answer["obligations"]]
    told += [("unknown", each["actor"]) for each in answer["unknown"]]
    told += [("not-bound", each["actor"]) for each in answer["not_bound"]]
    for role, key in sorted(told, key=lambda pair: ROLES.index(pair[0])):
        found.setdefault(key, role)
    return found


def _role(owed: Record) -> str:
    if owed["level"] == "declared":
        return "declared"
    return "bound" if owed["depth"] == 1 else "bound-later"


def parts(found: Sequence[Owed]) -> tuple[tuple[str, tuple[Owed, ...]], ...]:
    """Obligations under headings: by texts at once, by texts if others perform, as declared."""
    headings: dict[str, list[Owed]] = {}
    for each in found:
        headings.setdefault(_heading(each), []).append(each)
    return tuple((heading, tuple(own)) for heading, own in headings.items())


def _heading(each: Owed) -> str:
    if each.level == "declared":
        return "As somebody in office has declared"
    return "By texts in force" if each.depth == 1 else f"Step {each.depth}: if the duties before it are performed"


def picture(graph: Graph) -> dict[str, Any]:
    """A picture for a script to draw: nodes with their places, and edges, each with the words that stand on it."""
    shown = set[tuple[str, str]]()
    edges = []
    for edge in graph.edges:
        first = (edge.end, edge.label) not in shown
        shown.add((edge.end, edge.label))
        edges.append({"from": edge.start, "to": edge.end, "label": edge.label if first else ""})
    nodes = [
        {
            "id": box.node.id,
            "kind": box.node.kind,
            "text": "\n".join(box.node.lines),
            "disputed": box.node.disputed,
            "x": round(box.x + box.width / 2, 1),
            "y": round(box.y + box.height / 2, 1),
            "width": round(box.width, 1),
            "height": round(box.height, 1),
        }
        for box in placed(graph)
    ]
    return {"title": graph.title, "nodes": nodes, "edges": edges}
