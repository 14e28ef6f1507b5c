"""What later words take up: "the 2021 accord", "the territory", "candidate status" of the body last spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def of_kind(reader: Reader, text: str, kind: str) -> list[Claim]:
    return [c for c in read(Document("text", text, published="2025-03-28"), reader).claims if c.kind == kind]


@pytest.mark.parametrize(
    ("text", "agreement"),
    [
        (
            "Chile and Peru signed a treaty in 1971. The 1971 treaty obliges both to consult.",
            "treaty-between-chile-and-peru",
        ),
        (
            "Chile and Peru concluded a pact in May 2019. The 2019 agreement obliges both to consult.",
            "pact-between-chile-and-peru",
        ),
        ("Chile and Peru signed a treaty in 1971. The 1983 treaty obliges both to consult.", "1983-treaty"),
    ],
)
def test_an_agreement_is_taken_up_by_its_year(reader: Reader, text: str, agreement: str) -> None:
    bases = {key for claim in of_kind(reader, text, "commitment") for key in claim.actors("basis")}
    assert bases == {agreement}


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("Abkhazia broke away from Georgia in 1993. Peru keeps 500 soldiers in the territory.", "abkhazia"),
        ("Moldova is small. Peru keeps 500 soldiers in the territory.", "MDA"),
    ],
)
def test_a_territory_is_the_smaller_of_the_lands_just_named(reader: Reader, text: str, location: str) -> None:
    assert [c.actors("location") for c in of_kind(reader, text, "presence")] == [(location,)]


def test_a_status_is_that_in_the_body_last_spoken_of(reader: Reader) -> None:
    told = of_kind(
        reader, "Serbia applied to join the EU in 2009. The country was granted candidate status later.", "membership"
    )
    assert [(c.actors("member"), c.actors("organisation"), c.status) for c in told] == [
        (("SRB",), ("eu",), "planned")
    ] * 2
