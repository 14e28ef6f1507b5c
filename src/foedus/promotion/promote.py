"""Accepted claims, gathered into facts, entered one after the other into the files of a library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from foedus.model.problems import LibraryError
from foedus.model.time import bounds
from foedus.promotion import memberships, offices, positions, recognitions, stages
from foedus.promotion.sheet import block
from foedus.promotion.shelf import Shelf
from foedus.promotion.values import Already, Backed, Conflict, Fact, Finding, Mended, Refused, Surroundings, same_day

FACTS: dict[str, Callable[[Backed, Surroundings], Fact]] = {
    "agreement-stage": stages.stage,
    "agreement-link": stages.link,
    "membership": memberships.membership,
    "recognition": recognitions.recognition,
    "validity": positions.validity,
    "office": offices.office,
}
"""The kinds of claim that have a place in the library."""

ENTERED: dict[str, Callable[[Fact, Shelf, Surroundings], tuple[str, ...]]] = {
    "stage": stages.enter_stage,
    "link": stages.enter_link,
    "membership": memberships.enter_membership,
    "recognition": recognitions.enter_recognition,
    "position": recognitions.enter_position,
    "validity": positions.enter_validity,
    "office": offices.enter_office,
}

NO_PLACE = {
    "commitment": (
        "what somebody says that he will do is no text; a duty is drawn from an article by a person",
        "ask it as it was declared: foedus bound --basis declared",
    ),
    "presence": ("the library keeps no forces and bases; the claim stays in the ledger",),
    "territory": (
        "whose a place is, and who controls it, is a position with a beginning, which a claim seldom gives",
        "write it under positions or control of viewpoints.yaml, with its holder",
    ),
    "integration": ("the library keeps texts and their stages, not steps towards them; the claim stays in the ledger",),
    "stance": ("the library keeps no stances; the claim stays in the ledger",),
    "event": ("the library keeps no events; the claim stays in the ledger",),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed.

    diff: unified, for the user's folder.  within: what each new file that stands in the place of one of foedus's own
    has otherwise than that, as a diff's hunks, by path.  changed: the files that change; texts: every file as it
    would then be.
    """

    findings: tuple[Finding, ...]
    diff: str
    within: dict[str, str]
    changed: dict[str, str]
    texts: dict[str, str]


def promote(accepted: Iterable[Backed], shelf: Shelf, around: Surroundings) -> Proposal:
    """The entries that accepted claims make in a library, and what becomes of each.

    Claims that tell one fact make one entry, with all of their sources.  What the library has is not proposed again;
    what it has otherwise stays, and the claims' entry stands beneath it as a comment where the file is the user's.
    """
    facts, findings = _facts(accepted, around)
    conflicts: list[tuple[Fact, Conflict]] = []
    for path in dict.fromkeys(fact.path for fact in facts):
        findings += _file(path, [fact for fact in facts if fact.path == path], shelf, around, conflicts)
    for fact, conflict in conflicts:
        _beside(fact, conflict, shelf)
    return Proposal(tuple(findings), shelf.diff(), shelf.within(), shelf.changed, shelf.texts())


def _file(
    path: str,
    facts: Sequence[Fact],
    shelf: Shelf,
    around: Surroundings,
    conflicts: list[tuple[Fact, Conflict]],
) -> list[Finding]:
    """What becomes of the facts that belong into one file."""
    kept = shelf.kept()
    todo, refusal = _begun(path, facts, shelf, around)
    if refusal is not None:
        return [_finding(fact, refusal) for fact in facts]
    found = [_entered(fact, shelf, around, conflicts) for fact in facts]
    first = next((i for i, each in enumerate(found) if each.outcome == "proposed"), None)
    if first is None:
        shelf.restore(kept)
    else:
        found[first] = replace(found[first], todo=(*found[first].todo, *todo))
    return found


def _facts(accepted: Iterable[Backed], around: Surroundings) -> tuple[list[Fact], list[Finding]]:
    """The facts that claims tell, each once, and the claims that tell none."""
    found: list[Fact] = []
    refused: list[Finding] = []
    given = list(accepted)
    organisations = {key for each in given for key in each.claim.actors("organisation")} - around.agreements
    for each in given:
        try:
            if around.agreement and len(organisations) > 1 and each.claim.kind == "membership":
                raise Refused(
                    f"the claims are about {', '.join(sorted(organisations))}, and --agreement names one agreement",
                    "promote them apart, each with the agreement that founds the organisation",
                )
            if each.claim.kind not in FACTS:
                raise Refused(*NO_PLACE[each.claim.kind])
            found.append(FACTS[each.claim.kind](each, around))
        except Refused as error:
            refused.append(Finding("refused", (each.id,), f"“{each.quote}”", None, error.why, error.todo))
    merged: dict[tuple[object, ...], list[Fact]] = {}
    for fact in sorted(found, key=_sharpness):
        told = merged.setdefault((fact.kind, fact.path, fact.about), [])
        same = next((i for i, other in enumerate(told) if same_day(fact.day.edtf, other.day.edtf)), None)
        if same is None:
            told.append(fact)
        else:
            told[same] = replace(told[same], backed=(*told[same].backed, *fact.backed))
    order = {id(each.backed[0]): i for i, each in enumerate(found)}
    every = [fact for told in merged.values() for fact in told]
    return sorted(every, key=lambda fact: (_day(fact), order[id(fact.backed[0])])), refused


def _sharpness(fact: Fact) -> int:
    low, high = bounds(fact.day.edtf)
    return (high - low).days


def _day(fact: Fact) -> str:
    return fact.day.high.isoformat()


def _begun(
    path: str, facts: Sequence[Fact], shelf: Shelf, around: Surroundings
) -> tuple[tuple[str, ...], Refused | None]:
    """See that an agreement's file is there; what is left to a person in a new one, or why there is none."""
    if not path.startswith("agreements/") or shelf.text(path) is not None:
        return (), None
    try:
        return stages.skeleton(path, facts, shelf, around), None
    except Refused as error:
        return (), error


def _entered(fact: Fact, shelf: Shelf, around: Surroundings, conflicts: list[tuple[Fact, Conflict]]) -> Finding:
    kept = shelf.kept()
    try:
        todo = ENTERED[fact.kind](fact, shelf, around)
    except Mended as error:
        return Finding("proposed", _ids(fact), fact.words, fact.path, error.why, error.todo)
    except Refused as error:
        shelf.restore(kept)
        if isinstance(error, Conflict):
            conflicts.append((fact, error))
        return _finding(fact, error)
    except LibraryError as error:
        shelf.restore(kept)
        return Finding("refused", _ids(fact), fact.words, fact.path, str(error))
    return Finding("proposed", _ids(fact), fact.words, fact.path, "", todo)


def _ids(fact: Fact) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.id for each in fact.backed))


def _finding(fact: Fact, error: Refused) -> Finding:
    outcome = "already" if isinstance(error, Already) else "conflict" if isinstance(error, Conflict) else "refused"
    return Finding(outcome, _ids(fact), fact.words, fact.path, error.why, error.todo)  # type: ignore[arg-type]


def _beside(fact: Fact, conflict: Conflict, shelf: Shelf) -> None:
    """Set down what claims say against an entry as a comment beneath it, in a file of the user's own."""
    if not shelf.is_own(fact.path) or not conflict.where:
        return
    kept = shelf.kept()
    lines = [f"AGAINST THIS: {fact.words}, by {', '.join(_ids(fact))}; {conflict.why}"]
    try:
        if conflict.entry is not None:
            source, _ = shelf.cite(fact.path, fact.backed)
            lines += block([{**conflict.entry, "source": source}], 0).split("\n")
        shelf.remark(fact.path, conflict.where, lines)
    except LibraryError:  # the finding tells of the conflict all the same
        shelf.restore(kept)
