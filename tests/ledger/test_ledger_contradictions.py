"""Contradictions over a whole ledger: found among the contested alone, after what people held, as of a day."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from ledger_making import FIRST, claim, day, statement

from foedus.ledger import disagreements
from foedus.ledger.store import Ledger
from foedus.model.claims import Claim, Mention, Quote
from foedus.model.documents import Document
from foedus.model.judgements import Judgement

WIRE = " ".join(f"word{number}" for number in range(120))
PAPERS = {
    name: Document(f"{name}.txt", text, outlet=outlet, published=published)
    for name, text, outlet, published in (
        ("wire", f"Minsk. {WIRE}", "Dnieper Wire", "2014-11-24"),
        ("copy", f"Our man writes. {WIRE}", "Morning Post", "2014-11-24"),
        ("other", "Sukhum has a text of its own.", "Caucasus Courier", "2014-11-30"),
        ("third", "Tiraspol has another one.", None, "2014-12-05"),
    )
}


def stage(paper: str, date: str | None, name: str = "signed", agreement: str = "pact", **fields: Any) -> Claim:
    given = {"agreement": agreement, "attributes": {"stage": name}, **fields}
    return claim(PAPERS[paper], "agreement-stage", date, evidence=PAPERS[paper].text[:5], **given)


CLAIMS = {
    "wire": (stage("wire", "2014-11-24"), stage("wire", None, "ratified")),
    "copy": (stage("copy", "2014-11-24", party="RUS"),),
    "other": (stage("other", "2014-11-25"), stage("other", "2016", "in-force", "the-pact")),
    "third": (stage("third", "2015", "in-force"), claim(PAPERS["third"], "stance", holder="RUS", evidence="Tiras")),
}


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    for number, (paper, claims) in enumerate(CLAIMS.items(), 1):
        ledger.append(PAPERS[paper], (), claims, reader=FIRST, recorded_at=day(number))
    return ledger


def found(ledger: Ledger, actor: str | None = None, known_on: int | None = None) -> list[tuple[str, list[str]]]:
    differ = ledger.contradictions(actor, day(known_on) if known_on else None).disagreements
    return [(each.subject, [side.value for side in each.sides]) for each in differ]


SIGNED = ("pact: signed", ["2014-11-24", "2014-11-25"])
BEGUN = ("pact: in-force", ["2015", "2016"])


def judge(ledger: Ledger, verdict: str, target: str, on: int = 6, **more: Any) -> Judgement:
    made = Judgement(verdict, target, "N. N.", day(on), "a reason", **more)
    ledger.judge(made)
    return made


def test_the_contradictions_of_one_actor_are_those_that_concern_it(filled: Ledger) -> None:
    assert found(filled) == found(filled, "pact") == found(filled, "RUS") == [SIGNED]
    assert found(filled, "the-pact") == found(filled, "BLR") == []
    assert found(filled, "pact", known_on=2) == []


def test_ten_copies_of_a_story_are_one_source(filled: Ledger) -> None:
    (one,) = filled.contradictions("pact").disagreements
    assert [(len(side.documents), side.independent) for side in one.sides] == [(2, 1), (1, 1)]
    assert "said by 2 documents from 1 independent source" in one.explanation
    judge(filled, "not-same-as", PAPERS["wire"].id, other=PAPERS["copy"].id)
    (one,) = filled.contradictions("pact").disagreements
    assert one.sides[0].independent == 2
    judge(filled, "same-as", PAPERS["wire"].id, 7, other=PAPERS["copy"].id)
    judge(filled, "same-as", PAPERS["other"].id, 7, other=PAPERS["copy"].id)
    assert len({each.origin for each in filled.contradictions("pact").accounts}) == 1


def test_what_was_rejected_or_retracted_contradicts_nothing(filled: Ledger) -> None:
    rejected = judge(filled, "reject", CLAIMS["other"][0].id)
    assert found(filled, "pact") == []
    assert found(filled, "pact", known_on=5) == [SIGNED]
    judge(filled, "withdraw", rejected.id, 7)
    assert found(filled, "pact") == [SIGNED]
    judge(filled, "retract", PAPERS["other"].id, 8)
    assert found(filled) == []


def test_a_correction_may_end_a_contradiction_and_begin_one(filled: Ledger) -> None:
    said = CLAIMS["other"][0]
    right = replace(grounded(said), time=CLAIMS["wire"][0].time)
    judge(filled, "correct", said.id, claim=right)
    assert found(filled, "pact") == []
    other = replace(grounded(CLAIMS["other"][1]), roles=(("agreement", (Mention("Sukhum", 0, 6, "pact"),)),))
    judge(filled, "correct", CLAIMS["other"][1].id, claim=other)
    assert found(filled, "pact") == [BEGUN]


def test_names_that_are_held_to_be_one_are_one(filled: Ledger) -> None:
    judge(filled, "same-as", "pact", other="the-pact")
    assert found(filled, "pact") == found(filled, "the-pact") == [BEGUN, SIGNED]
    assert found(filled, "pact", known_on=5) == [SIGNED]
    judge(filled, "not-same-as", "pact", 7, other="the-pact")
    assert found(filled, "pact") == [SIGNED]


def test_one_text_with_two_dates_of_publication(filled: Ledger) -> None:
    again = replace(PAPERS["third"], published="2014-12-09")
    filled.append(again, (), CLAIMS["third"], reader=FIRST, recorded_at=day(5))
    differ = filled.contradictions().disagreements
    assert [each.type for each in differ] == ["publication-dates", "stage-dates"]


def test_the_store_finds_what_the_rules_find_among_all_claims(filled: Ledger) -> None:
    everything = [each for claims in CLAIMS.values() for each in claims]
    rules = disagreements(everything, (), PAPERS.values())
    assert [each.subject for each in rules] == [subject for subject, _ in found(filled)]


def test_an_outlet_that_names_another_as_its_source_is_that_other(ledger: Ledger) -> None:
    class Known:
        def is_known(self, key: str) -> bool:
            return True

        def is_medium(self, key: str) -> bool:
            return key == "dnieper-wire"

        def medium(self, name: str) -> str:
            return name.lower().replace(" ", "-")

    for number, paper in enumerate(("wire", "copy", "other"), 1):
        via = (Mention("Dnieper Wire", 0, 5, "dnieper-wire"),) if paper == "other" else ()
        said = statement(PAPERS[paper], "VUT", via=via)
        held = claim(PAPERS[paper], said=said, recogniser="VUT", recognised="abkhazia", evidence=PAPERS[paper].text[:5],
                     polarity="negated" if paper == "wire" else "affirmed")  # fmt: skip
        ledger.append(PAPERS[paper], [said], [held], reader=FIRST, recorded_at=day(number))
    told = ledger.weigh(["abkhazia"], directory=Known())
    assert {account.origin for account in told.accounts} == {"medium:dnieper-wire"}
    assert {account.put for account in told.accounts} == {"says", "denies"}


def grounded(given: Claim) -> Claim:
    """The claim with mentions and evidence that stand in its document."""
    words = next(paper.text for paper in PAPERS.values() if paper.id == given.document)[:5]
    roles = tuple((role, tuple(Mention(words, 0, 5, each.actor) for each in fillers)) for role, fillers in given.roles)
    return replace(given, roles=roles, evidence=(Quote(words, 0, 5),))
