"""Agreements and situations as values: sources by key, members once each, who is on which side."""

from __future__ import annotations

from datetime import date

from foedus.library import values
from foedus.model.situations import Act, Situation
from foedus.model.time import Truth
from treaties import agreement


def test_a_source_is_cited_by_title_and_address_and_an_unlisted_key_stands_for_itself() -> None:
    raw = agreement("t", "A", "B", sources={"text": {"title": "Text", "address": "https://example.org/t"}})
    built = values.agreement(raw)
    assert built.cite("text") == "Text <https://example.org/t>"
    assert built.cite("elsewhere") == "elsewhere"


def test_one_who_left_and_came_back_is_one_member() -> None:
    spells = [
        {"actors": ["A", "B"], "end": "2005-01-01", "source": "text"},
        {"actors": ["A"], "start": "2010-01-01", "source": "text"},
    ]
    assert values.agreement(agreement("t", parties=spells)).members() == ("A", "B")


def test_a_situation_names_its_sides() -> None:
    situation = Situation((Act("X", "A"), Act("Y", "A"), Act("X", "B")), date(2020, 1, 1))
    assert (situation.attackers, situation.targets) == (frozenset("XY"), frozenset("AB"))


def test_three_values_join_as_the_least_and_the_greatest() -> None:
    order = [Truth.NO, Truth.UNKNOWN, Truth.YES]
    for one in order:
        for other in order:
            assert one & other is order[min(order.index(one), order.index(other))]
            assert one | other is order[max(order.index(one), order.index(other))]
    assert [~each for each in order] == order[::-1]
