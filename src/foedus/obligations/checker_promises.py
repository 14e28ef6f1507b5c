"""What the checker asks of passages, conflicts and an entanglement: articles that say so, chains that hang together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from foedus.model.agreements import Agreement, Provision, Reservation
from foedus.model.answers import Answer, Cited, Conflict, Entanglement, Obligation, Passage
from foedus.model.time import Truth
from foedus.obligations.checker_facts import Sight
from foedus.obligations.checker_lives import modified, severed, works_between

_FIGHTS = ("defend", "attack")
_PEACE = ("not-attack", "stay-neutral", "defend")


def passage(answer: Answer, told: Passage, sight: Sight) -> Iterator[str]:
    """What in a passage the question or the library does not bear out."""
    if not 0 <= told.act < len(answer.situation.acts):
        yield f"there is no act {told.act}"
        return
    act = answer.situation.acts[told.act]
    places, guest, other = {
        "through": (act.through, act.attacker, act.target),
        "stationed": ((act.territory,) if "forces" in act.objects else (), act.target, act.attacker),
    }[told.role]
    if told.place not in places or told.guest != guest or not sight.owns(told.host, told.place):
        yield f"{told.place} of {told.host} is not where {told.guest} passes or is stationed"
    for owed in told.hosting:
        if (owed.bearer, owed.beneficiary, owed.duty) != (told.host, told.guest, "host-forces"):
            yield f"{owed.bearer} does not host {told.guest} here"
        yield from _standing(owed, sight)
    if told.role == "through":
        yield from (f"{told.host}: {what}" for what in _promised(told.host_breaks, told.host, [other], _PEACE, sight))
        yield from (f"{guest}: {what}" for what in _promised(told.guest_breaks, guest, [told.host], _PEACE, sight))
    elif told.host_breaks or told.guest_breaks:
        yield "forces that are stationed break no promise by it"


def _standing(owed: Obligation, sight: Sight) -> Iterator[str]:
    cited = owed.provision
    agreement = sight.library.agreement.get(cited.agreement) if cited else None
    if cited is None or agreement is None or sight.binds(agreement) is not Truth.YES:
        yield "it cites no agreement that is known to be in force in that viewpoint's eyes"
        return
    rules = [
        rule
        for rule, reserved in _rules(agreement, sight)
        if (rule.article, rule.duty, rule.spell.start) == (cited.article, owed.duty, owed.wording_since)
        and rule.trigger is None
        and _owes(agreement, rule, reserved, (owed.bearer, owed.beneficiary), sight)
    ]
    if not rules:
        yield f"{agreement.id} has no article that says so on that day"
    words = {f"article {rule.article} (since {rule.spell.start}): {rule.text}" for rule in rules}
    if words.isdisjoint(fact.fact for fact in owed.because) or not all(fact.source for fact in owed.because):
        yield "its reasons do not name the article with its source"
    if owed.disputed_by != sight.disputed_by(agreement):
        yield f"disputed_by should be {list(sight.disputed_by(agreement))}"


_Reserved = Reservation | None


def _rules(agreement: Agreement, sight: Sight) -> Iterator[tuple[Provision, _Reserved]]:
    yield from ((rule, None) for rule in agreement.provisions)
    yield from modified(agreement, sight.day)


def _owes(agreement: Agreement, rule: Provision, reserved: _Reserved, pair: tuple[str, str], sight: Sight) -> bool:
    bearer, other = pair
    if reserved is None and severed(agreement, rule.article, pair, sight.day):
        return False
    if reserved is not None and not works_between(agreement, reserved, pair, sight.day):
        return False
    live = rule.spell.on(sight.day) is Truth.YES and not sight.left(agreement, bearer)
    spared = any(e.bearers and sight.may(agreement, e.bearers, bearer, e.spell) for e in rule.exemptions)
    if not live or spared or bearer == other or not sight.has(agreement, rule.obliged, bearer):
        return False
    to_victim = rule.trigger is not None and rule.beneficiary.kind in ("attacked", "performer")
    whom = rule.trigger.protected if rule.trigger is not None and to_victim else rule.beneficiary
    return sight.has(agreement, whom, other)


def _promised(
    cited: Sequence[Cited], bearer: str, others: Sequence[str], duties: Sequence[str], sight: Sight
) -> Iterator[str]:
    for each in cited:
        agreement = sight.library.agreement.get(each.agreement)
        rules = _rules(agreement, sight) if agreement is not None and sight.binds(agreement) is Truth.YES else ()
        if agreement is None or not any(
            rule.article == each.article
            and rule.duty in duties
            and _owes(agreement, rule, reserved, (bearer, other), sight)
            for rule, reserved in rules
            for other in others
        ):
            yield f"{each.agreement} article {each.article} holds no such promise to {', '.join(others)}"


def conflict(answer: Answer, told: Conflict, sight: Sight) -> Iterator[str]:
    """What in a conflict the answer's obligations or the library do not bear out."""
    owed = [answer.obligations[i] for i in told.obligations if 0 <= i < len(answer.obligations)]
    if len(owed) != len(told.obligations) or any(each.bearer != told.actor for each in owed):
        yield f"its obligations are not {told.actor}'s"
    elif told.kind == "both-sides":
        if len(owed) != 2 or not _opposed(*owed):
            yield "its obligations do not set anybody on both sides"
    elif told.kind == "own-act":
        acts = [act for i, act in enumerate(answer.situation.acts) if i == told.act and act.attacker == told.actor]
        if not acts or owed:
            yield f"{told.actor} does not attack in act {told.act}"
        yield from _promised(told.others, told.actor, [act.target for act in acts], _PEACE, sight)
    else:
        duties = ("stay-neutral",) if told.kind == "neutrality" else _PEACE
        for each in owed:
            yield from _promised(told.others, told.actor, each.against, duties, sight)


def _opposed(one: Obligation, other: Obligation) -> bool:
    meets = one.beneficiary in other.against or other.beneficiary in one.against
    return meets and bool({one.duty, other.duty} & set(_FIGHTS))


def entangled(told: Entanglement) -> Iterator[str]:
    """What in an entanglement its own obligations do not bear out."""
    owed = told.obligations
    for each in told.drawn:
        links = [owed[i] for i in each.chain if 0 <= i < len(owed)]
        if len(links) != len(each.chain) or not _linked(owed, each.chain):
            yield f"the chain to {each.actor} does not hang together"
        elif (
            (*each.through, each.actor) != tuple(link.bearer for link in links)
            or each.depth != len(links)
            or len(links) < 2
        ):
            yield f"the chain does not lead to {each.actor} at depth {each.depth}"
        elif each.against != links[-1].against:
            yield f"{each.actor} is not set against {', '.join(each.against)}"
    deepest = max((each.depth for each in told.drawn), default=0)
    for chain in told.longest:
        if len(chain) < max(deepest, 2) or not _walk(owed, chain):
            yield f"there is no longest chain {' - '.join(chain)}"
    for actor in told.both_sides:
        mine = [each for each in owed if each.bearer == actor]
        if not any(_opposed(one, other) for one in mine for other in mine):
            yield f"{actor} is not bound to both sides"


def _linked(owed: Sequence[Obligation], chain: Sequence[int]) -> bool:
    first = not owed[chain[0]].after if chain else False
    return first and all(one in owed[other].after for one, other in pairwise(chain))


def _walk(owed: Sequence[Obligation], chain: Sequence[str]) -> bool:
    reached = {i for i, each in enumerate(owed) if each.bearer == chain[0] and not each.after}
    for bearer in chain[1:]:
        reached = {i for i, each in enumerate(owed) if each.bearer == bearer and reached & set(each.after)}
    return bool(reached)
