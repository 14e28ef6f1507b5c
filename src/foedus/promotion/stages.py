"""Stages of agreements: a new date of one that the library has, or an agreement that it has not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from foedus.model.time import OPEN, bounds
from foedus.promotion.gaining import Told, gain
from foedus.promotion.shelf import Cited, Shelf, dated_row
from foedus.promotion.sources import confidence
from foedus.promotion.values import (
    ANY_DAY,
    Already,
    Backed,
    Conflict,
    Fact,
    Mended,
    Refused,
    Surroundings,
    ending,
    joined,
    known,
    same_day,
    sharper,
    stated,
    when,
)

ONCE = ("proposed", "signed", "ratified", "in-force", "terminated")
"""What happens once to an agreement, or once for each party; the rest may happen again."""

OF_ALL = ("in-force", "extended", "terminated")
"""What happens to the agreement, even where a text names its parties."""


def file_of(backed: Backed, around: Surroundings) -> tuple[str, str]:
    """The agreement that a claim is about, and its file.

    Raises Refused where a person names another than the one that the claim is of, or none can be told.
    """
    named = backed.claim.actors("agreement")
    if len(named) != 1 and not around.agreement:
        raise Refused("it does not name one agreement", "say which: --agreement KEY")
    key = around.agreement or named[0]
    if named and named[0] in around.agreements and key != named[0]:
        raise Refused(
            f"it is about {named[0]}, not about {key}", "promote it without --agreement, or correct the claim"
        )
    return key, f"agreements/{key}.yaml"


def stage(backed: Backed, around: Surroundings) -> Fact:
    """A stage that an accepted claim tells."""
    claim = stated(backed)
    if claim.polarity == "negated":
        raise Refused("it says that this did not happen, and the library holds what did")
    key, path = file_of(backed, around)
    day, name = when(backed), claim.attribute("stage")
    actors = polities(backed, around)
    who = f" by {', '.join(map(around.label, actors))}" if actors else ""
    about = ("stage", key, name, tuple(sorted(actors)))
    return Fact("stage", path, about, f"{around.label(key)}: {name}{who}", day, (backed,), actors)


def polities(backed: Backed, around: Surroundings) -> tuple[str, ...]:
    """The states and their like that take a stage: the parties, or those whose body does."""
    claim = backed.claim
    day = bounds(claim.time.edtf)[1] if claim.time else None
    named = claim.actors("party") or claim.actors("body")
    return tuple(dict.fromkeys(around.polity(key, day) or key for key in named))


def enter_stage(fact: Fact, shelf: Shelf, around: Surroundings) -> tuple[str, ...]:
    """Put a stage into its agreement's file; what is left to a person."""
    raw, name, actors = shelf.content(fact.path), fact.about[2], list(fact.detail)
    known(actors, around)
    parties = {key for each in raw["parties"] for key in each["actors"]}
    if name in OF_ALL and (parties <= set(actors) or not parties & set(actors)):
        actors = []
    _see_stages(fact, raw, name, actors, shelf)
    todo = _force(fact, raw, name, actors, shelf)
    row = _row(fact, name, actors, shelf.cite(fact.path, fact.backed))
    shelf.append(fact.path, ("stages",), row)
    return (*todo, *_consequences(fact, raw, name, actors, row["source"], shelf))


def _row(fact: Fact, name: str, actors: list[str], cited: Cited) -> dict[str, Any]:
    place = next((key for each in fact.backed for key in each.claim.actors("place")), None)
    return dated_row(fact, cited, stage=name, date=fact.day.edtf, actors=actors, place=place)


def _see_stages(fact: Fact, raw: Any, name: str, actors: list[str], shelf: Shelf) -> None:
    for i, each in enumerate(raw.get("stages", ())):
        theirs = set(each.get("actors", ()))
        if each["stage"] != name or (actors and theirs and not theirs & set(actors)):
            continue
        has = f"it has {name}{_by(each)} on {each['date']} ({_title(raw, each['source'])})"
        if same_day(each["date"], fact.day.edtf):
            covered = not theirs or set(actors) <= theirs
            if covered and fact.day.exact and sharper(fact.day.edtf, each["date"]):
                _sharpen(fact, i, each, shelf)
                raise Mended("the library had the day less sharply")
            if covered:
                note = partial(shelf.put, fact.path, ("stages", i, "note"))
                whom = actors if theirs > set(actors) else ()
                raise gain(fact, shelf, Told(has, raw, each, each["date"], note, whom))
        elif name in ONCE:
            row = _row(fact, name, actors, ("SOURCE", None))
            raise Conflict(has, "see which is right; reject the claim, or mend the entry", where=("stages",), entry=row)


def _sharpen(fact: Fact, i: int, each: Any, shelf: Shelf) -> None:
    source, others = shelf.cite(fact.path, fact.backed)
    shelf.put(fact.path, ("stages", i, "date"), fact.day.edtf)
    note = joined(each.get("note"), f"the day by {source}, before: {each['date']}", others)
    shelf.put(fact.path, ("stages", i, "note"), note)


def _by(each: Any) -> str:
    return f" by {', '.join(each['actors'])}" if each.get("actors") else ""


def _title(raw: Any, key: str) -> str:
    return str(raw["sources"].get(key, {}).get("title", key))


def _force(fact: Fact, raw: Any, name: str, actors: list[str], shelf: Shelf) -> tuple[str, ...]:
    """What an entry into force or an end says of the spell of the whole."""
    edge = {"in-force": "start", "terminated": "end"}.get(name)
    if edge is None or actors:
        return ()
    told = raw["in_force"].get(edge, OPEN)
    if told in (None, OPEN):
        if edge == "end":
            ending(fact)
        shelf.put(fact.path, ("in_force", edge), fact.day.edtf)
        if edge == "start":
            shelf.put(fact.path, ("in_force", "source"), shelf.cite(fact.path, fact.backed)[0])
        return ("see whether the spells of the parties follow",) if "start" in raw["parties"][0] else ()
    if not same_day(told, fact.day.edtf):
        what = "in force since" if edge == "start" else "in force until"
        row = _row(fact, name, actors, ("SOURCE", None))
        raise Conflict(f"it has {what} {told}", "see which is right; mend one", where=("stages",), entry=row)
    if fact.day.exact and sharper(fact.day.edtf, told):
        shelf.put(fact.path, ("in_force", edge), fact.day.edtf)
        for i, each in enumerate(raw["parties"]):
            if each.get(edge) == told:
                shelf.put(fact.path, ("parties", i, edge), fact.day.edtf)
    return ()


def _consequences(fact: Fact, raw: Any, name: str, actors: list[str], source: str, shelf: Shelf) -> tuple[str, ...]:
    """What a stage means for who is bound, where the text's own terms say it; else it is a person's to say."""
    if name == "suspended":
        return (
            "it changes no answer yet: if the law has it suspended, write it under suspensions, from when for whom",
        )
    if name != "denounced":
        return ()
    low, high = bounds(fact.day.edtf)
    if actors and low == high and raw.get("terms", {}).get("notice"):
        shelf.append(fact.path, ("denunciations",), {"actors": actors, "date": fact.day.edtf, "source": source})
        return ()
    return ("it changes no answer yet: write it under denunciations, with the period of notice that the text has",)


def skeleton(path: str, facts: Sequence[Fact], shelf: Shelf, around: Surroundings) -> tuple[str, ...]:
    """Begin the file of an agreement that the library does not have; what is left to a person.

    Raises Refused where no claim says who its parties are.
    """
    key = path.removeprefix("agreements/").removesuffix(".yaml")
    parties = _parties(facts, around)
    if not parties:
        raise Refused(
            f"the library has no agreement {key}, and no claim here says who its parties are",
            "promote one that does with it, name an agreement of the library (--agreement ID), or correct the claim "
            "(--set role.party=A,B)",
        )
    known(parties, around)
    backed = [each for fact in facts for each in fact.backed]
    told = [mention.text for each in backed for mention in each.claim.role("agreement")]
    name = max((" ".join(text.split()) for text in told), key=len, default=key)
    name = name[4:] if name.lower().startswith("the ") else name
    with_parties = [each for each in backed if set(polities(each, around)) & set(parties)]
    shelf.start(path, _TEMPLATE.format(**_fields(key, name, parties, backed)))
    source, _ = shelf.cite(path, with_parties)
    shelf.put(path, ("in_force", "source"), source)
    shelf.put(path, ("parties", 0, "source"), source)
    begun = any(fact.about[2] == "in-force" for fact in facts)
    in_force = () if begun else ("since when it is in force",)
    return ("kind and form", *in_force, "its provisions: who owes what to whom")


def _parties(facts: Sequence[Fact], around: Surroundings) -> list[str]:
    found = [
        key
        for fact in facts
        if fact.kind == "stage"
        for each in fact.backed
        if each.claim.actors("party")
        for key in polities(each, around)
    ]
    return list(dict.fromkeys(found))


def _fields(key: str, name: str, parties: list[str], backed: Sequence[Backed]) -> Mapping[str, str]:
    from foedus.promotion.sheet import flow

    seen = [bounds(each.published)[1] for each in backed if each.published]
    checked = max(seen, default=max(each.accepted.at.date() for each in backed))
    return {
        "id": flow(key),
        "title": flow(name[0].upper() + name[1:]),
        "name": flow({"text": name}),
        "parties": flow(parties),
        "checked": checked.isoformat(),
        "confidence": confidence(backed),
    }


_TEMPLATE = """\
# Proposed from accepted claims. TO FILL marks what no claim says; fill it in from the text, then take the mark out.
id: {id}
title: {title}
names:
  - {name}
kind: other  # TO FILL: mutual-defence, consultation, non-aggression, neutrality, guarantee, basing, forces, …
form: other  # TO FILL: treaty, protocol, memorandum, charter, political, …
in_force: {{start: null, source: to-fill}}  # a start of null is not known
checked: {checked}  # the last day that the sources below can speak of
parties:
  - {{actors: {parties}, source: to-fill}}
stages: []
provisions: []  # TO FILL: each article that binds somebody, as a rule
sources: {{}}
confidence: {confidence}
"""


def link(backed: Backed, around: Surroundings) -> Fact:
    """A link between two agreements that an accepted claim tells."""
    claim = stated(backed)
    if claim.polarity == "negated":
        raise Refused("it says that the two are not linked so, and the library holds links that are")
    key, path = file_of(backed, around)
    parents = claim.actors("parent")
    if key not in around.agreements or len(parents) != 1 or parents[0] not in around.agreements:
        missing = ", ".join(each for each in (key, *parents) if each not in around.agreements)
        raise Refused(f"the library has no agreement {missing}", "promote its stages first, then the link")
    name = claim.attribute("link")
    told = f"{around.label(key)}: {name} {around.label(parents[0])}"
    return Fact("link", path, ("link", key, name, parents[0]), told, ANY_DAY, (backed,))


def enter_link(fact: Fact, shelf: Shelf, around: Surroundings) -> tuple[str, ...]:
    """Put a link into its agreement's file."""
    raw, (_, _, name, parent) = shelf.content(fact.path), fact.about
    row = {"link": name, "parent": parent}
    if row in raw.get("links", ()):
        raise Already(f"it has {name} {parent}")
    source, others = shelf.cite(fact.path, fact.backed)
    shelf.append(fact.path, ("links",), row)
    told = joined(f"{name} {parent} by {source}", others)
    shelf.remark(fact.path, ("links",), [str(told)])
    return ()
