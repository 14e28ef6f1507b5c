"""Membership told by ranks, standings, plans and votes; and what looks like it and is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def of_kind(reader: Reader, text: str, kind: str = "membership") -> list[Claim]:
    document = Document("text", text, published="2025-03-28")
    return [claim for claim in read(document, reader).claims if claim.kind == kind]


@pytest.mark.parametrize(
    ("text", "member", "organisation", "change", "polarity", "status"),
    [
        ("Bolivia was the 6th to join Mercosur.", "BOL", "mercosur", "joins", "affirmed", "actual"),
        ("Ratification made Laos ASEAN's 12th member.", "LAO", "asean", "joins", "affirmed", "actual"),
        (
            "Chile signed on Friday, making it Mercosur's sixth member.",
            "CHL",
            "mercosur",
            "joins",
            "affirmed",
            "actual",
        ),
        ("Croatia's accession raised the EU's membership to 28.", "HRV", "eu", "joins", "affirmed", "actual"),
        ("Peru has observer status in the Council of Europe.", "PER", "council-of-europe", None, "affirmed", "actual"),
        (
            "Fiji was granted observer status at the African Union.",
            "FJI",
            "african-union",
            "joins",
            "affirmed",
            "actual",
        ),
        ("Peru obtained partner status in BRICS.", "PER", "brics", "joins", "affirmed", "actual"),
        ("NATO offered Croatia a Membership Action Plan.", "HRV", "nato", "joins", "affirmed", "planned"),
        ("Serbia was denied a Membership Action Plan by NATO.", "SRB", "nato", "joins", "negated", "actual"),
        ("Icelanders voted in favour of EU membership.", "ISL", "eu", "joins", "affirmed", "planned"),
        ("Norwegians rejected accession to the European Union.", "NOR", "eu", "joins", "negated", "actual"),
        ("Peru belongs to neither NATO nor Mercosur.", "PER", "mercosur", None, "negated", "actual"),
    ],
)
def test_standing(
    reader: Reader, text: str, member: str, organisation: str, change: str | None, polarity: str, status: str
) -> None:
    told = [claim for claim in of_kind(reader, text) if organisation in claim.actors("organisation")]
    assert [(c.actors("member")[0], c.attribute("change"), c.polarity, c.status) for c in told] == [
        (member, change, polarity, status)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Peru was granted landlocked status by the court.",
        "The city wants a road map for peace with NATO.",
        "Fans rejected membership of the club.",
        "The bridge's 12th member was made of steel.",
        "Bolivia was the 6th to ratify the treaty.",
        "The firm has observer status on the board.",
    ],
)
def test_no_standing(reader: Reader, text: str) -> None:
    assert not of_kind(reader, text)


def test_a_state_is_no_part_of_a_body_of_states(reader: Reader) -> None:
    assert not of_kind(reader, "Portugal belongs to the European Union.", "territory")
    assert of_kind(reader, "Greenland belongs to Denmark.", "territory")
