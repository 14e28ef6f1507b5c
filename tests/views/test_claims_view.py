"""What a claim says, in the terms of its kind."""

from __future__ import annotations

from typing import Any

import pytest

from foedus.model.claims import Mention, Quote, Statement, make_claim
from foedus.views.claims import claims_table, evidence, gist, speaker, statements_table, who_said

LABELS = {"RUS": "Russia", "BLR": "Belarus", "GEO": "Georgia", "csto": "the CSTO", "south-ossetia": "South Ossetia"}


def label(key: str) -> str:
    return LABELS.get(key, key)


def claim(
    kind: str, roles: dict[str, list[str]], attributes: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    fillers = {role: [Mention(key, 0, 1, key) for key in keys] for role, keys in roles.items()}
    words = [Quote("Belarus will\n defend Russia", 0, 28)]
    return make_claim(
        document="sha256:d", kind=kind, roles=fillers, evidence=words, attributes=attributes, **more
    ).record()


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (
            claim(
                "commitment",
                {"debtor": ["BLR"], "beneficiary": ["RUS"], "basis": ["cst-1992"]},
                {"duty": "defend", "trigger": {"act": "attack", "on": ["RUS"], "through": ["BLR"]}},
            ),
            "Belarus → Russia: defend, if attack on Russia through Belarus (under cst-1992)",
        ),
        (
            claim("commitment", {"debtor": ["RUS", "BLR"], "beneficiary": ["BLR", "RUS"]}, {"duty": "defend"}),
            "Russia and Belarus owe one another: defend",
        ),
        (
            claim("commitment", {"debtor": ["nato"], "beneficiary": ["nato"]}, {"duty": "defend"}),
            "nato's members owe one another: defend",
        ),
        (
            claim("recognition", {"recogniser": ["RUS"], "recognised": ["south-ossetia"]}),
            "Russia recognises South Ossetia",
        ),
        (
            claim("recognition", {"recogniser": ["RUS"], "recognised": ["GEO"]}, {"change": "withdraws"}),
            "Russia withdraws its recognition of Georgia",
        ),
        (claim("membership", {"member": ["BLR"], "organisation": ["csto"]}), "Belarus is a member of the CSTO"),
        (
            claim("membership", {"member": ["BLR"], "organisation": ["csto"]}, {"change": "leaves"}),
            "Belarus leaves the CSTO",
        ),
        (
            claim("agreement-stage", {"agreement": ["cst-1992"], "party": ["RUS", "BLR"]}, {"stage": "signed"}),
            "cst-1992: signed by Russia and Belarus",
        ),
        (
            claim("agreement-link", {"agreement": ["a"], "parent": ["b"]}, {"link": "part-of"}),
            "a part of b",
        ),
        (
            claim("validity", {"holder": ["GEO"], "agreement": ["a"]}, polarity="negated"),
            "not: Georgia accepts a as binding",
        ),
        (claim("presence", {"actor": ["RUS"], "location": []}, {"type": "exercise"}), "Russia: exercise"),
        (
            claim("presence", {"actor": [], "location": ["BLR"], "against": ["GEO"]}, {"type": "alert"}),
            "somebody unnamed in Belarus: alert against Georgia",
        ),
        (
            claim("territory", {"territory": ["south-ossetia"], "of": ["GEO"]}, {"relation": "breakaway-from"}),
            "South Ossetia is breakaway from Georgia",
        ),
        (claim("stance", {"holder": ["GEO"], "target": []}, {"stance": "condemn"}), "Georgia: condemn"),
        (
            claim("office", {"person": ["p"], "of": ["BLR"]}, {"office": "president", "former": True}),
            "p was president of Belarus",
        ),
        (claim("event", {"actor": ["GEO"], "target": []}, {"event": "PROTEST"}), "PROTEST: actor Georgia"),
        (
            claim("integration", {"actor": ["south-ossetia"], "target": ["RUS"]}, {"step": "option"}),
            "South Ossetia into Russia: option",
        ),
    ],
)
def test_a_claim_is_said_in_the_terms_of_its_kind(record: dict[str, Any], said: str) -> None:
    assert gist(record, label) == said


def statement(**more: Any) -> Statement:
    given: dict[str, Any] = {
        "document": "sha256:d",
        "speaker": Mention("Gagloev", 0, 7, "alan-gagloev"),
        "cue": Quote("said", 8, 12),
        "content": ((0, 5), (6, 10)),
        "form": "indirect",
    }
    return Statement(**(given | more))


def test_whoever_speaks_for_somebody_through_somebody_is_named_with_both() -> None:
    said = statement(on_behalf_of="south-ossetia", via=(Mention("Izvestia", 20, 28, "izvestia"),))
    assert who_said(said.record(), label) == "alan-gagloev (for South Ossetia), via izvestia"


def test_who_speaks_in_the_own_name_is_named_once_and_a_hidden_source_is_said_to_be_hidden() -> None:
    own = statement(speaker=Mention("Georgia", 0, 7, "GEO"), on_behalf_of="GEO")
    assert who_said(own.record(), label) == "Georgia"
    assert who_said(statement(speaker=None).record(), label) == "somebody unnamed"


def test_a_claim_without_a_statement_is_the_documents() -> None:
    record = claim("recognition", {"recogniser": ["RUS"], "recognised": ["GEO"]})
    assert speaker(record, {}, label) == "the document"


def test_a_claims_table_has_a_row_for_each_claim_with_its_words_on_one_line() -> None:
    said = statement()
    record = claim("membership", {"member": ["BLR"], "organisation": ["csto"]}, statement=said.id)
    table = claims_table([record], {said.id: said.record()}, label)
    assert [row[0] for row in table.rows] == ["alan-gagloev"]
    assert "Belarus is a member of the CSTO" in table.rows[0][1]
    assert record["id"] in table.rows[0][1]
    assert table.rows[0][2] == evidence(record) == "Belarus will defend Russia"


def test_a_statements_table_shows_the_content_of_all_its_spans() -> None:
    table = statements_table([statement().record()], {"sha256:d": "first second third"}, label)
    assert table.rows[0][2] == "first … seco"
