"""The use cases: names resolved once, ledgers opened only where asked, verdicts with their day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from foedus.desk import Desk, Question, Settings, actor_page, ask_bound, check_commitments, find_agreement
from foedus.desk.asking import situation
from foedus.desk.checking import pairs
from foedus.desk.declaring import spoken as commitments
from foedus.ledger import ReadBy
from foedus.model.claims import Claim, Mention, Quote, Statement, make_claim
from foedus.model.documents import Document
from foedus.model.problems import BadDate, UnknownName, UsageError

READER = ReadBy("0.0.0", "by hand")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_question_in_names_is_one_in_keys(desk: Desk) -> None:
    asked = situation(desk, Question("any", "Russia", "2021-09-01", through=("Belarus",), ask=("Minsk",)))
    (act,) = asked.acts
    assert (act.attacker, act.target, act.through, asked.ask) == ("any", "RUS", ("BLR",), ("BLR",))


def test_a_question_without_a_day_is_todays(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.desk.asking.today", lambda: date(2022, 2, 20))
    assert situation(desk, Question("GEO", "south-ossetia")).on == date(2022, 2, 20)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (Question("Nobody at All", "RUS", "2021-09-01"), UnknownName),
        (Question("GEO", "RUS", "2021"), BadDate),
        (Question("GEO", "RUS", "2021-09-01", viewpoint="CMR"), UnknownName),
        (Question("GEO", "RUS", "2021-09-01", territory="Atlantis"), UnknownName),
    ],
)
def test_words_that_are_off_are_the_callers_mistake(desk: Desk, asked: Question, error: type[Exception]) -> None:
    with pytest.raises(error):
        situation(desk, asked)


def test_a_question_on_the_texts_opens_no_ledger(tmp_path: Path) -> None:
    place = tmp_path / "none.sqlite"
    with Desk(Settings(ledger=str(place))) as desk:
        ask_bound(desk, Question("GEO", "south-ossetia", "2022-02-20"))
    assert not place.exists()


def test_an_agreement_is_found_by_id_and_name_and_near_ids_are_named(desk: Desk) -> None:
    assert find_agreement(desk, "Tashkent Treaty") == find_agreement(desk, "cst-1992")
    with pytest.raises(UnknownName, match="cst-1992"):
        find_agreement(desk, "cst-1993")


def test_an_actors_page_holds_what_may_hold_on_the_day(desk: Desk) -> None:
    before, after = (actor_page(desk, "south-ossetia", day) for day in ("2008-08-01", "2009-08-01"))
    assert "RUS" not in {r.recogniser for r in before.recognised_by}
    assert "RUS" in {r.recogniser for r in after.recognised_by}
    assert {a.id for a in before.agreements} < {a.id for a in after.agreements}


def speech(
    path: str, published: str | None, *, duty: str, debtor: str, beneficiary: str, speaker: str, **more: object
) -> tuple[Document, Statement, Claim]:
    text = f"{path}: we will do our duty."
    document = Document(path, text, published=published, published_basis="stated" if published else None)
    said = Statement(document.id, Mention("we", 0, 2, speaker), None, ((0, len(text)),), "direct")
    claim = make_claim(
        document=document.id,
        statement=said.id,
        kind="commitment",
        roles={"debtor": [Mention("we", 0, 2, debtor)], "beneficiary": [Mention("d", 3, 4, beneficiary)]},
        attributes={"duty": duty, **more},
        evidence=[Quote(text, 0, len(text))],
    )
    return document, said, claim


@pytest.fixture
def spoken(desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A desk with a ledger in which ministers have promised things."""
    with Desk(Settings(ledger=str(tmp_path / "spoken.sqlite"))) as own:
        own.__dict__["library"], own.__dict__["gazetteer"] = desk.library, desk.gazetteer
        for path, published, duty, debtor, beneficiary, speaker in (
            ("wire.txt", "2020-09-09", "defend", "BLR", "RUS", "alexander-lukashenko"),
            ("talk.txt", "2022-02", "defend", "BLR", "south-ossetia", "dmitry-medoev"),
            ("host.txt", "2022-02-11", "host-forces", "south-ossetia", "RUS", "dmitry-medoev"),
            ("undated.txt", None, "defend", "BLR", "RUS", "alexander-lukashenko"),
        ):
            document, said, claim = speech(
                path, published, duty=duty, debtor=debtor, beneficiary=beneficiary, speaker=speaker
            )
            own.writable.append(document, (said,), (claim,), reader=READER, recorded_at=NOW)
        yield own


def test_a_commitment_under_a_text_in_force_is_borne_out_by_its_article(spoken: Desk) -> None:
    (verdict,) = check_commitments(spoken, "wire.txt")
    (finding,) = verdict.findings
    assert (verdict.day, finding.verdict) == (date(2020, 9, 9), "borne-out")
    assert {"agreement": "cst-1992", "article": "4"} in [owed["provision"] for owed in finding.obligations]
    assert verdict.speaker == "alexander-lukashenko"


def test_a_commitment_under_no_text_says_what_is_missing_and_on_which_day(spoken: Desk) -> None:
    (verdict,) = check_commitments(spoken, "talk.txt")
    (finding,) = verdict.findings
    assert (verdict.day, finding.verdict) == (date(2022, 2, 28), "not-borne-out")
    assert "the last day of 2022-02" in verdict.day_basis
    assert "not-party" in {case["failed_code"] for case in finding.missing}


def test_a_standing_duty_is_looked_for_among_standing_provisions(spoken: Desk) -> None:
    (verdict,) = check_commitments(spoken, "host.txt")
    (finding,) = verdict.findings
    assert finding.verdict == "borne-out"
    assert all(owed["duty"] == "host-forces" and owed["because"] for owed in finding.obligations)
    (rejected,) = check_commitments(spoken, "host.txt", viewpoint="Georgia")
    assert rejected.findings[0].verdict == "not-borne-out"
    assert "rejected" in {case["failed_code"] for case in rejected.findings[0].missing}


def test_a_document_without_a_date_needs_a_day(spoken: Desk) -> None:
    with pytest.raises(UsageError, match="--on"):
        check_commitments(spoken, "undated.txt")
    (verdict,) = check_commitments(spoken, "undated.txt", on="2021-01-01")
    assert (verdict.day, verdict.day_basis) == (date(2021, 1, 1), "the day that was asked for")


def test_declared_commitments_carry_who_spoke_for_whom_and_when(spoken: Desk) -> None:
    asked = situation(spoken, Question("any", "RUS", "2022-03-01", basis="both"))
    found = {each.claim.actors("beneficiary")[0]: each for each in commitments(spoken, asked) if each.uttered}
    minister = found["south-ossetia"]
    assert (minister.speaker, minister.speaks_for, minister.uttered) == ("dmitry-medoev", "south-ossetia", "2022-02")


def test_of_too_many_commitments_those_on_who_is_hit_are_weighed_and_the_answer_says_so(
    spoken: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Question("any", "RUS", "2021-09-01", basis="both")
    whole = ask_bound(spoken, asked)
    every = commitments(spoken, situation(spoken, asked))
    on_it = [each.claim.id for each in every if "RUS" in each.claim.everybody()]
    assert 1 < len(on_it) < len(every)
    monkeypatch.setattr("foedus.desk.declaring.MOST_DECLARED", len(every) - 1)
    some = ask_bound(spoken, asked)
    assert some["obligations"] == whole["obligations"]
    (gap,) = (each for each in some["unknown"] if each not in whole["unknown"])
    assert gap["actor"] == "RUS"
    assert "debtor or beneficiary" in gap["why"]
    monkeypatch.setattr("foedus.desk.declaring.MOST_DECLARED", 1)
    assert [each.claim.id for each in commitments(spoken, situation(spoken, asked))] == on_it[-1:]
    assert any("the 1 last recorded" in each["why"] for each in ask_bound(spoken, asked)["unknown"])


def test_a_declared_duty_stands_beside_the_texts_only_where_it_is_asked_for(spoken: Desk) -> None:
    both = ask_bound(spoken, Question("any", "RUS", "2021-09-01", basis="both"))
    text = ask_bound(spoken, Question("any", "RUS", "2021-09-01"))
    assert {owed["level"] for owed in both["obligations"]} == {"de-jure", "declared"}
    assert {owed["level"] for owed in text["obligations"]} == {"de-jure"}


def test_pairs_join_every_debtor_with_every_beneficiary_but_itself() -> None:
    claim = make_claim(
        document="d",
        kind="commitment",
        roles={role: [Mention(k, 0, 1, k) for k in ("RUS", "BLR")] for role in ("debtor", "beneficiary")},
        evidence=[],
    )
    assert set(pairs(claim)) == {("RUS", "BLR"), ("BLR", "RUS")}


def test_without_a_beneficiary_the_trigger_says_who_is_protected() -> None:
    claim = make_claim(
        document="d",
        kind="commitment",
        roles={"debtor": [Mention("NATO", 0, 4, "nato")]},
        attributes={"trigger": {"on": ["LTU", "LVA"]}},
        evidence=[],
    )
    assert list(pairs(claim)) == [("nato", "LTU"), ("nato", "LVA")]
