"""Faults of sense in an agreement's life: stages, terms, notices, suspensions, succession, reservations, precedence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from foedus.library import lives
from foedus.model.periods import after
from foedus.model.problems import BadDate
from foedus.model.time import OPEN, Spell, bounds

Fault = tuple[tuple[Any, ...], str]
Raw = Mapping[str, Any]

_BEFORE = (
    ("proposed", "signed"),
    ("signed", "submitted"),
    ("signed", "ratified"),
    ("submitted", "ratified"),
    ("signed", "in-force"),
    ("in-force", "suspended"),
    ("in-force", "denounced"),
    ("in-force", "terminated"),
    ("signed", "terminated"),
)
_LIVING = ("proposed", "signed", "submitted", "ratified", "acceded", "in-force", "extended", "amended", "invoked")
"""What cannot happen to an agreement that is over."""


def life(raw: Raw) -> Iterator[Fault]:
    """Faults within one agreement's file whose dates can be read and whose spells are none that run backwards."""
    nameless = list(_no_period(raw))
    yield from nameless
    if nameless:
        return
    try:
        yield from _stages(raw)
        yield from _terms(raw)
        yield from _parties(raw)
        yield from _denunciations(raw)
        yield from _suspensions(raw)
    except BadDate as error:  # a period that leads out of the calendar
        yield (), str(error)
    yield from _reservations(raw)
    yield from _precedence(raw)


def _low(text: str) -> Any:
    return bounds(text)[0]


def _high(text: str) -> Any:
    return bounds(text)[1]


def _names(raw: Raw) -> set[str]:
    return {actor for entry in raw["parties"] for actor in entry["actors"]}


def _stages(raw: Raw) -> Iterator[Fault]:
    stages = list(enumerate(raw.get("stages", ())))
    told = set()
    for actor in (*sorted({actor for _, stage in stages for actor in stage.get("actors", ())}), None):
        own = [(i, s) for i, s in stages if actor is None or actor in s.get("actors", (actor,))]
        for before, behind in _BEFORE:
            earlier, later = _first(own, before), _first(own, behind)
            if earlier and later and _low(earlier[1]["date"]) > _high(later[1]["date"]) and later[0] not in told:
                told.add(later[0])
                who = f" for {actor}" if actor else ""
                words = f"{behind} ({later[1]['date']}) stands before {before} ({earlier[1]['date']}){who}"
                yield ("stages", later[0]), f"{words}; mend one of the dates"
    over = _first([(i, s) for i, s in stages if "actors" not in s], "terminated")
    for i, stage in stages:
        if over and stage["stage"] in _LIVING and _low(stage["date"]) > _high(over[1]["date"]):
            words = f"{stage['stage']} ({stage['date']}) stands after terminated ({over[1]['date']})"
            yield ("stages", i), f"{words}; mend one of the dates"
    yield from _spell_of_stages(raw, stages)


def _first(stages: list[tuple[int, Raw]], name: str) -> tuple[int, Raw] | None:
    found = [(i, stage) for i, stage in stages if stage["stage"] == name]
    return min(found, key=lambda each: _low(each[1]["date"]), default=None)


def _spell_of_stages(raw: Raw, stages: list[tuple[int, Raw]]) -> Iterator[Fault]:
    force = raw["in_force"]
    for name, key in (("in-force", "start"), ("terminated", "end")):
        told, given = _first([(i, s) for i, s in stages if "actors" not in s], name), force.get(key)
        if told and given not in (None, OPEN) and _apart(told[1]["date"], given):
            words = f"the stage {name} ({told[1]['date']}) contradicts {key} of in_force ({given})"
            yield ("stages", told[0]), f"{words}; mend one of the dates"


def _apart(one: str, other: str) -> bool:
    return bool(_high(one) < _low(other) or _high(other) < _low(one))


def _terms(raw: Raw) -> Iterator[Fault]:
    told = lives.terms(raw)
    if told is None:
        return
    end = raw["in_force"].get("end", OPEN)
    extended = any(stage["stage"] in ("extended", "amended") for stage in raw.get("stages", ()))
    if told.renewal == "none" and told.term is None:
        yield ("terms",), "it is not renewed, but has no term; give the term, or how it is renewed"
    if told.renewal == "agreed" and end == OPEN and not extended:
        yield ("terms",), "only an agreement renews it, and none is told; give in_force an end, or a stage extended"
    later = end == OPEN or (end is not None and told.first is not None and _low(end) > _high(told.first))
    if told.renewal == "none" and "end" in raw["in_force"] and told.first and not extended and later:
        words = f"its term is over on {told.first} and nothing renews it, but in_force ends {end}"
        yield ("terms", "term"), f"{words}; mend one of them, or add the stage extended"


def _parties(raw: Raw) -> Iterator[Fault]:
    known = lives.parties(raw)
    for i, entry in enumerate(raw["parties"]):
        if entry.get("provisional") and not entry.get("start"):
            yield ("parties", i), "provisional application begins on a day of its own; give its start"
        before = entry.get("succeeds")
        if before is None:
            continue
        spell = lives.predecessor_of(entry, [party for party in known if party.actor not in entry["actors"]])
        start = entry.get("start", spell.end if spell else None)
        if spell is None:
            yield (
                ("parties", i, "succeeds"),
                f"{before} is no party whose place could be taken; list it, or mend the key",
            )
        elif spell.end == OPEN:
            yield ("parties", i, "succeeds"), f"{before} is still a party; end its spell where the succession begins"
        elif spell.end and start and start != OPEN and _low(spell.end) > _high(start):
            words = f"the succession ({start}) begins before {before}'s own spell ends ({spell.end})"
            yield ("parties", i, "succeeds"), f"{words}; mend one of the dates"


def _no_period(raw: Raw) -> Iterator[Fault]:
    usual = raw.get("terms", {}).get("notice")
    for i, entry in enumerate(raw.get("denunciations", ())):
        if not entry.get("notice", usual):
            yield ("denunciations", i), "it has no period of notice; give notice here or in terms (P0D for at once)"


def _denunciations(raw: Raw) -> Iterator[Fault]:
    for i, notice in enumerate(lives.denunciations(raw)):
        where = ("denunciations", i)
        least = after(notice.date, notice.notice)
        if _high(notice.ends) < _low(least):
            words = f"notice of {notice.date} and {notice.notice} end nothing before {least}, but ends is {notice.ends}"
            yield (*where, "ends"), f"{words}; mend one"
        if notice.withdrawn and _low(notice.withdrawn) > _high(notice.ends):
            yield (*where, "withdrawn"), f"it is withdrawn ({notice.withdrawn}) after it took effect ({notice.ends})"
        for actor in notice.actors:
            spells = [(e, e.get("end")) for e in raw["parties"] if actor in e["actors"]]
            if not spells:
                yield (*where, "actors"), f"{actor} is no party and cannot leave; list it under parties"
            for entry, end in spells if not notice.withdrawn else ():
                began = entry.get("start", raw["in_force"]["start"])
                follows = began is None or _low(began) <= _high(notice.date)
                runs_on = end == OPEN or (end is not None and _high(notice.ends) < _low(end))
                early = end not in (None, OPEN) and _low(notice.date) <= _high(end) and _high(end) < _low(notice.ends)
                if follows and (runs_on or early):
                    words = f"notice of {notice.date} and {notice.notice} end {actor}'s spell on {notice.ends}"
                    yield where, f"{words}, but parties ends it {'not' if end == OPEN else f'on {end}'}; mend one"


def _suspensions(raw: Raw) -> Iterator[Fault]:
    names, force = _names(raw), lives.in_force(raw)
    for i, entry in enumerate(raw.get("suspensions", ())):
        where = ("suspensions", i)
        for key in ("actors", "towards"):
            yield from (
                ((*where, key), f"{actor} is no party; list it under parties or take it out here")
                for actor in entry.get(key, ())
                if actor not in names
            )
        if "towards" in entry and "actors" not in entry:
            yield where, "towards somebody, but who is freed is not said; give actors"
        if _outside(entry, force):
            words = f"the suspension ({entry['start']}) lies outside the days in force ({force.start} to {force.end})"
            yield (*where, "start"), f"{words}; mend one of the dates"


def _outside(entry: Raw, force: Spell) -> bool:
    start, end = entry["start"], force.end
    if start is None:
        return False
    early = force.start is not None and _high(start) < _low(force.start)
    return bool(early or (end is not None and end != OPEN and _low(start) > _high(end)))


def _reservations(raw: Raw) -> Iterator[Fault]:
    names, articles = _names(raw), {str(each["article"]): each for each in raw["provisions"]}
    for i, entry in enumerate(raw.get("reservations", ())):
        where = ("reservations", i)
        said = [("actor", entry["actor"])] + [
            ("objections", a) for o in entry.get("objections", ()) for a in o["actors"]
        ]
        for key, actor in said:
            if actor not in names:
                yield (*where, key), f"{actor} is no party; list it under parties or take it out here"
        if any(key == "objections" and actor == entry["actor"] for key, actor in said):
            yield (*where, "objections"), f"{entry['actor']} objects to its own reservation; mend one of them"
        for article in map(str, entry["articles"]):
            if article not in articles:
                yield (*where, "articles"), f"no provision has the article {article!r}; add it or mend the number"
            elif "trigger" in entry.get("instead", {}) and "trigger" not in articles[article]:
                yield (*where, "instead"), f"article {article} stands at all times; a reservation gives it no trigger"
        if (entry["effect"] == "modifies") != ("instead" in entry):
            yield (
                where,
                "a reservation that modifies says what holds instead, and one that excludes has nothing instead",
            )


def _precedence(raw: Raw) -> Iterator[Fault]:
    articles = {str(each["article"]) for each in raw["provisions"]}
    for i, entry in enumerate(raw.get("precedence", ())):
        others = entry.get("prevails_over", entry.get("yields_to"))
        if raw["id"] in ([others] if isinstance(others, str) else others):
            yield ("precedence", i), f"{raw['id']} goes before itself; name other agreements"
        for article in map(str, entry.get("articles", ())):
            if article not in articles:
                yield ("precedence", i, "articles"), f"no provision has the article {article!r}; mend the number"
