"""Cases: what an agreement means for a given day, in sentences that a lawyer can read and a machine can try.

They stand beside the agreement in its file, under `cases`.  A case is one sentence: who attacks whom on which day,
and then what follows::

    If Georgia attacks South Ossetia on 2022-02-20, Russia must defend South Ossetia under article 4.
    Seen by Georgia, if Georgia attacks South Ossetia on 2022-02-20, Russia is not bound: rejected.
    If any attacks Russia through Belarus on 2021-09-01, Belarus must defend Russia; Peru is not bound.
    If Germany attacks Poland, then Poland attacks Germany on 1939-09-01, the United Kingdom must defend Poland.
    If Russia attacks Ukraine through Belarus on 2022-02-24, Russia breaks article 2.
    If Germany attacks Russia on 1914-08-01, then Germany attacks Belgium on 1914-08-04, the United Kingdom must defend
    Belgium; on 1914-08-01 the United Kingdom is not bound.

An act is a sentence as ``foedus bound --also`` takes it: ``attacks``, ``threatens`` or ``attacks with nuclear
weapons``, before the one attacked ``the forces of``, after it ``in TERRITORY``, ``through PLACE and PLACE``, ``after
provocation`` or ``provoked according to NAME``.  Several are joined by ``, while`` (in no order) and ``, then``
(afterwards).  An act may have a day of its own; one without is on the day that is named next, and outcomes are of the
last day.  After the day may stand ``, with helpers attacked in return`` or ``, with both sides striking back``,
and ``, given KEY`` or ``, not given KEY`` of a condition: its own key, its article's number or ``request``.

An outcome is ``BEARER must DUTY BENEFICIARY``, ``BEARER is not bound`` or ``BEARER may be bound`` (the library does not
know), each with or without ``at depth N`` (of a duty), ``under article A`` and ``: CODE`` (why not); or of a passage
``HOST must host the forces of GUEST``, ``HOST would break article A by letting it pass`` and ``ATTACKER would break
article A by passing``; or ``ATTACKER breaks article A`` by its own act.  Several outcomes are parted by semicolons; one
that begins with ``on DATE`` is of an earlier day that an act has.
Names are any that the gazetteer knows; without an article any of the agreement will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from foedus.desk.acts import sentence as sentence_of
from foedus.desk.asking import answer_to, polity, resolved, viewpoint_key
from foedus.desk.days import in_order
from foedus.desk.opening import Desk
from foedus.desk.stating import conditions
from foedus.model.agreements import Agreement
from foedus.model.problems import FoedusError, UsageError
from foedus.model.situations import Act, Retaliation, Situation, Stated
from foedus.model.time import parse_day

_IF = re.compile(
    r"(?:Seen by (?P<view>.+?), )?[Ii]f (?P<acts>.+? on \d{4}-\d\d-\d\d)(?!, (?:then|while) )"
    r"(?:, with (?P<strikes>helpers attacked in return|both sides striking back))?"
    r"(?:, (?P<how>not given|given) (?P<key>[^,]+))?, (?P<then>.+?)\.?"
)
_STRIKES: Mapping[str | None, Retaliation] = {
    None: "none",
    "helpers attacked in return": "helpers",
    "both sides striking back": "both",
}
_DUTIES = {
    "defend": "defend",
    "fight for": "attack",
    "help": "aid",
    "consult with": "consult",
    "stay neutral towards": "stay-neutral",
}
_MUST = re.compile(
    rf"(?P<bearer>.+?) must (?P<duty>{'|'.join(_DUTIES)}) (?P<beneficiary>.+?)(?: at depth (?P<depth>\d+))?"
    r"(?: under article (?P<article>.+?))?"
)
_NOT = re.compile(
    r"(?P<bearer>.+?) (?P<how>is not|may be) bound(?: under article (?P<article>.+?))?(?:: (?P<code>[a-z-]+))?"
)
_HOSTS = re.compile(r"(?P<bearer>.+?) must host the forces of (?P<guest>.+?)(?: under article (?P<article>.+?))?")
_BREAKS = re.compile(
    r"(?P<bearer>.+?) (?:would break|breaks) article (?P<article>.+?)(?: by (?P<by>letting it pass|passing))?"
)
_AS_OF = re.compile(r"[Oo]n (?P<day>\d{4}-\d\d-\d\d),? (?P<rest>.+)")
_LISTS = {"is not": "not_bound", "may be": "unknown"}


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case that was tried: what of it does not hold, a sentence each; nothing where all of it does."""

    agreement: str
    sentence: str
    failures: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the answer is what the case says."""
        return not self.failures

    def record(self) -> dict[str, Any]:
        """The result as a JSON object."""
        return {
            "agreement": self.agreement,
            "case": self.sentence,
            "holds": self.holds,
            "failures": list(self.failures),
        }


def try_cases(desk: Desk, agreement: Agreement) -> Iterator[CaseResult]:
    """Every case of an agreement, asked and compared.

    A sentence that is no case, or that names somebody whom nobody knows, fails with the reason.
    """
    for sentence in agreement.cases:
        try:
            failures = tuple(_failures(desk, agreement, sentence))
        except FoedusError as error:
            failures = (str(error),)
        yield CaseResult(agreement.id, sentence, failures)


def _failures(desk: Desk, agreement: Agreement, sentence: str) -> Iterator[str]:
    given = _IF.fullmatch(sentence.strip())
    if given is None:
        raise UsageError(f"not a case: {sentence!r}; write: If A attacks B on YYYY-MM-DD, C must defend B")
    outcomes = [_outcome(part.strip()) for part in given["then"].split(";")]
    acts, day = _acts(desk, given["acts"])
    answer = answer_to(
        desk,
        Situation(
            acts=acts,
            on=day,
            viewpoint=viewpoint_key(desk, given["view"]),
            ask=tuple(polity(desk, outcome["bearer"]) for outcome in outcomes),
            retaliation=_STRIKES[given["strikes"]],
            stated=_stated(agreement, given),
        ),
    )
    for outcome in outcomes:
        told = _TOLD[outcome["form"]](desk, agreement, outcome, _of_day(answer, outcome["on"]))
        if told:
            yield told


def _stated(agreement: Agreement, given: re.Match[str]) -> tuple[Stated, ...]:
    if given["key"] is None:
        return ()
    known = conditions(agreement)
    if given["key"] not in known:
        raise UsageError(f"{agreement.id} sets no condition {given['key']!r}; it sets {', '.join(known) or 'none'}")
    return (Stated(agreement.id, given["key"], given["how"] == "given"),)


def _acts(desk: Desk, text: str) -> tuple[tuple[Act, ...], date]:
    """The acts of a case in their order, and its last day; acts that come one after the other have steps."""
    steps = text.split(", then ")
    asked = [
        sentence_of(act, number if len(steps) > 1 else None)
        for number, together in enumerate(steps, start=1)
        for act in together.split(", while ")
    ]
    day = None
    for i, act in reversed(list(enumerate(asked))):
        day = act.on or day
        asked[i] = replace(act, on=day)
    return in_order([resolved(desk, act) for act in asked], parse_day(day or ""))


def _of_day(answer: Mapping[str, Any], day: str | None) -> Mapping[str, Any]:
    """The answer on a day that an act has; on the last without one."""
    days = {each["question"]["on"]: each for each in (*answer.get("before", ()), answer)}
    if day is not None and day not in days:
        raise UsageError(f"no act is on {day}; outcomes are of {', '.join(days)}")
    return days[day] if day else answer


def _outcome(part: str) -> Mapping[str, Any]:
    dated = _AS_OF.fullmatch(part)
    day, said = (dated["day"], dated["rest"]) if dated else (None, part)
    for form, pattern in (("hosts", _HOSTS), ("breaks", _BREAKS), ("duty", _MUST), ("no", _NOT)):
        found = pattern.fullmatch(said)
        if found is not None:
            return {"form": form, "on": day, **found.groupdict()}
    raise UsageError(f"not an outcome: {part!r}; write: C must defend B under article 4, or C is not bound: provoked")


def _duties(desk: Desk, agreement: Agreement, outcome: Mapping[str, Any], answer: Mapping[str, Any]) -> str | None:
    """What is wrong with a duty that the case expects; None where the answer has it, with its reasons."""
    bearer, beneficiary = desk.key(outcome["bearer"]), desk.key(outcome["beneficiary"])
    wanted = (bearer, beneficiary, _DUTIES[outcome["duty"]])
    same = [
        owed
        for owed in answer["obligations"]
        if (owed["bearer"], owed["beneficiary"], owed["duty"]) == wanted and _cites(owed, agreement, outcome)
    ]
    if not same:
        return f"{bearer} is not bound to {outcome['duty']} {beneficiary} by {_article(agreement, outcome)}"
    depths = sorted({owed["depth"] for owed in same})
    if outcome["depth"] and int(outcome["depth"]) not in depths:
        return f"{bearer} is bound at depth {', '.join(map(str, depths))}, not {outcome['depth']}"
    return None


def _no(desk: Desk, agreement: Agreement, outcome: Mapping[str, Any], answer: Mapping[str, Any]) -> str | None:
    """What is wrong with a bearer who should not be bound, or not surely."""
    bearer = desk.key(outcome["bearer"])
    owed = [o for o in answer["obligations"] if o["bearer"] == bearer and _cites(o, agreement, outcome)]
    if owed:
        return f"{bearer} is bound to {owed[0]['duty']} by {_article(agreement, outcome)}"
    told = [e for e in answer[_LISTS[outcome["how"]]] if e["actor"] == bearer and _cites(e, agreement, outcome)]
    if not told:
        return f"the answer does not say that {bearer} {outcome['how']} bound by {_article(agreement, outcome)}"
    codes = sorted({entry.get("failed_code", "unknown") for entry in told})
    if outcome["code"] and outcome["code"] not in codes:
        return f"{bearer} is not bound because of {', '.join(codes)}, not of {outcome['code']}"
    return None


def _hosts(desk: Desk, agreement: Agreement, outcome: Mapping[str, Any], answer: Mapping[str, Any]) -> str | None:
    """What is wrong with a duty to host forces where an attack passes, or hits them."""
    host, guest = desk.key(outcome["bearer"]), desk.key(outcome["guest"])
    hosting = [
        owed
        for each in answer["passages"]
        if (each["host"], each["guest"]) == (host, guest)
        for owed in each["hosting"]
    ]
    if any(_cites(owed, agreement, outcome) for owed in hosting):
        return None
    return f"{host} is not bound to host the forces of {guest} by {_article(agreement, outcome)}"


def _breaks(desk: Desk, agreement: Agreement, outcome: Mapping[str, Any], answer: Mapping[str, Any]) -> str | None:
    """What is wrong with a promise that an act, a passage or leave for it should break."""
    actor = desk.key(outcome["bearer"])
    if outcome["by"] is None:
        own = [c for c in answer["conflicts"] if c["actor"] == actor and c["kind"] == "own-act"]
        broken = [cited for conflict in own for cited in conflict["with"]]
    else:
        role, which = ("host", "host_breaks") if outcome["by"] == "letting it pass" else ("guest", "guest_breaks")
        broken = [cited for passage in answer["passages"] if passage[role] == actor for cited in passage[which]]
    if any(_cites({"provision": cited}, agreement, outcome) for cited in broken):
        return None
    return f"{actor} does not break {_article(agreement, outcome)}"


_TOLD = {"duty": _duties, "no": _no, "hosts": _hosts, "breaks": _breaks}


def _cites(entry: Mapping[str, Any], agreement: Agreement, outcome: Mapping[str, Any]) -> bool:
    cited = entry["provision"]
    article = outcome["article"]
    return cited is not None and cited["agreement"] == agreement.id and article in (None, cited["article"])


def _article(agreement: Agreement, outcome: Mapping[str, Any]) -> str:
    return f"article {outcome['article']} of {agreement.id}" if outcome["article"] else agreement.id
