"""An answer on who is bound, as sentences with their proofs and as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from foedus.views.further import article, entanglement, passages
from foedus.views.proofs import Citations, facts, named, when
from foedus.views.table import Label, Record, Table, listed

COLUMNS = ("bearer", "beneficiary", "duty", "strength", "level", "depth", "agreement", "article", "in_force_since",
           "disputed_by", "because", "on")  # fmt: skip

DUTIES = {
    "defend": "defend {}",
    "attack": "join {} in its attack",
    "aid": "aid {}",
    "consult": "consult with {}",
    "stay-neutral": "stay neutral towards {}",
    "not-attack": "not attack {}",
    "host-forces": "host the forces of {}",
    "withdraw": "withdraw its forces, as owed to {}",
    "comply": "comply with what it owes to {}",
    "integrate-forces": "integrate its forces with those of {}",
}
"""Each duty as what somebody has to do for somebody."""
STRENGTHS = {
    "automatic": "without further decision",
    "discretionary": "by means of its own choosing",
    "consult-first": "after consulting",
}
"""How far each strength leaves it to the bearer."""
_ACTS = {"threat": "threatens", "attack": "attacks", "nuclear-attack": "attacks with nuclear weapons"}
_ANY = "an unnamed third state"
_NOBODY = "No obligation follows from what the library holds."


def question(asked: Record, label: Label) -> str:
    """The situation and the viewpoint as a clause: "Georgia attacks South Ossetia on 2022-02-20, seen by Russia"."""
    acts = asked.get("acts") or [asked]
    told = act(acts[0], label)
    for before, each in pairwise(acts):
        later = (each.get("step") or 0) > (before.get("step") or 0)
        told += f"{', then ' if later else ' and '}{act(each, label)}"
    answered = {"helpers": ", whoever helps being attacked in return", "both": ", both sides striking at whoever joins"}
    strikes = answered.get(asked.get("retaliation") or "", "")
    for word, holds in (("given", True), ("not given", False)):
        keys = [f"{s['agreement']}:{s['key']}" for s in asked.get("stated") or () if s["holds"] is holds]
        strikes += f", {word} {listed(keys)}" if keys else ""
    return f"{told} on {asked['on']}{strikes}, {viewpoint(asked.get('viewpoint'), label)}"


def act(given: Record, label: Label) -> str:
    """One act as a clause: "Georgia attacks the forces of Russia in South Ossetia"."""
    attacker = _ANY if given["attacker"] == "any" else label(given["attacker"])
    hit = f"the {' and '.join(given['objects'])} of " if given.get("objects") else ""
    where = f" in {label(given['territory'])}" if given.get("territory") else ""
    through = f" through {listed([label(key) for key in given['through']])}" if given.get("through") else ""
    provoked = ", after being struck first," if given.get("provoked") else ""
    for word, said in (("after", True), ("without", False)):
        holders = [label(each["holder"]) for each in given.get("accounts") or () if each["provoked"] is said]
        if holders:
            provoked += f" ({word} being struck first, according to {listed(holders)})"
    does = _ACTS[given.get("kind", "attack")]
    day = f" on {given['on']}" if given.get("on") else ""
    return f"{attacker} {does} {hit}{label(given['target'])}{where}{through}{provoked}{day}"


def viewpoint(key: str | None, label: Label) -> str:
    """Whose positions are applied, as the end of a sentence."""
    if key is None:
        return "from no viewpoint in particular"
    return "seen by who controls what (de facto)" if key == "de-facto" else f"seen by {label(key)}"


def text(answer: Record, label: Label) -> str:
    """The whole answer for people, day by day, each conclusion with its article, its date and its proof."""
    days = [*(answer.get("before") or ()), answer]
    return "\n\n".join("\n".join(_lines(each, label)) for each in days)


def table(answer: Record, label: Label) -> Table:
    """The obligations as rows; who is not bound, what conflicts and what is not known as notes."""
    rows = tuple(
        (
            label(owed["bearer"]),
            label(owed["beneficiary"]),
            f"{owed['duty']}{_level(owed)}",
            owed["strength"] or "",
            article(owed["provision"]),
            when(owed["in_force_since"] or ""),
            ", ".join(owed["disputed_by"]),
        )
        for owed in answer["obligations"]
    )
    columns = ("bearer", "beneficiary", "duty", "strength", "provision", "in force since", "disputed by")
    notes = [f"not bound: {line}" for line in not_bound(answer["not_bound"], label)]
    notes += [f"conflict: {line}" for line in conflicts(answer["conflicts"], label)]
    notes += [f"unknown: {line}" for line in unknown(answer["unknown"], label)]
    notes += [f"passage: {line}" for line in passages(answer.get("passages") or (), label)]
    notes += [f"entanglement: {line}" for line in entanglement(answer.get("entanglement"), label)]
    for each in answer.get("before") or ():
        notes.append(f"earlier: {question(each['question'], label)}: {len(each['obligations'])} obligations")
    return Table(question(answer["question"], label), columns, rows, tuple(notes if rows else [_NOBODY, *notes]))


def _level(owed: Record) -> str:
    """What sets a duty apart from one that a text in force lays on the bearer in the situation as given."""
    words = ["declared"] if owed["level"] == "declared" else []
    words += [f"step {owed['depth']}"] if owed["depth"] > 1 else []
    return f" ({', '.join(words)})" if words else ""


def flat(answer: Record) -> list[Record]:
    """The obligations as flat records under :data:`COLUMNS`, day by day, where acts have days of their own."""
    found: list[Record] = []
    for each in (*(answer.get("before") or ()), answer):
        for owed in each["obligations"]:
            at = owed["provision"] or {}
            cited = {"agreement": at.get("agreement"), "article": at.get("article")}
            found.append({**owed, **cited, "on": each["question"]["on"]})
    return found


def about(answer: Record, actor: str) -> Record:
    """The part of an answer that is on one actor; conflicts, which count all obligations, are left to the whole."""
    return {
        "question": answer["question"],
        "obligations": [owed for owed in answer["obligations"] if owed["bearer"] == actor],
        "not_bound": [case for case in answer["not_bound"] if case["actor"] == actor],
        "conflicts": [],
        "unknown": [gap for gap in answer["unknown"] if gap["actor"] == actor],
    }


def _lines(answer: Record, label: Label) -> Iterator[str]:
    sentence = question(answer["question"], label)
    yield sentence[0].upper() + sentence[1:] + "."
    if answer["obligations"]:
        cited = Citations()
        yield from _section("Bound", _obligations(answer["obligations"], label, cited))
        yield from _section("Sources", cited.lines())
    else:
        yield _NOBODY
    yield from _section("Not bound", not_bound(answer["not_bound"], label))
    yield from _section("Conflicts", conflicts(answer["conflicts"], label))
    yield from _section("Unknown", unknown(answer["unknown"], label))
    yield from _section("Passage and basing", passages(answer.get("passages") or (), label))
    yield from _section("Entanglement, if everybody performed and struck back", _apart(answer, label))


def _apart(answer: Record, label: Label) -> Iterator[str]:
    if answer.get("entanglement") is not None:
        yield from list(entanglement(answer["entanglement"], label)) or ["nobody else would be drawn in"]


def unknown(gaps: Iterable[Record], label: Label) -> Iterator[str]:
    """What the data do not cover: those together of whom it is for one reason, and articles that share it."""
    entries = ((gap.get("provision"), gap["why"], gap["actor"]) for gap in gaps)
    for names, articles, why in _together(entries, label):
        yield f"{names}{' – ' + articles if articles else ''}: {why}"


def _together(entries: Iterable[tuple[Record | None, str, str]], label: Label) -> Iterator[tuple[str, str, str]]:
    """Names, articles and reason: those who share both an article and a reason, then the articles that they share."""
    actors: dict[tuple[str, str], list[str]] = {}
    for at, why, actor in entries:
        said = why.replace(at["agreement"], "it") if at else why
        actors.setdefault((article(at) if at else "", said), []).append(actor)
    articles: dict[tuple[str, str], list[str]] = {}
    for (cited, why), keys in actors.items():
        names = listed(sorted({label(key) for key in keys}))
        articles.setdefault((names, why), []).append(cited)
    for (names, why), found in articles.items():
        yield names, "; ".join(each for each in found if each), named(why, label)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = [f"  {line}" for line in lines]
    if found:
        yield f"{title}:"
        yield from found


def _obligations(obligations: Iterable[Record], label: Label, cited: Citations) -> Iterator[str]:
    """Duties of one bearer to one beneficiary under one agreement stand together: they share most of their proof."""
    for _, group in groupby(enumerate(obligations, 1), lambda numbered: _bond(numbered[1])):
        owed = list(group)
        yield from _group([each for _, each in owed], [number for number, _ in owed], label, cited)


def _bond(owed: Record) -> tuple[object, ...]:
    at = owed["provision"] or {}
    return owed["bearer"], owed["beneficiary"], at.get("agreement"), owed["level"], owed["depth"], owed.get("claim")


def _group(owed: list[Record], numbers: list[int], label: Label, cited: Citations) -> Iterator[str]:
    first = owed[0]
    shared = [reason for reason in first["because"] if all(reason in each["because"] for each in owed)]
    yield f"{_source(first)}{_shade(first, label)}"
    for number, each in zip(numbers, owed, strict=True):
        yield f"  {number}. {_duty(each, label)}"
        own = [reason for reason in each["because"] if reason not in shared]
        yield from (f"     - {line}" for line in facts(own, label, cited))
    yield "  because"
    yield from (f"     - {line}" for line in facts(shared, label, cited))


def _source(owed: Record) -> str:
    if owed["level"] == "declared":
        return f"A declaration ({owed['claim']})" if owed.get("claim") else "A declaration"
    return str(owed["provision"]["agreement"])


def _shade(owed: Record, label: Label) -> str:
    began = "said on" if owed["level"] == "declared" else "in force since"
    since = f", {began} {when(owed['in_force_since'])}" if owed["in_force_since"] else ""
    depth = f", at step {owed['depth']}: if the duties before it are performed" if owed["depth"] > 1 else ""
    disputed = f", disputed by {listed([label(key) for key in owed['disputed_by']])}" if owed["disputed_by"] else ""
    return f"{since}{depth}{disputed}"


def _duty(owed: Record, label: Label) -> str:
    number = (owed["provision"] or {}).get("article", "-")
    at = f" (article {number})" if number != "-" else ""
    return f"{label(owed['bearer'])} {duty(owed, label)}{at}"


def duty(owed: Record, label: Label) -> str:
    """What is owed, as the end of a sentence: "has to defend South Ossetia, without further decision"."""
    must = "has declared that it will" if owed["level"] == "declared" else "has to"
    owes = DUTIES.get(owed["duty"], f"{owed['duty']} {{}}").format(label(owed["beneficiary"]))
    told = owed["level"] != "declared" and owed["duty"] != "consult"
    strength = STRENGTHS.get(owed["strength"] or "") if told else None
    return f"{must} {owes}{', ' + strength if strength else ''}"


def not_bound(cases: Iterable[Record], label: Label) -> Iterator[str]:
    """Who is not bound and why: those together who are not by one article, and articles that fail for one reason."""
    entries = ((case["provision"], f"{case['failed']} ({case['failed_code']})", case["actor"]) for case in cases)
    for names, articles, why in _together(entries, label):
        yield f"{names}{' – ' + articles if articles else ''}: {why}"


def conflicts(found: Iterable[Record], label: Label) -> Iterator[str]:
    """Who cannot keep all its promises: which obligations, by number, against which."""
    groups: dict[tuple[str, str], list[int]] = {}
    for conflict in found:
        against = listed([article(at) for at in conflict.get("with") or ()])
        neutral = "its promise to stay neutral in " if conflict.get("kind") == "neutrality" else ""
        clash = f"against {neutral}{against}" if against else "to both sides"
        for goes in conflict.get("prevails") or ():
            first, second, by = (article(goes[key]) for key in ("provision", "gives_way", "rule"))
            clash += f"; {first} goes before {second}, by {by}"
        groups.setdefault((conflict["actor"], clash), []).extend(index + 1 for index in conflict["obligations"])
    for (actor, clash), indexes in groups.items():
        numbers = [str(index) for index in sorted(set(indexes))]
        owed = f"obligation{'s' if len(numbers) > 1 else ''} {listed(numbers)}" if numbers else "what it does"
        yield f"{label(actor)}: {owed} {clash}"
