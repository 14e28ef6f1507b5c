"""Proofs of single obligations, articles that do not bind condition by condition, and flips, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foedus.views.bound import duty, question
from foedus.views.further import article
from foedus.views.proofs import Citations, facts, named, when
from foedus.views.table import Label, Record, listed

_MET = {"no": "fails", "unknown": "open", "yes": "met"}
_HELP = ("defend", "attack", "aid")


def explanation(explained: Record, label: Label) -> str:
    """Proofs as trees, then the articles that do not bind, each with all of its conditions."""
    return "\n".join(_explained(explained, label))


def _explained(explained: Record, label: Label) -> Iterator[str]:
    sentence = question(explained["question"], label)
    yield f"{sentence[0].upper()}{sentence[1:]}."
    cited = Citations()
    for proof in explained["proofs"]:
        steps = {step["number"]: step for step in proof["steps"]}
        yield from _tree(proof["number"], steps, label, cited, "", set())
    for case in explained["why_not"]:
        yield from _conditions(case, label, cited)
    if not explained["proofs"] and not explained["why_not"]:
        yield "Nothing in the library bears on it."
    sources = [f"  {line}" for line in cited.lines()]
    yield from (["Sources:", *sources] if sources else [])


def _tree(
    number: int, steps: dict[int, Record], label: Label, cited: Citations, indent: str, told: set[int]
) -> Iterator[str]:
    owed = steps[number]
    yield f"{indent}{number + 1}. {label(owed['bearer'])} {duty(owed, label)}"
    if number in told:
        yield f"{indent}   as proved above"
        return
    told.add(number)
    disputed = f", disputed by {listed([label(key) for key in owed['disputed_by']])}" if owed["disputed_by"] else ""
    since = f" since {when(owed['in_force_since'])}" if owed["in_force_since"] else ""
    by = article(owed["provision"]) if owed["provision"] else f"what was declared ({owed.get('claim')})"
    yield f"{indent}   by {by}{since}, step {owed['depth']}{disputed}"
    yield from (f"{indent}   - {line}" for line in facts(owed["because"], label, cited))
    for before in owed["after"]:
        yield from _tree(before, steps, label, cited, indent + "   ", told)


def _conditions(case: Record, label: Label, cited: Citations) -> Iterator[str]:
    at = f" by {article(case['provision'])}" if case["provision"] else ""
    unmet = [each for each in case["conditions"] if each["met"] != "yes"]
    free = any(each["met"] == "no" for each in unmet)
    yield f"{label(case['actor'])} {'is not bound' if free else 'may be bound'}{at}:"
    # Of an agreement that does not operate, what else would fail says nothing more.
    shown = unmet[:1] if unmet and unmet[0]["code"] == "not-in-force" else case["conditions"]
    for each in shown:
        code = f" ({each['code']})" if each["code"] else ""
        source = f" [{cited.number(each['source'])}]" if each["source"] else ""
        yield f"  {_MET[each['met']]:<5} {named(each['said'], label)}{code}{source}"


def flips(found: Record, label: Label) -> str:
    """Every flip as a sentence: if this were otherwise, then that."""
    return "\n".join(_flips(found, label))


_STATUS = {"yes": "is bound", "no": "is not bound", "unknown": "may be bound: the library does not know"}


def _flips(found: Record, label: Label) -> Iterator[str]:
    sentence = question(found["question"], label)
    yield f"{sentence[0].upper()}{sentence[1:]}."
    what = "to fight for anybody or to help it" if tuple(found["duties"]) == _HELP else f"to {listed(found['duties'])}"
    status = _STATUS[found["bound"]]
    head, _, rest = status.partition(":")
    yield f"{label(found['actor'])} {head} {what}{':' + rest if rest else ''}."
    for flip in found["flips"]:
        conditions = " and ".join(named(change["if"], label) for change in flip["changes"])
        yield f"- If {conditions}, then {_then(flip, found, label)}."
    if not found["complete"]:
        more = "there may be others" if found["flips"] else "there may be some"
        yield f"The search ended after {found['tried']} sets of changes, before it had tried all: {more}."
    elif not found["flips"]:
        number = "one change" if found["looked"] == 1 else f"up to {found['looked']} changes"
        yield f"No set of {number} of the facts that are at stake would alter that."


def _then(flip: Record, found: Record, label: Label) -> str:
    who = label(found["actor"])
    if flip["then"] == "not-bound":
        return f"{who} would not be bound"
    owed = [each for each in flip["obligations"] if each["duty"] in found["duties"]]
    return f"{who} would be bound {_duties(owed, label)}"


def _duties(owed: Sequence[Record], label: Label) -> str:
    told = dict.fromkeys(
        f"to {each['duty']} {label(each['beneficiary'])} by {article(each['provision'])}" for each in owed
    )
    return listed([each.replace("to attack", "to fight for") for each in told])
