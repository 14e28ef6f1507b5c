"""Contradictions, topics and timelines by the page: nothing is told twice, nothing is left out, totals are told."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ledger_making import FIRST, claim, day, statement

from foedus.ledger import open_ledger, sampling
from foedus.ledger.store import Ledger
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document
from foedus.model.judgements import Judgement

TWO_DATES = {"stage": "ratified", "time_conflict": {"text": "three days ago", "edtf": "2016-01-01"}}
ACTORS = ("RUS", "GEO", "abkhazia")
PAPERS = tuple(
    Document(
        f"{number}.txt", f"Text {number} of many.", outlet=f"Outlet {number % 3}", published=f"2014-0{number + 1}-01"
    )
    for number in range(8)
)


def made() -> Iterator[tuple[Document, list[Statement], list[Claim]]]:
    """News in which few actors do few things on few days, so that much of it is contradicted."""
    chance = random.Random(2014)  # noqa: S311
    for paper in PAPERS:
        said = [statement(paper, who) for who in ACTORS]
        claims = {}
        for _ in range(14):
            who, whom = chance.sample(ACTORS, 2)
            told: dict[str, Any] = {
                "time": chance.choice((None, "2014", "2014-03-01", "2014-03-02", "2015-01/2015-06")),
                "polarity": chance.choice(("affirmed", "affirmed", "negated")),
                "status": chance.choice(("actual", "actual", "planned", "denied")),
                "said": chance.choice((None, *said)),
                "evidence": "Text",
            }
            one = chance.choice((
                claim(paper, recogniser=who, recognised=whom, attributes={"change": "recognises"}, **told),
                claim(paper, "stance", holder=who, target=whom, attributes={"stance": "support"}, **told),
                claim(paper, "agreement-stage", agreement="pact", party=who, attributes={"stage": "signed"}, **told),
                claim(paper, "agreement-stage", agreement="pact", party=who, attributes=TWO_DATES, **told),
                claim(paper, "office", person=who, of=whom, attributes={"office": "president"}, **told),
            ))  # fmt: skip
            claims[one.id] = one
        yield paper, said, list(claims.values())


@pytest.fixture
def filled(either_place: str | Path) -> Iterator[Ledger]:
    with open_ledger(either_place) as ledger:
        for number, (paper, said, claims) in enumerate(made(), 1):
            ledger.append(paper, said, claims, reader=FIRST, recorded_at=day(number))
        yield ledger


def paged(ledger: Ledger, actor: str | None, known_on: int | None, limit: int = 3) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    start: int | None = 0
    while start is not None:
        page = ledger.contradictions(actor, day(known_on) if known_on else None, limit=limit, start=start)
        assert page.following is None or start < page.following <= page.of
        found.update((each.type, each.subject) for each in page.disagreements)
        start = page.following
    return found


def whole(ledger: Ledger, actor: str | None, known_on: int | None) -> Counter[tuple[str, str]]:
    differ = ledger.contradictions(actor, day(known_on) if known_on else None).disagreements
    return Counter((each.type, each.subject) for each in differ)


def test_pages_of_contradictions_are_all_of_them_once(filled: Ledger) -> None:
    assert len(whole(filled, "abkhazia", None)) > 5
    for actor in (*ACTORS, "pact", None):
        for known_on in (None, 3):
            assert paged(filled, actor, known_on) == whole(filled, actor, known_on), (actor, known_on)
    worst = next(iter(filled.contradictions("abkhazia").disagreements)).sides[0].claims[0]
    filled.judge(Judgement("reject", worst, "N. N.", day(20), "misread"))
    filled.judge(Judgement("same-as", "GEO", "N. N.", day(21), "one land", "abkhazia"))
    assert paged(filled, "abkhazia", None) == whole(filled, "abkhazia", None)
    assert paged(filled, "abkhazia", 20) == whole(filled, "abkhazia", 20)


def test_of_many_claims_some_are_compared_and_the_number_of_all_is_told(
    filled: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = whole(filled, "abkhazia", None)
    monkeypatch.setattr(sampling, "FEW", 2)
    monkeypatch.setattr(sampling, "A_SIDE", 1)
    # Where all claims on a point do contradict one another, some of them show it; where they do not, all are looked at.
    assert paged(filled, "abkhazia", None) == every
    assert set(paged(filled, "abkhazia", 3)) == set(whole(filled, "abkhazia", 3))
    page = filled.contradictions("abkhazia", limit=100)
    sampled = [each for each in page.disagreements if each.of]
    assert sampled
    for each in sampled:
        assert sum(len(side.claims) for side in each.sides) <= (each.of or 0)
        assert each.record()["of"] == each.of
    topic = filled.weigh(["abkhazia"], limit=100)
    assert topic.sizes
    assert all(size > 2 for size in topic.sizes.values())


def test_a_topic_by_pages_has_each_proposition_once(filled: Ledger) -> None:
    every = filled.weigh(["abkhazia"])
    seen: Counter[int] = Counter()
    start: int | None = 0
    while start is not None:
        page = filled.weigh(["abkhazia"], limit=4, start=start)
        assert page.of == every.of
        seen.update(page.points)
        start = page.following
    assert set(seen) == every.points
    assert set(seen.values()) == {1}


def test_a_long_timeline_comes_in_pages_in_the_order_of_days(filled: Ledger) -> None:
    every = filled.timeline("abkhazia")
    assert filled.timeline("abkhazia", limit=len(every.accounts) * 5).accounts == every.accounts
    lives = [each for each in every.accounts if each.claim.time or each.claim.kind != "stance"]
    seen: Counter[str] = Counter()
    lows: list[str] = []
    following: int | None = 0
    while following is not None:
        page = filled.timeline("abkhazia", limit=5, start=following)
        seen.update(each.id for each in page.accounts)
        lows.append(min((each.claim.time.edtf for each in page.accounts if each.claim.time), default="later"))
        following = page.following
    assert set(seen) == {each.id for each in lives}
    assert len(lows) > 2
    assert lows == sorted(lows)
    assert lows[-1] == "later", "what gives no time comes last"
    span = filled.timeline("abkhazia", limit=2, span=(date(2015, 1, 1), None))
    assert {each.claim.time and each.claim.time.edtf for each in span.accounts} <= {None, "2015-01/2015-06"}
    clashing = {
        claim for each in filled.contradictions("abkhazia").disagreements for s in each.sides for claim in s.claims
    }
    told = {c for each in page.disagreements for s in each.sides for c in s.claims}
    assert told <= clashing
