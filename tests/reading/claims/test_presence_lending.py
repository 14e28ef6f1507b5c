"""Bases lent by a law or an accord, handed over, and numbered; and what looks like it and is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def presences(reader: Reader, text: str) -> list[Claim]:
    document = Document("text", text, published="2025-03-28")
    return [claim for claim in read(document, reader).claims if claim.kind == "presence"]


@pytest.mark.parametrize(
    ("text", "actor", "location", "polarity"),
    [
        ("Croatia allows American aircraft to use its bases.", "USA", "HRV", "affirmed"),
        ("Peru does not allow Chilean drones to use its bases.", "CHL", "PER", "negated"),
        ("The 2014 accord lets American troops rotate through Philippine bases.", "USA", "PHL", "affirmed"),
        (
            "Fiji and Canada signed an accord. It allows Canadian troops to train at Fijian bases.",
            "CAN",
            "FJI",
            "affirmed",
        ),
    ],
)
def test_lent(reader: Reader, text: str, actor: str, location: str, polarity: str) -> None:
    told = [
        (c.attribute("type"), c.actors("actor"), c.actors("location"), c.polarity, c.status)
        for c in presences(reader, text)
    ]
    assert told == [("basing", (actor,), (location,), polarity, "actual")]


@pytest.mark.parametrize(
    "text",
    [
        "France handed over its last base in Senegal.",
        "France handed back its base in Senegal.",
        "France turned over its base in Senegal to the army.",
        "France gave up its last base in Senegal.",
    ],
)
def test_handed_over(reader: Reader, text: str) -> None:
    left = [c for c in presences(reader, text) if c.attribute("type") == "withdrawal"]
    assert [(c.actors("actor"), c.actors("location")) for c in left] == [(("FRA",), ("SEN",))]


@pytest.mark.parametrize(
    "text",
    [
        "The minister handed over the keys.",
        "The law allows tourists to use the bases.",
        "The accord lets firms use ports.",
    ],
)
def test_nothing_lent(reader: Reader, text: str) -> None:
    assert not presences(reader, text)


def test_an_ordinal_counts_nothing(reader: Reader) -> None:
    (base,) = presences(reader, "Tajikistan hosts Russia's 201st military base.")
    assert base.attribute("quantity") is None
