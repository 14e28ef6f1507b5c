"""What the question and the answer give: acts, and the numbers under which an answer speaks of duties.

That an answer names a duty shows nothing of it; only so can a step say of which it speaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foedus.model.answers import ASSUMED, GIVEN, Conflict, Obligation
from foedus.model.situations import ANY, REQUEST, Act, Declared, Situation
from foedus.obligations.checker.core import Said
from foedus.obligations.checker.gathering import Given

_VERBS = {"threat": "threatens", "attack": "attacks", "nuclear-attack": "attacks with nuclear weapons"}
_HARM = tuple(_VERBS)
_ABROAD = ("forces", "nationals", "vessels", "aircraft")
_FIGHTS = ("defend", "attack")
_HELPS = (*_FIGHTS, "aid")
_PEACE = ("not-attack", "stay-neutral", "defend")


def words(given: Given) -> None:
    """Which duties help, fight and keep peace, and which acts are more than which."""
    for predicate, duties in (("helping", _HELPS), ("fighting", _FIGHTS), ("peaceful", _PEACE)):
        for duty in duties:
            given.add(predicate, duty)
    for degree, act in enumerate(_HARM):
        for lesser in _HARM[: degree + 1]:
            given.add("reaches", act, lesser)


def acts(given: Given, situation: Situation) -> None:
    """Everything of the acts."""
    for number, act in enumerate(situation.acts):
        given.add("act", number, act.attacker, act.target, said=(_told(given, act),))
        given.add("done", number, act.kind)
        given.add("assails", number, act.target, act.attacker)
        given.add("opposed", number, act.attacker, act.target)
        given.add("opposed", number, act.target, act.attacker)
        if act.kind != "threat":
            given.add("armed", number)
        together = {other.attacker for other in situation.acts if other.target == act.target}
        for many in range(1, len(together) + 1):
            given.add("beset", number, act.target, many)
        given.add("beset", number, act.attacker, 1)
        if not _may_be_provoked(situation, act):
            given.add("innocent", number, said=(_innocent(given, act),))
        _place(given, number, act)


def _told(given: Given, act: Act) -> Said:
    who = "an unnamed third state, party to nothing," if act.attacker == ANY else act.attacker
    where = f" in {act.territory}" if act.territory else ""
    by = f" through {', '.join(act.through)}" if act.through else ""
    hit = f"the {' and '.join(act.objects)} of " if act.objects else ""
    return "act", f"{who} {_VERBS[act.kind]} {hit}{act.target}{where}{by} on {(act.on or given.day).isoformat()}", GIVEN


def _may_be_provoked(situation: Situation, act: Act) -> bool:
    back = [o for o in situation.acts if (o.attacker, o.target) == (act.target, act.attacker) and o.kind != "threat"]
    if act.provoked or (act.step is not None and any(o.step is not None and o.step < act.step for o in back)):
        return True
    own = [account.provoked for account in act.accounts if account.holder == situation.viewpoint]
    return any(own) if own else any(account.provoked for account in act.accounts)


def _innocent(given: Given, act: Act) -> Said:
    contested = any(account.provoked for account in act.accounts) and given.view is not None
    return "condition", f"{f'{given.view} holds that ' if contested else ''}{act.target} did not provoke it", GIVEN


def _place(given: Given, number: int, act: Act) -> None:
    at_large = act.territory is None and bool(act.objects) and "territory" not in act.objects
    if act.territory is not None:
        given.add("place", number, act.territory)
    else:
        given.add("at-large" if at_large else "on-main-ground", number)
    for place in act.through:
        given.add("passing", number)
        given.add("via", number, place)
    for hit in ("territory", *act.objects):
        given.add("hits", number, hit)
    for hit in act.objects or _ABROAD:
        if hit in _ABROAD:
            given.add("hits-abroad", number, hit)
    if "forces" in act.objects:
        given.add("forces-hit", number)


def asked_of(given: Given, situation: Situation, people: Sequence[str]) -> None:
    """What each article of the agreements gathered so far asks of acts and people, assumed or given."""
    for _, rule, name, article, _ in [atom for atom in given.facts if atom[0] == "words"]:
        text = given.library.agreement[name]
        source = text.reservations[rule[1]].instead[rule[2]] if len(rule) == 3 else text.provisions[rule[1]]
        trigger = source.trigger
        for number, act in enumerate(situation.acts if trigger else ()):
            passes = ", ".join(act.through)
            if act.through and trigger and trigger.through is None:
                said = f"article {article} sets no condition on the way through {passes}"
                given.add("ignores-way", rule, number, said=(("place", said, text.cite(source.source)),))
            else:
                said = f"the attack passes through {passes}, as article {article} asks"
                given.add("passes-as-asked", rule, number, said=(("place", said, GIVEN),))
        for actor in people if trigger and trigger.on_request else ():
            asks = f"assumed: {actor} asks for help, as article {article} requires; the question does not deny it"
            said_so = given.stated.get((name, REQUEST))
            told = f"given, as article {article} requires: the one attacked asks for help"
            given.add("requests", rule, actor, said=(("request", *((told, GIVEN) if said_so else (asks, ASSUMED))),))


def duty(given: Given, number: Any, owed: Obligation, retaliation: str) -> None:
    """What an answer says of one of its obligations."""
    given.add("duty", number, owed.bearer, owed.beneficiary, owed.duty)
    for foe in owed.against:
        given.add("foe", number, foe)
    if owed.level == "declared":
        since = owed.in_force_since
        given.add("says", number, owed.claim, owed.bearer, owed.duty, owed.said_by, owed.speaks_for, since)
    elif owed.provision is not None:
        _cited(given, number, owed, retaliation)


def _cited(given: Given, number: Any, owed: Obligation, retaliation: str) -> None:
    cited = owed.provision
    assert cited is not None  # noqa: S101 - for the type checker
    how = owed.duty, owed.strength, owed.wording_since, owed.disputed_by
    given.add("number", number)
    given.add("cites", number, cited.agreement, cited.article, *how)
    given.add("depth", number, owed.depth)
    given.add("next", owed.depth, owed.depth + 1)
    by = f"{cited.agreement} article {cited.article}"
    for predicate, does in (("helps", "helps"), ("fights", "fights beside")):
        said = f"assumed: {owed.bearer} {does} {owed.beneficiary}, as {by} obliges it"
        given.add(predicate, number, said=(("performance", said, ASSUMED),))
    for ground in owed.grounds:
        after = "given" if ground.after is None else ground.after
        given.add("ground", number, ground.event, ground.victim, ground.adversary, ground.act, after)
        if retaliation != "none":
            _strikes(given, "helpers-struck", ground.adversary, owed.bearer)
        if retaliation == "both":
            _strikes(given, "foes-struck", owed.bearer, ground.adversary)


def _strikes(given: Given, predicate: str, one: str, other: str) -> None:
    said = "performance", f"assumed: {one} attacks {other} in return", ASSUMED
    given.add(predicate, one, other, said=(said,))


def clash(given: Given, number: int, told: Conflict, owed: Sequence[Obligation]) -> None:
    """What an answer sets against what in one of its conflicts, and to whom any of it is owed."""
    mine = [i for i in told.obligations if 0 <= i < len(owed)]
    for i in mine:
        for person in (owed[i].beneficiary, *owed[i].against):
            given.add("owed-or-foe", number, person)
        for other in told.others:
            given.add("clashes-with", number, i, other.agreement, other.article)
        for j in mine if not told.others else ():
            if i != j:
                given.add("clashes", number, i, j)


def commitments(given: Given, declared: Sequence[Declared]) -> None:
    """Commitments that somebody in office has affirmed."""
    for each in declared:
        claim = each.claim
        if claim.polarity == "affirmed" and claim.status in ("actual", "conditional") and each.speaks_for:
            for debtor in claim.actors("debtor"):
                what = claim.attribute("duty") or "aid"
                given.add("commits", claim.id, debtor, what, each.speaker, each.speaks_for, each.uttered)
