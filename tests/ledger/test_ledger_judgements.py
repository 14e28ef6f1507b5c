"""Judgements: signed, dated, reversible, and what they make of the claims, in every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from ledger_making import FIRST, SECOND, claim, day, statement

from foedus.ledger import ClaimFilter, open_ledger
from foedus.ledger.store import Ledger
from foedus.model.claims import Claim, Mention
from foedus.model.documents import Document
from foedus.model.judgements import Judgement
from foedus.model.problems import UnknownName, UsageError

ARTICLE = Document("a.txt", "Tskhinvali said that Russia recognised it.")
OTHER = Document("b.txt", "Minsk denied it.")
SAID = statement(ARTICLE, "alan-gagloev", on_behalf_of="south-ossetia", content=((21, 41),))
RECOGNISED = replace(
    claim(ARTICLE, said=SAID, evidence="Russia recognised it", recogniser="RUS", recognised="south-ossetia"),
    evidence=(),
)
MEMBER = claim(ARTICLE, "membership", "1994-04", member=["BLR"], organisation="csto", evidence="Tskhi")
DENIED = claim(OTHER, "territory", territory="BLR", of="RUS", polarity="negated", evidence="Minsk")


def grounded(given: Claim) -> Claim:
    """The claim with mentions and evidence that stand in the article."""
    roles = tuple(
        (role, tuple(Mention("Tskhinvali", 0, 10, each.actor) for each in fillers)) for role, fillers in given.roles
    )
    return replace(given, roles=roles, evidence=(replace(MEMBER.evidence[0], text="Tskhinvali", start=0, end=10),))


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Two articles and three claims, recorded on the first of January."""
    ledger.append(ARTICLE, [SAID], [RECOGNISED, MEMBER], reader=FIRST, recorded_at=day(1))
    ledger.append(OTHER, [], [DENIED], reader=FIRST, recorded_at=day(1))
    return ledger


def held(verdict: str, target: str, on: int = 2, **more: object) -> Judgement:
    return Judgement(verdict, target, "N. N.", day(on), "a reason", **more)  # type: ignore[arg-type]


def counted(ledger: Ledger, known_on: datetime | None = None, **wanted: object) -> list[str]:
    """The ids of the claims that count."""
    found = ledger.standing_claims(ClaimFilter(**wanted), known_on)  # type: ignore[arg-type]
    return [each.claim.id for each in found]


def test_a_judgement_is_read_back_and_held_once(filled: Ledger) -> None:
    given = held("accept", MEMBER.id)
    assert filled.judge(given)
    assert not filled.judge(given)
    assert list(filled.judgements()) == [given]
    assert list(filled.judgements(day(1))) == []


def test_a_rejected_claim_stays_and_no_longer_counts(filled: Ledger) -> None:
    filled.judge(held("reject", MEMBER.id))
    assert [c.id for c in filled.claims()] == [RECOGNISED.id, MEMBER.id, DENIED.id]
    assert counted(filled) == [RECOGNISED.id, DENIED.id]
    assert counted(filled, day(1)) == [RECOGNISED.id, MEMBER.id, DENIED.id]
    (recorded,) = filled.recorded_claims(ClaimFilter(id=MEMBER.id))
    assert recorded.judged.verdict is not None
    assert recorded.judged.verdict.by == "N. N."


def test_withdrawing_undoes_and_withdrawing_that_does_again(filled: Ledger) -> None:
    rejection = held("reject", MEMBER.id)
    withdrawal = held("withdraw", rejection.id, 3)
    again = held("withdraw", withdrawal.id, 4)
    for each in (rejection, withdrawal, again):
        filled.judge(each)
    assert [MEMBER.id in counted(filled, day(on)) for on in (1, 2, 3, 4)] == [True, False, True, False]
    assert list(filled.judgements(targets=[MEMBER.id])) == [rejection, withdrawal, again]


def test_the_latest_verdict_counts(filled: Ledger) -> None:
    filled.judge(held("reject", MEMBER.id, 2))
    filled.judge(held("accept", MEMBER.id, 3))
    assert MEMBER.id in counted(filled)
    assert MEMBER.id not in counted(filled, day(2))


def test_a_retracted_document_takes_its_claims_along_whoever_accepted_them(filled: Ledger) -> None:
    filled.judge(held("retract", ARTICLE.id, 2))
    filled.judge(held("accept", MEMBER.id, 3))
    assert counted(filled) == [DENIED.id]
    filled.judge(held("retract", DENIED.id, 4))
    assert counted(filled) == []


def test_a_correction_counts_in_the_place_of_the_claim_and_is_found_by_what_it_says(filled: Ledger) -> None:
    better = replace(grounded(MEMBER), polarity="negated", roles=(("member", (Mention("Tskhinvali", 0, 10, "ARM"),)),))
    filled.judge(held("correct", MEMBER.id, claim=better))
    assert counted(filled) == [RECOGNISED.id, DENIED.id, better.id]
    assert counted(filled, actor="ARM") == counted(filled, kind="membership", text="tskhin*") == [better.id]
    assert counted(filled, actor="BLR", role="member") == counted(filled, status="planned") == []
    assert counted(filled, document=OTHER.id, limit=1) == [DENIED.id]
    (found,) = filled.standing_claims(ClaimFilter(id=better.id))
    assert counted(filled, ids=(better.id,)) == [better.id]
    assert (found.read_by, found.statement) == (FIRST, None)
    filled.judge(held("reject", MEMBER.id, 3))
    assert counted(filled, kind="membership") == []


def test_a_correction_of_a_said_claim_keeps_who_said_it(filled: Ledger) -> None:
    better = replace(grounded(RECOGNISED), polarity="negated")
    filled.judge(held("correct", RECOGNISED.id, claim=better))
    assert counted(filled, speaker="south-ossetia") == counted(filled, speaker="alan-gagloev") == [better.id]
    assert counted(filled, speaker="RUS") == []


def test_a_later_reading_does_not_lose_what_was_held(filled: Ledger) -> None:
    filled.judge(held("reject", MEMBER.id))
    filled.append(ARTICLE, [SAID], [RECOGNISED, MEMBER], reader=SECOND, recorded_at=day(3))
    assert counted(filled, document=ARTICLE.id) == [RECOGNISED.id]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (held("approve", MEMBER.id), "no verdict"),
        (replace(held("accept", MEMBER.id), by=" "), "signed"),
        (replace(held("accept", MEMBER.id), reason=""), "reason"),
        (held("same-as", "BLR"), "two things"),
        (held("accept", MEMBER.id, other="BLR"), "two things"),
        (held("same-as", "BLR", other="BLR"), "same as itself"),
        (held("correct", MEMBER.id), "what should stand"),
        (held("accept", MEMBER.id, claim=MEMBER), "what should stand"),
        (replace(held("accept", MEMBER.id), at=datetime(2024, 1, 1)), "time zone"),
        (held("correct", MEMBER.id, claim=MEMBER), "accept the claim"),
        (held("correct", MEMBER.id, claim=DENIED), "another document"),
        (held("correct", MEMBER.id, claim=replace(MEMBER, polarity="negated")), "exact words"),
    ],
)
def test_a_judgement_that_is_not_whole_is_refused(filled: Ledger, given: Judgement, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        filled.judge(given)
    assert list(filled.judgements()) == []


@pytest.mark.parametrize(
    ("verdict", "target"), [("accept", "claim:none"), ("retract", "sha256:none"), ("withdraw", MEMBER.id)]
)
def test_what_is_not_held_cannot_be_judged(filled: Ledger, verdict: str, target: str) -> None:
    with pytest.raises(UnknownName, match="holds no"):
        filled.judge(held(verdict, target))


def test_a_batch_of_judgements_is_all_or_nothing(filled: Ledger) -> None:
    def judge_two() -> None:
        with filled.batch():
            filled.judge(held("accept", MEMBER.id))
            filled.judge(held("accept", "claim:none"))

    with pytest.raises(UnknownName):
        judge_two()
    assert list(filled.judgements()) == []


def test_judgements_last(lasting_place: str | Path) -> None:
    with open_ledger(lasting_place) as ledger:
        ledger.append(ARTICLE, [SAID], [RECOGNISED, MEMBER], reader=FIRST, recorded_at=day(1))
        ledger.judge(held("reject", MEMBER.id))
    with open_ledger(lasting_place, create=False) as ledger:
        assert counted(ledger) == [RECOGNISED.id]
