"""Answers as sentences: nothing of an answer may be lost on the way."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from foedus.model.answers import GIVEN, Answer, Cited, Conflict, Fact, NotBound, NotKnown, Obligation
from foedus.model.situations import attack
from foedus.views import bound
from foedus.views.proofs import named

LABELS = {"RUS": "Russia", "BLR": "Belarus", "GEO": "Georgia", "south-ossetia": "South Ossetia", "nato": "NATO"}


def label(key: str) -> str:
    return LABELS.get(key, key)


def owed(article: str, duty: str = "defend", **more: Any) -> Obligation:
    given: dict[str, Any] = {
        "bearer": "RUS",
        "beneficiary": "south-ossetia",
        "duty": duty,
        "strength": "automatic",
        "level": "de-jure",
        "depth": 1,
        "provision": Cited("ru-so-friendship-2008", article),
        "in_force_since": "2009-01-20",
        "disputed_by": ("GEO",),
        "because": (
            Fact("in-force", "ru-so-friendship-2008 is in force since 2009-01-20", "a gazette"),
            Fact("wording", f"article {article}: they help", "the text"),
            Fact("act", "GEO attacks south-ossetia on 2022-02-20", GIVEN),
        ),
    }
    return Obligation(**(given | more))


@pytest.fixture
def answer() -> dict[str, Any]:
    situation = attack("GEO", "south-ossetia", date(2022, 2, 20), viewpoint="RUS")
    return Answer(
        situation,
        (owed("3", "consult", strength="consult-first"), owed("4")),
        (
            NotBound("BLR", Cited("cst-1992", "4"), "not-party", "south-ossetia is not a party to cst-1992"),
            NotBound("ARM", Cited("cst-1992", "4"), "not-party", "south-ossetia is not a party to cst-1992"),
        ),
        (
            Conflict("RUS", (0,), (Cited("ceasefire-2008", "1"),)),
            Conflict("RUS", (1,), (Cited("ceasefire-2008", "1"),)),
        ),
        (NotKnown("UKR", "no data after 2018"),),
    ).record()


def test_the_text_names_question_viewpoint_duty_article_date_disputers_and_sources(answer: dict[str, Any]) -> None:
    text = bound.text(answer, label)
    assert text.startswith("Georgia attacks South Ossetia on 2022-02-20, seen by Russia.")
    assert "ru-so-friendship-2008, in force since 2009-01-20, disputed by Georgia" in text
    assert "1. Russia has to consult with South Ossetia (article 3)" in text
    assert "2. Russia has to defend South Ossetia, without further decision (article 4)" in text
    assert "[1] the text" in text
    assert "[2] a gazette" in text


def test_what_a_proof_shares_with_its_neighbour_is_said_once(answer: dict[str, Any]) -> None:
    text = bound.text(answer, label)
    assert text.count("is in force since") == 1
    assert text.count("they help") == 2


def test_those_not_bound_for_one_reason_stand_together_with_it(answer: dict[str, Any]) -> None:
    text = bound.text(answer, label)
    assert "ARM and Belarus – cst-1992, article 4: South Ossetia is not a party to it (not-party)" in text


def test_conflicts_and_unknowns_are_never_left_out(answer: dict[str, Any]) -> None:
    text = bound.text(answer, label)
    assert "Russia: obligations 1 and 2 against ceasefire-2008, article 1" in text
    assert "UKR: no data after 2018" in text


def test_an_answer_without_obligations_says_so(answer: dict[str, Any]) -> None:
    assert "No obligation follows" in bound.text(bound.about(answer, "BLR"), label)


def test_about_keeps_one_actors_part(answer: dict[str, Any]) -> None:
    part = bound.about(answer, "BLR")
    assert [case["actor"] for case in part["not_bound"]] == ["BLR"]
    assert not part["obligations"]


def test_a_deeper_and_a_declared_duty_say_that_they_are() -> None:
    situation = attack("any", "RUS", date(2021, 9, 1), through=("BLR",), territory="kaliningrad", provoked=True)
    deep = owed("4", depth=2)
    said = owed("-", level="declared", provision=None, claim="claim:1", in_force_since="2020-09-09")
    text = bound.text(Answer(situation, (deep, said), (), (), ()).record(), label)
    assert text.startswith(
        "An unnamed third state attacks Russia in kaliningrad through Belarus, after being struck first, on "
        "2021-09-01, from no viewpoint in particular."
    )
    assert "at step 2: if the duties before it are performed" in text
    assert "A declaration (claim:1), said on 2020-09-09" in text
    assert "Russia has declared that it will defend South Ossetia\n" in text


def test_a_table_has_a_row_for_each_obligation_and_notes_who_is_not_bound(answer: dict[str, Any]) -> None:
    table = bound.table(answer, label)
    assert [(row[0], row[2], row[4]) for row in table.rows] == [
        ("Russia", "consult", "ru-so-friendship-2008, article 3"),
        ("Russia", "defend", "ru-so-friendship-2008, article 4"),
    ]
    assert [note.split(":")[0] for note in table.notes] == ["not bound", "conflict", "unknown"]


def test_flat_records_fill_every_column(answer: dict[str, Any]) -> None:
    for record in bound.flat(answer):
        assert set(bound.COLUMNS) <= set(record)
        assert record["agreement"] == "ru-so-friendship-2008"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("GEO attacks south-ossetia", "Georgia attacks South Ossetia"),
        ("ru-so-base-2010 is in force", "ru-so-base-2010 is in force"),
        ("the union of nato", "the union of NATO"),
        ("since [2011-10-06..2012-12-31]", "since a day from 2011-10-06 to 2012-12-31"),
    ],
)
def test_keys_become_names_and_ids_stay(sentence: str, told: str) -> None:
    assert named(sentence, label) == told


def test_one_reason_for_not_knowing_is_told_once_of_everybody() -> None:
    gaps = [
        {"actor": actor, "why": why}
        for why in ("no agreement of GEO is held", "facts reach to 2018 only")
        for actor in ("RUS", "BLR", "RUS")
    ]
    assert list(bound.unknown(gaps, label)) == [
        "Belarus and Russia: no agreement of Georgia is held",
        "Belarus and Russia: facts reach to 2018 only",
    ]
