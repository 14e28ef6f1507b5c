"""What every store must do alike: append once, keep everything, answer as of any day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from ledger_making import FIRST, SECOND, claim, day, statement

from foedus.ledger import Appended, ClaimFilter, StatementFilter, open_ledger
from foedus.ledger.store import Ledger
from foedus.model.claims import Claim, Term
from foedus.model.documents import Document
from foedus.model.problems import Problem, UsageError
from foedus.model.time import Truth
from foedus.model.usage import Used

ARTICLE = Document("a.txt", "Tskhinvali said that Russia recognised it.", title="News", published="2014-11-24")
OTHER = Document("b.txt", "Minsk denied it.", published="2014-11-25")
SAID = statement(ARTICLE, "alan-gagloev", on_behalf_of="south-ossetia", content=((21, 41),))
RECOGNISED = claim(
    ARTICLE,
    said=SAID,
    time="2008-08-26",
    recogniser="RUS",
    recognised="south-ossetia",
    evidence="Russia   RECOGNISED it",
    terms=[Term("it", 0, 2, "south-ossetia", "asserts-statehood")],
)
MEMBER = claim(ARTICLE, "membership", "1994-04", member=["BLR"], organisation="csto", status="planned")
DENIED = claim(OTHER, "territory", territory="BLR", of="RUS", polarity="negated")


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Two articles, recorded on the first and the third of January."""
    ledger.append(ARTICLE, [SAID], [RECOGNISED, MEMBER], reader=FIRST, recorded_at=day(1))
    ledger.append(OTHER, [], [DENIED], reader=FIRST, recorded_at=day(3))
    return ledger


def kept(ledger: Ledger, known_on: date | datetime | None = None, **wanted: object) -> list[Claim]:
    return list(ledger.claims(ClaimFilter(**wanted), known_on))  # type: ignore[arg-type]


def test_what_is_read_back_is_what_was_appended(filled: Ledger) -> None:
    assert [d.record() for d in filled.documents()] == [ARTICLE.record(), OTHER.record()]
    assert [s.record() for s in filled.statements()] == [SAID.record()]
    assert [c.record() for c in filled.claims()] == [RECOGNISED.record(), MEMBER.record(), DENIED.record()]


def test_a_claim_comes_with_its_statement_reader_and_time_of_recording(filled: Ledger) -> None:
    first, second, _ = filled.recorded_claims()
    assert (first.statement, second.statement) == (SAID, None)
    assert (first.read_by, first.recorded_at, first.holds) == (FIRST, day(1), None)


def test_the_same_reading_again_adds_nothing(filled: Ledger) -> None:
    added = filled.append(ARTICLE, [SAID], [RECOGNISED, MEMBER], reader=FIRST, recorded_at=day(9))
    assert added == Appended()
    assert not added
    assert len(kept(filled)) == 3


def test_the_counts_are_of_what_is_new(ledger: Ledger) -> None:
    added = ledger.append(ARTICLE, [SAID], [RECOGNISED, MEMBER], reader=FIRST, recorded_at=day(1))
    assert added == Appended(documents=1, sightings=1, readings=1, statements=1, claims=2)
    added = ledger.append(ARTICLE, [SAID], [RECOGNISED], reader=SECOND, recorded_at=day(2))
    assert added == Appended(readings=1)


def test_what_a_language_model_took_is_held_each_time(ledger: Ledger) -> None:
    paid = Used("tiny", "localhost", requests=2, tokens_in=1200, tokens_out=None, cost=None)
    for number in (1, 2):
        ledger.append(ARTICLE, [SAID], [RECOGNISED], reader=FIRST, recorded_at=day(number), used=paid)
    ledger.append(ARTICLE, [SAID], [RECOGNISED], reader=FIRST, recorded_at=day(3))
    assert [(use.document, use.used, use.recorded_at) for use in ledger.uses()] == [
        (ARTICLE.id, paid, day(1)),
        (ARTICLE.id, paid, day(2)),
    ]
    assert len(list(ledger.uses(ARTICLE.id, date(2024, 1, 1)))) == 1
    assert list(ledger.uses("sha256:none")) == []
    assert kept(ledger) == [RECOGNISED]


def test_the_same_text_at_another_path_is_a_sighting(filled: Ledger) -> None:
    moved = Document("copy/a.txt", ARTICLE.text, title="News", published="2014-11-24")
    added = filled.append(moved, [SAID], [RECOGNISED, MEMBER], reader=FIRST, recorded_at=day(5))
    assert added == Appended(sightings=1)
    assert [(s.path, s.recorded_at) for s in filled.sightings(ARTICLE.id)] == [
        ("a.txt", day(1)),
        ("copy/a.txt", day(5)),
    ]
    assert len(list(filled.sightings())) == 3
    assert [s.path for s in filled.sightings(ARTICLE.id, date(2024, 1, 4))] == ["a.txt"]
    assert next(filled.documents()).path == "copy/a.txt"


def test_a_new_reader_supersedes_and_the_old_reading_stays(filled: Ledger) -> None:
    sharper = claim(ARTICLE, "membership", "1994-04-20", member=["BLR"], organisation="csto")
    filled.append(ARTICLE, [SAID], [RECOGNISED, sharper], reader=SECOND, recorded_at=day(10))
    assert kept(filled) == [DENIED, RECOGNISED, sharper]
    assert kept(filled, date(2024, 1, 9)) == [RECOGNISED, MEMBER, DENIED]


def test_a_reader_may_return_to_an_earlier_reading(filled: Ledger) -> None:
    filled.append(ARTICLE, [], [], reader=SECOND, recorded_at=day(10))
    assert kept(filled, document=ARTICLE.id) == []
    added = filled.append(ARTICLE, [SAID], [RECOGNISED, MEMBER], reader=FIRST, recorded_at=day(11))
    assert added == Appended(readings=1)
    assert kept(filled, document=ARTICLE.id) == [RECOGNISED, MEMBER]


def test_another_confidence_for_the_same_claim_is_kept_beside_the_first(filled: Ledger) -> None:
    surer = claim(
        ARTICLE, said=SAID, time="2008-08-26", recogniser="RUS", recognised="south-ossetia",
        evidence="Russia   RECOGNISED it", confidence=0.9,
    )  # fmt: skip
    assert surer.id == RECOGNISED.id
    added = filled.append(ARTICLE, [SAID], [surer], reader=FIRST, recorded_at=day(4))
    assert added == Appended(readings=1)
    assert kept(filled, id=surer.id) == [surer]
    assert kept(filled, date(2024, 1, 3), id=surer.id) == [RECOGNISED]


def test_two_dates_of_publication_for_one_text_are_both_kept(filled: Ledger) -> None:
    redated = Document("a.txt", ARTICLE.text, title="News", published="2014-11-26")
    filled.append(redated, [SAID], [RECOGNISED, MEMBER], reader=FIRST, recorded_at=day(6))
    filled.append(redated, [SAID], [RECOGNISED], reader=SECOND, recorded_at=day(7))
    assert [d.published for d in filled.documents(ids=[ARTICLE.id])] == ["2014-11-26"]
    assert [d.published for d in filled.documents(date(2024, 1, 5), ids=[ARTICLE.id])] == ["2014-11-24"]
    assert [d.published for d in filled.documents(ids=[ARTICLE.id], history=True)] == ["2014-11-24", "2014-11-26"]


def test_what_was_known_on_a_day(filled: Ledger) -> None:
    assert kept(filled, date(2023, 12, 31)) == []
    assert kept(filled, date(2024, 1, 1)) == [RECOGNISED, MEMBER]
    assert [d.path for d in filled.documents(date(2024, 1, 2))] == ["a.txt"]
    assert list(filled.statements(known_on=date(2023, 12, 31))) == []
    assert kept(filled, day(3) - timedelta(microseconds=1)) == [RECOGNISED, MEMBER]
    assert kept(filled, day(3)) == [RECOGNISED, MEMBER, DENIED]


def test_a_moment_is_one_moment_in_every_time_zone(ledger: Ledger) -> None:
    east = timezone(timedelta(hours=4))
    ledger.append(ARTICLE, reader=FIRST, recorded_at=datetime(2024, 1, 2, 1, tzinfo=east))
    assert [d.path for d in ledger.documents(date(2024, 1, 1))] == ["a.txt"]
    (sighting,) = ledger.sightings()
    assert sighting.recorded_at == datetime(2024, 1, 1, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"kind": "membership"}, [MEMBER]),
        ({"actor": "south-ossetia"}, [RECOGNISED]),
        ({"actor": "BLR"}, [MEMBER, DENIED]),
        ({"actor": "BLR", "role": "territory"}, [DENIED]),
        ({"role": "recogniser"}, [RECOGNISED]),
        ({"speaker": "alan-gagloev"}, [RECOGNISED]),
        ({"speaker": "south-ossetia"}, [RECOGNISED]),
        ({"speaker": "BLR"}, []),
        ({"document": OTHER.id}, [DENIED]),
        ({"document": "sha256:none"}, []),
        ({"status": "planned"}, [MEMBER]),
        ({"polarity": "negated"}, [DENIED]),
        ({"text": "russia recognised"}, [RECOGNISED]),
        ({"text": "russia%"}, [RECOGNISED]),
        ({"text": "r_ssia"}, []),
        ({"id": MEMBER.id}, [MEMBER]),
        ({"ids": (DENIED.id, MEMBER.id, "claim:none")}, [MEMBER, DENIED]),
        ({"limit": 2}, [RECOGNISED, MEMBER]),
        ({"limit": 0}, []),
        ({"kind": "membership", "actor": "RUS"}, []),
    ],
)
def test_each_filter_narrows(filled: Ledger, wanted: dict[str, object], expected: list[Claim]) -> None:
    assert kept(filled, None, **wanted) == expected


def test_a_day_that_the_claims_time_may_cover_is_unknown_not_no(filled: Ledger) -> None:
    asked = ClaimFilter(valid_on=date(1994, 4, 20))
    assert [(r.claim, r.holds) for r in filled.recorded_claims(asked)] == [
        (MEMBER, Truth.UNKNOWN),
        (DENIED, Truth.UNKNOWN),
    ]
    exact = ClaimFilter(valid_on=date(2008, 8, 26), kind="recognition")
    assert [r.holds for r in filled.recorded_claims(exact)] == [Truth.YES]
    assert kept(filled, valid_on=date(1994, 5, 1)) == [DENIED]


def test_statements_are_found_by_speaker_form_and_words(filled: Ledger) -> None:
    for wanted in (
        StatementFilter(speaker="alan-gagloev"),
        StatementFilter(form="indirect", text="RUSSIA\nrecognised"),
        StatementFilter(id=SAID.id, document=ARTICLE.id, limit=5),
    ):
        assert list(filled.statements(wanted)) == [SAID]
    assert list(filled.statements(StatementFilter(text="Tskhinvali"))) == []


def test_problems_are_recorded_with_the_reading_or_alone(ledger: Ledger) -> None:
    unread = Problem("language", "not read: language ka", "c.txt")
    broken = Problem("binary", "not a text", "d.bin", "it holds NUL bytes", "give a text file")
    georgian = Document("c.txt", "სამაჩაბლო", language="ka")
    assert ledger.append(georgian, problems=[unread], reader=FIRST, recorded_at=day(1)).problems == 1
    assert ledger.append_problems([broken, broken], recorded_at=day(2)) == 1
    assert ledger.append_problems([broken], recorded_at=day(3)) == 0
    assert list(ledger.problems()) == [unread, broken]
    assert list(ledger.problems(date(2024, 1, 1))) == [unread]
    ledger.append(georgian, reader=SECOND, recorded_at=day(4))
    assert list(ledger.problems()) == [broken]


def test_long_lists_come_whole_and_in_order(ledger: Ledger) -> None:
    many = [claim(OTHER, recogniser="RUS", recognised=f"state-{i}") for i in range(1000)]
    papers = [Document(f"{i}.txt", f"text {i}") for i in range(50)]
    with ledger.batch():
        ledger.append(OTHER, claims=many, reader=FIRST, recorded_at=day(1))
        for paper in papers:
            ledger.append(paper, reader=FIRST, recorded_at=day(1))
    assert kept(ledger) == many
    assert kept(ledger, actor="RUS", limit=450) == many[:450]
    assert list(ledger.documents()) == [OTHER, *papers]
    assert len(list(ledger.documents(ids=[p.id for p in papers] * 2))) == 50


def test_a_list_stays_at_the_state_it_began_in_and_lets_others_write(ledger: Ledger) -> None:
    many = [claim(OTHER, recogniser="RUS", recognised=f"state-{i}") for i in range(1000)]
    ledger.append(OTHER, claims=many, reader=FIRST, recorded_at=day(1))
    listed = ledger.claims()
    assert next(listed) == many[0]
    ledger.append(ARTICLE, [SAID], [RECOGNISED], reader=FIRST, recorded_at=day(1))
    ledger.append(OTHER, reader=SECOND, recorded_at=day(1))
    assert list(listed) == many[1:]
    assert kept(ledger) == [RECOGNISED]


def test_a_batch_is_whole_or_absent(filled: Ledger) -> None:
    third = Document("c.txt", "Yerevan left.")

    def record_and_fail() -> None:
        with filled.batch():
            filled.append(third, reader=FIRST, recorded_at=day(5))
            with filled.batch():
                assert len(list(filled.documents())) == 3
            raise RuntimeError("the reader stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        record_and_fail()
    assert len(list(filled.documents())) == 2
    assert filled.append(third, reader=FIRST, recorded_at=day(5)).documents == 1


def test_records_that_do_not_belong_together_are_refused(ledger: Ledger) -> None:
    for wrong in (
        {"claims": [DENIED]},
        {"statements": [statement(OTHER, "BLR")]},
        {"claims": [RECOGNISED]},
        {"claims": [claim(ARTICLE, recogniser="RUS", recognised="abkhazia", confidence=float("nan"))]},
    ):
        with pytest.raises(UsageError, match=r"append|number from 0 to 1"):
            ledger.append(ARTICLE, reader=FIRST, recorded_at=day(1), **wrong)
    with pytest.raises(UsageError, match="time zone"):
        ledger.append(ARTICLE, reader=FIRST, recorded_at=datetime(2024, 1, 1))
    with pytest.raises(UsageError, match="years 1 to 9999"):
        ledger.append(ARTICLE, reader=FIRST, recorded_at=datetime.min.replace(tzinfo=timezone(timedelta(hours=4))))
    assert list(ledger.documents()) == []


@pytest.mark.parametrize(
    "wrong", [{"kind": "treaty"}, {"status": "maybe"}, {"polarity": "no"}, {"limit": -1}, {"text": "x" * 1001}]
)
def test_a_filter_says_what_is_possible(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError, match=r"is one of|give"):
        ClaimFilter(**wrong)  # type: ignore[arg-type]


def test_a_ledger_outlives_the_program(lasting_place: str | Path) -> None:
    with open_ledger(lasting_place) as ledger:
        ledger.append(ARTICLE, [SAID], [RECOGNISED], reader=FIRST, recorded_at=day(1))
    with open_ledger(lasting_place, create=False) as ledger:
        assert kept(ledger) == [RECOGNISED]
        assert not ledger.append(ARTICLE, [SAID], [RECOGNISED], reader=FIRST, recorded_at=day(2))


def test_two_open_ledgers_see_one_another(lasting_place: str | Path) -> None:
    with open_ledger(lasting_place) as one, open_ledger(lasting_place) as two:
        one.append(ARTICLE, reader=FIRST, recorded_at=day(1))
        two.append(OTHER, reader=FIRST, recorded_at=day(1))
        assert list(one.documents()) == list(two.documents()) == [ARTICLE, OTHER]
