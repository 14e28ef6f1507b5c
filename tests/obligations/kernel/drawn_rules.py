"""Dated rules drawn at random: small alliances whose members come and go."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from foedus.obligations.kernel import DatedRule, Owed

ACTORS = ["A", "B", "C", "D", "E", "F", "G"]
FIRST, LAST = date(2011, 2, 20), date(2011, 3, 20)
_ACTS = {"defend": ["attack"], "attack": ["war"], "aid": ["attack"], "consult": ["threat"]}

days = st.integers(-5, 35).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def _owed(draw: st.DrawFn, actor: str) -> Owed:
    if draw(st.integers(0, 2)):
        always = FIRST - timedelta(days=9), LAST + timedelta(days=9)
        return Owed(actor, always, always)
    early, start, end, late = sorted(draw(st.lists(days, min_size=4, max_size=4)))
    return Owed(actor, (start, end), (early, late))


@st.composite
def _rules(draw: st.DrawFn, agreement: str) -> list[DatedRule]:
    members = draw(st.lists(st.sampled_from(ACTORS), min_size=2, max_size=4, unique=True))
    duty = draw(st.sampled_from(["defend", "defend", "attack", "aid", "consult", "stay-neutral", "not-attack"]))
    act = draw(st.sampled_from(_ACTS.get(duty, ["war", "attack"])))
    unprovoked, open_ = draw(st.booleans()), draw(st.integers(0, 5)) == 0
    return [
        DatedRule(
            agreement,
            "1",
            duty,
            act,
            bearer,
            tuple(draw(_owed(each)) for each in members if each != bearer),
            unprovoked,
            open_,
        )
        for bearer in draw(st.lists(st.sampled_from(members), min_size=1, unique=True))
    ]


@st.composite
def rule_sets(draw: st.DrawFn) -> list[DatedRule]:
    """Up to seven alliances."""
    count = draw(st.integers(1, 7))
    return [rule for i in range(count) for rule in draw(_rules(f"t{i}"))]


def offence_of_one(act: str) -> list[DatedRule]:
    """A fights for C whenever C fights; A and B defend one another: against B, nobody defends anybody for C's sake."""
    always = FIRST - timedelta(days=9), LAST + timedelta(days=9)

    def rule(duty: str, act: str, bearer: str, owed: str) -> DatedRule:
        return DatedRule(f"{duty}-{bearer}", "1", duty, act, bearer, (Owed(owed, always, always),), False, False)

    return [rule("attack", act, "A", "C"), rule("defend", "attack", "A", "B"), rule("defend", "attack", "B", "A")]
