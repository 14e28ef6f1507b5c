"""Duties that nouns name: guarantors, guarantees, help that one may count on, leave for troops, clauses of treaties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def commitments(reader: Reader, text: str) -> list[Claim]:
    document = Document("text", text, published="2024-05-01")
    return [claim for claim in read(document, reader).claims if claim.kind == "commitment"]


@pytest.mark.parametrize(
    ("text", "debtor", "beneficiary"),
    [
        ("Turkey is a guarantor of the security of Cyprus.", "TUR", "CYP"),
        ("Britain, a guarantor of Cyprus, sent a warning.", "GBR", "CYP"),
        ("Russia acts as a guarantor of South Ossetia's security.", "RUS", "south-ossetia"),
        ("Russia, as guarantor of the security of Abkhazia, will not leave.", "RUS", "abkhazia"),
        ("Greece remains a guarantor power of Cyprus under the Treaty of Guarantee.", "GRC", "CYP"),
        ("Turkey's role as guarantor of Northern Cyprus was confirmed.", "TUR", "northern-cyprus"),
        ("Cyprus is protected by Britain as a guarantor under the Treaty of Guarantee.", "GBR", "CYP"),
        ("Estonia can count on the help of Germany.", "DEU", "EST"),
        ("The United States gave Ukraine security guarantees.", "USA", "UKR"),
        ("The United States gave security guarantees to Ukraine.", "USA", "UKR"),
        ("American security guarantees for Taiwan were discussed.", "USA", "TWN"),
        ("Egypt will not let anyone threaten Somalia.", "EGY", "SOM"),
    ],
)
def test_whom_a_noun_binds_to_defend_whom(reader: Reader, text: str, debtor: str, beneficiary: str) -> None:
    (claim,) = commitments(reader, text)
    assert (claim.attribute("duty"), claim.polarity) == ("defend", "affirmed")
    assert (claim.actors("debtor"), claim.actors("beneficiary")) == ((debtor,), (beneficiary,))


def test_a_guarantor_is_one_by_the_treaty_that_is_named(reader: Reader) -> None:
    (claim,) = commitments(reader, "Greece remains a guarantor power of Cyprus under the Treaty of Guarantee.")
    assert claim.actors("basis") == ("treaty-of-guarantee",)


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine is seeking security guarantees from the United States.",
        "Kyiv demanded security guarantees from Washington.",
    ],
)
def test_guarantees_that_are_only_wished_for_are_demanded(reader: Reader, text: str) -> None:
    (claim,) = commitments(reader, text)
    assert (claim.status, claim.actors("debtor"), claim.actors("beneficiary")) == ("demanded", ("USA",), ("UKR",))


@pytest.mark.parametrize(
    ("text", "host", "guest"),
    [
        ("Kenya granted Britain the right to station troops.", "KEN", "GBR"),
        ("Armenia granted Russia the right to deploy and keep troops.", "ARM", "RUS"),
    ],
)
def test_who_grants_a_right_to_land_troops_hosts_them(reader: Reader, text: str, host: str, guest: str) -> None:
    (claim,) = commitments(reader, text)
    assert (claim.attribute("duty"), claim.actors("debtor"), claim.actors("beneficiary")) == (
        "host-forces", (host,), (guest,),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "debtor", "beneficiary"),
    [
        ("Manila may invoke its Mutual Defense Treaty with the United States.", "USA", "PHL"),
        ("Turkey could invoke Article 5 of the North Atlantic Treaty.", "nato", "TUR"),
    ],
)
def test_who_can_invoke_a_treaty_is_owed_defence_if_attacked(
    reader: Reader, text: str, debtor: str, beneficiary: str
) -> None:
    (claim,) = commitments(reader, text)
    assert (claim.attribute("duty"), claim.status) == ("defend", "conditional")
    assert claim.attribute("trigger") == {"act": "attack", "on": [beneficiary]}
    assert (claim.actors("debtor"), claim.actors("beneficiary")) == ((debtor,), (beneficiary,))


@pytest.mark.parametrize(
    ("text", "duty", "debtors", "basis"),
    [
        (
            "Peru and Chile signed the Lima Treaty. The treaty provides for consultations.",
            "consult", ("PER", "CHL"), "lima-treaty",
        ),
        (
            "The Lima Pact between Peru and Chile provides for the withdrawal of Russian troops.",
            "withdraw", ("RUS",), "lima-pact-between-peru-and-chile",
        ),
        (
            "The treaty between Peru and Chile is a mutual defence pact.",
            "defend", ("PER", "CHL"), "treaty-between-peru-and-chile",
        ),
        ("The Japan-US security treaty covers the Senkaku Islands.", "defend", ("JPN", "USA"), "us-jp-1960"),
        ("The Senkaku Islands are covered by the Japan-US security treaty.", "defend", ("JPN", "USA"), "us-jp-1960"),
    ],
)  # fmt: skip
def test_what_a_treaty_provides_for_binds_its_parties(
    reader: Reader, text: str, duty: str, debtors: tuple[str, ...], basis: str
) -> None:
    (claim,) = commitments(reader, text)
    assert (claim.attribute("duty"), claim.actors("debtor"), claim.actors("basis")) == (duty, debtors, (basis,))
