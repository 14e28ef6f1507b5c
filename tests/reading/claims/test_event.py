"""Political events that no other kind of claim covers, by PLOVER type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.reading.reader import Reader


def events(reader: Reader, text: str) -> list[str]:
    document = Document("text", text, published="2024-06-15")
    return [str(claim.attribute("event")) for claim in read(document, reader).claims if claim.attribute("event")]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Kenyan soldiers arrested ten Ugandans on Monday.", "COERCE"),
        ("Workers in Kenya staged a protest on Monday.", "PROTEST"),
        ("Kenyan troops clashed with rebels.", "FIGHT"),
        ("Kenyan police tortured ten farmers.", "ASSAULT"),
        ("Kenya's president visited Uganda.", "CONSULT"),
        ("Kenya held talks with Uganda.", "CONSULT"),
        ("Kenya gave Uganda a loan.", "AID"),
        ("Kenya lifted the curfew.", "CONCEDE"),
        ("Kenya launched an investigation into the crash.", "INVESTIGATE"),
        ("Kenya's president resigned on Monday.", "RETREAT"),
        ("Kenya armed the villagers.", "MOBILIZE"),
        ("Kenya suspended aid to Uganda.", "SANCTION"),
    ],
)
def test_an_event(reader: Reader, text: str, type_: str) -> None:
    assert type_ in events(reader, text)


@pytest.mark.parametrize("text", ["Kenya did not arrest anyone.", "The river is long."])
def test_no_event(reader: Reader, text: str) -> None:
    assert events(reader, text) == []
