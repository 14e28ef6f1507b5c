"""The layers of the map, each a pure function: recognition, membership, obligations, forces present."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from foedus.model.time import Truth
from foedus.views.lives import spell
from foedus.views.mapping import Layer, Mark
from foedus.views.table import listed
from foedus.world.lives import force, members, paused
from foedus.world.stances import acceptance, disputed_by

if TYPE_CHECKING:
    from datetime import date

    from foedus.library import Library
    from foedus.model.agreements import Agreement, Party
    from foedus.model.viewpoints import Viewpoint
    from foedus.views.recognition import Recognitions
    from foedus.views.table import Label, Record

_RECOGNISING = {"yes": "yes", "withdrawn": "weak", "no": "no", "unknown": "unknown", "disputed": "disputed",
                "said": "said"}  # fmt: skip


def recognition(known: Recognitions, entity: str, day: date, label: Label) -> Layer:
    """Who recognises an entity."""
    marks = [Mark(entity, "focus", "the one that it is about")]
    for who, whom in known.pairs():
        if whom != entity or who == entity:
            continue
        held = known.on((who, whom), day)
        if held.state:
            said = (*held.words, held.told.words()) if held.told.words() else held.words
            address = f"/recognition/{who}/{whom}"
            marks.append(Mark(who, _RECOGNISING[held.state], "; ".join(said), held.sources, address))
    return Layer(
        f"Who recognises {label(entity)}",
        (
            ("focus", label(entity)),
            ("yes", "recognises it"),
            ("weak", "recognised it, and does no longer"),
            ("no", "denies that it is a state"),
            ("unknown", "the day is not known"),
            ("disputed", "sources differ"),
            ("said", "only claims of the ledger speak of it"),
        ),
        tuple(marks),
        ("Where nothing is marked, neither an act nor a position is known; that is not a no.",),
    )


def membership(library: Library, agreement: Agreement, day: date, view: Viewpoint | None, label: Label) -> Layer:
    """Who is bound by an agreement."""
    operates, accepted = force(agreement, day), acceptance(library, agreement, day, view)
    against = tuple(label(key) for key in disputed_by(library, agreement, day)) if view is None else ()
    marks = []
    for actor, (bound, party) in members(agreement, day).items():
        truth, words = bound & operates.truth, _bound_since(party)
        if party.spell.begun(day) is Truth.NO:
            continue
        if truth is Truth.NO:
            state = "weak"
            stopped = paused(agreement, actor, day) or operates.why
            words = f"{words}; {stopped}" if stopped else f"was one, {spell(party.spell)}"
        elif accepted.truth is Truth.NO:
            state, words = "disputed", f"{words}; {accepted.why}"
        elif against:
            state, words = "disputed", f"{words}; held invalid by {listed(against)}"
        elif truth is Truth.UNKNOWN or accepted.truth is Truth.UNKNOWN:
            state = "unknown"
        else:
            state = "yes"
        marks.append(Mark(actor, state, words, (agreement.cite(party.source),)))
    return Layer(
        f"Who is a party to {agreement.title}",
        (
            ("yes", "a party on the day"),
            ("weak", "was a party, or it is not in force"),
            ("unknown", "the day is not known"),
            ("disputed", "a party to what is held invalid"),
        ),
        tuple(marks),
    )


def _bound_since(party: Party) -> str:
    how = "applies it provisionally" if party.provisional else "a party"
    since = f"{how} since {party.spell.start or 'an unknown day'}"
    return f"{since}, after {party.succeeds}" if party.succeeds else since


def members_said(organisation: str, said: Mapping[str, tuple[int, int]], label: Label) -> Layer:
    """Who is a member of an organisation by claims alone; said: how many put each member forward, and deny it."""
    marks = tuple(
        Mark(actor, "disputed" if yes and no else "said" if yes else "no", _counted(yes, no))
        for actor, (yes, no) in said.items()
    )
    legend = (("said", "claims say that it is a member"), ("disputed", "claims differ"), ("no", "claims deny it"))
    notes = ("The library has no agreement of this name; what is marked are claims of the ledger.",)
    return Layer(f"Who is said to be a member of {label(organisation)}", legend, marks, notes)


def _counted(yes: int, no: int) -> str:
    return f"{yes} claims for it, {no} against it"


_STRONG = ("defend", "attack", "aid")


def obligations(answer: Record, label: Label) -> Layer:
    """Who is bound to what, in the situation of an answer."""
    asked = answer["question"]
    marks: dict[str, Mark] = {}
    for role, state, words in (("target", "focus", "attacked"), ("attacker", "foe", "attacks")):
        for key in dict.fromkeys(act[role] for act in asked["acts"]):
            marks.setdefault(key, Mark(key, state, words))
    owed: dict[str, list[Any]] = {}
    for each in answer["obligations"]:
        owed.setdefault(each["bearer"], []).append(each)
    for key, duties in owed.items():
        _add(marks, _bearer(key, duties, label, contested=asked["viewpoint"] is None))
    for each in answer["unknown"]:
        _add(marks, Mark(each["actor"], "unknown", each["why"]))
    for each in answer["not_bound"]:
        _add(marks, Mark(each["actor"], "no", f"not bound: {each['failed']}"))
    return Layer(
        _situation(asked, label),
        (
            ("focus", "attacked"),
            ("foe", "attacks"),
            ("yes", "bound to defend or help"),
            ("weak", "bound to less: to consult, to stay neutral, …"),
            ("disputed", "bound by what somebody holds invalid"),
            ("unknown", "it is not known whether it is bound"),
            ("no", "not bound, though a text was looked at"),
        ),
        tuple(marks.values()),
        ("What follows is what the texts say; nobody is predicted to fight.",),
    )


def _add(marks: dict[str, Mark], mark: Mark) -> None:
    """Add a mark; of one who is attacked or attacks, and of whom more is known, the words are joined."""
    before = marks.get(mark.actor)
    if before is None:
        marks[mark.actor] = mark
    elif before.state in ("focus", "foe") and mark.state in ("yes", "weak", "disputed"):
        words = f"{before.words}; {mark.words}"
        marks[mark.actor] = Mark(mark.actor, before.state, words, (*before.sources, *mark.sources))


def _bearer(key: str, duties: Sequence[Any], label: Label, *, contested: bool) -> Mark:
    """Whoever bears duties; contested: whether it matters that somebody holds their texts invalid."""
    words = "; ".join(dict.fromkeys(_duty(each, label) for each in duties))
    sources = tuple(fact["source"] for each in duties for fact in each["because"])
    helping = [each for each in duties if each["duty"] in _STRONG]
    state = "yes" if helping else "weak"
    if contested and all(each["disputed_by"] for each in helping or duties):
        state = "disputed"
    return Mark(key, state, words, sources)


def _duty(each: Any, label: Label) -> str:
    by = f" (article {each['provision']['article']} of {each['provision']['agreement']})" if each["provision"] else ""
    said = f"{each['duty'].replace('-', ' ')} → {label(each['beneficiary'])}{by}"
    return f"{said}, declared" if each["level"] == "declared" else said


def _situation(asked: Mapping[str, Any], label: Label) -> str:
    attackers = listed([label(key) for key in dict.fromkeys(act["attacker"] for act in asked["acts"])])
    targets = listed([label(key) for key in dict.fromkeys(act["target"] for act in asked["acts"])])
    return f"Who is bound if {attackers} attack{'s' if ' and ' not in attackers else ''} {targets}"


def forces(marks: Iterable[Mark], whose: str | None, label: Label) -> Layer:
    """Where somebody's forces are, by agreements and by claims."""
    return Layer(
        f"Where forces of {label(whose)} are present" if whose else "Where forces from elsewhere are present",
        (
            ("yes", "an agreement in force lets them in"),
            ("said", "claims of the ledger say so"),
            ("disputed", "claims differ, or the agreement is held invalid"),
            ("unknown", "it is not known whether the agreement binds"),
            ("no", "claims say that they are not, or no longer"),
        ),
        tuple(marks),
        ("What no source told is not marked: the ledger knows only what was read into it.",),
    )
