"""What a clause on an agreement leaves out: the agreement, who signs it, and who is said not to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def stages(reader: Reader, text: str) -> list[Claim]:
    document = Document("text", text, published="2024-06-15")
    return [claim for claim in read(document, reader).claims if claim.kind == "agreement-stage"]


@pytest.mark.parametrize(
    ("text", "stage", "parties", "polarity"),
    [
        ("The treaty binds six states. Malta has not ratified.", "ratified", ("MLT",), "negated"),
        (
            "The treaty binds six states. Malta and Cyprus have already ratified.",
            "ratified",
            ("MLT", "CYP"),
            "affirmed",
        ),
        ("The treaty binds six states. Malta refused to sign.", "signed", ("MLT",), "negated"),
        (
            "That leaves Malta the last of the six states that has not ratified the treaty.",
            "ratified",
            ("MLT",),
            "negated",
        ),
    ],
)
def test_the_agreement_last_spoken_of(
    reader: Reader, text: str, stage: str, parties: tuple[str, ...], polarity: str
) -> None:
    (claim,) = [claim for claim in stages(reader, text) if claim.attribute("stage") == stage]
    assert (claim.actors("party"), claim.polarity) == (parties, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "The winger has signed for another year.",
        "The treaty was long. It rained. The crowd went home. Then Malta signed for a loan.",
    ],
)
def test_no_agreement_is_understood(reader: Reader, text: str) -> None:
    assert not stages(reader, text)


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Ghana and Togo ended the quarrel with a border treaty signed in Lomé.", ("GHA", "TGO")),
        ("Under the transit treaty that Ghana and Togo signed in January, each may close the border.", ("GHA", "TGO")),
        ("The pact, which the presidents of Ghana and Togo initialled in May, has two parts.", ("GHA", "TGO")),
    ],
)
def test_who_signs(reader: Reader, text: str, parties: tuple[str, ...]) -> None:
    assert {actor for claim in stages(reader, text) for actor in claim.actors("party")} == set(parties)


def test_not_by_another(reader: Reader) -> None:
    claims = stages(reader, "The treaty has been ratified by the Duma but not yet by the Knesset.")
    assert {(claim.actors("body"), claim.polarity) for claim in claims} == {
        (("state-duma",), "affirmed"),
        (("knesset",), "negated"),
    }


def test_whose_treaty_it_is(reader: Reader) -> None:
    text = (
        "Peru and Kenya signed a trade treaty in January. Peru and Japan concluded a defence treaty in May. "
        "In Nairobi, where lawmakers approved the treaty only last week, some want more."
    )
    (claim,) = [claim for claim in stages(reader, text) if claim.attribute("stage") == "ratified"]
    assert claim.actors("agreement") == ("trade-treaty",)
