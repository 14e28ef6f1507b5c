"""A verdict on a declared commitment, as sentences, rows and records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from foedus.views.bound import not_bound, viewpoint
from foedus.views.claims import gist, quoted
from foedus.views.further import article
from foedus.views.proofs import Citations, facts, named, when
from foedus.views.table import Label, Record, Table

COLUMNS = ("claim", "speaker", "said_in", "on", "on_basis", "viewpoint", "debtor", "beneficiary", "duty", "verdict",
           "provisions", "missing")  # fmt: skip

_VERDICTS = {
    "borne-out": "borne out",
    "other-duty": "not borne out: the texts bind it to something else",
    "not-borne-out": "not borne out by any text in force",
    "unknown": "not known",
}


def text(verdict: Record, label: Label, *, proofs: bool = True) -> str:
    """The verdict for people: what was said, the day that counts, what bears it out or is missing.

    proofs: whether the premises of what bears it out are listed, with their sources.
    """
    return "\n".join(_lines(verdict, label, Citations() if proofs else None))


def table(verdicts: Iterable[Record], label: Label) -> Table:
    """One row for each debtor and beneficiary."""
    rows = tuple(
        (
            label(verdict["speaker"]) if verdict["speaker"] else "",
            label(finding["debtor"]),
            label(finding["beneficiary"]),
            finding["duty"],
            verdict["on"],
            finding["verdict"],
            "; ".join(article(owed["provision"]) for owed in finding["obligations"]),
        )
        for verdict in verdicts
        for finding in verdict["findings"]
    )
    return Table("Commitments", ("speaker", "debtor", "beneficiary", "duty", "on", "verdict", "provisions"), rows)


def flat(verdicts: Iterable[Record]) -> Iterator[dict[str, Any]]:
    """Flat records under :data:`COLUMNS`, one for each debtor and beneficiary."""
    for verdict in verdicts:
        for finding in verdict["findings"]:
            yield {
                **{key: verdict[key] for key in ("speaker", "said_in", "on", "on_basis", "viewpoint")},
                **{key: finding[key] for key in ("debtor", "beneficiary", "duty", "verdict", "missing")},
                "claim": verdict["claim"]["id"],
                "provisions": [owed["provision"] for owed in finding["obligations"]],
            }


def _lines(verdict: Record, label: Label, cited: Citations | None) -> Iterator[str]:
    claim = verdict["claim"]
    speaker = label(verdict["speaker"]) if verdict["speaker"] else "The document"
    yield f"{speaker} said, in {verdict['said_in']}: {gist(claim, label)}"
    yield f"  {quoted(claim)}"
    yield f"Held against the texts in force on {verdict['on']}, {verdict['on_basis']};"
    yield f"{viewpoint(verdict['viewpoint'], label)}."
    if not verdict["findings"]:
        yield "  The claim names no two parties: there is nothing to hold against a text."
    for finding in verdict["findings"]:
        yield from _finding(finding, label, cited)
    sources = list(cited.lines()) if cited else []
    if sources:
        yield "  Sources:"
        yield from (f"    {line}" for line in sources)


def _finding(finding: Record, label: Label, cited: Citations | None) -> Iterator[str]:
    said = _VERDICTS[finding["verdict"]]
    yield f"  {label(finding['debtor'])} → {label(finding['beneficiary'])}, {finding['duty']}: {said}"
    for owed in finding["obligations"]:
        yield f"    {article(owed['provision'])}: {owed['duty']}, in force since {when(owed['in_force_since'])}"
        if cited:
            yield from (f"      - {line}" for line in facts(owed["because"], label, cited))
    if finding["verdict"] != "borne-out":
        yield from (f"    {line}" for line in not_bound(finding["missing"], label))
        yield from (f"    not known: {named(gap['why'], label)}" for gap in finding["unknown"])
        if not (finding["obligations"] or finding["missing"] or finding["unknown"]):
            yield "    The library holds no agreement that bears on the two."
