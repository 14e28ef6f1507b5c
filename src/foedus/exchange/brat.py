"""brat standoff, out and back: a text, its claims as text-bound annotations, and what a reviewer held of them.

A claim is a T line of its kind, whose words are its evidence, with an N line that names it.  A reviewer sets its
attribute ``Verdict`` (accept, reject, correct) and gives the reason in a note; lines ``FIELD=VALUE`` of a note, and the
attributes ``Polarity`` and ``Status``, are what a correction changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from foedus.exchange.remarks import Remark, Spans, verdict_of
from foedus.exchange.values import STANDINGS, Asked, Item, standing_of
from foedus.model.claims import KINDS, STATUSES
from foedus.model.judgements import UNJUDGED
from foedus.model.problems import Problem
from foedus.views.claims import gist
from foedus.views.table import one_line

KEPT = {
    "claim": "N line, Reference … foedus:claim:…",
    "document": "the name of the files; SHA-256 of the .txt",
    "kind": "type of the T line",
    "polarity": "attribute Polarity",
    "status": "attribute Status",
    "actors": "N line, in words",
    "quote": "T line",
    "offsets": "T line",
    "standing": "attribute Standing",
    "text": ".txt",
}

CONF = (
    "[entities]\n"
    + "".join(f"{kind.title().replace('-', '_')}\n" for kind in KINDS)
    + "[relations]\n[events]\n[attributes]\n"
    "Verdict\tArg:<ENTITY>, Value:accept|reject|correct|retract\n"
    f"Standing\tArg:<ENTITY>, Value:{'|'.join(STANDINGS)}\n"
    "Polarity\tArg:<ENTITY>, Value:affirmed|negated\n"
    f"Status\tArg:<ENTITY>, Value:{'|'.join(STATUSES)}\n"
)
"""``annotation.conf``, which brat needs to know types and attributes."""

_CHANGED = {"Polarity": "polarity", "Status": "status"}
_TEXT_BOUND = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)\Z")
_CHANGE = re.compile(r"[a-z_.]+=.*\Z")


@dataclass(frozen=True, slots=True)
class Pair:
    """A document's two files: their name, without its ending, the text, and the annotations."""

    name: str
    text: str
    annotations: str


def pairs(items: Iterable[Item], asked: Asked) -> Iterator[Pair]:
    """The files of each document; claims of one have to come one after the other."""
    for document, some in groupby(items, lambda item: item.told.id):
        lines: list[str] = []
        text = ""
        for number, item in enumerate(some, start=1):
            text = item.text
            lines += _lines(item, number, asked)
        yield Pair(document.removeprefix("sha256:")[:20], text, "".join(f"{line}\n" for line in lines))


def _lines(item: Item, number: int, asked: Asked) -> Iterator[str]:
    claim, judged = item.held.claim, item.held.judged
    spans = sorted((each.start, each.end) for each in claim.evidence if each.text)
    if not spans:
        return  # its words were erased
    words = " ".join(one_line(item.text[start:end].replace("\n", " ")) for start, end in spans)
    places = ";".join(f"{start} {end}" for start, end in spans)
    yield f"T{number}\t{claim.kind.title().replace('-', '_')} {places}\t{words}"
    yield f"N{number}\tReference T{number} foedus:{claim.id}\t{one_line(gist(claim.record(), asked.label))}"
    yield f"A{3 * number}\tPolarity T{number} {claim.polarity}"
    yield f"A{3 * number + 1}\tStatus T{number} {claim.status}"
    if judged != UNJUDGED:  # under a name of its own, so that nobody's verdict is signed by who gives the file back
        yield f"A{3 * number + 2}\tStanding T{number} {standing_of(judged)}"


@dataclass(slots=True)
class _Bound:
    """What the lines of a file say of one stretch of text."""

    line: int
    kind: str
    spans: Spans
    words: str
    attributes: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    claim: str | None = None


def judged(annotations: str, document: str, where: str) -> Iterator[Remark | Problem]:
    """What a reviewer held of the claims of a document, by its file of annotations; others are left alone."""
    bound: dict[str, _Bound] = {}
    for number, line in enumerate(annotations.splitlines(), start=1):
        if line.strip() and not _take(line, number, bound):
            why = "it has none of the forms T, A, N and #, or speaks of a T line that is not there"
            yield Problem("brat", "a line is not read", f"{where}:{number}", why, "mend the line")
    for each in bound.values():
        verdict = verdict_of(each.attributes.get("Verdict")) or verdict_of(each.kind)
        place = f"{where}:{each.line}"
        if verdict is None:
            if "Verdict" in each.attributes:
                what = f"no verdict is called {each.attributes['Verdict']!r}"
                yield Problem("verdict", what, place, "", "write accept, reject or correct")
            continue
        notes = [line.strip() for note in each.notes for line in re.split(r"\\n|;\s", note)]
        changes = tuple(line for line in notes if _CHANGE.match(line))
        if verdict == "correct":
            changes += tuple(f"{_CHANGED[k]}={v}" for k, v in each.attributes.items() if k in _CHANGED)
        reason = "; ".join(line for line in notes if line and line not in changes)
        yield Remark(place, verdict, each.claim, document, each.spans, (), reason=reason or None, changes=changes)


def _take(line: str, number: int, bound: dict[str, _Bound]) -> bool:
    """Take a line in; whether it is one."""
    name, _, rest = line.partition("\t")
    head, _, tail = rest.partition("\t")
    if name.startswith("T"):
        found = _TEXT_BOUND.match(head)
        if found is None:
            return False
        spans = tuple((int(a), int(b)) for a, b in (each.split() for each in found[2].split(";")))
        bound[name] = _Bound(number, found[1], spans, tail)
        return True
    parts = head.split(" ")
    if len(parts) < 2 or parts[1] not in bound:
        return name[:1] in ("R", "E", "*")  # relations and events judge nothing
    whose = bound[parts[1]]
    if name.startswith(("A", "M")):
        whose.attributes[parts[0]] = parts[2] if len(parts) > 2 else "yes"
        if len(parts) == 2 and verdict_of(parts[0]):
            whose.attributes["Verdict"] = parts[0]
    elif name.startswith("N") and len(parts) > 2:
        if parts[2].startswith("foedus:"):
            whose.claim = parts[2].removeprefix("foedus:")
    elif name.startswith("#"):
        whose.notes.append(tail)
    return name[:1] in ("A", "M", "N", "#")
