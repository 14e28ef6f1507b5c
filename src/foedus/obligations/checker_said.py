"""What the checker reads in the library: each fact that bears on an obligation, in a sentence with its source."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.model.answers import ASSUMED, GIVEN, Ground
from foedus.model.situations import ANY, Act
from foedus.model.time import Truth, bounds
from foedus.model.viewpoints import DE_FACTO
from foedus.obligations.checker_events import Case

Said = tuple[str, str, str]
"""A fact's kind, its sentence and its source."""
_VERBS = {"threat": "threatens", "attack": "attacks", "nuclear-attack": "attacks with nuclear weapons"}


def needed(case: Case) -> frozenset[Said]:
    """The facts without which the proof is none, save the viewpoint's, of which one is enough, and those of places."""
    return frozenset((*_article(case), *(each for ground in case.sound for each in _ground(case, ground))))


def known(case: Case) -> frozenset[Said]:
    """All facts that the library or the question bears out and that a proof may name."""
    more = (each for ground in case.sound for each in _places(case, ground))
    third = {case.owed.beneficiary, *(ground.victim for ground in case.sound)}
    return needed(case) | {*more, *_parties(case, third), *_stances(case)}


def judged(case: Case) -> bool:
    """Whether a viewpoint has to accept the agreement, so that a reason must say why it does."""
    view = case.sight.view
    return view is not None and (view != DE_FACTO or bool(case.agreement.rests_on))


def _article(case: Case) -> Iterator[Said]:
    agreement, rule, day = case.agreement, case.rule, case.sight.day
    cite = agreement.cite
    if agreement.in_force.on(day) is Truth.YES:
        yield (
            "in-force",
            f"{agreement.id} is in force since {agreement.in_force.start}",
            cite(agreement.in_force_source),
        )
        terms = agreement.terms
        if terms and terms.renewal == "automatic" and terms.first and bounds(terms.first)[1] <= day:
            unless = f"after {terms.first} unless it is denounced: {terms.text}"
            yield "in-force", f"article {terms.article} renews {agreement.id} {unless}", cite(terms.source)
    else:
        for p in agreement.parties:
            if p.provisional and p.spell.on(day) is Truth.YES:
                yield "in-force", f"{agreement.id} is applied provisionally since {p.spell.start}", cite(p.source)
                break
    yield "wording", f"article {rule.article} (since {rule.spell.start}): {rule.text}", cite(rule.source)
    conflict = case.trigger.conflict
    if conflict:
        said = f"the {conflict.title} is under way since {conflict.spell.start}"
        yield "condition", said, cite(conflict.source)
    if case.reserved:
        since = case.reserved.spell.start or "a day that is not known"
        said = f"{case.reserved.actor}'s reservation to {agreement.id} since {since}: {case.reserved.text}"
        yield "wording", said, cite(case.reserved.source)
    for condition in case.trigger.conditions:
        yield "condition", f"assumed, as article {rule.article} requires: {condition.text}", ASSUMED


def _parties(case: Case, actors: set[str]) -> Iterator[Said]:
    agreement = case.agreement
    for p in agreement.parties:
        if p.actor in actors and p.spell.on(case.sight.day) is Truth.YES:
            does = "applies {} provisionally" if p.provisional else "is a party to {}"
            said = f"{p.actor} {does.format(agreement.id)} since {p.spell.start}"
            if p.succeeds and p.predecessor and not p.provisional:
                said += f", by succession to {p.succeeds}, a party since {p.predecessor.start}"
            yield "party", said, agreement.cite(p.source)


def _ground(case: Case, ground: Ground) -> Iterator[Said]:
    act, article = case.act(ground), case.rule.article
    yield from _parties(case, {case.owed.bearer, ground.victim})
    who = "an unnamed third state, party to nothing," if act.attacker == ANY else act.attacker
    where = f" in {act.territory}" if act.territory else ""
    by = f" through {', '.join(act.through)}" if act.through else ""
    hit = f"the {' and '.join(act.objects)} of " if act.objects else ""
    day = case.sight.day.isoformat()
    yield "act", f"{who} {_VERBS[act.kind]} {hit}{act.target}{where}{by} on {day}", GIVEN
    if ground.after is not None:
        yield from _presupposed(case, ground)
    if case.trigger.unprovoked:
        contested = any(account.provoked for account in act.accounts) and case.sight.view is not None
        holder = f"{case.sight.view} holds that " if contested else ""
        yield "condition", f"{holder}{act.target} did not provoke it", GIVEN
    if case.trigger.on_request:
        asks = f"{ground.victim} asks for help, as article {article} requires; the question does not deny it"
        yield "request", f"assumed: {asks}", ASSUMED


def _presupposed(case: Case, ground: Ground) -> Iterator[Said]:
    before = case.before(ground)
    does = "helps" if ground.event == "performance" else "fights beside"
    by = f"{before.provision.agreement} article {before.provision.article}" if before.provision else ""
    yield "performance", f"assumed: {before.bearer} {does} {before.beneficiary}, as {by} obliges it", ASSUMED
    if ground.event == "attack":
        yield "performance", f"assumed: {ground.adversary} attacks {ground.victim} in return", ASSUMED


def _places(case: Case, ground: Ground) -> Iterator[Said]:
    library, given = case.sight.library, case.act(ground)
    act = given if ground.after is None else Act(ground.adversary, ground.victim)
    passes, article = ", ".join(given.through), case.rule.article
    if act.territory:
        yield from _whose(case, act.territory)
    if case.trigger.region:
        region = library.region[case.trigger.region]
        yield "place", f"{act.territory or act.target} lies in {region.title}", region.source
    if case.trigger.through is None:
        said = f"article {article} sets no condition on the way through {passes}"
        yield "place", said, case.agreement.cite(case.rule.source)
    else:
        yield "place", f"the attack passes through {passes}, as article {article} asks", GIVEN


def _whose(case: Case, place: str) -> Iterator[Said]:
    library, day, view = case.sight.library, case.sight.day, case.sight.view
    for c in library.control:
        if c.territory == place and view == DE_FACTO and c.spell.on(day) is Truth.YES:
            yield "place", f"{c.by} controls {place} {_since(c.spell.start)}", c.source
    for p in library.positions:
        if (p.about, p.subject, p.holder) == ("part-of", place, view) and p.spell.on(day) is Truth.YES:
            does = "holds" if p.holds else "denies"
            yield "place", f"{view} {does} that {place} is part of {p.of}, {_since(p.spell.start)}", p.source
    for t in library.territories:
        if t.id == place and t.spell.on(day) is Truth.YES:
            yield "place", f"{place} is territory of {t.of} {_since(t.spell.start)}", t.source
    for a in library.actors:
        if a.key == place and a.type in ("city", "region"):
            yield "place", f"{place} is a {a.type} of {a.of}", a.source or "library/actors"


def _since(start: str | None) -> str:
    return f"since {start}" if start else "since a day that is not known"


def _stances(case: Case) -> Iterator[Said]:
    library, day, view, agreement = case.sight.library, case.sight.day, case.sight.view, case.agreement
    if view is None:
        return
    rule = next((v for v in library.viewpoints if v.holder == view), None)
    silent = "library/viewpoints"
    for own in agreement.positions:
        if own.holder == view and own.accepts and own.spell.on(day) is Truth.YES:
            said = f"{view} holds that {agreement.id} is valid, {_since(own.spell.start)}"
            yield "viewpoint", said, agreement.cite(own.source)
    for p in agreement.parties:
        if p.actor == view:
            yield "viewpoint", f"{view} is a party and does not deny it", agreement.cite(p.source)
    means = rule.silence_validity if rule else "accepted"
    yield "viewpoint", f"viewpoint {view} is silent on {agreement.id}: silence means {means}", silent
    for entity in agreement.rests_on:
        yield from _statehood(case, entity, rule.silence_statehood if rule else "denied")


def _statehood(case: Case, entity: str, silence: str) -> Iterator[Said]:
    library, day, view = case.sight.library, case.sight.day, case.sight.view
    if entity == view:
        yield "viewpoint", f"{entity} holds itself to be a state", "its own position"
    for p in library.positions:
        if (p.about, p.subject, p.holder, p.holds) == ("statehood", entity, view, True) and p.spell.on(
            day
        ) is Truth.YES:
            yield "viewpoint", f"{view} holds that {entity} is a state, {_since(p.spell.start)}", p.source
    for r in library.recognitions:
        if (r.recogniser, r.recognised) == (view, entity) and r.spell.on(day) is Truth.YES:
            yield "viewpoint", f"{view} recognises {entity} {_since(r.spell.start)}", r.source
    for c in library.control:
        if view == DE_FACTO and c.territory == c.by == entity and c.spell.on(day) is Truth.YES:
            yield "viewpoint", f"{entity} controls its territory {_since(c.spell.start)}", c.source
    if silence == "accepted":
        said = f"viewpoint {view} does not recognise {entity} (silence on a contested entity: {silence})"
        yield "viewpoint", said, "library/viewpoints"
