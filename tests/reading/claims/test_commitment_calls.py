"""Commitments that are called up, limited to consultation, laid down by "must", or owed for every inch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def commitments(reader: Reader, text: str) -> list[Claim]:
    document = Document("text", text, published="2025-03-28")
    return [claim for claim in read(document, reader).claims if claim.kind == "commitment"]


@pytest.mark.parametrize(
    ("text", "duty", "debtor", "beneficiary", "status"),
    [
        ("Latvia invoked Article 5 of the North Atlantic Treaty.", "defend", "nato", ("LVA",), "demanded"),
        ("Latvia invoked Article 4 of the North Atlantic Treaty.", "consult", "nato", ("LVA",), "demanded"),
        ("Belarus invoked Article 4 of the CSTO treaty.", "defend", "csto", ("BLR",), "demanded"),
        (
            "NATO's Article 5 was invoked after the attacks on the United States.",
            "defend",
            "nato",
            ("USA",),
            "demanded",
        ),
        ("Chile's commitment to Peru is limited to consultation.", "consult", "CHL", ("PER",), "actual"),
        ("Chile's guarantee to Peru goes no further than consultation.", "consult", "CHL", ("PER",), "actual"),
        ("Chile must come to Peru's aid if it is attacked.", "defend", "CHL", ("PER",), "conditional"),
        ("Under the pact, Chile must consult Peru on threats.", "consult", "CHL", ("PER",), "actual"),
        ("Chile must help Peru, the bishop said.", "aid", "CHL", ("PER",), "demanded"),
        ("Canada vowed to defend every inch of NATO territory.", "defend", "CAN", ("nato",), "actual"),
        ("Chile pledged to give Peru military assistance.", "defend", "CHL", ("PER",), "actual"),
        ("Chile promised to supply Peru with patrol boats.", "aid", "CHL", ("PER",), "actual"),
    ],
)
def test_called(reader: Reader, text: str, duty: str, debtor: str, beneficiary: tuple[str, ...], status: str) -> None:
    told = {
        (c.attribute("duty"), c.actors("debtor"), c.actors("beneficiary"), c.status) for c in commitments(reader, text)
    }
    assert told == {(duty, (debtor,), beneficiary, status)}


@pytest.mark.parametrize(
    "text",
    [
        "Chile invoked Article 19 of the Montreux Convention.",
        "Britain triggered Article 50 of the Lisbon Treaty.",
        "The firm's obligations stop at the border.",
        "The drills triggered fears over Article 5.",
        "The company must render assistance to motorists.",
        "Chile's interest in Peru is limited to copper.",
    ],
)
def test_not_called(reader: Reader, text: str) -> None:
    assert not commitments(reader, text)


def test_an_attack_that_triggers_an_article_is_owed_nothing(reader: Reader) -> None:
    text = "Estonia believes that a Russian attack on Latvia would trigger Article 5."
    claims = [claim for claim in read(Document("text", text), reader).claims if claim.kind == "commitment"]
    assert [claim.actors("beneficiary") for claim in claims] == [("LVA",)]
