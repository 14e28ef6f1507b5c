"""Recognition that is shifted, listed, or given to governments; and what looks like it and is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def recognitions(reader: Reader, text: str) -> list[Claim]:
    document = Document("text", text, published="2025-03-28")
    return [claim for claim in read(document, reader).claims if claim.kind == "recognition"]


def told(claims: list[Claim]) -> set[tuple[str, str, str | None]]:
    return {(c.actors("recogniser")[0], c.actors("recognised")[0], c.attribute("change")) for c in claims}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Belize switched recognition from Taiwan to China.",
            {("BLZ", "TWN", "withdraws"), ("BLZ", "CHN", "recognises")},
        ),
        (
            "Haiti cut ties with Taiwan and established relations with Beijing.",
            {("HTI", "TWN", "withdraws"), ("HTI", "CHN", "recognises")},
        ),
        (
            "Belize broke off relations with Taiwan and opened an embassy in Beijing.",
            {("BLZ", "TWN", "withdraws"), ("BLZ", "CHN", "recognises")},
        ),
        ("Eswatini is Taiwan's only remaining ally in Africa.", {("SWZ", "TWN", None)}),
        ("Chile broke off relations with the Sahrawi republic.", {("CHL", "ESH", "withdraws")}),
        (
            "Three EU states do not recognise Kosovo: Greece, Slovakia and Cyprus.",
            {("GRC", "kosovo", None), ("SVK", "kosovo", None), ("CYP", "kosovo", None)},
        ),
        (
            "Three members of the EU - Greece, Slovakia and Cyprus - do not recognise Kosovo.",
            {("GRC", "kosovo", None), ("SVK", "kosovo", None), ("CYP", "kosovo", None)},
        ),
        ("Peru became the second state to recognise the Taliban government.", {("PER", "taliban", "recognises")}),
        ("Peru recognised the Taliban as the rulers of Afghanistan.", {("PER", "taliban", "recognises")}),
        ("Chile recognised the new government in Damascus.", {("CHL", "SYR", "recognises")}),
        (
            "Georgia claims Abkhazia and South Ossetia. Peru recognised both regions as independent.",
            {("PER", "abkhazia", "recognises"), ("PER", "south-ossetia", "recognises")},
        ),
    ],
)
def test_shift(reader: Reader, text: str, expected: set[tuple[str, str, str | None]]) -> None:
    assert told(recognitions(reader, text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The firm switched suppliers from Taiwan to China.",
        "The airline established relations with Beijing's airport.",
        "The minister recognised the government's efforts.",
        "Peru cut tariffs with Taiwan and improved relations with Beijing.",
        "Peru opened an embassy in Beijing.",
    ],
)
def test_no_shift(reader: Reader, text: str) -> None:
    assert not recognitions(reader, text)
