"""What an agreement gives: its life, its parties, its articles, as facts of a day."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.model.agreements import ActorSet, Agreement, Provision, Reservation, Trigger
from foedus.model.answers import ASSUMED, GIVEN
from foedus.model.situations import OBJECTS, REQUEST
from foedus.model.time import OPEN, Truth, bounds
from foedus.obligations.checker.core import Said
from foedus.obligations.checker.gathering import Given, any_of

_ABROAD = ("forces", "nationals", "vessels", "aircraft")
_VICTIM = ("attacked", "anyone")


def agreement(given: Given, name: str) -> None:
    """Everything of an agreement that may bear on an answer; nothing of one that the library does not have."""
    text = given.library.agreement.get(name)
    if text is not None:
        _life(given, text)
        parties(given, name)
        _between(given, text)
        for number, rule in enumerate(text.provisions):
            _article(given, text, (name, number), rule, None)
        for place, reserved in enumerate(text.reservations):
            if reserved.spell.on(given.day) is Truth.YES:
                for number, rule in enumerate(reserved.instead):
                    _article(given, text, (name, place, number), rule, reserved)


def _life(given: Given, text: Agreement) -> None:
    name, day = text.id, given.day
    if text.in_force.on(day) is Truth.YES:
        given.begun("in-force", name, text.in_force.start, said=tuple(_in_force(given, text)))
    else:
        for p in text.parties:
            if p.provisional and p.spell.on(day) is Truth.YES:
                said = f"{name} is applied provisionally since {p.spell.start}"
                given.begun("provisional", name, p.spell.start, said=(("in-force", said, text.cite(p.source)),))
    if any(not s.actors and s.spell.on(day) is not Truth.NO for s in text.suspensions):
        given.add("suspended", name)
    end, last = text.in_force.end, bounds(text.checked)[0]
    if day <= last or (end is not None and end != OPEN and bounds(end)[1] <= last):
        given.add("checked", name)


def _in_force(given: Given, text: Agreement) -> Iterator[Said]:
    yield "in-force", f"{text.id} is in force since {text.in_force.start}", text.cite(text.in_force_source)
    terms = text.terms
    if terms and terms.renewal == "automatic" and terms.first and bounds(terms.first)[1] <= given.day:
        unless = f"after {terms.first} unless it is denounced: {terms.text}"
        yield "in-force", f"article {terms.article} renews {text.id} {unless}", text.cite(terms.source)


def parties(given: Given, name: str) -> None:
    """Who is a party, who may be one, and who was or will be one and surely is not."""
    text = given.library.agreement.get(name)
    for actor in text.members() if text else ():
        assert text is not None  # noqa: S101 - for the type checker
        rows = [p for p in text.parties if p.actor == actor]
        paused = [s.spell.on(given.day) for s in text.suspensions if actor in s.actors and s.towards is None]
        truth = any_of(*(p.spell.on(given.day) for p in rows)) & ~any_of(*paused)
        if truth is not Truth.NO:
            given.add("maybe-party", name, actor)
        if truth is not Truth.YES:
            given.add("left", name, actor)
            continue
        given.add("party", name, actor)
        for p in rows:
            if p.spell.on(given.day) is Truth.YES:
                does = "applies {} provisionally" if p.provisional else "is a party to {}"
                said = f"{actor} {does.format(name)} since {p.spell.start}"
                if p.succeeds and p.predecessor and not p.provisional:
                    said += f", by succession to {p.succeeds}, a party since {p.predecessor.start}"
                given.begun("joined", name, actor, p.spell.start, said=(("party", said, text.cite(p.source)),))


def _between(given: Given, text: Agreement) -> None:
    for pause in text.suspensions:
        if pause.towards is not None and pause.spell.on(given.day) is not Truth.NO:
            _part(given, text.id, pause.actors, pause.towards)
            if pause.mutual:
                _part(given, text.id, pause.towards, pause.actors)
    for reserved in text.reservations:
        for o in reserved.objections:
            if o.no_relations and o.spell.on(given.day) is not Truth.NO:
                _part(given, text.id, (reserved.actor,), o.actors)
                _part(given, text.id, o.actors, (reserved.actor,))


def _part(given: Given, name: str, ones: tuple[str, ...], others: tuple[str, ...]) -> None:
    for one in ones:
        for other in others:
            given.add("parted", name, one, other)


_Name = tuple[str | int, ...]


def _article(given: Given, text: Agreement, rule: _Name, words: Provision, reserved: Reservation | None) -> None:
    conflict = words.trigger.conflict if words.trigger else None
    if words.spell.on(given.day) is not Truth.YES or (conflict and conflict.spell.on(given.day) is not Truth.YES):
        return
    said: list[Said] = [
        ("wording", f"article {words.article} (since {words.spell.start}): {words.text}", text.cite(words.source))
    ]
    if conflict:
        under_way = f"the {conflict.title} is under way since {conflict.spell.start}"
        said.append(("condition", under_way, text.cite(conflict.source)))
    if reserved:
        start = reserved.spell.start or "a day that is not known"
        told = f"{reserved.actor}'s reservation to {text.id} since {start}: {reserved.text}"
        said.append(("wording", told, text.cite(reserved.source)))
    cited = text.id, words.article, words.duty
    given.add("article", rule, *cited, words.strength, words.spell.start, said=tuple(said))
    given.add("words", rule, *cited)
    live = [e for e in words.exemptions if e.spell.on(given.day) is not Truth.NO]
    exempt = [_but(e.bearers) for e in live if e.bearers]
    _means(given, "obliges", text.id, rule, words.obliged, *exempt)
    _runs(given, text, rule, words.article, reserved)
    if words.trigger is None:
        given.add("standing", rule)
    else:
        spared = [_but(e.attackers) for e in live if e.attackers and not e.bearers]
        _trigger(given, text, rule, words, words.trigger, spared)
    kind = words.beneficiary.kind
    if words.trigger is not None and kind in ("attacked", "performer"):
        given.add("shields", rule)
    else:
        _means(given, "benefits", text.id, rule, words.beneficiary)


def _but(who: ActorSet) -> ActorSet:
    return ActorSet("all-but", parts=(who,))


def _means(given: Given, role: str, name: str, rule: _Name, *who: ActorSet) -> None:
    """Who is meant in a role: whoever is among all of the expressions."""
    meant = who[0] if len(who) == 1 else ActorSet("all-of", parts=who)
    given.add(role, rule, given.meant(name, meant, lambda other: parties(given, other)))


def _runs(given: Given, text: Agreement, rule: _Name, article: str, reserved: Reservation | None) -> None:
    if reserved is not None:
        given.add("modified", rule, text.id, reserved.actor)
        for o in reserved.objections:
            if reserved.towards != "all" and o.spell.on(given.day) is not Truth.NO:
                for actor in o.actors:
                    given.add("objects", rule, actor)
        return
    given.add("plain", rule, text.id)
    for author in {r.actor for r in text.reservations}:
        own = [r for r in text.reservations if r.actor == author and article in r.articles]
        own = [r for r in own if r.spell.on(given.day) is not Truth.NO]
        if own:
            given.add("reserves", rule, author)
            for actor in set.intersection(*(_objecting(given, each) for each in own)):
                given.add("stays-bound", rule, author, actor)


def _objecting(given: Given, reserved: Reservation) -> set[str]:
    """Towards whom a reservation surely has no effect."""
    if reserved.towards == "all":
        return set()
    return {actor for o in reserved.objections if o.spell.on(given.day) is Truth.YES for actor in o.actors}


def _trigger(
    given: Given, text: Agreement, rule: _Name, words: Provision, asked: Trigger, spared: list[ActorSet]
) -> None:
    about = [(c, given.stated.get((text.id, c.key or words.article))) for c in asked.conditions]
    request = given.stated.get((text.id, REQUEST)) if asked.on_request else None
    if request is False or any(holds is False for _, holds in about):
        return  # the question denies what would set it off
    given.add("trigger", rule, asked.act)
    given.add("adversaries", rule, asked.adversaries)
    foes = [asked.attackers, *spared]
    foes += [asked.conflict.enemies] if asked.conflict else []
    foes += [_but(asked.excluded)] if asked.excluded else []
    _means(given, "against", text.id, rule, *foes)
    _means(given, "protects", text.id, rule, asked.protected)
    if asked.through is None:
        given.add("any-way", rule)
    else:
        _means(given, "through", text.id, rule, asked.through)
    if asked.performers is None:
        given.add("anybody-performs", rule)
    else:
        _means(given, "performers", text.id, rule, asked.performers)
    for duty in asked.performing:
        given.add("performing", rule, duty)
    given.add("unprovoked" if asked.unprovoked else "whoever-began", rule)
    if not asked.on_request:
        given.add("unasked-for", rule)
    if all(holds or condition.treat == "assumed" for condition, holds in about):
        requires = f"as article {words.article} requires: "
        said = (("given", GIVEN) if holds else ("assumed", ASSUMED) for _, holds in about)
        terms = tuple(
            ("condition", f"{how}, {requires}{c.text}", source)
            for (c, _), (how, source) in zip(about, said, strict=True)
        )
        given.add("on-terms", rule, said=terms)
    _objects(given, rule, asked)
    match words.beneficiary.kind:
        case "performer":
            given.add("to-performer", rule)
        case kind if kind in _VICTIM:
            given.add("to-victim", rule)
        case _:
            _means(given, "to-listed", text.id, rule, words.beneficiary)


def _objects(given: Given, rule: _Name, asked: Trigger) -> None:
    for hit in asked.objects or OBJECTS:
        given.add("covers", rule, hit)
    for hit in asked.objects:
        if hit in _ABROAD:
            given.add("names-abroad", rule, hit)
    if asked.region is None:
        given.add("all-over", rule)
    else:
        region = given.library.region[asked.region]
        for place in (*region.homelands, *region.inside):
            given.add("in-region", rule, place, said=(("place", f"{place} lies in {region.title}", region.source),))
