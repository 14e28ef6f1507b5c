"""In whose hands a state's security lies, what a treaty's nouns promise, and who is under no duty at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def commitments(reader: Reader, text: str) -> list[Claim]:
    document = Document("text", text, published="2024-06-15")
    return [claim for claim in read(document, reader).claims if claim.kind == "commitment"]


@pytest.mark.parametrize(
    ("text", "duty", "polarity", "debtors", "beneficiaries"),
    [
        ("Japan lives under the American nuclear umbrella.", "defend", "affirmed", "USA", "JPN"),
        ("Monaco depends on France for its defence.", "defend", "affirmed", "FRA", "MCO"),
        ("Bhutan's security rests on Indian guarantees.", "defend", "affirmed", "IND", "BTN"),
        ("Andorra entrusts its defence to Spain.", "defend", "affirmed", "ESP", "AND"),
        ("New Zealand is responsible for the defence of Tokelau.", "defend", "affirmed", "NZL", "TKL"),
        ("France bears responsibility for defending Monaco.", "defend", "affirmed", "FRA", "MCO"),
        ("The defence of San Marino falls to Italy.", "defend", "affirmed", "ITA", "SMR"),
        ("Laos can count on Vietnam if it is attacked.", "defend", "affirmed", "VNM", "LAO"),
        ("Kenya owes Uganda nothing.", "defend", "negated", "KEN", "UGA"),
        ("Italy vowed that Albania would not stand alone.", "defend", "affirmed", "ITA", "ALB"),
        ("Any attack on Oman would be met with a response from Britain.", "defend", "affirmed", "GBR", "OMN"),
        ("Peru need not fight for Bolivia.", "defend", "negated", "PER", "BOL"),
        ("Chile would not have to come to Peru's aid.", "defend", "negated", "CHL", "PER"),
        ("Kenya makes the port of Mombasa available to Britain.", "host-forces", "affirmed", "KEN", "GBR"),
        ("Malta's constitution forbids the stationing of foreign troops.", "host-forces", "negated", "MLT", ""),
        ("India must be consulted before Bhutan lets in foreign soldiers.", "consult", "affirmed", "BTN", "IND"),
        ("Ghana wants the French army out of Togo.", "withdraw", "affirmed", "FRA", ""),
        ("Chad gave French troops until the end of the month to leave.", "withdraw", "affirmed", "FRA", ""),
        ("Sweden to defend Latvia against attack", "defend", "affirmed", "SWE", "LVA"),
        ("Togo gave its word that it would not attack Ghana.", "not-attack", "affirmed", "TGO", "GHA"),
    ],
)
def test_standing_duties(reader: Reader, text: str, duty: str, polarity: str, debtors: str, beneficiaries: str) -> None:
    claim = commitments(reader, text)[0]
    assert (claim.attribute("duty"), claim.polarity) == (duty, polarity)
    assert ",".join(claim.actors("debtor")) == debtors
    assert ",".join(claim.actors("beneficiary")) == beneficiaries


@pytest.mark.parametrize(
    ("text", "duty", "debtors"),
    [
        (
            "Chad and Niger signed a pact. It provides for military assistance if either is attacked.",
            "defend",
            "TCD NER",
        ),
        ("Chad and Niger signed a mutual defence pact in May.", "defend", "NER TCD"),
        ("Peru and Chile signed an accord. It foresees the withdrawal of Chilean troops.", "withdraw", "CHL"),
        ("Chad and Niger signed a pact. The pact pledges Niger to defend Chad.", "defend", "NER"),
        ("An attack on Laos will be seen by Vietnam as an attack on itself.", "defend", "VNM"),
    ],
)
def test_clauses_of_treaties(reader: Reader, text: str, duty: str, debtors: str) -> None:
    claims = [claim for claim in commitments(reader, text) if claim.attribute("duty") == duty]
    assert claims, "nothing read"
    assert set(claims[0].actors("debtor")) == set(debtors.split())


@pytest.mark.parametrize(
    "text",
    [
        "Kenya depends on Uganda for its electricity.",
        "The protection of the convoy rests on 300 soldiers.",
        "The minister is responsible for the country's schools.",
        "The goalkeeper's defence of his record falls to his lawyer.",
        "Should Chile recall its soldiers, the mission would end.",
        "France opened its archives to Algeria.",
    ],
)
def test_what_binds_nobody(reader: Reader, text: str) -> None:
    assert not commitments(reader, text)


@pytest.mark.parametrize(
    ("text", "duty", "polarity", "debtors", "beneficiaries"),
    [
        ("Norway approved the delivery of 20 tanks to Moldova.", "aid", "affirmed", "NOR", "MDA"),
        ("Italy halted the sale of missiles to Egypt.", "aid", "negated", "ITA", "EGY"),
        ("Greece promised that it would be at Cyprus's side.", "defend", "affirmed", "GRC", "CYP"),
        ("Peru has given assurances that it will not invade Bolivia.", "not-attack", "affirmed", "PER", "BOL"),
        ("Kenya promised Uganda that Kenyan troops would not enter Sudan.", "not-attack", "affirmed", "KEN", "SDN"),
        ("Chile promised Peru not to strike Bolivian ports.", "not-attack", "affirmed", "CHL", "BOL"),
        ("Austria must not deliver arms to either side.", "stay-neutral", "affirmed", "AUT", ""),
        ("Malta insists that it will stay militarily non-aligned.", "stay-neutral", "affirmed", "MLT", ""),
        ("Oman has vetoed the use of its airspace by bombers.", "host-forces", "negated", "OMN", ""),
        ("Libya pledged to keep its stockpile small.", "comply", "affirmed", "LBY", ""),
        ("Norway, she pointed out, was obliged to come to Iceland's aid.", "defend", "affirmed", "NOR", "ISL"),
        ("The Lisbon Treaty obliged Canada to act against an attack on Fiji.", "defend", "affirmed", "CAN", "FJI"),
        ("Greece considers itself bound to Cyprus by a defence pact.", "defend", "affirmed", "GRC", "CYP"),
        ("Kenya promised Uganda help if it was attacked.", "defend", "affirmed", "KEN", "UGA"),
        ("Spain reneged on its promise to send tanks to Ukraine.", "aid", "negated", "ESP", "UKR"),
    ],
)
def test_promises_kept_and_broken(
    reader: Reader, text: str, duty: str, polarity: str, debtors: str, beneficiaries: str
) -> None:
    claim = next(claim for claim in commitments(reader, text) if claim.attribute("duty") == duty)
    assert claim.polarity == polarity
    assert ",".join(claim.actors("debtor")) == debtors
    assert ",".join(claim.actors("beneficiary")) == beneficiaries


def test_a_clause_that_names_its_duty_is_told_once(reader: Reader) -> None:
    text = "Chad and Togo signed a pact. It commits Chad to treat an attack on Togo as an attack on itself."
    assert [claim.attribute("duty") for claim in commitments(reader, text)] == ["defend"]
