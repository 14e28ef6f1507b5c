"""Looks and what is new since one, in every store."""

from __future__ import annotations

from datetime import date

import pytest
from ledger_making import ARTICLE, FIRST, SECOND, claim, day

from foedus.ledger import ClaimFilter
from foedus.ledger.looks import Look
from foedus.ledger.store import Ledger
from foedus.model.documents import Document
from foedus.model.judgements import Judgement
from foedus.model.problems import UsageError

ONE = claim(ARTICLE, recogniser="BLR", recognised="abkhazia")
TWO = claim(ARTICLE, "membership", member="BLR", organisation="csto")
OTHER = Document("b.txt", "Nauru did not.")
THREE = claim(OTHER, recogniser="NRU", recognised="abkhazia")


def new(ledger: Ledger, after: int, **more: object) -> list[str]:
    """The claims that are new after an entry."""
    return [each.claim.id for each in ledger.recorded_claims(ClaimFilter(after=after, **more))]  # type: ignore[arg-type]


def test_what_is_new_is_what_no_reading_had(ledger: Ledger) -> None:
    ledger.append(ARTICLE, [], [ONE], reader=FIRST, recorded_at=day(1))
    then = ledger.last()
    assert new(ledger, 0) == [ONE.id]
    assert new(ledger, then) == []
    ledger.append(ARTICLE, [], [ONE, TWO], reader=SECOND, recorded_at=day(2))
    ledger.append(OTHER, [], [THREE], reader=FIRST, recorded_at=day(1))  # told late of an earlier day: new all the same
    assert new(ledger, then) == [TWO.id, THREE.id]
    assert new(ledger, then, actors=("csto", "NRU")) == [TWO.id, THREE.id]
    assert new(ledger, then, actors=("csto",)) == [TWO.id]
    assert [c.id for c in ledger.claims(ClaimFilter(actors=("abkhazia",)))] == [ONE.id, THREE.id]
    assert [each.claim.id for each in ledger.standing_claims(ClaimFilter(actors=("csto",)))] == [TWO.id]
    middle = ledger.last()
    ledger.append(ARTICLE, [], [ONE], reader=FIRST, recorded_at=day(3))
    ledger.append(ARTICLE, [], [ONE, TWO], reader=SECOND, recorded_at=day(4))
    assert new(ledger, middle) == []


def test_judgements_after_an_entry(ledger: Ledger) -> None:
    ledger.append(ARTICLE, [], [ONE, TWO], reader=FIRST, recorded_at=day(1))
    first, second = (Judgement("accept", each.id, "N. N.", day(2), "so it is") for each in (ONE, TWO))
    ledger.judge(first)
    then = ledger.last()
    ledger.judge(second)
    assert list(ledger.judgements(after=then)) == [second]
    assert list(ledger.judgements(day(1), after=then)) == []


def test_looks_are_kept_and_found_by_name_and_moment(ledger: Ledger) -> None:
    long = "x" * 5000
    first, second = Look("daily", day(1), 3, {"actors": ["RUS"]}, {"a": 1}), Look("daily", day(3), 5, {}, {"a": 1})
    for each in (first, second, Look(long, day(2), 4, {}, {"b": [2]})):
        ledger.look(each)
    assert list(ledger.looks("daily")) == [first, second]
    assert [each.name for each in ledger.looks()] == ["daily", "daily", long]
    assert ledger.latest_look("daily") == second
    assert ledger.latest_look("daily", date(2024, 1, 2)) == first
    assert ledger.latest_look("daily", date(2023, 12, 31)) is None
    assert ledger.latest_look("weekly") is None
    assert ledger.watches() == {"daily": (2, day(3)), long: (1, day(2))}
    assert ledger.watches(day(2)) == {"daily": (1, day(1)), long: (1, day(2))}
    with pytest.raises(UsageError, match="has a name"):
        ledger.look(Look(" ", day(4), 5, {}, {}))
