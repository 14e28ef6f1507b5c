"""What else binds: plans in the making, duties laid on somebody, neutrality declared, articles named alone."""

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
    ("text", "duty", "polarity", "status", "debtors", "beneficiaries"),
    [
        ("Norway plans to open two bases to British soldiers.", "host-forces", "affirmed", "planned", "NOR", "GBR"),
        ("Kenya intends to spend three per cent of its output on defence.", "comply", "affirmed", "planned", "KEN", ""),
        ("Chile denies it is planning to attack any country.", "attack", "affirmed", "denied", "CHL", ""),
        ("The pact imposes no duty on India to fight alongside Japan.", "defend", "negated", "actual", "IND", "JPN"),
        ("Sweden declared itself neutral on 2 August.", "stay-neutral", "affirmed", "actual", "SWE", ""),
        ("Malta's constitution makes it neutral.", "stay-neutral", "affirmed", "actual", "MLT", ""),
        ("Austria will not take part in arming Kenya.", "aid", "negated", "actual", "AUT", "KEN"),
        ("Peru agreed to host a German brigade.", "host-forces", "affirmed", "actual", "PER", "DEU"),
        ("Kenya must refrain from any action against Uganda.", "not-attack", "affirmed", "demanded", "KEN", "UGA"),
        ("Jordan will defend its airspace, it said.", "defend", "affirmed", "actual", "JOR", "JOR"),
        ("The United States extends its nuclear umbrella to Japan.", "defend", "affirmed", "actual", "USA", "JPN"),
        ("Bahrain has hosted the US fleet under an agreement.", "host-forces", "affirmed", "actual", "BHR", "USA"),
    ],
)
def test_other_bonds(
    reader: Reader, text: str, duty: str, polarity: str, status: str, debtors: str, beneficiaries: str
) -> None:
    found = [c for c in commitments(reader, text) if c.attribute("duty") == duty]
    assert len(found) == 1
    assert (found[0].polarity, found[0].status) == (polarity, status)
    assert " ".join(found[0].actors("debtor")) == debtors
    assert " ".join(found[0].actors("beneficiary")) == beneficiaries


def test_neither_side_owes_the_other(reader: Reader) -> None:
    found = commitments(reader, "Kenya and Uganda signed a pact. Neither side owes the other a single rifle.")
    assert [(c.attribute("duty"), c.polarity, set(c.actors("debtor"))) for c in found] == [
        ("aid", "negated", {"KEN", "UGA"})
    ]


def test_an_article_named_alone(reader: Reader) -> None:
    found = commitments(reader, "Sweden would have to defend Estonia under Article 5.")
    assert [c.actors("basis") for c in found] == [("north-atlantic-1949",)]


@pytest.mark.parametrize(
    "text",
    ["Norway plans to help Kenya.", "Norway wants to visit two bases.", "Norway's neutrality bars it from nothing."],
)
def test_plans_that_bind_nobody(reader: Reader, text: str) -> None:
    assert not [c for c in commitments(reader, text) if c.attribute("duty") in ("aid", "host-forces")]


@pytest.mark.parametrize(
    ("text", "duty", "polarity", "debtors"),
    [
        ("In 1999 Turkey committed itself to completing the withdrawal of its troops.", "withdraw", "affirmed", "TUR"),
        ("Ethiopia pledged the withdrawal of its soldiers from Eritrea.", "withdraw", "affirmed", "ETH"),
        ("Rwanda promised to begin the evacuation of its forces.", "withdraw", "affirmed", "RWA"),
        ("The accord obliges Peru not to block Chile's accession to the bloc.", "comply", "affirmed", "PER"),
        ("Peru promised not to stand in the way of Chile's bid.", "comply", "affirmed", "PER"),
        ("The accord does not oblige Peru to publish the text.", "comply", "negated", "PER"),
        ("Togo asked France for help. No one has given Togo such a guarantee.", "defend", "negated", "nobody"),
        ("Ghana has not promised the bomb to anybody.", "aid", "negated", "GHA"),
        ("The neutrality laid down in Malta's constitution bars it.", "stay-neutral", "affirmed", "MLT"),
    ],
)
def test_duties_told_in_other_words(reader: Reader, text: str, duty: str, polarity: str, debtors: str) -> None:
    found = [c for c in commitments(reader, text) if c.attribute("duty") == duty]
    assert (found[-1].polarity, " ".join(found[-1].actors("debtor"))) == (polarity, debtors)


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        ("Under the accord between Peru and Chile, disputes are to be settled by peaceful means alone.", "not-attack"),
        ("The treaty of 2015 between Peru and Chile called for a common defence space.", "defend"),
        ("Peru's mutual defence treaty with Chile dates from 1953.", "defend"),
        ("Peru and Chile's mutual defence pact took effect in May.", "defend"),
    ],
)
def test_what_two_owe_each_other(reader: Reader, text: str, duty: str) -> None:
    claim = next(c for c in commitments(reader, text) if c.attribute("duty") == duty)
    assert set(claim.actors("debtor")) == set(claim.actors("beneficiary")) == {"PER", "CHL"}


@pytest.mark.parametrize(
    "text",
    [
        "Peru's defence cooperation agreement with Chile was renewed.",
        "Peru promised the withdrawal of its proposal.",
        "Peru did not block Chile's bid.",
    ],
)
def test_no_duty_of_these(reader: Reader, text: str) -> None:
    assert commitments(reader, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "ECOWAS's defence protocol treats an attack on one member as an attack on all.",
        "Peru broke the Callao truce. ECOWAS's protocol obliges each member to defend the others.",
    ],
)
def test_the_members_of_whose_treaty_it_is_are_bound(reader: Reader, text: str) -> None:
    (found,) = commitments(reader, text)
    assert (found.actors("debtor"), found.attribute("duty")) == (("ecowas",), "defend")
