"""What stands of a list of judgements."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from foedus.model.judgements import Judgement, sameness, standing

NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)


def pair(verdict: str, one: str, other: str, hour: int = 0) -> Judgement:
    return Judgement(verdict, one, "N. N.", NOON + timedelta(hours=hour), "because", other)


def test_a_record_is_read_back() -> None:
    told = pair("same-as", "a", "b")
    assert Judgement.from_record(told.record()) == told
    assert Judgement.from_record(told.record()).id == told.id


def test_sameness_joins_what_is_joined_by_others_whichever_way_round_it_was_said() -> None:
    told = [pair("same-as", "b", "a"), pair("same-as", "b", "c"), pair("same-as", "x", "y")]
    assert sameness(told).groups == (("a", "b", "c"), ("x", "y"))
    assert sameness(told).of("z") == ("z",)
    assert sameness([*told, pair("not-same-as", "a", "b", 1)]).groups == (("b", "c"), ("x", "y"))


def test_what_others_join_against_a_verdict_is_told() -> None:
    told = [pair("same-as", "a", "b"), pair("same-as", "b", "c"), pair("not-same-as", "c", "a")]
    assert sameness(told).torn == (("a", "c"),)
    assert sameness(told[:2]).torn == ()


@given(st.lists(st.integers(0, 20), max_size=20))
def test_a_chain_of_withdrawals_stands_at_every_other_one_from_its_end(targets: list[int]) -> None:
    """The model: a judgement stands unless a later standing one withdraws it."""
    told: list[Judgement] = []
    for number, target in enumerate(targets):
        aim = told[target % len(told)].id if told and target % 3 else "claim:x"
        verdict = "withdraw" if aim != "claim:x" else "accept"
        told.append(Judgement(verdict, aim, "N. N.", NOON + timedelta(hours=number), "because"))

    def stands(index: int) -> bool:
        return not any(told[later].target == told[index].id and stands(later) for later in range(index + 1, len(told)))

    assert list(standing(told)) == [each for index, each in enumerate(told) if stands(index)]
