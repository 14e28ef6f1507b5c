"""Confidence: told of the claim alone, less where fillers are less sure, and the same as the ledger keeps."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.model.claims import KINDS, Claim, Mention, Quote, TimeReference, make_claim
from foedus.reading.confidence import confidence, features, load_weights


def claim(**changes: Any) -> Claim:
    fields: dict[str, Any] = {
        "document": "sha256:0",
        "kind": "recognition",
        "roles": {"recogniser": [Mention("Malta", 0, 5, "MLT")], "recognised": [Mention("Kosovo", 17, 23, "kosovo")]},
        "evidence": [Quote("Malta recognised Kosovo", 0, 23)],
    }
    return make_claim(**(fields | changes))


def everybody(_: str) -> bool:
    return True


def nobody(_: str) -> bool:
    return False


@pytest.mark.parametrize(
    "less",
    [
        {"roles": {"recogniser": [Mention("it", 0, 2, "MLT")], "recognised": [Mention("Kosovo", 17, 23, "kosovo")]}},
        {"roles": {"recogniser": [], "recognised": [Mention("Kosovo", 17, 23, "kosovo")]}},
        {"roles": {"recogniser": [Mention("Malta", 900, 905, "MLT")], "recognised": [Mention("Kosovo", 17, 23, "x")]}},
        {"evidence": [Quote("x" * 400, 0, 400)]},
    ],
    ids=["a pronoun", "nobody", "far away", "long evidence"],
)
def test_a_claim_is_less_sure_where_its_fillers_are(less: dict[str, Any]) -> None:
    assert confidence(claim(**less), everybody) < confidence(claim(), everybody)


def test_names_that_the_gazetteer_does_not_have_are_less_sure() -> None:
    assert confidence(claim(), nobody) < confidence(claim(), everybody)


def test_every_weight_is_of_a_feature_or_a_kind_that_there_is() -> None:
    time = TimeReference("2010", "then", 0, 4, "inferred")
    told = features(claim(time=time, status="possible"), everybody)
    assert told["inferred"] == told["possible"] == 1.0
    assert {name for name, _ in load_weights().features} <= {*told, *KINDS}
    assert load_weights().shift <= 0  # nobody reads texts better that he has not seen


mentions = st.builds(
    lambda text, start, actor: Mention(text, start, start + len(text), actor),
    st.text(max_size=20), st.integers(0, 10**6), st.sampled_from(["MLT", "kosovo", "nobody"]),
)  # fmt: skip


@given(st.sampled_from(KINDS), st.lists(mentions, max_size=5), st.lists(mentions, max_size=5), st.integers(0, 10**6))
def test_it_is_a_share_for_every_claim(kind: str, one: list[Mention], other: list[Mention], start: int) -> None:
    made = claim(kind=kind, roles={"a": one, "b": other}, evidence=[Quote("", start, start)])
    sure = confidence(made, lambda key: key == "MLT")
    assert 0 < sure < 1
    assert sure == round(sure, 2)
