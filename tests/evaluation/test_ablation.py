"""Gains: how much more one reading of the same texts reaches than another, and how sure that is."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.evaluation import Scored, figures
from foedus.evaluation.ablation import Gain, gains
from foedus.evaluation.counts import Key
from foedus.evaluation.parts import Part
from foedus.views.ablation import ablation_records, ablation_tables

Read = tuple[int, int]
"""How many contents were read in a text, and how many of them are right; four are annotated."""


def scored(read: list[Read]) -> dict[str, list[Scored]]:
    """A set of texts with attributions, so read; every right content has a right source."""
    names = {"gold": 4}
    return {
        "set": [
            Scored(
                f"text {at}",
                Counter(
                    {Key("quotations", "all", what): n
                     for what, n in {**names, "read": each, "content": right, "source": right}.items()}
                ),
            )
            for at, (each, right) in enumerate(read)
        ]
    }  # fmt: skip


def content(found: list[Gain]) -> Gain:
    return next(each for each in found if each.match == "content" and each.part == "all")


reads = st.integers(0, 4).flatmap(lambda right: st.tuples(st.integers(right, 9), st.just(right)))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(reads, reads), min_size=2, max_size=8))
def test_a_gain_is_the_difference_of_the_two_figures(pairs: list[tuple[Read, Read]]) -> None:
    one, other = (scored([pair[side] for pair in pairs]) for side in (0, 1))
    gain = content(list(gains(one, other, times=40)))
    before, after = (figures([each.counts for each in reading["set"]])[0].value for reading in (one, other))
    assert before is not None
    assert after is not None
    assert gain.value == pytest.approx(after - before)
    assert gain.low is not None
    assert gain.high is not None
    assert gain.low <= gain.high


def test_what_gains_in_every_text_surely_gains_however_hard_the_texts_are() -> None:
    hard_and_easy = [(4, n % 5) for n in range(20)]
    better = [(4, min(4, right + 1)) for _, right in hard_and_easy]
    gain = content(list(gains(scored(hard_and_easy), scored(better))))
    assert gain.low is not None
    assert gain.low > 0
    figure = figures([each.counts for each in scored(hard_and_easy)["set"]])[0]
    assert figure.low is not None
    assert figure.high is not None
    assert gain.high is not None
    assert gain.high - gain.low < figure.high - figure.low


def test_the_same_reading_gains_nothing_and_one_text_tells_no_bounds() -> None:
    assert content(list(gains(scored([(4, 2)] * 3), scored([(4, 2)] * 3)))).value == 0
    alone = content(list(gains(scored([(4, 2)]), scored([(4, 3)]))))
    assert alone.value == pytest.approx(0.25)
    assert (alone.low, alone.high) == (None, None)


def test_sides_of_a_part_are_told_apart() -> None:
    one, other = scored([(4, 1)] * 12), scored([(4, 2)] * 12)
    assert {each.part for each in gains(one, other, Part(1, 3), times=9)} == {"all", "open", "held"}


def test_a_gain_reads_as_a_row_and_as_a_record() -> None:
    from dataclasses import replace

    from foedus.evaluation import evaluate

    one, other = scored([(4, 1), (4, 2)]), scored([(4, 2), (4, 3)])
    found = [replace(each, reader=way) for way, s in (("grammar", one), ("both", other)) for each in evaluate(s)]
    more = list(gains(one, other, times=9))
    (table,) = ablation_tables(found, more)
    assert table.columns == ("what", "gold", "grammar", "both", "both, beyond grammar")
    assert table.rows[0][0] == "quotations: content"
    assert table.rows[0][-1].startswith("+0.250 (")
    records = ablation_records(found, more)
    assert {record["type"] for record in records} == {"figure", "gain"}
    assert [r["gain"] for r in records if r["type"] == "gain"] == [0.25, 0.25]
