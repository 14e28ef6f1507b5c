"""An answer on who is bound, as sentences with their proofs and as rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from foedus.views.table import Label, Record, Table, listed

COLUMNS = ("bearer", "beneficiary", "duty", "strength", "level", "depth", "agreement", "article", "in_force_since",
           "disputed_by", "because")  # fmt: skip

_DUTIES = {
    "defend": "defend",
    "attack": "join an attack for",
    "aid": "aid",
    "consult": "consult with",
    "stay-neutral": "stay neutral towards",
    "not-attack": "not attack",
    "host-forces": "host the forces of",
    "withdraw": "withdraw its forces from",
    "comply": "comply with what it owes to",
    "integrate-forces": "integrate its forces with those of",
}
_STRENGTHS = {
    "automatic": "without further decision",
    "discretionary": "by means of its own choosing",
    "consult-first": "after consulting",
}
_ANY = "an unnamed third state"
_KEY = re.compile(r"(?<![\w-])(?:[A-Z]{3,4}|[a-z]+(?:-[a-z]+)+|nato|csto|eu)(?![\w-])")


def question(asked: Record, label: Label) -> str:
    """The situation and the viewpoint as a clause: "Georgia attacks South Ossetia on 2022-02-20, seen by Russia"."""
    attacker = _ANY if asked["attacker"] == "any" else label(asked["attacker"])
    where = f" in {label(asked['territory'])}" if asked.get("territory") else ""
    through = f" through {listed([label(key) for key in asked['through']])}" if asked.get("through") else ""
    provoked = ", after being struck first" if asked.get("provoked") else ""
    return (
        f"{attacker} attacks {label(asked['target'])}{where}{through}{provoked} on {asked['on']}, "
        f"{viewpoint(asked.get('viewpoint'), label)}"
    )


def viewpoint(key: str | None, label: Label) -> str:
    """Whose positions are applied, as the end of a sentence."""
    if key is None:
        return "seen by nobody in particular (disputed duties are listed with who disputes them)"
    return "seen by who controls what (de facto)" if key == "de-facto" else f"seen by {label(key)}"


def text(answer: Record, label: Label, proofs: bool = True) -> str:
    """The whole answer for people, each conclusion with its article, its date and its proof."""
    return "\n".join(_lines(answer, label, proofs))


def table(answer: Record, label: Label) -> Table:
    """The obligations as rows; what does not bind stays in the text and the JSON."""
    rows = tuple(
        (
            label(owed["bearer"]),
            label(owed["beneficiary"]),
            owed["duty"],
            owed["strength"] or "",
            owed["level"],
            str(owed["depth"]),
            article(owed["provision"]),
            owed["in_force_since"] or "",
            ", ".join(label(key) for key in owed["disputed_by"]),
        )
        for owed in answer["obligations"]
    )
    columns = ("bearer", "beneficiary", "duty", "strength", "level", "depth", "provision", "since", "disputed by")
    notes = tuple(why_not(case, label) for case in answer["not_bound"])
    return Table(question(answer["question"], label), columns, rows, notes)


def flat(answer: Record) -> list[Record]:
    """The obligations as flat records under :data:`COLUMNS`."""
    found: list[Record] = []
    for owed in answer["obligations"]:
        at = owed["provision"] or {}
        found.append({**owed, "agreement": at.get("agreement"), "article": at.get("article")})
    return found


def article(at: Mapping[str, str] | None) -> str:
    """A provision as "ru-so-friendship-2008, article 4"; a declared duty has none."""
    if not at:
        return "no provision"
    number = at.get("article")
    return f"{at['agreement']}, article {number}" if number and number != "-" else at["agreement"]


def _lines(answer: Record, label: Label, proofs: bool) -> Iterator[str]:
    sentence = question(answer["question"], label)
    yield sentence[0].upper() + sentence[1:] + "."
    yield ""
    if answer["obligations"]:
        yield "Bound:"
        for number, owed in enumerate(answer["obligations"], 1):
            yield from _obligation(number, owed, label, proofs)
    else:
        yield "No obligation follows from what the library holds."
    if answer["not_bound"]:
        yield ""
        yield "Not bound:"
        yield from (f"  {line}" for line in not_bound(answer["not_bound"], label))
    if answer["conflicts"]:
        yield ""
        yield "Conflicts:"
        yield from (f"  {_conflict(conflict, label)}" for conflict in answer["conflicts"])
    if answer["unknown"]:
        yield ""
        yield "Unknown:"
        yield from (f"  {label(gap['actor'])}: {named(gap['why'], label)}" for gap in answer["unknown"])


def _obligation(number: int, owed: Record, label: Label, proofs: bool) -> Iterator[str]:
    strength = _STRENGTHS.get(owed["strength"] or "")
    duty = _DUTIES.get(owed["duty"], owed["duty"])
    must = "has declared that it will" if owed["level"] == "declared" else "has to"
    yield (
        f"  {number}. {label(owed['bearer'])} {must} {duty} {label(owed['beneficiary'])}"
        f"{', ' + strength if strength else ''}."
    )
    since = f"; in force since {owed['in_force_since']}" if owed["in_force_since"] else ""
    depth = f"; step {owed['depth']}, if the duties before it are performed" if owed["depth"] > 1 else ""
    disputed = f"; disputed by {listed([label(k) for k in owed['disputed_by']])}" if owed["disputed_by"] else ""
    source = "a declaration" if owed["level"] == "declared" else article(owed["provision"])
    yield f"     {source}{since}{depth}{disputed}"
    if proofs:
        yield "     because"
        yield from (f"       - {line}" for line in reasons(owed, label))


def reasons(owed: Record, label: Label) -> Iterator[str]:
    """The premises of an obligation's proof, each with its source."""
    for reason in owed["because"]:
        source = f" [{reason['source']}]" if reason.get("source") else ""
        yield f"{named(reason['fact'], label)}{source}"


def not_bound(cases: Iterable[Record], label: Label) -> Iterator[str]:
    """Who is not bound, those together who are not for the same reason."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for case in cases:
        reason = (article(case["provision"]) if case["provision"] else "", case["failed"], case["failed_code"])
        groups.setdefault(reason, []).append(case["actor"])
    for (at, failed, code), actors in groups.items():
        names = listed(sorted({label(actor) for actor in actors}))
        yield f"{names}{' – ' + at if at else ''}: {named(failed, label)} ({code})"


def about(answer: Record, actor: str) -> Record:
    """The part of an answer that is on one actor; conflicts, which count all obligations, are left to the whole."""
    return {
        "question": answer["question"],
        "obligations": [owed for owed in answer["obligations"] if owed["bearer"] == actor],
        "not_bound": [case for case in answer["not_bound"] if case["actor"] == actor],
        "conflicts": [],
        "unknown": [gap for gap in answer["unknown"] if gap["actor"] == actor],
    }


def why_not(case: Record, label: Label) -> str:
    """Who is not bound, by which article, and the condition that failed."""
    at = f" – {article(case['provision'])}" if case["provision"] else ""
    return f"{label(case['actor'])}{at}: {named(case['failed'], label)} ({case['failed_code']})"


def named(sentence: str, label: Label) -> str:
    """A sentence with its actors' keys as names; an agreement's id, which has a number in it, is kept for commands.

    >>> named("BLR is not a party to ru-so-alliance-2015", {"BLR": "Belarus"}.get)
    'Belarus is not a party to ru-so-alliance-2015'
    """
    return _KEY.sub(lambda found: label(found[0]) or found[0], sentence)


def _conflict(conflict: Record, label: Label) -> str:
    numbers = listed([str(index + 1) for index in conflict["obligations"]])
    owed = f"obligation{'s' if len(conflict['obligations']) > 1 else ''} {numbers}" if numbers else "what it does"
    against = listed([article(at) for at in conflict.get("with") or ()])
    clash = f" against {against}" if against else " to both sides"
    return f"{label(conflict['actor'])}: {owed}{clash}"
